"""The deadlines of requests: received, extended and answered in time, reviews and suits too.

What was done too late cannot be undone, so the record says why; what only time brings is advice.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Severity
from disclosure.law.approval import names_another
from disclosure.law.request_clock import RequestState
from disclosure.law.request_facts import clock_of
from disclosure.law.request_words import on_weekday, when
from disclosure.records.agency import Department
from disclosure.records.requests import Appeal, NodeKind, Request
from disclosure.rules.framework import Context, Fault, rule

_RECEIPT, _PARTY, _REPLY = ("711号令/31",), ("711号令/32",), ("711号令/33",)
_LEDGER, _APPEALS = ("本办制度/60",), ("本办制度/64",)
SAY_WHY = "请核对日期；确实晚了的，在这个节点的 note 里写明原因。"


@rule("DUE-003", "延期写明谁同意", on=Request, basis=_REPLY, severity=Severity.WARNING)
def extensions_are_approved(request: Request, context: Context) -> Iterator[Fault]:
    """The head of the disclosure office has agreed to an extension.

    Bad:  extended 节点没有 approved，或者写的是分管领导
    Good: approved: 政府信息公开工作机构负责人
    """
    agency = context.register.agency
    office = context.register.get((agency.disclosure_office if agency is not None else None) or "", Department)
    for number, node in request.nodes_of(NodeKind.EXTENDED):
        if node.is_explained:
            continue
        if node.approved is not None and names_another(node.approved, office.title if office is not None else None):
            remedy = (
                "请核对；确实由工作机构负责人同意的，照实改 approved；不是的，在 note 里写明，并按不延期的期限答复。"
            )
            yield request.place("nodes", number, "approved"), "写的不是政府信息公开工作机构负责人同意。", remedy
        elif node.approved is None:
            remedy = "请在 approved 写同意的机构或职务；没有经过同意的，在 note 里写明，并按不延期的期限答复。"
            yield request.place("nodes", number, "approved"), "延期没有写工作机构负责人同意。", remedy


@rule("DUE-004", "延长的天数写明，不超过规定", on=Request, basis=_REPLY, limit="reply-extension")
def extensions_are_not_too_long(request: Request, context: Context) -> Iterator[Fault]:
    """An extension says how long it is, and all of a request together are not longer than the law allows.

    Bad:  days: 25
    Good: days: 20
    """
    received, together = request.first(NodeKind.RECEIVED), 0
    most = context.law.days("reply-extension", received.date) if received is not None else None
    for number, node in request.nodes_of(NodeKind.EXTENDED):
        together += node.days or 0
        if not node.days:
            yield request.place("nodes", number, "days"), "延期没有写延长几个工作日。", "请照告知书写 days。"
        elif most is not None and together > most:
            message = f"延期一共 {together} 个工作日，最多 {most} 个工作日，多出的不算。"
            remedy = f"请把 days 改为合计不超过 {most}；告知书上写多了的，更正告知书，再写更正后的天数。"
            yield request.place("nodes", number, "days"), message, remedy
            return


@rule("DUE-005", "延期在期限内告知", on=Request, basis=_REPLY, severity=Severity.WARNING, limit="reply-within")
def extensions_are_told_in_time(request: Request, context: Context) -> Iterator[Fault]:
    """The applicant is told of an extension before the time without it is over; where not, the record says why.

    Bad:  不延期的期限 2025-06-10，extended 的 date: 2025-06-12
    Good: extended 的 date: 2025-06-09
    """
    clock = clock_of(request, context.law, context.today)
    first = clock.first_limit if clock is not None else None
    for number, node in request.nodes_of(NodeKind.EXTENDED):
        if first is not None and node.date > first.latest and not node.is_explained:
            message = f"{node.date} 才告知延期，不延期的期限 {when(first)} 已经过了。"
            yield request.place("nodes", number, "date"), message, SAY_WHY


@rule(
    "DUE-006",
    "第三方期满以后接着办",
    on=Request,
    basis=_PARTY,
    severity=Severity.NOTICE,
    limit="third-party",
    by_time=True,
)
def silent_third_parties_are_not_waited_for(request: Request, context: Context) -> Iterator[Fault]:
    """A third party that has not answered in its period is no longer waited for.

    Bad:  征求意见书 2025-05-06 送达，2025-06-18 还没有意见，也没有答复
    Good: 写上 third-party-answered；没有意见的，按期答复申请人
    """
    clock = clock_of(request, context.law, context.today)
    if clock is None or clock.state is not RequestState.RUNNING:
        return
    asked = request.nodes_of(NodeKind.THIRD_PARTY_ASKED)
    for (number, _), item in zip(asked, clock.waiting, strict=True):
        if item.is_over(context.today):
            message = f"第三方{item.party}的期限 {when(item.deadline)} 已经过了，没有收到意见。"
            remedy = "收到了意见的，请补上 third-party-answered；没有收到的，不再等，由本机关决定怎样答复。"
            yield request.place("nodes", number, "date"), message, remedy


@rule("DUE-007", "申请按期答复", on=Request, basis=_REPLY, severity=Severity.NOTICE, limit="reply-within", by_time=True)
def requests_are_answered_in_time(request: Request, context: Context) -> Iterator[Fault]:
    """A request that is not answered yet is within its time, net of pauses and with its extension.

    Bad:  received 的 date: 2025-05-06，2025-06-18 还没有答复
    Good: 期限内写上 replied，或者经同意延期并告知申请人
    """
    clock = clock_of(request, context.law, context.today)
    if clock is None or clock.reply is None or clock.state is not RequestState.RUNNING or not clock.is_late:
        return
    if request.waits_to_be_closed:
        return  # nobody is to be answered
    late = clock.days_late(context.law.working_days)
    message = (
        f"这件申请应当在 {when(clock.reply)} 以前答复，已超过{f' {late} 个工作日' if late else '不到 1 个工作日'}。"
    )
    yield request.place("nodes"), message, "请尽快答复并写上 replied；已经答复的，补写这个节点。"


@rule("DUE-015", "重新办理按期答复", on=Request, basis=_APPEALS, severity=Severity.NOTICE, by_time=True)
def reopened_requests_are_answered_in_time(request: Request, context: Context) -> Iterator[Fault]:
    """A request that was reopened is answered again by the last day that the decision or the judgment gives.

    Bad:  reopened 节点的 until: 2025-06-16，2025-06-18 还没有重新答复
    Good: 写上新的 replied，答复写进 again
    """
    clock = clock_of(request, context.law, context.today)
    if clock is None or clock.state is not RequestState.REOPENED or clock.facts.until is None:
        return
    if context.today > clock.facts.until:
        number = list(request.nodes_of(NodeKind.REOPENED))[-1][0]
        message = f"重新办理的期限是 {on_weekday(clock.facts.until)}，已经过了，还没有重新答复。"
        remedy = "请尽快答复，写上 replied 和 again；已经答复的，补写这个节点。"
        yield request.place("nodes", number, "until"), message, remedy


@rule("DUE-008", "逾期答复申请的写明原因", on=Request, basis=_REPLY, severity=Severity.WARNING, limit="reply-within")
def late_replies_say_why(request: Request, context: Context) -> Iterator[Fault]:
    """A reply that came late says why.

    Bad:  期限 2025-06-04，replied 的 date: 2025-06-06，没有 note
    Good: 在 replied 节点的 note 写明晚的原因
    """
    clock = clock_of(request, context.law, context.today)
    found = next(request.nodes_of(NodeKind.REPLIED), None)
    if clock is None or clock.reply is None or found is None or not clock.is_late or found[1].is_explained:
        return
    late = clock.days_late(context.law.working_days)
    message = (
        f"应当在 {when(clock.reply)} 以前答复，晚了{f' {late} 个工作日' if late else '不到 1 个工作日'}，没有写原因。"
    )
    yield request.place("nodes", found[0], "date"), message, SAY_WHY


@rule("DUE-011", "收到的日期说得清", on=Request, basis=_RECEIPT, severity=Severity.WARNING)
def the_day_of_receipt_is_certain(request: Request, context: Context) -> Iterator[Fault]:
    """What nobody signs for is received on the day that both sides have confirmed.

    Bad:  channel: online，received 节点没有 confirmed
    Good: confirmed: 2025-03-04
    """
    clock = clock_of(request, context.law, context.today)
    found = next(request.nodes_of(NodeKind.RECEIVED), None)
    if clock is not None and found is not None and not clock.start.sure and not found[1].is_explained:
        message = f"{request.channel.label}收到的，没有写和申请人确认的日期，期限从哪天起算说不清。"
        remedy = "请在 received 节点写 confirmed；没有确认的，尽快确认，一直联系不上的在 note 里写明。"
        yield request.place("nodes", found[0], "confirmed"), message, remedy


@rule("DUE-012", "复议诉讼按期答复", on=Request, basis=_APPEALS, severity=Severity.NOTICE, by_time=True)
def appeals_are_answered_in_time(request: Request, context: Context) -> Iterator[Fault]:
    """In a review or a suit the office answers by the day that the notice names.

    Bad:  due: 2025-06-10，2025-06-18 没有 answered
    Good: 写上 answered 和 evidence
    """
    for number, appeal in enumerate(request.reviews):
        if appeal.answered is not None or not _is_pending(appeal):
            continue
        place, name = request.place("reviews", number, "due"), appeal.kind.label
        if appeal.due is None:
            yield place, f"{name}没有写通知书上的答复期限。", "请照通知书填写 due，到期以前会提醒。"
        elif appeal.due < context.today:
            message = f"{name}应当在 {on_weekday(appeal.due)} 以前提交答复和证据，已经过了。"
            yield place, message, "请尽快提交；已经提交的，写上 answered 和 evidence。"


def _is_pending(appeal: Appeal) -> bool:
    return appeal.outcome.value == "pending"


@rule("DUE-014", "节点里的日期说得通", on=Request, basis=_LEDGER)
def days_within_a_node_make_sense(request: Request, context: Context) -> Iterator[Fault]:
    """What is confirmed, delivered or due by a node is not earlier than the node itself.

    Bad:  received 的 date: 2025-03-05，confirmed: 2025-03-04
    Good: received 的 date: 2025-03-04，confirmed: 2025-03-05
    """
    for number, node in enumerate(request.nodes):
        days = [("confirmed", "确认", node.confirmed), ("delivered", "送达", node.delivered)]
        if node.kind is not NodeKind.REOPENED:  # which may be taken up after the day that the decision gives
            days.append(("until", "补正期限", node.until))
        for name, label, day in days:
            if day is not None and day < node.date:
                message = f"“{node.kind.label}”的{label}日期 {day} 早于 {node.date}。"
                yield request.place("nodes", number, name), message, f"请核对 date 和 {name}，写实际的日期。"


@rule("DUE-017", "收到以后才答复", on=Request, basis=_RECEIPT)
def nothing_is_answered_before_its_receipt(request: Request, context: Context) -> Iterator[Fault]:
    """A request is replied to or closed on the day of its receipt (as 条例31 counts it) or later.

    Bad:  received 的 date: 2025-05-06，confirmed: 2025-05-20；replied 的 date: 2025-05-15
    Good: confirmed: 2025-05-07
    """
    clock = clock_of(request, context.law, context.today)
    ends = request.nodes_of(NodeKind.REPLIED, NodeKind.CLOSED)
    for number, node in ends if clock is not None else ():
        if clock is not None and clock.facts.received <= node.date < clock.start.day:
            message = f"“{node.kind.label}”的日期 {node.date} 早于收到申请的 {clock.start.day}（{clock.start.why}）。"
            remedy = "请核对两处的日期；在那以前已经和申请人确认过的，请把 confirmed 写成最早确认的那天。"
            yield request.place("nodes", number, "date"), message, remedy
            return
