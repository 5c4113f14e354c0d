"""A sheet → the table that a document holds, with the text that people see in each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from disclosure.attachments.excel import letter
from disclosure.importing.grid import CellSpot, Grid
from disclosure.importing.word.losses import Losses
from disclosure.importing.word.markdown import BodyWriter
from disclosure.importing.word.paper import WordBlock, WordCell, WordParagraph, Words, WordTable
from disclosure.importing.word.side_by_side import side_by_side

_NAMED = 8  # cells that are named
_MOST = 2_000  # rows of a table on a page
TOO_LONG = "表格有 {} 行，网页上放不下；请作为附件发布，正文里只放要点。"
HIDDEN = "{}：没有取。请先取消隐藏或者删去；只要看得见的，加 --visible-only。"
UNSEEN = "单元格 {} 的内容在表里看不见（白色的字或者隐藏的格式）：没有取。请先改好；只要看得见的，加 --visible-only。"
NO_VALUE = "单元格 {}：{}，没有取。请在 Excel 里打开、重新计算、保存，再导入一次。"
ONE_TABLE = "第 {} 列整列是空的：两边写成了一张表；其实是两张表的，请分开放在两个工作表里，再导入一次。"
DROPPED = "{}：看不见，没有取。"


@dataclass
class SheetDrawn:
    """The Markdown of a sheet. Where there are ``faults`` there is none; ``left`` is what was not taken, in words."""

    markdown: str = ""
    faults: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def drawn_sheet(grid: Grid, *, visible_only: bool) -> SheetDrawn:
    """The table of a sheet; with hidden parts only where they are to be left out."""
    made = SheetDrawn()
    unseen = [_name(spot) for spot, cell in sorted(grid.cells.items()) if cell.is_unseen]
    told = [*grid.hidden, *([f"单元格 {_listed(unseen)}"] if unseen else [])]
    if visible_only:
        made.left += [DROPPED.format(words) for words in told]
    else:
        made.faults += [HIDDEN.format(words) for words in grid.hidden]
        made.faults += [UNSEEN.format(_listed(unseen))] if unseen else []
    view = SheetView(grid)
    made.faults += view.faults()
    if len(view.rows) > _MOST:
        made.faults.append(TOO_LONG.format(len(view.rows)))
    if not made.faults:
        texts, gaps = zip(*(_table_written_out(view, rows) for rows in _tables(view)), strict=True)
        made.markdown = "\n".join(texts)
        columns = "、".join(letter(column) for column in sorted({column for found in gaps for column in found}))
        made.left += [ONE_TABLE.format(columns)] if columns else []
    return made


class SheetView:
    """What is seen of a sheet: the rows and columns in which something stands and that are not hidden."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        seen = {spot for spot, cell in grid.cells.items() if not cell.is_unseen and (cell.text.strip() or cell.fault)}
        kept = {spot for spot in seen if not self._is_hidden(spot)}
        kept |= {spot for spot, first in grid.merged.items() if first in seen and not self._is_hidden(spot)}
        rows = sorted({row for row, _ in kept})
        columns = sorted({column for _, column in kept})
        self.rows = [row for row in rows if row not in grid.hidden_rows]
        self.columns = [column for column in columns if column not in grid.hidden_columns]
        # An empty column between says no more than that there is one, however many there are.
        between = (two for two in pairwise(self.columns) if not {*range(two[0] + 1, two[1])} <= grid.hidden_columns)
        gaps = [next(n for n in range(left + 1, right) if n not in grid.hidden_columns) for left, right in between]
        self.with_gaps = sorted([*self.columns, *gaps])

    def _is_hidden(self, spot: CellSpot) -> bool:
        return spot[0] in self.grid.hidden_rows or spot[1] in self.grid.hidden_columns

    def text(self, row: int, column: int) -> str:
        """What is seen in a cell, in each one of a merged area."""
        cell = self.grid.cells.get(self.grid.merged.get((row, column), (row, column)))
        return "" if cell is None or cell.is_unseen else cell.display.strip()

    def faults(self) -> list[str]:
        """The seen cells that have no value, by what is wrong with them."""
        by_fault: dict[str, list[str]] = {}
        for (row, column), cell in sorted(self.grid.cells.items()):
            if cell.fault and row in set(self.rows) and column in set(self.columns):
                by_fault.setdefault(cell.fault, []).append(_name((row, column)))
        return [NO_VALUE.format(_listed(names), fault) for fault, names in by_fault.items()]

    def spans(self, row: int, column: int) -> tuple[int, int] | None:
        """Over how many seen columns and rows a cell goes; ``None`` for one that another one covers."""
        first = self.grid.merged.get((row, column))
        if first is None:
            return 1, 1
        columns = [number for number in self.columns if self.grid.merged.get((row, number)) == first]
        rows = [number for number in self.rows if self.grid.merged.get((number, column)) == first]
        return (len(columns), len(rows)) if (row, column) == (rows[0], columns[0]) else None

    def is_below_a_gap(self, row: int) -> bool:
        """Whether the row above this one is seen and empty."""
        return row - 1 not in self.rows and row - 1 not in self.grid.hidden_rows

    def lone_text(self, row: int) -> str:
        """What a row says that is no row of the table: one text over all columns, or nothing beside it."""
        texts = {self.text(row, column) for column in self.columns}
        spans = self.spans(row, self.columns[0])
        is_alone = len(texts - {""}) == 1 and self.text(row, self.columns[0]) != ""
        is_flat = spans is None or spans[1] == 1
        return self.text(row, self.columns[0]) if is_alone and is_flat and len(self.columns) > 1 else ""


