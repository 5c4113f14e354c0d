"""A policy and its interpretation go together: there is one or a reason why not, and their three days are in step.

To publish both on the same day is the city's practice; that more than three working days are a fault is the office's
own line and no law's. An office of another place has the first only if its own plan says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.agenda.interpretations import WITHIN, awaited, interpretations_of, is_bound
from disclosure.findings import Severity
from disclosure.life import is_dead
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("要点/政策解读", "地方/解读同步", "本办制度/19")


def interpreted_policy(document: Document, context: Context) -> Document | None:
    """The policy that a document interprets; ``None`` for a draft, and where what is named is no policy."""
    policy = context.register.get(document.interprets or "", Document)
    return policy if policy is not None and policy.kind in POLICY_KINDS else None


def says_why_out_of_step(policy: Document) -> bool:
    """Whether a policy tells its readers why its interpretation did not keep step with it."""
    return policy.interpretation is not None and policy.interpretation.explains_delay


_SAY_WHY = "请核对这两个日期；确实没有同步的，请在政策的 interpretation 里写 required: true 和 reason，读者会看到。"


@rule("INT-001", "解读写明解读的文件", on=Document, basis=("要点/政策解读", "地方/解读关联"))
def interpretation_names_its_policy(document: Document, context: Context) -> Iterator[Fault]:
    """An interpretation says which policy it explains; so the two are linked both ways.

    Bad:  kind: interpretation，没有 interprets
    Good: interprets: doc-2023-014
    """
    if document.kind is Kind.INTERPRETATION and document.interprets is None:
        yield (
            document.place("kind"),
            "政策解读没有写明解读的是哪份文件（interprets）。",
            "请填写 interprets: 文件编号。",
        )


@rule("INT-002", "政策文件有解读或者写明不解读的原因", on=Document, basis=_BASIS)
def policy_is_interpreted_or_says_why_not(document: Document, context: Context) -> Iterator[Fault]:
    """A policy in force has an interpretation, or says why it needs none or why that is late.

    Bad:  政策文件没有解读，也没有写 interpretation
    Good: interpretation: {required: false, reason: 只更正排印错误。}
    """
    said = document.interpretation
    if (
        is_dead(document, context.today)
        or not is_bound(document, context.law)
        or (said is not None and said.reason is not None)
    ):
        return
    if interpretations_of(document, context.register) or context.register.is_broken("docs/"):
        return
    remedy = (
        f"请随政策一起发布解读，在解读里写 interprets: {document.id}；"
        "不需要解读的，写 interpretation: {required: false, reason: 原因}，读者会看到原因。"
    )
    yield document.place("interpretation" if said else "kind"), "这份政策文件没有解读，也没有写明为什么不解读。", remedy


@rule(
    "INT-003",
    "晚了的解读尽快发布",
    on=Document,
    basis=_BASIS,
    severity=Severity.NOTICE,
    limit=WITHIN,
    by_time=True,
)
def late_interpretation_is_due(document: Document, context: Context) -> Iterator[Fault]:
    """A policy that says it will be interpreted later is, by the last day that the office gives itself.

    Bad:  interpretation: {required: true, reason: 正在制作图解。}，到期还没有解读
    Good: 解读已经发布
    """
    last = awaited(document, context.register, context.law)
    if last is not None and context.today > last.day:
        message = f"政策发布于 {document.published.date()}，解读应不迟于 {last.day}（本办自定的期限），还没有发布。"
        yield document.place("interpretation"), message, "请尽快发布解读，页面上已经向读者说明晚了。"


@rule("INT-004", "解读与政策同日发布", on=Document, basis=_BASIS, severity=Severity.WARNING)
def interpretation_is_published_with_its_policy(document: Document, context: Context) -> Iterator[Fault]:
    """The first interpretation of a policy is published on the same day as the policy, or the policy says why not.

    Bad:  政策 2025-03-26 发布，解读 2025-03-27 发布
    Good: 两份都在 2025-03-26 发布
    """
    policy = _late_for(document, context)
    if policy is None or says_why_out_of_step(policy):
        return
    days = _days_late(policy, document, context)
    limit = context.law.days(WITHIN, policy.published.date()) or 0
    if 0 < days <= limit:
        message = f"解读 {document.published.date()} 发布，比政策（{policy.published.date()}）晚 {days} 个工作日。"
        yield document.place("published"), message, _SAY_WHY


@rule("INT-005", "解读最迟在期限内发布", on=Document, basis=("本办制度/19",), limit=WITHIN)
def interpretation_is_not_published_long_after(document: Document, context: Context) -> Iterator[Fault]:
    """The first interpretation of a policy is not published later than the office's own line allows.

    Bad:  政策 2025-04-30 发布，解读 2025-05-09 发布（第四个工作日）
    Good: 解读 2025-04-30 发布
    """
    policy = _late_for(document, context)
    limit = context.law.days(WITHIN, policy.published.date()) if policy is not None else None
    if policy is None or limit is None:
        return
    days = _days_late(policy, document, context)
    if days > limit:
        message = (
            f"解读 {document.published.date()} 发布，比政策（{policy.published.date()}）晚了 {days} 个工作日，"
            f"超过 {limit} 个工作日（本办自定的期限，不是法律规定）。"
        )
        yield document.place("published"), message, "请核对这两个日期；确实晚了的，请如实保留，报批豁免并写明原因。"


def _first_for(document: Document, context: Context) -> Document | None:
    """The policy that must keep step with this document, its first interpretation."""
    policy = interpreted_policy(document, context)
    if (
        policy is None
        or not is_bound(policy, context.law)
        or interpretations_of(policy, context.register)[:1] != [document]
    ):
        return None
    return policy


def _late_for(document: Document, context: Context) -> Document | None:
    """The policy after whose day its first interpretation, this one, was published."""
    policy = _first_for(document, context)
    is_late = policy is not None and document.published.date() > policy.published.date()
    return policy if is_late and document.backfill is None else None


def _days_late(policy: Document, document: Document, context: Context) -> int:
    return context.law.working_days.between(policy.published.date(), document.published.date()).days


@rule("INT-006", "解读的三个日期与政策一致", on=Document, basis=_BASIS, severity=Severity.NOTICE)
def days_of_the_pair_agree(document: Document, context: Context) -> Iterator[Fault]:
    """An interpretation is drafted and signed with its policy, and comes out with it even over a weekend.

    What only INT-007 may tell of is left to it; and a policy may say why they were not in step.

    Bad:  政策 drafted: 2025-03-03，解读 drafted: 2025-03-10
    Good: 两份都写 drafted: 2025-03-03
    """
    policy = _first_for(document, context)
    if policy is None or says_why_out_of_step(policy) or _is_too_early(policy, document):
        return
    if _is_afterthought(policy, document):
        return
    for name, label in (("drafted", "起草"), ("signed", "签发")):
        theirs, ours = getattr(policy, name), getattr(document, name)
        if theirs is not None and ours is None:
            message = f"政策写了{label}日期（{theirs}），解读没有写（{name}）。"
            yield document.place("interprets"), message, f"请在解读里填写 {name}: 解读实际{label}的日期。"
        elif theirs is not None and ours != theirs:
            message = f"解读的{label}日期 {ours} 与政策的 {theirs} 不是同一天。"
            yield document.place(name), message, _SAY_WHY
    if _late_for(document, context) is not None and not _days_late(policy, document, context):
        message = f"解读 {document.published.date()} 发布，政策 {policy.published.date()} 发布，中间没有工作日。"
        yield document.place("published"), message, _SAY_WHY


@rule("INT-007", "解读不早于政策，也不事后补写", on=Document, basis=_BASIS, severity=Severity.WARNING)
def interpretation_follows_its_policy(document: Document, context: Context) -> Iterator[Fault]:
    """An interpretation does not appear before its policy, and its drafting does not begin after the policy is signed.

    Bad:  政策 published: 2025-03-26，解读 published: 2025-03-25
    Good: 解读 published: 2025-03-26
    """
    policy = interpreted_policy(document, context)
    if policy is None or not is_bound(policy, context.law):
        return
    if says_why_out_of_step(policy):
        return
    if _is_too_early(policy, document):
        message = f"解读 {document.published.date()} 发布，早于政策的发布日期 {policy.published.date()}。"
        yield document.place("published"), message, _SAY_WHY
    elif _is_afterthought(policy, document) and _first_for(document, context) is not None:
        message = f"解读 {document.drafted} 才起草，政策 {policy.signed} 已经签发，没有同步起草。"
        yield document.place("drafted"), message, _SAY_WHY


def _is_too_early(policy: Document, document: Document) -> bool:
    return document.published.date() < policy.published.date()


def _is_afterthought(policy: Document, document: Document) -> bool:
    return document.drafted is not None and policy.signed is not None and document.drafted > policy.signed


@rule("INT-008", "起草、签发、发布先后有序", on=Document, basis=("本办制度/19", "19号函/伪造发稿日期"))
def own_days_are_in_order(document: Document, context: Context) -> Iterator[Fault]:
    """A document is drafted, then signed, then published.

    Bad:  signed: 2025-03-28，published: 2025-03-26
    Good: signed: 2025-03-24，published: 2025-03-26
    """
    days = [
        ("drafted", "起草", document.drafted),
        ("signed", "签发", document.signed),
        ("published", "发布", document.published.date()),
    ]
    known = [(name, label, day) for name, label, day in days if day is not None]
    for (name, label, day), (_, later, following) in zip(known, known[1:], strict=False):
        if day > following:
            message = f"{label}日期 {day} 晚于{later}日期 {following}。"
            yield document.place(name), message, "请对照办文记录核对这两个日期，把写错的改正。"


@rule("INT-009", "政策文件写明起草和签发日期", on=Document, basis=_BASIS, severity=Severity.NOTICE)
def interpreted_policy_has_its_days(document: Document, context: Context) -> Iterator[Fault]:
    """A policy that is interpreted says when it was drafted and signed, so that the three steps can be compared.

    Bad:  政策文件没有 drafted、signed
    Good: drafted: 2025-03-03，signed: 2025-03-24
    """
    if is_dead(document, context.today) or not is_bound(document, context.law):
        return
    missing = [f"{name}（{label}）" for name, label in (("drafted", "起草日期"), ("signed", "签发日期"))
               if getattr(document, name) is None]  # fmt: skip
    if missing and interpretations_of(document, context.register):
        message = f"政策文件有解读，没有写 {'、'.join(missing)}，无法核对是否同步。"
        yield document.place("published"), message, "请按办文记录填写，解读里也写上自己的。"
