"""What satisfies the items of the standard catalogue: papers that hold, of the field; what is late is answered for."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.coverage.evidence import counts, named, queried
from disclosure.coverage.matrix import first_day
from disclosure.coverage.rounds import DueRound, ItemState
from disclosure.coverage.standing import ItemStanding, stand
from disclosure.findings import Severity
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.standard_catalogue import StandardField, StandardItem
from disclosure.register import Register
from disclosure.rules.delays import and_again, promises_too_early
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.standard_catalogue import BASIS

_FEW = 8  # items that are called by number


def _standings(field: StandardField, context: Context) -> list[ItemStanding]:
    first = first_day(context.today)
    rows = range(len(field.items))
    return [stand(field, row, context.register, context.law, context.today, first) for row in rows]


@rule("STD-004", "标准目录的条件找得到内容", on=StandardField, basis=BASIS, severity=Severity.WARNING)
def a_query_finds_something(field: StandardField, context: Context) -> Iterator[Fault]:
    """A query finds something, unless its item is not applicable or put off.

    Bad:  query: {column: budget, keyword: 三公径费}
    Good: query: {column: budget, keyword: 三公经费}
    """
    for row, item in enumerate(field.items):
        silent = item.query is None or item.delay is not None or item.is_excused(context.today)
        if not silent and not queried(item, context.register):
            message = f"“{item.title}”按条件一件也没有找到。"
            remedy = "请核对条件；还没有公开的，在 delay 里写明原因和新的日期。"
            yield field.place("items", row, "query"), message, remedy


@rule("STD-005", "标准目录的事项有现行的内容", on=StandardField, basis=BASIS, severity=Severity.WARNING)
def an_item_has_something_that_holds(field: StandardField, context: Context) -> Iterator[Fault]:
    """An item is not satisfied only by policies that are repealed or expired, or by papers that are not public.

    Bad:  satisfied_by: [doc-2023-051]（已废止）
    Good: satisfied_by: [doc-2023-051, doc-2024-018]（后一件现行有效）
    """
    for row, item in enumerate(field.items):
        if _rests_on_nothing(item, context):
            place = field.place("items", row, "satisfied_by" if item.satisfied_by else "query")
            message = f"“{item.title}”的内容都已经废止、失效、撤下或者不公开。"
            yield place, message, "请补上现行的文件；不再需要公开的，写 not_applicable。"


def _rests_on_nothing(item: StandardItem, context: Context) -> bool:
    found = _all_of(item, context.register)
    holding = (record for record in found if counts(record, context.register, context.today))
    return bool(found) and not item.is_excused(context.today) and next(holding, None) is None


def _all_of(item: StandardItem, register: Register) -> list[Record]:
    return [*named(item, register), *queried(item, register)]


@rule("STD-006", "标准目录的事项用本领域的内容", on=StandardField, basis=BASIS)
def papers_are_of_the_field(field: StandardField, context: Context) -> Iterator[Fault]:
    """A paper in a column that only other fields call their own satisfies no item here.

    Bad:  社会救助的事项写 satisfied_by: [doc-2023-046]（养老服务栏目的文件）
    Good: satisfied_by: [doc-2025-010]（社会救助栏目的文件）
    """
    owners = context.register.once(_owners)
    for row, item in enumerate(field.items):
        for number, key in enumerate(item.satisfied_by):
            document = context.register.get(key, Document)
            is_filed = document is not None and document.path.startswith(f"docs/{document.column}/")  # else FIL-003
            owner = owners.get(document.column) if document is not None and is_filed else None
            if document is not None and owner and field.title not in owner:
                message = f"《{document.title}》在“{'、'.join(owner)}”领域的栏目里，不是“{field.title}”的内容。"
                yield field.place("items", row, "satisfied_by", number), message, "请核对编号，换成本领域的文件。"


def _owners(register: Register) -> dict[str, list[str]]:
    """For each column that fields call their own, their titles."""
    found: dict[str, list[str]] = {}
    for field in register.all(StandardField):
        for column in field.columns:
            found.setdefault(column, []).append(field.title)
    return found


@rule("STD-012", "标准目录写明公开在哪里", on=StandardField, basis=BASIS, severity=Severity.NOTICE, by_time=True)
def what_is_due_says_where_it_is(field: StandardField, context: Context) -> Iterator[Fault]:
    """Of what is due on the site the catalogue says which papers it is, or why it is not there yet.

    Bad:  channels: [website]，没有 satisfied_by、query，也没有 delay
    Good: satisfied_by: [doc-2025-010]
    """
    late = [item for item in _standings(field, context) if item.state is ItemState.LATE]
    bare = [item for item in late if not (item.item.satisfied_by or item.item.query or item.item.delay)]
    if bare:
        numbers = "、".join(str(item.item.number) for item in bare[:_FEW]) + (" 等" if len(bare) > _FEW else "")
        message = f"第 {numbers} 项要在网站公开，没有写已经公开的是哪些，共 {len(bare)} 项。"
        remedy = "请写 satisfied_by 或 query；不用公开的写 not_applicable，还没有公开的写 delay。"
        yield bare[0].place("number"), message, remedy


@rule("STD-013", "标准目录的事项按期公开", on=StandardField, basis=BASIS, severity=Severity.NOTICE, by_time=True)
def items_are_public_in_time(field: StandardField, context: Context) -> Iterator[Fault]:
    """What fell due is public, or put off with a reason and a day that is not past.

    Bad:  limit: 每季度，第二季度的到 6 月 30 日还没有公开
    Good: delay: {reason: 数据还在核对, new_date: 2025-07-10}
    """
    for item in _standings(field, context):
        due = item.late(context.today)
        put_off = item.delay is not None and item.delay.still_runs(context.today)
        if due and not put_off and _says_where(item, context) and not any(promises_too_early(item, due[0].day)):
            late = context.law.working_days.between(due[0].day, context.today).days
            message = f"“{item.item.title}”应于 {due[0].day} 前公开，已超过 {late} 个工作日{and_again(item)}。"
            yield item.place("number"), message, "请公开；一时公开不了的，在 delay 里写明原因和新的日期。"


def _says_where(item: ItemStanding, context: Context) -> bool:
    """Whether it is only time that it lacks: what its query does not find, or what is over, is told by itself."""
    found = _all_of(item.item, context.register)
    return item.delay is not None or any(counts(record, context.register, context.today) for record in found)


@rule("STD-014", "标准目录的不适用没有过期", on=StandardField, basis=BASIS, severity=Severity.NOTICE, by_time=True)
def excuses_still_hold(field: StandardField, context: Context) -> Iterator[Fault]:
    """What is not applicable until a day is taken up again after it, or its reason is confirmed.

    Bad:  not_applicable: {reason: 今年没有征收项目, until: 2024-12-31}，今天是 2025-06-18
    Good: until: 2025-12-31
    """
    for row, item in enumerate(field.items):
        excuse = item.not_applicable
        if excuse is not None and not item.is_excused(context.today):
            message = f"“{item.title}”到 {excuse.until} 为止不适用，已经转为应公开。"
            remedy = "请公开并删去 not_applicable；情况没有变的，改 until 并在 history 里写一条。"
            yield field.place("items", row, "not_applicable"), message, remedy


@rule("STD-018", "标准目录的延期晚于原来的期限", on=StandardField, basis=BASIS)
def a_delay_puts_off(field: StandardField, context: Context) -> Iterator[Fault]:
    """The new day of a delay lies behind the day that it puts off.

    Bad:  应于 2025-06-13 前公开，delay 的 new_date: 2025-06-10
    Good: new_date: 2025-06-27
    """
    for item in _standings(field, context) if any(item.delay is not None for item in field.items) else ():
        due: list[DueRound] = item.late(context.today)
        if due:
            yield from promises_too_early(item, due[0].day)
