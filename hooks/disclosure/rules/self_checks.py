"""Rounds of self-check: what was found is of an item that there is, and is mended in time."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Severity
from disclosure.records.self_checks import SelfCheckRound
from disclosure.records.standard_catalogue import StandardField
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.standard_catalogue import BASIS


@rule("STD-015", "自查发现的问题写得清楚", on=SelfCheckRound, basis=BASIS)
def findings_are_of_items_and_in_order(check: SelfCheckRound, context: Context) -> Iterator[Fault]:
    """A finding is of an item of its field; it is to be mended after the round, and was mended by today.

    Bad:  field: std-work-safety，item: 30（这个领域只有 8 项）
    Good: item: 3
    """
    if check.date > context.today:
        yield check.place("date"), f"日期 {check.date} 还没有到（今天是 {context.today}）。", "请写实际查完的日期。"
    for number, found in enumerate(check.findings):
        field = context.register.get(found.field or "", StandardField)
        if found.item is not None and found.field is None:
            yield check.place("findings", number, "item"), "写了事项序号，没有写领域（field）。", "请补上领域的编号。"
        elif found.item is not None and field is not None and field.item(found.item) is None:
            message = f"“{field.title}”没有第 {found.item} 项。"
            yield check.place("findings", number, "item"), message, f"请写 1 到 {len(field.items)} 的序号。"
        if found.due < check.date:
            message = f"期限 {found.due} 早于自查的 {check.date}。"
            yield check.place("findings", number, "due"), message, "请核对这两个日期。"
        if found.mended is not None and found.mended > context.today:
            message = f"日期 {found.mended} 还没有到（今天是 {context.today}）。"
            yield check.place("findings", number, "mended"), message, "请写实际改好的日期；还没有改好的不写。"


@rule("STD-016", "自查发现的问题按期改好", on=SelfCheckRound, basis=BASIS, severity=Severity.NOTICE, by_time=True)
def findings_are_mended_in_time(check: SelfCheckRound, context: Context) -> Iterator[Fault]:
    """What was found is mended by its day, or put off with a reason and a day that is not past.

    Bad:  due: 2025-06-13，到 6 月 18 日没有 mended
    Good: mended: 2025-06-12
    """
    for number, found in enumerate(check.findings):
        put_off = found.delay is not None and found.delay.still_runs(context.today)
        if found.is_overdue(context.today) and not put_off:
            late = context.law.working_days.between(found.due, context.today).days
            message = f"“{found.what[:40]}”应于 {found.due} 前改好，已超过 {late} 个工作日。"
            place = check.place("findings", number, "due")
            yield place, message, "请改好并写 mended；一时改不好的，在 delay 里写明原因和新的日期。"
