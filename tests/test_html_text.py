"""HTML → Markdown: what readers see of a page, and nothing that they do not."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.importing.html import Leads, markdown_of
from disclosure.reading.drawing import drawn
from html_pages import SECRET, made_page


@pytest.mark.parametrize("seed", range(12))
def test_what_is_seen_is_carried_over_and_what_is_hidden_is_not(seed: int):
    """The page that is made of the Markdown shows the same signs, and its tables span the same."""
    page = made_page(seed)
    carried = markdown_of(page.html)
    tree = LexborHTMLParser(shown(carried.markdown))
    assert "".join(tree.body.text().split()) == page.seen
    assert SECRET not in carried.markdown and SECRET not in "".join(carried.losses)
    assert [cells_of(table) for table in tree.css("table")] == page.tables


def shown(markdown: str) -> str:
    return re.sub(r'<a class="headerlink"[^>]*>.*?</a>', "", drawn(markdown) or "")


def cells_of(table: LexborNode) -> list[list[tuple[str, int, int]]]:
    rows = table.css("tr")
    return [
        [
            ("".join(cell.text().split()), *(int(cell.attributes.get(name) or 1) for name in ("colspan", "rowspan")))
            for cell in row.css("td, th")
        ]
        for row in rows
    ]


@pytest.mark.parametrize(
    ("html", "markdown", "losses"),
    [
        ("<p>一、总体要求</p><p>做好工作。</p>", "## 一、总体要求\n\n做好工作。\n", []),
        ("<h1>大</h1><h3>小</h3><p>文</p>", "## 大\n\n### 小\n\n文\n", []),
        ("见<a href='https://www.gov.cn/a.html'>国务院网站</a>。", "见[国务院网站](https://www.gov.cn/a.html)。\n", []),
        ("<a href='/x/1.html'>旧网页</a>", "旧网页\n", ["链接 1 处（旧网页）"]),
        ("<a href='javascript:window.print()'>打印</a>", "打印\n", ["链接 1 处（打印）"]),
        ("<img src='a.png' alt='流程图'>下图", "下图\n", ["图片 1 处（流程图）"]),
        ("甲<br>　　乙<br><br>丙<br>丁", "甲\n\n乙\n\n丙<br>丁\n", []),
        ("<ol start=3><li>甲<li>乙</ol>", "3.甲\n\n4.乙\n", []),
        ("<table><tr><td><p>只是排版</p><ul><li>甲</ul></td></tr></table>", "只是排版\n\n- 甲\n", []),
        ("<table><tr><th>甲<th>乙<tr><td>1<td>2</table>", "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n", []),
        (
            "<table><tr><td>号<td>点<td><td>号<td>话<tr><td>1<td>甲<td><td>1<td>12</table>",
            "| 号 | 点 |\n| --- | --- |\n| 1 | 甲 |\n\n| 号 | 话 |\n| --- | --- |\n| 1 | 12 |\n",
            [],
        ),
        ("文<del cite='mailto:x'>删</del><ins>加</ins>", "文加\n", ["修订里删除的文字 1 处"]),
        ("文<div style='mso-element:comment'>不公开</div>", "文\n", ["批注 1 处"]),
        (
            "文<a href='#_ftn1'>[1]</a>。<div id=ftn1><a href='#_ftnref1'>[1]</a>注</div>",
            "文[^1]。\n\n[^1]: 注\n",
            [],
        ),
        (
            "文<iframe src='//x'></iframe><video src=a.mp4></video>",
            "文\n",
            ["嵌在里面的网页 1 处", "视频、音频、动画 1 处"],
        ),
        ("", "", []),
    ],
)
def test_each_kind_of_element(html: str, markdown: str, losses: list[str]):
    carried = markdown_of(html)
    assert carried.markdown == markdown
    assert [line.split("：")[0] for line in carried.losses] == losses


@pytest.mark.parametrize(
    "html", ["<div>" * 6000 + "文", "<b>" * 400 + "文", "<table><tr><td>" * 300 + "文", "<li>" * 9000]
)
def test_what_no_page_is_like_ends_in_words(html: str):
    carried = markdown_of(html)
    assert "文" not in carried.markdown and (carried.losses or not carried.markdown)


def test_addresses_and_pictures_go_where_they_are_led():
    leads = Leads(lambda href: "ref:doc-2025-001" if href == "/a.html" else "", lambda src: src.replace("old/", "new-"))
    carried = markdown_of("<a href='/a.html'>通知</a><img src='old/1.png' alt='图上的人在排队'>", leads)
    assert carried == ("[通知](ref:doc-2025-001)![图上的人在排队](new-1.png)\n", ())
