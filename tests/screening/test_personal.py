"""Personal data: what was seeded is found, what only looks like it is left alone, and no finding repeats it."""

from __future__ import annotations

import re

import pytest

from disclosure.screening import personal
from disclosure.screening.personal.digits import check_digit, is_credit_code, is_valid_identity, passes_luhn
from disclosure.screening.written import Hit, Written
from screening.personal_cases import LEAKS, card, identity, mistyped, mobile
from screening.personal_innocent import INNOCENT
from screening.trials import office, personal_trials


def hits(text: str, path: str = "docs/notices/2025/a.md") -> list[Hit]:
    return list(personal.hits(Written(path, text), office()))


def rules(text: str) -> list[str]:
    return [hit.rule.id for hit in hits(text)]


def test_the_corpus_is_large_enough() -> None:
    assert len(LEAKS) >= 300 and len({carrier for _, carrier, *_ in LEAKS}) >= 8
    assert len(INNOCENT) >= 200


def test_what_was_seeded_is_found() -> None:
    assert [(trial.kind, trial.shown) for trial in personal_trials() if trial.wanted and not trial.is_right] == []


def test_what_is_innocent_is_left_alone() -> None:
    assert [(trial.shown, trial.found) for trial in personal_trials() if not trial.wanted and not trial.is_right] == []


def test_nothing_innocent_is_kept_from_publication() -> None:
    assert [trial.shown for trial in personal_trials() if trial.is_false_error] == []


def test_no_finding_repeats_the_number() -> None:
    said = [(text, f"{hit.message}{hit.remedy}") for *_, text, _ in LEAKS for hit in hits(text)]
    assert [(text, shown) for text, shown in said if re.search(r"[0-9]{9,}", shown)] == []


def test_a_finding_stands_where_the_number_was_written() -> None:
    number = identity()
    text = f"第一行\n身份证\u200b：&#51;{number[1:6]}\u200b{number[6:]}，完。\n电话 {mobile()}\n"
    found = [hit.within(Written("docs/a.md", text)).place for hit in hits(text)]
    assert [(place.line, place.column) for place in found] == [(2, 6), (3, 4)]


def test_the_mask_is_ready_to_paste_and_survives_markdown() -> None:
    number = identity()
    cross, star = f"310×××××××××××{number[-4:]}", f"310***********{number[-4:]}"
    assert f"“{cross}”" in hits(f"身份证号：{number}")[0].remedy
    assert f"“{star}”" in hits(f"身份证号：{number}", "data/columns.yml")[0].remedy
    assert hits(f"身份证号：{cross}") == hits(f"身份证号：{star}") == []


def test_a_table_of_two_thousand_people_is_one_finding() -> None:
    rows = "".join(f"| 张三 | {identity()} | {mobile()} |\n" for _ in range(2000))
    found = hits(f"| 姓名 | 身份证号 | 电话 |\n| --- | --- | --- |\n{rows}")
    assert [hit.rule.id for hit in found] == ["PRI-001"]
    assert "2000 行个人信息：完整的身份证号码 2000 行、手机号码 2000 行" in found[0].message


def test_a_table_in_html_is_a_table_too() -> None:
    rows = "".join(f"<tr><td>张三</td><td>{mistyped()}</td></tr>\n" for _ in range(9))
    found = hits(f"<table>\n<tr><th>姓名</th><th>证件号码</th></tr>\n{rows}</table>\n")
    assert [(hit.rule.id, "9 行" in hit.message) for hit in found] == [("PRI-002", True)]


@pytest.mark.parametrize(
    "table",
    [
        "<table>\n<caption>{}</caption>\n<tr><td>甲</td></tr>\n</table>\n",
        "<table>\n{}\n<tr><td>甲</td></tr>\n</table>\n",
        "<table>\n<tr>{}<td>甲</td></tr>\n</table>\n",
        "<table>\n<tr><td>甲</td></tr>\n{}\n</table>\n",
        "<table>\n<tr><td>甲</td>{}</tr>\n<tr><td>乙</td></tr></table>\n",
        "<table>\n\n{}\n",
    ],
)
def test_what_stands_in_a_table_outside_its_cells_is_looked_at(table: str) -> None:
    assert rules(table.format(f"张三，身份证号码{identity()}")) == ["PRI-001"]
    assert rules(table.format("张三，身份证号码310112********0011")) == []


