"""Figures that are glued together, cut in every way that the sums allow: one way is a reading, several are none.

All of it is bounded: where there are too many ways to look at, there is no reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Cut = tuple[int, ...]  # the figures of a row, the last of them the sum of the others
TableCut = dict[str, Cut]  # the figures of all rows, by their names

_LONGEST = 36  # digits of a row that are cut
_MOST_STEPS = 20_000  # in one row
_MOST_WAYS = 400  # of one row
_MOST_SUMS = 3_000  # partial sums that are kept apart
_MOST_PAIRS = 60_000
_ENOUGH = 2  # ways that show that there is more than one


def cuts(digits: str, parts: int) -> list[Cut]:
    """All ways to cut digits into so many numbers, none with a zero before it, the last the sum of the others.

    An empty list where there is none, or where there are too many to look at.
    """
    if not parts <= len(digits) <= _LONGEST:
        return []
    found: list[Cut] = []
    search = _CutSearch()
    for length in range(1, len(digits) - parts + 2):
        total = digits[-length:]
        if length == 1 or total[0] != "0":
            found += [(*cut, int(total)) for cut in search.making(digits[:-length], parts - 1, int(total))]
    return found if search.steps <= _MOST_STEPS and len(found) <= _MOST_WAYS else []


class _CutSearch:
    def __init__(self) -> None:
        self.steps = 0

    def making(self, digits: str, parts: int, total: int) -> Iterator[Cut]:
        """The ways to cut digits into numbers that make a total."""
        self.steps += 1
        if self.steps > _MOST_STEPS or total >= parts * 10 ** (len(digits) - parts + 1):
            return
        if parts == 1:
            if (digits == "0" or digits[0] != "0") and int(digits) == total:
                yield (total,)
            return
        for length in range(1, len(digits) - parts + 2):
            first = int(digits[:length])
            if (length > 1 and digits[0] == "0") or first > total:
                return
            yield from ((first, *rest) for rest in self.making(digits[length:], parts - 1, total - first))


def readings(
    ways: Mapping[str, list[Cut]], came: Sequence[str], done: Sequence[str], ends: Sequence[str]
) -> list[TableCut]:
    """At most two ways to read a table in which every column adds up; none where there are too many to look at.

    ``ways`` has the cuts of each row. The rows ``done`` make the first of ``ends``, the two that ``came`` make both.
    """
    sums = _sums(done, ways)
    arrived = _pairs(ways[came[0]], ways[came[1]])
    found: list[TableCut] = []
    for total in ways[ends[0]]:
        for details in sums.get(total, []):
            for left in ways[ends[1]]:
                for first, second in arrived.get(_added(total, left), []):
                    found.append({**details, came[0]: first, came[1]: second, ends[0]: total, ends[1]: left})
                    if len(found) == _ENOUGH:
                        return found
    return found


def _sums(rows: Sequence[str], ways: Mapping[str, list[Cut]]) -> dict[Cut, list[TableCut]]:
    """Each sum that the rows can make, with at most two ways to make it."""
    known: dict[Cut, list[TableCut]] = {(0,) * len(ways[rows[0]][0]): [{}]}
    for row in rows:
        following: dict[Cut, list[TableCut]] = {}
        if len(known) * len(ways[row]) > _MOST_PAIRS:
            return {}
        for cut in ways[row]:
            for total, chosen in known.items():
                kept = following.setdefault(_added(total, cut), [])
                kept += [{**way, row: cut} for way in chosen[: _ENOUGH - len(kept)]]
        if len(following) > _MOST_SUMS:
            return {}
        known = following
    return known


def _pairs(firsts: list[Cut], seconds: list[Cut]) -> dict[Cut, list[tuple[Cut, Cut]]]:
    """Each sum of two rows, with at most two ways to make it."""
    found: dict[Cut, list[tuple[Cut, Cut]]] = {}
    if len(firsts) * len(seconds) > _MOST_PAIRS:
        return found
    for first in firsts:
        for second in seconds:
            kept = found.setdefault(_added(first, second), [])
            if len(kept) < _ENOUGH:
                kept.append((first, second))
    return found


def _added(one: Cut, other: Cut) -> Cut:
    return tuple(a + b for a, b in zip(one, other, strict=True))
