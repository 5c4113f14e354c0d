"""What satisfies an item: the records that it names, and those that its query finds in the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from disclosure.life import standing
from disclosure.records.base import Record
from disclosure.records.cleanups import Cleanup
from disclosure.records.columns import Column
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.records.questions import Question
from disclosure.records.review import Disclosure
from disclosure.records.standard_catalogue import Finds, ItemQuery, StandardItem
from disclosure.register import Register

_DAYS = ("published", "answered", "date", "as_of")  # what the day is called on which a record came before the public


@dataclass(frozen=True)
class Evidence:
    """Something published that satisfies an item. ``day`` is when, ``made`` when it came to be, as far as told."""

    record: Record
    day: date | None
    made: date | None = None


def evidence_of(item: StandardItem, register: Register, today: date) -> list[Evidence]:
    """What is public by a day and holds, the newest first; what has no day of its own last."""
    found = {record.key: record for record in (*named(item, register), *queried(item, register))}
    shown = (_evidence(record, register, today) for record in found.values() if counts(record, register, today))
    return sorted((item for item in shown if item.day is None or item.day <= today), key=_newest)


def _newest(item: Evidence) -> tuple[int, str]:
    return -(item.day or date.min).toordinal(), item.record.key


def named(item: StandardItem, register: Register) -> list[Record]:
    """The records that an item names, that are there and have a page."""
    found = (register.records.get(key) for key in item.satisfied_by)
    return [record for record in found if record is not None and record.page_folder]


def queried(item: StandardItem, register: Register) -> Sequence[Record]:
    """The records that the query of an item finds; none where it has no query."""
    return found_by(item.query, register) if item.query is not None else ()


def found_by(query: ItemQuery, register: Register) -> Sequence[Record]:
    """What a query finds, whether or not it still holds."""
    if query.find is Finds.DECISION_CATALOGUES:
        return register.catalogues
    if query.find is Finds.DECISIONS:
        return [item for item in register.decisions if register.catalogue_of(item) is not None]
    if query.find is Finds.CLEANUPS:
        return register.all(Cleanup)
    if query.find is Finds.QUESTIONS:
        return [question for question in register.all(Question) if question.answered is not None]
    if query.find is Finds.ANNUAL_REPORTS:
        return [document for document in register.documents if document.kind is Kind.REPORT]
    return list(_documents(query, register))


def _documents(query: ItemQuery, register: Register) -> Iterator[Document]:
    papers = register.once(_by_column).get(query.column, ()) if query.column else register.documents
    for paper in papers:
        if query.kind not in (None, paper.kind) or query.theme not in (None, paper.theme):
            continue
        if query.keyword is None or query.keyword in paper.keywords or query.keyword in paper.title:
            yield paper


def _by_column(register: Register) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = defaultdict(list)
    for document in register.documents:
        found[document.column].append(document)
    return found


def counts(record: Record, register: Register, today: date) -> bool:
    """Whether a record satisfies anything: a paper that is public, was not taken down and, if a policy, holds."""
    if not isinstance(record, Document):
        return True
    if record.withdrawal is not None or record.disclosure is not Disclosure.ACTIVE:
        return False
    found = standing(record, register, today)
    return found is None or not found.is_dead


def _evidence(record: Record, register: Register, today: date) -> Evidence:
    if isinstance(record, Document):
        return Evidence(record, record.published.date(), record.made)
    if isinstance(record, Column):
        return Evidence(record, _newest_in(record, register, today))
    if isinstance(record, Decision):
        catalogue = register.catalogue_of(record)
        return Evidence(record, catalogue.published if catalogue is not None else None)
    days = (getattr(record, name, None) for name in _DAYS)
    day = next((day for day in days if isinstance(day, date)), None)
    return Evidence(record, day.date() if isinstance(day, datetime) else day)


def _newest_in(column: Column, register: Register, today: date) -> date | None:
    """The day of the newest paper of a column; ``None`` where it has none, as a page that stands by itself has."""
    days = _published(register.once(_by_column).get(column.id, ()))
    return max((day for day in days if day <= today), default=None)


def _published(papers: Iterable[Document]) -> Iterator[date]:
    return (paper.published.date() for paper in papers if paper.disclosure is Disclosure.ACTIVE)
