"""Queries on the year's decisions: their catalogue, the consultations, every stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.plan.proofs import Proof, Scope, all_of, answers, enough_of, latest
from disclosure.records.base import AbsenceReason
from disclosure.records.decisions import Adjustment, Decision, DecisionCatalogue, Stage
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.records.work_plans import PlanQuery

_AFTER = (Stage.EXECUTION, Stage.EVALUATION)


@answers(PlanQuery.CATALOGUE)
def catalogue(scope: Scope) -> Proof:
    """The year's catalogue is public."""
    there = _catalogue(scope)
    if there is None:
        return Proof(False, False, "没有公布")
    words = f"{there.published.isoformat()} 公布，{len(scope.register.decisions_of(there))} 项"
    return enough_of([(there.id, there.published)], words, scope, shown=there.id)


@answers(PlanQuery.ADJUSTMENTS)
def adjustments(scope: Scope) -> Proof:
    """What was added to the catalogue or taken out of it says why."""
    decisions = _decisions(scope)
    told = [(one.id, one.adjusted is Adjustment.KEPT or one.adjusted_note is not None) for one in decisions]
    changed = [one for one in decisions if one.adjusted is not Adjustment.KEPT]
    noted = sum(one.adjusted_note is not None for one in changed)
    words = f"调整 {len(changed)} 项，{noted} 项写明原因" if changed else "没有调整"
    return all_of(told, words, shown=_shown(scope))


@answers(PlanQuery.CONSULTATIONS)
def consultations(scope: Scope) -> Proof:
    """Consultations that began in the time last long enough, or say why not."""
    begun = [
        (document, document.consultation)
        for document in scope.register.documents
        if document.kind is Kind.CONSULTATION
        and document.consultation is not None
        and scope.covers(document.consultation.opens)
    ]
    lengths = [facts.days_open for _, facts in begun]
    told = [
        (paper.id, length >= (scope.book.days("consultation-days", facts.opens) or 0) or bool(facts.shortened_reason))
        for (paper, facts), length in zip(begun, lengths, strict=True)
    ]
    days = "、".join(f"{length} 日" for length in lengths)
    words = f"{len(told)} 项，{days}" if told else "没有征求意见"
    columns = (column.id for column in scope.register.columns if Kind.CONSULTATION in column.kinds)
    return all_of(told, words, newest=latest(facts.opens for _, facts in begun), shown=next(columns, None))


@answers(PlanQuery.OPINIONS)
def opinions(scope: Scope) -> Proof:
    """Every opinion that was received on a decision of the year has its outcome."""
    accounts = [(one.id, one.opinions) for one in _decisions(scope) if one.opinions is not None]
    received = sum(account.received for _, account in accounts)
    settled = sum(account.adopted + account.partly + account.not_adopted for _, account in accounts)
    words = f"收到 {received} 条，{settled} 条有处理结果"
    ids = tuple(key for key, _ in accounts)
    enough = bool(accounts) and settled == received
    return Proof(enough, bool(accounts), words, settled, received, ids, None, _shown(scope))


@answers(PlanQuery.STAGES)
def stages(scope: Scope) -> Proof:
    """Every stage of every decision has a paper, or says why it has none."""
    decisions = _decisions(scope)
    told = [(one.id, one.stages.slot(stage) is not None) for one in decisions for stage in Stage]
    empty = len(told) - sum(fits for _, fits in told)
    words = f"{len(decisions)} 项 {len(told)} 个环节，空缺 {empty}"
    return all_of(told, words, shown=_shown(scope))


@answers(PlanQuery.STAGE_PAPERS)
def stage_papers(scope: Scope) -> Proof:
    """Every paper that a stage names is there."""
    named = [(one.id, key) for one in _decisions(scope) for _, key in one.documents()]
    told = [(owner, scope.register.get(key, Document) is not None) for owner, key in named]
    lost = len(told) - sum(fits for _, fits in told)
    words = f"链接文件 {len(told)} 份，{f'缺 {lost} 份' if lost else '份份都在'}"
    return all_of(told, words, shown=_shown(scope))


@answers(PlanQuery.AFTERWARDS)
def afterwards(scope: Scope) -> Proof:
    """How decisions are carried out and what they come to is published when it was promised."""
    told = list(_later_papers(scope))
    count = sum(fits for _, fits in told)
    return all_of(told, f"应公开 {len(told)} 份，已公开 {count} 份", shown=_shown(scope))


def _later_papers(scope: Scope) -> Iterator[tuple[str, bool]]:
    """The papers after a decision that came out in the time, and those that should have."""
    for decision in scope.register.decisions:
        for stage in _AFTER:
            slot = decision.stages.slot(stage)
            paper = scope.register.get(slot.ref or "", Document) if slot is not None else None
            if paper is not None and scope.covers(paper.published.date()):
                yield decision.id, True
            elif slot is not None and slot.absent is AbsenceReason.NOT_DUE and _has_passed(slot.due, scope):
                yield decision.id, False


def _has_passed(due: date | None, scope: Scope) -> bool:
    return due is not None and scope.first <= due < scope.last


def _catalogue(scope: Scope) -> DecisionCatalogue | None:
    """The catalogue of the plan's year, once it is public."""
    found = (one for one in scope.register.catalogues if one.year == scope.plan.year and one.published <= scope.last)
    return next(found, None)


def _decisions(scope: Scope) -> list[Decision]:
    there = _catalogue(scope)
    return scope.register.decisions_of(there) if there is not None else []


def _shown(scope: Scope) -> str | None:
    there = _catalogue(scope)
    return there.id if there is not None else None
