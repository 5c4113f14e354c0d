"""Tables that stand side by side in one grid, and tables that only lay others out: each is a table of its own.

Two tables with an empty column between are told from one with a column that nobody filled in by what only two have:
the same first head on both sides, a title above each, one side that begins or ends some rows before the other, or more
tables below each other on one side. Where nothing tells, it stays one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from disclosure.importing.word.paper import WordBlock, WordCell, WordParagraph, WordTable

_APART = 2  # rows by which one side is longer than the other that has nothing to do with it
_MOST = 200_000  # places of a table that is looked through: a file may tell of more than anybody sees
_LEAST = 2  # columns of a table: beside one alone stands what is to be filled in
_Spot = tuple[int, int]  # row and column, from 0


class SideBySide(NamedTuple):
    """What a table is: itself, or the tables in it with their titles; whether it may be several, which nothing tells.

    ``gaps`` are its columns in which nothing stands, but for those at its ends.
    """

    blocks: list[WordBlock]
    is_doubtful: bool = False
    gaps: tuple[int, ...] = ()


def laid_out(table: WordTable) -> list[WordBlock]:
    """What readers take for blocks of their own in a table: what it only lays out, else the tables side by side."""
    if not _is_layout(table):
        return side_by_side(table).blocks
    return [block for row in table.rows for cell in row for block in cell.blocks if not _is_empty(block)]


def side_by_side(table: WordTable) -> SideBySide:
    """The tables side by side in one, from the left to the right, each with its title and its notes."""
    if sum(cell.across * cell.down for row in table.rows for cell in row) > _MOST:
        return SideBySide([table])
    grid = _TableGrid(table)
    top, bottom = _edge(grid, range(grid.height)), _edge(grid, range(grid.height)[::-1])
    rows = range(top, grid.height - bottom)
    sides, gaps = grid.sides(rows)
    if len(sides) < 2:
        return SideBySide([table])
    parts = [_Side(grid, rows, side) for side in sides]
    if not all(one.is_apart(other) for one, other in pairwise(parts)):
        return SideBySide([table], any(one.may_be_apart(other) for one, other in pairwise(parts)), gaps)
    blocks = [*grid.told(range(top)), *(block for part in parts for block in part.blocks())]
    return SideBySide([*blocks, *grid.told(range(rows.stop, grid.height))], gaps=gaps)


def _is_layout(table: WordTable) -> bool:
    """Whether nothing stands in it but tables, and lines that go over a whole row."""
    rows = [[cell for cell in row if _has_text(cell)] for row in table.rows]
    holds = [[any(isinstance(block, WordTable) for block in cell.blocks) for cell in row] for row in rows]
    return any(any(row) for row in holds) and all(all(row) or len(row) == 1 for row in holds)


def _edge(grid: _TableGrid, rows: Sequence[int]) -> int:
    """How many rows at this end say one thing over the whole width."""
    flat = (grid.lone(row, range(grid.width)) is not None and grid.is_wide(row) for row in rows)
    return next((number for number, is_flat in enumerate(flat) if not is_flat), 0)


class _TableGrid:
    """The cells of a table by their places, each at all that it goes over."""

    def __init__(self, table: WordTable) -> None:
        self.table, self.height = table, len(table.rows)
        self.at: dict[_Spot, WordCell] = {}
        self.first: dict[int, _Spot] = {}
        for number, row in enumerate(table.rows):
            column = 0
            for cell in row:
                while (number, column) in self.at:
                    column += 1
                self._place(cell, number, column)
                column += cell.across
        self.width = 1 + max((column for _, column in self.at), default=-1)

    def _place(self, cell: WordCell, row: int, column: int) -> None:
        self.first[id(cell)] = row, column
        for down in range(min(cell.down, self.height - row)):
            for across in range(cell.across):
                self.at.setdefault((row + down, column + across), cell)

    def texts(self, row: int, columns: range) -> list[WordCell]:
        """The cells of a row that say anything, each once."""
        found = {id(cell): cell for column in columns if (cell := self.at.get((row, column))) and _has_text(cell)}
        return [*found.values()]

    def lone(self, row: int, columns: range) -> WordCell | None:
        """The only cell of a row that says anything, if it stands at its beginning and in this row only."""
        texts = self.texts(row, columns)
        is_lone = len(texts) == 1 and texts[0].down == 1 and self.at.get((row, columns.start)) is texts[0]
        return texts[0] if is_lone and len(columns) > 1 else None

    def is_wide(self, row: int) -> bool:
        """Whether the first cell of a row goes over the whole width."""
        cell = self.at.get((row, 0))
        return cell is not None and cell.across >= self.width

    def told(self, rows: range) -> Iterator[WordBlock]:
        """What rows of one cell say."""
        for row in rows:
            yield from (block for cell in self.texts(row, range(self.width)) for block in cell.blocks)

    def sides(self, rows: range) -> tuple[list[range], tuple[int, ...]]:
        """The columns between which there are empty ones, and the empty ones between them."""
        filled = [any(self.texts(row, range(column, column + 1)) for row in rows) for column in range(self.width)]
        runs = [(is_filled, [*columns]) for is_filled, columns in groupby(range(self.width), filled.__getitem__)]
        sides = [range(columns[0], columns[-1] + 1) for is_filled, columns in runs if is_filled]
        empty = [column for is_filled, columns in runs if not is_filled for column in columns]
        between = range(sides[0].stop, sides[-1].start) if sides else range(0)
        return sides, tuple(column for column in empty if column in between)


@dataclass
class _Side:
    """Some columns of a grid."""

    grid: _TableGrid
    rows: range
    columns: range

    def __post_init__(self) -> None:
        self.told = [row for row in self.rows if self.grid.texts(row, self.columns)]

    def may_be_apart(self, other: _Side) -> bool:
        """Whether the next side is wide enough to be a table, as this one is."""
        return min(len(self.columns), len(other.columns)) >= _LEAST

    def is_apart(self, other: _Side) -> bool:
        """Whether the next side is another table, and no part of this one."""
        if not self.may_be_apart(other):
            return False
        ends = abs(self.told[0] - other.told[0]), abs(self.told[-1] - other.told[-1])
        if max(ends) >= _APART or len([*self._stacked()]) != len([*other._stacked()]):
            return True
        return self._has_title() and other._has_title() or self._head() == other._head() != ""

    def blocks(self) -> Iterator[WordBlock]:
        """The tables one below the other, each with its title and its notes."""
        for rows in self._stacked():
            first = next((n for n, row in enumerate(rows) if self.grid.lone(row, self.columns) is None), len(rows))
            last = next((n for n, row in enumerate(rows[::-1]) if self.grid.lone(row, self.columns) is None), 0)
            body = rows[first : len(rows) - last]
            yield from self._lines(rows[:first])
            if body:
                made = [[*self._cells(row, body)] for row in body]
                yield replace(self.grid.table, rows=made, heads=max(0, self.grid.table.heads - first))
            yield from self._lines(rows[first + len(body) :])

    def _stacked(self) -> Iterator[list[int]]:
        """The rows of each table: another begins with a title below an empty row."""
        rows: list[int] = []
        for row, after in zip(self.told, [*self.told[1:], -1], strict=True):
            is_title = self.grid.lone(row, self.columns) is not None and after == row + 1
            if rows and row - 1 > rows[-1] and is_title and self.grid.lone(after, self.columns) is None:
                yield rows
                rows = []
            rows.append(row)
        yield rows

    def _has_title(self) -> bool:
        is_lone = self.grid.lone(self.told[0], self.columns) is not None
        return is_lone and len(self.told) > 1 and len(self.grid.texts(self.told[1], self.columns)) > 1

    def _head(self) -> str:
        """What stands over the first column."""
        blocks = self.grid.texts(self.told[0], self.columns)[0].blocks
        return "".join(block.text for block in blocks if isinstance(block, WordParagraph))

    def _lines(self, rows: Sequence[int]) -> Iterator[WordBlock]:
        for row in rows:
            yield from (block for cell in self.grid.texts(row, self.columns) for block in cell.blocks)

    def _cells(self, row: int, rows: Sequence[int]) -> Iterator[WordCell]:
        """The cells that begin in a row, as far as they lie in these columns and rows."""
        for column in self.columns:
            cell = self.grid.at.get((row, column), WordCell([]))
            begins = self.grid.first.get(id(cell), (row, column))
            start = max(begins[0], rows[0]), max(begins[1], self.columns.start)
            if start == (row, column):
                down = sum(begins[0] <= other < begins[0] + cell.down for other in rows)
                across = min(begins[1] + cell.across, self.columns.stop) - column
                yield replace(cell, down=max(1, down), across=max(1, across))


def _has_text(cell: WordCell) -> bool:
    return not all(map(_is_empty, cell.blocks))


def _is_empty(block: WordBlock) -> bool:
    return isinstance(block, WordParagraph) and block.is_empty
