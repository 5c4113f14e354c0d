"""One cause, one remark: what the text or last year's report says of a cell that the sums find wrong as well.

A cell that is wrong breaks sums (T3-1 to T4-1), differs from the text (N-1) and from last year's report (X-1). Where
the number told elsewhere is the one that makes the sums right, it only confirms what they tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from disclosure.annual.cells import FigureSpot
from disclosure.annual.identities import broken
from disclosure.auditing.remarks import Level, Remark

_ELSEWHERE = {"N-1": "正文", "X-1": "上一年的报告"}


def told_once(
    sums: Iterable[Remark], elsewhere: Sequence[Remark], figures: dict[FigureSpot, Decimal]
) -> Iterator[Remark]:
    """The remarks on sums, and those made elsewhere that tell of another cause."""
    left = list(elsewhere)
    for remark in sums:
        confirming = _confirming(remark, left, figures)
        left = [item for item in left if item not in confirming]
        yield _confirmed(remark, confirming)
    yield from left


def _confirming(remark: Remark, elsewhere: list[Remark], figures: dict[FigureSpot, Decimal]) -> list[Remark]:
    """What tells of the same cause as a remark on sums."""
    said = [item for item in elsewhere if item.wanted and set(item.cells) <= set(remark.cells)]
    if remark.level is not Level.FAIL or not said:
        return []
    if remark.wanted:
        return [item for item in said if item.wanted == remark.wanted]
    wrong = {item.identity for item in broken(figures) if set(item.identity.spots) & set(remark.cells)}
    still = {item.identity for item in broken({**figures, **_told(said)})}
    return said if wrong - still else []


def _told(said: Iterable[Remark]) -> dict[FigureSpot, Decimal]:
    return {spot: number for item in said for spot, number in zip(item.cells, item.wanted, strict=True)}


def _confirmed(remark: Remark, confirming: list[Remark]) -> Remark:
    if not confirming:
        return remark
    told = [f"{_ELSEWHERE[item.check]}里，{spot}是 {n:f}" for item in confirming for spot, n in _told([item]).items()]
    cells = remark.cells if remark.wanted else tuple(_told(confirming))
    return replace(remark, message=f"{remark.message}{'；'.join(told)}。", cells=cells)
