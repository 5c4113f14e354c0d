"""What is not published and is looked at again every year. It is for the office alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from disclosure.agenda.items import Due
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.records.withheld import Reassessed, Withheld
from disclosure.register import Register


@agenda_of
def reassessments_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The entries by the day of their next review; what may be released is to be published at once."""
    for entry in register.all(Withheld):
        released = entry.reviewed is not None and entry.reviewed.result is Reassessed.RELEASE
        title = f"可以公开，请发布并删去登记：{entry.id}" if released else f"评估能不能公开：{entry.id}"
        day = None if released else review_due(entry, book)
        if released or day is not None:
            place = entry.place("reviewed")
            yield Due(f"withheld-{entry.id}", title, entry.department, day, place, entry.id, private=True)


def last_look(entry: Withheld) -> date:
    """When somebody last decided on an entry."""
    return entry.reviewed.date if entry.reviewed is not None else entry.decided


def review_due(entry: Withheld, law: LawBook) -> date | None:
    """The day by which an entry must be looked at again, or ``None`` where no limit is on file."""
    days = law.days("withheld-review", last_look(entry))
    return last_look(entry) + timedelta(days=days) if days is not None else None
