"""Workbooks (xlsx) → grids, opened as attachments are: within bounds, nothing run, nothing fetched."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import islice
from xml.etree.ElementTree import Element

from disclosure.attachments.excel import column_of, hidden_columns, hidden_formats, is_hidden, letter, rows_of
from disclosure.attachments.facts import Source
from disclosure.attachments.package import Package, opened
from disclosure.attachments.workbook import BOOK, STRINGS, Sheet, sheets_of
from disclosure.expressions import expression
from disclosure.importing.grid import CellSpot, Grid, GridCell
from disclosure.importing.number_formats import code_of, shown_number
from disclosure.importing.symbol_fonts import as_shown
from disclosure.reading.bounds import CELLS, TOO_MUCH, Unreadable
from disclosure.reading.xml_text import local

_PERCENT_FORMATS = {"9": 0, "10": 2}  # number of a built-in format → decimals
_DAY_FORMATS = {str(number) for number in (*range(14, 23), *range(27, 37), *range(50, 59))}
_LITERAL = expression(r'"[^"]*"|\\.|\[[^\]]*\]')
_STATES = {"hidden", "veryHidden"}
_AREA = expression(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_COVERED = 400_000  # cells of merged areas that have something beside them
_FIRST_DAY = date(1899, 12, 30)
_NO_RESULT = "公式没有算出结果"
_LISTED = 3  # hidden cells that are named
_AREAS = 20_000  # merged areas of a sheet that are looked at
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF"})
_ESCAPED = expression("_x000[Dd]_\n?")  # how Excel writes a line break of old programs
Runs = tuple[tuple[str, str], ...]  # the pieces of a text, each with the font that it names; "" for that of the cell


class Workbook:
    """What all sheets of an opened workbook share."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._strings = _shared(package.tree(STRINGS)) if STRINGS in package.parts else []
        self._known: dict[tuple[int, str], str] = {}  # shared texts as they look in a font, each made once
        self._percent, self._days = _formats(package)
        self._codes, self._from_1904 = _codes(package), _counts_from_1904(package)
        self._fonts = _fonts(package)
        self._unseen = hidden_formats(package) | _white_formats(package)

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
        columns = hidden_columns(root)
        hidden = tuple(_hidden(sheet, cells, columns, rows))
        is_hidden_sheet = sheet.state in _STATES
        return Grid(
            sheet.title, cells, _merged(root, cells), hidden, is_hidden_sheet, frozenset(rows), frozenset(columns)
        )

    def _cell(self, element: Element) -> GridCell:
        kind, style = element.get("t", "n"), element.get("s", "0")
        parts = {local(part.tag): part for part in element}
        value = parts["v"].text or "" if "v" in parts else ""
        if kind == "inlineStr":
            return self._worded(_runs(parts["is"]) if "is" in parts else (), style)
        if not value:
            return GridCell("", fault=_NO_RESULT) if "f" in parts else GridCell("")
        if kind == "s":
            number = int(value) if value.isdecimal() else -1
            return GridCell(self._shared_text(number, style), is_unseen=style in self._unseen)
        if kind == "e":
            return GridCell(value, fault=f"写的是错误 {value}")
        if kind == "b":
            return GridCell(value, is_unseen=style in self._unseen, shown="TRUE" if value == "1" else "FALSE")
        if kind != "n":
            return self._worded((("", value),), style)
        text = _written(value, is_day=style in self._days)
        shown = shown_number(value, self._codes.get(style, ""), from_1904=self._from_1904)
        percent, decimals = style in self._percent, self._percent.get(style, 0)
        return GridCell(text, percent, decimals, is_unseen=style in self._unseen, shown=shown)

    def _shared_text(self, number: int, style: str) -> str:
        if not 0 <= number < len(self._strings):
            return ""
        key = (number, self._fonts.get(style, ""))
        if key not in self._known:
            self._known[key] = self._worded(self._strings[number], style).text
        return self._known[key]

    def _worded(self, runs: Runs, style: str) -> GridCell:
        """A cell with words, in which letters of fonts that have no letters stand for what they show."""
        own = self._fonts.get(style, "")
        text = "".join(as_shown(piece, font or own) for font, piece in runs)
        return GridCell(_ESCAPED.sub("\n", text), is_unseen=style in self._unseen)


def workbook_grids(source: Source) -> list[Grid]:
    """The sheets of a workbook; raises Unreadable."""
    with opened(source, CELLS) as package:
        return list(Workbook(package).grids())


