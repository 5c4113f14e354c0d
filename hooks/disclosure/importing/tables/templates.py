"""Tables with known heads: which column holds what, by the words that offices write above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from disclosure.expressions import expression
from disclosure.importing.grid import Grid

_NOISE = expression(r"[\s　（）()：:、，,/＊*]|请填写|必填|选填")
_FIRST_ROWS = 15  # in which the heads are looked for
KnownHeads = Mapping[
    str, Sequence[str]
]  # the name of a column → words of which its head has one, the most special first


class TemplateRow(NamedTuple):
    """One row below the heads: its number, and the text of each column that is known."""

    row: int
    texts: dict[str, str]


class KnownTable(NamedTuple):
    """Where the heads stand, which column is which, and the heads that nobody knows."""

    row: int
    columns: dict[str, int]
    unknown: list[str]


def known_table(grid: Grid, heads: KnownHeads, needed: Sequence[str]) -> KnownTable | None:
    """The table of a sheet whose heads are known; ``None`` where those that are ``needed`` are not all there."""
    for row in grid.rows[:_FIRST_ROWS]:
        found = _columns(grid, row, heads)
        if set(needed) <= found.keys():
            taken = set(found.values())
            unknown = [text for column, text in grid.texts(row).items() if column not in taken]
            return KnownTable(row, found, unknown)
    return None


def rows_below(grid: Grid, table: KnownTable) -> Iterator[TemplateRow]:
    """The rows of a table that are seen; a merged cell counts for each row that it goes over."""
    for row in grid.rows:
        if row <= table.row or row in grid.hidden_rows or grid.merged.get((row, 1), (row, 1))[0] == table.row:
            continue
        texts = {name: _seen(grid, row, column) for name, column in table.columns.items()}
        if any(texts.values()):
            yield TemplateRow(row, texts)


def _seen(grid: Grid, row: int, column: int) -> str:
    cell = grid.cells.get(grid.merged.get((row, column), (row, column)))
    return "" if cell is None or cell.is_unseen else " ".join(cell.display.split())


def _columns(grid: Grid, row: int, heads: KnownHeads) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in grid.columns:
        if column in grid.hidden_columns or grid.merged.get((row, column), (row, column))[1] != column:
            continue
        said = _NOISE.sub("", grid.seen(row, column))
        name = next((name for name, words in heads.items() if name not in found and said in words), "")
        name = name or next(
            (name for name, words in heads.items() if name not in found and any(word in said for word in words)), ""
        )
        if said and len(said) <= 20 and name:
            found[name] = column
    return found
