"""What would take a Markdown parser minutes is counted before it is parsed; what people write passes."""

from __future__ import annotations

import pytest

from disclosure.reading.burden import overburden

ROW = "| 2025年1月1日 | [某某通知](https://a.example.cn/1.html) | **1**<br>`2` |\n"
ITEM = "- [某某通知](https://a.example.cn/1.html) **2025**，_乙_ `丙`\n"
ARTICLE = "第{}条 某某某某某某某某某某某某某某，依照[甲](ref:doc-1)第_一_条、**第二条**规定。\n{}"


@pytest.mark.parametrize(
    "text",
    [
        "甲\n\n| 甲 | 乙 | 丙 |\n| --- | :-: | --- |\n" + ROW * 3000,
        "甲\n\n" + ITEM * 4000,
        "甲\n\n" + ITEM.replace("- ", "1. ") * 4000,
        "".join(ARTICLE.format(number, "\n") for number in range(3000)),
        "".join(f"## {ARTICLE.format(number, '')}" for number in range(400)),
        "正文" * 200_000,
        "1234567890" * 399 + "，" + "１２３" * 1300,
        "```\n甲\n```\n\n" * 1000,
        "甲" + "_" * 500 + "乙" + " " * 20_000,
        "某词\n:   它的意思。\n" * 200,
        "某词\n\n:   它的意思。\n\n" * 2000,
        "见 https://a.example.cn/1.html 和第 2 条&nbsp;。  \n第二行\\*。\n\n" * 3000,
    ],
)
def test_long_honest_texts_are_no_burden(text: str) -> None:
    assert overburden(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "[x](" * 3000,
        "[x](a" * 3000 + ")" * 100,
        "![" * 5000,
        "[^" * 5000,
        "[[x]]" * 10 + "[x][" * 5000,
        "<a " * 5000,
        "<!-- " * 5000,
        "``a`" * 5000,
        "=\n" * 10_000,
        "# 甲\n" * 5000,
        "**甲*乙 " * 10_000,
        "".join("`" * length + "\n" for length in range(3, 800)),
        "甲\n\n" * 30_000,
        "甲\n" * 30_000,
        "|甲" * 30_000,
        "112. + " * 140_000,
        "!!! note\n\t" * 19_000,
        "a\n---\n" + "[x]: \n" * 3000,
        "某词\n: 它的意思。\n" * 201,
        "\n: " * 5000,
        "!!! note- \n: " * 5000,
        "!!! note\n" * 19_000,
        "\t\n==" * 15_000,
        "甲~~乙" * 40_000,
        f"## a_{'9' * 5000}",
        f"甲&#{'9' * 5000};乙",
        "&amp;" * 200_000,
        "\\#abcd" * 100_000,
        '^": 甲https://a.cn/' * 50_000,
        "a|b\n-|-|-\n" + "**甲*乙|\n" * 10_000,
    ],
)
def test_what_comes_together_without_end_is_a_burden(text: str) -> None:
    assert overburden("甲\n\n乙\n\n" + text) is not None