def _white_formats(package: Package) -> set[str]:
    """The numbers of the cell formats with white letters and nothing behind them: nobody sees what is written so."""
    if "xl/styles.xml" not in package.parts:
        return set()
    holders = {local(element.tag): list(element) for element in package.tree("xl/styles.xml")}
    white = {str(at) for at, font in enumerate(holders.get("fonts", ())) if any(map(_is_white, font))}
    bare = {
        str(at)
        for at, fill in enumerate(holders.get("fills", ()))
        if all(part.get("patternType", "none") == "none" for part in fill if local(part.tag) == "patternFill")
        and not any(local(part.tag) == "gradientFill" for part in fill)
    }
    formats = [(element.get("fontId", "0"), element.get("fillId", "0")) for element in holders.get("cellXfs", ())]
    return {str(at) for at, (font, fill) in enumerate(formats) if font in white and fill in bare}


def _is_white(part: Element) -> bool:
    return local(part.tag) == "color" and (part.get("rgb", "").upper() in _WHITE or part.get("theme") == "0")


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


def _codes(package: Package) -> dict[str, str]:
    """The codes of the number formats by the numbers of the cell formats."""
    if "xl/styles.xml" not in package.parts:
        return {}
    root = package.tree("xl/styles.xml")
    own = {
        element.get("numFmtId", ""): element.get("formatCode", "")
        for element in root.iter()
        if local(element.tag) == "numFmt"
    }
    formats = next((element for element in root if local(element.tag) == "cellXfs"), ())
    return {str(at): code_of(element.get("numFmtId", "0"), own) for at, element in enumerate(formats)}


def _counts_from_1904(package: Package) -> bool:
    """Whether day 0 is the first of 1904, as in workbooks of old Macs."""
    root = package.tree(BOOK) if BOOK in package.parts else ()
    return any(local(element.tag) == "workbookPr" and element.get("date1904") in ("1", "true") for element in root)


def _decimals(code: str) -> int:
    found = re.search(r"[.]([0#?]+)[^;]*%", code)
    return len(found[1]) if found is not None else 0


def _merged(root: Element, cells: Iterable[CellSpot]) -> dict[CellSpot, CellSpot]:
    """From each cell of a merged area to its first one, as far as the rows and columns go in which something stands."""
    spots = list(cells)
    rows, columns = sorted({row for row, _ in spots}), sorted({column for _, column in spots})
    found: dict[CellSpot, CellSpot] = {}
    merges = (element for element in root.iter() if local(element.tag) == "mergeCell")
    for element in islice(merges, _AREAS):
        area = _AREA.fullmatch(element.get("ref", ""))
        if area is not None:
            left, top, right, bottom = column_of(area[1]), int(area[2]), column_of(area[3]), int(area[4])
            last = min(right, columns[-1] if columns else 0)
            covered = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
            if len(found) + len(covered) * max(0, last - left + 1) > _COVERED:
                raise Unreadable(TOO_MUCH)
            for row in covered:
                for column in range(left, last + 1):
                    found.setdefault((row, column), (top, left))
    return found


def _shared(root: Element) -> list[Runs]:
    return [_runs(item) for item in root if local(item.tag) == "si"]


def _runs(item: Element) -> Runs:
    """The pieces of a text with their fonts; phonetic readings are no part of it."""
    found: list[tuple[str, str]] = []
    for element in item:
        name = local(element.tag)
        if name == "t":
            found.append(("", element.text or ""))
        elif name == "r":
            font = next((part.get("val", "") for part in element.iter() if local(part.tag) == "rFont"), "")
            found += [(font, part.text or "") for part in element if local(part.tag) == "t"]
    return tuple(found)


def _fonts(package: Package) -> dict[str, str]:
    """The fonts of the cell formats, by the number of the format."""
    if "xl/styles.xml" not in package.parts:
        return {}
    holders = {local(element.tag): element for element in package.tree("xl/styles.xml")}
    names = [
        next((part.get("val", "") for part in font if local(part.tag) == "name"), "")
        for font in holders.get("fonts", ())
    ]
    found: dict[str, str] = {}
    for at, element in enumerate(holders.get("cellXfs", ())):
        number = element.get("fontId", "0")
        found[str(at)] = names[int(number)] if number.isdecimal() and int(number) < len(names) else ""
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
