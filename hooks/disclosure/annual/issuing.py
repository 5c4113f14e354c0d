"""The register → how many normative papers the office made and repealed in a year, and how many held at its end.

What expired counts with what was repealed: neither holds any more, and what held before, with what was made and
without these, is what holds. A paper that holds no longer, and does not say since when, cannot be counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from disclosure.life import PolicyState, standing
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.register import Register


@dataclass(frozen=True)
class Issuing:
    """The ids of the papers behind each number of the row; ``undated`` are those that no year can claim."""

    made: tuple[str, ...] = ()
    repealed: tuple[str, ...] = ()
    in_force: tuple[str, ...] = ()
    undated: tuple[str, ...] = field(default=())


def issuing(register: Register, year: int) -> Issuing:
    """The office's own normative papers in a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    made, repealed, in_force, undated = [], [], [], []
    for document in _own(register):
        if document.made > last:
            continue
        if document.made >= first:
            made.append(document.id)
        over, since = _over_since(document, register, last)
        if over and since is None:
            undated.append(document.id)
        elif since is not None and first <= since <= last:
            repealed.append(document.id)
        elif since is None or since > last:
            in_force.append(document.id)
    return Issuing(tuple(made), tuple(repealed), tuple(in_force), tuple(undated))


def _own(register: Register) -> Iterator[Document]:
    """The normative papers of the office itself, by their ids; of others' it only tells."""
    office = register.agency.name if register.agency is not None else ""
    for document in sorted(register.documents, key=lambda document: document.id):
        if document.kind is Kind.NORMATIVE and document.source is None and office in document.issuer:
            yield document


def _over_since(document: Document, register: Register, day: date) -> tuple[bool, date | None]:
    """Whether a paper is over, as is known today or by its term on ``day``, and from when on."""
    found = standing(document, register, day)
    over = found is not None and found.state in (PolicyState.REPEALED, PolicyState.EXPIRED)
    return over, found.since if found is not None and over else None
