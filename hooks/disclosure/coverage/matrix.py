"""All fields together: how many items are on time, awaited, late, not applicable; by field and by month."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from disclosure.coverage.rounds import DueRound, ItemState, month_of
from disclosure.coverage.standing import ItemStanding, stand
from disclosure.law.book import LawBook
from disclosure.law.replies import months_after
from disclosure.records.standard_catalogue import StandardField
from disclosure.register import Register

MONTHS = 12  # that are shown, the present one the last


class MonthCell(NamedTuple):
    """What fell due in a field in a month: how many rounds of items stand how. ``begun``: the catalogue held then."""

    month: str
    begun: bool
    counts: Counter[ItemState]


class LateRound(NamedTuple):
    """A round of an item that is late."""

    standing: ItemStanding
    round: DueRound


@dataclass(frozen=True)
class FieldCoverage:
    """How the items of one field stand on a day."""

    field: StandardField
    standings: tuple[ItemStanding, ...]
    today: date

    @cached_property
    def counts(self) -> Counter[ItemState]:
        """How many items are in each state."""
        return Counter(item.state for item in self.standings)

    @property
    def due(self) -> int:
        """How many items are to be public: all but those that are not applicable."""
        return len(self.standings) - self.excused

    @property
    def excused(self) -> int:
        """How many items are not applicable."""
        return self.counts[ItemState.EXCUSED]

    @property
    def on_time(self) -> int:
        """How many items are public in time."""
        return self.counts[ItemState.ON_TIME]

    def cell(self, month: str) -> MonthCell:
        """What fell due in a month."""
        due = [item for standing in self.standings for item in standing.rounds if month_of(item.day) == month]
        counts = Counter(item.state(self.today) for item in due)
        return MonthCell(month, month_of(self.field.since) <= month, counts)

    def late_before(self, month: str) -> int:
        """How many rounds that are late fell due before a month."""
        return sum(month_of(item.day) < month for standing in self.standings for item in standing.late(self.today))


@dataclass(frozen=True)
class Coverage:
    """How the whole catalogue stands on a day."""

    today: date
    fields: tuple[FieldCoverage, ...]

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months that are shown, the earliest first."""
        return months_to(self.today)

    @cached_property
    def standings(self) -> list[ItemStanding]:
        """Every item, field by field."""
        return [item for field in self.fields for item in field.standings]

    @cached_property
    def counts(self) -> Counter[ItemState]:
        """How many items are in each state."""
        return sum((field.counts for field in self.fields), Counter[ItemState]())

    @property
    def due(self) -> int:
        """How many items are to be public."""
        return sum(field.due for field in self.fields)

    @cached_property
    def late(self) -> list[LateRound]:
        """Everything that is late, the earliest day first."""
        found = [LateRound(item, due) for item in self.standings for due in item.late(self.today)]
        return sorted(found, key=lambda late: (late.round.day, late.standing.field.id, late.standing.row))

    @cached_property
    def awaited(self) -> list[LateRound]:
        """What falls due this month of the items that lack nothing else, the earliest day first."""
        items = (item for item in self.standings if item.state is ItemState.AWAITED)
        found = [LateRound(item, due) for item in items for due in item.awaited(self.today)]
        return sorted(found, key=lambda late: (late.round.day, late.standing.field.id, late.standing.row))


def coverage(register: Register, book: LawBook, today: date) -> Coverage:
    """How the catalogue of a register stands on a day; the fields by their official numbers, then by their ids."""
    fields = sorted(register.all(StandardField), key=lambda field: (field.number or 10**9, field.id))
    first = first_day(today)
    return Coverage(today, tuple(_of_field(field, register, book, today, first) for field in fields))


def _of_field(field: StandardField, register: Register, book: LawBook, today: date, first: date) -> FieldCoverage:
    standings = (stand(field, row, register, book, today, first) for row in range(len(field.items)))
    return FieldCoverage(field, tuple(standings), today)


def months_to(day: date) -> tuple[str, ...]:
    """The months that are shown on a day."""
    return tuple(month_of(months_after(first_day(day), step)) for step in range(MONTHS))


def first_day(day: date) -> date:
    """The first day of the months that are shown on a day."""
    return months_after(day.replace(day=1), 1 - MONTHS)
