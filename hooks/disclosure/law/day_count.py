"""A deadline in working days, day by day: which day has which number, which are passed over, and why.

The day of start does not count (民法典 201 by reference). Days on which somebody is waited for rest: they are passed
over, once however many are waited for, so that a rest never brings a deadline forward. Where a day lies beyond the
known calendar, the deadline is estimated by weekdays and has an earliest and a latest day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain
from typing import Literal

from disclosure.law.possible_days import Works, possible_days
from disclosure.law.working_days import WorkingDays
from disclosure.records.values import Choice

_DAY = timedelta(days=1)
_LONGEST_REST = 800  # days in all; a longer one is a slip of the pen, and the count has to end


class DeadlineKind(Choice):
    """What falls due."""

    CORRECTION_NOTICE = "correction-notice", "告知补正的期限"
    CORRECTION_TERM = "correction-term", "申请人补正的期限"
    THIRD_PARTY = "third-party", "第三方提出意见的期限"
    FIRST_LIMIT = "first-limit", "不延期的答复期限"
    REPLY = "reply", "答复期限"


class DayKind(StrEnum):
    """What a day is for a deadline."""

    START = "start"  # does not count
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSED = "paused"


@dataclass(frozen=True)
class CountDay:
    """One day on the way to a deadline; ``number`` is 0 where it does not count."""

    day: date
    kind: DayKind
    number: int = 0
    holiday: str = ""
    make_up: bool = False
    notice: str = ""
    parties: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True)
class Rest:
    """The days after ``after`` up to ``until`` do not count, since ``party`` is waited for.

    Where its end is estimated, it comes on ``earliest`` at the earliest and on ``latest`` at the latest.
    """

    party: str
    after: date
    until: date
    earliest: date
    latest: date


@dataclass(frozen=True)
class Deadline:
    """The last day of a period, with every day on the way; ``unmoved`` is the end of a term before it was moved.

    Of such a term, ``length`` are calendar days and ``days`` begin with that end. Unless it is ``estimated``,
    earliest, due and latest are one day.
    """

    kind: DeadlineKind
    start: date
    due: date
    length: int
    days: list[CountDay] = field(repr=False)
    estimated: bool
    earliest: date
    latest: date
    unmoved: date | None = None

    @property
    def rested(self) -> list[date]:
        """The working days that did not count, since somebody was waited for."""
        return [item.day for item in self.days if item.kind is DayKind.PAUSED]

    def number_of(self, day: date) -> int:
        """The number of the last working day counted up to ``day``; 0 before the first."""
        return max((item.number for item in self.days if item.day <= day), default=0)


def deadline(
    kind: DeadlineKind, start: date, length: int, calendar: WorkingDays, rests: Iterable[Rest] = ()
) -> Deadline:
    """The ``length``-th working day after ``start`` that does not rest."""
    waits = tuple(rests)
    days = list(_days(start, length, calendar, waits, resting_days(start, waits)))
    due = days[-1].day
    estimated = any(not item.known for item in days[1:])
    earliest, latest = _range(start, length, calendar, waits, due) if estimated else (due, due)
    return Deadline(kind, start, due, length, days, estimated, earliest, latest)


def term(start: date, end: date, calendar: WorkingDays) -> Deadline:
    """A term that the office has set in calendar days, up to ``end``; on a day off it ends on the next working day.

    (民法典 203, by reference.)
    """
    eve = end - _DAY if end > date.min else end
    moved = deadline(DeadlineKind.CORRECTION_TERM, eve, 1, calendar)
    return replace(moved, start=start, length=max(0, (end - start).days), days=moved.days[1:], unmoved=end)


def resting_days(
    start: date, rests: Iterable[Rest], end: Literal["until", "earliest", "latest"] = "until"
) -> frozenset[date]:
    """The days after ``start`` that rest, if each rest ends on its day of that name.

    A day rests once, however many are waited for; no more than 800 days rest in all, the first ones.
    """
    found: list[date] = []
    for after, last in sorted((rest.after, getattr(rest, end)) for rest in rests):
        day = max(after, start, *found[-1:])
        while day < last and len(found) < _LONGEST_REST:
            day += _DAY
            found.append(day)
    return frozenset(found)


def _days(
    start: date, length: int, calendar: WorkingDays, rests: tuple[Rest, ...], resting: Collection[date]
) -> Iterator[CountDay]:
    yield CountDay(start, DayKind.START, known=calendar.is_known(start))
    day, number = start, 0
    while number < length and day < date.max:
        day += _DAY
        waits = (rest for rest in rests if rest.after < day <= rest.until) if day in resting else ()
        item = _told(day, number + 1, calendar, waits)
        number = max(number, item.number)
        yield item


def _told(day: date, number: int, calendar: WorkingDays, waits: Iterable[Rest]) -> CountDay:
    """A day with its number if it counts, or else why it does not: it rests with each of ``waits``."""
    known, holiday, make_up = calendar.is_known(day), calendar.holiday(day), calendar.make_up(day)
    notice = next((listed.notice for listed in (make_up, holiday) if listed is not None), "")
    if not calendar.is_working(day):
        kind = DayKind.WEEKEND if holiday is None else DayKind.HOLIDAY
        return CountDay(day, kind, holiday=holiday.holiday if holiday is not None else "", notice=notice, known=known)
    parties = tuple(dict.fromkeys(rest.party for rest in waits))
    kind, number = (DayKind.PAUSED, 0) if parties else (DayKind.COUNTED, number)
    return CountDay(day, kind, number, make_up=make_up is not None, notice=notice, parties=parties, known=known)


def _range(start: date, length: int, calendar: WorkingDays, rests: tuple[Rest, ...], due: date) -> tuple[date, date]:
    """The earliest and the latest day on which the deadline may fall once the calendar is known."""
    possible = possible_days(calendar)
    most, least = resting_days(start, rests, "latest"), resting_days(start, rests, "earliest")
    latest = chain([due], (_last(start, length, works, most) for works in possible.fewest))
    earliest = chain([due], (_last(start, length, works, least) for works in possible.most))
    return min(earliest), max(latest)


def _last(start: date, length: int, works: Works, resting: Collection[date]) -> date:
    day, left = start, length
    while left > 0 and day < date.max:
        day += _DAY
        left -= works(day) and day not in resting
    return day
