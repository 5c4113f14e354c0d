"""The sums that an annual report's official tables must make, and those that do not hold.

In one report: T3-1 (each column of table three: what came = what was done and goes on), T3-2 (each column: the kinds of
results make their total), T3-3 and T4-1 (each row makes its total). From year to year: X-1 (carried in = carried out
last year, column by column) and X-2 (in force = last year's + made − repealed; a warning, since papers also lapse).
A sum with a cell that is not known says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from disclosure.annual.cells import Figures, FigureSpot, column_words, part_words, row_words, short
from disclosure.records.report_tables import REQUESTS, TABLES, Equal, ReportTable

_FEW = 3  # parts of a sum that are told by name
MAY_DIFFER = frozenset({"X-2"})  # identities that good reasons can break


@dataclass(frozen=True, eq=False)
class SumIdentity:
    """Two sums that must be equal in one line: ``by_row`` says whether ``line`` is a row or a column.

    ``told`` has both sums in words.
    """

    name: str
    part: str
    line: str
    by_row: bool
    left: tuple[FigureSpot, ...]
    right: tuple[FigureSpot, ...]
    told: tuple[str, str]

    @property
    def spots(self) -> tuple[FigureSpot, ...]:
        """All cells that take part."""
        return self.left + self.right

    @property
    def where(self) -> str:
        """The row or column in words."""
        if self.by_row:
            return row_words(self.part, self.line)
        return f"{part_words(self.part)}“{column_words(self.part, self.left[0].row, self.line)}”一栏"


@dataclass(frozen=True)
class Broken:
    """An identity that does not hold, and what its two sums are."""

    identity: SumIdentity
    left: Decimal
    right: Decimal

    @property
    def words(self) -> str:
        """Which sums differ, and by their numbers."""
        left, right = self.identity.told
        return f"{self.identity.where}，{left}是 {self.left:f}，{right}是 {self.right:f}"


@cache
def identities() -> tuple[SumIdentity, ...]:
    """The sums within one report, table by table."""
    return tuple(identity for table in TABLES for identity in _of_table(table))


def broken(figures: Figures) -> list[Broken]:
    """The identities of one report that do not hold."""
    return [found for identity in identities() if (found := _judged(identity, figures)) is not None]


def discontinued(now: Figures, before: Figures) -> list[Broken]:
    """What does not go on from last year's report to this one: X-1 by column, X-2 by kind of paper.

    A total that differs by as much as its columns do together follows from them, and is left out.
    """
    return [*_carried_over(now, before), *_in_force(now, before)]


def _of_table(table: ReportTable) -> Iterator[SumIdentity]:
    rows, columns = [line.key for line in table.row_lines], [line.key for line in table.column_lines]
    for equal in table.equal_rows:
        for column in columns:
            sides = ([FigureSpot(table.part, row, column) for row in side] for side in (equal.left, equal.right))
            yield _identity(table, equal, column, *sides, by_row=False)
    for equal in table.equal_columns:
        for row in rows:
            sides = ([FigureSpot(table.part, row, column) for column in side] for side in (equal.left, equal.right))
            yield _identity(table, equal, row, *sides, by_row=True)


def _identity(
    table: ReportTable, equal: Equal, line: str, left: list[FigureSpot], right: list[FigureSpot], *, by_row: bool
) -> SumIdentity:
    model = table.row if by_row else table.model
    told = tuple(
        _said([short(model.model_fields[key].title or key) for key in side]) for side in (equal.left, equal.right)
    )
    return SumIdentity(equal.name, table.part, line, by_row, tuple(left), tuple(right), (told[0], told[1]))


def _said(labels: list[str]) -> str:
    """A sum in words: its parts by name, or the first and the last of many."""
    names = [f"“{label}”" for label in labels]
    if len(names) == 1:
        return names[0]
    return f"{'加'.join(names)}的和" if len(names) <= _FEW else f"{names[0]}到{names[-1]}各项的和"


def _judged(identity: SumIdentity, figures: Figures) -> Broken | None:
    left, right = _sum(identity.left, figures), _sum(identity.right, figures)
    return Broken(identity, left, right) if left is not None and right is not None and left != right else None


def _sum(spots: tuple[FigureSpot, ...], figures: Figures) -> Decimal | None:
    """The sum of some cells; ``None`` if one of them is not known."""
    numbers = [number for spot in spots if (number := figures.get(spot)) is not None]
    return sum(numbers, Decimal()) if len(numbers) == len(spots) else None


def _carried_over(now: Figures, before: Figures) -> list[Broken]:
    found = {item.identity.line: item for item in _differing(now, before)}
    total = found.pop("total", None)
    columns = list(found.values())
    follows = total is None or (columns and total.left - total.right == sum(item.left - item.right for item in columns))
    return columns if total is None or follows else [*columns, total]


def _differing(now: Figures, before: Figures) -> Iterator[Broken]:
    for column in REQUESTS.row.model_fields:
        carried, left_over = FigureSpot("requests", "carried_in", column), FigureSpot("requests", "carried_out", column)
        here, there = now.get(carried), before.get(left_over)
        if here is not None and there is not None and here != there:
            told = ("“上年结转”", f"上一年报告第 25 行“{short(REQUESTS.words('carried_out'))}”")
            identity = SumIdentity("X-1", "requests", column, False, (carried,), (left_over,), told)
            yield Broken(identity, here, there)


def _in_force(now: Figures, before: Figures) -> Iterator[Broken]:
    for row in ("rules", "normative"):
        made, repealed, in_force = (FigureSpot("disclosed", row, key) for key in ("made", "repealed", "in_force"))
        here, gained, lost, held = now.get(in_force), now.get(made), now.get(repealed), before.get(in_force)
        if here is None or gained is None or lost is None or held is None or here == held + gained - lost:
            continue
        told = ("“现行有效件数”", f"上一年的现行有效件数 {held:f} 加本年制发 {gained:f} 减本年废止 {lost:f}")
        yield Broken(
            SumIdentity("X-2", "disclosed", row, True, (in_force,), (made, repealed), told), here, held + gained - lost
        )
