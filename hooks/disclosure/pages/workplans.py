"""Work plans: what the office set out to do in a year, and how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.instruments import StackedBar, stacked
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, site_tags, trail_to
from disclosure.pages.site import Site
from disclosure.pages.states import of_duty
from disclosure.records.administration import DutyState, WorkPlan
from disclosure.records.base import Record

_LOOKS = {DutyState.DONE: "full", DutyState.ONGOING: "half", DutyState.PLANNED: "open"}


@pages_of(WorkPlan)
def workplan_page(plan: WorkPlan, site: Site) -> Iterator[Page]:
    """The plan of a year, duty by duty, with what shows that it was done."""

    def values(links: Links) -> Mapping[str, Any]:
        duties = [(duty, of_duty(duty.state), _evidence(plan, row, site)) for row, duty in enumerate(plan.duties)]
        counts = Counter(status for _, status, _ in duties)
        states = [(status.tone, status.word, counts[status]) for status in map(of_duty, DutyState) if counts[status]]
        return {"plan": plan, "duties": duties, "bar": progress(plan), "states": states}

    yield Page(
        site=site,
        address=addresses.address(plan),
        title=plan.title,
        template="workplan.html",
        source=plan.place(),
        values=values,
        description=f"{plan.title}：{len(plan.duties)} 项任务的落实情况。",
        tags=site_tags(site),
        trail=(*trail_to(site, None), (WorkPlan.list_page, addresses.list_address(WorkPlan))),
    )


def progress(plan: WorkPlan) -> StackedBar:
    """How many duties are done, go on, and have not begun."""
    counts = Counter(duty.state for duty in plan.duties)
    return stacked("任务", "项", [(state.label, counts[state], _LOOKS[state]) for state in DutyState])


def _evidence(plan: WorkPlan, row: int, site: Site) -> list[tuple[Record, Place]]:
    """What shows that a duty was done, each with the line that says so."""
    records = site.register.records
    return [
        (records[key], plan.place("duties", row, "evidence", item))
        for item, key in enumerate(plan.duties[row].evidence)
        if key in records and addresses.has_page(records[key])
    ]
