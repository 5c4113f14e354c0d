"""Pages on one subject: there is a policy and a way to do it, what is empty says why, what is dead is not offered."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.coverage.evidence import counts
from disclosure.findings import Severity
from disclosure.gathering import asked_for, gathered
from disclosure.records.topics import Topic, TopicPart
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/131",)
# By TOP-001, by INT-002 at the policy itself, or of no weight.
_SAID_OTHERWISE = (TopicPart.POLICIES, TopicPart.SERVICES, TopicPart.READINGS, TopicPart.OTHERS)


@rule("TOP-001", "一件事一页，至少有一份有效的政策和怎么办", on=Topic, basis=_BASIS, severity=Severity.WARNING)
def a_subject_has_a_policy_and_a_way(topic: Topic, context: Context) -> Iterator[Fault]:
    """A page on a subject gathers a policy that holds, and a guide to a service or words on how to do it.

    Bad:  gathers: [q-2025-001]
    Good: gathers: [doc-2023-010, doc-2023-061]
    """
    if context.register.is_broken("docs/"):
        return  # what could not be read may be among it
    parts = gathered(topic, context.register, context.today)
    holding = {part for part in parts if any(counts(record, context.register, context.today) for record in parts[part])}
    if TopicPart.POLICIES not in holding:
        message = f"“{topic.title}”这一页没有有效的政策。"
        yield topic.place("gathers"), message, "请在 gathers 里加上有效的政策的编号；还没有的，先不建这一页。"
    if TopicPart.SERVICES not in holding and topic.how is None:
        message = f"“{topic.title}”这一页没有写怎么办。"
        yield topic.place("how"), message, "请在 gathers 里加上办事指南的编号；没有指南的，写 how。"


@rule("TOP-002", "收进一页的内容现在有效", on=Topic, basis=_BASIS, severity=Severity.NOTICE, by_time=True)
def what_is_named_holds(topic: Topic, context: Context) -> Iterator[Fault]:
    """What a page on a subject names is public and holds today.

    Bad:  gathers: [doc-2023-051]（已废止）
    Good: gathers: [doc-2024-018]（现行有效）
    """
    for number, key in enumerate(topic.gathers):
        record = context.register.records.get(key)
        if record is not None and not counts(record, context.register, context.today):
            message = f"“{key}”已经废止、失效、撤下或者不公开，网页上注明了。"
            yield topic.place("gathers", number), message, "请换成现行的一件；不再需要的，删去这一个编号。"


@rule("TOP-003", "一件事一页，空的部分写明为什么", on=Topic, basis=_BASIS, severity=Severity.WARNING)
def what_is_empty_says_why(topic: Topic, context: Context) -> Iterator[Fault]:
    """A part without content says why; a part that has some does not say that it is empty.

    Bad:  没有开放活动，也没有 missing
    Good: missing: [{part: events, reason: 今年没有安排专场，窗口随时可以看}]
    """
    if context.register.is_broken("docs/"):
        return
    parts = gathered(topic, context.register, context.today)
    told = {item.part: row for row, item in enumerate(topic.missing)}
    for part, records in parts.items():
        if not records and part not in told and part not in _SAID_OTHERWISE:
            message = f"“{part.label}”这一部分是空的，没有写为什么。"
            yield topic.place("missing"), message, f"请在 missing 里加一项，part 写 {part.value}，reason 写原因。"
        if records and part in told:
            message = f"“{part.label}”这一部分已经有内容，还写着为什么没有。"
            yield topic.place("missing", told[part]), message, "请把 missing 里的这一项删去。"


@rule("TOP-004", "按条件找得到内容", on=Topic, basis=_BASIS, severity=Severity.WARNING)
def a_query_finds_something(topic: Topic, context: Context) -> Iterator[Fault]:
    """The query of a subject says what it looks for, and finds something.

    Bad:  query: {keyword: 加装电剃}
    Good: query: {keyword: 加装电梯}
    """
    if topic.query is None or context.register.is_broken("docs/"):
        return
    if asked_for(topic, context.register, context.today):
        return
    remedy = "请核对关键词和主题；不需要的，删去 query。"
    yield topic.place("query"), "按这个条件一件也没有找到。", remedy
