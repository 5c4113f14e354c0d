"""The page on which readers search: an address that a plain form leads to, with what was asked in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, single_page
from disclosure.pages.site import Site


@site_pages
def search_page(site: Site) -> Iterator[Page]:
    """The page of the search; what is found is put there by the readers' browser."""
    field = "search_url" if site.agency.district.search_url else "url"
    place = site.agency.place("district", field)

    def values(links: Links) -> Mapping[str, Any]:
        return {"elsewhere": getattr(site.agency.district, field), "elsewhere_place": place}

    yield single_page(
        site,
        addresses.SEARCH,
        "站内搜索",
        "search.html",
        values,
        f"在{site.agency.site_name}里查找文件、决策事项和办事指南。",
        listed=False,
    )
