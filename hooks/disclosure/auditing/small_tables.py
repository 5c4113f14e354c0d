"""Rows of cells → the figures of tables two and four."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from disclosure.auditing.found import TablesFound
from disclosure.auditing.labels import OLD_HEADS, plain
from disclosure.auditing.material import TableRow, TextLine
from disclosure.auditing.numbers import CellSaid, CellSays, said
from disclosure.expressions import expression
from disclosure.records.report_tables import APPEALS, DISCLOSED

ENDS = tuple(line.key for line in APPEALS.column_lines)
GROUPS = tuple(line.key for line in APPEALS.row_lines)
_ALL = len(ENDS) * len(GROUPS)
_DISCLOSED = {
    "规章": "rules", "行政规范性文件": "normative", "规范性文件": "normative", "行政许可": "permits",
    "行政处罚": "penalties", "行政强制": "compulsion", "行政事业性收费": "fees", "行政事业型收费": "fees",
}  # fmt: skip
_GROUP_WORDS = (("未经复议直接起诉", "direct"), ("复议后起诉", "after_review"), ("行政复议", "reviews"))
_NUMBERED = expression(r"^\d{1,2}[、.．]")


def read_disclosed(rows: list[TableRow], found: TablesFound) -> None:
    """Read table two: each row by its label, its figures in the cells that follow."""
    for row in rows:
        texts = [plain(cell.text) for cell in row.cells]
        old = next((head for head in OLD_HEADS if head in "|".join(texts)), "")
        found.is_old = found.is_old or (f"表二有“{old}”" if old else "")
        for place, text in enumerate(texts):
            key = _DISCLOSED.get(_NUMBERED.sub("", text), "")
            if key:
                _take_disclosed(row, place, key, found)


def _take_disclosed(row: TableRow, place: int, key: str, found: TablesFound) -> None:
    columns = next(
        [line.key for line in table.column_lines]
        for table in DISCLOSED
        if key in [line.key for line in table.row_lines]
    )
    cells = []
    for cell in row.cells[place + 1 :]:
        understood = said(cell.text, cell.fault)
        if not understood.is_figure:
            break
        cells.append(understood)
    if len(columns) == 1:  # one figure, in merged cells or in the first of those that were merged
        cells = sorted(cells, key=lambda cell: cell.says is CellSays.BLANK)[:1]
    elif len(cells) > len(columns):
        rest = [cell for cell in cells[len(columns) :] if cell.says is not CellSays.BLANK]
        cells = [cell for cell in cells if cell.says is not CellSays.BLANK] if rest else cells[: len(columns)]
    if len(cells) == len(columns):
        found.take("disclosed", key, columns, cells)


def read_appeals(blocks: Sequence[TextLine | TableRow], found: TablesFound) -> None:
    """Read table four: the first row of fifteen figures below its heads, or three times a row of five."""
    is_below = False
    group = ""
    columns: list[int] = []
    fives: list[tuple[str, list[CellSaid]]] = []
    for block in blocks:
        texts = [block.text] if isinstance(block, TextLine) else [cell.text for cell in block.cells]
        words = plain("".join(texts))
        group = next((key for name, key in _GROUP_WORDS if name in words), group)
        if isinstance(block, TextLine):
            continue
        if "维持" in words:
            is_below = True
            columns = [cell.column for cell in block.cells if _is_head(cell.text)]
            continue
        cells = _figures(block, columns) if is_below or group else []
        if len(cells) == _ALL and is_below:
            return take_appeals(cells, found)
        if len(cells) == len(ENDS):
            fives.append((group, cells))
    return _take_groups(fives, found)


def take_appeals(cells: list[CellSaid], found: TablesFound) -> None:
    """Learn the fifteen figures of table four, three groups of five."""
    for number, group in enumerate(GROUPS):
        found.take("appeals", group, ENDS, cells[number * len(ENDS) : (number + 1) * len(ENDS)])


def _figures(row: TableRow, columns: list[int]) -> list[CellSaid]:
    """The figures of a row: all of its cells, or those below the heads, or all that follow its label."""
    cells = [(cell.column, said(cell.text, cell.fault)) for cell in row.cells]
    if len(columns) == _ALL and len(cells) > _ALL:
        cells = [(column, cell) for column, cell in cells if column in columns]
    cells = list(dropwhile(lambda cell: not cell[1].is_figure, cells))
    while len(cells) > len(ENDS) and cells[-1][1].says is CellSays.BLANK and len(cells) != _ALL:
        cells.pop()
    figures = [cell for _, cell in cells]
    return figures if all(cell.is_figure for cell in figures) else []


def _take_groups(fives: list[tuple[str, list[CellSaid]]], found: TablesFound) -> None:
    """Three rows of five figures by the groups that they are headed with, or in their order."""
    if len(fives) != len(GROUPS):
        return
    names = [group for group, _ in fives]
    groups = names if set(names) == set(GROUPS) else list(GROUPS)
    for group, (_, cells) in zip(groups, fives, strict=True):
        found.take("appeals", group, ENDS, cells)


def _is_head(text: str) -> bool:
    words = plain(text)
    return words in ("总计", "合计") or any(word in words for word in ("维持", "纠正", "其他结果", "尚未审结"))
