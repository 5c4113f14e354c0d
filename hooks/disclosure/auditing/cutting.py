"""Figures that are glued together, cut in every way that the sums allow: one way is a reading, several are none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

Cut = tuple[int, ...]

_LONGEST = 40  # digits of a row that are cut
_MOST_WAYS = 400  # of one row
_MOST_SUMS = 3_000  # partial sums that are kept apart


def cuts(digits: str, parts: int) -> list[Cut]:
    """All ways to cut digits into so many numbers, no number with a zero before it, the last the sum of the others.

    An empty list where there is none, or where there are too many to look at.
    """
    if not parts <= len(digits) <= _LONGEST:
        return []
    found = list(islice(_cuts(digits, parts), _MOST_WAYS + 1))
    return found if len(found) <= _MOST_WAYS else []


def _cuts(digits: str, parts: int) -> Iterator[Cut]:
    """The total is at the end: each length that it can have leaves the rest to be cut into what makes it."""
    for length in range(1, len(digits) - parts + 2):
        total = digits[-length:]
        if length == 1 or total[0] != "0":
            yield from ((*cut, int(total)) for cut in _making(digits[:-length], parts - 1, int(total)))


@lru_cache(maxsize=50_000)
def _making(digits: str, parts: int, total: int) -> tuple[Cut, ...]:
    """The ways to cut digits into numbers that make a total."""
    if parts == 1:
        fits = digits.isdecimal() and (digits == "0" or digits[0] != "0") and int(digits) == total
        return ((total,),) if fits else ()
    found: list[Cut] = []
    for length in range(1, len(digits) - parts + 2):
        first = digits[:length]
        if (length > 1 and first[0] == "0") or int(first) > total:
            break
        found += [(int(first), *rest) for rest in _making(digits[length:], parts - 1, total - int(first))]
        if len(found) > _MOST_WAYS:
            break
    return tuple(found)


def readings(
    ways: dict[str, list[Cut]], came: tuple[str, str], done: tuple[str, ...], ends: tuple[str, str]
) -> list[dict[str, Cut]]:
    """At most two ways to read a whole table in which each column adds up.

    ``ways`` has the cuts of each row; ``done`` make the first of ``ends``, and ``came`` make both ``ends``.
    """
    sums = _sums(done, ways)
    if sums is None:
        return []
    found: list[dict[str, Cut]] = []
    for total in ways[ends[0]]:
        for details in sums.get(total, [])[:2]:
            for first in ways[came[0]]:
                for second in ways[came[1]]:
                    for left in ways[ends[1]]:
                        if all(a + b == c + d for a, b, c, d in zip(first, second, total, left, strict=True)):
                            found.append({**details, came[0]: first, came[1]: second, ends[0]: total, ends[1]: left})
                            if len(found) > 1:
                                return found
    return found


def _sums(rows: tuple[str, ...], ways: dict[str, list[Cut]]) -> dict[Cut, list[dict[str, Cut]]] | None:
    """Each sum that the rows can make, with at most two ways to make it; ``None`` where there are too many."""
    known: dict[Cut, list[dict[str, Cut]]] = {}
    nothing: list[tuple[Cut, list[dict[str, Cut]]]] = [((0,) * len(ways[rows[0]][0]), [{}])]
    for number, row in enumerate(rows):
        following: dict[Cut, list[dict[str, Cut]]] = {}
        for cut in ways[row]:
            for total, chosen in known.items() if number else nothing:
                added = tuple(map(sum, zip(total, cut, strict=True)))
                kept = following.setdefault(added, [])
                kept += [{**way, row: cut} for way in chosen[: 2 - len(kept)]]
        if len(following) > _MOST_SUMS:
            return None
        known = following
    return known
