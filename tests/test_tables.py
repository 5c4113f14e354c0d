"""Tables of a text: a region that scrolls, a caption from the heading, heads that say what they head."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from disclosure.pages import tables
from disclosure.pages.tables import readable_tables
from disclosure.reading.dialect import Converter

PAIRS = "| 项目 | 内容 |\n| --- | --- |\n| 电话 | 见下 |\n| 地点 | 三楼 |\n"
FIGURES = "| 年份 | 收入 | 支出 |\n| --- | ---: | ---: |\n| 2023年 | 12.5万元 | 1,200 |\n| 合计 | 3 | — |\n"
WORDS = "| 地点 | 服务 | 时间 |\n| --- | --- | --- |\n| 一楼 | 借书 | 周一上午 |\n| 二楼 | 听课 | 周二上午 |\n"


def made(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(readable_tables(Converter().html(text), "某办法"))


def heads(tree: LexborHTMLParser) -> list[tuple[str, str | None]]:
    return [(node.text(), node.attributes.get("scope")) for node in tree.css("th")]


def test_a_table_scrolls_in_a_region_that_is_called_as_the_heading_before_it() -> None:
    tree = made(f"## 一、**联系**方式\n\n文字\n\n{PAIRS}\n{PAIRS}\n\n## 二、“时间”<安排>\n\n{WORDS}")
    regions = tree.css("div.table[role=region][tabindex='0']")
    names = ["一、联系方式", "一、联系方式（表2）", "二、“时间”<安排>"]
    assert [node.attributes["aria-label"] for node in regions] == names
    assert [node.text() for node in tree.css("div.table > table > caption.unseen")] == names


def test_a_table_below_no_heading_is_called_as_the_document() -> None:
    assert [node.text() for node in made(PAIRS).css("caption")] == ["某办法"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAIRS, [("项目", "col"), ("内容", "col"), ("电话", "row"), ("地点", "row")]),
        (FIGURES, [("年份", "col"), ("收入", "col"), ("支出", "col"), ("2023年", "row"), ("合计", "row")]),
        (WORDS, [("地点", "col"), ("服务", "col"), ("时间", "col")]),
        ("| 甲 | 乙 | 丙 |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n", [("甲", "col"), ("乙", "col"), ("丙", "col")]),
    ],
)
def test_heads_say_what_they_head(text: str, expected: list[tuple[str, str]]) -> None:
    assert heads(made(text)) == expected


def test_raw_tables_keep_what_their_editor_said() -> None:
    html = (
        "<table><caption>表一</caption><tr><th>甲</th><th scope='col'>乙</th></tr>"
        "<tr><th colspan='1' rowspan='2'>丙</th><td>1</td></tr><tr><td>2</td></tr></table>"
    )
    tree = LexborHTMLParser(readable_tables(html, "某办法"))
    assert heads(tree) == [("甲", "col"), ("乙", "col"), ("丙", "rowgroup")]
    assert [node.text() for node in tree.css("caption")] == ["表一"]


def test_a_table_within_a_table_is_in_one_region() -> None:
    html = "<table><tr><td><table><tr><td>里</td></tr></table></td></tr></table>"
    tree = LexborHTMLParser(readable_tables(html, "外"))
    assert len(tree.css("div.table")) == 1
    assert [node.text() for node in tree.css("table table td")] == ["里"]


@pytest.mark.parametrize("text", ["没有表", PAIRS, FIGURES, f"前\n\n{WORDS}\n后"])
def test_no_word_is_lost(text: str) -> None:
    html = Converter().html(text)
    shown = LexborHTMLParser(readable_tables(html, "某"))
    for node in shown.css("caption"):
        node.decompose()
    assert shown.body.text().split() == LexborHTMLParser(html).body.text().split()


CELLS = [
    "甲",
    "12.5万元",
    "—",
    "1,200",
    "**粗**",
    "[乙](ref:a)",
    "",
    "a & b",
    "<br>",
    "</td><td>",
    "丙\u3000丁",
    "rowspan",
    "`<th>`",
]
TABLES = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(st.sampled_from(CELLS), min_size=width), max_size=5))


@settings(max_examples=150, deadline=None)
@given(TABLES, st.sampled_from(["---", "---:", ":-:"]))
def test_a_simple_table_is_told_as_any_other(rows: list[list[str]], look: str) -> None:
    width = len(rows[0]) if rows else 2
    written = "\n".join(f"| {' | '.join(row)} |" for row in [["丁"] * width, [look] * width, *rows])
    html = Converter().html(written)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "_simply_headed", lambda table: "")
        slowly = readable_tables(html, "某")
    assert readable_tables(html, "某") == slowly


def test_tables_of_offices_are_simple() -> None:
    for text in (PAIRS, FIGURES, WORDS):
        table = Converter().html(text).replace("<table>", "<table><caption>某</caption>")
        assert tables._simply_headed(table) == tables._headed(table)
