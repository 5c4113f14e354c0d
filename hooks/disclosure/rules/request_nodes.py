"""The nodes of requests: none is missing, they stand in order, each says who and on which paper, and the end is an end.

Which nodes there are is the office's own rule (条例45 leaves it to the office); how long anything may take is told by
the rules on deadlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.law.platform_entry import Entered, entry_due, entry_state
from disclosure.records.requests import DROPPED, NodeKind, Request, RequestNode
from disclosure.rules.framework import Context, Fault, rule

# How far a request has come with a node; to reopen it takes it back to where it is worked on.
_REACHED = {
    NodeKind.RECEIVED: 0,
    NodeKind.REGISTERED: 1,
    NodeKind.REPLIED: 3,
    NodeKind.SERVED: 4,
    NodeKind.CLOSED: 5,
}
_AT_WORK = 2
# What answers another node, and so needs it in front.
_ANSWERS = {
    NodeKind.CORRECTED: NodeKind.CORRECTION_ASKED,
    NodeKind.THIRD_PARTY_ANSWERED: NodeKind.THIRD_PARTY_ASKED,
    NodeKind.FEE_PAID: NodeKind.FEE_TOLD,
}
_LETTER = expression("(?:第三方)?[A-Z甲乙丙丁戊己庚辛壬癸]")


@rule("REQ-001", "申请的节点齐全", on=Request, basis=("本办制度/60",))
def no_node_is_missing(request: Request, context: Context) -> Iterator[Fault]:
    """A request is received and registered; before it is closed it is replied to, and the reply is served.

    Bad:  nodes 里有接收、答复，没有登记
    Good: nodes 里有接收、登记、答复、送达、办结
    """
    yield from _missing_at_the_start(request)
    yield from _missing_at_the_end(request)
    told: set[tuple[NodeKind, str | None]] = set()
    for number, node in enumerate(request.nodes):
        told.add((node.kind, node.party))
        asked = _ANSWERS.get(node.kind)
        if asked is None or (asked, node.party) in told:
            continue
        if not any(kind is asked for kind, _ in told):
            message = f"有“{node.kind.label}”，前面没有“{asked.label}”的节点。"
            remedy = f"请在它前面补写 kind: {asked.value} 的节点；没有办过那一步的，请核对这个节点，改正或者删去。"
            yield request.place("nodes", number), message, remedy
        else:
            message = "来了意见的第三方，代号和前面征求意见的都不同。"
            remedy = f"代号写错了的，请改 party；确实征求过这个第三方的，请在它前面补写 kind: {asked.value} 的节点。"
            yield request.place("nodes", number), message, remedy


def _missing_at_the_start(request: Request) -> Iterator[Fault]:
    kinds = [node.kind for node in request.nodes]
    if NodeKind.RECEIVED not in kinds:
        yield _lacking(request, 0, NodeKind.RECEIVED)
    later = next((n for n, kind in enumerate(kinds) if kind not in (NodeKind.RECEIVED, NodeKind.REGISTERED)), None)
    if later is not None and NodeKind.REGISTERED not in kinds:
        yield _lacking(request, later, NodeKind.REGISTERED)


def _missing_at_the_end(request: Request) -> Iterator[Fault]:
    """The first time that a request is closed counts: what is done after it was reopened is told by its replies."""
    kinds = [node.kind for node in request.nodes]
    end = kinds.index(NodeKind.CLOSED) if NodeKind.CLOSED in kinds else None
    is_dropped = request.reply is not None and request.reply.kind in DROPPED
    if end is not None and not is_dropped:
        other = _OR_DROPPED if NodeKind.REPLIED not in kinds else ""
        if NodeKind.REPLIED not in kinds:
            yield _lacking(request, end, NodeKind.REPLIED, other)
        if NodeKind.SERVED not in kinds:
            yield _lacking(request, end, NodeKind.SERVED, other)
    elif NodeKind.SERVED in kinds and NodeKind.REPLIED not in kinds:
        yield _lacking(request, kinds.index(NodeKind.SERVED), NodeKind.REPLIED)
    replied = [number for number, _ in request.nodes_of(NodeKind.REPLIED)]
    if request.reply is None and replied:
        remedy = "请写 reply，写明类型、依据、理由和告知的救济。"
        yield request.place("nodes", replied[0]), "有答复的节点，没有写答复的内容。", remedy
    elif replied and len(request.again) < len(replied) - 1 and NodeKind.REOPENED in kinds:
        message = f"答复了 {len(replied)} 次，只写了 {len(request.replies)} 次的内容。"
        remedy = "第一次的答复不改，后来的写进 again，各写类型、依据、理由和告知的救济。"
        yield request.place("nodes", replied[len(request.replies)]), message, remedy
    elif len(request.again) > max(len(replied) - 1, 0) and not request.is_drafted:
        message = f"写了 {len(request.replies)} 次答复的内容，答复的节点只有 {len(replied)} 个。"
        yield request.place("again", max(len(replied) - 1, 0)), message, _add(NodeKind.REPLIED)


def _lacking(request: Request, number: int, kind: NodeKind, other: str = "") -> Fault:
    node = request.nodes[number]
    message = f"没有“{kind.label}”的节点，就到了“{node.kind.label}”（{node.date}）。"
    return request.place("nodes", number), message, _add(kind, other)


def _add(kind: NodeKind, other: str = "") -> str:
    return f"请补写 kind: {kind.value}，写明日期、部门和文书；没有办的，请先办{other}。"


_OR_DROPPED = (
    "。不用答复的，请照实写 reply 的 kind：撤回的 otherwise 并写 reason，逾期不补正的 not_corrected，不缴费的 not_paid"
)


@rule("REQ-031", "写好的答复记下答复的日期", on=Request, basis=("本办制度/60",), severity=Severity.NOTICE)
def a_reply_that_is_written_is_given(request: Request, context: Context) -> Iterator[Fault]:
    """A reply whose words are written is given; until then its paper can be made.

    Bad:  写了 reply，还没有 replied 的节点
    Good: 写了 reply，有 replied 的节点
    """
    if request.is_drafted and not request.waits_to_be_closed:
        remedy = "请生成答复书，核对盖章；发出以后补写 kind: replied，写明日期、部门和文书。"
        yield _last_reply(request), "写了答复的内容，还没有答复的节点。", remedy


@rule("REQ-032", "不再处理的申请要办结", on=Request, basis=("本办制度/60",), severity=Severity.WARNING)
def what_was_let_drop_is_closed(request: Request, context: Context) -> Iterator[Fault]:
    """A request that the applicant has let drop is closed, and so is no longer carried on as open.

    Bad:  reply 的 kind: not_corrected，没有 closed 的节点
    Good: reply 的 kind: not_corrected，有 closed 的节点
    """
    if request.waits_to_be_closed:
        message = f"登记为“{request.replies[-1].kind.label}”，还没有办结的节点。"
        remedy = "请补写 kind: closed，写明日期和部门；要发告知书的，发出以后先写 replied；还在办的，删去这项答复。"
        yield _last_reply(request), message, remedy


def _last_reply(request: Request) -> Place:
    return request.place("again", len(request.again) - 1) if request.again else request.place("reply")


@rule("REQ-002", "申请的节点有先后", on=Request, basis=("本办制度/60",))
def nodes_stand_in_order(request: Request, context: Context) -> Iterator[Fault]:
    """No node is earlier than the one above it, none comes before what it follows from, none is in the future.

    Bad:  登记 2025-03-28，下面是答复 2025-03-27
    Good: 登记 2025-03-06，下面是答复 2025-03-27
    """
    told = set()
    for number, other in _out_of_date(request.nodes):
        told.add(number)
        yield request.place("nodes", number, "date"), _both(request.nodes[number], request.nodes[other]), _CHECK_DATES
    for number, other in _out_of_turn(request.nodes):
        if number not in told:
            node, before = request.nodes[number], request.nodes[other]
            message = f"“{node.kind.label}”写在“{before.kind.label}”后面。"
            yield request.place("nodes", number), message, "请按办理的先后排列，并核对是哪一种节点。"
    for number, node in enumerate(request.nodes):
        yield from _impossible(request, number, node, context.today)


_CHECK_DATES = "请核对两处的日期，按先后排列。"


def _both(node: RequestNode, other: RequestNode) -> str:
    earlier = "早于" if node.date < other.date else "晚于"
    return f"“{node.kind.label}”的日期 {node.date} {earlier}“{other.kind.label}”的 {other.date}。"


def _out_of_date(nodes: list[RequestNode]) -> Iterator[tuple[int, int]]:
    """The nodes whose dates break the order, each with the neighbour that shows it.

    Of two the one is to blame without which the others are in order; where either is, the one above.
    """
    for first, second in pairwise(range(len(nodes))):
        if nodes[second].date < nodes[first].date:
            without_first = first == 0 or nodes[first - 1].date <= nodes[second].date
            yield (first, second) if without_first else (second, first)


def _out_of_turn(nodes: list[RequestNode]) -> Iterator[tuple[int, int]]:
    """The nodes that stand behind what follows from them, each with that."""
    furthest, reached = 0, -1
    for number, node in enumerate(nodes):
        if node.kind is NodeKind.REOPENED:
            furthest, reached = number, _AT_WORK
        elif reached == _REACHED[NodeKind.CLOSED]:
            return  # what follows the end is told as that
        elif (step := _REACHED.get(node.kind, _AT_WORK)) < reached:
            yield number, furthest
        else:
            furthest, reached = number, step


def _impossible(request: Request, number: int, node: RequestNode, today: date) -> Iterator[Fault]:
    if node.date > today:
        message = f"“{node.kind.label}”的日期 {node.date} 晚于今天（{today}）。"
        yield request.place("nodes", number, "date"), message, "请写实际的日期；还没有办的节点先不写。"
    if node.entered is not None and not node.date <= node.entered <= today:
        when = "早于这个节点" if node.entered < node.date else f"晚于今天（{today}）"
        message = f"“{node.kind.label}”录入平台的日期 {node.entered} {when}。"
        yield request.place("nodes", number, "entered"), message, "请核对录入的日期。"


@rule("REQ-003", "办结以后重新办理有理由", on=Request, basis=("本办制度/60",))
def nothing_follows_the_end(request: Request, context: Context) -> Iterator[Fault]:
    """Nothing is done to a closed request before it is reopened, and that has a reason.

    Bad:  办结以后又有一次答复
    Good: 办结，重新办理（reason: 复议纠正，重新答复），答复
    """
    is_closed = False
    for number, node in enumerate(request.nodes):
        if node.kind is NodeKind.REOPENED:
            if not node.reason:
                yield request.place("nodes", number), "重新办理没有写理由。", "请写 reason，例如复议纠正、判决撤销。"
            elif not is_closed:
                remedy = "请核对前面的节点；没有办结的，不用写重新办理。"
                yield request.place("nodes", number), "没有办结，就写了重新办理。", remedy
            is_closed = False
        elif is_closed:
            message = f"已经办结，又有“{node.kind.label}”（{node.date}）。"
            remedy = "确实重新办理的，请在它前面写 kind: reopened 和 reason；不是的，请移到办结前面。"
            yield request.place("nodes", number), message, remedy
            return
        else:
            is_closed = node.kind is NodeKind.CLOSED


@rule("REQ-004", "每个节点写明部门", on=Request, basis=("本办制度/60",))
def each_node_names_its_unit(request: Request, context: Context) -> Iterator[Fault]:
    """Each node says which department has done it.

    Bad:  {kind: extended, date: 2025-04-11}
    Good: {kind: extended, date: 2025-04-11, unit: party-office}
    """
    for number, node in enumerate(request.nodes):
        if node.unit is None:
            message = f"“{node.kind.label}”（{node.date}）没有写是哪个部门办的。"
            yield request.place("nodes", number), message, "请写 unit：部门的编号或者名称。"


@rule("REQ-005", "书面征求第三方意见", on=Request, basis=("711号令/32", "本办制度/60"))
def third_parties_are_asked_in_writing(request: Request, context: Context) -> Iterator[Fault]:
    """A third party is asked in writing.

    Bad:  {kind: third-party-asked, party: 甲}，没有 document
    Good: {kind: third-party-asked, party: 甲, document: 征求意见书}
    """
    yield from _without_paper(request, NodeKind.THIRD_PARTY_ASKED)


@rule("REQ-009", "告知申请人的写明文书", on=Request, basis=("本办制度/60",))
def what_the_applicant_is_told_has_a_paper(request: Request, context: Context) -> Iterator[Fault]:
    """What the applicant is told, the reply above all, is on a paper that the ledger names.

    Bad:  {kind: extended, date: 2025-06-06}，没有 document
    Good: {kind: extended, date: 2025-06-06, document: 延期答复告知书}
    """
    yield from _without_paper(
        request, NodeKind.CORRECTION_ASKED, NodeKind.EXTENDED, NodeKind.FEE_TOLD, NodeKind.REPLIED
    )


def _without_paper(request: Request, *kinds: NodeKind) -> Iterator[Fault]:
    for number, node in request.nodes_of(*kinds):
        if node.document is None:
            message = f"“{node.kind.label}”（{node.date}）没有写用了什么文书。"
            yield request.place("nodes", number), message, "请写 document：文书的名称或者文号，不写姓名。"


@rule("REQ-006", "节点按时录入平台", on=Request, basis=("本办制度/61",), severity=Severity.WARNING)
def nodes_are_entered_in_time(request: Request, context: Context) -> Iterator[Fault]:
    """A node is entered on the city's platform within the working days that the office has set itself.

    Bad:  答复 2025-04-24，entered: 2025-04-30（期限 3 个工作日，到 2025-04-28）
    Good: 答复 2025-04-24，entered: 2025-04-28
    """
    for number, node in enumerate(request.nodes):
        due = entry_due(node, context.register.agency, context.law)
        if entry_state(node, due, context.today) is Entered.LATE and not node.is_explained:
            message = f"“{node.kind.label}”（{node.date}）应当在 {due} 以前录入平台，{node.entered} 才录入。"
            remedy = "请核对日期；确实晚了的，在这个节点写 note，说明为什么。"
            yield request.place("nodes", number, "entered"), message, remedy


@rule("REQ-007", "没有漏录的节点", on=Request, basis=("本办制度/61",), severity=Severity.WARNING, by_time=True)
def nodes_are_entered_at_all(request: Request, context: Context) -> Iterator[Fault]:
    """Each node is on the city's platform when its time is over.

    Bad:  送达 2025-04-11，没有 entered，期限 2025-04-16 已过
    Good: 送达 2025-04-11，entered: 2025-04-14
    """
    for number, node in enumerate(request.nodes):
        due = entry_due(node, context.register.agency, context.law)
        if entry_state(node, due, context.today) is Entered.NEVER:
            message = f"“{node.kind.label}”（{node.date}）没有录入平台，应当在 {due} 以前录入。"
            yield request.place("nodes", number), message, "请录入，再写 entered：录入那天的日期。"


@rule("REQ-008", "台账放在收到那年的文件夹", on=Request, basis=("本办制度/60",))
def request_lies_in_its_year(request: Request, context: Context) -> Iterator[Fault]:
    """A request lies in the folder of the year in which it came or was confirmed.

    Bad:  2025/req-2025-001.yml，接收 2024-03-03
    Good: 2025/req-2025-001.yml，接收 2025-03-03
    """
    received = request.first(NodeKind.RECEIVED)
    of_the_id = re.search("(?<![0-9])[0-9]{4}(?![0-9])", request.id)
    if received is None or of_the_id and of_the_id[0] != request.file_year:
        return  # FIL-009 tells of an id of another year
    years = {str(day.year) for day in (received.date, received.confirmed) if day is not None}
    if request.file_year not in years:
        message = f"文件放在 {request.file_year}，而申请是 {received.date} 收到的。"
        remedy = f"请把文件移到 {received.date.year} 文件夹，或者改正日期。"
        yield request.place("nodes", request.nodes.index(received), "date"), message, remedy


@rule("REQ-019", "第三方用代号", on=Request, basis=("本办制度/60",))
def third_parties_have_a_letter(request: Request, context: Context) -> Iterator[Fault]:
    """A third party is told from others by a letter, never by its name.

    Bad:  party: 某某公司
    Good: party: 甲
    """
    for number, node in enumerate(request.nodes):
        if node.party is not None and not _LETTER.fullmatch(node.party):
            yield request.place("nodes", number, "party"), "第三方没有用代号。", "请改写成甲、乙、丙或者 A、B、C。"
