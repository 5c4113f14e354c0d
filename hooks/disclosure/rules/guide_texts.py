"""The texts in which an office tells how to request information: its guide, its forms, what agency.yml says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from disclosure.attachments.contents import contents_of
from disclosure.attachments.facts import Passage
from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.reading.front_matter import Body
from disclosure.reading.kinds import FileKind, kind_by_name
from disclosure.records.agency import Agency
from disclosure.records.columns import Column, ColumnType
from disclosure.records.documents import Document
from disclosure.records.guides import GuideElements
from disclosure.records.kinds import Kind
from disclosure.register import Register
from disclosure.rules.guide_statements import GuideStatement, statements
from disclosure.rules.guide_wording import WrongWords, wrong_periods

_PROCEDURE = expression("信息公开.*(?:申请|指南|答复)|(?:申请|指南|答复).*信息公开|依申请公开")
_PAPERS = expression("(?:信息公开|依申请).{0,12}(?:申请[表书单]|答复书|告知书|通知书|指南)")
_READ = frozenset({FileKind.WORD, FileKind.PDF, FileKind.EXCEL, FileKind.SLIDES, FileKind.OFD, FileKind.TEXT})


@dataclass(frozen=True)
class GuideSentence:
    """A sentence of an office's own on requests: where it stands, and in which part of a file."""

    said: GuideStatement
    place: Place
    inside: str = ""

    @property
    def quoted(self) -> str:
        """Where it is said, in words that begin a message."""
        return f"附件 {self.place.path.rpartition('/')[2]} 的{self.inside}" if self.inside else "这里"


def tells(record: Document | Agency, register: Register) -> Iterator[GuideSentence]:
    """Every sentence of a record that tells how to request information."""
    if isinstance(record, Agency):
        yield from _elements(record, record.guide)
        return
    if is_on_requests(record, register):
        yield from _in_body(record.path, record.body)
        yield from _elements(record, record.guide)
    for attachment in record.attachments:
        if is_on_requests(record, register) or _PAPERS.search(f"{attachment.title}，{attachment.file}"):
            yield from _in_file(record, attachment.file, register)


@lru_cache(maxsize=512)
def all_wrong_periods(said: GuideStatement, periods: tuple[tuple[str, int], ...]) -> tuple[tuple[str, WrongWords], ...]:
    """What :func:`wrong_periods` finds in a sentence; several rules ask, each for limits of its own."""
    return tuple(wrong_periods(said, dict(periods)))


def is_on_requests(document: Document, register: Register) -> bool:
    """Whether a paper is the office's guide, or tells how it deals with requests."""
    if document.kind is Kind.GUIDE:
        return True
    column = register.get(document.column, Column)
    if column is not None and column.type is ColumnType.REQUEST:
        return True
    return document.kind is Kind.SYSTEM and _PROCEDURE.search(document.title) is not None


def place_in(told: GuideSentence, offset: int, record: Document | Agency) -> Place:
    """Where a word of a sentence stands: its own line of a document; of a file only the file."""
    if told.inside or isinstance(record, Agency) or told.place.path != record.path:
        return told.place
    line = told.place.line or 0
    if line < record.body.first_line:
        return told.place
    return Place(record.path, *record.body.line_and_column(told.said.at(offset)))


@lru_cache(maxsize=64)
def _in_body(path: str, body: Body) -> tuple[GuideSentence, ...]:
    """The sentences of a document's text with their places; many rules ask for them."""
    return tuple(GuideSentence(said, Place(path, *body.line_and_column(said.at(0)))) for said in statements(body.text))


def _elements(record: Document | Agency, guide: GuideElements | None) -> Iterator[GuideSentence]:
    """What stands in the fields of a guide."""
    for name in type(guide).model_fields if guide is not None else ():
        for said in statements(getattr(guide, name) or ""):
            yield GuideSentence(said, record.place("guide", name))


def _in_file(document: Document, file: str, register: Register) -> Iterator[GuideSentence]:
    path = register.attachment(document, file)
    if path is None or kind_by_name(file) not in _READ or not path.is_file():
        return
    passages = _passages(path, path.stat().st_mtime_ns)
    text, starts = "", []
    for passage in passages:
        starts.append(len(text))
        row = "".join(passage.cells) if len(passage.cells) == 1 else f"|{'|'.join(passage.cells)}|"
        text += f"{row}\n"
    for said in statements(text):
        where = passages[bisect_right(starts, said.at(0)) - 1].where
        yield GuideSentence(said, Place(f"{document.folder}/{file}"), where or "正文")


@lru_cache(maxsize=32)
def _passages(path: Path, changed: int) -> tuple[Passage, ...]:
    """The text of a file as it was last written."""
    return tuple(fact for fact in contents_of(path).facts if isinstance(fact, Passage))
