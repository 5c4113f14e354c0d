"""The days on which an item fell due, and what was published for each of them.

A round is served by the first paper published within it: by its day in time, later too late. What is published besides
in a round serves the round before, too late, if that has nothing; else the next, ahead of time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from disclosure.coverage.evidence import Evidence
from disclosure.coverage.rhythm import Rhythm
from disclosure.records.values import Choice

_MOST = 120  # rounds that are looked at: of every week for two years


class ItemState(Choice):
    """How an item, or one of its rounds, stands; the labels are the words of the site."""

    ON_TIME = "on-time", "按期"
    PUBLISHED = "published", "已公开"
    AWAITED = "awaited", "待公开"
    NOT_DUE = "not-due", "未到期"
    LATE = "late", "逾期"
    EXCUSED = "not-applicable", "不适用"


@dataclass(frozen=True)
class DueRound:
    """One time that an item falls due: ``day`` is the last day; ``served`` what was published for it."""

    start: date
    day: date
    served: Evidence | None = None

    def state(self, today: date) -> ItemState:
        """How it stands: awaited is what falls due in the month of ``today``."""
        if self.served is not None:
            in_time = self.served.day is None or self.served.day <= self.day
            return ItemState.ON_TIME if in_time else ItemState.PUBLISHED
        if self.day < today:
            return ItemState.LATE
        return ItemState.AWAITED if month_of(self.day) == month_of(today) else ItemState.NOT_DUE


def month_of(day: date) -> str:
    """The month of a day: ``2025-06``."""
    return f"{day.year:04}-{day.month:02}"


def rounds(rhythm: Rhythm, first: date, last: date) -> list[DueRound]:
    """The rounds that fall due from ``first`` to ``last``, the earliest first; of very many the latest."""
    found: list[DueRound] = []
    start = rhythm.start(first)
    while start <= last:
        due = rhythm.due(start)
        if first <= due <= last:
            found.append(DueRound(start, due))
        following = rhythm.after(start)
        if following <= start:
            break  # the calendar is at its end
        start = following
    return found[-_MOST:]


def served(due: Sequence[DueRound], evidence: Sequence[Evidence], rhythm: Rhythm) -> list[DueRound]:
    """The rounds with what was published for each; ``evidence`` in any order."""
    starts = [item.start for item in due]
    dated = sorted((item for item in evidence if item.day is not None), key=lambda item: item.day or date.min)
    queues: list[list[Evidence]] = [[] for _ in due]
    for item in dated:
        assert item.day is not None
        at = bisect_right(starts, item.day) - 1
        if at >= 0 and item.day < rhythm.after(starts[at]):
            queues[at].append(item)
    own = [replace(item, served=queue[0] if queue else None) for item, queue in zip(due, queues, strict=True)]
    rest = [queue[1:] for queue in queues]
    return list(_helped_out(own, rest))


def _helped_out(own: list[DueRound], rest: list[list[Evidence]]) -> Iterator[DueRound]:
    """Rounds without anything of their own, with what the next left over, or else the one before."""
    for at, item in enumerate(own):
        if item.served is None:
            following = next((queue for queue in rest[at + 1 :] if queue), None)
            spare = following or (rest[at - 1] if at else None)
            if spare:
                item = replace(item, served=spare.pop(0))
        yield item
