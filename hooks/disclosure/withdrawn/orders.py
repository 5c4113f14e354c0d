"""The order to take a paper down, as the two records that tell of it: one for readers, one for the office."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from disclosure.reading.blobs import blob_of
from disclosure.reading.redaction import TakenDown, repeats
from disclosure.records.agency import Department
from disclosure.records.base import Record
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.files import record_type
from disclosure.records.withdrawals import Withdrawal, WithdrawalCode, name_of
from disclosure.register import Register
from disclosure.replacing import put_below
from disclosure.withdrawn import WORKSHOP, files_of, taken_at


class NotTakenDown(Exception):
    """The order cannot be carried out; the message says why, in words for editors, and nothing of the content."""


class ReasonTells(NotTakenDown):
    """The reason that readers are to see repeats what goes."""


@dataclass(frozen=True)
class TakeDown:
    """What is ordered: which paper, why (a code, and words for readers), when, by which post, and what stands instead.

    ``title`` is one that readers may see; never for a leak. Of a paper that stays, ``attachment`` names the one file
    that goes: as it is called, or by its number.
    """

    number: str
    code: WithdrawalCode
    reason: str
    time: datetime
    ordered_by: str
    contact: str = ""
    successor: str = ""
    title: str = ""
    attachment: str = ""


@dataclass(frozen=True)
class OrderedRecords:
    """What was written: the files by their path in the project, the paper as it was, and who refers to it.

    ``told`` are the fields of the withdrawal that say what goes and how much of it may be known.
    """

    files: Mapping[str, str]
    paper: TakenDown
    told: Mapping[str, str]
    effects: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """The page that says that it was taken down: its own, of a single attachment that of its paper."""
        kind = record_type(self.told.get("record", Document.record_type)) or Document
        return kind.address_of(self.paper.key)


def written_order(order: TakeDown, known: Register, record: Record) -> OrderedRecords:
    """The records of an order, given the register in which what it names is still there.

    Raises NotTakenDown where it names a file that the paper has not, or where the reason repeats what it says.
    """
    told = {
        "number": order.number,
        "code": order.code.value,
        "title_public": order.title,
        **_what(order, record, known),
    }
    paper = next((paper for paper, _ in taken_at(known.root, told)), None)
    if paper is None:
        raise NotTakenDown(f"读不出“{order.number}”的文件，没有撤下。请把这条消息发给管理程序的人员。")
    if repeats(order.reason, paper):
        raise ReasonTells("公开的理由里有这份文件的内容，没有撤下。请换一句不涉及内容的话，例如“内容审查不完整”。")
    effects = tuple(sorted({*_effects(paper, known), *_papers(record)}))
    name = name_of(order.number, told.get("attachment"))
    files = {f"data/withdrawn/{order.time.year}/{name}.yml": "".join(_withdrawal(order, told, record, effects))}
    if order.code is WithdrawalCode.LEAK:
        entry = "".join(_withheld(order, told, name, record, known))
        files[f"data/withheld/{order.time.year}/wh-{name}.yml"] = entry
    return OrderedRecords(files, paper, told, effects)


def _what(order: TakeDown, record: Record, known: Register) -> dict[str, str]:
    """What goes: a paper of a kind, another record with a page, or one file of a paper."""
    if not isinstance(record, Document):
        return {"record": record.record_type}
    if not order.attachment:
        return {"kind": record.kind.value}
    if order.attachment in _recorded(record):
        said = "这个文件是录音录像的一部分，单独撤下以后这份文件不完整，没有撤下。"
        raise NotTakenDown(f"{said}请撤下整份文件：同样的命令，去掉 --attachment。")
    file = asked_file(order.attachment, record, known)
    if file is None:
        said = f"“{order.number}”没有这个附件，没有撤下。"
        raise NotTakenDown(f"{said}请核对 --attachment，写附件的序号，或者 attachments 里的文件名。")
    return {"attachment": blob_of(file.read_bytes())}


def _recorded(document: Document) -> set[str]:
    """The files that a recording consists of."""
    return {*dict(document.media.files).values()} if document.media is not None else set()


def single_files(document: Document, known: Register) -> Iterator[str]:
    """The files of a document that can be taken down alone, by name."""
    has = files_of(document.path, (known.root / document.path).read_bytes())
    for name in sorted(has - _recorded(document)):
        if "/" not in name and known.attachment(document, name) is not None:
            yield name


def asked_file(asked: str, document: Document, known: Register) -> Path | None:
    """The file of a document that is asked for by its number or its name; ``None`` where it has none such."""
    numbered = {str(item.number): item.file for item in document.attachments if item.number is not None}
    name = numbered.get(asked, asked)
    has = files_of(document.path, (known.root / document.path).read_bytes())
    return known.attachment(document, name) if name in has else None


def prepared_order(root: Path, withdrawal: Withdrawal) -> OrderedRecords:
    """The same of an order that was given before: its files as they lie in the project or in the workshop."""
    year, name = withdrawal.time.year, withdrawal.name
    files = {}
    for path in (f"data/withdrawn/{year}/{name}.yml", f"data/withheld/{year}/wh-{name}.yml"):
        found = next((file for file in (root / path, root / WORKSHOP / path) if file.is_file()), None)
        if found is not None:
            files[path] = found.read_text("utf-8")
    is_file = withdrawal.attachment is not None
    paper = TakenDown(
        withdrawal.number,
        withdrawal.words,
        files=("",) if is_file else (),
        is_secret=withdrawal.is_secret,
        is_leak=withdrawal.code is WithdrawalCode.LEAK,
        is_file=is_file,
    )
    told = {"number": withdrawal.number, "code": withdrawal.code.value, "title_public": withdrawal.title_public or ""}
    what = {"kind": withdrawal.kind, "record": withdrawal.record, "attachment": withdrawal.attachment}
    told |= {field: str(value) for field, value in what.items() if value is not None}
    return OrderedRecords(files, paper, told, tuple(withdrawal.effects))


def write_into(folder: Path, order: OrderedRecords) -> None:
    """Write the records of an order below a folder that is laid out as the project is."""
    for path, text in order.files.items():
        put_below(folder, path, text)


def _effects(paper: TakenDown, known: Register) -> Iterator[str]:
    """Whom it touches: the records that refer to the paper or repeat its name, by id."""
    whole = [] if paper.is_file else [paper.key]
    pointing = {item.source.path for item in known.references if item.target_id in whole}
    names = [*whole, *(paper.files if paper.is_file else ()), *(name for name in paper.all_names if len(name) > 5)]
    speaking = {path for path, text in known.texts.items() if any(name in text for name in names)}
    paths = pointing | speaking
    yield from sorted(
        record.key
        for record in known.records.values()
        if record.path in paths and record.key != paper.key and "{id}" in type(record).files
    )


def _withdrawal(order: TakeDown, told: Mapping[str, str], record: Record, effects: tuple[str, ...]) -> Iterator[str]:
    yield f"number: {order.number}\n{_of(told)}time: {order.time:%Y-%m-%d %H:%M}\n"
    yield f"code: {order.code.value}\nreason: {_quoted(order.reason)}\n"
    if order.title and order.code is not WithdrawalCode.LEAK:
        yield f"title_public: {_quoted(order.title)}\n"
    yield f"successor: {order.successor}\n" if order.successor else ""
    yield f"contact: {order.contact}\n" if order.contact else ""
    yield f"ordered_by: {_quoted(order.ordered_by)}\n"
    yield f"effects: [{', '.join(effects)}]\n" if effects else ""
    papers = _papers(record)
    yield f"papers: [{', '.join(papers)}]\n" if papers else ""
    if isinstance(record, Document) and "kind" in told:
        yield from _kept(record)


def _papers(record: Record) -> list[str]:
    """The papers in the stages of a decision: they stay, and somebody must look at them."""
    return sorted({key for _, key in record.documents()}) if isinstance(record, Decision) else []


def _of(told: Mapping[str, str]) -> str:
    """The field that says what goes."""
    return "".join(f"{field}: {told[field]}\n" for field in ("kind", "record", "attachment") if field in told)


def _kept(document: Document) -> Iterator[str]:
    yield f"kept:\n  column: {document.column}\n  issuer: {_quoted(document.issuer)}\n"
    yield f"  department: {document.department}\n" if document.department else ""
    yield f"  made: {document.made}\n  published: {document.published:%Y-%m-%d %H:%M}\n"
    yield f"  theme: {document.theme}\n" if document.theme else ""
    yield f"  audience: [{', '.join(document.audience)}]\n" if document.audience else ""
    yield f"  life: [{', '.join(document.life)}]\n" if document.life else ""
    yield f"  interprets: {document.interprets}\n" if document.interprets else ""


def _withheld(order: TakeDown, told: Mapping[str, str], name: str, record: Record, known: Register) -> Iterator[str]:
    """The entry for the office's own register: number, kind, time, code and post."""
    yield f"id: wh-{name}\ndepartment: {_department(record, known)}\nmade: {_made(record, order)}\nattribute: none\n"
    yield f"decided_by: {_quoted(order.ordered_by)}\ndecided: {order.time:%Y-%m-%d}\n"
    yield f"withdrawn:\n  number: {order.number}\n"
    yield "".join(f"  {field}: {told[field]}\n" for field in ("kind", "record", "attachment") if field in told)
    yield f"  time: {order.time:%Y-%m-%d %H:%M}\n  code: {order.code.value}\n"


def _department(record: Record, known: Register) -> str:
    """The unit that made it, else the office's own for disclosure, else any."""
    own = (getattr(record, field, None) for field in ("department", "unit", "owner"))
    unit = next((key for key in own if known.get(key or "", Department) is not None), None)
    office = known.agency.disclosure_office if known.agency is not None else None
    return unit or office or next(iter(sorted(_departments(known))), "")


def _made(record: Record, order: TakeDown) -> date:
    """The day on which it was made; of what does not tell, that of the order."""
    days = (getattr(record, field, None) for field in ("made", "received", "published", "date"))
    return next((day for day in days if type(day) is date and day <= order.time.date()), order.time.date())


def _departments(known: Register) -> Iterator[str]:
    yield from (record.key for record in known.records.values() if record.record_type == "department")


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
