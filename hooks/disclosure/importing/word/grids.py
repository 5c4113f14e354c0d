"""Tables as Word tells them → rows of cells, each with how many columns and rows it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from disclosure.attachments.word_looks import attribute, child
from disclosure.importing.word.grid_lines import straighten
from disclosure.importing.word.look import whole_number
from disclosure.importing.word.paper import WordBlock, WordCell, WordTable

MOST_COLUMNS = 63  # that Word itself allows


@dataclass
class _GridCell:
    """One cell as it stands in its row: whether it goes on with the one above or the one before it."""

    cell: WordCell
    goes_on_down: bool = False
    goes_on_across: bool = False


@dataclass
class GridRow:
    """One row: how many columns stay empty before it, whether it is repeated on each page, its cells."""

    before: int = 0
    is_head: bool = False
    cells: list[_GridCell] = field(default_factory=list)

    def add(self, said: Element | None, blocks: list[WordBlock]) -> None:
        """Take in the next cell, with what it says of itself."""
        span = whole_number(attribute(child(said, "gridSpan"), "val"), 1)
        across = max(1, min(span, MOST_COLUMNS))
        self.cells.append(_GridCell(WordCell(blocks, across), _goes_on(said, "vMerge"), _goes_on(said, "hMerge")))


@dataclass
class WordGrid:
    """The rows of a table, as they are told, and how wide its columns are.

    ``covered`` counts the cells whose text a merged one lies over.
    """

    rows: list[GridRow]
    widths: list[int] = field(default_factory=list)
    covered: int = 0

    def table(self, place: int) -> WordTable:
        """The table that readers see: each cell once, in the row in which it begins."""
        straighten(self.rows, self.widths)
        made: list[list[WordCell]] = []
        above: dict[int, WordCell] = {}
        for row in self.rows:
            cells, above, covered = _placed(row, above)
            self.covered += covered
            made.append(cells)
        heads = next((place for place, row in enumerate(self.rows) if not row.is_head), len(self.rows))
        return WordTable(place, *_squared(made, heads))


def _placed(row: GridRow, above: dict[int, WordCell]) -> tuple[list[WordCell], dict[int, WordCell], int]:
    """The cells that begin in a row, by column all that stand in it, and how many with text are covered."""
    covered = 0
    begun: list[WordCell] = [WordCell([]) for _ in range(row.before)]
    standing: dict[int, WordCell] = dict(enumerate(begun))
    column = row.before
    for item in row.cells:
        over = above.get(column)
        if item.goes_on_across and begun:
            begun[-1].across += item.cell.across
            covered += bool(item.cell.blocks)
            standing[column] = begun[-1]
        elif item.goes_on_down and over is not None and over.across == item.cell.across:
            over.down += 1
            covered += bool(item.cell.blocks)
            standing[column] = over
        else:
            begun.append(item.cell)
            standing[column] = item.cell
        column += item.cell.across
    return begun, standing, covered


def _squared(rows: list[list[WordCell]], heads: int) -> tuple[list[list[WordCell]], int]:
    """Rows of one length: what is missing at their ends is empty; a row in which nothing begins is none."""
    widths = _widths(rows)
    most = max(widths, default=0)
    for row, width in zip(rows, widths, strict=True):
        row.extend(WordCell([]) for _ in range(most - width))
    return rows, heads


def _widths(rows: list[list[WordCell]]) -> list[int]:
    """How many columns each row takes, with the cells that reach into it from above."""
    widths = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in row:
            for below in range(number, min(number + cell.down, len(rows))):
                widths[below] += cell.across
    return widths


def _goes_on(said: Element | None, name: str) -> bool:
    found = child(said, name)
    return found is not None and attribute(found, "val") in ("", "continue")
