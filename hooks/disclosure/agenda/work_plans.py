"""What the work plans want by a day and is not done, and what should go on all the time and does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import charged_unit
from disclosure.agenda.sources import agenda_of
from disclosure.findings import Place
from disclosure.law.book import LawBook
from disclosure.plan.standing import DutyStanding, DutyState, standings
from disclosure.records.work_plans import WorkPlan
from disclosure.register import Register

_OPEN = (DutyState.LATE, DutyState.UNDER_WAY, DutyState.NOT_DUE)


@agenda_of
def plan_items_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The items of the plans that are open; of those that the site looks at all year only what is late."""
    for plan in register.workplans:
        for found in standings(plan, register, book, today):
            is_watched = found.item.period is not None and found.item.query is not None
            if found.state in _OPEN and (found.is_late or not is_watched):
                yield _due(plan, found)


def _due(plan: WorkPlan, found: DutyStanding) -> Due:
    item, row = found.item, plan.points.index(found.point)
    late = item.late if found.is_late else None
    missed = f"，缺{found.missed}的" if found.missed else ""
    period = f"-{found.due}" if item.period is not None else ""
    return Due(
        f"plan-{plan.id}-{item.id}{period}",
        f"{plan.year}年要点：{item.title}{missed}",
        item.unit,
        found.due,
        plan.place("points", row, "items", found.point.items.index(item)),
        plan.id,
        promised=late.new_date if late is not None else None,
        anchor=item.id,
    )


@agenda_of
def next_plan_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The plan of the first year from this one on that has none, of an office that keeps its plans."""
    years = {plan.year for plan in register.workplans}
    if years and not register.is_broken("data/workplan/"):
        year = today.year if today.year not in years else today.year + 1
        day = book.deadline("plan-issued", today, year)
        if day is not None and year not in years:
            place = Place(WorkPlan.files.format(year=year))
            yield Due(f"workplan-{year}", f"写好 {year} 年的工作要点", charged_unit(register), day, place)
