"""What the office has set itself for its events: an on-site one each August, results within a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from disclosure.law.book import LawBook
from disclosure.records.events import OpenEvent

OPEN_MONTH = 8  # of the year (work plan of 2023, point 10)
RESULTS = "event-results"  # the limit in data/limits.yml


def held_in(events: Iterable[OpenEvent], year: int) -> Iterator[OpenEvent]:
    """The events of a year that take place, or took place."""
    return (event for event in events if event.date.year == year and event.takes_place)


def gathers(events: Iterable[OpenEvent], year: int) -> bool:
    """Whether there is an on-site event in the open month of a year."""
    return any(event.date.month == OPEN_MONTH and event.is_on_site for event in held_in(events, year))


def results_by(event: OpenEvent, book: LawBook) -> date | None:
    """By which day the results of an event are to be published; ``None`` where the office has set no period."""
    within = book.days(RESULTS, event.date)
    return book.working_days.after(event.date, within).day if within is not None else None


def has_results(event: OpenEvent) -> bool:
    """Whether it is told who came, and whatever was asked has its answer."""
    return event.attendance is not None and all(item.answer is not None for item in event.questions)
