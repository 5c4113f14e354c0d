"""Running text of Office files: hyperlinks by relationship and ``HYPERLINK`` fields, with the words that they stand on.

Works on WordprocessingML, DrawingML (slides, shapes) and VML alike, in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from disclosure.attachments.facts import Hyperlink
from disclosure.attachments.package import Package, Relationship, stem
from disclosure.expressions import expression
from disclosure.reading.xml_text import local

_TOKEN = expression(r'"((?>(?:[^"\\]|\\.)*))"?|\\([a-zA-Z])(?=\s|$)|(\S+)', re.DOTALL)
_WITH_ARGUMENT = {"l", "o", "t"}  # switches of the field: bookmark, screen tip, window
_ON_CLICK = {"hlinkClick", "hlinkHover", "hlinkMouseOver"}
_SPANS = {"hyperlink", "fldSimple"}
_PIECES = 200  # of text, at most: more is not shown anyway


def part_links(package: Package, part: str, root: Element) -> Iterator[Hyperlink]:
    """The links of one part in the order of its text, then those that no text uses."""
    relationships = package.relationships(part)
    reader = _TextReader({key: item for key, item in relationships.items() if item.external})
    for element, ends in walked(root):
        if ends:
            reader.end(local(element.tag))
        else:
            reader.start(local(element.tag), element)
    for href, text in reader.found:
        if leads_out(href):
            yield Hyperlink(href, text, stem(part))
    for key, relationship in relationships.items():
        if relationship.is_link and key not in reader.used and leads_out(relationship.target):
            yield Hyperlink(relationship.target, "", stem(part))


def other_links(package: Package, read: Set[str]) -> Iterator[Hyperlink]:
    """The links of the parts that are not among those ``read``."""
    for part in package.linking_parts():
        if part in package.parts and part not in read:
            yield from part_links(package, part, package.tree(part))


def walked(root: Element) -> Iterator[tuple[Element, bool]]:
    """Every element twice, where it opens and where it closes (``True``)."""
    stack = [(root, False)]
    while stack:
        element, ends = stack.pop()
        yield element, ends
        if not ends:
            stack.append((element, True))
            stack += [(child, False) for child in reversed(element)]


def leads_out(href: str) -> bool:
    """Whether an address is more than a place in the same file."""
    return not href.startswith("#") or href == "#"


def field_address(code: str) -> str | None:
    """The address of a field's code, ``HYPERLINK "http://…" \\o "…"``; ``None`` for other fields."""
    name, rest = [*code.split(None, 1), "", ""][:2]
    if name.upper() != "HYPERLINK":
        return None
    address, bookmark, switch = None, "", ""
    for match in _TOKEN.finditer(rest):
        if match[2]:
            switch = match[2].lower()
            continue
        argument = re.sub(r"\\(.)", r"\1", match[1] if match[3] is None else match[3])
        if switch in _WITH_ARGUMENT:
            bookmark = argument if switch == "l" else bookmark
        elif address is None:
            address = argument
        switch = ""
    if address is None:
        return f"#{bookmark}" if bookmark else ""
    return f"{address}#{bookmark}" if bookmark else address


@dataclass(slots=True)
class _Field:
    """A field whose end has not come: first its code, then the text that it shows."""

    code: list[str] = field(default_factory=list)
    number: int | None = None
    start: int = 0
    shows: bool = False


class _TextReader:
    """Takes a part's elements as they come; ``found`` holds addresses and texts, ``used`` the relationships."""

    def __init__(self, external: Mapping[str, Relationship]) -> None:
        self._external = external
        self.found: list[tuple[str, str]] = []
        self.used: set[str] = set()
        self._pieces: list[str] = []
        self._repeated = 0  # depth inside alternatives for old programs, which say everything once more
        self._fields: list[_Field] = []
        self._open: list[tuple[int | None, int]] = []  # hyperlinks and simple fields: number, start of text
        self._runs: list[tuple[int, list[int]]] = []  # runs: start of text, numbers of the links on them

    def start(self, name: str, element: Element) -> None:
        """An element opens."""
        attributes = element.attrib
        self._repeated += name == "Fallback"
        if self._repeated:
            return
        if name in ("t", "instrText"):
            self._read(name, element.text or "")
        elif name in ("tab", "br", "cr"):
            self._pieces.append(" ")
        elif name == "r":
            self._runs.append((len(self._pieces), []))
        elif attributes or name in _SPANS:
            self._start_link(name, {local(key): value for key, value in attributes.items()})
            self._note(attributes.get("href"))  # of a VML shape; in another namespace it is a relationship's id

    def end(self, name: str) -> None:
        """An element closes."""
        if self._repeated:
            self._repeated -= name == "Fallback"
        elif name in _SPANS and self._open:
            number, start = self._open.pop()
            self._show(number, start)
        elif name == "r" and self._runs:
            start, numbers = self._runs.pop()
            for number in numbers:
                self._show(number, start)

    def _read(self, name: str, text: str) -> None:
        if name == "t":
            self._pieces.append(text)
        elif self._fields and not self._fields[-1].shows:
            self._fields[-1].code.append(text)

    def _start_link(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "hyperlink":
            self._open.append((self._refer(attributes), len(self._pieces)))
        elif name == "fldSimple":
            self._open.append((self._note(field_address(attributes.get("instr", ""))), len(self._pieces)))
        elif name == "fldChar":
            self._field(attributes.get("fldCharType", ""))
        elif name in _ON_CLICK:
            number = self._refer(attributes)
            if number is not None and self._runs:
                self._runs[-1][1].append(number)

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append(_Field())
        elif step == "separate" and self._fields:
            self._settle(self._fields[-1])
        elif step == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.shows:
                self._settle(ended)
            self._show(ended.number, ended.start)

    def _settle(self, opened: _Field) -> None:
        """A field's code is complete."""
        opened.number = self._note(field_address("".join(opened.code)))
        opened.start, opened.shows = len(self._pieces), True

    def _refer(self, attributes: Mapping[str, str]) -> int | None:
        key = attributes.get("id", "")
        if key not in self._external:
            return None
        self.used.add(key)
        place = attributes.get("anchor", "")
        return self._note(self._external[key].target + (f"#{place}" if place else ""))

    def _note(self, href: str | None) -> int | None:
        """Remember an address, whose text is not known yet, under a number."""
        if href is None:
            return None
        self.found.append((href, ""))
        return len(self.found) - 1

    def _show(self, number: int | None, start: int) -> None:
        if number is not None:
            text = " ".join("".join(self._pieces[start : start + _PIECES]).split())[:200]
            self.found[number] = (self.found[number][0], text)
