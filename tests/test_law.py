"""Working days and citations."""

from dataclasses import replace
from datetime import date

import pytest

from disclosure.findings import Rule, Severity
from disclosure.law.book import LawBook, article_label
from disclosure.law.working_days import LastDay, Span, WorkingDays
from disclosure.reading.numerals import chinese_number
from disclosure.records.law import CalendarYear, Grade, Law, Limit

MAY_2025 = CalendarYear(
    id="calendar-2025",
    year=2025,
    source="测试",
    grade="text",
    holidays=[{"name": "劳动节", "first": date(2025, 5, 1), "last": date(2025, 5, 5)}],
    workdays=[date(2025, 4, 27)],
)
DAYS = WorkingDays([MAY_2025])


def test_the_starting_day_does_not_count_and_make_up_days_do():
    # Friday 25 April; Sunday 27 is worked; 1 to 5 May are off: 27, 28, 29, 30, then 6, 7, 8 May.
    assert DAYS.after(date(2025, 4, 25), 7) == LastDay(date(2025, 5, 8), provisional=False)
    assert DAYS.between(date(2025, 4, 25), date(2025, 5, 8)) == Span(7, provisional=False)


def test_nothing_lies_between_a_day_and_an_earlier_one():
    assert DAYS.between(date(2025, 5, 8), date(2025, 4, 25)) == Span(0, provisional=False)
    assert DAYS.after(date(2025, 4, 25), 0) == LastDay(date(2025, 4, 25), provisional=False)


def test_beyond_the_known_years_the_answer_is_provisional_not_guessed():
    assert DAYS.after(date(2025, 12, 30), 3) == LastDay(date(2026, 1, 2), provisional=True)
    assert DAYS.between(date(2025, 12, 30), date(2026, 1, 2)) == Span(3, provisional=True)
    assert DAYS.guessed(date(2024, 12, 30), date(2026, 1, 2)) == [2024, 2026]
    assert DAYS.guessed(date(2024, 12, 31), date(2025, 1, 2)) == []


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (12, "十二"), (26, "二十六"), (101, "一百零一"), (110, "一百一十")]
)
def test_numbers_in_chinese(number, text):
    assert chinese_number(number) == text


@pytest.mark.parametrize(
    ("number", "unit", "label"),
    [
        ("26", "条", "第二十六条"),
        ("7", "项", "第七项"),
        ("二", "部分", "第二部分"),
        ("7.2.5", "条", "“7.2.5”"),
        ("12345", "条", "“12345”"),
    ],
)
def test_article_labels(number, unit, label):
    assert article_label(number, unit) == label


def law_book(grade: str) -> LawBook:
    article = {"number": "26", "gist": "某", "applies": "direct", "grade": grade}
    law = Law(id="law-711", short="711号令", title="政府信息公开条例", doc_no="国务院令第711号", articles=[article])
    old = Limit(
        id="x",
        title="某",
        value="15",
        unit="days",
        basis="711号令/26",
        grade="text",
        since=date(2008, 5, 1),
        until=date(2019, 5, 14),
    )
    new = Limit(
        id="x-from-2019", title="某", value="20", unit="days", basis="711号令/26", grade="text", since=date(2019, 5, 15)
    )
    return LawBook({law.short: law}, [old, new], [])


def test_a_limit_is_that_of_its_time():
    book = law_book("text")
    assert [book.days("x", day) for day in (date(2000, 1, 1), date(2019, 5, 14), date(2019, 5, 15))] == [None, 15, 20]


@pytest.mark.parametrize(
    ("value", "unit", "days", "deadline"),
    [
        ("30", "days", 30, None),
        ("30", "working-days", 30, None),
        ("03-31", "month-day", None, date(2023, 3, 31)),
    ],
)
def test_a_limit_says_what_its_unit_can_say(value: str, unit: str, days: int | None, deadline: date | None):
    limit = Limit(id="x", title="某", value=value, unit=unit, basis="某/1", grade="text", since=date(2019, 5, 15))
    book = LawBook({}, [limit], [])
    assert (book.days("x", date(2023, 1, 1)), book.deadline("x", date(2023, 1, 1), 2023)) == (days, deadline)


def test_what_was_not_verified_is_not_cited_as_if_it_were():
    assert law_book("text").cite("711号令/26") == "《政府信息公开条例》第二十六条"
    assert law_book("memory").cite("711号令/26") == "《政府信息公开条例》第二十六条（未核对原文）"
    assert law_book("text").cite("某法/1") == "某法/1"


def test_a_rule_weighs_as_its_number_does_on_the_day():
    book = law_book("text")
    book.limits[1] = book.limits[1].model_copy(update={"grade": Grade.MEMORY, "basis": "711号令/26新"})
    rule = Rule("AAA-001", "某", basis=("711号令/26", "19号函/二"), limit="x")
    assert book.weighed(rule, date(2019, 5, 14)) == rule
    later = book.weighed(rule, date(2019, 5, 15))
    assert (later.severity, later.basis) == (Severity.WARNING, ("711号令/26新", "19号函/二"))
    assert book.weighed(replace(rule, limit=""), date(2019, 5, 15)) == replace(rule, limit="")
