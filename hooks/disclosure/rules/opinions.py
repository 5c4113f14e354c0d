"""Opinions from the public: they add up, each refusal has a reason, and the result says what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from disclosure.records.base import AbsenceReason
from disclosure.records.decisions import Decision, Outcome, Stage
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.references import stage_document

_BASIS = ("713号令/18", "713号令/32")


@rule("OPI-001", "意见条数合得上", on=Decision, basis=_BASIS)
def opinions_add_up(decision: Decision, context: Context) -> Iterator[Fault]:
    """Opinions received are those adopted, partly adopted and not adopted together.

    Bad:  received: 12，adopted: 5，partly: 3，not_adopted: 3
    Good: received: 12，adopted: 5，partly: 3，not_adopted: 4
    """
    account = decision.opinions
    if account is None:
        return
    total = account.adopted + account.partly + account.not_adopted
    if account.received != total:
        message = (
            f"收到 {account.received} 条，而采纳 {account.adopted}、部分采纳 {account.partly}、"
            f"未采纳 {account.not_adopted} 合计 {total} 条。"
        )
        yield decision.place("opinions", "received"), message, "请核对各项条数，使它们相加等于收到条数。"


@rule("OPI-002", "未采纳的意见说明理由", on=Decision, basis=_BASIS)
def refusal_has_a_reason(decision: Decision, context: Context) -> Iterator[Fault]:
    """Each opinion that was not, or only partly, adopted has a reason.

    Bad:  - {summary: 延长开放时间, outcome: not-adopted}
    Good: - {summary: 延长开放时间, outcome: not-adopted, reason: 夜间施工影响周边居民休息}
    """
    for number, item in enumerate(decision.opinions.items if decision.opinions else ()):
        if item.outcome is not Outcome.ADOPTED and item.reason is None:
            place = decision.place("opinions", "items", number)
            yield place, f"意见“{item.summary}”{item.outcome.label}，没有说明理由。", "请填写 reason。"


@rule("OPI-003", "逐条说明与统计一致", on=Decision, basis=_BASIS)
def items_match_the_account(decision: Decision, context: Context) -> Iterator[Fault]:
    """Every opinion not adopted is explained one by one, and no outcome has more items than the account says.

    Bad:  not_adopted: 2，逐条说明里只有 1 条未采纳
    Good: not_adopted: 2，逐条说明里有 2 条未采纳
    """
    account = decision.opinions
    if account is None:
        return
    listed = Counter(item.outcome for item in account.items)
    stated = {
        Outcome.ADOPTED: account.adopted,
        Outcome.PARTLY: account.partly,
        Outcome.NOT_ADOPTED: account.not_adopted,
    }
    for outcome, count in stated.items():
        if listed[outcome] > count or (outcome is Outcome.NOT_ADOPTED and listed[outcome] != count):
            message = f"统计里{outcome.label} {count} 条，逐条说明里有 {listed[outcome]} 条。"
            yield decision.place("opinions", "items"), message, "请补齐逐条说明，或者改正统计。"


@rule("OPI-004", "作出决策时交代意见采纳情况", on=Decision, basis=("713号令/32", "要点/决策过程"))
def result_says_what_became_of_opinions(decision: Decision, context: Context) -> Iterator[Fault]:
    """Once there is a result after a consultation, the feedback is public too; the result's page leads to it.

    Bad:  result: doc-2024-051，feedback: {absent: not-due, due: …}
    Good: result: doc-2024-051，feedback: doc-2024-048，opinions: {received: 12, …}
    """
    consultation = stage_document(decision, Stage.CONSULTATION, context.register)
    result = stage_document(decision, Stage.RESULT, context.register)
    feedback = decision.stages.slot(Stage.FEEDBACK)
    if consultation is None or result is None or feedback is None:
        return
    if feedback.ref is None and feedback.absent is not AbsenceReason.NONE_RECEIVED:
        remedy = "请先发布意见采纳情况并填写编号；一条意见也没有收到的，写 absent: none-received。"
        yield decision.place("stages", "feedback"), "已有决策结果，还没有公布意见采纳情况。", remedy


@rule("OPI-005", "反馈后有意见统计", on=Decision, basis=_BASIS)
def feedback_comes_with_the_account(decision: Decision, context: Context) -> Iterator[Fault]:
    """Where feedback is published, the account of opinions is given; before, there is none.

    Bad:  feedback: doc-2024-048，没有 opinions
    Good: feedback: doc-2024-048，opinions: {received: 12, …}
    """
    feedback = decision.stages.slot(Stage.FEEDBACK)
    if feedback is None:
        return
    if stage_document(decision, Stage.FEEDBACK, context.register) is not None and decision.opinions is None:
        remedy = "请填写 opinions：received、adopted、partly、not_adopted 和 items。"
        yield decision.place("stages", "feedback"), "公布了意见采纳情况，没有填写意见统计（opinions）。", remedy
    if feedback.ref is None and feedback.absent is not AbsenceReason.NONE_RECEIVED and decision.opinions is not None:
        message = "还没有公布意见采纳情况，却填写了意见统计（opinions）。"
        yield decision.place("opinions"), message, "请先发布意见采纳情况并填写 feedback，或者删除 opinions。"
    if feedback.absent is AbsenceReason.NONE_RECEIVED and decision.opinions and decision.opinions.received:
        message = f"写了未收到意见，统计里却收到 {decision.opinions.received} 条。"
        yield decision.place("opinions", "received"), message, "请发布意见采纳情况，或者改正统计。"
