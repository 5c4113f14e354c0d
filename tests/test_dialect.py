"""The dialect of Markdown: what editors may write besides the plain rules, and what becomes of it on a page."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from disclosure.reading.dialect import Converter
from disclosure.reading.notes import KINDS
from disclosure.screening import allowed


def made(text: str) -> str:
    return Converter().html(text)


def addresses(text: str) -> list[tuple[str, str]]:
    links = LexborHTMLParser(made(text)).css("a")
    return [(link.attributes["href"] or "", link.text()) for link in links]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("请~~走东门~~==走西门==", "<p>请<del>走东门</del><mark>走西门</mark></p>"),
        ("9~11时，2023~2025年", "<p>9~11时，2023~2025年</p>"),
        ("柳溪路\n:   示例路段", "<dl>\n<dt>柳溪路</dt>\n<dd>示例路段</dd>\n</dl>"),
        (
            "!!! note\n    请**绕行**。",
            '<div class="admonition note">\n<p class="admonition-title">说明</p>\n'
            "<p>请<strong>绕行</strong>。</p>\n</div>",
        ),
        (
            '!!! 注意 "夜间"\n    请绕行。',
            '<div class="admonition warning">\n<p class="admonition-title">夜间</p>\n<p>请绕行。</p>\n</div>',
        ),
        ("??? tip\n    走西门。", '<details class="tip">\n<summary>提示</summary>\n<p>走西门。</p>\n</details>'),
        (
            '???+ 问答 "能停车吗？"\n    不能。',
            '<details class="question" open>\n<summary>能停车吗？</summary>\n<p>不能。</p>\n</details>',
        ),
        ('??? "题目"\n    文', '<details class="note">\n<summary>题目</summary>\n<p>文</p>\n</details>'),
    ],
)
def test_what_is_written_is_drawn(text: str, html: str) -> None:
    assert made(text) == html


def test_every_kind_of_note_has_a_chinese_title() -> None:
    titles = {kind: LexborHTMLParser(made(f"!!! {kind}\n    甲")).css_first("p").text() for kind in KINDS}
    assert titles == KINDS


def test_no_other_class_than_a_known_one_is_made() -> None:
    html = made("!!! md-search__scrollwrap\n    甲\n\n??? masthead foot\n    乙")
    classes = [node.attributes["class"] for node in LexborHTMLParser(html).css("[class]")]
    assert classes == ["admonition note", "admonition-title", "note"]


def test_all_that_the_dialect_makes_passes_the_list_unchanged() -> None:
    notes = "\n\n".join(f"!!! {kind}\n    甲[^1]\n\n??? {kind}\n    乙" for kind in KINDS)
    html = made(f"[TOC]\n\n## 一\n\n{notes}\n\n~~丙~~ ==丁== https://example.com/\n\n戊\n:   己\n\n[^1]: 庚")
    kept = LexborHTMLParser(allowed.clean(html)).css_first("body").html
    assert kept == LexborHTMLParser(html).css_first("body").html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请看https://example.com/甲查询。", ["https://example.com/"]),
        ("（https://example.com/a_b?x=1）。", ["https://example.com/a_b?x=1"]),
        ("见 http://example.com.", ["http://example.com"]),
        ("https://example.com:8080/x, https://example.com/y;", ["https://example.com:8080/x", "https://example.com/y"]),
        ("`https://example.com`", []),
        ("    https://example.com", []),
        ("example.com、ftp://example.com、https://", []),
    ],
)
def test_a_bare_address_is_a_link(text: str, found: list[str]) -> None:
    assert addresses(text) == [(address, address) for address in found]


@pytest.mark.parametrize(
    "text",
    [
        "[甲](https://example.com/)",
        "[https://example.com/](https://example.com/)",
        "[甲]\n\n[甲]: https://example.com/",
        '<a href="https://example.com/">甲 https://example.com/ 乙</a>',
        "<https://example.com/>",
    ],
)
def test_an_address_within_a_link_makes_no_second_one(text: str) -> None:
    assert [href for href, _ in addresses(text)] == ["https://example.com/"]
