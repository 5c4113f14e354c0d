"""Corrections of requests: asked in time and once, with a term, and given up only where nothing came within it.

What was done too late cannot be undone, so the record says why; what only time brings is advice.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Severity
from disclosure.law.request_clock import CorrectionFacts, RequestClock, RequestState, Round
from disclosure.law.request_facts import clock_of
from disclosure.law.request_words import when
from disclosure.records.requests import NodeKind, ReplyKind, Request, RequestNode
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.request_deadlines import SAY_WHY

_CORRECTION = ("711号令/30",)


@rule("DUE-001", "补正按时告知", on=Request, basis=_CORRECTION, severity=Severity.WARNING, limit="correction-notice")
def corrections_are_asked_in_time(request: Request, context: Context) -> Iterator[Fault]:
    """The applicant is asked within seven working days of receipt; where that was late, the record says why.

    Bad:  收到 2025-09-08，告知补正 2025-09-18，是第 8 个工作日
    Good: 告知补正 2025-09-17；或者在这个节点的 note 写明晚的原因
    """
    clock = clock_of(request, context.law, context.today)
    for number, node, item in _rounds(request, clock):
        if item.is_late and not node.is_explained:
            message = f"{node.date} 告知补正，是第 {item.number} 个工作日，应当不迟于 {when(item.by)}。"
            if clock is not None and clock.from_receipt is not None:
                message = f"{message[:-1]}；从收到申请数，答复期限是 {when(clock.from_receipt)}。"
            yield request.place("nodes", number, "date"), message, SAY_WHY


@rule("DUE-002", "补正一次告知", on=Request, basis=_CORRECTION, severity=Severity.WARNING)
def corrections_are_asked_once(request: Request, context: Context) -> Iterator[Fault]:
    """Everything that is to be corrected is told at once; where not, the record says why.

    Bad:  两个 correction-asked 节点，都没有 note
    Good: 一个 correction-asked 节点
    """
    for number, node in list(request.nodes_of(NodeKind.CORRECTION_ASKED))[1:]:
        if not node.is_explained:
            remedy = "请核对，重复登记的删去一个；确实告知了几次的，在这个节点的 note 里写明原因。"
            yield request.place("nodes", number), "补正告知了不止一次，应当一次告知全部。", remedy


@rule("DUE-013", "补正写明期限", on=Request, basis=_CORRECTION, severity=Severity.WARNING)
def corrections_have_a_term(request: Request, context: Context) -> Iterator[Fault]:
    """Who is asked for a correction is told by when, in one way or in two that agree.

    Bad:  correction-asked 节点没有 until，也没有 term
    Good: delivered: 2025-03-07，term: 10；或者 until: 2025-03-17
    """
    clock = clock_of(request, context.law, context.today)
    for number, node, _ in _rounds(request, clock):
        counted = CorrectionFacts(node.date, delivered=node.delivered, days=node.term).end
        if node.until is None and node.term is None:
            remedy = "请写 delivered（送达的日期）和 term（给的天数），或者写 until；没有告知期限的，请补告知。"
            yield request.place("nodes", number, "until"), "告知补正没有写期限。", remedy
        elif node.until is not None and counted is not None and node.until != counted:
            message = f"补正的期限写的是 {node.until}，按送达后 {node.term} 日数是 {counted}。"
            yield request.place("nodes", number, "until"), message, "请照告知书核对，只留下 until 或者 term 一种写法。"


@rule("DUE-018", "逾期的补正写明原因", on=Request, basis=_CORRECTION, severity=Severity.WARNING)
def late_corrections_say_why(request: Request, context: Context) -> Iterator[Fault]:
    """A correction that is taken although it came after its term says why.

    Bad:  补正期限 2025-03-20，corrected 的 date: 2025-03-25，没有 note
    Good: 在 corrected 节点的 note 写明有什么正当理由
    """
    clock = clock_of(request, context.law, context.today)
    if request.reply is not None and request.reply.kind is ReplyKind.NOT_CORRECTED:
        return
    for number, node in request.nodes_of(NodeKind.CORRECTED):
        item = next((item for item in clock.rounds if item.corrected == node.date), None) if clock else None
        if item is not None and item.term is not None and item.came_late and not node.is_explained:
            message = f"{node.date} 收到补正，晚于告知的期限 {when(item.term)}。"
            remedy = "请核对日期；有正当理由的，在这个节点写 note；没有的，按逾期不补正登记（kind: not_corrected）。"
            yield request.place("nodes", number, "date"), message, remedy


@rule("DUE-009", "视为放弃的登记与事实相符", on=Request, basis=_CORRECTION)
def giving_up_is_recorded_rightly(request: Request, context: Context) -> Iterator[Fault]:
    """A request counts as given up only where a correction was asked, with a term, and none came within it.

    Bad:  补正期限 2025-06-10，corrected 的 date: 2025-06-09，reply 的 kind: not_corrected
    Good: 期限内没有收到补正，kind: not_corrected
    """
    clock = clock_of(request, context.law, context.today)
    if clock is None or request.reply is None or request.reply.kind is not ReplyKind.NOT_CORRECTED:
        return
    place = request.place("reply", "kind")
    if not clock.rounds:
        yield place, "登记为逾期不补正，但是没有告知补正。", "请补写告知补正的节点，或者改正答复类型。"
        return
    last = clock.rounds[-1]
    if last.term is None:
        return  # told by the rule on the term
    if last.corrected is not None and not last.came_late:
        message = f"登记为逾期不补正，但是 {last.corrected} 收到了补正，没有超过期限 {when(last.term)}。"
        yield place, message, "请核对日期；补正没有逾期的，重新答复并改正答复类型。"
    elif (ended := clock.facts.replied or clock.facts.closed) is not None and ended <= last.term.due:
        message = f"登记为逾期不补正，但是补正的期限到 {when(last.term)}，{ended} 还没有过。"
        yield place, message, "请核对日期；期限没有过就答复了的，重新办理并改正答复类型。"


@rule("DUE-010", "逾期不补正的及时登记", on=Request, basis=_CORRECTION, severity=Severity.NOTICE, by_time=True)
def requests_given_up_are_recorded(request: Request, context: Context) -> Iterator[Fault]:
    """Where no correction came within the term, the request is recorded as given up.

    Bad:  补正期限 2025-06-10，2025-06-18 没有收到补正，也没有登记
    Good: reply 的 kind: not_corrected，写上 replied 或者 closed
    """
    clock = clock_of(request, context.law, context.today)
    if clock is None or clock.state is not RequestState.GIVEN_UP:
        return
    number, node, item = list(_rounds(request, clock))[-1]
    if item.term is not None and request.reply is None:
        message = f"补正的期限 {when(item.term)} 已经过了，没有收到补正。"
        remedy = "没有说明理由的，请按逾期不补正登记（kind: not_corrected）并办结；收到了的，补写 corrected。"
        yield request.place("nodes", number, "until"), message, remedy


def _rounds(request: Request, clock: RequestClock | None) -> Iterator[tuple[int, RequestNode, Round]]:
    """The nodes that ask for a correction, with their numbers and what the clock says of them."""
    asked = request.nodes_of(NodeKind.CORRECTION_ASKED)
    for (number, node), item in zip(asked, clock.rounds if clock is not None else (), strict=False):
        yield number, node, item
