"""The agenda in the order in which it is read: what is late, this week, later; and within that unit by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from disclosure.agenda.items import Due, Turn
from disclosure.records.agency import Department
from disclosure.register import Register

NO_UNIT = "没有写明部门"


def by_turn(items: Iterable[Due], today: date) -> dict[Turn, list[Due]]:
    """The items of each turn, in the order of the turns; a turn without any is among them."""
    found: dict[Turn, list[Due]] = {turn: [] for turn in Turn}
    for item in items:
        found[item.turn(today)].append(item)
    return found


def by_unit(items: Iterable[Due], register: Register) -> list[tuple[str, list[Due]]]:
    """The name of each unit with its items, in the order of data/agency.yml; those of no unit come last."""
    found: dict[str, list[Due]] = defaultdict(list)
    for item in items:
        found[item.unit].append(item)
    order = [department.id for department in register.all(Department)]
    keys = sorted(found, key=lambda key: (key == "", order.index(key) if key in order else len(order), key))
    return [(unit_name(key, register), found[key]) for key in keys]


def unit_name(key: str, register: Register) -> str:
    """What a unit is called; an id that no unit bears stands as it is."""
    department = register.get(key, Department)
    return department.title if department is not None else key or NO_UNIT
