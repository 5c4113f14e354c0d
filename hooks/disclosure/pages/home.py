"""The home page: what is new, what can be answered now, and where to find the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, site_tags
from disclosure.pages.site import Site

NEWEST = 8


@site_pages
def home_page(site: Site) -> Iterator[Page]:
    """The home page, with the three site tags."""

    def values(links: Links) -> Mapping[str, Any]:
        catalogue = site.register.catalogues[0] if site.register.catalogues else None
        return {
            "newest": site.documents[:NEWEST],
            "open": site.open_consultations,
            "catalogue": catalogue,
            "entrances": site.children.get(None, []),
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
