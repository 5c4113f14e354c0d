"""Which rows of a sheet are its head, over one row or several, and which column is which of a source's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.importing.grid import Grid
from disclosure.records.ratings import RatingSource

ITEM, MONTH = "item", "month"
_MONTHS = ("月份", "统计月份", "年月", "月度", "所属月份", "统计年月")
_SEARCHED, _HIGHEST = 40, 3  # rows in which a head is looked for, and of which it is made up
_UNIT = expression(r"\((?:单位[::]?)?(?:件次?|人次|次|个|条|起|宗|项|%|百分比|件数|份)\)$")
_SIGNS = expression(r"[\s\u200b\ufeff“”\"'*::]+")


@dataclass(frozen=True)
class Heads:
    """The head of a table: its rows, which key stands in which column, and the columns that nothing is known of."""

    source: RatingSource
    first: int
    last: int
    columns: dict[str, int]
    twice: tuple[tuple[str, int], ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()

    @property
    def missing(self) -> list[str]:
        """The titles of the columns of counts that are not there."""
        return [column.title for column in self.source.columns if column.key not in self.columns]

    @property
    def known(self) -> int:
        """How many columns of the source are there."""
        return len(self.columns)


def heads_in(grid: Grid, sources: Iterable[RatingSource]) -> Heads | None:
    """The head that fits a source best: all of its counts before some, then the most columns."""
    found = [head for source in sources for head in _of_source(grid, source)]
    return max(
        found, key=lambda head: (not head.missing, head.known, -(head.last - head.first), -head.first), default=None
    )


def _of_source(grid: Grid, source: RatingSource) -> Iterator[Heads]:
    wanted = _wanted(source)
    skipped = {plain_head(head) for head in source.skipped}
    for at, first in enumerate(rows := grid.rows[:_SEARCHED]):
        for last in rows[at : at + _HIGHEST]:
            if last - first < _HIGHEST:
                head = _head(grid, source, (first, last), wanted, skipped)
                if ITEM in head.columns and head.known > 1:
                    yield head


def _wanted(source: RatingSource) -> dict[str, str]:
    """What the heads of a source mean, by their plain form; what is told first counts."""
    found: dict[str, str] = {}
    for name in (source.items, *source.heads):
        found.setdefault(plain_head(name), ITEM)
    named = [(column.key, column.title, column.heads) for column in source.columns]
    named += [(rate.key, rate.title, rate.heads) for rate in source.rates]
    for key, title, others in named:
        for name in (title, *others):
            found.setdefault(plain_head(name), key)
    for name in _MONTHS:
        found.setdefault(plain_head(name), MONTH)
    return found


def _head(grid: Grid, source: RatingSource, rows: tuple[int, int], wanted: dict[str, str], skipped: set[str]) -> Heads:
    columns: dict[str, int] = {}
    twice, unknown = [], []
    for column in grid.columns:
        names = list(_names(grid, rows, column))
        key = next((wanted[name] for name in names if name in wanted), None)
        if key is not None and key in columns:
            twice.append((source.title_of(key) if key != ITEM else source.items, column))
        elif key is not None:
            columns[key] = column
        elif names and not any(name in skipped for name in names):
            unknown.append((names[0], column))
    return Heads(source, *rows, columns, tuple(twice), tuple(unknown))


def _names(grid: Grid, rows: tuple[int, int], column: int) -> Iterator[str]:
    """What a column may be called: by its lowest head, by that with the one above it, by a head over several rows."""
    parts = [plain_head(grid.seen(row, column)) for row in range(rows[0], rows[1] + 1)]
    parts = [part for number, part in enumerate(parts) if part and part not in parts[:number]]
    if not parts:
        return
    if len(parts) > 1:
        yield "/".join(parts)
        yield "".join(parts)
    yield parts[-1]


def plain_head(text: str) -> str:
    """A head without blanks, widths and the unit behind it."""
    plain = _SIGNS.sub("", normalize("NFKC", text))
    return _UNIT.sub("", plain)
