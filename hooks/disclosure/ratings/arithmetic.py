"""Rates and sums of one row of figures: what they are, and what in a row contradicts its own counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from disclosure.records.ratings import RatingRate, RatingSource

_CENT = Decimal("0.01")
_FINEST = 6  # decimals that are looked at


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not follow: the key of the column that is wrong, and why, a clause without a full stop."""

    key: str
    words: str


def percent(part: int, whole: int) -> Decimal | None:
    """A share in per cent with two decimals, half rounded up; ``None`` of nothing."""
    return (Decimal(part * 100) / whole).quantize(_CENT, ROUND_HALF_UP) if whole else None


def rate_of(rate: RatingRate, counts: Mapping[str, int]) -> Decimal | None:
    """A rate as it follows from the counts; ``None`` if it is one of nothing, or a count is missing."""
    if rate.whole not in counts or any(key not in counts for key in rate.part):
        return None
    return percent(sum(counts[key] for key in rate.part), counts[rate.whole])


def rates_of(source: RatingSource, counts: Mapping[str, int]) -> dict[str, Decimal]:
    """Every rate of a row that its counts tell."""
    found = ((rate.key, rate_of(rate, counts)) for rate in source.rates)
    return {key: value for key, value in found if value is not None}


def contradictions(
    source: RatingSource, counts: Mapping[str, int], rates: Mapping[str, Decimal]
) -> Iterator[Contradiction]:
    """What in one row cannot be: sums that do not add up, parts above their whole, rates of other counts.

    A rate may be rounded or cut off, to as many decimals as it is written with.
    """
    for total in source.sums:
        if total.total in counts and all(key in counts for key in total.of):
            yield from _sum(source, total.total, [counts[key] for key in total.of], counts[total.total])
    for rate in source.rates:
        part, whole = sum(counts.get(key, 0) for key in rate.part), counts.get(rate.whole, 0)
        if rate.whole not in counts or any(key not in counts for key in rate.part):
            continue
        if part > whole:
            names = "、".join(source.title_of(key) for key in rate.part)
            yield Contradiction(rate.part[-1], f"{names} {part} 大于{source.title_of(rate.whole)} {whole}")
        elif rate.key in rates and whole and not _follows(rates[rate.key], part, whole):
            told = percent(part, whole)
            yield Contradiction(rate.key, f"{rate.title} {rates[rate.key]}% 和件数对不上，按件数算是 {told}%")


def added(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The counts of several rows together."""
    total: dict[str, int] = {}
    for row in rows:
        for key, count in row.items():
            total[key] = total.get(key, 0) + count
    return total


def _sum(source: RatingSource, key: str, parts: list[int], written: int) -> Iterator[Contradiction]:
    if sum(parts) != written:
        summed = " + ".join(map(str, parts))
        yield Contradiction(key, f"{source.title_of(key)} {written} 不等于 {summed} = {sum(parts)}")


def _follows(written: Decimal, part: int, whole: int) -> bool:
    exact = Decimal(part * 100) / whole
    if _decimals(written) > _FINEST:  # a program's number: 98.799999999999999 is 98.8
        written = written.quantize(Decimal(1).scaleb(-_FINEST)).normalize()
    step = Decimal(1).scaleb(-_decimals(written))
    return written in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN))


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
