"""What in an export must not be anywhere: hidden parts, and personal data, in what is taken and in what is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from disclosure.attachments.excel import excel_facts
from disclosure.attachments.facts import Concern, Passage
from disclosure.attachments.facts import Spot as Noticed
from disclosure.expressions import expression
from disclosure.importing.grid import Grid
from disclosure.importing.ratings.heads import Heads
from disclosure.screening.leaks import leaks as leaks_in
from disclosure.screening.personal import in_rows
from disclosure.screening.written import Known, Written

_NUMBER = expression(r"[0-9.,%]{0,8}")
_HIDDEN = {Concern.HIDDEN_TEXT: "设成不显示的内容"}
_MOST = 5  # that are named


def hidden_parts(grids: Iterable[Grid]) -> Iterator[str]:
    """Everything hidden that has something in it."""
    for grid in grids:
        for words in grid.hidden:
            yield f"{words}，导出的表里不能有隐藏的内容，请删去以后再导入。"


def invisible_cells(data: bytes) -> Iterator[str]:
    """Cells of a workbook that are made to show nothing."""
    for fact in excel_facts(BytesIO(data)):
        if isinstance(fact, Noticed) and fact.concern in _HIDDEN:
            yield f"{fact.where}是{_HIDDEN[fact.concern]}，请改成看得见的，或者删去。"


def personal_data(grids: Iterable[Grid], heads: dict[str, Heads], known: Known) -> list[str]:
    """Every cell with personal data, by its place and what it is; numbers are never told in full."""
    found: list[str] = []
    for grid in grids:
        told = list(_cells(grid, heads.get(grid.title), known))
        if not told:
            rows = [tuple(grid.text(row, column) for column in grid.columns) for row in grid.rows]
            fault = in_rows(rows, known) if rows else None
            told = [f"{_row(grid, grid.rows[fault.row])}：{fault.message}"] if fault is not None else []
        found += told[:_MOST]
        found += [f"这样的地方还有 {len(told) - _MOST} 处。"] if len(told) > _MOST else []
    return found


def remarks(data: bytes, known: Known) -> list[str]:
    """Personal data in what a workbook says beside its cells: comments, headers, lists of choices."""
    beside = [
        fact for fact in excel_facts(BytesIO(data))
        if isinstance(fact, Passage) and not re.fullmatch(r"工作表“.*”第\d+行", fact.where)
    ]  # fmt: skip
    return [
        f"{passage.where}：{finding.message}"
        for passage in beside
        for finding in leaks_in(Written("", "\n".join(passage.cells), attachment=True), known)
    ][:_MOST]


def _cells(grid: Grid, heads: Heads | None, known: Known) -> Iterator[str]:
    for (row, column), cell in sorted(grid.cells.items()):
        if not _NUMBER.fullmatch(cell.text):
            for finding in leaks_in(Written("", cell.text, attachment=True), known):
                yield f"{grid.place(row, column, _head(grid, heads, column))}：{finding.message}"
                break


def _head(grid: Grid, heads: Heads | None, column: int) -> str:
    """What stands over a column, for its place."""
    return grid.seen(heads.last, column).strip() if heads is not None else ""


def _row(grid: Grid, row: int) -> str:
    return f"工作表“{grid.title}”第 {row} 行" if grid.title else f"第 {row} 行"
