"""The periods of a year: by halves of a month, months, quarters, halves, or the year as a whole."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from disclosure.records.work_plans import PlanPeriod

_MONTHS = {PlanPeriod.YEAR: 12, PlanPeriod.HALF_YEAR: 6, PlanPeriod.QUARTER: 3, PlanPeriod.MONTH: 1}
_FIRST_HALF = 15


@dataclass(frozen=True)
class Window:
    """A period by its first and last day, both counted, and what it is called."""

    first: date
    last: date
    words: str


def windows(period: PlanPeriod, year: int) -> list[Window]:
    """The periods of a year in their order."""
    if period is PlanPeriod.HALF_MONTH:
        return [half for month in range(1, 13) for half in _halves(year, month)]
    length = _MONTHS[period]
    return [_window(period, year, month, length) for month in range(1, 13, length)]


def _window(period: PlanPeriod, year: int, month: int, length: int) -> Window:
    number, last = (month - 1) // length, month + length - 1
    words = {
        PlanPeriod.YEAR: "全年",
        PlanPeriod.HALF_YEAR: ("上半年", "下半年")[number % 2],
        PlanPeriod.QUARTER: f"第{'一二三四'[number % 4]}季度",
        PlanPeriod.MONTH: f"{month}月",
    }[period]
    return Window(date(year, month, 1), date(year, last, monthrange(year, last)[1]), words)


def _halves(year: int, month: int) -> tuple[Window, Window]:
    end = monthrange(year, month)[1]
    first = Window(date(year, month, 1), date(year, month, _FIRST_HALF), f"{month}月上半月")
    return first, Window(date(year, month, _FIRST_HALF + 1), date(year, month, end), f"{month}月下半月")