def test_a_list_of_two_thousand_people_is_one_finding() -> None:
    found = hits("".join(f"- 张三 {mobile()}\n" for _ in range(2000)))
    assert [(hit.rule.id, hit.message.split("手")[0]) for hit in found] == [
        ("PRI-004", "第 1 行到第 2000 行共有 2000 处")
    ]


def test_scattered_numbers_do_not_flood() -> None:
    assert len(hits("".join(f"张三 {mobile()}\n\n段落。\n\n另一段。\n\n" for _ in range(500)))) <= 21


def test_rows_of_any_origin_are_judged_alike() -> None:
    rows = [["低保金发放表"], ["户主", "银行账号", "家庭住址"], ["张三", card(), "示例路1弄2号303室"]]
    fault = personal.in_rows(rows, office())
    assert fault is not None
    assert (fault.rule.id, fault.row, fault.column) == ("PRI-005", 2, 1)
    assert personal.in_rows([["项目", "金额"], ["维修", "13800001234元"]], office()) is None


def test_the_office_s_own_numbers_are_public() -> None:
    assert rules("值班电话 138-0000-9999，+8613800009999") == []
    assert rules("值班电话 138-0000-9998") == ["PRI-004"]


def test_a_number_that_is_said_to_be_another_kind_is_only_doubted() -> None:
    assert rules(f"合同编号：{identity()}") == ["PRI-003"]
    assert rules(f"合同编号：{mobile()}") == ["PRI-003"]


@pytest.mark.parametrize(
    "text",
    [
        f"合同编号：{identity()}",
        f"合同编号：{mobile()}",
        f"合同编号：**139**{mobile()[3:]}",
        "合同编号：一三九零零零零五六七八",
        "共一三九零零零零五六七八",
    ],
)
def test_what_words_in_front_do_not_clear_is_waived(text: str) -> None:
    [hit] = hits(text)
    assert hit.rule.id == "PRI-003"
    assert hit.remedy.endswith("；不是个人号码的，报批后在 data/waivers/ 里写明理由。")


@pytest.mark.parametrize(("number", "waived"), [(mobile(), True), (mistyped(), False)])
def test_a_table_of_what_words_do_not_clear_is_waived(number: str, waived: bool) -> None:
    found = hits(f"| 合同编号 | 金额 |\n| --- | --- |\n| {number} | 5万元 |\n")
    assert [hit.remedy.endswith("；不是个人号码的，报批后在 data/waivers/ 里写明理由。") for hit in found] == [
        True
    ] * waived


def test_what_words_in_front_clear_asks_for_them() -> None:
    number = mistyped()
    [hit] = hits(f"附 {number} 一份")
    assert hit.remedy.endswith("；不是个人号码的，请在前面写明它是什么，例如“合同编号：”。")
    assert rules(f"附合同编号：{number} 一份") == []


def test_names_of_files_are_looked_at() -> None:
    found = list(personal.hits_in_name(f"docs/notices/2025/张三{identity()}.pdf", office()))
    assert [(hit.rule.id, hit.start, hit.message.startswith("文件名里有")) for hit in found] == [("PRI-001", 0, True)]
    assert list(personal.hits_in_name("docs/notices/2025/doc-2025-001-1.pdf", office())) == []


def test_check_digits() -> None:
    """By the standards' own examples, which belong to nobody."""
    assert check_digit("11010519491231002") == "X"
    assert is_valid_identity("11010519491231002X") and not is_valid_identity("110105194912310021")
    assert passes_luhn("4111111111111111") and not passes_luhn("4111111111111112")
    assert is_credit_code("91350100M000100Y43") and not is_credit_code("91350100M000100Y44")
