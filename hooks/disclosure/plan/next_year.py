"""The work plan of the next year, begun from that of the last one: the same points and items, a year later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from disclosure.law.book import LawBook
from disclosure.plan.standing import DutyStanding, standings
from disclosure.records.work_plans import PlanItem, PlanPoint, WorkPlan
from disclosure.register import Register

_HEAD = """\
# {year}年政务公开工作要点：由 {path} 起草，请逐点改成今年的要求，再提交。
# 期限都推后了一年；去年登记的、引用的都没有带过来，网站算得出来的（query）照旧。
"""


class NotBegun(Exception):
    """A plan cannot be begun; the message says why, in words for editors."""


@dataclass(frozen=True)
class NextPlan:
    """The file to write: its path from the project's root, its text, the plan that it was begun from.

    ``late`` is how many items of that one were not done.
    """

    path: str
    text: str
    before: WorkPlan
    late: int

    @property
    def look(self) -> str:
        """What to look at before it is handed in."""
        said = f"{self.before.year} 年没有做完的 {self.late} 项已经注明。" if self.late else ""
        return f"由 {self.before.path} 起草。{said}请逐点改成新一年的要求，再提交。"


def next_plan(register: Register, law: LawBook, year: int, today: date) -> NextPlan:
    """The plan of a year, begun from the newest one before it. Raises NotBegun."""
    path = plan_path(year)
    if path in register.texts or path in register.broken:
        raise NotBegun(f"{path} 已经有了，没有改动。")
    before = next((plan for plan in register.workplans if plan.year < year), None)
    if before is None:
        raise NotBegun(f"{year} 年以前没有读得出来的工作要点，没有写；第一份照手册写。")
    found = standings(before, register, law, today)
    return NextPlan(path, begun_from(before, found, year), before, sum(standing.is_late for standing in found))


def plan_path(year: int) -> str:
    """Where the plan of a year stands."""
    return WorkPlan.files.format(year=year)


def begun_from(plan: WorkPlan, found: Sequence[DutyStanding], year: int) -> str:
    """The file of a year's plan, begun from an older one; ``found`` is how the items of that one stand."""
    states = {standing.item.id: standing for standing in found}
    head = {
        "id": plan.id.replace(str(plan.year), str(year)) if str(plan.year) in plan.id else f"workplan-{year}",
        "year": year,
        "title": plan.title.replace(str(plan.year), str(year)),
        "source": plan.source.replace(str(plan.year), str(year)),
    }
    lines = [_HEAD.format(year=year, path=plan.path), _dumped(head), "points:\n"]
    for point in plan.points:
        lines += _point(point, states, year - plan.year)
    return "".join(lines)


def _point(point: PlanPoint, states: Mapping[str, DutyStanding], years: int) -> Iterator[str]:
    head = {"number": point.number, "title": point.title}
    yield _listed(_dumped(head | ({"summary": point.summary} if point.summary else {})), 2)
    yield "    items:\n"
    for item in point.items:
        standing = states.get(item.id)
        if standing is not None and standing.is_late:
            yield f"      # 去年没有做完：{standing.proof.words}\n"
        if item.records:
            yield f"      # 去年的佐证是 {'、'.join(item.records)}；今年的有了以后写 records。\n"
        yield _listed(_dumped(_item(item, years)), 6)


def _item(item: PlanItem, years: int) -> dict[str, Any]:
    """What of an item holds in the next year too."""
    kept: dict[str, Any] = {"id": item.id, "title": item.title, "unit": item.unit}
    for name, day in (("starts", item.starts), ("due", item.due)):
        if day is not None:
            kept[name] = _later(day, years)
    if item.period is not None:
        kept["period"] = item.period.value
    if item.continuous:
        kept["continuous"] = True
    if item.each is not None:
        kept["each"] = item.each
    if item.times > 1:
        kept["times"] = item.times
    if item.query is not None:
        return kept | {"query": item.query.value}
    return kept | {"recorded": list[str]()}


def _later(day: date, years: int) -> date:
    """The same day some years later; of the 29th of February the 28th."""
    year = day.year + years
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _dumped(part: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(part), allow_unicode=True, sort_keys=False, width=1000)


def _listed(text: str, indent: int) -> str:
    """A mapping as an item of a list, some steps in."""
    first, *rest = text.splitlines()
    return "".join(
        f"{line}\n" for line in (f"{' ' * indent}- {first}", *(f"{' ' * (indent + 2)}{one}" for one in rest))
    )
