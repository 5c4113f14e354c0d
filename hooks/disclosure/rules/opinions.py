"""Opinions from the public: they add up, each refusal has a reason, and the result says what became of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.reading.blocks import OPINIONS
from disclosure.records.base import AbsenceReason
from disclosure.records.decisions import Decision, Opinions, Outcome, Stage
from disclosure.records.documents import Document
from disclosure.rules.blocks import blocks_in, misplaced, place_of
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.references import stage_document

_BASIS = ("713号令/18", "713号令/32")
# How a text sums up: 共收到意见17条，采纳8条、部分采纳5条、未采纳4条. What it says of some of them reads otherwise.
_NUMBERS = expression(
    r"(?:(?:共|总共|一共|累计)(?:计)?(?:征集|收集)?收到(?:的)?(?:公众|社会|各类)?意见(?:和建议|建议)?(?:共)?"
    r"|(?:^|[，。、；：\n])(?P<outcome>部分采纳|未采纳|采纳)(?:了)?)[ \t]*(?P<number>\d{1,6})[ \t]*条(?!以|款|规)"
)
_MEND_NUMBER = "请核对，把写错的一处改过来；正文里的条数可以不写，用“{{ opinions }}”放意见表。"


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

    Items that say how many opinions they stand for are added up by OPI-006.

    Bad:  not_adopted: 2，逐条说明里只有 1 条未采纳
    Good: not_adopted: 2，逐条说明里有 2 条未采纳
    """
    account = decision.opinions
    if account is None or account.is_counted:
        return
    listed = Counter(item.outcome for item in account.items)
    for outcome, count in account.stated().items():
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


@rule("OPI-006", "每一类意见的条数合得上", on=Decision, basis=_BASIS)
def counts_of_the_items_add_up(decision: Decision, context: Context) -> Iterator[Fault]:
    """Where items say how many opinions they stand for, each does, and by outcome they make up the account.

    Bad:  adopted: 8，两类采纳的意见写 count: 5 和 count: 2
    Good: adopted: 8，两类采纳的意见写 count: 5 和 count: 3
    """
    account = decision.opinions
    if account is None or not account.is_counted:
        return
    silent = [number for number, item in enumerate(account.items) if not item.count]
    for number in silent:
        item = account.items[number]
        said = "写的条数是 0" if item.count == 0 else "没有写条数，别的意见写了"
        remedy = "请填写 count，至少是 1；没有这样的意见就删去这一项。"
        yield decision.place("opinions", "items", number), f"意见“{item.summary}”{said}。", remedy
    if not silent:
        yield from _sums_apart(decision, account)


def _sums_apart(decision: Decision, account: Opinions) -> Iterator[Fault]:
    """One fault an outcome of which the counts of the items make another number than the account has."""
    for outcome, stated in account.stated().items():
        counts = [item.count or 0 for item in account.items if item.outcome is outcome]
        if sum(counts) != stated:
            added = f"{' + '.join(map(str, counts))} = {sum(counts)} 条" if len(counts) > 1 else f"{sum(counts)} 条"
            message = (
                f"统计里{outcome.label} {stated} 条，逐条说明的条数（count）是 {added}，{_apart(sum(counts), stated)}。"
            )
            remedy = "请补上没有列出的意见，或者改正这些意见的 count；统计写错的，改正统计。"
            yield decision.place("opinions", "items"), message, remedy


def _apart(found: int, wanted: int) -> str:
    return f"多 {found - wanted} 条" if found > wanted else f"少 {wanted - found} 条"


@rule("OPI-007", "逐条说明写出条数", on=Decision, basis=_BASIS, severity=Severity.NOTICE)
def items_tell_their_number(decision: Decision, context: Context) -> Iterator[Fault]:
    """Items say how many opinions each stands for, unless there are as many items as opinions.

    Bad:  received: 12，逐条说明 7 项，都没有写 count
    Good: 7 项都写 count，相加是 12
    """
    account = decision.opinions
    if account is None or account.is_counted or not account.items or len(account.items) == account.received:
        return
    message = f"收到意见 {account.received} 条，逐条说明 {len(account.items)} 项，读者看不出每一项有几条。"
    remedy = "请给每一项加上 count，没有列出的意见也归并成一项；当时没有记数的可以不写。"
    yield decision.place("opinions", "items"), message, remedy


