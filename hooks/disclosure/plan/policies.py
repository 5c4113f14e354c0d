"""Queries on policies: whom they concern, and how they are interpreted."""

from __future__ import annotations

from collections import Counter
from datetime import date

from disclosure.life import held_on
from disclosure.plan.proofs import Proof, Scope, all_of, answers, latest
from disclosure.records.agency import Audience
from disclosure.records.documents import Document
from disclosure.records.duty_maps import SitePage
from disclosure.records.interpreting import ReadingForm
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.work_plans import PlanQuery

_READINGS = frozenset({Kind.INTERPRETATION, Kind.QUESTIONS})


@answers(PlanQuery.AUDIENCES)
def audiences(scope: Scope) -> Proof:
    """Every policy that holds says whom it concerns."""
    held = _held(scope)
    told = [(policy.id, bool(policy.audience)) for policy in held]
    words = f"有效政策 {len(told)} 件，{sum(fits for _, fits in told)} 件已标适用人群"
    return all_of(told, words, newest=_newest(held), shown=SitePage.FOR_ME)


@answers(PlanQuery.AUDIENCE_FEEDS)
def audience_feeds(scope: Scope) -> Proof:
    """Every audience has a policy that holds, so that there is something to be told of."""
    served = {key for policy in _held(scope) for key in policy.audience}
    told = [(audience.id, audience.id in served) for audience in scope.register.all(Audience)]
    words = f"{len(told)} 类人群，{sum(fits for _, fits in told)} 类有可以订阅的政策"
    return all_of(told, words, shown=SitePage.FOR_ME)


def _held(scope: Scope) -> list[Document]:
    policies = (document for document in scope.register.documents if document.kind in POLICY_KINDS)
    return [policy for policy in policies if held_on(policy, scope.register, scope.last)]


@answers(PlanQuery.INTERPRETED)
def interpreted(scope: Scope) -> Proof:
    """Every policy of the time that is to be interpreted is."""
    policies = _to_interpret(scope)
    told = [(policy.id, bool(_readings(policy, scope))) for policy in policies]
    words = f"政策 {len(told)} 件，{sum(fits for _, fits in told)} 件有解读"
    return all_of(told, words, newest=_newest(policies), shown=_interpretations_column(scope))


@answers(PlanQuery.SAME_DAY)
def same_day(scope: Scope) -> Proof:
    """The first interpretation of a policy came out on the day of the policy."""
    policies = [policy for policy in _to_interpret(scope) if _readings(policy, scope)]
    told = [(policy.id, _readings(policy, scope)[0] == policy.published.date()) for policy in policies]
    words = f"{len(told)} 件有解读，{sum(fits for _, fits in told)} 件同日发布"
    return all_of(told, words, newest=_newest(policies), shown=_interpretations_column(scope))


def _to_interpret(scope: Scope) -> list[Document]:
    return [
        document
        for document in scope.register.documents
        if document.kind in POLICY_KINDS
        and document.source is None
        and document.backfill is None
        and scope.covers(document.published.date())
        and (document.interpretation is None or document.interpretation.required)
    ]


def _readings(policy: Document, scope: Scope) -> list[date]:
    """The days on which interpretations of a policy came out, the first one first."""
    pointing = scope.register.backlinks.get(policy.id, [])
    papers = {item.source.key: item.source for item in pointing if item.location == ("interprets",)}
    days = (paper.published.date() for paper in papers.values() if isinstance(paper, Document))
    return sorted(day for day in days if day <= scope.last)


@answers(PlanQuery.FORMS)
def forms(scope: Scope) -> Proof:
    """In how many forms interpretations came out."""
    papers = [
        document
        for document in scope.register.documents
        if document.kind in _READINGS and scope.covers(document.published.date())
    ]
    counts = Counter(_form(paper) for paper in papers)
    words = "、".join(f"{form.label} {counts[form]}" for form in ReadingForm if counts[form]) or "没有解读"
    ids = tuple(paper.id for paper in papers)
    enough, shown = len(counts) >= scope.times, _interpretations_column(scope)
    return Proof(enough, bool(papers), words, len(counts), None, ids, _newest(papers), shown)


def _form(paper: Document) -> ReadingForm:
    if paper.form is not None:
        return paper.form
    return ReadingForm.QUESTIONS if paper.kind is Kind.QUESTIONS else ReadingForm.TEXT


def _interpretations_column(scope: Scope) -> str | SitePage:
    """The column in which interpretations stand."""
    columns = (column.id for column in scope.register.columns if Kind.INTERPRETATION in column.kinds)
    return next(columns, SitePage.SITE_MAP)


def _newest(papers: list[Document]) -> date | None:
    return latest(paper.published.date() for paper in papers)
