"""A deadline as a sheet of the calendar: whole weeks from Monday to Sunday, with what each day is for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.law.day_count import CountDay, DayKind, Deadline, DeadlineKind, deadline
from disclosure.law.working_days import WorkingDays

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class SheetDay:
    """A day on the sheet. ``kind`` is missing before the start and after the end."""

    day: date
    kind: DayKind | None = None
    number: int = 0
    holiday: str = ""
    make_up: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class CountSheet:
    """A deadline on a sheet of the calendar; ``notices`` are those that it rests on."""

    deadline: Deadline
    days: list[SheetDay]
    notices: list[str]


def sheet(start: date, length: int, calendar: WorkingDays) -> CountSheet:
    """The ``length``-th working day after ``start`` on a sheet of the calendar."""
    found = deadline(DeadlineKind.REPLY, start, length, calendar)
    known = {item.day: item for item in found.days}
    notices = list(dict.fromkeys(item.notice for item in found.days if item.notice))
    return CountSheet(found, [_on_sheet(day, known.get(day), found.due) for day in _weeks(start, found.due)], notices)


def _weeks(first: date, last: date) -> Iterator[date]:
    day, end = first - _DAY * first.weekday(), last + _DAY * (6 - last.weekday())
    while day <= end:
        yield day
        day += _DAY


def _on_sheet(day: date, item: CountDay | None, last: date) -> SheetDay:
    if item is None:
        return SheetDay(day)
    return SheetDay(day, item.kind, item.number, item.holiday, item.make_up, day == last)
