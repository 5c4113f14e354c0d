"""The official tables of an annual report as squares of a grid, merged as the form merges them: for Word and Excel.

Table two is one table of four blocks under one another, as the form has it; the pages draw each block by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from disclosure.pages.report_tables import Head, TableView, views
from disclosure.reading import blocks
from disclosure.records.annual_figures import AnnualFigures


@dataclass(frozen=True, slots=True)
class Square:
    """What stands in one cell, and how many rows and columns it takes from its place on.

    ``number`` is its value where it has one, ``spot`` its row and column among the figures; a head has neither.
    """

    row: int
    column: int
    rows: int
    columns: int
    words: str
    number: int | Decimal | None = None
    is_head: bool = False
    spot: tuple[str, str] | None = None


@dataclass(frozen=True)
class FormTable:
    """A table of the form: its title, its squares row by row, and how many rows of heads stand over all of them."""

    title: str
    squares: tuple[Square, ...]
    head_rows: int = 0

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and columns it has."""
        rows = max(square.row + square.rows for square in self.squares)
        return rows, max(square.column + square.columns for square in self.squares)


def layouts(figures: AnnualFigures) -> dict[str, FormTable]:
    """The three tables of the form, by the names of their blocks."""
    return {
        blocks.DISCLOSED: _stacked(list(views(blocks.DISCLOSED, figures))),
        **{name: _alone(next(views(name, figures))) for name in (blocks.REQUESTS, blocks.APPEALS)},
    }


def _alone(view: TableView) -> FormTable:
    return FormTable(view.title, tuple(_squares(view)), len(view.column_heads))


def _stacked(tables: Sequence[TableView]) -> FormTable:
    """Tables under one another, each under its title, all as wide as the widest."""
    width = max(_alone(view).size[1] for view in tables)
    found: list[Square] = []
    top = 0
    for view in tables:
        found.append(Square(top, 0, 1, width, view.title, is_head=True))
        squares = [replace(square, row=square.row + top + 1) for square in _squares(view)]
        found += [_widened(square, _alone(view).size[1], width) for square in squares]
        top = max(square.row + square.rows for square in found)
    return FormTable("主动公开政府信息情况", tuple(found))


def _widened(square: Square, from_width: int, width: int) -> Square:
    """A square of the last column takes what is left of a wider table."""
    is_last = square.column + square.columns == from_width
    return replace(square, columns=square.columns + width - from_width) if is_last else square


def _squares(view: TableView) -> Iterator[Square]:
    depth, levels = view.depth, len(view.column_heads)
    if depth:
        yield Square(0, 0, levels, depth, view.corner, is_head=True)
    yield from _column_heads(view.column_heads, depth)
    for number, row in enumerate(view.rows):
        place = depth - sum(head.levels for head in row.heads)
        for head in row.heads:
            yield Square(levels + number, place, head.lines, head.levels, head.words, is_head=True)
            place += head.levels
        for column, cell in enumerate(row.cells, depth):
            yield Square(levels + number, column, 1, 1, cell.shown, cell.number, spot=cell.spot)


def _column_heads(levels: Sequence[Sequence[Head]], depth: int) -> Iterator[Square]:
    """The heads from above; one that takes several levels leaves no room below it."""
    taken: set[tuple[int, int]] = set()
    for level, heads in enumerate(levels):
        column = depth
        for head in heads:
            while (level, column) in taken:
                column += 1
            yield Square(level, column, head.levels, head.lines, head.words, is_head=True)
            taken |= {(level + down, column + right) for down in range(head.levels) for right in range(head.lines)}
            column += head.lines
