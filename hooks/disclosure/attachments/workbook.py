"""Workbooks (xlsx): which sheets there are, and the texts that their cells share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from disclosure.attachments.package import Package
from disclosure.reading.xml_text import local, xml_tree

BOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the part that holds it, its title, and whether it is ``hidden`` or even ``veryHidden``."""

    part: str
    title: str
    state: str


def sheets_of(package: Package) -> Iterator[Sheet]:
    """The sheets in the order of the workbook."""
    relationships = package.relationships(BOOK)
    for element in xml_tree(package.text(BOOK)).iter():
        if local(element.tag) == "sheet":
            attributes = {local(key): value for key, value in element.attrib.items()}
            target = relationships.get(attributes.get("id", ""))
            if target is not None and target.target in package.parts:
                yield Sheet(target.target, attributes.get("name", ""), attributes.get("state", "visible"))


def shared_strings(package: Package) -> list[str]:
    """The texts that cells name by their number."""
    if STRINGS not in package.parts:
        return []
    return strings_of(package.tree(STRINGS))


def strings_of(root: Element) -> list[str]:
    """The texts of the part with the shared strings."""
    return ["".join(_pieces(item)) for item in root if local(item.tag) == "si"]


def _pieces(item: Element) -> Iterator[str]:
    """The runs of a text; phonetic readings (``rPh``) are no part of it."""
    for element in item:
        name = local(element.tag)
        if name == "t":
            yield element.text or ""
        elif name == "r":
            yield from _pieces(element)
