"""XML from anywhere, read without harm: no document type definition, hence no entities and nothing from outside."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, fromstring

from disclosure.expressions import expression
from disclosure.reading.bounds import DAMAGED, TYPE_DEFINITION, Unreadable
from disclosure.reading.charsets import codec

_DECLARED = expression(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)""")
# The definition can only stand before the first element, after comments and processing instructions.
_DEFINITION = expression(r"(?>(?:\s++|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*)<!DOCTYPE")


def xml_text(data: bytes) -> str:
    """The characters of an XML document."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _wide(data[:2]) or _declared(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(DAMAGED) from error


def xml_tree(text: str) -> Element:
    """The root element of a document that is small enough to be held as a tree."""
    if _DEFINITION.match(text):
        raise Unreadable(TYPE_DEFINITION)
    try:
        return fromstring(text)
    except (ParseError, ValueError) as error:
        raise Unreadable(DAMAGED) from error


def local(name: str) -> str:
    """A tag or attribute without its namespace: producers disagree on namespaces, never on names."""
    return name.rpartition("}")[2]


def _wide(start: bytes) -> str:
    return {b"\0<": "utf-16-be", b"<\0": "utf-16-le"}.get(start, "")


def _declared(data: bytes) -> str:
    match = _DECLARED.match(data[:1024])
    encoding = codec(match[1].decode("ascii")) if match else "utf-8"
    if not encoding:
        raise Unreadable(DAMAGED)
    return {"utf-8": "utf-8-sig", "utf-16-le": "utf-16"}.get(encoding, encoding)
