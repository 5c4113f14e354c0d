"""What requests or pages cost by the official steps (国办函〔2020〕109号): each part at its own price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from disclosure.records.guides import FeeStep, RequestFees
from disclosure.register import Register


class FeeSpan(NamedTuple):
    """What a step is of: from the ``first``-th to the ``last``-th; the last step has no end."""

    first: int
    last: int | None
    step: FeeStep


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


def fees_on(register: Register, day: date) -> RequestFees | None:
    """The official steps in force on a day; ``None`` where none are on file, or not in force yet."""
    return next((fees for fees in register.all(RequestFees) if fees.since <= day), None)


def spans(steps: Sequence[FeeStep]) -> Iterator[FeeSpan]:
    """The steps with what each is of, from the first on."""
    first = 1
    for step in steps:
        yield FeeSpan(first, step.upto, step)
        first = (step.upto or first) + 1


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
