"""Work plans: what the office set out to do in a year, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, site_tags, trail_to
from disclosure.pages.site import Site
from disclosure.records.administration import WorkPlan


@pages_of(WorkPlan)
def workplan_page(plan: WorkPlan, site: Site) -> Iterator[Page]:
    """The plan of a year, duty by duty, with what shows that it was done."""

    def values(links: Links) -> Mapping[str, Any]:
        records = site.register.records
        evidence = {
            duty.number: [
                (records[key], plan.place("duties", row, "evidence", item))
                for item, key in enumerate(duty.evidence)
                if key in records and addresses.has_page(records[key])
            ]
            for row, duty in enumerate(plan.duties)
        }
        return {"plan": plan, "evidence": evidence}

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
