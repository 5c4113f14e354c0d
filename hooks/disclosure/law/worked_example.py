"""A deadline as a sheet of the calendar: weeks from Monday to Sunday, with what each day is, in few words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.law.day_count import CountDay, DayKind, Deadline, DeadlineKind, deadline
from disclosure.law.working_days import WorkingDays

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class SheetDay:
    """A day on the sheet. ``kind`` is missing before the start and after the end; ``words`` say all that is drawn."""

    day: date
    kind: DayKind | None = None
    number: int = 0
    holiday: str = ""
    make_up: bool = False
    is_last: bool = False
    words: str = ""


@dataclass(frozen=True)
class CountSheet:
    """A deadline on the sheet of the calendar: rows of seven days; ``notices`` are those that it rests on."""

    deadline: Deadline
    weeks: list[list[SheetDay]]
    notices: list[str]

    @property
    def make_ups(self) -> list[date]:
        """The days on which people work for a holiday, and which count."""
        return [item.day for item in self.deadline.days if item.make_up]

    @property
    def holidays(self) -> list[tuple[str, date, date]]:
        """The holidays passed over: name, first and last day."""
        found: dict[str, list[date]] = {}
        for item in self.deadline.days:
            if item.kind is DayKind.HOLIDAY:
                found.setdefault(item.holiday, []).append(item.day)
        return [(name, min(days), max(days)) for name, days in found.items()]


def sheet(start: date, length: int, calendar: WorkingDays) -> CountSheet:
    """The ``length``-th working day after ``start`` on a sheet of the calendar."""
    found = deadline(DeadlineKind.REPLY, start, length, calendar)
    known = {item.day: item for item in found.days}
    notices = list(dict.fromkeys(item.notice for item in found.days if item.notice))
    days = [_cell(day, known.get(day), found.due) for day in _whole_weeks(start, found.due)]
    return CountSheet(found, [days[at : at + 7] for at in range(0, len(days), 7)], notices)


def _whole_weeks(first: date, last: date) -> Iterator[date]:
    day, end = first - _DAY * first.weekday(), last + _DAY * (6 - last.weekday())
    while day <= end:
        yield day
        day += _DAY


def _cell(day: date, item: CountDay | None, last: date) -> SheetDay:
    if item is None:
        return SheetDay(day)
    words = {
        DayKind.START: "收到，当天不算",
        DayKind.COUNTED: f"第{item.number}个工作日",
        DayKind.HOLIDAY: f"{item.holiday}放假，不算",
    }.get(item.kind, "休息日，不算")
    more = ["补班"] if item.make_up else []
    more += ["截止"] if day == last else []
    return SheetDay(day, item.kind, item.number, item.holiday, item.make_up, day == last, "，".join([words, *more]))
