"""The official tables of an annual report as HTML: merged heads as in the form, every cell tied to its heads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.annual.report import completed
from disclosure.pages.overrides import templates
from disclosure.pages.page import environment
from disclosure.pages.site import Site
from disclosure.reading import blocks
from disclosure.records.annual_figures import NOT_APPLICABLE, AnnualFigures
from disclosure.records.documents import Document
from disclosure.records.report_tables import APPEALS, DISCLOSED, REQUESTS, HeadedLine, ReportTable

MISSING = "未填"
_SHOWN = {blocks.DISCLOSED: DISCLOSED, blocks.REQUESTS: (REQUESTS,), blocks.APPEALS: (APPEALS,)}


@dataclass(frozen=True)
class Head:
    """A head that may span others: how many lines it heads, and over how many levels of heads it stands."""

    key: str
    words: str
    lines: int
    levels: int

    @property
    def is_group(self) -> bool:
        """Whether it heads more than one line."""
        return self.lines > 1


@dataclass(frozen=True)
class FigureCell:
    """A figure as readers see it, the ids of its heads, its column in words, the figure itself, and what it counts.

    ``spot`` is its row and its column; ``number`` is missing where there is none.
    """

    shown: str
    heads: str
    label: str
    spot: tuple[str, str]
    number: int | Decimal | None = None


@dataclass(frozen=True)
class RowView:
    """A row: the heads that begin in it, its cells, and whether nothing happened in it."""

    heads: list[Head]
    cells: list[FigureCell]
    is_zero: bool


@dataclass(frozen=True)
class TableView:
    """A table with its heads by level from above, and its rows; ``depth`` is how many columns heads of rows take."""

    title: str
    corner: str
    depth: int
    column_heads: list[list[Head]]
    rows: list[RowView]
    kind: str


def drawn_tables(document: Document, site: Site) -> Mapping[str, str]:
    """The tables that the text of an annual report asks for, as HTML by the name of the block."""
    wanted = [name for name in _SHOWN if blocks.asks_for(document.body.text, name)]
    record = site.register.figures_of(document.id) if wanted else None
    if record is None:
        return {}
    figures = completed(record, site.register)
    template = environment(templates(site.register.overrides)).get_template("report_tables.html")
    draw = template.module.report_tables  # type: ignore[attr-defined]
    return {name: draw(list(views(name, figures))) for name in wanted}


def views(name: str, figures: AnnualFigures) -> Iterator[TableView]:
    """The tables of a block, filled."""
    for number, table in enumerate(_SHOWN[name]):
        mark = f"{table.part}-{number}" if len(_SHOWN[name]) > 1 else table.part
        yield _side_by_side(table, figures, mark) if table.in_one_row else _view(table, figures, mark)


def merged(lines: Sequence[HeadedLine], mark: str) -> list[list[Head]]:
    """The heads that begin at each line, widest first: what neighbours have in common is one head over them."""
    depth = max(len(line.heads) for line in lines)
    begun: list[list[Head]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1].heads if number else ()
        heads = []
        for level, words in enumerate(line.heads):
            above = line.heads[: level + 1]
            if before[: level + 1] == above:
                continue
            is_last = level + 1 == len(line.heads)
            over = 1 if is_last else sum(1 for other in _run(lines, number, above))
            heads.append(Head(_head_id(mark, lines, number, level), words, over, depth - level if is_last else 1))
        begun.append(heads)
    return begun


def _run(lines: Sequence[HeadedLine], start: int, above: tuple[str, ...]) -> Iterator[HeadedLine]:
    """The lines from ``start`` on that stand below the same heads."""
    for line in lines[start:]:
        if line.heads[: len(above)] != above:
            return
        yield line


def _head_id(mark: str, lines: Sequence[HeadedLine], number: int, level: int) -> str:
    """The id of the head of a line at a level: that of the first line below it, and the level where it has several."""
    first = number
    while first and lines[first - 1].heads[: level + 1] == lines[number].heads[: level + 1]:
        first -= 1
    return f"{mark}-{lines[first].key.replace('_', '-')}" + (
        f"-{level}" if level + 1 < len(lines[number].heads) else ""
    )


def _view(table: ReportTable, figures: AnnualFigures, mark: str) -> TableView:
    rows, columns = table.row_lines, table.column_lines
    by_column, by_row = merged(columns, f"{mark}-c"), merged(rows, f"{mark}-r")
    ids_of_columns = [_ids(columns, number, f"{mark}-c") for number in range(len(columns))]
    shown = []
    for number, (row, heads) in enumerate(zip(rows, by_row, strict=True)):
        values = [figures.figure(table.part, row.key, column.key) for column in columns]
        ids = _ids(rows, number, f"{mark}-r")
        cells = [
            FigureCell(_told(value), " ".join((*ids, *above)), column.heads[-1], (row.key, column.key), _number(value))
            for value, column, above in zip(values, columns, ids_of_columns, strict=True)
        ]
        shown.append(RowView(heads, cells, len(columns) > 1 and all(value == 0 for value in values)))
    depth = max(len(row.heads) for row in rows)
    return TableView(table.title, table.corner, depth, _levels(columns, by_column), shown, table.part)


def _side_by_side(table: ReportTable, figures: AnnualFigures, mark: str) -> TableView:
    """A table whose rows stand side by side in one: each column is headed by its row too."""
    pairs = [(row, column) for row in table.row_lines for column in table.column_lines]
    lines = [HeadedLine(f"{row.key}-{column.key}", (*row.heads, *column.heads)) for row, column in pairs]
    cells = []
    for number, (row, column) in enumerate(pairs):
        value = figures.figure(table.part, row.key, column.key)
        heads = " ".join(_ids(lines, number, f"{mark}-c"))
        label = "，".join(lines[number].heads)
        cells.append(FigureCell(_told(value), heads, label, (row.key, column.key), _number(value)))
    levels = _levels(lines, merged(lines, f"{mark}-c"))
    return TableView(table.title, table.corner, 0, levels, [RowView([], cells, False)], table.part)


def _ids(lines: Sequence[HeadedLine], number: int, mark: str) -> list[str]:
    return [_head_id(mark, lines, number, level) for level in range(len(lines[number].heads))]


def _levels(lines: Sequence[HeadedLine], begun: Sequence[Sequence[Head]]) -> list[list[Head]]:
    """The heads of columns as rows from above."""
    depth = max(len(line.heads) for line in lines)
    levels: list[list[Head]] = [[] for _ in range(depth)]
    for line, heads in zip(lines, begun, strict=True):
        for place, head in enumerate(heads, len(line.heads) - len(heads)):
            levels[place].append(head)
    return levels


def _told(value: int | Decimal | str | None) -> str:
    """A number, that the matter is none of the office's, or that the number is missing: three different things."""
    if value is None:
        return MISSING
    return NOT_APPLICABLE if value == NOT_APPLICABLE else f"{value:,}" if isinstance(value, int) else f"{value:f}"


def _number(value: int | Decimal | str | None) -> int | Decimal | None:
    return None if isinstance(value, str) else value
