"""Rows of cells → the figures of table three, whatever became of its heads and merged cells.

A row is known by its label, its figures are the seven cells that follow. Where more cells follow (merged ones that are
merged no more, empty columns), the columns are those that the heads or the other rows have. Rows whose labels are not
understood are known by their place, if all others stand in theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from disclosure.auditing.found import TablesFound
from disclosure.auditing.labels import APPLICANTS, CORES, plain, position, row_meant
from disclosure.auditing.material import RowCell, TableRow
from disclosure.auditing.numbers import CellSaid, CellSays, said
from disclosure.records.report_tables import REQUESTS

COLUMNS = tuple(line.key for line in REQUESTS.column_lines)
_WIDTH = len(COLUMNS)
_KEYS = tuple(CORES)
_MOST_HEADS = 12  # different ones in one file that are tried; a report has one, and one more on each further sheet
_ENOUGH = 2  # rows of a table that are understood, for it to be (a part of) table three


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A row of table three: what its label means ("" if nobody knows), and the cells after the label."""

    key: str
    label: str
    cells: tuple[tuple[int, CellSaid], ...]

    def figures(self, columns: tuple[int, ...]) -> list[CellSaid]:
        """Its seven figures, in these columns where it has more cells; none where it cannot be told."""
        if len(self.cells) == _WIDTH:
            return [cell for _, cell in self.cells]
        if len(filled := _without_end(self.cells)) == _WIDTH:
            return [cell for _, cell in filled]
        by_column = dict(self.cells)
        return (
            [by_column[column] for column in columns] if columns and all(map(by_column.__contains__, columns)) else []
        )


def _without_end(cells: tuple[tuple[int, CellSaid], ...]) -> tuple[tuple[int, CellSaid], ...]:
    """The cells up to the last that is not blank: blank columns may follow a table."""
    filled = (number for number in range(len(cells), 0, -1) if cells[number - 1][1].says is not CellSays.BLANK)
    return cells[: next(filled, 0)]


def read_requests(rows: list[TableRow], found: TablesFound) -> None:
    """Read table three from the rows of all tables of a file."""
    runs = [_between_known(run) for run in _tables(rows) if len({row.key for row in run if row.key}) >= _ENOUGH]
    read: list[tuple[str, str, list[CellSaid]]] = []
    heads = list(islice(dict.fromkeys(_heads(rows)), _MOST_HEADS)) if runs else []
    for run in runs:
        columns = _columns(heads, run)
        read += [(row.key, row.label, row.figures(columns)) for row in run]
    read = _by_place(read)
    known = {key for key, _, _ in read}
    filled = {key for key, _, figures in read if any(cell.says is not CellSays.BLANK for cell in figures)}
    for key, label, figures in read:
        is_spare = (not key or key in filled) and all(
            cell.says is CellSays.BLANK for cell in figures
        )  # the heading of a group
        if key and figures and not is_spare:
            found.take(REQUESTS.part, key, COLUMNS, figures)
        elif not is_spare and figures and "其他处理" in plain(label) and not known & {"not_corrected", "not_paid"}:
            found.is_old = "表三“（六）其他处理”没有分成三行"


def _tables(rows: list[TableRow]) -> Iterator[list[_Labelled]]:
    """The rows with labels, table by table; a table that goes on over a page is several."""
    run: list[_Labelled] = []
    table = -1
    for row in rows:
        if row.table != table and run:
            yield run
            run = []
        table = row.table
        labelled = _labelled(row)
        if labelled is not None:
            run.append(labelled)
    if run:
        yield run


def _between_known(run: list[_Labelled]) -> list[_Labelled]:
    """The rows from the first whose label is understood to the last: what stands around them is another table."""
    known = [number for number, row in enumerate(run) if row.key]
    return run[known[0] : known[-1] + 1]


def _labelled(row: TableRow) -> _Labelled | None:
    """The label of a row and what follows it up to the next words; ``None`` where no figures follow."""
    understood = [(cell.column, said(cell.text, cell.fault)) for cell in row.cells]
    if sum(plain(cell.text) in APPLICANTS for cell in row.cells) > 1:
        return None  # the heads
    named = [(place, key) for place, cell in enumerate(row.cells) if (key := _meaning(cell))]
    words = [place for place, (_, cell) in enumerate(understood) if not cell.is_figure]
    place = named[-1][0] if named else next(iter(reversed(words)), -1)
    following: list[tuple[int, CellSaid]] = []
    for column, cell in understood[place + 1 :]:
        if not cell.is_figure:
            break
        following.append((column, cell))
    if len(following) < _WIDTH:
        return None
    return _Labelled(named[-1][1] if named else "", row.cells[place].text if place >= 0 else "", tuple(following))


def _meaning(cell: RowCell) -> str:
    return row_meant(cell.text) if said(cell.text).says is CellSays.WORDS else ""


def _columns(heads: list[tuple[int, ...]], run: list[_Labelled]) -> tuple[int, ...]:
    """The columns in which the figures stand: those of the heads, of the numbers, or of most rows; none if unclear."""
    filled = {column for row in run if row.key for column, cell in row.cells if cell.says is not CellSays.BLANK}
    for columns in heads:
        if filled <= set(columns):
            return columns
    if len(filled) == _WIDTH:
        return tuple(sorted(filled))
    usual = Counter(tuple(column for column, _ in row.cells) for row in run if len(row.cells) == _WIDTH)
    return usual.most_common(1)[0][0] if usual else ()


def _heads(rows: list[TableRow]) -> Iterator[tuple[int, ...]]:
    """The columns of the seven heads, wherever they stand in a row or in it and the two above."""
    for number, row in enumerate(rows):
        lower = {plain(cell.text): cell.column for cell in row.cells}
        if "商业企业" in lower:
            above = rows[max(0, number - 2) : number]
            upper = {plain(cell.text): cell.column for other in above for cell in other.cells}
            columns = [lower[head] if head in lower else upper.get(head, -1) for head in APPLICANTS]
            if columns == sorted(set(columns)) and columns[0] >= 0:
                yield tuple(columns)


def _by_place(read: list[tuple[str, str, list[CellSaid]]]) -> list[tuple[str, str, list[CellSaid]]]:
    """The rows, those without a meaning named by their place where every other row stands in its own."""
    if len(read) != len(_KEYS) or any(key and position(key) != place for place, (key, _, _) in enumerate(read)):
        return read
    return [(_KEYS[place], label, figures) for place, (_, label, figures) in enumerate(read)]
