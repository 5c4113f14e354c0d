"""The months of a source in their order: those that are there, those that are missing, and what they sum up to."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from disclosure.findings import Place
from disclosure.ratings.arithmetic import added, rates_of
from disclosure.ratings.names import canonical
from disclosure.records.ratings import MonthRatings, RatingSource, RatingSources
from disclosure.register import Register


@dataclass(frozen=True)
class Series:
    """The figures of a source from its first month to its last. A missing month has no figures; it is never 0."""

    source: RatingSource
    sources: RatingSources
    by_month: dict[str, MonthRatings]

    @property
    def months(self) -> list[str]:
        """Every month from the first to the last that is there, the missing ones among them."""
        return months_between(min(self.by_month), max(self.by_month)) if self.by_month else []

    @property
    def missing(self) -> list[str]:
        """The months among them of which there are no figures."""
        return [month for month in self.months if month not in self.by_month]

    @cached_property
    def counts(self) -> dict[str, dict[str, dict[str, int]]]:
        """month → item → column → count, names that are one item added up."""
        return {month: self._of(self.by_month[month]) for month in sorted(self.by_month)}

    def _of(self, ratings: MonthRatings) -> dict[str, dict[str, int]]:
        rows: dict[str, list[dict[str, int]]] = defaultdict(list)
        for row in ratings.items:
            rows[canonical(row.item, self.sources)].append(row.counts)
        return {item: added(counts) for item, counts in rows.items()}

    @property
    def items(self) -> list[str]:
        """Every item, the largest in sum first."""
        sums = self.sums
        return sorted(sums, key=lambda item: (-sums[item].get(self.source.main, 0), item))

    @cached_property
    def sums(self) -> dict[str, dict[str, int]]:
        """item → column → its sum over the months that are there."""
        rows: dict[str, list[dict[str, int]]] = defaultdict(list)
        for items in self.counts.values():
            for item, counts in items.items():
                rows[item].append(counts)
        return {item: added(counts) for item, counts in rows.items()}

    @cached_property
    def lines(self) -> dict[str, dict[str, Place]]:
        """item → month → the line on which it stands first; the months in their order."""
        found: dict[str, dict[str, Place]] = defaultdict(dict)
        for month in sorted(self.by_month):
            for number, row in enumerate(self.by_month[month].items):
                place = self.by_month[month].place("items", number, "item")
                found[canonical(row.item, self.sources)].setdefault(month, place)
        return found

    def total(self, month: str) -> dict[str, int] | None:
        """The sums of a month's items; ``None`` of a month without figures."""
        return added(self.counts[month].values()) if month in self.counts else None

    def rates(self, item: str, month: str) -> dict[str, Decimal]:
        """The rates of an item in a month, as far as there are any."""
        return rates_of(self.source, self.counts.get(month, {}).get(item, {}))


def all_series(register: Register) -> list[Series]:
    """The series of every source that has figures, in the order of the sources."""
    return register.once(_all_series)


def _all_series(register: Register) -> list[Series]:
    return [series for sources in register.all(RatingSources) for series in _series(sources, register)]


def _series(sources: RatingSources, register: Register) -> Iterable[Series]:
    by_source: dict[str, dict[str, MonthRatings]] = defaultdict(dict)
    for ratings in register.all(MonthRatings):
        by_source[ratings.source].setdefault(ratings.month, ratings)
    for source in sources.sources:
        if by_source[source.id]:
            yield Series(source, sources, by_source[source.id])


def months_between(first: str, last: str) -> list[str]:
    """All months from one to another, both included: ``2024-12``, ``2025-01`` …"""
    return [month_at(number) for number in range(number_of(first), number_of(last) + 1)]


def number_of(month: str) -> int:
    """A month as a number, so that the next one is one more."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def month_at(number: int) -> str:
    """The month of a number."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def day_in(month: str, number: int = 31) -> date:
    """The day of a number in a month, the last of the month where it has no such day."""
    year, at = int(month[:4]), int(month[5:])
    return date(year, at, min(max(number, 1), monthrange(year, at)[1]))


def month_of(day: date) -> str:
    """The month that a day is in."""
    return f"{day:%Y-%m}"


def in_words(months: Iterable[str]) -> str:
    """Months in words, the year said once: 2024年12月、2025年1月、2月."""
    words, year = [], ""
    for month in months:
        words.append(f"{month[:4]}年{int(month[5:])}月" if month[:4] != year else f"{int(month[5:])}月")
        year = month[:4]
    return "、".join(words)
