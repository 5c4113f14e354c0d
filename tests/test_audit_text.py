"""``disclosure audit-report`` on the text of a report: its years, its sections, its figures against the tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from disclosure.auditing.judging import Audit, audited
from disclosure.auditing.remarks import Level
from disclosure.auditing.report import report_in
from report_audits import FEW, FORMATS, NONE, judged, told
from report_figures import changed
from report_files import Report, as_material, blocks


@pytest.mark.parametrize("name", FORMATS)
def test_a_text_that_speaks_of_another_year_is_told_with_both(name: str, audit: Callable[..., Audit]) -> None:
    text = ("（一）主动公开。2023年，柳溪街道在区门户网站发布信息208条。", *Report(FEW).general[1:])
    found = audit(FORMATS[name](blocks(replace(Report(FEW), general=text))))
    assert [remark.check for remark in found.remarks] == ["Y-1"]
    assert "2024 年" in found.remarks[0].message and "2023年,柳溪街道" in found.remarks[0].message


@pytest.mark.parametrize("sentence", [
    "2023年，柳溪街道发布信息200条；2024年发布208条。",
    "与2023年相比，发布信息增加8条。",
    "2023年以来，累计发布信息408条。",
    "2025年，将继续发布信息。",
    "2023年发布的文件中有3件由新文件代替。",
    "根据《2023年政务公开工作要点》，发布信息208条。",
    "2023年获评区政务公开先进单位。",
    "印发《关于2023年公开工作的通知》（柳办〔2023〕4号），收到反馈12条。",
])  # fmt: skip
def test_other_years_stand_in_a_text_with_good_reason(sentence: str) -> None:
    assert judged(replace(Report(FEW), general=(f"（一）主动公开。{sentence}", *Report(FEW).general[1:]))).remarks == ()


def test_title_and_period_must_name_one_year() -> None:
    found = judged(replace(Report(FEW), period="本报告的统计期限为2023年1月1日至12月31日。"))
    assert [(remark.level, remark.check) for remark in found.remarks] == [("fail", "Y-1")]
    assert "2024 年" in found.remarks[0].message and "2023 年" in found.remarks[0].message


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025年1月20日", []), ("2025-03-20", ["warning"]), ("2024年1月20日", ["fail"]), ("2024-12-31", [])],
)
def test_a_report_is_published_after_its_year(day: str, expected: list[str]) -> None:
    found = judged(replace(Report(FEW), published=f"发布日期：{day}"))
    assert [remark.level for remark in found.remarks] == expected


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_figure_in_text_and_table_must_agree(name: str, audit: Callable[..., Audit]) -> None:
    text = ("（二）依申请公开。全年新收政府信息公开申请5件，上年结转0件；办结6件，结转下年度0件。",)
    found = audit(FORMATS[name](blocks(replace(Report(FEW), general=text))))
    assert told(found, *Level) == [("N-1", ["received.total"])]
    assert "新收政府信息公开申请5件" in found.remarks[0].message and "是 6" in found.remarks[0].message


@pytest.mark.parametrize(("sentence", "expected"), [
    ("全年新收政府信息公开申请六件，上年结转零件。", []),
    ("共收到政府信息公开申请8件。", ["warning"]),
    ("共受理申请6件，答复6件。", []),
    ("全年新收申请6件，其中新收自然人申请4件。", []),
    ("2023年新收申请9件，2024年新收申请6件。", []),
    ("较上年新收申请9件有所减少。", []),
    ("网络新收申请2件，当面新收申请4件。", []),
    ("全年新收申请7件，上年结转1件。", ["fail", "fail"]),
])  # fmt: skip
def test_only_words_that_mean_the_same_figure_contradict_it(sentence: str, expected: list[str]) -> None:
    found = judged(replace(Report(FEW), general=(f"（二）依申请公开。{sentence}",)))
    assert [remark.level for remark in found.remarks] == expected


def test_what_was_received_and_answered_may_count_what_was_carried_over() -> None:
    """As a city's office reported once: 859 received, 805 answered, 18 of them carried in, 72 carried on."""
    counts = {"received": 859, "carried_in": 18, "granted": 805, "total": 805, "carried_out": 72}
    figures = changed(
        NONE, *((f"requests.{row}.{key}", n) for row, n in counts.items() for key in ("natural", "total"))
    )
    text = "（二）依申请公开。共受理申请859件，答复805件（含上年结转18件），顺延72件。"
    assert judged(replace(Report(figures), general=(text,))).remarks == ()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("problems", [(), ("无",), ("本年度没有存在的问题。",)])
def test_the_section_on_problems_says_something(
    name: str, problems: tuple[str, ...], audit: Callable[..., Audit]
) -> None:
    found = audit(FORMATS[name](blocks(replace(Report(FEW), problems=problems))))
    expected = [] if problems and len(problems[0]) > 9 else [("N-3", 5)]
    assert [(remark.check, remark.section) for remark in found.remarks] == expected


def test_a_section_that_is_missing_is_told() -> None:
    def without(head: str, *texts: str) -> list[tuple[str, str, int]]:
        content = [block for block in blocks(Report(FEW)) if block not in (head, *texts)]
        found = audited(report_in(as_material(content)))
        return [(remark.level, remark.check, remark.section) for remark in found.remarks]

    assert without("五、存在的主要问题及改进情况", *Report(FEW).problems) == [("fail", "N-3", 5)]
    assert without("六、其他需要报告的事项", *Report(FEW).rest) == [("warning", "N-3", 6)]
    assert without("二、主动公开政府信息情况") == [("warning", "N-3", 2)]  # its table is there


@pytest.mark.parametrize(("rest", "general", "expected"), [
    ("无", "", ["warning"]),  # fees of table two are others than those for information
    ("没有其他需要报告的事项。", "收取信息处理费400元。", ["fail"]),
    ("本年度没有收取信息处理费。", "收取信息处理费400元。", ["fail"]),
    ("依法收取信息处理费400元。", "收取信息处理费400元。", []),
])  # fmt: skip
def test_fees_for_information_are_reported_in_the_last_section(rest: str, general: str, expected: list[str]) -> None:
    figures = changed(FEW, ("disclosed.fees.charged", 12)) if not general else FEW
    found = judged(replace(Report(figures), rest=(rest,), general=(f"（二）依申请公开。{general}",)))
    assert [remark.level for remark in found.remarks] == expected
