"""Work plans: what the office set out to do in a year, how far it has come, and what shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.called import called
from disclosure.pages.hrefs import Links
from disclosure.pages.instruments import Cell, CellBar, StackedBar, stacked
from disclosure.pages.makers import pages_of
from disclosure.pages.named_pages import named_address
from disclosure.pages.page import Page, site_tags, trail_of_work
from disclosure.pages.site import Site
from disclosure.pages.states import Status, by_word
from disclosure.plan.standing import COUNTED, DutyStanding, DutyState, counted, standings
from disclosure.records.base import Record
from disclosure.records.columns import Column
from disclosure.records.duty_maps import DutyMap, SitePage
from disclosure.records.work_plans import PlanPoint, WorkPlan

_LOOKS = {
    DutyState.ACHIEVED: "full",
    DutyState.UNDER_WAY: "half",
    DutyState.LATE: "late",
    DutyState.NOT_DUE: "open",
}
_FROM_SITE, _BY_HAND = "系统核对", "人工登记"


@dataclass(frozen=True)
class ShownItem:
    """An item as readers see it: its state, its limit in words, and what shows how it stands."""

    standing: DutyStanding
    unit: str
    evidence: str  # the address of the page that shows the figure, or "" where it can be seen nowhere else
    shown_on: str  # what that page is called
    papers: tuple[tuple[Record, Place], ...]  # what the item names as its evidence, each with the line that does

    @property
    def state(self) -> Status:
        """How it stands, in the one vocabulary."""
        return by_word(self.standing.state.label)

    @property
    def source(self) -> str:
        """Who says so: the site's own records, or somebody who wrote it down."""
        return _BY_HAND if self.standing.proof.by_hand else _FROM_SITE

    @property
    def has_evidence(self) -> bool:
        """Whether there is anything to show: what is not due yet shows what it came to in its time."""
        return self.standing.state is not DutyState.NOT_DUE

    @property
    def limit(self) -> str:
        """By when, or how often, in words."""
        item = self.standing.item
        if item.due is not None:
            return compact_words(item.due)
        return item.period.label if item.period is not None else item.each or "一直做到"


@dataclass(frozen=True)
class ShownPoint:
    """A point with its items."""

    point: PlanPoint
    items: tuple[ShownItem, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"p-{self.point.number}"

    @property
    def is_late(self) -> bool:
        """Whether any of it is late, so that it stands open."""
        return any(item.standing.is_late for item in self.items)

    @cached_property
    def bar(self) -> CellBar:
        """Its items as cells."""
        cells = sorted(((item.standing.item.title, item.state) for item in self.items), key=lambda cell: _rank(cell[1]))
        return CellBar(self.point.title, tuple(Cell(*cell) for cell in cells), "项")

    @property
    def words(self) -> str:
        """The same in words: 1 项逾期，2 项达成."""
        counts = Counter(item.standing.state.counts_as for item in self.items)
        late_first = sorted(COUNTED, key=lambda state: state is not DutyState.LATE)
        return "，".join(f"{counts[state]} 项{state.label}" for state in late_first if counts[state])


def _rank(state: Status) -> int:
    order = (Status.ACHIEVED, Status.UP_TO_STANDARD, Status.UNDER_WAY, Status.LATE, Status.NOT_DUE)
    return order.index(state)


@pages_of(WorkPlan)
def workplan_page(plan: WorkPlan, site: Site) -> Iterator[Page]:
    """The plan of a year: four numbers, what is late, and each point with what shows how it stands."""
    points = shown_points(plan, site)
    items = [item for point in points for item in point.items]

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "plan": plan,
            "points": points,
            "items": items,
            "late": [item for item in items if item.standing.is_late],
            "bar": progress(plan, site),
            "cells": (Status.ACHIEVED, Status.UNDER_WAY, Status.LATE, Status.NOT_DUE),
            "table": next((table for table in site.register.all(DutyMap) if table.plan == plan.id), None),
            "others": [other for other in site.register.workplans if other is not plan],
        }

    yield Page(
        site=site,
        address=addresses.address(plan),
        title=plan.title,
        template="workplan.html",
        source=plan.place(),
        values=values,
        description=f"{plan.title}：{len(points)} 点 {len(items)} 项的落实情况。",
        tags=site_tags(site),
        trail=(*trail_of_work(site), (WorkPlan.list_page, addresses.list_address(WorkPlan))),
    )


def shown_points(plan: WorkPlan, site: Site) -> list[ShownPoint]:
    """Every point of a plan with its items as they stand today."""
    found = site.once(_standings)[plan.id]
    return [
        ShownPoint(point, tuple(_shown(standing, plan, site) for standing in found if standing.point is point))
        for point in plan.points
    ]


def _shown(standing: DutyStanding, plan: WorkPlan, site: Site) -> ShownItem:
    papers = tuple(_papers(standing, plan, site))
    evidence, shown_on = ("", "") if standing.item.query is None else _evidence(standing, site)
    return ShownItem(standing, site.department(standing.item.unit), evidence, shown_on, papers)


def _papers(standing: DutyStanding, plan: WorkPlan, site: Site) -> Iterator[tuple[Record, Place]]:
    """The records that an item names as its evidence, or an entry of it, as far as they have pages."""
    row, item = plan.points.index(standing.point), standing.item
    at: tuple[str | int, ...] = ("points", row, "items", standing.point.items.index(item))
    named = [(key, (*at, "records", number)) for number, key in enumerate(item.records)]
    for entry, recorded in enumerate(item.recorded or ()):
        named += [(key, (*at, "recorded", entry, "shown", number)) for number, key in enumerate(recorded.shown)]
    for key, location in named:
        record = site.register.records.get(key)
        if record is not None and addresses.has_page(record):
            yield record, plan.place(*location)


def _evidence(standing: DutyStanding, site: Site) -> tuple[str, str]:
    """The page on which the figure of a query can be seen, and what it is called."""
    shown = standing.proof.shown
    if isinstance(shown, SitePage):
        return named_address(shown, site), shown.label
    record = site.register.records.get(shown or "")
    if record is None or not addresses.has_page(record):
        return "", ""
    title = called(record, site)
    is_column = isinstance(record, Column)
    return addresses.address(record), f"{site.agency.short_name}的“{title}”栏目" if is_column else title


def progress(plan: WorkPlan, site: Site) -> StackedBar:
    """How many items stand how, as a bar."""
    counts = counted(site.once(_standings)[plan.id])
    return stacked("事项", "项", [(state.label, counts[state], _LOOKS[state]) for state in COUNTED])


def _standings(site: Site) -> dict[str, list[DutyStanding]]:
    """How the items of each plan stand today, by the plan's id."""
    return {plan.id: standings(plan, site.register, site.law, site.today) for plan in site.register.workplans}


def compact_words(day: date) -> str:
    """A day of the plan's year, without the year: 3月31日."""
    return f"{day.month}月{day.day}日"
