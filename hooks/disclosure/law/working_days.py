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
class LastDay:
    """A day, and whether it rests on a year whose holidays are not known yet."""

    day: date
    provisional: bool


@dataclass(frozen=True)
class Span:
    """A number of working days, and whether it rests on a year whose holidays are not known yet."""

    days: int
    provisional: bool


@dataclass(frozen=True)
class Listed:
    """A day that a notice names: the ``holiday`` that it belongs to, or none where people make up for one."""

    holiday: str
    notice: str


class WorkingDays:
    """Counts working days by the calendars it is given."""

    def __init__(self, calendars: Iterable[CalendarYear]) -> None:
        self._years: set[int] = set()
        self._off: dict[date, Listed] = {}
        self._on: dict[date, Listed] = {}
        for calendar in calendars:
            self._years.add(calendar.year)
            notice = calendar.source.partition("，")[0]
            self._on.update(dict.fromkeys(calendar.workdays, Listed("", notice)))
            for holiday in calendar.holidays:
                length = min((holiday.last - holiday.first).days, 60)
                days = (holiday.first + _DAY * step for step in range(length + 1))
                self._off.update(dict.fromkeys(days, Listed(holiday.name, notice)))

    @property
    def years(self) -> list[int]:
        """The years whose notice is known, the earliest first."""
        return sorted(self._years)

    def is_known(self, day: date) -> bool:
        """Whether the notice of the year of ``day`` is known."""
        return day.year in self._years

    def is_working(self, day: date) -> bool:
        """Whether people work on ``day``; in a year without a calendar, whether it is a weekday."""
        return day in self._on or (day.weekday() < 5 and day not in self._off)

    def holiday(self, day: date) -> Listed | None:
        """The holiday on which people do not work on ``day``, if a notice names one."""
        return None if day in self._on else self._off.get(day)

    def holidays(self) -> list[date]:
        """Every day off that a notice names, weekends within a holiday among them."""
        return sorted(self._off)

    def make_up(self, day: date) -> Listed | None:
        """The notice by which people work on ``day`` for a holiday, if there is one."""
        return self._on.get(day)

    def guessed(self, start: date, end: date) -> list[int]:
        """The years without a calendar among those of the days after ``start`` up to and including ``end``."""
        return [year for year in range((start + _DAY).year, end.year + 1) if year not in self._years]

    def after(self, start: date, count: int) -> LastDay:
        """The ``count``-th working day after ``start`` (``start`` itself does not count)."""
        day, left, provisional = start, count, False
        while left and day < date.max:
            day += _DAY
            provisional = provisional or day.year not in self._years
            left -= self.is_working(day)
        return LastDay(day, provisional)

    def between(self, start: date, end: date) -> Span:
        """How many working days lie after ``start`` up to and including ``end``; 0 if ``end`` is not later."""
        days, day, provisional = 0, start, False
        while day < end:
            day += _DAY
            provisional = provisional or day.year not in self._years
            days += self.is_working(day)
        return Span(days, provisional)
