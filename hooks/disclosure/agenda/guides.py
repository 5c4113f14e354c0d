"""The guide to disclosure, which is looked over every year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from disclosure.agenda.items import Due
from disclosure.agenda.office import unit_of
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.law.renewal import column_standings
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.register import Register


@agenda_of
def guide_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The newest guide, a year after it was last touched; of a column that is to be renewed that tells already."""
    guide, days = newest_guide(register), book.days("guide-updated", today)
    told = {item.column.id for item in column_standings(register, book, today) if item.until is not None}
    if guide is not None and days is not None and guide.column not in told:
        day, place = last_touched(guide) + timedelta(days=days), guide.place("published")
        yield Due(f"guide-{guide.id}", "核对公开指南", unit_of(guide, register), day, place, guide.id)


def newest_guide(register: Register) -> Document | None:
    """The guide that was published or changed last."""
    return register.once(_newest_guide)


def _newest_guide(register: Register) -> Document | None:
    return max(_guides(register), key=last_touched, default=None)


def latest_guide(register: Register) -> Document | None:
    """The guide that was published last."""
    return max(_guides(register), key=lambda guide: (guide.published, guide.id), default=None)


def _guides(register: Register) -> list[Document]:
    return [document for document in register.documents if document.kind is Kind.GUIDE]


def last_touched(document: Document) -> date:
    """When a paper was published, or changed last."""
    return max([document.published.date(), *(change.date for change in document.changes)])
