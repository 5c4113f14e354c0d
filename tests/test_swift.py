"""Plain Markdown straight to its tree: the same bytes as the parser makes, whatever stands in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demonstration import REPOSITORY, SMALL_OFFICE
from disclosure.reading import dialect
from disclosure.reading.dialect import Converter, heading_id
from disclosure.reading.front_matter import body_of
from disclosure.reading.manuscript import as_markdown
from disclosure.reading.swift import tree_of

CONVERTER = Converter()
# What people write, and every sign that might mean something, put together in any order.
PIECES = [
    "甲", "乙方", "2023", " ", "\u3000", "\n", "\n\n", "\n\n\n", "- ", "* ", "+ ", "1. ", "2. ", "07. ", "# ",
    "##", "## 一、", "###", "[办法](ref:doc-1)", "[](ref:doc-1)", "[x](a_b.pdf)", "[", "](", ")", "]", "(",
    "!", "![图](a.png)", "**", "**粗**", "*", "_", "| ", " |", "|", "| 甲 | 乙 |\n", "| --- | ---: |\n",
    "|:-:|---|\n", "| 1 | 2 |\n", "---", "- - -", "===", "=", "==", "~", "~~", "`", "```", "\\", "<", ">",
    "> ", "&", "&amp;", "<br>", ":", ": ", "!!!", "!!! note", "???", "[^1]", "[^1]: 注", "[甲]: /x", "    ",
    "\t", "https://a.cn/b", "{{ 数 }}", '"', "'", "“", "（", "，", "。", "；\n", "+", "-", "#", "[TOC]",
    "\u2028", "\x0b", "\ue0003:4\ue001",
]  # fmt: skip


def both(text: str) -> tuple[str, str]:
    """What becomes of a text, and what the parser makes of it with no stretch of it spared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialect, "tree_of", lambda text, heading_id: None)
        patch.setattr(dialect._PlainStretches, "run", lambda processor, root: None)
        parsed = CONVERTER.html(text)
    return CONVERTER.html(text), parsed


def is_plain(text: str) -> bool:
    return tree_of(as_markdown(text).text, heading_id) is not None


@pytest.mark.parametrize("root", [pytest.param(REPOSITORY, marks=pytest.mark.demonstration), SMALL_OFFICE])
def test_every_document_becomes_what_the_parser_makes_of_it(root: object) -> None:
    texts = [body_of(file.read_text("utf-8")).text for file in sorted((REPOSITORY / str(root) / "docs").rglob("*.md"))]
    assert texts
    for text in texts:
        made, parsed = both(text)
        assert made == parsed
    assert sum(map(is_plain, texts)) * 10 >= len(texts) * 8


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_any_signs_become_what_the_parser_makes_of_them(text: str) -> None:
    made, parsed = both(text)
    assert made == parsed


BLOCKS = [
    "## 一、总则", "# 标题", "### **粗**[甲](ref:a)", "文[](ref:doc-1)。\n第二行", "**甲**：乙", "- 一\n- 二",
    "* 三；", "1. 甲\n2. 乙", "3. 丙",
    "| 甲 | 乙 |\n| --- | ---: |\n| 1 | **2** |\n| 只有一格 |\n| 3 | 4 | 5 |", "+ [x](a_b.pdf)\n+ **四**",
    "2023. 年", "一、\n二、", "## 一、总则", "注#1", "甲 | 乙", "- 甲 | 乙\n- 丙", "1. 甲\n- 乙", "- # 甲",
    "- 1. 甲", "- ---", "**a****b**", "** a**", "[a[b](c)]",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(BLOCKS), max_size=10).map("\n\n".join))
def test_any_blocks_become_what_the_parser_makes_of_them(text: str) -> None:
    made, parsed = both(text)
    assert made == parsed


@pytest.mark.parametrize("text", BLOCKS[:13])
def test_what_offices_write_needs_no_parser(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text", ["", " \n", "甲`乙`", "甲<br>乙", "甲&乙", "[^1]", "> 甲", "    print(1)", "甲_乙_", "![图](a.png)"]
)
def test_what_may_mean_more_is_left_to_the_parser(text: str) -> None:
    assert not is_plain(text)
