"""The fewest cells that can be wrong where sums differ: one wrong cell breaks its row and its column, and is one fault.

Each way to mend all sums with as few cells as possible is looked for. What all these ways have in common is certain;
of the rest only the sums can be told, with the cells that may be wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosure.annual.cells import Figures, FigureSpot, spots
from disclosure.annual.identities import Broken, SumIdentity, broken, identities

_DEEPEST = 3  # cells that are thought to be wrong together
_MOST_STEPS = 20_000
_FEW = 3  # sums that are told

Repair = frozenset[tuple[FigureSpot, Decimal]]  # cells, and by how much each is to change


@dataclass(frozen=True)
class Correction:
    """A cell, what stands in it, and what it must be for the sums to be right."""

    spot: FigureSpot
    written: Decimal
    wanted: Decimal


@dataclass(frozen=True)
class Blame:
    """One fault: the sums that it breaks; the cell that must be wrong, or else those of which some must be."""

    broken: tuple[Broken, ...]
    cell: Correction | None = None
    candidates: tuple[FigureSpot, ...] = ()

    @property
    def place(self) -> FigureSpot:
        """The cell to look at first."""
        return self.cell.spot if self.cell is not None else self.broken[0].identity.right[0]

    @property
    def words(self) -> str:
        """What is wrong: the cell with both numbers, or the sums that differ with theirs."""
        told = "；".join(item.words for item in self.broken[:_FEW])
        told += f"；另有 {len(self.broken) - _FEW} 处合计也不相等" if len(self.broken) > _FEW else ""
        if self.cell is None:
            return f"{told}，应当相等"
        return f"{self.cell.spot}写的是 {self.cell.written:f}，按合计应是 {self.cell.wanted:f}（{told}）"


def blamed(figures: Figures) -> list[Blame]:
    """Every fault in the sums of one report, table by table."""
    found = broken(figures)
    judged = [identity for identity in identities() if all(figures.get(spot) is not None for spot in identity.spots)]
    known = {spot: number for spot, number in figures.items() if number is not None}
    return [blame for group in _separate(judged, found) for blame in _blames(group, judged, known)]


def _separate(judged: list[SumIdentity], found: list[Broken]) -> Iterator[list[Broken]]:
    """The broken sums in groups that have no cell in common, neither directly nor through other sums."""
    groups: list[set[FigureSpot]] = []
    for identity in judged:
        joined = set(identity.spots)
        for group in [group for group in groups if group & joined]:
            joined |= group
            groups.remove(group)
        groups.append(joined)
    for group in groups:
        inside = [item for item in found if item.identity.spots[0] in group]
        if inside:
            yield inside


def _blames(found: list[Broken], judged: list[SumIdentity], known: dict[FigureSpot, Decimal]) -> Iterator[Blame]:
    """The faults behind a group of broken sums."""
    repairs = _Search(found, judged, known).fewest()
    certain = frozenset.intersection(*repairs) if repairs else frozenset()
    left = list(found)
    for spot, change in sorted(certain):
        broken_by_it = tuple(item for item in left if spot in item.identity.spots)
        left = [item for item in left if item not in broken_by_it]
        yield Blame(broken_by_it, Correction(spot, known[spot], known[spot] + change))
    if left:
        doubtful = {spot for repair in repairs for spot, _ in repair - certain}
        involved = doubtful or {spot for item in left for spot in item.identity.spots}
        part = left[0].identity.part
        yield Blame(tuple(left), candidates=tuple(spot for spot in spots(part) if spot in involved))


class _Search:
    """The ways to mend broken sums by changing as few cells as possible, each to a number that a count can be."""

    def __init__(self, found: list[Broken], judged: list[SumIdentity], known: dict[FigureSpot, Decimal]) -> None:
        self._known = known
        self._start = {item.identity: item.right - item.left for item in found}  # what the left side lacks
        self._signs: dict[FigureSpot, list[tuple[SumIdentity, int]]] = defaultdict(list)
        for identity in judged:
            for spot in identity.left:
                self._signs[spot].append((identity, 1))
            for spot in identity.right:
                self._signs[spot].append((identity, -1))
        self._steps = 0

    def fewest(self) -> list[Repair]:
        """All ways with the fewest cells; none where many cells must be wrong."""
        for depth in range(1, _DEEPEST + 1):
            found = set(self._ways(self._start, frozenset(), depth))
            if found and self._steps <= _MOST_STEPS:
                return sorted(found, key=sorted)
        return []

    def _ways(self, lacking: dict[SumIdentity, Decimal], taken: Repair, depth: int) -> Iterator[Repair]:
        self._steps += 1
        if not lacking:
            yield taken
        elif depth and self._steps <= _MOST_STEPS:
            used = {spot for spot, _ in taken}
            first = min(lacking, key=lambda identity: (len(identity.spots), identity.name, identity.line))
            for spot in first.spots:
                for change in self._changes(spot, lacking) if spot not in used else ():
                    yield from self._ways(self._after(lacking, spot, change), taken | {(spot, change)}, depth - 1)

    def _changes(self, spot: FigureSpot, lacking: dict[SumIdentity, Decimal]) -> list[Decimal]:
        """By how much a cell can change so that one more sum is right."""
        changes = {lacking[identity] * sign for identity, sign in self._signs[spot] if identity in lacking}
        return sorted(change for change in changes if self._known[spot] + change >= 0)

    def _after(
        self, lacking: dict[SumIdentity, Decimal], spot: FigureSpot, change: Decimal
    ) -> dict[SumIdentity, Decimal]:
        left = dict(lacking)
        for identity, sign in self._signs[spot]:
            left[identity] = left.get(identity, Decimal()) - change * sign
        return {identity: lack for identity, lack in left.items() if lack}
