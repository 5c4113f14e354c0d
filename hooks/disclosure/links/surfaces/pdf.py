"""PDF: the addresses that its pages and its bookmarks open."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
from pypdf.generic import ByteStringObject, DictionaryObject, PdfObject, TextStringObject

from disclosure.links.inventory import Link
from disclosure.reading.bounds import BOMB, DAMAGED, ENCRYPTED, PDF_LIMIT, TOO_BIG, Unreadable

# What pypdf raises on damaged files; its manual says that they "might cause other Exceptions" than its own.
_FAULTS = (
    PyPdfError, OSError, EOFError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    AssertionError, RuntimeError, zlib.error, struct.error,
)  # fmt: skip
_MOST = 100_000  # annotations or bookmarks of a file: more are a loop or an attack


def pdf_links(file: Path) -> Iterator[Link]:
    """The addresses of all pages in their order, then those of the bookmarks."""
    try:
        with _silence(), file.open("rb") as stream:
            if file.stat().st_size > PDF_LIMIT:
                raise Unreadable(TOO_BIG)
            reader = PdfReader(stream)
            links = [*_page_links(reader), *_bookmark_links(reader)]
    except (FileNotDecryptedError, DependencyError) as error:
        raise Unreadable(ENCRYPTED) from error
    except _FAULTS as error:
        raise Unreadable(DAMAGED) from error
    yield from links


def _page_links(reader: PdfReader) -> Iterator[Link]:
    left = _MOST
    for number, page in enumerate(reader.pages, 1):
        annotations = _value(page, "/Annots")
        if not isinstance(annotations, list):
            continue
        left -= len(annotations)
        if left < 0:
            raise Unreadable(BOMB)
        for entry in annotations:
            annotation = _resolved(entry)
            if isinstance(annotation, DictionaryObject):
                yield from _links(annotation, "/Contents", f"page {number}")


def _bookmark_links(reader: PdfReader) -> Iterator[Link]:
    """Bookmarks are a tree of chains; damaged ones run in circles."""
    seen: set[int] = set()
    stack = [_value(_value(reader.root_object, "/Outlines"), "/First")]
    while stack:
        bookmark = stack.pop()
        if not isinstance(bookmark, DictionaryObject) or id(bookmark) in seen:
            continue
        seen.add(id(bookmark))
        if len(seen) > _MOST:
            raise Unreadable(BOMB)
        yield from _links(bookmark, "/Title", "outline")
        stack += [_value(bookmark, "/Next"), _value(bookmark, "/First")]


def _links(thing: DictionaryObject, label: str, where: str) -> Iterator[Link]:
    """The addresses that an annotation or a bookmark opens when it is clicked."""
    action = _value(thing, "/A")
    kind = _value(action, "/S")
    address = {"/URI": _value(action, "/URI"), "/GoToR": _file(action), "/Launch": _file(action)}.get(str(kind))
    if address is not None:
        yield Link(_text(address), " ".join(_text(_value(thing, label)).split())[:200], "pdf", where)


def _file(action: object) -> object:
    """The file that an action opens: its name, or a dictionary with its name."""
    name = _value(action, "/F")
    return (_value(name, "/UF") or _value(name, "/F")) if isinstance(name, DictionaryObject) else name


def _value(holder: object, key: str) -> object:
    return _resolved(holder.raw_get(key)) if isinstance(holder, DictionaryObject) and key in holder else None


def _resolved(value: object) -> object:
    return value.get_object() if isinstance(value, PdfObject) else value


def _text(value: object) -> str:
    """A string as it was meant: the standard asks for ASCII in addresses, programs write UTF-8 or GBK."""
    if isinstance(value, TextStringObject) and value.original_bytes[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return str(value)
    if not isinstance(value, TextStringObject | ByteStringObject):
        return ""
    written = bytes(value.original_bytes)
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return str(value)


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
