"""An annual report to take along: the whole of it as a Word file in the official form, and its tables as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from disclosure.annual.report import completed
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.public import is_public
from disclosure.pages.report_layout import FormTable, layouts
from disclosure.pages.site import Site
from disclosure.reading import blocks
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.documents import Document

_CREATED = datetime(2025, 1, 1)  # an Excel file says when it was made: always the same, or no two were alike
_LINE = 16  # the height of a line in points
_SHEETS = {blocks.DISCLOSED: "主动公开", blocks.REQUESTS: "申请", blocks.APPEALS: "复议诉讼"}


@site_assets
def annual_reports(site: Site) -> Iterator[Asset]:
    """Two files for each report whose numbers are on record."""
    for record in site.register.all(AnnualFigures):
        report = site.register.get(record.report, Document)
        if report is not None and is_public(report):
            yield Asset(addresses.paper_data_address(report.id, "docx"), partial(report_word, record, report, site))
            yield Asset(addresses.paper_data_address(report.id, "xlsx"), partial(report_sheet, record, report, site))


def report_word(record: AnnualFigures, report: Document, site: Site) -> bytes:
    """The report as a Word file. The same records give the same bytes."""
    from disclosure.exports.papers.annual_word import annual_word

    return annual_word(record, report, site)


def report_sheet(record: AnnualFigures, report: Document, site: Site) -> bytes:
    """The tables of the report as a workbook, a sheet each, merged as the form merges them."""
    from xlsxwriter import Workbook  # here, since reading it takes half as long as a command may take to start

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, options) as book:
        book.set_properties({"title": report.title, "author": report.issuer, "created": _CREATED})
        for name, layout in layouts(completed(record, site.register)).items():
            _fill(book, book.add_worksheet(_SHEETS[name]), layout, report.title)
    return target.getvalue()


def _fill(book: Any, sheet: Any, layout: FormTable, title: str) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1})
    cell = book.add_format({"align": "center", "valign": "vcenter", "border": 1})
    rows, columns = layout.size
    sheet.merge_range(
        0, 0, 0, columns - 1, f"{title}：{layout.title}", book.add_format({"bold": True, "text_wrap": True})
    )
    for square in layout.squares:
        value = square.words if square.number is None else square.number
        how = head if square.is_head else cell
        top, left = square.row + 1, square.column
        if square.rows > 1 or square.columns > 1:
            sheet.merge_range(top, left, top + square.rows - 1, left + square.columns - 1, "", how)
        _write(sheet, top, left, value, how)
    widths = [max(9, _width(layout, column)) for column in range(columns)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row in range(rows):
        sheet.set_row(row + 1, _LINE * _lines(layout, row, widths))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write(sheet: Any, row: int, column: int, value: str | int | Decimal, how: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value, how)
    else:
        sheet.write_number(row, column, value, how)


def _lines(layout: FormTable, row: int, widths: list[int]) -> int:
    """How many lines the longest text of a row takes; a Chinese character is as wide as two letters."""
    squares = (square for square in layout.squares if square.row == row and square.rows == 1)
    rooms = ((square, sum(widths[square.column : square.column + square.columns]) - 1) for square in squares)
    return max((-(-2 * len(square.words) // room) for square, room in rooms), default=1)


def _width(layout: FormTable, column: int) -> int:
    """As wide as the longest head that stands in this column alone, but for what is to be wrapped."""
    alone = (square for square in layout.squares if square.column == column and square.columns == 1)
    return max((min(48, 2 * len(square.words) + 2) for square in alone), default=9)
