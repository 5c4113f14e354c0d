"""A figure's place in the official tables: table, row and column, and what each of them is called."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from disclosure.expressions import expression
from disclosure.records.report_tables import TABLES, ReportTable

_ASIDE = expression(r"（[^（）]{6,}）$")
_LONGEST = 24  # characters of a label that are told
_NUMBERS = {"disclosed": "二", "requests": "三", "appeals": "四"}


class FigureSpot(NamedTuple):
    """A cell by the names of its part of the record, its row and its column."""

    part: str
    row: str
    column: str

    def __str__(self) -> str:
        """The cell in words: 表三第3行“（一）予以公开”的“总计”."""
        return f"{row_words(self.part, self.row)}的“{column_words(self.part, self.row, self.column)}”"


Figures = Mapping[FigureSpot, Decimal | None]  # what is missing or ``None`` is not known


@cache
def table_of(part: str, row: str) -> ReportTable:
    """The table in which a row stands."""
    return next(
        table for table in TABLES if table.part == part and row in table.model.model_fields and _has(table, row)
    )


def _has(table: ReportTable, row: str) -> bool:
    return any(line.key == row for line in table.row_lines)


@cache
def spots(part: str) -> tuple[FigureSpot, ...]:
    """All cells of a part, row by row."""
    return tuple(
        FigureSpot(part, row.key, column.key)
        for table in TABLES
        if table.part == part
        for row in table.row_lines
        for column in table.column_lines
    )


@cache
def row_number(part: str, row: str) -> int:
    """The number of a row among all rows of its part, from 1."""
    return 1 + [line.key for table in TABLES if table.part == part for line in table.row_lines].index(row)


def part_words(part: str) -> str:
    """What a part is called: 表三."""
    return f"表{_NUMBERS[part]}"


@cache
def row_words(part: str, row: str) -> str:
    """A row by its table, its number where there are many, and its label."""
    table = table_of(part, row)
    number = f"第 {row_number(part, row)} 行" if part == "requests" else ""
    return f"{part_words(part)}{number}“{short(table.words(row))}”"


@cache
def column_words(part: str, row: str, column: str) -> str:
    """What the column of a cell is called."""
    table = table_of(part, row)
    return table.row.model_fields[column].title or column


def short(label: str) -> str:
    """A label without what it explains in brackets."""
    words = _ASIDE.sub("", label)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
