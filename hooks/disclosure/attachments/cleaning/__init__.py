"""A copy of an attachment without what its readers certainly do not see: ``disclosure clean``.

What is doubtful stays where it is and is asked about; nothing becomes visible that was not. Each copy is opened again
and compared with the original outside of what was taken out, before anybody gets it.

``word`` ``excel`` ``slides`` ``pdf`` ``pictures``   one module or package a kind of file
``parts``     Office files taken apart and put together again
``surgery``   XML cut at the byte, so that everything else stays as it was
``limits``    the work done by a process with bounds on its time and memory
``files``     the file that is read, and the copy that is there whole or not at all
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from disclosure.attachments.cleaning.excel import clean_excel
from disclosure.attachments.cleaning.files import taken
from disclosure.attachments.cleaning.limits import bounded
from disclosure.attachments.cleaning.pdf import clean_pdf
from disclosure.attachments.cleaning.pictures import clean_picture
from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.attachments.cleaning.slides import clean_slides
from disclosure.attachments.cleaning.word import clean_word
from disclosure.attachments.examination import examined
from disclosure.attachments.facts import Concern, Fact, Spot
from disclosure.attachments.kinds import COPIED, START, kind_of
from disclosure.findings import Finding
from disclosure.reading.bounds import Unreadable
from disclosure.reading.kinds import FileKind, suffix_of

_CLEANERS: dict[FileKind, Callable[[bytes], bytes]] = {
    FileKind.WORD: clean_word, FileKind.EXCEL: clean_excel, FileKind.SLIDES: clean_slides, FileKind.PDF: clean_pdf,
    FileKind.PICTURE: clean_picture,
}  # fmt: skip
Judge = Callable[[str, Sequence[Fact]], Iterable[Finding]]  # what follows from the facts about a file
_CANNOT = "这种文件无法自动清理，请用原来的软件处理，或者另存为 docx、xlsx、pptx、PDF 后再试。"
_BROKEN = "清理后的文件打不开，没有写出。请用原来的软件打开、另存一次再试。"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean copy: its bytes, the findings that are settled, and those that are left for a human being."""

    data: bytes
    settled: list[Finding]
    left: list[Finding]


def copy_name(file: Path) -> str:
    """What the clean copy of a file is called."""
    without = suffix_of(file.name).without
    return f"{file.stem}{COPIED}{f'.{without}' if without else file.suffix}"


def cleaned(file: Path, judge: Judge) -> Cleaned:
    """The clean copy of a file, which is only read; ``judge`` says what is wrong with either.

    Raises ``NotCleaned`` with the reason where no copy can be made or none may be: ``Undecided`` where a human being
    has to decide about something in the file first.
    """
    data, facts, copy = _read_and_cleaned(file)
    facts_of_copy = examined(copy_name(file), BytesIO(copy))
    if _faults(facts_of_copy):
        raise NotCleaned(_BROKEN)
    left = list(judge(copy_name(file), facts_of_copy))
    kinds = {finding.rule for finding in left}
    return Cleaned(copy, [finding for finding in judge(file.name, facts) if finding.rule not in kinds], left)


def _read_and_cleaned(file: Path) -> tuple[bytes, list[Fact], bytes]:
    try:
        data = taken(file)
        facts = examined(file.name, BytesIO(data))
        cleaner = _CLEANERS.get(kind_of(data[:START], BytesIO(data)))
    except Unreadable as refused:
        raise NotCleaned(str(refused)) from refused
    faults = _faults(facts)
    if faults or cleaner is None:
        raise NotCleaned(faults[0] if faults else _CANNOT)
    return data, facts, bounded(cleaner, data)


def _faults(facts: Sequence[Fact]) -> list[str]:
    """Why a file could not be looked through, if it could not."""
    return [fact.what for fact in facts if isinstance(fact, Spot) and fact.concern is Concern.UNREADABLE]
