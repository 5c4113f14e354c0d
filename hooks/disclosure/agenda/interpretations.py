"""Interpretations that a policy promises for later, and by when they are to be there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import unit_of
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.law.working_days import LastDay
from disclosure.life import is_dead
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS
from disclosure.records.titles import titled
from disclosure.register import Register

WITHIN = "interpretation-within"  # of data/limits.yml


@agenda_of
def interpretations_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Policies that hold and say that they will be interpreted later."""
    for policy in register.documents:
        last = awaited(policy, register, book)
        if last is not None and not is_dead(policy, today):
            place, title = policy.place("interpretation"), f"发布解读：{titled(policy.title)}"
            yield Due(f"interpretation-{policy.id}", title, unit_of(policy, register), last.day, place, policy.id)


def awaited(policy: Document, register: Register, book: LawBook) -> LastDay | None:
    """The last day for the interpretation that a policy promises; ``None`` where none is promised, or it is there."""
    said = policy.interpretation
    if said is None or not (said.required and said.reason) or not is_bound(policy, book):
        return None
    limit = book.days(WITHIN, policy.published.date())
    if limit is None or interpretations_of(policy, register):
        return None
    return book.working_days.after(policy.published.date(), limit)


def interpretations_of(policy: Document, register: Register) -> list[Document]:
    """What interprets a document, the first published first."""
    pointing = register.backlinks.get(policy.id, [])
    found = {
        item.source.id: item.source
        for item in pointing
        if isinstance(item.source, Document) and item.location == ("interprets",)
    }
    return sorted(found.values(), key=lambda document: (document.published, document.id))


def is_bound(policy: Document, book: LawBook) -> bool:
    """Whether a policy is of the time since which interpretations keep step, and was published here by the office."""
    is_ours = policy.kind in POLICY_KINDS and policy.backfill is None and policy.source is None
    return is_ours and book.days(WITHIN, policy.published.date()) is not None
