"""The cells of a sheet, wherever they come from, and how a place in it is called."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from disclosure.attachments.excel import letter

CellSpot = tuple[int, int]  # row and column, from 1


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its text; why it has no value; whether its format makes it show nothing.

    Where a number is shown as a percentage, 1 means 100 %; ``decimals`` is how many it is shown with. ``shown`` is
    what people see of a number; "" where that is the text.
    """

    text: str
    as_percent: bool = False
    decimals: int = 0
    fault: str = ""
    is_unseen: bool = False
    shown: str = ""

    @property
    def display(self) -> str:
        """What people see in the cell."""
        return self.shown or self.text


@dataclass(frozen=True)
class Grid:
    """A sheet: ``title`` is empty where a file has only one; ``merged`` leads from a cell to the first of its area.

    ``hidden`` says in words what of it is hidden and has something in it.
    """

    title: str
    cells: dict[CellSpot, GridCell]
    merged: dict[CellSpot, CellSpot] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @cached_property
    def rows(self) -> list[int]:
        """The numbers of the rows in which something stands."""
        return sorted(self._by_row)

    @cached_property
    def columns(self) -> list[int]:
        """The numbers of the columns in which something stands."""
        return sorted({column for _, column in self.cells})

    @cached_property
    def _by_row(self) -> dict[int, dict[int, str]]:
        found: dict[int, dict[int, str]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = cell.text
        return found

    def text(self, row: int, column: int) -> str:
        """What stands in a cell itself; ""."""
        cell = self.cells.get((row, column))
        return cell.text if cell is not None else ""

    def seen(self, row: int, column: int) -> str:
        """What is read in a cell, in each one of a merged area."""
        return self.text(*self.merged.get((row, column), (row, column)))

    def texts(self, row: int) -> dict[int, str]:
        """What stands in a row, column by column; nothing of empty cells."""
        return {column: text for column, text in self._by_row.get(row, {}).items() if text.strip()}

    def place(self, row: int, column: int, head: str = "") -> str:
        """How a cell is called: 工作表“4月”I8（“好评率”列）."""
        sheet = f"工作表“{self.title}”" if self.title else f"第 {row} 行 "  # a text has lines, and no sheets
        return f"{sheet}{letter(column)}{row}" + (f"（“{head}”列）" if head else "")
