"""The page that holds each sentence of a year's plan against what fulfils it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import pages_of
from disclosure.pages.named_pages import named_address
from disclosure.pages.page import Page, site_tags, trail_of_work
from disclosure.pages.site import Site
from disclosure.records.base import Record
from disclosure.records.duty_maps import DutyMap, MappedDuty
from disclosure.records.work_plans import PlanItem, PlanPoint, WorkPlan


@dataclass(frozen=True)
class FulfilledDuty:
    """A sentence and what fulfils it: rules by id and title, pages with the line that names each, items."""

    duty: MappedDuty
    rules: tuple[tuple[str, str], ...]
    pages: tuple[tuple[Record, Place], ...]
    shown: tuple[tuple[str, str], ...]
    items: tuple[PlanItem, ...]


@pages_of(DutyMap)
def duty_map_page(table: DutyMap, site: Site) -> Iterator[Page]:
    """The table, point by point."""
    plan = site.register.get(table.plan, WorkPlan)

    def values(links: Links) -> Mapping[str, Any]:
        duties = [_fulfilled(table, row, plan, site) for row in range(len(table.duties))]
        points: list[tuple[PlanPoint, list[FulfilledDuty]]] = [
            (point, [one for one in duties if one.duty.number.partition(".")[0] == str(point.number)])
            for point in (plan.points if plan is not None else ())
        ]
        return {"table": table, "plan": plan, "points": points, "count": len(duties)}

    yield Page(
        site=site,
        address=addresses.address(table),
        title=table.title,
        template="duty_map.html",
        source=table.place(),
        values=values,
        description=f"{table.title}：{len(table.duties)} 句，各由什么落实。",
        tags=site_tags(site),
        trail=(*trail_of_work(site), (WorkPlan.list_page, addresses.list_address(WorkPlan))),
    )


def _fulfilled(table: DutyMap, row: int, plan: WorkPlan | None, site: Site) -> FulfilledDuty:
    duty, records = table.duties[row], site.register.records
    titles = {rule.id: rule.title for rule in site.rules}
    pages = [(records.get(key), table.place("duties", row, "pages", number)) for number, key in enumerate(duty.pages)]
    items = (plan.item(key) for key in duty.items) if plan is not None else ()
    return FulfilledDuty(
        duty,
        tuple((key, titles.get(key, "")) for key in duty.rules),
        tuple((record, place) for record, place in pages if record is not None and addresses.has_page(record)),
        tuple((page.label, address) for page in duty.shown if (address := named_address(page, site))),
        tuple(item for item in items if item is not None),
    )
