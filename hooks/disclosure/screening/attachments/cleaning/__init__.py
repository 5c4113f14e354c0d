"""A copy of an attachment without what its readers do not see: ``disclosure clean``.

``word`` ``excel`` ``slides`` ``pdf`` ``pictures``   one module a kind of file
``parts``     Office files taken apart and put together again
``surgery``   XML cut at the byte, so that everything else stays as it was
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from disclosure.findings import Finding
from disclosure.reading.bounds import ATTACHMENT_LIMIT, TOO_BIG, Unreadable
from disclosure.reading.zip_file import FAULTS
from disclosure.screening.attachments.cleaning.excel import clean_excel
from disclosure.screening.attachments.cleaning.pdf import clean_pdf
from disclosure.screening.attachments.cleaning.pictures import clean_picture
from disclosure.screening.attachments.cleaning.slides import clean_slides
from disclosure.screening.attachments.cleaning.word import clean_word
from disclosure.screening.attachments.examination import examined
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.attachments.kinds import START, Kind, kind_of
from disclosure.screening.attachments.rules import UNREADABLE
from disclosure.screening.written import Known

_CLEANERS: dict[Kind, Callable[[bytes], bytes]] = {
    Kind.WORD: clean_word, Kind.EXCEL: clean_excel, Kind.SLIDES: clean_slides, Kind.PDF: clean_pdf,
    Kind.PICTURE: clean_picture,
}  # fmt: skip
_WITHOUT_MACROS = {".docm": ".docx", ".xlsm": ".xlsx", ".pptm": ".pptx"}
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


def cleaned(file: Path, known: Known) -> Cleaned:
    """The clean copy of a file, which is not touched."""
    try:
        if file.stat().st_size > ATTACHMENT_LIMIT:
            raise NotCleaned(TOO_BIG)
        data = file.read_bytes()
        before = _findings(file.name, data, known)
        cleaner = _CLEANERS.get(kind_of(data[:START], BytesIO(data)))
        broken = [finding.message for finding in before if finding.rule == UNREADABLE.id]
        if broken or cleaner is None:
            raise NotCleaned(broken[0] if broken else _CANNOT)
        copy = cleaner(data)
    except Unreadable as refused:
        raise NotCleaned(str(refused)) from refused
    except FAULTS as error:
        raise NotCleaned(_CANNOT) from error
    left = _findings(copy_name(file), copy, known)
    kinds = {finding.rule for finding in left}
    return Cleaned(copy, [finding for finding in before if finding.rule not in kinds], left)


def _findings(name: str, data: bytes, known: Known) -> list[Finding]:
    return list(findings_of(name, examined(name, BytesIO(data)), known))
