"""Workbooks (xlsx) → grids, opened as attachments are: within bounds, nothing run, nothing fetched."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import islice
from xml.etree.ElementTree import Element

from disclosure.attachments.excel import column_of, hidden_columns, is_hidden, letter, rows_of
from disclosure.attachments.facts import Source
from disclosure.attachments.package import Package, opened
from disclosure.attachments.workbook import Sheet, shared_strings, sheets_of
from disclosure.importing.ratings.grid import CellSpot, Grid, GridCell
from disclosure.reading.bounds import CELLS
from disclosure.reading.xml_text import local

_PERCENT_FORMATS = {"9": 0, "10": 2}  # number of a built-in format → decimals
_DAY_FORMATS = {str(number) for number in (*range(14, 23), *range(27, 37), *range(50, 59))}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_STATES = {"hidden", "veryHidden"}
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_HIGHEST, _WIDEST = 60, 200  # rows and columns of merged areas that matter: those of heads
_FIRST_DAY = date(1899, 12, 30)
_NO_RESULT = "公式没有算出结果"
_LISTED = 3  # hidden cells that are named
_AREAS = 2_000  # merged areas that are looked at; heads have few


class Workbook:
    """What all sheets of an opened workbook share."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._strings = shared_strings(package)
        self._percent, self._days = _formats(package)

    def grids(self) -> Iterator[Grid]:
        """Each sheet with cells; a hidden one only says that it is hidden."""
        for sheet in sheets_of(self._package):
            if sheet.part.startswith("xl/worksheets/"):
                yield self._grid(sheet, self._package.tree(sheet.part))

    def _grid(self, sheet: Sheet, root: Element) -> Grid:
        cells: dict[CellSpot, GridCell] = {}
        rows: set[int] = set()
        number = 0
        for row in rows_of(root):
            number = int(row.get("r") or number + 1)
            rows |= {number} if is_hidden(row) else set()
            column = 0
            for element in row:
                column = column_of(element.get("r", "")) or column + 1
                cell = self._cell(element)
                if cell.text.strip() or cell.fault:
                    cells[number, column] = cell
        hidden = tuple(_hidden(sheet, cells, hidden_columns(root), rows))
        return Grid(sheet.title, cells, _merged(root), hidden)

    def _cell(self, element: Element) -> GridCell:
        kind, style = element.get("t", "n"), element.get("s", "0")
        parts = {local(part.tag): part for part in element}
        value = parts["v"].text or "" if "v" in parts else ""
        if kind == "inlineStr":
            texts = (part.text or "" for part in element.iter() if local(part.tag) == "t")
            return GridCell("".join(texts))
        if not value:
            return GridCell("", fault=_NO_RESULT) if "f" in parts else GridCell("")
        if kind == "s":
            number = int(value) if value.isdecimal() else -1
            return GridCell(self._strings[number] if 0 <= number < len(self._strings) else "")
        if kind == "e":
            return GridCell(value, fault=f"写的是错误 {value}")
        if kind != "n":
            return GridCell(value)
        text = _written(value, is_day=style in self._days)
        return GridCell(text, as_percent=style in self._percent, decimals=self._percent.get(style, 0))


def workbook_grids(source: Source) -> list[Grid]:
    """The sheets of a workbook; raises Unreadable."""
    with opened(source, CELLS) as package:
        return list(Workbook(package).grids())


def _written(value: str, *, is_day: bool) -> str:
    """A number as people write it: no exponent, no ``.0``; a day as 2025-03-01."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 20:
        return value
    if is_day and 20_000 < number < 80_000:
        return (_FIRST_DAY + timedelta(days=int(number))).isoformat()
    return str(int(number)) if number == number.to_integral_value() else f"{number:f}"


def _formats(package: Package) -> tuple[dict[str, int], set[str]]:
    """The numbers of the cell formats that show a percentage, with its decimals, and of those that show a day."""
    if "xl/styles.xml" not in package.parts:
        return {}, set()
    root = package.tree("xl/styles.xml")
    codes = {
        element.get("numFmtId", ""): _LITERAL.sub("", element.get("formatCode", ""))
        for element in root.iter()
        if local(element.tag) == "numFmt"
    }
    percent = _PERCENT_FORMATS | {number: _decimals(code) for number, code in codes.items() if "%" in code}
    days = _DAY_FORMATS | {number for number, code in codes.items() if re.search("[yY]|[mM].*[dD]", code)}
    formats = next((element for element in root if local(element.tag) == "cellXfs"), ())
    numbered = [(str(at), element.get("numFmtId", "0")) for at, element in enumerate(formats)]
    shown = {at: percent[number] for at, number in numbered if number in percent}
    return shown, {at for at, number in numbered if number in days}


def _decimals(code: str) -> int:
    found = re.search(r"[.]([0#?]+)[^;]*%", code)
    return len(found[1]) if found is not None else 0


def _merged(root: Element) -> dict[CellSpot, CellSpot]:
    found: dict[CellSpot, CellSpot] = {}
    merges = (element for element in root.iter() if local(element.tag) == "mergeCell")
    for element in islice(merges, _AREAS):
        area = _AREA.fullmatch(element.get("ref", ""))
        if area is not None:
            left, top, right, bottom = column_of(area[1]), int(area[2]), column_of(area[3]), int(area[4])
            for row in range(top, min(bottom, _HIGHEST) + 1):
                for column in range(left, min(right, _WIDEST) + 1):
                    found.setdefault((row, column), (top, left))
    return found


def _hidden(sheet: Sheet, cells: dict[CellSpot, GridCell], columns: set[int], rows: set[int]) -> Iterator[str]:
    """What is hidden and has something in it, in words."""
    if sheet.state in _STATES and cells:
        yield f"工作表“{sheet.title}”是隐藏的"
    filled_in: dict[int, list[int]] = defaultdict(list)
    for row, column in cells:
        filled_in[column].append(row)
    for column in sorted(columns & filled_in.keys()):
        filled, name = filled_in[column], letter(column)
        yield f"工作表“{sheet.title}”{name} 列是隐藏的（{name}{min(filled)}–{name}{max(filled)} 有内容）"
    filled_rows = sorted(rows & {row for row, _ in cells})
    if filled_rows:
        listed = "、".join(map(str, filled_rows[:_LISTED]))
        more = f"等 {len(filled_rows)} 行" if len(filled_rows) > _LISTED else "行"
        yield f"工作表“{sheet.title}”第 {listed} {more}是隐藏的"
