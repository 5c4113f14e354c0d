"""Consultations that close, and those that have closed without a word on what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import unit_of
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.records.titles import titled
from disclosure.register import Register


@agenda_of
def consultations_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The last day of each that is open, and what came of each that is not."""
    for document in register.documents:
        facts = document.consultation
        if facts is not None and facts.opens <= today <= facts.closes:
            yield _due("closes", "征求意见截止，收齐意见", document, facts.closes, register)
    for document in without_feedback(register, today):
        yield _due("feedback", "公布意见采纳情况", document, None, register)


def without_feedback(register: Register, today: date) -> Iterator[Document]:
    """The consultations that have closed, of which no paper tells what came of them.

    Of those in the process of a decision the decision's own stages tell.
    """
    for document in register.by(Document, _asks).get(True, ()):
        facts = document.consultation
        if facts is None or facts.closes >= today or document.id in register.stages:
            continue
        if any(_tells_of_opinions(item.source) for item in register.leading_to.get(document.id, ())):
            continue
        is_unsure = register.is_broken("data/decisions/") or Kind.CONSULTATION in register.kinds_astray
        if is_unsure or document in register.misnamed:
            continue  # its decision may be there
        yield document


def _asks(document: Document) -> list[bool]:
    return [True] if document.consultation is not None else []


def _tells_of_opinions(record: object) -> bool:
    return isinstance(record, Document) and record.kind is Kind.FEEDBACK


def _due(key: str, title: str, document: Document, day: date | None, register: Register) -> Due:
    return Due(
        f"consultation-{key}-{document.id}",
        f"{title}：{titled(document.title)}",
        unit_of(document, register),
        day,
        document.place("consultation", "closes"),
        document.id,
    )
