"""One file, looked through by its kind: what its name says must be inside, and what is inside must be clean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

from disclosure.attachments.archives import archive_facts
from disclosure.attachments.excel import excel_facts
from disclosure.attachments.facts import Concern, Fact, Passage, Source, spot
from disclosure.attachments.kinds import ENDINGS, START, Kind, ending, kind_of
from disclosure.attachments.ofd import ofd_facts
from disclosure.attachments.pdf import pdf_facts
from disclosure.attachments.pictures import picture_file_facts
from disclosure.attachments.plain import old_office_facts, text_facts
from disclosure.attachments.slides import slide_facts
from disclosure.attachments.word import word_facts
from disclosure.reading.bounds import ATTACHMENT_LIMIT, DAMAGED, ENCRYPTED, TOO_MUCH, Unreadable

_MOST_TEXT = 3_000_000  # characters
_READERS: dict[Kind, Callable[[Source], Iterator[Fact]]] = {
    Kind.WORD: word_facts, Kind.EXCEL: excel_facts, Kind.SLIDES: slide_facts, Kind.OFD: ofd_facts,
    Kind.PDF: pdf_facts, Kind.PICTURE: picture_file_facts, Kind.TEXT: text_facts, Kind.OLD_OFFICE: old_office_facts,
}  # fmt: skip
_PACKAGES = {Kind.WORD, Kind.EXCEL, Kind.SLIDES, Kind.OFD}
# The endings of what runs in a browser or on a machine have a rule of their own (ATT-006).
_JUDGED_ELSEWHERE = {
    "html", "htm", "xhtml", "svg", "js", "css", "xml", "exe", "bat", "cmd", "msi", "vbs", "jar",
}  # fmt: skip


def examined(name: str, source: Source) -> list[Fact]:
    """All facts about a file; if it cannot be read through, that is the only one."""
    try:
        return list(_bounded(_facts(name, source)))
    except Unreadable as refused:
        return [spot(Concern.UNREADABLE, str(refused))]
    except RecursionError:
        return [spot(Concern.UNREADABLE, DAMAGED)]


def too_large(size: int) -> list[Fact]:
    """The only fact about a file of which nothing is read."""
    return [spot(Concern.TOO_LARGE, f"{size / (1 << 20):.0f} MB")] if size > ATTACHMENT_LIMIT else []


def _bounded(facts: Iterator[Fact]) -> Iterator[Fact]:
    left = _MOST_TEXT
    for fact in facts:
        if isinstance(fact, Passage):
            left -= sum(map(len, fact.cells))
            if left < 0:
                raise Unreadable(TOO_MUCH)
        yield fact


def _facts(name: str, source: Source, *, is_member: bool = False) -> Iterator[Fact]:
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
        stream.seek(0)
        start = stream.read(START)
    end = ending(name)
    kind, promised = kind_of(start, source), ENDINGS.get(end)
    if kind is Kind.ZIP and is_member:
        yield spot(Concern.ARCHIVE, "另一个压缩包")
        return
    if promised in _PACKAGES and kind in (Kind.OLD_OFFICE, Kind.ZIP):
        raise Unreadable(ENCRYPTED if kind is Kind.OLD_OFFICE else DAMAGED)
    if promised is not None and kind is not promised:
        if kind is Kind.OTHER:
            raise Unreadable(DAMAGED)
        yield spot(Concern.BELIED, f"扩展名是 .{end}，内容却是{'' if kind[0] > 'z' else ' '}{kind}")
    elif promised is Kind.OLD_OFFICE:
        yield spot(Concern.UNKNOWN_FORMAT, f"旧格式的文件（.{end}）")
    elif promised is None and end not in _JUDGED_ELSEWHERE:
        yield spot(Concern.UNKNOWN_FORMAT, f"不常用的文件（.{end}）" if end else "没有扩展名的文件")
    if kind is Kind.ZIP:
        yield from archive_facts(source, _member)
    elif kind in _READERS:
        yield from _READERS[kind](source)


def _member(name: str, source: Source) -> Iterator[Fact]:
    """The facts about a member of an archive, which may not be an archive itself."""
    try:
        yield from _facts(name, source, is_member=True)
    except Unreadable as refused:
        yield spot(Concern.ARCHIVE, "打不开的文件", f"（{str(refused).rstrip('。')}）")
