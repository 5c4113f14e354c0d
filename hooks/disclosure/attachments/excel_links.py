"""Workbooks (xlsx): hyperlinks of cells, ``HYPERLINK()`` formulas, and links of drawings on the sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.attachments.facts import Hyperlink, Source
from disclosure.attachments.office_links import leads_out, part_links
from disclosure.attachments.package import Package, Relationship, opened
from disclosure.attachments.workbook import shared_strings, sheets_of
from disclosure.reading.xml_text import local, xml_events

# An address that is written out, as the whole first argument; one that is put together from cells is not known here.
_FORMULA = re.compile(r'\bHYPERLINK\(\s*"((?:[^"]|"")*+)"\s*(?:,\s*(?:"((?:[^"]|"")*+)"\s*\))?|\))', re.IGNORECASE)


def excel_links(source: Source) -> Iterator[Hyperlink]:
    """The links of all sheets in the order of the workbook, then those of drawings and other parts."""
    with opened(source) as package:
        sheets = {sheet.part: sheet.title for sheet in sheets_of(package)}
        strings = _SharedStrings(package)
        for part, title in sheets.items():
            yield from _sheet_links(package, part, title, strings)
        for part in package.linking_parts():
            if part in package.parts and part not in sheets:
                yield from part_links(package, part)


def _sheet_links(package: Package, part: str, title: str, strings: _SharedStrings) -> Iterator[Hyperlink]:
    text = package.text(part)
    if "hyperlink" not in text.lower():
        return
    sheet = _Sheet()
    xml_events(text, sheet)
    if sheet.hyperlinks:
        sheet = _Sheet(wanted={_first_cell(hyperlink) for hyperlink in sheet.hyperlinks})
        xml_events(text, sheet)
    yield from _hyperlinks(sheet, package.relationships(part), title, strings)
    for cell, formula in sheet.formulas:
        for match in _FORMULA.finditer(formula):
            href, label = ((group or "").replace('""', '"') for group in match.groups())
            if leads_out(href):
                yield Hyperlink(href, strings.text(sheet.cells.get(cell)) or label[:200], f"{title}!{cell}")


def _hyperlinks(
    sheet: _Sheet, relationships: dict[str, Relationship], title: str, strings: _SharedStrings
) -> Iterator[Hyperlink]:
    for hyperlink in sheet.hyperlinks:
        relationship = relationships.get(hyperlink.get("id", ""))
        if relationship is None or not relationship.external:
            continue  # leads to another sheet
        place = hyperlink.get("location", "")
        href = relationship.target + (f"#{place}" if place else "")
        text = strings.text(sheet.cells.get(_first_cell(hyperlink))) or hyperlink.get("display", "")[:200]
        if leads_out(href):
            yield Hyperlink(href, text, f"{title}!{hyperlink.get('ref', '')}")


def _first_cell(hyperlink: dict[str, str]) -> str:
    return hyperlink.get("ref", "").partition(":")[0]


@dataclass(slots=True)
class _StoredCell:
    """A cell as it is stored: its type and its parts ``f``, ``v`` and ``t`` (formula, value, text)."""

    type: str
    parts: dict[str, list[str]]

    def part(self, name: str) -> str:
        """One of the parts."""
        return "".join(self.parts.get(name, ()))


class _Sheet:
    """Takes a sheet's elements as they come; keeps cells with a ``HYPERLINK`` formula and those that are wanted.

    The hyperlinks stand after all cells, so their cells can only be asked for in a second pass.
    """

    def __init__(self, wanted: set[str] | None = None) -> None:
        self._wanted = wanted or set()
        self.hyperlinks: list[dict[str, str]] = []
        self.formulas: list[tuple[str, str]] = []
        self.cells: dict[str, _StoredCell] = {}
        self._attributes: dict[str, str] = {}
        self._parts: dict[str, list[str]] = {}
        self._part: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        name = local(tag)
        if name == "c":
            self._attributes, self._parts = attributes, {}
        elif name in ("f", "v", "t"):
            self._part = self._parts.setdefault(name, [])
        elif name == "hyperlink":
            self.hyperlinks.append({local(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """An element closes."""
        self._part = None
        if local(tag) == "c":
            self._end_cell(_StoredCell(self._attributes.get("t", ""), self._parts), self._attributes.get("r", ""))

    def data(self, text: str) -> None:
        """Text, maybe in pieces."""
        if self._part is not None:
            self._part.append(text)

    def _end_cell(self, cell: _StoredCell, name: str) -> None:
        formula = cell.part("f")
        if "hyperlink" in formula.lower():
            self.formulas.append((name, formula))
            self.cells[name] = cell
        elif name in self._wanted:
            self.cells[name] = cell


class _SharedStrings:
    """The texts that cells share, read when the first is asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._texts: list[str] | None = None

    def text(self, cell: _StoredCell | None) -> str:
        """What a cell shows, in one line of at most 200 characters."""
        if cell is None:
            return ""
        shown = self._shared(cell.part("v")) if cell.type == "s" else cell.part("t") or cell.part("v")
        return " ".join(shown.split())[:200]

    def _shared(self, number: str) -> str:
        if self._texts is None:
            self._texts = shared_strings(self._package)
        return self._texts[int(number)] if number.isdecimal() and int(number) < len(self._texts) else ""
