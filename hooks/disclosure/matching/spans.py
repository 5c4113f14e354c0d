"""Lengths of time as policies state them (满 2 年, 3 个月以内), counted as the Civil Code does (民法典 201 to 203)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.expressions import expression
from disclosure.reading.numerals import int_of

_SPAN = expression(r"(半|[0-9]{1,4}|[零一二两三四五六七八九十百]{1,6}) ?(周岁|岁|年|个月|月|天|日)?")
_YEARS, _MONTHS = ("周岁", "岁", "年", None), ("个月", "月")


@dataclass(frozen=True)
class Length:
    """A length of time in whole months or in days; one of the two is 0 where a policy states it."""

    months: int = 0
    days: int = 0

    @property
    def words(self) -> str:
        """As a sentence says it: 2 年, 18 个月, 90 天."""
        if self.days:
            return f"{self.days} 天"
        return f"{self.months // 12} 年" if self.months % 12 == 0 and self.months else f"{self.months} 个月"


def span_of(text: str, *, bare: bool = False) -> Length | None:
    """The length that is written: ``2年``, ``3个月``, ``60天``; a ``bare`` number is of years. ``None`` if none is."""
    found = _SPAN.fullmatch(text.strip())
    if found is None or (found[2] is None and not bare):
        return None
    number, unit = found[1], found[2]
    if number == "半":
        return Length(months=6) if unit == "年" else None
    count = int_of(number)
    if count is None:
        return None
    if unit in _YEARS:
        return Length(months=12 * count)
    return Length(months=count) if unit in _MONTHS else Length(days=count)


def later(day: date, span: Length) -> date:
    """The day on which a span that begins on ``day`` is full; where the month has no such day, its last."""
    months = day.year * 12 + day.month - 1 + span.months
    year, month = divmod(months, 12)
    if not 1 <= year <= 9000:
        return date.max if year > 1 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) + timedelta(days=min(span.days, 3650))


def earlier(day: date, span: Length) -> date:
    """The last day on which something may have begun that has lasted ``span`` on ``day``."""
    return later(day, Length(-span.months)) - timedelta(days=span.days)


def months_between(start: date, end: date) -> int:
    """The full months from one day to another; negative if it has not begun."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if later(start, Length(months)) <= end else months - 1


def elapsed(start: date, end: date) -> str:
    """How long it has been, in words: 2 年零 8 天, 11 个月零 23 天, 45 天."""
    if start > end:
        return f"还有 {(start - end).days} 天"
    months = months_between(start, end)
    days = (end - later(start, Length(months))).days
    years, months = divmod(months, 12)
    parts = [f"{years} 年" if years else "", f"{months} 个月" if months else ""]
    whole = " ".join(part for part in parts if part)
    return f"{whole}零 {days} 天" if whole and days else whole or f"{days} 天"
