"""PDF files opened without harm, and the values of their objects, which may be missing, indirect or damaged."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError
from pypdf.generic import ByteStringObject, DictionaryObject, PdfObject, TextStringObject

from disclosure.expressions import expression
from disclosure.reading.bounds import ATTACHMENT_LIMIT, DAMAGED, ENCRYPTED, TOO_BIG, Unreadable

# Its manual says that damaged files "might cause other Exceptions" than pypdf's own: they do, of every kind.
FAULTS = (Exception,)


_END = expression(rb"startxref[\0\t\n\f\r ]+(\d{1,12})[\0\t\n\f\r ]+%%EOF")
_VERSIONS = 3  # that are looked at
_SEARCHED = 20 << 20  # bytes of a file in which they are looked for


@contextmanager
def opened_pdf(file: Path | BinaryIO) -> Iterator[PdfReader]:
    """A PDF on disk or in memory; whatever is wrong with it makes it ``Unreadable``."""
    try:
        with _silence(), file.open("rb") if isinstance(file, Path) else nullcontext(file) as stream:
            if isinstance(file, Path) and file.stat().st_size > ATTACHMENT_LIMIT:
                raise Unreadable(TOO_BIG)
            yield PdfReader(stream)
    except (FileNotDecryptedError, DependencyError) as error:
        raise Unreadable(ENCRYPTED) from error
    except FAULTS as error:
        if type(error).__module__.startswith("disclosure."):
            raise  # what the caller has to say about the file
        raise Unreadable(DAMAGED) from error


def versions_before(file: Path | BinaryIO) -> Iterator[bytes]:
    """The file as it was before each of the last changes that were saved by appending them."""
    with file.open("rb") if isinstance(file, Path) else nullcontext(file) as stream:
        stream.seek(0)
        data = stream.read(_SEARCHED + 1)
    if len(data) <= _SEARCHED:
        # A file made for the web begins with a table of its own, which is no version: it leads to 0.
        ends = [match.end() for match in _END.finditer(data) if int(match[1]) > 0]
        yield from (data[:end] for end in ends[:-1][-_VERSIONS:])


def value(holder: object, key: str) -> object:
    """The value under a key, if ``holder`` is a dictionary that has it."""
    return resolved(holder.raw_get(key)) if isinstance(holder, DictionaryObject) and key in holder else None


def resolved(found: object) -> object:
    """An object itself, where it stands elsewhere in the file."""
    return found.get_object() if isinstance(found, PdfObject) else found


def string(found: object) -> str:
    """A string as it was meant: the standard asks for ASCII in addresses, programs write UTF-8 or GBK."""
    if isinstance(found, TextStringObject) and found.original_bytes[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return str(found)
    if not isinstance(found, TextStringObject | ByteStringObject):
        return ""
    written = bytes(found.original_bytes)
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return str(found)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep pypdf from logging what it thinks of a file: the caller reports."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
