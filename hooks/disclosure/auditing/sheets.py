"""A workbook → rows, sheet by sheet; a row in which one cell stands alone is a line of text (as well)."""

from __future__ import annotations

from collections import defaultdict

from disclosure.attachments.facts import Source
from disclosure.auditing.labels import LONGEST
from disclosure.auditing.material import Material, RowCell, TableRow, TextLine
from disclosure.importing.grid import Grid, GridCell
from disclosure.importing.workbooks import workbook_grids
from disclosure.reading.bounds import TOO_MUCH, Unreadable

_WIDEST, _MOST_ROWS = 60, 3_000


def sheet_material(source: Source) -> Material:
    """The rows of all sheets that are shown. Raises :class:`Unreadable`."""
    blocks: list[TextLine | TableRow] = []
    notes: list[str] = []
    for number, grid in enumerate(workbook_grids(source), 1):
        hidden = f"工作表“{grid.title}”是隐藏的"
        notes += grid.hidden
        blocks += _blocks(grid, number) if hidden not in grid.hidden else []
    return Material(tuple(blocks), notes=tuple(notes))


def _blocks(grid: Grid, number: int) -> list[TextLine | TableRow]:
    rows: dict[int, dict[int, GridCell]] = defaultdict(dict)
    for (row, column), cell in grid.cells.items():
        if column <= _WIDEST:
            rows[row][column] = cell
    if len(rows) > _MOST_ROWS:
        raise Unreadable(TOO_MUCH)
    last = max((column for row in rows.values() for column in row), default=0)
    blocks: list[TextLine | TableRow] = [TextLine(grid.title)] if grid.title else []
    for _, cells in sorted(rows.items()):
        text = next(iter(cells.values())).text
        if len(cells) == 1 and not text.strip().isdecimal():
            blocks += [TextLine(" ".join(line.split())) for line in text.split("\n") if line.strip()]
            if len(text) > LONGEST:
                continue
        blocks.append(TableRow(tuple(_cell(cells, column) for column in range(1, last + 1)), number))
    return blocks


def _cell(cells: dict[int, GridCell], column: int) -> RowCell:
    cell = cells.get(column)
    return RowCell(cell.text.strip(), column, fault=cell.fault) if cell is not None else RowCell("", column)
