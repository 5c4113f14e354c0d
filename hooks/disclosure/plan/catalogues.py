"""Queries on the standard catalogue: what satisfies its items, what is late, the rounds of self-check."""

from __future__ import annotations

from disclosure.coverage.matrix import coverage
from disclosure.coverage.rounds import ItemState
from disclosure.plan.proofs import Proof, Scope, all_of, answers, enough_of
from disclosure.records.duty_maps import SitePage
from disclosure.records.self_checks import SelfCheckRound
from disclosure.records.work_plans import PlanQuery


@answers(PlanQuery.STANDARD_ITEMS)
def standard_items(scope: Scope) -> Proof:
    """Every item of the catalogue is met by something, need not be, or says by when it will be."""
    found = coverage(scope.register, scope.book, scope.last)
    told = [
        (
            one.field.id,
            bool(one.evidence) or one.state is ItemState.EXCUSED or one.ahead is not None or one.delay is not None,
        )
        for one in found.standings
    ]
    on_time = sum(one.is_covered for one in found.standings)
    words = f"{len(told)} 项，{sum(fits for _, fits in told)} 项有对应，{on_time} 项已公开"
    return all_of(told, words, shown=SitePage.STANDARD_CATALOGUE)


@answers(PlanQuery.STANDARD_LATE)
def standard_late(scope: Scope) -> Proof:
    """No item of the catalogue is late."""
    found = coverage(scope.register, scope.book, scope.last)
    told = [(one.field.id, one.state is not ItemState.LATE) for one in found.standings]
    late = len(told) - sum(fits for _, fits in told)
    return all_of(told, f"{late} 项逾期" if late else "没有逾期", shown=SitePage.STANDARD_CATALOGUE)


@answers(PlanQuery.SELF_CHECK)
def self_check(scope: Scope) -> Proof:
    """A round of self-check was made, with what it found and what was mended."""
    rounds = [one for one in scope.register.all(SelfCheckRound) if scope.covers(one.date)]
    findings = [finding for one in rounds for finding in one.findings]
    mended = sum(one.mended is not None and one.mended <= scope.last for one in findings)
    words = f"发现 {len(findings)} 处，改 {mended} 处" if rounds else "没有自查"
    last = max(rounds, key=lambda one: one.date, default=None)
    shown = last.id if last is not None else None
    return enough_of([(one.id, one.date) for one in rounds], words, scope, shown=shown, by_hand=True)
