"""Queries on what is published: reviewed before it, renewed in time, looked after here and elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from disclosure.law.renewal import column_standing, latest_in
from disclosure.plan.proofs import Proof, Scope, all_of, answers, enough_of, latest
from disclosure.records.columns import Column, Layout
from disclosure.records.documents import Document
from disclosure.records.duty_maps import SitePage
from disclosure.records.kinds import Kind
from disclosure.records.media_accounts import MediaAccount
from disclosure.records.review import Item
from disclosure.records.work_plans import PlanQuery

_NIGHT = 1  # days since the last run
_LISTING = frozenset({Layout.LIST, Layout.POLICIES})


def published_in(scope: Scope) -> list[Document]:
    """The documents that were published in a stretch of time."""
    return [document for document in scope.register.documents if scope.covers(document.published.date())]


@answers(PlanQuery.ATTRIBUTES)
def attributes(scope: Scope) -> Proof:
    """The unit that drafted a paper proposed its attribute, no later than it was published."""
    found = [(document, document.review) for document in published_in(scope)]
    told = [
        (
            paper.id,
            review is not None and review.proposed is not None and review.proposed.date <= paper.published.date(),
        )
        for paper, review in found
    ]
    words = f"发布 {len(told)} 件，{sum(fits for _, fits in told)} 件起草时提出了公开属性"
    return all_of(told, words, newest=_newest([paper for paper, _ in found]), shown=SitePage.DATA)


@answers(PlanQuery.REVIEWS)
def reviews(scope: Scope) -> Proof:
    """Every paper went through the review, or was let out first in an emergency and says so."""
    papers = published_in(scope)
    told = [(paper.id, paper.review is not None and _is_done(paper)) for paper in papers]
    words = f"发布 {len(told)} 件，{sum(fits for _, fits in told)} 件有审查记录"
    return all_of(told, words, newest=_newest(papers), shown=SitePage.DATA)


def _is_done(paper: Document) -> bool:
    return paper.review is not None and (paper.review.is_complete or paper.review.is_pending)


@answers(PlanQuery.ATTACHMENTS)
def attachments(scope: Scope) -> Proof:
    """Where there are attachments, the reviewer says that they were looked through."""
    papers = [paper for paper in published_in(scope) if paper.attachments]
    told = [(paper.id, _looked_through(paper)) for paper in papers]
    files = sum(len(paper.attachments) for paper in papers)
    passed = sum(len(paper.attachments) for paper, (_, fits) in zip(papers, told, strict=True) if fits)
    words = f"附件 {files} 个，查过 {passed} 个"
    return all_of(told, words, newest=_newest(papers), shown=SitePage.DATA)


def _looked_through(paper: Document) -> bool:
    secrecy = paper.review.secrecy if paper.review is not None else None
    return secrecy is not None and Item.ATTACHMENTS in secrecy.results.found


@answers(PlanQuery.CORRECTIONS)
def corrections(scope: Scope) -> Proof:
    """What was mended after publication and is told on the page."""
    found = [
        (document.id, change.date)
        for document in scope.register.documents
        for change in document.changes
        if scope.covers(change.date)
    ]
    last = max(found, key=lambda one: one[1], default=("", date.min))[0]
    return enough_of(found, f"更正 {len(found)} 处", scope, shown=last or None)


@answers(PlanQuery.COLUMNS)
def columns(scope: Scope) -> Proof:
    """No column is blank without a word on why, and none is behind with its own duty to be renewed."""
    listed = [column for column in scope.register.columns if column.layout in _LISTING]
    newest = {column.id: latest_in(column, scope.register, scope.last) for column in listed}
    told = [(column.id, _is_kept(column, newest[column.id], scope)) for column in listed]
    late = len(told) - sum(fits for _, fits in told)
    words = f"{len(told)} 个栏目，{f'{late} 个空白或者超期' if late else '没有空白，没有超期'}"
    return all_of(told, words, newest=latest(filter(None, newest.values())), shown=SitePage.SITE_MAP)


def _is_kept(column: Column, newest: date | None, scope: Scope) -> bool:
    if newest is None:
        return column.empty is not None
    standing = column_standing(column, scope.register, scope.book, scope.last)
    return standing is None or not standing.is_stale(scope.last)


@answers(PlanQuery.LINKS)
def links(scope: Scope) -> Proof:
    """The last nightly run is of today or yesterday and found no error; it looked at every link."""
    patrols = [patrol for patrol in scope.register.patrols[0] if scope.covers(patrol.day)]
    if not patrols:
        return Proof(False, False, "没有巡查记录")
    last = patrols[-1]
    day, links = f"{last.day.month}月{last.day.day}日", (last.internal or 0) + (last.external or 0)
    words = f"链接 {links:,} 条，{f'错误 {last.errors} 处' if last.errors else '没有失效'}（{day}）"
    is_fresh = (scope.last - last.day).days <= _NIGHT
    enough = is_fresh and not last.errors
    return Proof(enough, True, words, links, None, ("patrols",), last.day, SitePage.PATROLS)


@answers(PlanQuery.ACCOUNTS)
def accounts(scope: Scope) -> Proof:
    """Each account that is in use was looked at by the office, as its own record tells."""
    if not scope.register.all(MediaAccount):
        return Proof(False, False, "没有登记账号", by_hand=True)
    every = ((account, _looks(account, scope)) for account in scope.register.all(MediaAccount))
    found = [(account, looks) for account, looks in every if looks is not None]
    told = [(account.id, len(looks) >= scope.times) for account, looks in found]
    last = latest(day for _, looks in found for day in looks)
    words = f"{len(told)} 个账号" + (f"，巡查到 {last.month}月{last.day}日" if last is not None else "，没有巡查记录")
    proof = all_of(told, words, newest=last, shown=told[-1][0] if told else None)
    return replace(proof, begun=last is not None, by_hand=True)


def _looks(account: MediaAccount, scope: Scope) -> list[date] | None:
    """The days on which an account was looked at; ``None`` where nobody had to, and nobody did."""
    days = [look.date for look in account.checks if scope.covers(look.date)]
    is_kept = account.opened <= scope.first and (account.closed is None or account.closed.date > scope.last)
    return days if days or is_kept else None


@answers(PlanQuery.GUIDE)
def guide(scope: Scope) -> Proof:
    """The guide was published anew, or its changes say that it was looked over."""
    guides = [document for document in scope.register.documents if document.kind is Kind.GUIDE]
    days = [
        (paper.id, day)
        for paper in guides
        for day in (paper.published.date(), *(change.date for change in paper.changes))
        if scope.covers(day)
    ]
    last = max(days, key=lambda one: one[1], default=None)
    words = f"{last[1].isoformat()} 更新" if last is not None else "没有更新"
    return enough_of(days, words, scope, shown=last[0] if last is not None else None)


def _newest(papers: list[Document]) -> date | None:
    return latest(paper.published.date() for paper in papers)
