"""The pages of the portal: lists that lead to the offices' own pages, in the frame that every page has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from disclosure.district.shown import Gathered, Heading, ShownFace
from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.listing import slices
from disclosure.pages.page import Page, site_tags, trail_to
from disclosure.pages.site import Site

NEWEST = "newest.html"
CONSULTATIONS = "open-consultations.html"
OFFICES = "offices.html"
_NEW = 10  # on the home page


def portal_pages(site: Site, gathered: Gathered, waiting: list[str]) -> Iterator[Page]:
    """Every page of the portal; ``waiting`` are the names of the offices of which there is nothing yet."""
    kinds, themes, offices = gathered.by_kind(), gathered.by_theme(), gathered.by_office()
    opened = gathered.open_on(site.today)
    late = [office for office in gathered.offices if office.failure]
    counted = {"newest": gathered.newest[:_NEW], "total": len(gathered.newest)}
    told = {"home": {"example": ""}, "late": late, "waiting": waiting, **counted}
    groups = {"kinds": kinds, "themes": themes, "offices": offices, "opened": opened}
    yield _page(site, addresses.HOME, "", "portal_home.html", {**told, **groups})
    yield _page(site, CONSULTATIONS, "正在征集意见", "portal_consultations.html", {"opened": opened})
    yield _page(site, OFFICES, "各机关", "portal_offices.html", {"offices": gathered.offices, **told})
    yield from _list(site, Heading("", "最新公开", gathered.newest), partial(_numbered, "newest"))
    for folder, headings in (("offices", offices), ("kinds", kinds), ("themes", themes)):
        for heading in headings:
            yield from _list(site, heading, partial(_numbered, f"{folder}/{heading.key}"))
    yield _page(site, addresses.SEARCH, "搜索各机关", "portal_search.html", {}, listed=False)
    root = "/" + "/".join(site.agency.site_url.split("/")[3:])
    yield _page(site, addresses.NOT_FOUND, "页面不存在", "portal_not_found.html", {"root": root}, listed=False)


def _list(site: Site, heading: Heading, address_of: Callable[[int], str]) -> Iterator[Page]:
    for part in slices(heading.items, address_of):
        number = f"（第 {part.number} 页）" if part.number > 1 else ""
        yield _page(site, part.address, f"{heading.title}{number}", "portal_list.html", {"part": part})


def _page(
    site: Site, address: str, title: str, template: str, values: Mapping[str, Any], *, listed: bool = True
) -> Page:
    def made(links: Links) -> Mapping[str, Any]:
        shared = {"lead": lambda item: _lead(item, links), "newest_address": NEWEST}
        return {**shared, "consultations_address": CONSULTATIONS, "offices_address": OFFICES, **values}

    return Page(
        site=site,
        address=address,
        title=title,
        template=template,
        source=Place(site.agency.path),
        values=made,
        description=f"{site.agency.site_name}：{title}" if title else site.agency.site_description,
        tags=site_tags(site),
        trail=trail_to(site, None) if title else (),
        listed=listed,
        changed=site.today if listed else None,
    )


def _lead(item: ShownFace, links: Links) -> str:
    """The href to an office's page: below the portal as all links within a site, else its whole address."""
    if item.office.folder:
        return links.to(item.office.folder + item.face.address)
    return links.note(item.office.faces.site_url + quote(item.face.address))


def _numbered(name: str, number: int) -> str:
    """The address of a list's page; those after the first lie in a folder, which no key of another list can be."""
    return f"{name}/{number}.html" if number > 1 else f"{name}.html"
