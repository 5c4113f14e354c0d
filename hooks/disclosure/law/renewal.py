"""By when a column is to be renewed: its own duty, in the numbers of data/limits.yml where the inspection sets them.

What counts is what readers find new. Where the inspection looks (two weeks, six months), that is what was published;
in the others a change that is told of counts as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.law.book import LawBook
from disclosure.law.replies import months_after
from disclosure.records.columns import Column, Renewal
from disclosure.records.law import Limit, Unit
from disclosure.register import Register

NEWS_LIMIT, NOTICES_LIMIT = "home-updated", "notices-updated"
_BY_LAW = {Renewal.FORTNIGHT: NEWS_LIMIT, Renewal.HALF_YEAR: NOTICES_LIMIT}
_MONTHS = {Renewal.MONTH: 1, Renewal.QUARTER: 3, Renewal.YEAR: 12}

DaysByColumn = dict[str, list[date]]


@dataclass(frozen=True)
class ColumnStanding:
    """How the renewal of a column stands: what is asked in ``words``, the ``last`` one, and up to when that is enough.

    ``until`` is the last day on which nothing is late; it is missing where only an event, or nothing, calls for more.
    """

    column: Column
    words: str
    last: date
    until: date | None

    def is_stale(self, today: date) -> bool:
        """Whether it should have been renewed by now."""
        return self.until is not None and today > self.until


def column_standing(column: Column, register: Register, law: LawBook, today: date) -> ColumnStanding | None:
    """How a column's renewal stands; ``None`` where it has no such duty, or there is nothing in it yet."""
    words = duty_in_words(column)
    last = latest_in(column, register, today) if words else None
    if last is None:
        return None
    return ColumnStanding(column, words, last, _until(column, last, law, today))


def column_standings(register: Register, law: LawBook, today: date) -> list[ColumnStanding]:
    """How the renewal of each column stands, in the order of display."""
    found = (column_standing(column, register, law, today) for column in register.columns)
    return [standing for standing in found if standing is not None]


def duty_in_words(column: Column) -> str:
    """How often a column is to be renewed: 六个月, 90 天; "" where nothing is said."""
    if column.renewal is not None:
        return column.renewal.label
    return f" {column.update_days} 天" if column.update_days else ""


def _until(column: Column, last: date, law: LawBook, today: date) -> date | None:
    if column.renewal is None:
        return last + timedelta(column.update_days) if column.update_days else None
    if column.renewal in _MONTHS:
        return months_after(last, _MONTHS[column.renewal])
    limit = law.limit(_BY_LAW[column.renewal], today) if column.renewal in _BY_LAW else None
    return period_end(last, limit) if limit is not None else None


def period_end(first: date, limit: Limit) -> date | None:
    """The last day of a period of days or months that begins with a day; that day does not count."""
    if limit.unit is Unit.MONTHS:
        return months_after(first, int(limit.value))
    return first + timedelta(int(limit.value)) if limit.unit is Unit.DAYS else None


def latest_in(column: Column, register: Register, today: date) -> date | None:
    """The last day up to ``today`` on which there was something new in a column or below it."""
    known = register.once(_published if column.renewal in _BY_LAW else _touched)
    below = register.once(_below)
    found = [_up_to(known.get(key, []), today) for key in (column.id, *below.get(column.id, ()))]
    return max((day for day in found if day is not None), default=None)


def latest_of_all(register: Register, today: date) -> date | None:
    """The last day up to ``today`` on which anything was published."""
    found = (_up_to(days, today) for days in register.once(_published).values())
    return max((day for day in found if day is not None), default=None)


def _up_to(days: list[date], today: date) -> date | None:
    place = bisect_right(days, today)
    return days[place - 1] if place else None


def _published(register: Register) -> DaysByColumn:
    found: DaysByColumn = defaultdict(list)
    for document in register.documents:
        found[document.column].append(document.published.date())
    return {key: sorted(days) for key, days in found.items()}


def _touched(register: Register) -> DaysByColumn:
    found: DaysByColumn = defaultdict(list)
    for document in register.documents:
        found[document.column] += [document.published.date(), *(change.date for change in document.changes)]
    return {key: sorted(days) for key, days in found.items()}


def _below(register: Register) -> dict[str, list[str]]:
    """The ids of the columns below each, however deep; parents in a circle are told elsewhere."""
    parents = {column.id: column.parent for column in register.columns}
    found: dict[str, list[str]] = defaultdict(list)
    for key in parents:
        seen, above = {key}, parents[key]
        while above is not None and above not in seen:
            found[above].append(key)
            seen.add(above)
            above = parents.get(above)
    return found
