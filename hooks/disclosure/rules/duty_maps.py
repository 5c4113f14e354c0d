"""The table of a plan's sentences: each has something behind it, and what is named exists."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from disclosure.findings import Place
from disclosure.records.duty_maps import DutyMap, MappedDuty
from disclosure.records.files import record_types
from disclosure.records.work_plans import WorkPlan
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/90",)


@rule("WKP-010", "工作要点的每一句都有落实它的东西", on=DutyMap, basis=_BASIS)
def every_sentence_is_fulfilled(table: DutyMap, context: Context) -> Iterator[Fault]:
    """Each sentence names what fulfils it, each point has one, and no number is used twice.

    Bad:  - {number: "3.2", gist: 各节点留痕}
    Good: - {number: "3.2", gist: 各节点留痕, rules: [REQ-005]}
    """
    seen: dict[str, int] = {}
    for row, duty in enumerate(table.duties):
        place = table.place("duties", row, "number")
        if not duty.is_fulfilled:
            message = f"第 {duty.number} 句“{duty.gist}”没有落实它的规则、网页、记录、命令或者事项。"
            yield place, message, "请写上落实它的东西；还没有的，先在要点里加一个事项，再写 items。"
        if duty.number in seen:
            message = f"序号“{duty.number}”用了两次，另一次在第 {seen[duty.number]} 行。"
            yield place, message, "请给每一句一个自己的序号。"
        seen.setdefault(duty.number, place.line)
    plan = context.register.get(table.plan, WorkPlan)
    told = {duty.number.partition(".")[0] for duty in table.duties}
    missing = [point for point in (plan.points if plan is not None else ()) if str(point.number) not in told]
    for point in missing:
        message = f"第 {point.number} 点“{point.title}”一句也没有对照。"
        remedy = f"请在 duties 里加上这一点的每一句，序号从 {point.number}.1 起。"
        yield table.place("duties"), message, remedy


@rule("WKP-011", "对照表里写的规则、记录、事项都有", on=DutyMap, basis=_BASIS)
def what_is_named_exists(table: DutyMap, context: Context) -> Iterator[Fault]:
    """Every rule, kind of record and item that a sentence names exists.

    Bad:  rules: [REQ-999]
    Good: rules: [REQ-005]
    """
    plan = context.register.get(table.plan, WorkPlan)
    known = {
        "rules": {one.id for one in context.rules},
        "records": {kind.type_label for kind in record_types()},
        "items": {item.id for point in plan.points for item in point.items} if plan is not None else None,
    }
    words = {"rules": "规则", "records": "记录", "items": f"{table.year} 年要点的事项"}
    for row, duty in enumerate(table.duties):
        for field, names in known.items():
            if names is not None:
                yield from _unknown(table, row, duty, field, words[field], names)


def _unknown(table: DutyMap, row: int, duty: MappedDuty, field: str, word: str, known: set[str]) -> Iterator[Fault]:
    named: list[str] = getattr(duty, field)
    for number, name in enumerate(named):
        if name not in known:
            place: Place = table.place("duties", row, field, number)
            close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
            remedy = f"您要写的是不是“{close[0]}”？" if close else "请核对；没有的删去这一项。"
            yield place, f"没有“{name}”这样的{word}。", remedy
