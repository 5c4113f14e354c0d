"""Reviews and suits against replies: their own clock, the evidence handed in, the outcome and what was mended after it.

The period for the office's answer is that of the notice which it received: no number is quoted here. The text of the
guidance on such cases is not on file, so all of this is the office's own rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Severity
from disclosure.records.requests import Appeal, AppealKind, AppealOutcome, NodeKind, ReplyKind, Request
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/64",)
_SEARCH = ("检索", "查找", "搜索", "查询", "查档", "查了", "查过", "寻找")


@rule("REQ-020", "复议诉讼的日期有先后", on=Request, basis=_BASIS)
def appeals_stand_in_order(request: Request, context: Context) -> Iterator[Fault]:
    """A review or a suit comes after the request, its answer and its outcome after the notice, none in the future.

    Bad:  noticed: 2025-05-06，decided: 2025-05-01
    Good: noticed: 2025-05-06，answered: 2025-05-12，decided: 2025-06-05
    """
    received = request.first(NodeKind.RECEIVED)
    for number, appeal in enumerate(request.reviews):
        first = ("收到申请", received.date) if received is not None else None
        steps = [("收到通知", "noticed", appeal.noticed), ("提交答复", "answered", appeal.answered)]
        steps.append(("收到结果", "decided", appeal.decided))
        before = first
        for name, field, day in steps:
            if day is None:
                continue
            if day > context.today:
                message = f"{name}的日期 {day} 晚于今天（{context.today}）。"
                yield request.place("reviews", number, field), message, "请写实际的日期；还没有的不写。"
            elif before is not None and day < before[1]:
                message = f"{name}的日期 {day} 早于{before[0]}的 {before[1]}。"
                yield request.place("reviews", number, field), message, "请核对两处的日期。"
            before = (name, day)


@rule("REQ-021", "复议诉讼逾期答复的写明原因", on=Request, basis=_BASIS, severity=Severity.WARNING)
def late_answers_say_why(request: Request, context: Context) -> Iterator[Fault]:
    """An answer that was handed in after the day that the notice sets says why, in the note of the request.

    Bad:  due: 2025-05-16，answered: 2025-05-20，没有 note
    Good: due: 2025-05-16，answered: 2025-05-12
    """
    for number, appeal in enumerate(request.reviews):
        if appeal.due is not None and appeal.answered is not None and appeal.answered > appeal.due and not request.note:
            message = f"{appeal.kind.label}应当在 {appeal.due} 以前答复，{appeal.answered} 才提交。"
            remedy = "请核对日期；确实晚了的，在 note 里写明原因。"
            yield request.place("reviews", number, "answered"), message, remedy


@rule("REQ-022", "复议诉讼写明证据", on=Request, basis=_BASIS, severity=Severity.WARNING)
def evidence_is_told(request: Request, context: Context) -> Iterator[Fault]:
    """What was answered in a review or a suit has its evidence; where no information was found, that of the search.

    Bad:  answered: 2025-05-12，没有 evidence
    Good: answered: 2025-05-12，evidence: 检索记录、案卷目录、答复书和送达回执
    """
    not_held = request.reply is not None and request.reply.kind is ReplyKind.NOT_HELD and not request.reply.referred
    for number, appeal in enumerate(request.reviews):
        if appeal.answered is None:
            continue
        if not appeal.evidence:
            message = f"{appeal.kind.label}提交了答复，没有写提交了哪些证据。"
            yield request.place("reviews", number), message, "请写 evidence：提交的证据的名称，不写姓名。"
        elif not_held and not any(word in appeal.evidence for word in _SEARCH):
            message = "答复本机关不掌握，提交的证据里没有检索的证据。"
            remedy = "请写明检索的范围和方法的证据，例如检索记录；没有提交的，请补交。"
            yield request.place("reviews", number, "evidence"), message, remedy


@rule("REQ-023", "复议诉讼的结果写全", on=Request, basis=_BASIS)
def outcomes_are_complete(request: Request, context: Context) -> Iterator[Fault]:
    """An outcome has its day; what was corrected was mended; a suit after a review has a review in front of it.

    Bad:  outcome: corrected，没有 mended
    Good: outcome: corrected，decided: 2025-06-05，mended: 撤回原答复，重新检索后重新答复
    """
    for number, appeal in enumerate(request.reviews):
        place = request.place("reviews", number, "outcome")
        label = f"{appeal.kind.label}的结果是“{appeal.outcome.label}”"
        if appeal.outcome is not AppealOutcome.PENDING and appeal.decided is None:
            yield place, f"{label}，没有写结果的日期。", "请写 decided：收到决定书、判决书的日期。"
        elif appeal.outcome is AppealOutcome.PENDING and appeal.decided is not None:
            yield place, f"写了结果的日期 {appeal.decided}，没有写结果。", "请写 outcome：维持、纠正或者其他结果。"
        if appeal.outcome is AppealOutcome.CORRECTED and not appeal.mended:
            remedy = "请写 mended：改了什么；重新答复的，写进 again，第一次的答复不改。"
            yield place, f"{label}，没有写怎样纠正。", remedy
        if appeal.kind is AppealKind.AFTER_REVIEW and not _has_review(request.reviews[:number]):
            message = "写的是复议后起诉，前面没有复议。"
            yield request.place("reviews", number), message, "请在它前面写那件复议；没有经过复议的，写 kind: direct。"


def _has_review(before: list[Appeal]) -> bool:
    return any(appeal.kind is AppealKind.REVIEWS for appeal in before)


@rule("REQ-024", "登记号不重复", on=Request, basis=("本办制度/60",))
def numbers_are_given_once(request: Request, context: Context) -> Iterator[Fault]:
    """A number in the office's book belongs to one request of a year.

    Bad:  两件申请都写 number: 2025-001
    Good: 一件 2025-001，一件 2025-002
    """
    first = context.register.once(_first_of_each_number).get((request.number or "", request.file_year))
    if first is not None and first.id != request.id:
        message = f"登记号和 {first.path} 的相同。"
        yield request.place("number"), message, "请对照登记簿改正其中一个。"


def _first_of_each_number(register: Register) -> dict[tuple[str, str], Request]:
    """The first request of each number in the year of its file."""
    found: dict[tuple[str, str], Request] = {}
    for request in register.requests:
        if request.number:
            found.setdefault((request.number, request.file_year), request)
    return found
