"""The home page: what readers look for, what can be answered now, how decisions stand, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.audiences import concerning
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.overview import calls, following_words, news, standing_words
from disclosure.pages.page import Page, site_tags
from disclosure.pages.site import Site
from disclosure.pages.standing import catalogue_row
from disclosure.records.agency import Audience
from disclosure.records.columns import Column, Layout
from disclosure.records.home import Home

NEWEST = 6
DECISIONS = 20  # of the newest catalogue; where there are more, it has them


@site_pages
def home_page(site: Site) -> Iterator[Page]:
    """The home page, with the three site tags."""
    home = next(iter(site.register.all(Home)), None) or Home.model_validate({})

    def values(links: Links) -> Mapping[str, Any]:
        catalogue = site.register.catalogues[0] if site.register.catalogues else None
        decisions = site.register.decisions_of(catalogue) if catalogue else []
        rows = [catalogue_row(site, item) for item in decisions[:DECISIONS]]
        return {
            "home": home,
            "shown": {section.value for section in home.sections},
            "calls": list(calls(site)),
            "catalogue": catalogue,
            "count": len(decisions),
            "decisions": [(row, standing_words(row), following_words(row)) for row in rows],
            "news": news(site, NEWEST),
            "picks": list(picks(site)),
            "doors": doors(site),
        }

    yield Page(
        site=site,
        address=addresses.HOME,
        title="",
        template="home.html",
        source=site.agency.place(),
        values=values,
        description=site.agency.site_description,
        tags=site_tags(site),
        feed=addresses.OPEN_CONSULTATIONS_FEED,
        changed=site.documents[0].published.date() if site.documents else None,
    )


def picks(site: Site) -> Iterator[tuple[Audience, int]]:
    """Those whom something concerns, each with how many papers."""
    for audience in site.register.all(Audience):
        count = len(concerning(audience, site))
        if count:
            yield audience, count


def doors(site: Site) -> Sequence[Column]:
    """What stands below the column of information disclosure (61号函: guide, rules, contents, reports, requests)."""
    roots = site.children.get(None, [])
    entrance = next((column for column in roots if column.layout is Layout.ENTRANCE), None)
    return site.children.get(entrance.id, []) if entrance else roots
