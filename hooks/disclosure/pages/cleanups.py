"""The page of a year's clean-up of policies, and what a policy's own page says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.instruments import StackedBar, stacked
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, site_tags, trail_of_work
from disclosure.pages.site import Site
from disclosure.records.cleanups import Cleanup, CleanupOutcome, CleanupResult
from disclosure.records.documents import Document

_LOOKS = {
    CleanupOutcome.KEPT: "full",
    CleanupOutcome.TO_AMEND: "half",
    CleanupOutcome.AMENDED: "half",
    CleanupOutcome.REPEALED: "bare",
    CleanupOutcome.EXPIRED: "open",
}


@pages_of(Cleanup)
def cleanup_page(cleanup: Cleanup, site: Site) -> Iterator[Page]:
    """The results of a year, policy by policy."""

    def values(links: Links) -> Mapping[str, Any]:
        papers = [site.register.get(result.policy, Document) for result in cleanup.results]
        rows = [(row, paper, cleanup.results[row]) for row, paper in enumerate(papers) if paper is not None]
        return {"cleanup": cleanup, "rows": rows, "bar": outcomes(cleanup)}

    yield Page(
        site=site,
        address=addresses.address(cleanup),
        title=cleanup.title,
        template="cleanup.html",
        source=cleanup.place(),
        values=values,
        description=f"{cleanup.title}：共清理 {len(cleanup.results)} 份政策文件。",
        tags=site_tags(site),
        trail=(*trail_of_work(site), (Cleanup.list_page, addresses.list_address(Cleanup))),
        changed=cleanup.published,
    )


def outcomes(cleanup: Cleanup) -> StackedBar:
    """How many policies have which result."""
    counts = Counter(result.outcome for result in cleanup.results)
    return stacked(
        "政策文件", "份", [(item.label, counts[item], _LOOKS[item]) for item in CleanupOutcome if counts[item]]
    )


def cleanups_of(document: Document, site: Site) -> list[tuple[Cleanup, CleanupResult, int]]:
    """What the clean-ups found of a policy, each with its place in the record, the newest first."""
    found = [
        (cleanup, result, number)
        for cleanup in site.register.all(Cleanup)
        for number, result in enumerate(cleanup.results)
        if result.policy == document.id
    ]
    return sorted(found, key=lambda item: -item[0].year)
