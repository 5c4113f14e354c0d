"""How often an item falls due: rounds of months or weeks, or a number of days after something came to be."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from disclosure.law.replies import months_after
from disclosure.law.working_days import WorkingDays
from disclosure.reading.time_limits import FORMED_OR_CHANGED, LimitKind, TimeLimit, read_time_limit
from disclosure.records.standard_catalogue import StandardItem
from disclosure.records.standard_periods import DayUnit, ItemPeriod, PeriodKind

_WEEK = 7
_LONGEST = 10  # of years, months or weeks that anything comes round in; more is a slip
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_SPANS = {12: "每年", 6: "每半年", 3: "每季度", 1: "每月"}
_MONTH = 30.5
_AT_MOST = {
    "working-days": 1.5, "days": 1, "hours": 1 / 24, "week": _WEEK, "month": _MONTH, "quarter": 3 * _MONTH,
    "half-year": 6 * _MONTH, "year": 12 * _MONTH,
}  # fmt: skip # about how many days each is
# From what the days of a limit are counted that the day on which a paper was made stands for.
_MADE = ("", FORMED_OR_CHANGED)
_UNITS = {"working-days": "个工作日", "days": "日", "hours": "小时", "week": "周", "month": "个月", "year": "年"}


@dataclass(frozen=True)
class Rhythm:
    """How often an item falls due. Of ``months`` and ``weeks`` at most one is not 0: then it comes round.

    ``by`` is a day of the round as records write it, "" for the last one. ``days`` are those after a paper was made,
    0 where no figure is set; ``unit`` what they are. Where it comes round, they are those after the end of the round
    before, counted by ``calendar``. ``event`` is from what else the days of a limit run, a day that no record has.
    """

    months: int = 0
    weeks: int = 0
    by: str = ""
    days: int = 0
    unit: str = DayUnit.WORKING_DAYS.value
    is_known: bool = True
    event: str = ""
    calendar: WorkingDays = field(default_factory=lambda: WorkingDays(()), compare=False, repr=False)

    @property
    def comes_round(self) -> bool:
        """Whether it falls due again and again."""
        return bool(self.months or self.weeks)

    @property
    def words(self) -> str:
        """How often, in words; "" where nothing is set."""
        within = f"{self.days} {_UNITS.get(self.unit, self.unit)}内" if self.days else ""
        ended = f"，结束后 {within}" if within else ""
        if self.months:
            return (_SPANS.get(self.months) or f"每 {self.months} 个月") + ended
        if self.weeks:
            return ("每周" if self.weeks == 1 else f"每 {self.weeks} 周") + ended
        return within

    def start(self, day: date) -> date:
        """The first day of the round in which a day lies."""
        if self.weeks:
            return day - timedelta(days=(day.toordinal() - 1) % (_WEEK * self.weeks))
        month = (day.year * 12 + day.month - 1) // self.months * self.months
        return date(month // 12, month % 12 + 1, 1)

    def after(self, start: date) -> date:
        """The first day of the round that follows the one that begins on ``start``."""
        if self.weeks:
            return start + min(timedelta(days=_WEEK * self.weeks), date.max - start)
        return months_after(start, self.months)

    def due(self, start: date) -> date:
        """The day by which the round is due that begins on ``start``."""
        if self.comes_round and self.days:
            return self.within(start - timedelta(days=1), self.calendar) or start
        last = self.after(start) - timedelta(days=1)
        if not self.by:
            return last
        if self.weeks:
            return last - timedelta(days=_WEEK - int(self.by))
        if "-" in self.by:
            month, day = map(int, self.by.split("-"))
            return _clipped(start.year, month, day)
        month, day = map(int, self.by.split("/")) if "/" in self.by else (self.months, int(self.by))
        first = months_after(start, month - 1)
        return _clipped(first.year, first.month, day)

    def within(self, made: date, calendar: WorkingDays) -> date | None:
        """The last day for what was made on a day; ``None`` where no figure is set."""
        if not self.days:
            return None
        if self.unit == DayUnit.WORKING_DAYS:
            return calendar.after(made, self.days).day
        if self.unit in _MONTHS:
            return months_after(made, self.days * _MONTHS[self.unit])
        days = {"week": _WEEK * self.days, "hours": -(-self.days // 24)}.get(self.unit, self.days)
        return made + timedelta(days=days)


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def rhythm_of(item: StandardItem) -> Rhythm:
    """How often an item falls due: as its editor states, else by the words of its time limit."""
    return stated(item.period) if item.period is not None else read(item.limit or "")


def stated(period: ItemPeriod) -> Rhythm:
    """The rhythm that an editor states."""
    if period.kind is PeriodKind.WITHIN:
        return Rhythm(days=period.days or 0, unit=period.unit.value)
    return Rhythm(months=period.kind.months, weeks=int(period.kind is PeriodKind.WEEKLY), by=period.by or "")


@cache
def read(words: str) -> Rhythm:
    """The rhythm that the words of a time limit mean; one that is not known where they tell none."""
    return _read(read_time_limit(words))


def _read(limit: TimeLimit) -> Rhythm:
    if limit.kind is LimitKind.YEARLY_BY:
        return Rhythm(months=12, by=limit.by)
    number = limit.number or 1
    if limit.after:
        return _after_the_end(limit)
    if limit.kind is LimitKind.EACH and number > _LONGEST:
        return Rhythm(is_known=False)
    if limit.kind is LimitKind.EACH and limit.unit in _MONTHS:
        return Rhythm(months=_MONTHS[limit.unit] * number, by=limit.by)
    if limit.kind is LimitKind.EACH and limit.unit == "week":
        return Rhythm(weeks=number, by=limit.by)
    if limit.kind is LimitKind.WITHIN and limit.start in _MADE:
        return Rhythm(days=number, unit=limit.unit)
    return Rhythm(is_known=limit.kind is not LimitKind.UNKNOWN, event=limit.start)


def _after_the_end(limit: TimeLimit) -> Rhythm:
    """So long after the end of each round; one that is not known where that is longer than a round."""
    number, unit = limit.after.split()
    months = _MONTHS.get(limit.unit, 0)
    if int(number) * _AT_MOST[unit] > (months * _MONTH or _WEEK):
        return Rhythm(is_known=False)
    return Rhythm(months, 0 if months else 1, days=int(number), unit=unit)
