"""The page of a round of self-check: what was found, what is done about it, by when, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, site_tags, trail_of_work
from disclosure.pages.site import Site
from disclosure.pages.standard_catalogue import CATALOGUE
from disclosure.pages.states import Status
from disclosure.records.self_checks import SelfCheckFinding, SelfCheckRound
from disclosure.records.standard_catalogue import StandardField


@dataclass(frozen=True)
class FindingShown:
    """Something that was found, of which item it is, whose it is, and how it stands."""

    finding: SelfCheckFinding
    field: StandardField | None
    where: str
    unit: str
    status: Status
    number: int


@pages_of(SelfCheckRound)
def self_check_page(check: SelfCheckRound, site: Site) -> Iterator[Page]:
    """A round, finding by finding."""
    findings = [_shown(check, number, site) for number in range(len(check.findings))]
    told = _told(check)

    def values(links: Links) -> Mapping[str, Any]:
        late = [item for item in findings if item.status is Status.LATE]
        return {"check": check, "findings": findings, "sentence": told, "late": late}

    yield Page(
        site=site,
        address=addresses.address(check),
        title=check.title,
        template="self_check.html",
        source=check.place(),
        values=values,
        description=f"{check.title}：{told}",
        tags=site_tags(site),
        trail=(*trail_of_work(site), *_above(site)),
        changed=max([check.date, *(found.mended for found in check.findings if found.mended is not None)]),
    )


def _above(site: Site) -> list[tuple[str, str]]:
    """The catalogue, where there is one, and the list of all rounds."""
    catalogue = [(CATALOGUE, addresses.STANDARD_CATALOGUE)] if site.has_catalogue else []
    return [*catalogue, (SelfCheckRound.list_page, addresses.list_address(SelfCheckRound))]


def _told(check: SelfCheckRound) -> str:
    if not check.findings:
        return "没有发现问题。"
    mended = sum(found.mended is not None for found in check.findings)
    left = len(check.findings) - mended
    return f"发现 {len(check.findings)} 处，已改好 {mended} 处{f'，还有 {left} 处' if left else ''}。"


def _shown(check: SelfCheckRound, number: int, site: Site) -> FindingShown:
    found = check.findings[number]
    field = site.register.get(found.field or "", StandardField)
    item = field.item(found.item) if field is not None and found.item is not None else None
    where = f"{field.title}：{item.title}" if field is not None and item is not None else field.title if field else ""
    late = Status.LATE if found.is_overdue(site.today) else Status.IN_HAND
    status = Status.DONE if found.mended is not None else late
    row = field.items.index(item) + 1 if field is not None and item is not None else 0
    return FindingShown(found, field, where, site.department(found.unit or check.unit), status, row)