@rule("OPI-008", "各种渠道的条数合得上", on=Decision, basis=_BASIS)
def channels_add_up(decision: Decision, context: Context) -> Iterator[Fault]:
    """The opinions that came in the ways named are all that were received.

    Where the outcomes add up to the same sum, it is the number received that is wrong, as OPI-001 says.

    Bad:  received: 17，channels: {online: 9, email: 3, post: 2}
    Good: received: 17，channels: {online: 9, email: 3, post: 2, onsite: 3}
    """
    account = decision.opinions
    if account is None or account.channels is None:
        return
    counts = [count for _, count in account.channels.counts()]
    if sum(counts) not in (account.received, sum(account.stated().values())):
        added = f"{' + '.join(map(str, counts))} = {sum(counts)}" if len(counts) > 1 else str(sum(counts))
        message = f"收到 {account.received} 条，各种渠道合计 {added} 条，{_apart(sum(counts), account.received)}。"
        remedy = "请核对各种渠道的条数；说不清渠道的写在 other，都说不清的删去 channels。"
        yield decision.place("opinions", "channels"), message, remedy


@rule("OPI-009", "意见表放在意见采纳情况里", on=Document, basis=_BASIS)
def opinions_are_asked_for_where_they_are_told(document: Document, context: Context) -> Iterator[Fault]:
    """A text that asks for the table of opinions is a decision's feedback, and asks in a line of its own.

    Bad:  通知的正文里写“{{ opinions }}”
    Good: 意见采纳情况的正文里单独一行写“{{ opinions }}”，上下各空一行
    """
    answered = any(_feedback_of(decision) == document.id for decision in context.register.stages.get(document.id, []))
    uses = list(blocks_in(document, OPINIONS))
    unread = any(path.startswith("data/decisions/") for path in context.register.broken)
    if not answered and (unread or document.id in context.register.bereft):
        return  # the decision that it answers was taken down, or may be the one that was not read
    if answered:
        yield from misplaced(document, uses)
        return
    for use in uses:
        remedy = f"请删去这一行；它是某个事项的意见采纳情况的，请在那个事项的 stages 里写 feedback: {document.id}。"
        yield place_of(document, use), "这份文件不是决策事项的意见采纳情况，没有意见表可以放。", remedy


def _feedback_of(decision: Decision) -> str | None:
    slot = decision.stages.slot(Stage.FEEDBACK)
    return slot.ref if slot is not None else None


@rule("OPI-010", "概述和正文里的条数与统计一致", on=Decision, basis=_BASIS, severity=Severity.WARNING)
def feedback_tells_the_same_numbers(decision: Decision, context: Context) -> Iterator[Fault]:
    """The numbers that a feedback's summary and text tell of the opinions are those of the account.

    Bad:  统计里收到 17 条，内容概述写“共收到意见18条”
    Good: 内容概述写“共收到意见17条”
    """
    paper, account = stage_document(decision, Stage.FEEDBACK, context.register), decision.opinions
    if paper is None or account is None or account.received != sum(account.stated().values()):
        return
    stated = {"收到": account.received, **{outcome.label: count for outcome, count in account.stated().items()}}
    summary = paper.summary or ""
    for match in _NUMBERS.finditer(summary):
        if (fault := _other_number(match, stated)) is not None:
            yield paper.place("summary"), f"内容概述{fault}", _MEND_NUMBER
    for match in _NUMBERS.finditer(paper.body.text):
        if (fault := _other_number(match, stated)) is not None:
            yield Place(paper.path, *paper.body.line_and_column(match.start())), f"正文{fault}", _MEND_NUMBER


def _other_number(match: re.Match[str], stated: dict[str, int]) -> str | None:
    """What is wrong with a number in a text, if it is another one than the account has."""
    word = match["outcome"] or "收到"
    if int(match["number"]) == stated[word]:
        return None
    return f"写的是“{match[0]}”，事项里的统计是{word} {stated[word]} 条。"
