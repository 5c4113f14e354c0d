"""XML from anywhere, read without harm: no document type definition, hence no entities and nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from disclosure.reading.bounds import DAMAGED, TYPE_DEFINITION, Unreadable

_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)""")
# The definition can only stand before the first element, after comments and processing instructions.
_DEFINITION = re.compile(r"(?:\s++|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*+<!DOCTYPE")
# The encodings that occur; Python knows others that take forever on hostile input.
_ENCODINGS = {
    "utf-8": "utf-8-sig", "utf8": "utf-8-sig", "us-ascii": "ascii", "ascii": "ascii", "utf-16": "utf-16",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5",
    "iso-8859-1": "iso-8859-1", "windows-1252": "windows-1252",
}  # fmt: skip


class Events(Protocol):
    """Takes the parts of a document as they come, without a tree in memory."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens; names carry their namespace in braces."""

    def end(self, tag: str) -> None:
        """An element closes."""

    def data(self, text: str) -> None:
        """Text, maybe in pieces."""


def xml_text(data: bytes) -> str:
    """The characters of an XML document."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _wide(data[:2]) or _declared(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(DAMAGED) from error


def xml_tree(text: str) -> Element:
    """The root element of a document that is small enough to be held as a tree."""
    return _parsed(text, XMLParser(target=TreeBuilder()))


def xml_events(text: str, events: Events) -> None:
    """Hand the parts of a document to ``events``."""
    parser = XMLParser(target=_Target(events.start, events.end, events.data))
    _parsed(text, parser)


def local(name: str) -> str:
    """A tag or attribute without its namespace: producers disagree on namespaces, never on names."""
    return name.rpartition("}")[2]


class _Target:
    """What the parser calls; ``Events`` has no ``close``, which the parser needs."""

    def __init__(
        self,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        data: Callable[[str], None],
    ) -> None:
        self.start, self.end, self.data = start, end, data

    def close(self) -> None:
        """Nothing to hand over."""


def _parsed(text: str, parser: XMLParser) -> Element:  # type: ignore[type-arg,unused-ignore]
    if _DEFINITION.match(text):
        raise Unreadable(TYPE_DEFINITION)
    try:
        parser.feed(text)
        return parser.close()  # type: ignore[no-any-return,unused-ignore]
    except (ParseError, ValueError) as error:
        raise Unreadable(DAMAGED) from error


def _wide(start: bytes) -> str:
    return {b"\0<": "utf-16-be", b"<\0": "utf-16-le"}.get(start, "")


def _declared(data: bytes) -> str:
    match = _DECLARED.match(data[:1024])
    encoding = _ENCODINGS.get(match[1].decode("ascii").lower()) if match else "utf-8-sig"
    if encoding is None:
        raise Unreadable(DAMAGED)
    return encoding
