"""The page that lists all records of a type, for each type that names one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, single_page
from disclosure.pages.site import Site
from disclosure.records.base import Record
from disclosure.records.files import record_types


@site_pages
def list_pages(site: Site) -> Iterator[Page]:
    """One page a record type that is to be listed and of which there are records, the latest file on top."""
    for kind in listed_types(site):
        yield _list_page(site, kind)


def listed_types(site: Site) -> list[type[Record]]:
    """The record types that have a page which lists them."""
    return [kind for kind in record_types() if kind.list_page and site.register.all(kind)]


def _list_page(site: Site, kind: type[Record]) -> Page:
    records = site.register.all(kind)[::-1]

    def values(links: Links) -> Mapping[str, Any]:
        return {"records": records}

    return single_page(
        site,
        addresses.list_address(kind),
        kind.list_page,
        "records.html",
        values,
        f"{site.agency.site_name}：{kind.list_page}",
        source=records[0].place(),
        of_work=kind.of_work,
    )
