"""A copy of an attachment without what its readers do not see: ``disclosure clean``.

``word`` ``excel`` ``slides`` ``pdf`` ``pictures``   one module a kind of file
``parts``     Office files taken apart and put together again
``surgery``   XML cut at the byte, so that everything else stays as it was
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from disclosure.attachments.cleaning.excel import clean_excel
from disclosure.attachments.cleaning.pdf import clean_pdf
from disclosure.attachments.cleaning.pictures import clean_picture
from disclosure.attachments.cleaning.slides import clean_slides
from disclosure.attachments.cleaning.word import clean_word
from disclosure.attachments.examination import examined
from disclosure.attachments.facts import Concern, Fact, Spot
from disclosure.attachments.kinds import START, Kind, kind_of
from disclosure.attachments.zip_file import FAULTS
from disclosure.findings import Finding
from disclosure.reading.bounds import ATTACHMENT_LIMIT, TOO_BIG, Unreadable

_CLEANERS: dict[Kind, Callable[[bytes], bytes]] = {
    Kind.WORD: clean_word, Kind.EXCEL: clean_excel, Kind.SLIDES: clean_slides, Kind.PDF: clean_pdf,
    Kind.PICTURE: clean_picture,
}  # fmt: skip
_WITHOUT_MACROS = {".docm": ".docx", ".xlsm": ".xlsx", ".pptm": ".pptx"}
Judge = Callable[[str, Sequence[Fact]], Iterable[Finding]]  # what follows from the facts about a file
_CANNOT = "这种文件无法自动清理，请用原来的软件处理，或者另存为 docx、xlsx、pptx、PDF 后再试。"


class NotCleaned(Exception):
    """No copy can be made; the message says why, in words for editors."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean copy: its bytes, the findings that are settled, and those that are left for a human being."""

    data: bytes
    settled: list[Finding]
    left: list[Finding]


def copy_name(file: Path) -> str:
    """What the clean copy of a file is called."""
    return f"{file.stem}-clean{_WITHOUT_MACROS.get(file.suffix.lower(), file.suffix)}"


def cleaned(file: Path, judge: Judge) -> Cleaned:
    """The clean copy of a file, which is not touched; ``judge`` says what is wrong with either."""
    try:
        if file.stat().st_size > ATTACHMENT_LIMIT:
            raise NotCleaned(TOO_BIG)
        data = file.read_bytes()
        facts = examined(file.name, BytesIO(data))
        cleaner = _CLEANERS.get(kind_of(data[:START], BytesIO(data)))
        broken = [fact.what for fact in facts if isinstance(fact, Spot) and fact.concern is Concern.UNREADABLE]
        if broken or cleaner is None:
            raise NotCleaned(broken[0] if broken else _CANNOT)
        copy = cleaner(data)
    except Unreadable as refused:
        raise NotCleaned(str(refused)) from refused
    except FAULTS as error:
        raise NotCleaned(_CANNOT) from error
    left = list(judge(copy_name(file), examined(copy_name(file), BytesIO(copy))))
    kinds = {finding.rule for finding in left}
    return Cleaned(copy, [finding for finding in judge(file.name, facts) if finding.rule not in kinds], left)
