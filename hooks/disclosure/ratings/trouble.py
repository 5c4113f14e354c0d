"""The figures that call for a public response, by the thresholds of their source, and the response that covers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from disclosure.ratings.names import canonical
from disclosure.ratings.series import Series, all_series, month_of
from disclosure.records.ratings import RatingSource, RatingSources, Trouble
from disclosure.records.responses import PublicResponse
from disclosure.register import Register


@dataclass(frozen=True)
class Troubled:
    """An item of a month that reaches thresholds, and why, in words: 满意率 61.54%，低于 80%."""

    source: RatingSource
    item: str
    month: str
    reasons: tuple[str, ...]


def troubled(series: Series) -> list[Troubled]:
    """Every item of every month that calls for a response, month by month."""
    return [
        Troubled(series.source, item, month, reasons)
        for month, items in series.counts.items()
        for item, counts in items.items()
        if (reasons := tuple(_reasons(series, counts, series.rates(item, month))))
    ]


def _reasons(series: Series, counts: dict[str, int], rates: dict[str, Decimal]) -> Iterator[str]:
    for threshold in series.source.trouble:
        value = rates.get(threshold.of, counts.get(threshold.of))
        if value is not None and _base(threshold, series.source, counts) >= threshold.at_least:
            name = series.source.title_of(threshold.of)
            sign = "%" if isinstance(value, Decimal) else f" {series.source.measure}"
            if threshold.below is not None and value < threshold.below:
                yield f"{name} {value}{sign}，低于 {plain_number(threshold.below)}{sign}"
            if threshold.reaches is not None and value >= threshold.reaches:
                yield f"{name} {value}{sign}，达到 {threshold.reaches}{sign}"


def _base(threshold: Trouble, source: RatingSource, counts: dict[str, int]) -> int:
    rate = source.rate(threshold.of)
    return counts.get(rate.whole if rate is not None else threshold.of, 0)


def plain_number(number: Decimal) -> str:
    """A number without zeros at its end: 80, 97.5."""
    return f"{number.normalize():f}"


def response_to(case: Troubled, register: Register) -> PublicResponse | None:
    """The response that covers the figures, the latest if there are several."""
    found = register.once(_responses).get((case.source.id, case.item), ())
    return max((item for item in found if _covers(item, case)), key=lambda item: (item.month, item.id), default=None)


def _covers(response: PublicResponse, case: Troubled) -> bool:
    """Whether a response to the item speaks of this month: from its own on, until that in which it was done."""
    return response.month <= case.month and (response.done is None or case.month <= month_of(response.done))


def _responses(register: Register) -> dict[tuple[str, str], list[PublicResponse]]:
    """The responses to each item of a source."""
    sources = next(iter(register.all(RatingSources)), None)
    found: dict[tuple[str, str], list[PublicResponse]] = defaultdict(list)
    for response in register.all(PublicResponse):
        found[response.source, canonical(response.item, sources)].append(response)
    return found


def is_overdue(response: PublicResponse, today: date) -> bool:
    """Whether a response has not done what it promised by the last day promised."""
    put_off = response.delay is not None and response.delay.still_runs(today)
    return response.done is None and today > response.due and not put_off


def answered_by(response: PublicResponse, register: Register) -> list[Troubled]:
    """The months that call for a response and have this one."""
    return register.once(_answered).get(response.id, [])


def _answered(register: Register) -> dict[str, list[Troubled]]:
    found: dict[str, list[Troubled]] = defaultdict(list)
    for series in all_series(register):
        for case in troubled(series):
            response = response_to(case, register)
            if response is not None:
                found[response.id].append(case)
    return found
