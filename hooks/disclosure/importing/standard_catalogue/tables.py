"""A sheet → its tables: what stands above each, and which of its rows are items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from disclosure.expressions import expression
from disclosure.importing.grid import Grid
from disclosure.importing.standard_catalogue.heads import CatalogueHeads, ColumnKey, TableColumn, heads_in
from disclosure.importing.standard_catalogue.ticks import ticked

_NOTE = expression(
    r"[(（\[【]?(?:注|备注|说明|附注|附件|填表|制表|审核|复核|联系人|联系电话|咨询电话|填报|编制|单位|制定|更新|日期)"
    r"(?:人|单位|部门|日期|时间|说明|事项)?[\d一二三四五]?[)）\]】]?[：:.．、\s]|[注※*＊][\d：:.．（(]|★|说明$"
)
_WORDS = frozenset({TableColumn.LEVEL1, TableColumn.LEVEL2, TableColumn.CONTENT})
_TOTAL = expression(r"(?:合|总|小|共)\s*计")
_NUMBER = expression(r"[\d.、()（）一二三四五六七八九十百\-—\s]{0,8}")
_MOST_FILLED = 2  # cells of a row that may be a note


@dataclass(frozen=True)
class CatalogueTable:
    """One table: its head, the lines above it, and its rows down to the next head or the end of the sheet."""

    grid: Grid
    heads: CatalogueHeads
    above: tuple[str, ...]
    span: tuple[int, ...]

    def own(self, row: int, key: ColumnKey) -> str:
        """What stands in a cell itself."""
        if row in self.grid.hidden_rows:
            return ""
        return "\n".join(filter(None, (self._shown(row, column) for column in self._columns(key))))

    def seen(self, row: int, key: ColumnKey) -> str:
        """What is read in a column: in each row of an area merged downwards, but not beside it."""
        spots = [(self.grid.merged.get((row, column), (row, column)), column) for column in self._columns(key)]
        return "\n".join(filter(None, (self._shown(*spot) for spot, column in spots if spot[1] == column)))

    def _columns(self, key: ColumnKey) -> list[int]:
        """Where a column stands, and those over which its head is merged as well."""
        first = [self.heads.columns[key]] if key in self.heads.columns else []
        return [*first, *(column for other, column in self.heads.beside if other == key)]

    def by_field(self) -> dict[str, CatalogueTable]:
        """The same rows, parted by what their column of fields says, which may be written once for several."""
        rows: dict[str, list[int]] = {}
        last = ""
        for row in self.span:
            last = "".join(self.seen(row, TableColumn.FIELD).split()) or last
            rows.setdefault(last, []).append(row)
        return {name: replace(self, above=(), span=tuple(part)) for name, part in rows.items()}

    def is_beside(self, row: int, key: ColumnKey) -> bool:
        """Whether a cell is only the right part of a merged area."""
        column = self.heads.columns.get(key, 0)
        return self.grid.merged.get((row, column), (row, column))[1] != column

    def is_covered(self, row: int, key: ColumnKey) -> bool:
        """Whether a cell lies in a merged area that begins elsewhere."""
        spot = (row, self.heads.columns.get(key, 0))
        return self.grid.merged.get(spot, spot) != spot

    def is_faulty(self, row: int, key: ColumnKey) -> bool:
        """Whether a cell is a formula without a result, or an error."""
        cell = self.grid.cells.get((row, self.heads.columns.get(key, 0)))
        return cell is not None and bool(cell.fault)

    def place(self, row: int, key: ColumnKey) -> str:
        """How a cell is called."""
        column = self.heads.columns.get(key, min(self.heads.columns.values()))
        return self.grid.place(row, column)

    def _shown(self, row: int, column: int) -> str:
        cell = self.grid.cells.get((row, column))
        return "" if cell is None or cell.is_unseen or column in self.grid.hidden_columns else cell.text

    @cached_property
    def items(self) -> list[int]:
        """The rows that are items."""
        found: list[int] = []
        is_below = False  # below a note there are only notes, until something looks like an item again
        for row in self.span:
            kind = self._kind(row, is_below=is_below)
            is_below = kind == "note" or (is_below and kind != "item")
            if kind == "item":
                found.append(row)
        return found

    @cached_property
    def lines(self) -> list[int]:
        """Rows among the items in which one text stands alone that is no note."""
        last = self.items[-1] if self.items else 0
        return [row for row in self.span if row < last and self._kind(row, is_below=False) == "line"]

    def _kind(self, row: int, *, is_below: bool) -> str:
        """``item``, ``note``, ``line`` (one text alone), or "" for a row in which nothing is said."""
        if row in self.grid.hidden_rows:
            return ""
        texts = {column: text for column, text in self.grid.texts(row).items() if self._shown(row, column).strip()}
        first = next(iter(texts.values()), "").strip()
        if not texts:
            return ""
        if _TOTAL.match(first):
            return "note"
        if _NOTE.match(first) and (len(texts) <= _MOST_FILLED or all(_NOTE.match(text) for text in texts.values())):
            return "note"
        said = {key for key in self.heads.columns if key != TableColumn.NUMBER and self._says(row, key)}
        if not said:
            return "line" if len(texts) == 1 and not _NUMBER.fullmatch(first) else ""
        if len(texts) == 1 and (is_below or not said & {TableColumn.CONTENT, TableColumn.LEVEL2} or self._is_wide(row)):
            return "line"
        names = (
            self.own(row, TableColumn.LEVEL1),
            self.seen(row, TableColumn.LEVEL2),
            self.seen(row, TableColumn.CONTENT),
        )
        return "item" if any(name.strip() for name in names) else ""

    def _is_wide(self, row: int) -> bool:
        """Whether the one text of a row runs over the columns beside it."""
        spots = (self.grid.merged.get((row, column), (row, column)) for column in self.heads.columns.values())
        return len({spot for spot in spots if spot[0] == row}) < len(self.heads.columns) - 1

    def _says(self, row: int, key: ColumnKey) -> bool:
        """Whether a cell has something of its own; an empty box is nothing."""
        own = self.own(row, key).strip()
        if not own or key in _WORDS:
            return bool(own)
        try:
            return len(own) > 1 or ticked(own)[0]
        except ValueError:
            return True


def tables_in(grid: Grid) -> Iterator[CatalogueTable]:
    """The tables of a sheet, from the top."""
    heads = heads_in(grid)
    end = 0
    for at, head in enumerate(heads):
        after = heads[at + 1] if at + 1 < len(heads) else None
        rows = [row for row in grid.rows if row > head.last and (after is None or row < after.first)]
        inner = CatalogueTable(grid, head, (), tuple(rows))
        above = [row for row in grid.rows if end < row < head.first]
        texts = (text.strip() for row in above for text in list(grid.texts(row).values())[:2])
        lines = tuple(text for text in texts if not _NOTE.match(text))
        end = max([head.last, *inner.items])
        yield CatalogueTable(grid, head, lines, tuple(rows))
