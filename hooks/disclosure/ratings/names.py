"""Names of items: which are one and the same, and which only look alike.

Blanks and full-width letters make no difference. What else is the same item is for the office to say, in ``same``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import Indel

from disclosure.records.ratings import RatingSources, plain_name

_ALIKE = 0.85  # of the characters of both names, those that stand in both in one order
_SHORTEST, _LONGER = 4, 3  # characters of a name that may stand in a longer one, and by how much that may be longer
_MOST = 400  # names that are held against each other


def canonical(name: str, sources: RatingSources | None) -> str:
    """The name under which an item is counted."""
    wanted = plain_name(name)
    return sources.first_names.get(wanted, wanted) if sources is not None else wanted


def look_alike(names: Iterable[str], sources: RatingSources | None) -> Iterator[tuple[str, str]]:
    """Pairs of names that may be one item and of which the office has not said whether they are."""
    told = [{plain_name(name) for name in group} for group in (sources.distinct if sources is not None else ())]
    known = list(dict.fromkeys(canonical(name, sources) for name in names))[:_MOST]
    for one, other in combinations(known, 2):
        if _alike(one, other) and not any({one, other} <= group for group in told):
            yield one, other


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST and len(long) - len(short) <= _LONGER and short in long:
        return True
    return Indel.normalized_similarity(one, other, score_cutoff=_ALIKE) >= _ALIKE
