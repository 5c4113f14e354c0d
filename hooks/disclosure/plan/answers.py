"""Queries on what is asked and answered: requests, questions, ratings. Of requests only the counts are read."""

from __future__ import annotations

from disclosure.law.replies import reply
from disclosure.plan.proofs import Proof, Scope, all_of, answers, latest
from disclosure.ratings.series import all_series, month_of
from disclosure.ratings.trouble import Troubled, response_to, troubled
from disclosure.records.duty_maps import SitePage
from disclosure.records.questions import Question
from disclosure.records.ratings import RatingSource
from disclosure.records.request_figures import YearOfRequests
from disclosure.records.work_plans import PlanQuery


@answers(PlanQuery.REQUESTS)
def requests(scope: Scope) -> Proof:
    """All replies to requests came in time, by the counts of the year: the requests themselves are not public."""
    counts = [one for one in scope.register.all(YearOfRequests) if one.year == scope.plan.year]
    replied, on_time = sum(one.replied for one in counts), sum(one.on_time for one in counts)
    ids, newest = tuple(one.id for one in counts), latest(one.as_of for one in counts)
    late = f"逾期 {replied - on_time} 件" if replied > on_time else "没有逾期"
    words = f"今年答复 {replied} 件，{late}" if counts else "没有申请的年度数字"
    return Proof(
        bool(counts) and on_time == replied, bool(counts), words, on_time, replied, ids, newest, SitePage.REQUESTS
    )


@answers(PlanQuery.REPLY_PROMISE)
def reply_promise(scope: Scope) -> Proof:
    """The office says in how many working days it answers questions."""
    agency = scope.register.agency
    days = agency.reply_days if agency is not None else None
    words = f"{days} 个工作日" if days else "没有公布"
    return Proof(bool(days), bool(days), words, int(bool(days)), None, ("agency",), None, SitePage.QUESTIONS)


@answers(PlanQuery.QUESTIONS)
def questions(scope: Scope) -> Proof:
    """Questions received are answered in the time that is promised, or are not due yet."""
    received = [one for one in scope.register.all(Question) if scope.covers(one.received)]
    told = [(one.id, not _is_late(one, scope)) for one in received]
    late = len(told) - sum(fits for _, fits in told)
    words = f"收到 {len(told)} 条，{f'逾期 {late} 条' if late else '没有逾期'}"
    days = (one.answered or one.received for one in received)
    return all_of(told, words, newest=latest(day for day in days if day <= scope.last), shown=SitePage.QUESTIONS)


def _is_late(question: Question, scope: Scope) -> bool:
    agency = scope.register.agency
    promise = agency.reply_days if agency is not None else None
    months = scope.book.months("message-reply", scope.last)
    answered = question.answered if question.answered is not None and question.answered <= scope.last else None
    standing = reply(question.received, answered, scope.last, scope.book.working_days, promise=promise, months=months)
    return standing.is_late or standing.is_far_too_late


@answers(PlanQuery.LOW_RATINGS)
def low_ratings(scope: Scope) -> Proof:
    """Services that were rated low have a public response."""
    return _responses(scope, by_rate=True)


@answers(PlanQuery.HOTLINE)
def hotline(scope: Scope) -> Proof:
    """Matters that many called about have a public response."""
    return _responses(scope, by_rate=False)


def _responses(scope: Scope, *, by_rate: bool) -> Proof:
    every = [series for series in all_series(scope.register) if _goes_by_rates(series.source) is by_rate]
    months = {key for series in every for key in series.by_month if _is_in(key, scope)}
    cases = [case for series in every for case in troubled(series) if case.month in months]
    items = {(case.source.id, case.item): case for case in cases}
    answered = [case for case in items.values() if _is_answered(case, scope)]
    ids = tuple(sorted({ratings.id for series in every for key, ratings in series.by_month.items() if key in months}))
    words = f"{len(months)} 个月的数，应当回应 {len(items)} 项，已回应 {len(answered)} 项"
    enough = bool(months) and len(answered) == len(items)
    return Proof(enough, bool(months), words, len(answered), len(items), ids, None, SitePage.SERVICES)


def _goes_by_rates(source: RatingSource) -> bool:
    return any(threshold.below is not None for threshold in source.trouble)


def _is_in(month: str, scope: Scope) -> bool:
    return month_of(scope.first) <= month <= month_of(scope.last)


def _is_answered(case: Troubled, scope: Scope) -> bool:
    response = response_to(case, scope.register)
    return response is not None and response.published <= scope.last
