"""What shows that an item of the work plan is done: asked of the register by a query, for a stretch of time."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module

from disclosure import plan
from disclosure.law.book import LawBook
from disclosure.records.duty_maps import SitePage
from disclosure.records.work_plans import PlanQuery, WorkPlan
from disclosure.register import Register


@dataclass(frozen=True)
class Scope:
    """What a query is asked of: the register between two days, both counted, and how often something is wanted."""

    register: Register
    book: LawBook
    plan: WorkPlan
    first: date
    last: date
    times: int = 1

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Proof:
    """What was found.

    ``holds`` says whether it is enough, ``begun`` whether there is anything at all. ``ids`` are the records that it
    rests on: without them it would not hold. ``shown`` is the id of a record whose page shows it, or a page of none.
    ``by_hand`` tells what people wrote down from what follows from the site's own records.
    """

    holds: bool
    begun: bool
    words: str
    count: int = 0
    total: int | None = None
    ids: tuple[str, ...] = ()
    newest: date | None = None
    shown: str | SitePage | None = None
    by_hand: bool = False


QueryAnswer = Callable[[Scope], Proof]
_ANSWERS: dict[PlanQuery, QueryAnswer] = {}


def answers(query: PlanQuery) -> Callable[[QueryAnswer], QueryAnswer]:
    """Make a function the answer to a query."""

    def register(answer: QueryAnswer) -> QueryAnswer:
        _ANSWERS[query] = answer
        return answer

    return register


def asked(query: PlanQuery, scope: Scope) -> Proof:
    """What a query finds."""
    return answered()[query](scope)


def answered() -> dict[PlanQuery, QueryAnswer]:
    """The answers of all modules of this room."""
    _find()
    return _ANSWERS


@cache
def _find() -> None:
    for module in pkgutil.iter_modules(plan.__path__):
        import_module(f"{plan.__name__}.{module.name}")


def all_of(
    found: Sequence[tuple[str, bool]], words: str, *, newest: date | None = None, shown: str | SitePage | None = None
) -> Proof:
    """Of several things, each with its id and whether it is as it should be, all are; of nothing there is no proof."""
    count = sum(fits for _, fits in found)
    ids = tuple(dict.fromkeys(key for key, _ in found))
    return Proof(bool(found) and count == len(found), bool(found), words, count, len(found), ids, newest, shown)


def enough_of(
    found: Sequence[tuple[str, date]], words: str, scope: Scope, *, shown: str | SitePage | None, by_hand: bool = False
) -> Proof:
    """Things that happened on days, as many as are wanted."""
    ids, newest = tuple(dict.fromkeys(key for key, _ in found)), latest(day for _, day in found)
    count = len(found)
    return Proof(count >= scope.times, bool(found), words, count, None, ids, newest, shown, by_hand)


def latest(days: Iterable[date]) -> date | None:
    """The last of some days."""
    return max(days, default=None)
