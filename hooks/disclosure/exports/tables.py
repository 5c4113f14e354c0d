"""A table in the forms in which it is given: CSV, XLSX and JSON. The same rows give the same bytes on any day."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from disclosure.exports.cells import CellValue, cell_of, plain, written
from disclosure.exports.rows import DataRow, is_address

_CREATED = datetime(2025, 1, 1)  # an Excel file says when it was made: always the same, or no two were alike
_SAMPLE = 100  # rows by which the width of a column is told
_LONGEST = 32_767  # characters that Excel takes in a cell


@dataclass(frozen=True)
class DataTable:
    """Rows of one kind. ``about`` are the words and their values that say whose they are and where they come from."""

    title: str
    row: type[DataRow]
    rows: Sequence[DataRow]
    about: tuple[tuple[str, str], ...]

    @property
    def heads(self) -> list[str]:
        """The heads of the columns, in the order of the fields."""
        return [info.title or name for name, info in self.row.model_fields.items()]

    @property
    def cells(self) -> list[list[CellValue | None]]:
        """The cells of each row."""
        names = list(self.row.model_fields)
        return [[cell_of(getattr(row, name)) for name in names] for row in self.rows]


def csv_bytes(table: DataTable) -> bytes:
    """RFC 4180 in UTF-8, with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(table.heads)
    writer.writerows([written(cell) for cell in row] for row in table.cells)
    return text.getvalue().encode("utf-8-sig")


def json_bytes(table: DataTable, head: dict[str, str]) -> bytes:
    """The rows under the English names of their fields, one a line, below what ``head`` says of them all."""
    lines = [json.dumps(plain(dict(row)), ensure_ascii=False) for row in table.rows]
    start = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    rows = ",\n".join(f"  {line}" for line in lines)
    return f'{start},\n "rows": [\n{rows}\n ]\n}}\n'.encode()


def xlsx_bytes(table: DataTable) -> bytes:
    """A workbook: the rows, and a sheet that says what they are. Texts stay texts, whatever they begin with."""
    from xlsxwriter import Workbook  # here, since reading it takes half as long as a command may take to start

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, options) as book:
        book.set_properties({"title": table.title, "created": _CREATED})
        _fill(book, book.add_worksheet("数据"), table)
        _explain(book, book.add_worksheet("说明"), table)
    return target.getvalue()


def _fill(book: Any, sheet: Any, table: DataTable) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    kept = book.add_format({"text_wrap": True, "valign": "top"})
    put = _putters(book, sheet, kept)
    addresses = {column for column, info in enumerate(table.row.model_fields.values()) if is_address(info)}
    cells = table.cells
    for column, title in enumerate(table.heads):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, _width([title, *(row[column] for row in cells[:_SAMPLE])]))
    for number, row in enumerate(cells, 1):
        for column, cell in enumerate(row):
            if column in addresses:
                sheet.write_url(number, column, cell)
            elif cell is not None:
                put[type(cell)](number, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(cells), len(table.heads) - 1)


def _putters(book: Any, sheet: Any, kept: Any) -> dict[type, Callable[[int, int, Any], object]]:
    """How a cell of each type is written."""
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"})
    number = book.add_format({"valign": "top"})
    return {
        str: lambda row, column, cell: sheet.write_string(row, column, cell[:_LONGEST], kept),
        int: lambda row, column, cell: sheet.write_number(row, column, cell, number),
        float: lambda row, column, cell: sheet.write_number(row, column, cell, number),
        date: lambda row, column, cell: sheet.write_datetime(row, column, cell, day),
        datetime: lambda row, column, cell: sheet.write_datetime(row, column, cell, moment),
    }


def _explain(book: Any, sheet: Any, table: DataTable) -> None:
    head = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    fields = [(info.title or name, info.description or "") for name, info in table.row.model_fields.items()]
    for number, (name, words) in enumerate((("名称", table.title), *table.about, ("各栏的意思", ""), *fields)):
        sheet.write_string(number, 0, name, head)
        sheet.write_string(number, 1, words[:_LONGEST], text)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 80)


def _width(cells: Sequence[CellValue | None]) -> int:
    """The width of a column in characters, of which a Chinese one takes two; no wider than is read with ease."""
    widest = max((_extent(cell) for cell in cells if cell is not None), default=0)
    return min(48, max(8, widest + 2))


def _extent(cell: CellValue) -> int:
    text = cell if isinstance(cell, str) else str(cell)[:16]
    return sum(2 if char > "\u2e80" else 1 for char in text[:48])
