"""The order to take a paper down, as the two records that tell of it: one for readers, one for the office."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from disclosure.reading.redaction import TakenDown
from disclosure.records.documents import Document
from disclosure.records.withdrawals import Withdrawal, WithdrawalCode
from disclosure.register import Register
from disclosure.replacing import put_in_place
from disclosure.withdrawn import WORKSHOP, taken_from


class NotTakenDown(Exception):
    """The order cannot be carried out; the message says why, in words for editors, and nothing of the content."""


@dataclass(frozen=True)
class TakeDown:
    """What is ordered: which paper, why (a code, and words for readers), when, by which post, and what stands instead.

    ``title`` is one that readers may see; never for a leak.
    """

    number: str
    code: WithdrawalCode
    reason: str
    time: datetime
    ordered_by: str
    contact: str = ""
    successor: str = ""
    title: str = ""


@dataclass(frozen=True)
class OrderedRecords:
    """What was written: the files by their path in the project, the paper as it was, and who refers to it.

    ``told`` are the fields of the withdrawal that say how much of the paper may be known.
    """

    files: Mapping[str, str]
    paper: TakenDown
    told: Mapping[str, str]
    effects: tuple[str, ...] = ()


def written_order(order: TakeDown, known: Register, document: Document) -> OrderedRecords:
    """The records of an order, given the register in which the paper is still there."""
    told = {"code": order.code.value, "kind": document.kind.value, "title_public": order.title}
    paper, _ = taken_from(known.root, document.path, told)
    effects = tuple(_effects(paper, known))
    year = order.time.year
    files = {f"data/withdrawn/{year}/{order.number}.yml": "".join(_withdrawal(order, document, effects))}
    if order.code is WithdrawalCode.LEAK:
        files[f"data/withheld/{year}/wh-{order.number}.yml"] = "".join(_withheld(order, document, known))
    return OrderedRecords(files, paper, told, effects)


def prepared_order(root: Path, withdrawal: Withdrawal) -> OrderedRecords:
    """The same of an order that was given before: its files as they lie in the project or in the workshop."""
    year = withdrawal.time.year
    files = {}
    for path in (f"data/withdrawn/{year}/{withdrawal.number}.yml", f"data/withheld/{year}/wh-{withdrawal.number}.yml"):
        found = next((file for file in (root / path, root / WORKSHOP / path) if file.is_file()), None)
        if found is not None:
            files[path] = found.read_text("utf-8")
    paper = TakenDown(withdrawal.number, withdrawal.words, is_secret=withdrawal.is_secret)
    told = {"code": withdrawal.code.value, "kind": withdrawal.kind.value, "title_public": withdrawal.title_public or ""}
    return OrderedRecords(files, paper, told, tuple(withdrawal.effects))


def write_into(folder: Path, order: OrderedRecords) -> None:
    """Write the records of an order below a folder that is laid out as the project is."""
    for path, text in order.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(file, text)


def _effects(paper: TakenDown, known: Register) -> Iterator[str]:
    """Whom it touches: the records that refer to the paper or repeat its name, by id."""
    pointing = {item.source.path for item in known.references if item.target_id == paper.key}
    names = [name for name in paper.all_names if len(name) > 5]
    speaking = {path for path, text in known.texts.items() if paper.key in text or any(name in text for name in names)}
    paths = pointing | speaking
    yield from sorted(
        record.key
        for record in known.records.values()
        if record.path in paths and record.key != paper.key and "{id}" in type(record).files
    )


def _withdrawal(order: TakeDown, document: Document, effects: tuple[str, ...]) -> Iterator[str]:
    yield f"number: {order.number}\nkind: {document.kind.value}\ntime: {order.time:%Y-%m-%d %H:%M}\n"
    yield f"code: {order.code.value}\nreason: {_quoted(order.reason)}\n"
    if order.title and order.code is not WithdrawalCode.LEAK:
        yield f"title_public: {_quoted(order.title)}\n"
    yield f"successor: {order.successor}\n" if order.successor else ""
    yield f"contact: {order.contact}\n" if order.contact else ""
    yield f"ordered_by: {_quoted(order.ordered_by)}\n"
    yield f"effects: [{', '.join(effects)}]\n" if effects else ""
    yield f"kept:\n  column: {document.column}\n  issuer: {_quoted(document.issuer)}\n"
    yield f"  department: {document.department}\n" if document.department else ""
    yield f"  made: {document.made}\n  published: {document.published:%Y-%m-%d %H:%M}\n"
    yield f"  theme: {document.theme}\n" if document.theme else ""
    yield f"  audience: [{', '.join(document.audience)}]\n" if document.audience else ""
    yield f"  life: [{', '.join(document.life)}]\n" if document.life else ""
    yield f"  interprets: {document.interprets}\n" if document.interprets else ""


def _withheld(order: TakeDown, document: Document, known: Register) -> Iterator[str]:
    """The entry for the office's own register: number, kind, time, code and post."""
    office = known.agency.disclosure_office if known.agency is not None else None
    department = document.department or office or next(iter(sorted(_departments(known))), "")
    yield f"id: wh-{order.number}\ndepartment: {department}\nmade: {document.made}\nattribute: none\n"
    yield f"decided_by: {_quoted(order.ordered_by)}\ndecided: {order.time:%Y-%m-%d}\n"
    yield f"withdrawn:\n  number: {order.number}\n  kind: {document.kind.value}\n"
    yield f"  time: {order.time:%Y-%m-%d %H:%M}\n  code: {order.code.value}\n"


def _departments(known: Register) -> Iterator[str]:
    yield from (record.key for record in known.records.values() if record.record_type == "department")


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
