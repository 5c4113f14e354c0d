"""The standard catalogue as a table: no item lacks an element, none is missing or there twice, periods agree."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.coverage.rhythm import Rhythm, read, stated
from disclosure.findings import Place, Severity
from disclosure.records.agency import Department
from disclosure.records.ratings import plain_name
from disclosure.records.standard_catalogue import ItemChange, ItemLevel, StandardField, StandardItem
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

BASIS = ("54号文/标准目录", "要点/标准目录")
_ELEMENTS = ("content", "basis", "limit", "body", "channels", "audience", "modes")


@rule("STD-001", "标准目录的事项要素齐全", on=StandardField, basis=BASIS)
def an_item_has_all_elements(field: StandardField, context: Context) -> Iterator[Fault]:
    """An item has its content, basis, time limit, body, channels, audience and mode.

    Bad:  没有写 limit
    Good: limit: 信息形成或变更之日起20个工作日内
    """
    labels = StandardItem.model_fields
    for row, item in enumerate(field.items):
        missing = [name for name in _ELEMENTS if not getattr(item, name)]
        if missing:
            names = "、".join(f"{labels[name].title}（{name}）" for name in missing)
            place = field.place("items", row, "number")
            yield place, f"第 {item.number} 项“{item.title}”没有写{names}。", "请对照目录的原表补上。"


@rule("STD-002", "标准目录的序号不断号", on=StandardField, basis=BASIS)
def numbers_run_on(field: StandardField, context: Context) -> Iterator[Fault]:
    """The items of a field are numbered from 1 on, none left out, none twice.

    Bad:  number: 1、2、4
    Good: number: 1、2、3
    """
    for row, item in enumerate(field.items):
        if item.number != row + 1:
            message = f"“{item.title}”的序号是 {item.number}，按顺序应当是 {row + 1}。"
            yield field.place("items", row, "number"), message, "请从这一项起重新编号；漏掉的事项，请补上。"
            return


@rule("STD-003", "标准目录的事项不重复", on=StandardField, basis=BASIS)
def no_item_is_there_twice(field: StandardField, context: Context) -> Iterator[Fault]:
    """No two items of a field have the same names, blanks and widths apart.

    Bad:  两项都是 最低生活保障／办事指南
    Good: 最低生活保障／办事指南、最低生活保障／资金发放
    """
    seen: dict[str, int] = {}
    for row, item in enumerate(field.items):
        first = seen.setdefault(plain_name(item.title), row)
        if first != row:
            message = f"“{item.title}”和第 {field.items[first].number} 项同名。"
            yield field.place("items", row, "level1"), message, "请合并成一项；不是同一项的，把二级事项写得不同。"


@rule("STD-009", "标准目录的公开时限看得出周期", on=StandardField, basis=BASIS, severity=Severity.WARNING)
def a_limit_can_be_read(field: StandardField, context: Context) -> Iterator[Fault]:
    """The words of a time limit tell when something is due, or the period is stated.

    Bad:  limit: 见附注
    Good: limit: 见附注，period: quarterly
    """
    for row, item in enumerate(field.items):
        if item.limit and item.period is None and not read(item.limit).is_known:
            message = f"公开时限“{item.limit[:40]}”看不出什么时候到期。"
            remedy = "请照原表核对；原表就是这样写的，另加一行 period，例如 period: quarterly。"
            yield field.place("items", row, "limit"), message, remedy


@rule("STD-010", "标准目录的周期和公开时限一致", on=StandardField, basis=BASIS)
def a_period_does_not_contradict_the_limit(field: StandardField, context: Context) -> Iterator[Fault]:
    """A stated period is not another one than the words of the time limit tell.

    Bad:  limit: 每季度，period: yearly
    Good: limit: 每季度，period: quarterly
    """
    for row, item in enumerate(field.items):
        told = read(item.limit or "")
        if item.period is not None and _contradicts(stated(item.period), told):
            own = stated(item.period).words or item.period.kind.label
            message = f"公开时限写的是“{(item.limit or '')[:40]}”，周期（period）却是{own}。"
            yield field.place("items", row, "period"), message, "请删去 period，或者核对公开时限。"


def _contradicts(own: Rhythm, told: Rhythm) -> bool:
    if told.comes_round:
        return (own.months, own.weeks) != (told.months, told.weeks) or bool(own.by and told.by and own.by != told.by)
    return bool(told.days) and not own.comes_round and (own.days, own.unit) != (told.days, told.unit)


@rule("STD-011", "标准目录的公开主体认得出", on=Register, basis=BASIS, severity=Severity.WARNING)
def the_body_is_known(register: Register, context: Context) -> Iterator[Fault]:
    """The body is the office or one of its departments; of what the county publishes it may be another.

    Bad:  body: 某某公司
    Good: body: 某某街道办事处
    """
    agency = register.agency
    if agency is None:
        return  # whoever is named would be a stranger
    departments = [name for item in register.all(Department) for name in (item.id, item.title)]
    known = [agency.name, agency.short_name, *departments]
    strange: dict[str, list[Place]] = {}
    for field in register.all(StandardField):
        for row, item in enumerate(field.items):
            if item.body and ItemLevel.COUNTY not in item.levels and not any(name in item.body for name in known):
                strange.setdefault(item.body, []).append(field.place("items", row, "body"))
    for body, places in strange.items():
        many = f"（共 {len(places)} 项）" if len(places) > 1 else ""
        message = f"公开主体“{body[:40]}”{many}不是本机关，也不是内设机构。"
        yield places[0], message, "请写本机关的名称，或者部门的名称、编号；由区级公开的，levels 里写 county。"


@rule("STD-017", "标准目录的变更记录日期有序", on=StandardField, basis=BASIS)
def history_goes_on_in_time(field: StandardField, context: Context) -> Iterator[Fault]:
    """The entries of a history stand in order of time, and none lies in the future.

    Bad:  history 里先写 2025-03-10，后写 2024-12-01
    Good: 旧的在前
    """
    lists: list[tuple[tuple[str | int, ...], list[ItemChange]]] = [(("history",), field.history)]
    lists += [(("items", row, "history"), item.history) for row, item in enumerate(field.items)]
    for location, entries in lists:
        for number, entry in enumerate(entries):
            place = field.place(*location, number, "date")
            if entry.date > context.today:
                yield place, f"日期 {entry.date} 还没有到（今天是 {context.today}）。", "请写实际改的日期。"
            elif number and entry.date < entries[number - 1].date:
                message = f"日期 {entry.date} 早于上一条的 {entries[number - 1].date}。"
                yield place, message, "请按先后排列，旧的在前。"
