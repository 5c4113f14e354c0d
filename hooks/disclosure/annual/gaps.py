"""What blank cells must be, as far as the sums tell: a gap that must be 0 is a gap, any other hides a figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosure.annual.cells import Figures, FigureSpot
from disclosure.annual.identities import SumIdentity, broken, identities


@dataclass(frozen=True)
class Gaps:
    """``figures`` with the gaps as 0; ``wanted`` are the gaps that cannot be 0, with what the sums make of them."""

    figures: dict[FigureSpot, Decimal]
    wanted: dict[FigureSpot, Decimal]


def without_gaps(figures: Figures, gaps: Collection[FigureSpot]) -> Gaps:
    """The figures with every gap filled as the sums want it; with 0 where they want nothing or disagree."""
    known = {spot: number for spot, number in figures.items() if number is not None}
    as_none = known | dict.fromkeys(gaps, Decimal())
    if not gaps or not broken(as_none):
        return Gaps(as_none, {})
    found = _solved(known, set(gaps))
    filled = as_none | found
    before, after = len(broken(as_none)), len(broken(filled))
    return (
        Gaps(filled, {spot: number for spot, number in found.items() if number})
        if after < before
        else Gaps(as_none, {})
    )


def _solved(known: dict[FigureSpot, Decimal], gaps: set[FigureSpot]) -> dict[FigureSpot, Decimal]:
    """Each gap that is alone in a sum has but one value; this may leave another alone in its sum."""
    values, found = dict(known), {}
    while (step := next(_alone(values, gaps), None)) is not None:
        spot, number = step
        gaps = gaps - {spot}
        values[spot] = found[spot] = number
    return found


def _alone(values: dict[FigureSpot, Decimal], gaps: set[FigureSpot]) -> Iterator[tuple[FigureSpot, Decimal]]:
    for identity in identities():
        missing = [spot for spot in identity.spots if spot in gaps]
        if len(missing) == 1 and all(spot in values or spot in gaps for spot in identity.spots):
            number = _lacking(identity, values)
            if missing[0] in identity.right:
                number = -number
            if number >= 0:
                yield missing[0], number


def _lacking(identity: SumIdentity, values: dict[FigureSpot, Decimal]) -> Decimal:
    left, right = (
        sum((values.get(spot, Decimal()) for spot in side), Decimal()) for side in (identity.left, identity.right)
    )
    return right - left
