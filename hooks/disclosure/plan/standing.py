"""How an item of the work plan stands on a day, in the one vocabulary: 达成 达标 进行中 未到期 逾期.

An item with a last day is 达成 once its evidence is there, whenever that is; one that goes on all the time cannot be
done, so it is 达标 while its evidence holds and 逾期 as soon as it does not; one that is done again and again is 进行中
until its year is over, and 逾期 as soon as a period has passed without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from disclosure.law.book import LawBook
from disclosure.plan.proofs import Proof, Scope, asked, latest
from disclosure.plan.windows import Window, windows
from disclosure.records.base import Record
from disclosure.records.cleanups import Cleanup
from disclosure.records.decisions import DecisionCatalogue
from disclosure.records.documents import Document
from disclosure.records.values import Choice
from disclosure.records.work_plans import PlanItem, PlanPoint, Recorded, WorkPlan
from disclosure.register import Register


class DutyState(Choice):
    """How an item stands."""

    ACHIEVED = "achieved", "达成"
    UP_TO_STANDARD = "up-to-standard", "达标"
    UNDER_WAY = "under-way", "进行中"
    NOT_DUE = "not-due", "未到期"
    LATE = "late", "逾期"

    @property
    def counts_as(self) -> DutyState:
        """Under which state it is counted: what is up to standard has achieved what can be achieved so far."""
        return DutyState.ACHIEVED if self is DutyState.UP_TO_STANDARD else self


COUNTED = (DutyState.ACHIEVED, DutyState.UNDER_WAY, DutyState.LATE, DutyState.NOT_DUE)


@dataclass(frozen=True)
class DutyStanding:
    """An item on a day. ``due`` is its last day, of one that is done again and again that of the period that counts.

    ``missed`` is what the first period is called that passed without it.
    """

    point: PlanPoint
    item: PlanItem
    state: DutyState
    proof: Proof
    due: date | None
    missed: str = ""
    late_days: int = 0

    @property
    def is_late(self) -> bool:
        """Whether it should be done by now and is not."""
        return self.state is DutyState.LATE

    @property
    def was_late(self) -> bool:
        """Whether it was done, but after its last day."""
        newest = self.proof.newest
        return self.state is DutyState.ACHIEVED and None not in (self.item.due, newest) and newest > self.item.due  # type: ignore[operator]


def standings(plan: WorkPlan, register: Register, book: LawBook, today: date) -> list[DutyStanding]:
    """Every item of a plan in its order, as it stands on a day."""
    scope = Scope(register, book, plan, date(plan.year, 1, 1), today)
    return [_standing(point, item, scope) for point in plan.points for item in point.items]


def counted(found: Sequence[DutyStanding]) -> dict[DutyState, int]:
    """How many items stand how; together as many as there are."""
    counts = Counter(one.state.counts_as for one in found)
    return {state: counts[state] for state in COUNTED}


def _standing(point: PlanPoint, item: PlanItem, scope: Scope) -> DutyStanding:
    scope = replace(scope, times=item.times, first=item.starts or scope.first)
    if item.period is not None:
        return _again_and_again(point, item, scope)
    proof = _proof(item, _until_the_end(item, scope))
    state = _continuous(item, proof, scope.last) if item.continuous else _once(item, proof, scope.last)
    found = DutyStanding(point, item, state, proof, item.due)
    return replace(found, late_days=_late_days(found, scope))


def _until_the_end(item: PlanItem, scope: Scope) -> Scope:
    """Up to the end of the plan's year, or to the day that is promised for what is late."""
    promised = item.late.new_date if item.late is not None else None
    end = max(date(scope.plan.year, 12, 31), promised or date.min)
    return replace(scope, last=min(scope.last, end))


def _continuous(item: PlanItem, proof: Proof, today: date) -> DutyState:
    if item.starts is not None and today < item.starts:
        return DutyState.NOT_DUE
    return DutyState.UP_TO_STANDARD if proof.holds else DutyState.LATE