def _tables(view: SheetView) -> Iterator[list[int]]:
    """The rows of each table: one begins where below an empty row there is a title and a row of the table's own."""
    rows: list[int] = []
    for place, row in enumerate(view.rows):
        after = view.rows[place + 1 : place + 2]
        is_apart = bool(rows) and row not in view.grid.hidden_rows and view.is_below_a_gap(row)
        if is_apart and view.lone_text(row) and after and after[0] == row + 1 and not view.lone_text(after[0]):
            yield rows
            rows = []
        rows.append(row)
    yield rows


def _table_written_out(view: SheetView, rows: list[int]) -> tuple[str, tuple[int, ...]]:
    """Titles, the table or those that stand side by side, and the notes below; columns at which that is not sure."""
    above: list[str] = []
    below: list[str] = []
    while rows and (text := view.lone_text(rows[0])):
        above.append(text)
        rows = rows[1:]
    while rows and (text := view.lone_text(rows[-1])):
        below.insert(0, text)
        rows = rows[:-1]
    found = side_by_side(_table(view, rows, view.with_gaps))
    several = found.blocks if len(found.blocks) > 1 else [_table(view, rows, view.columns)]
    blocks: list[WordBlock] = [*map(_line, above), *(several if rows else []), *map(_line, below)]
    levels = {0: 3} if above and rows else {}
    for place, (block, after) in enumerate(pairwise(several), len(above)):
        if isinstance(block, WordParagraph) and isinstance(after, WordTable):
            levels[place] = 4 if above else 3
    doubtful = tuple(view.with_gaps[number] for number in found.gaps) if found.is_doubtful else ()
    return BodyWriter({}, {}, Losses()).body(blocks, levels), doubtful


def _table(view: SheetView, rows: list[int], columns: list[int]) -> WordTable:
    return WordTable(1, [list(_cells(view, row, columns)) for row in rows], 0)


def _cells(view: SheetView, row: int, columns: list[int]) -> Iterator[WordCell]:
    for column in columns:
        spans = view.spans(row, column)
        if spans is not None:
            text = view.text(row, column)
            yield WordCell([_line(text)] if text else [], *spans)


def _line(text: str) -> WordParagraph:
    return WordParagraph(1, [Words(text.replace("\r", ""))])


def _name(spot: CellSpot) -> str:
    return f"{letter(spot[1])}{spot[0]}"


def _listed(names: list[str]) -> str:
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 格" if len(names) > _NAMED else "")
