"""The working-day calendar in data/calendar says the same as an independent data set, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from disclosure.law.working_days import WorkingDays
from disclosure.reading.validation import validate
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.law import CalendarYear

ROOT = Path(__file__).resolve().parents[1]
YEARS = (2023, 2024, 2025, 2026)
DAY = timedelta(days=1)


def calendar_of(year: int) -> CalendarYear:
    path = f"data/calendar/{year}.yml"
    tree, findings = read_tree((ROOT / path).read_text(encoding="utf-8"), path)
    assert findings == [] and tree is not None
    calendar, faults = validate(CalendarYear, tree)
    assert faults == [] and calendar is not None
    return calendar


CALENDARS = {year: calendar_of(year) for year in YEARS}


def days_from(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_the_second_source(year: int) -> None:
    working = WorkingDays(CALENDARS.values())
    year_days = days_from(date(year, 1, 1), date(year, 12, 31))
    assert [str(day) for day in year_days if working.is_working(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize("year", YEARS)
def test_each_file_is_named_after_its_year(year: int) -> None:
    assert (CALENDARS[year].id, CALENDARS[year].year) == (f"calendar-{year}", year)


def test_there_is_no_file_that_this_test_does_not_know() -> None:
    """A new year is added here together with its file, so that it is cross-checked too."""
    assert sorted(file.stem for file in (ROOT / "data/calendar").glob("*.yml")) == [str(year) for year in YEARS]


@pytest.mark.parametrize("year", YEARS)
def test_a_run_of_days_off_is_whole(year: int) -> None:
    """Runs go forward, reach into their year and hold their own weekends; the day on either side is a working day."""
    working = WorkingDays([CALENDARS[year]])
    wrong = [
        holiday.name
        for holiday in CALENDARS[year].holidays
        if holiday.first > holiday.last
        or holiday.last.year != year
        or any(working.is_working(day) for day in days_from(holiday.first, holiday.last))
        or not working.is_working(holiday.first - DAY)
        or not working.is_working(holiday.last + DAY)
    ]
    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_make_up_days_are_weekends_of_that_year_and_no_holiday(year: int) -> None:
    calendar = CALENDARS[year]
    off = {day for holiday in calendar.holidays for day in days_from(holiday.first, holiday.last)}
    wrong = [day for day in calendar.workdays if day.weekday() < 5 or day.year != year or day in off]
    assert wrong == []
    assert calendar.workdays == sorted(set(calendar.workdays))


@pytest.mark.parametrize(
    ("start", "seven", "fifteen", "twenty", "forty"),
    [
        ("2024-01-30", "2024-02-07", "2024-02-23", "2024-03-01", "2024-03-29"),
        ("2024-09-20", "2024-09-30", "2024-10-16", "2024-10-23", "2024-11-20"),
        ("2025-01-20", "2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"),
        ("2025-04-25", "2025-05-08", "2025-05-20", "2025-05-27", "2025-06-25"),
        ("2025-09-26", "2025-10-13", "2025-10-23", "2025-10-30", "2025-11-27"),
        ("2025-12-29", "2026-01-08", "2026-01-20", "2026-01-27", "2026-03-02"),
        ("2026-02-06", "2026-02-24", "2026-03-05", "2026-03-12", "2026-04-10"),
        ("2026-09-24", "2026-10-12", "2026-10-22", "2026-10-29", "2026-11-26"),
    ],
)
def test_deadlines_across_holidays(start: str, seven: str, fifteen: str, twenty: str, forty: str) -> None:
    """Deadlines counted beforehand, over Spring Festival, National Day, make-up days and the turn of a year."""
    working = WorkingDays(CALENDARS.values())
    deadlines = [working.after(date.fromisoformat(start), count) for count in (7, 15, 20, 40)]
    assert [str(deadline.day) for deadline in deadlines] == [seven, fifteen, twenty, forty]
    assert not any(deadline.provisional for deadline in deadlines)
