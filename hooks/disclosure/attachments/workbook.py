"""Workbooks (xlsx): which sheets there are, and the texts that their cells share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.attachments.package import Package
from disclosure.reading.xml_text import local, xml_events, xml_tree

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
    reader = StringTable()
    if STRINGS in package.parts:
        xml_events(package.text(STRINGS), reader)
    return reader.texts


class StringTable:
    """Takes the elements of the shared strings; phonetic readings (``rPh``) are no part of the text."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._reading = False
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        name = local(tag)
        self._phonetic = self._phonetic or name == "rPh"
        self._reading = name == "t" and not self._phonetic

    def end(self, tag: str) -> None:
        """An element closes."""
        self._reading = False
        name = local(tag)
        self._phonetic = self._phonetic and name != "rPh"
        if name == "si":
            self.texts.append("".join(self._pieces))
            self._pieces.clear()

    def data(self, text: str) -> None:
        """Text, maybe in pieces."""
        if self._reading:
            self._pieces.append(text)
