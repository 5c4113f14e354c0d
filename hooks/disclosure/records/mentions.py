"""``ref:`` links in Markdown: references that editors write in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from disclosure.findings import Place
from disclosure.records.base import Record, Reference, RefTo
from disclosure.records.documents import Document

REF_LINK = re.compile(r"\]\(\s*<?ref:(?P<inline>[^\s)>#]*)|^ {0,3}\[[^\]]+\]:\s*<?ref:(?P<definition>[^\s>#]*)")
MENTION = RefTo("page", "正文提及")


_LOCAL = re.compile(
    r"""\]\(\s*<?([^\s)>#?:]+)|^ {0,3}\[[^\]]+\]:\s*<?([^\s>#?:]+)|\b(?:src|href)\s*=\s*["']?([^"'\s>#?:]+)""", re.M
)


def local_files(document: Document) -> set[str]:
    """The names that the body of a document uses as addresses of files beside it."""
    text = document.body.text
    if text.count("](") == text.count("](ref:") and "]:" not in text and "<" not in text:
        return set()  # most texts have no address but ``ref:`` ones, and are not worth a search
    return {unquote(name) for match in _LOCAL.finditer(text) for name in match.groups() if name}


def mentions(record: Record) -> Iterator[Reference]:
    """Every ``ref:`` link in the body of a document, with its line and column."""
    if not isinstance(record, Document) or "ref:" not in record.body.text:
        return
    for number, line in enumerate(record.body.text.split("\n"), record.body.first_line):
        for match in REF_LINK.finditer(line) if "ref:" in line else ():
            group = "inline" if match["inline"] is not None else "definition"
            place = Place(record.path, number, match.start(group) + 1)
            yield Reference(record, match[group], MENTION, place, ("body",))
