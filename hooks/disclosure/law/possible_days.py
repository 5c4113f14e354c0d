"""What a year may bring whose holidays are not announced yet: from when to when a deadline in it may fall.

The known years stand for the unknown one. Each is laid beside it so that weekdays meet, and up to two weeks earlier or
later, since some feasts follow the moon. The latest day counts no make-up day and every holiday, and also the days of
the month that were off in half of the known years; the earliest counts every make-up day and no holiday. Tried on years
that were known but kept back, the true day always lay within (tests/test_request_clock.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from itertools import product

from disclosure.law.working_days import WorkingDays

Works = Callable[[date], bool]
_SHIFTS = range(-2, 3)  # weeks


@lru_cache(maxsize=4)
def possible_days(calendar: WorkingDays) -> PossibleDays:
    """What the years may bring that ``calendar`` does not know."""
    return PossibleDays(calendar)


class PossibleDays:
    """The ways in which the unknown years may be worked, as tests of a day.

    One of the ``fewest`` gives the latest day, one of the ``most`` the earliest.
    """

    def __init__(self, calendar: WorkingDays) -> None:
        self._calendar = calendar
        often = Counter((day.month, day.day) for day in calendar.holidays())
        self._often = {day for day, times in often.items() if 2 * times >= len(calendar.years)}
        ways = list(product(calendar.years, _SHIFTS))
        self.fewest: list[Works] = [cache(partial(self._worked_little, *way)) for way in ways]
        self.most: list[Works] = [cache(partial(self._worked_much, *way)) for way in ways]

    def _worked_little(self, year: int, shift: int, day: date) -> bool:
        if self._calendar.is_known(day):
            return self._calendar.is_working(day)
        off = self._calendar.holiday(_beside(day, year, shift)) is not None or (day.month, day.day) in self._often
        return day.weekday() < 5 and not off

    def _worked_much(self, year: int, shift: int, day: date) -> bool:
        if self._calendar.is_known(day):
            return self._calendar.is_working(day)
        return day.weekday() < 5 or self._calendar.make_up(_beside(day, year, shift)) is not None


def _beside(day: date, year: int, shift: int) -> date:
    """The day of a known year that lies beside ``day``: the same day of the week, at the same time of the year."""
    return day - timedelta(weeks=_weeks(day.year, year) + shift)


@cache
def _weeks(unknown: int, known: int) -> int:
    return round((date(unknown, 1, 1) - date(known, 1, 1)).days / 7)
