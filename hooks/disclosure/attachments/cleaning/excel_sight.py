"""What of a workbook is certainly hidden. What something visible is drawn from, or may show by itself, is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from disclosure.attachments.cleaning.parts import Parts
from disclosure.attachments.excel import column_of, rows_of
from disclosure.attachments.workbook import BOOK, Sheet
from disclosure.expressions import expression
from disclosure.reading.xml_text import local, xml_text, xml_tree

Range = tuple[int, int, int, int]  # first column, first row, last column, last row

_REFERENCE = expression(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_COLUMNS = expression(r"\$?\b([A-Z]{1,3}):\$?([A-Z]{1,3})\b")
_FORMULAS = {"formula", "formula1", "formula2", "f"}
_ON = ("1", "true")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_CHARTS = expression(r"^xl/charts/chart[^/]*\.xml$", re.IGNORECASE)


@dataclass
class SheetSight:
    """The cells of a sheet that nobody sees, and the texts of formulas that do not stand in cells."""

    root: Element
    gone: set[Element] = field(default_factory=set)  # cells
    formulas: list[str] = field(default_factory=list)


def sheet_sight(parts: Parts, sheet: Sheet, formats: dict[str, str], charts: list[str]) -> SheetSight:
    """What is certainly hidden in a sheet; ``formats`` are the numbers of formats that show nothing, with their codes.

    ``charts`` are the places that charts are drawn from even where they are hidden.
    """
    root = xml_tree(xml_text(parts.contents[sheet.part]))
    sight = SheetSight(root)
    sight.formulas = [
        element.text or ""
        for holder in root
        if local(holder.tag) != "sheetData"
        for element in holder.iter()
        if local(element.tag) in _FORMULAS
    ]
    columns, rows = _hidden_columns(root), _hidden_rows(root)
    painted = [item for text in _attributes(root, "conditionalFormatting", "sqref") for item in ranges(text)]
    used = [item for text in (*sight.formulas, *charts) for item in ranges(text)]
    if any(_touches(item, columns, rows) for item in (*painted, *used)):
        columns, rows = set(), set()
    kept = _kept_cells(parts, sheet, root, columns, rows)
    for number, row in enumerate(rows_of(root), 1):
        line = int(row.get("r") or number)
        for position, cell in enumerate(row, 1):
            place = column_of(cell.get("r", "")) or position, line
            unseen = place[0] in columns or line in rows
            if not unseen:
                unseen = _shows_nothing(cell, formats) and not any(_holds(item, place) for item in (*painted, *used))
            if unseen and place not in kept:
                sight.gone.add(cell)
    return sight


def chart_formulas(parts: Parts) -> tuple[list[str], list[str]]:
    """The places that charts are drawn from: of all charts, and of those that draw hidden cells too."""
    every, hidden = [], []
    for part in parts.contents:
        if _CHARTS.match(part):
            root = xml_tree(xml_text(parts.contents[part]))
            texts = [element.text or "" for element in root.iter() if local(element.tag) == "f"]
            every += texts
            only = [element.get("val", "1") for element in root.iter() if local(element.tag) == "plotVisOnly"]
            if not only or only[0] not in _ON:
                hidden += texts
    return every, hidden


def doubtful_sheets(parts: Parts, sheets: list[Sheet], formulas: list[str]) -> set[str]:
    """The titles of hidden sheets that charts, lists to choose from or colours of visible sheets are made of."""
    names = {
        element.get("name", ""): element.text or ""
        for element in xml_tree(xml_text(parts.contents[BOOK])).iter()
        if local(element.tag) == "definedName"
    }
    words = set(re.findall(r"[^\W\d][\w.]*", " ".join(formulas)))
    texts = [*formulas, *(text for name, text in names.items() if name in words)]
    hidden = [sheet.title for sheet in sheets if is_hidden_sheet(sheet)]
    return {title for title in hidden if any(mentions(text, title) for text in texts)}


def is_hidden_sheet(sheet: Sheet) -> bool:
    """Whether a sheet is hidden; any other state is shown."""
    return sheet.state in ("hidden", "veryHidden")


def mentions(formula: str, title: str) -> bool:
    """Whether a formula speaks of a sheet."""
    quoted = title.replace("'", "''")
    return f"{title}!" in formula or f"'{quoted}'!" in formula


def ranges(text: str) -> Iterator[Range]:
    """The places that a text names, without regard to their sheets."""
    for match in _REFERENCE.finditer(text):
        first, row = column_of(match[1]), int(match[2])
        last, end = column_of(match[3] or ""), int(match[4] or 0)
        yield (first, row, last or first, end or row)
    for match in _COLUMNS.finditer(text):
        yield (column_of(match[1]), 1, column_of(match[2]), _LAST_ROW)


def _touches(place: Range, columns: set[int], rows: set[int]) -> bool:
    across = any(place[0] <= column <= place[2] for column in columns)
    return across or any(place[1] <= row <= place[3] for row in rows)


def _holds(place: Range, cell: tuple[int, int]) -> bool:
    return place[0] <= cell[0] <= place[2] and place[1] <= cell[1] <= place[3]


def _hidden_columns(root: Element) -> set[int]:
    """The columns of which nothing is seen, and which no sign invites to open."""
    found: set[int] = set()
    for element in root.iter():
        if local(element.tag) == "col" and (element.get("hidden") in _ON or element.get("width") == "0"):
            first, last = (int(element.get(key, "0") or 0) for key in ("min", "max"))
            if element.get("outlineLevel", "0") == "0":
                found |= set(range(first, min(last, _LAST_COLUMN) + 1))
    return found


def _hidden_rows(root: Element) -> set[int]:
    found: set[int] = set()
    for number, row in enumerate(rows_of(root), 1):
        flat = row.get("customHeight") in _ON and row.get("ht") == "0"
        if (row.get("hidden") in _ON or flat) and row.get("outlineLevel", "0") == "0":
            found.add(int(row.get("r") or number))
    return found


def _kept_cells(parts: Parts, sheet: Sheet, root: Element, columns: set[int], rows: set[int]) -> set[tuple[int, int]]:
    """Hidden cells that something visible needs: the first of merged ones, the headings of tables."""
    kept: set[tuple[int, int]] = set()
    for left, top, right, bottom in (item for text in _attributes(root, "mergeCell", "ref") for item in ranges(text)):
        wide = any(column not in columns for column in range(left, min(right, left + 500) + 1))
        if wide and any(row not in rows for row in range(top, min(bottom, top + 5000) + 1)):
            kept.add((left, top))
    for _, kind, target in parts.relationships(sheet.part):
        if kind == "table" and target in parts.contents:
            for left, top, right, _ in ranges(xml_tree(xml_text(parts.contents[target])).get("ref", "")):
                kept |= {(column, top) for column in range(left, min(right, _LAST_COLUMN) + 1)}
    return kept


def _shows_nothing(cell: Element, formats: dict[str, str]) -> bool:
    code = formats.get(cell.get("s", ""), "")
    is_number = cell.get("t", "n") == "n"
    return code == ";;;" or (code == ";;" and is_number)


def _attributes(root: Element, name: str, key: str) -> Iterator[str]:
    for element in root.iter():
        if local(element.tag) == name:
            yield element.get(key, "")
        elif name == "conditionalFormatting" and local(element.tag) == "sqref":
            yield element.text or ""
