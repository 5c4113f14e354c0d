"""What falls due in the standard catalogue, and what rounds of self-check have left to mend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import charged_unit
from disclosure.agenda.sources import agenda_of
from disclosure.coverage.matrix import coverage
from disclosure.coverage.standing import ItemStanding
from disclosure.law.book import LawBook
from disclosure.records.agency import Department
from disclosure.records.self_checks import SelfCheckRound
from disclosure.records.standard_catalogue import StandardItem
from disclosure.register import Register

_SHORT = 40  # characters of a time limit that are quoted


@agenda_of
def items_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Every round of an item that is late, and the next one of each."""
    for standing in coverage(register, book, today).standings:
        days = [item.day for item in standing.late(today)]
        ahead = [standing.ahead] if standing.ahead is not None else []
        for day in dict.fromkeys([*days, *ahead]):
            yield _item_due(standing, day, register)


def _item_due(standing: ItemStanding, day: date, register: Register) -> Due:
    field, item = standing.field, standing.item
    told = [entry.date for entry in (*field.history, *item.history)]
    return Due(
        f"standard-catalogue-{field.id}-{item.number}-{day}",
        f"公开标准目录的事项：{field.title}，{item.title}{_by_what_law(standing)}",
        unit_of(item, register),
        day,
        standing.place("number"),
        field.id,
        changed=max([field.since, *told]),
        steps=len(told),
    )


def _by_what_law(standing: ItemStanding) -> str:
    """That a day follows from the general term, where the item's own words have days that cannot be counted."""
    rhythm = standing.rhythm
    if rhythm.comes_round or not (rhythm.event or not rhythm.is_known) or not standing.item.limit:
        return ""
    shown = " ".join(standing.item.limit.split())[:_SHORT]
    return f"（公开时限“{shown}”算不出哪一天，按一般期限计）"


def unit_of(item: StandardItem, register: Register) -> str:
    """The department that answers for an item: its unit, its body if that is one, else the one charged with it all."""
    body = next((found.id for found in register.all(Department) if item.body in (found.id, found.title)), "")
    return item.unit or body or charged_unit(register)


@agenda_of
def findings_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """What a round of self-check has found and nobody has mended yet."""
    for check in register.all(SelfCheckRound):
        for number, found in enumerate(check.findings):
            if found.mended is None:
                put_off = found.delay.new_date if found.delay is not None else None
                yield Due(
                    f"self-check-{check.id}-{number + 1}",
                    f"改好自查发现的问题：{found.what}",
                    found.unit or check.unit,
                    found.due,
                    check.place("findings", number, "due"),
                    check.id,
                    promised=put_off,
                    changed=check.date,
                )
