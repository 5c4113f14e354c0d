"""Working days: weekdays, less the holidays, plus the make-up days of the yearly State Council notice.

The starting day does not count (民法典 201 by reference, see data/limits.yml). Beyond the years whose notice
is known, weekdays are counted and the answer is marked provisional: a guess must not look like a fact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.records.law import CalendarYear

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Deadline:
    """A day, and whether it rests on a year whose holidays are not known yet."""

    day: date
    provisional: bool


@dataclass(frozen=True)
class Span:
    """A number of working days, and whether it rests on a year whose holidays are not known yet."""

    days: int
    provisional: bool


class WorkingDays:
    """Counts working days by the calendars it is given."""

    def __init__(self, calendars: Iterable[CalendarYear]) -> None:
        self._years: set[int] = set()
        self._off: set[date] = set()
        self._on: set[date] = set()
        for calendar in calendars:
            self._years.add(calendar.year)
            self._on.update(calendar.workdays)
            for holiday in calendar.holidays:
                length = (holiday.last - holiday.first).days
                self._off.update(holiday.first + _DAY * step for step in range(min(length, 60) + 1))

    def is_working(self, day: date) -> bool:
        """Whether people work on ``day``; in a year without a calendar, whether it is a weekday."""
        return day in self._on or (day.weekday() < 5 and day not in self._off)

    def guessed(self, start: date, end: date) -> list[int]:
        """The years without a calendar among those of the days after ``start`` up to and including ``end``."""
        return [year for year in range((start + _DAY).year, end.year + 1) if year not in self._years]

    def after(self, start: date, count: int) -> Deadline:
        """The ``count``-th working day after ``start`` (``start`` itself does not count)."""
        day, left, provisional = start, count, False
        while left and day < date.max:
            day += _DAY
            provisional = provisional or day.year not in self._years
            left -= self.is_working(day)
        return Deadline(day, provisional)

    def between(self, start: date, end: date) -> Span:
        """How many working days lie after ``start`` up to and including ``end``; 0 if ``end`` is not later."""
        days, day, provisional = 0, start, False
        while day < end:
            day += _DAY
            provisional = provisional or day.year not in self._years
            days += self.is_working(day)
        return Span(days, provisional)
