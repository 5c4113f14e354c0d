"""Where the pages lie that are those of no record, as records and figures name them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from disclosure.pages import addresses
from disclosure.pages.organisation import has_organisation
from disclosure.pages.patrols import patrol_days
from disclosure.pages.request_form import request_column
from disclosure.pages.site import Site
from disclosure.records.agency import Audience
from disclosure.records.duty_maps import SitePage

_ADDRESSES: Mapping[SitePage, str] = MappingProxyType({
    SitePage.HOME: addresses.HOME,
    SitePage.RULES: addresses.RULES,
    SitePage.DATA: addresses.DATA,
    SitePage.SITE_MAP: addresses.SITE_MAP,
    SitePage.QUESTIONS: addresses.QUESTIONS,
    SitePage.SERVICES: addresses.SERVICE_FIGURES,
    SitePage.ORGANISATION: addresses.ORGANISATION,
    SitePage.PATROLS: addresses.PATROLS,
    SitePage.STANDARD_CATALOGUE: addresses.STANDARD_CATALOGUE,
})  # fmt: skip


def named_address(page: SitePage, site: Site) -> str:
    """Where a page lies; "" where this office has none."""
    if page is SitePage.REQUESTS:
        column = request_column(site)
        return addresses.address(column) if column is not None else ""
    if page is SitePage.FOR_ME:
        return addresses.list_address(Audience) if site.register.all(Audience) else ""
    return _ADDRESSES[page] if _is_there(page, site) else ""


def _is_there(page: SitePage, site: Site) -> bool:
    if page is SitePage.ORGANISATION:
        return has_organisation(site)
    if page is SitePage.PATROLS:
        return bool(site.once(patrol_days))
    there = {SitePage.SERVICES: site.has_figures, SitePage.STANDARD_CATALOGUE: site.has_catalogue}
    return there.get(page, True)
