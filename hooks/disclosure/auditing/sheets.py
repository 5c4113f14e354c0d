"""A workbook → rows, sheet by sheet; a row in which one cell stands alone is a line of text (as well)."""

from __future__ import annotations

from disclosure.attachments.facts import Source
from disclosure.auditing.labels import LONGEST
from disclosure.auditing.material import Material, RowCell, TableRow, TextLine
from disclosure.importing.ratings.grid import Grid
from disclosure.importing.ratings.workbooks import workbook_grids
from disclosure.reading.bounds import TOO_MUCH, Unreadable

_WIDEST, _MOST_ROWS = 60, 20_000


def sheet_material(source: Source) -> Material:
    """The rows of all sheets that are shown. Raises :class:`Unreadable`."""
    blocks: list[TextLine | TableRow] = []
    notes: list[str] = []
    for number, grid in enumerate(workbook_grids(source), 1):
        notes += grid.hidden
        if not any(
            note.endswith("是隐藏的") and note.startswith("工作表") and "列" not in note for note in grid.hidden
        ):
            blocks += _blocks(grid, number)
        if len(blocks) > _MOST_ROWS:
            raise Unreadable(TOO_MUCH)
    return Material(tuple(blocks), notes=tuple(notes))


def _blocks(grid: Grid, number: int) -> list[TextLine | TableRow]:
    blocks: list[TextLine | TableRow] = [TextLine(grid.title)] if grid.title else []
    columns = [column for column in grid.columns if column <= _WIDEST]
    last = max(columns, default=0)
    for row in grid.rows:
        texts = grid.texts(row)
        if len(texts) == 1 and not (cell := next(iter(texts.values()))).strip().isdecimal():
            blocks += [TextLine(" ".join(line.split())) for line in cell.split("\n") if line.strip()]
            if len(cell) > LONGEST:
                continue
        blocks.append(TableRow(tuple(_cell(grid, row, column) for column in range(1, last + 1)), number))
    return blocks


def _cell(grid: Grid, row: int, column: int) -> RowCell:
    cell = grid.cells.get((row, column))
    return RowCell(grid.text(row, column).strip(), column, fault=cell.fault if cell is not None else "")
