"""Clauses: every way of writing a number gives the same id, what only speaks of a clause is none."""

import pytest

from disclosure.reading.clauses import clauses


def ids(text: str) -> list[str]:
    return [clause.id for clause in clauses(text)]


@pytest.mark.parametrize(
    "written",
    [
        "第三条 为了便民。",
        "**第三条** 为了便民。",
        "**第三条 目的** 为了便民。",
        "　　第三条　为了便民。",
        "第 3 条 为了便民。",
        "第３条　为了便民。",
        "### 第三条 目的",
        "第三条\n为了便民。",
        "第三条【目的】为了便民。",
        "第三条（目的）为了便民。",
        "<strong>第三条</strong> 为了便民。",
        "__第三条__　为了便民。",
        "- 第三条 为了便民。",
        "第三条&emsp;为了便民。",
        "第三条：为了便民。",
    ],
)
def test_an_article_has_one_id_however_its_number_is_written(written):
    assert ids(written) == ["art-3"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("第三十一条 甲", "art-31"),
        ("第廿一条 甲", "art-21"),
        ("第一○三条　甲", "art-103"),
        ("第一百零三条　甲", "art-103"),
        ("第八条之一 甲", "art-8-1"),
        ("第二章　总则", "ch-2"),
        ("第一部分 总则", "part-1"),
        ("一、总体要求", "sec-1"),
        ("一．总体要求", "sec-1"),
        ("壹、总体要求", "sec-1"),
        ("## 一 总体要求", "sec-1"),
        ("**一、** 总体要求", "sec-1"),
        ("（一）总体要求", "sec-1"),
        ("(一)总体要求", "sec-1"),
        ("㈠总体要求", "sec-1"),
        ("１．总体要求", "sec-1"),
        ("1. 总体要求", "sec-1"),
        ("1、总体要求", "sec-1"),
        ("⒈总体要求", "sec-1"),
        ("（1）总体要求", "sec-1"),
        ("⑴总体要求", "sec-1"),
        ("1）总体要求", "sec-1"),
        ("①总体要求", "sec-1"),
        ("## 1.2 总体要求", "sec-1-2"),
        ("## 二、三个生活圈的任务", "sec-2"),
        ("## 记录", "记录"),
    ],
)
def test_numbers_in_office_writing(written, key):
    assert ids(written) == [key]


@pytest.mark.parametrize(
    "written",
    [
        "第三条规定的补贴，由街道发放。",
        "第三条、第四条自发布之日起施行。",
        "第三条 第二款的补贴，由街道发放。",
        "依照第三条 办理。",
        "2025. 年度",
        "| 第三条 | 甲 |",
        "> 第三条 甲",
        "```\n第三条 甲\n```",
        "1.5万元以下的",
        "（一）项所列情形",
        "决定把以下条文改为：“\n第三条 甲\n第四条 乙\n”",
    ],
)
def test_what_only_speaks_of_a_clause_is_none(written):
    assert ids(written) == []


def test_an_article_without_a_blank_is_one_where_its_number_follows():
    assert ids("第一条为了便民，制定本办法。\n\n第二条规定如下事项不适用。\n\n第二条本办法适用于辖区。") == [
        "art-1",
        "art-2",
    ]


def test_numbers_below_each_other_and_items_of_articles():
    text = "一、甲\n（一）乙\n1. 丙\n2. 丁\n（二）戊\n二、己\n（一）庚\n第一条 辛\n（一）壬\n（二）癸\n第二条 子"
    assert ids(text) == [
        "sec-1", "sec-1-1", "sec-1-1-1", "sec-1-1-2", "sec-1-2", "sec-2", "sec-2-1", "art-1", "art-2",
    ]  # fmt: skip


def test_a_text_handed_down_begins_another_part_and_a_slip_moves_nobody_else():
    text = "第一条 甲\n第二条 乙\n第二条 丙\n第三条 丁\n附件\n第一条 戊\n第二条 己"
    assert ids(text) == ["art-1", "art-2", "art-2-again", "art-3", "p2-art-1", "p2-art-2"]


def test_points_that_run_on_over_headings_are_clauses_and_items_of_lists_are_not():
    assert ids("## 甲\n\n1. 子\n2. 丑\n\n## 乙\n\n3. 寅") == ["甲", "sec-1", "sec-2", "乙", "sec-3"]
    assert ids("## 甲\n\n1. 子\n2. 丑\n\n## 乙\n\n1. 寅") == ["甲", "乙"]


def test_a_clause_knows_its_words_its_line_and_its_text():
    first, second = clauses("**第一条** 甲。\n\n乙。\n\n**第 2 条　适用** 丙。\n", 21)
    assert (first.label, first.name, first.line, first.text) == ("第一条", "第一条", 21, "甲。\n\n乙。")
    assert (second.label, second.name, second.line, second.title) == ("第 2 条", "第2条", 25, "适用")


def test_names_of_sections():
    text = "## 一、总体目标\n\n**二、范围**。甲。\n\n（一）**重点**。乙。\n\n1. 丙，丁。\n\n# 附则\n"
    assert [clause.name for clause in clauses(text)] == ["一、总体目标", "二、范围", "（一）重点", "第1项", "附则"]


@pytest.mark.parametrize("sign", ["第", "第一", "[", "**", "（", " ", "#", "一、", "1.", "<b", "{", "“"])
def test_long_hostile_lines_end(sign):
    text = (sign * 40_000)[:100_000]
    assert len(clauses(text + "\n\n第一条 甲\n")) <= 1
