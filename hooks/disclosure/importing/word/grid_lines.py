"""The lines of a table's grid: those that are seen. A table drawn by hand has columns that are a hair wide, or that no
cell ends at; readers see neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure.importing.word.grids import GridRow

_HAIR = 100  # twentieths of a point


def straighten(rows: Sequence[GridRow], widths: Sequence[int]) -> None:
    """Let each cell go over the columns that are seen; ``widths`` of all columns in twentieths of a point."""
    near = _near(rows, widths)
    used = sorted({near.get(line, line) for row in rows for line in _lines(row)} | {0})
    seen = {line: number for number, line in enumerate(used)}
    for row in rows:
        lines = [seen[near.get(line, line)] for line in _lines(row)]
        row.before = lines[0]
        for item, start, end in zip(row.cells, lines, lines[1:], strict=False):
            item.cell.across = end - start


def _lines(row: GridRow) -> Iterator[int]:
    """The lines at which the cells of a row begin and end, counted from the left."""
    line = row.before
    yield line
    for item in row.cells:
        line += item.cell.across
        yield line


def _near(rows: Sequence[GridRow], widths: Sequence[int]) -> dict[int, int]:
    """For the right line of each column that is a hair wide the left one; not where a cell lies in nothing else."""
    found: dict[int, int] = {}
    for column, width in enumerate(widths):
        if 0 < width < _HAIR:
            found[column + 1] = found.get(column, column)
    for row in rows:
        lines = list(_lines(row))
        for start, end in zip(lines, lines[1:], strict=False):
            if found.get(start, start) == found.get(end, end):
                return {}
    return found