def _once(item: PlanItem, proof: Proof, today: date) -> DutyState:
    if proof.holds:
        return DutyState.ACHIEVED
    if item.due is not None and today > item.due:
        return DutyState.LATE
    return DutyState.UNDER_WAY if proof.begun else DutyState.NOT_DUE


def _again_and_again(point: PlanPoint, item: PlanItem, scope: Scope) -> DutyStanding:
    assert item.period is not None
    today, year = scope.last, scope.plan.year
    every = [window for window in windows(item.period, year) if item.starts is None or window.last >= item.starts]
    passed = [window for window in every if window.last < today]
    whole = _proof(item, _until_the_end(item, scope))
    missed = next((window for window in passed if not _holds_in(item, window, scope)), None)
    is_over = today.year > year
    if missed is None and is_over and not whole.begun:
        missed = every[-1]
    if missed is not None:
        found = DutyStanding(point, item, DutyState.LATE, whole, missed.last, missed.words)
        return replace(found, late_days=_late_days(found, scope))
    if item.starts is not None and today < item.starts:
        state = DutyState.NOT_DUE
    else:
        state = DutyState.ACHIEVED if is_over else DutyState.UNDER_WAY
    ahead = next((window.last for window in every if window.last >= today), every[-1].last)
    return DutyStanding(point, item, state, whole, ahead)


def _holds_in(item: PlanItem, window: Window, scope: Scope) -> bool:
    """Whether a period that has passed had what it wants: of what all have to be, that nothing was not."""
    if item.recorded is not None:
        of_it = [one for one in item.recorded if window.first <= (one.makes_up or one.date) <= window.last]
        return sum(one.done and one.date <= scope.last for one in of_it) >= item.times
    proof = _proof(item, replace(scope, first=max(window.first, scope.first), last=min(window.last, scope.last)))
    return proof.holds or (proof.total == 0 and window.last < date(scope.plan.year, 12, 31))


def _late_days(found: DutyStanding, scope: Scope) -> int:
    """How many working days an item is late; 0 where there is no last day."""
    if not found.is_late or found.due is None:
        return 0
    return scope.book.working_days.between(found.due, scope.last).days


def _proof(item: PlanItem, scope: Scope) -> Proof:
    if item.query is not None:
        return asked(item.query, scope)
    if item.recorded is not None:
        return _written_down(item.recorded, scope)
    return _at_hand(item.records, scope)


def _written_down(entries: Sequence[Recorded], scope: Scope) -> Proof:
    known = [entry for entry in entries if entry.date <= scope.last]
    done = [entry for entry in known if entry.done]
    newest = max(known, key=lambda entry: entry.date, default=None)
    ids = tuple(dict.fromkeys(key for entry in known for key in entry.shown))
    there = next((key for key in reversed(ids) if key in scope.register.records), None)
    return Proof(
        holds=len(done) >= scope.times,
        begun=bool(known),
        words=newest.words if newest is not None else "没有登记",
        count=len(done),
        ids=ids,
        newest=newest.date if newest is not None else None,
        shown=there,
        by_hand=True,
    )


def _at_hand(keys: Sequence[str], scope: Scope) -> Proof:
    """Records that are there on a day."""
    records = [scope.register.records.get(key) for key in keys]
    kept = [one for one in records if one is not None and one.withdrawal is None]
    there = [one for one in kept if (_day_of(one) or scope.first) <= scope.last]
    days = [day for one in there if (day := _day_of(one)) is not None]
    words = f"{len(keys)} 份都已公开" if len(there) == len(keys) > 1 else f"{len(keys)} 份，已公开 {len(there)} 份"
    shown = there[-1].key if there else None
    is_whole = len(there) == len(keys)
    return Proof(is_whole, bool(there), words, len(there), len(keys), tuple(keys), latest(days), shown)


def _day_of(record: Record) -> date | None:
    """The day on which a record became public, of those that tell."""
    if isinstance(record, Document):
        return record.published.date()
    return record.published if isinstance(record, DecisionCatalogue | Cleanup) else None
