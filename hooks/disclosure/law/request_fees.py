"""What requests or pages cost by the official steps (国办函〔2020〕109号): each part at its own price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosure.records.guides import FeeStep


@dataclass(frozen=True)
class FeePart:
    """The ``first``-th to the ``last``-th of what is counted, from 1 on, at ``price`` yuan each."""

    first: int
    last: int
    price: int

    @property
    def count(self) -> int:
        """How many there are in this part."""
        return self.last - self.first + 1

    @property
    def cost(self) -> int:
        """What this part costs, in yuan."""
        return self.count * self.price


def fee(steps: Sequence[FeeStep], count: int) -> int:
    """What ``count`` costs in yuan; only what goes beyond a step is dearer (超额累进)."""
    return sum(part.cost for part in parts(steps, count))


def parts(steps: Sequence[FeeStep], count: int) -> Iterator[FeePart]:
    """The parts of ``count``, one a step; a step that grows dearer has one each time that it does."""
    first = 1
    for step in steps:
        end = count if step.upto is None else min(step.upto, count)
        price, width = step.price, step.every or max(end - first + 1, 1)
        while first <= end:
            last = min(first + width - 1, end)
            yield FeePart(first, last, price)
            first, price = last + 1, price + (step.rise or 0)
