"""What was read of the official tables: each cell as it was understood, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from disclosure.annual.cells import FigureSpot, row_words
from disclosure.auditing.numbers import CellSaid


@dataclass
class TablesFound:
    """Cells by their place; ``doubts`` say in words what of a part was not read, ``hows`` how something was."""

    cells: dict[FigureSpot, CellSaid] = field(default_factory=dict)
    doubts: dict[str, list[str]] = field(default_factory=dict)
    hows: list[str] = field(default_factory=list)
    is_old: str = ""

    def take(self, part: str, row: str, columns: Iterable[str], cells: Iterable[CellSaid]) -> None:
        """Learn a row. One that is there already must say the same, else it is in doubt."""
        for column, cell in zip(columns, cells, strict=True):
            before = self.cells.setdefault(FigureSpot(part, row, column), cell)
            if (before.says, before.number) != (cell.says, cell.number):
                self.doubt(part, f"{row_words(part, row)}等出现两次，数不相同" if part not in self.doubts else "")

    def doubt(self, part: str, words: str) -> None:
        """Note once what of a part cannot be read."""
        known = self.doubts.setdefault(part, [])
        if words and words not in known:
            known.append(words)

    def has(self, part: str) -> bool:
        """Whether any cell of a part was read."""
        return any(spot.part == part for spot in self.cells)
