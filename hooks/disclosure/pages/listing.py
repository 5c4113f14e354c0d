"""Lists cut into pages: newest first, a page's size does not grow with their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

LONGEST = 50

SliceItem = TypeVar("SliceItem")
AddressOf = Callable[[int], str]  # page number from 1 → address


@dataclass(frozen=True)
class Slice(Generic[SliceItem]):
    """One page of a list: ``number`` of ``count``, with the addresses of the pages before and after."""

    documents: Sequence[SliceItem]
    number: int
    count: int
    total: int
    address: str
    newer: str | None
    older: str | None


def slices(documents: Sequence[SliceItem], address_of: AddressOf, longest: int = LONGEST) -> Iterator[Slice[SliceItem]]:
    """The pages of a list; always at least one, so that an address never disappears."""
    count = max(1, -(-len(documents) // longest))
    for number in range(1, count + 1):
        yield Slice(
            documents[(number - 1) * longest : number * longest],
            number,
            count,
            len(documents),
            address_of(number),
            address_of(number - 1) if number > 1 else None,
            address_of(number + 1) if number < count else None,
        )
