"""Column pages: what is new, the years, the slices of the policy library, entrances to the columns below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.consultations import by_closing
from disclosure.pages.decisions import catalogue_rows
from disclosure.pages.hrefs import Links
from disclosure.pages.listing import LONGEST, Slice, slices
from disclosure.pages.makers import pages_of
from disclosure.pages.opinions import all_opinions
from disclosure.pages.page import Page, column_tags, section_of, trail_to
from disclosure.pages.requesting import request_values
from disclosure.pages.site import Site
from disclosure.pages.validity import by_validity
from disclosure.reading.days import in_words
from disclosure.records.agency import Audience
from disclosure.records.columns import Column, Layout
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind

NEWEST = 20  # documents on a column's own page
NEWEST_POLICIES = 10  # the same of the library, whose rows say what is in them and which has lists for the rest
SAMPLE = 5  # documents shown of each column below an entrance

_TEMPLATES = {
    Layout.LIST: "column.html",
    Layout.ENTRANCE: "entrance.html",
    Layout.POLICIES: "policies.html",
    Layout.DECISIONS: "decisions.html",
    Layout.REQUESTS: "requests.html",
}


@dataclass(frozen=True)
class Facet:
    """One way of slicing a column: a year, a theme, an audience, what is in force; ``said`` is a sentence about it.

    ``means`` tells what belongs in it.
    """

    key: str
    title: str
    documents: Sequence[Document]
    said: str = ""
    means: str = ""


@dataclass(frozen=True)
class Holding:
    """How much there is in a column and those below it, and when the last was published."""

    count: int
    last: date | None


@pages_of(Column)
def column_pages(column: Column, site: Site) -> Iterator[Page]:
    """A column's own page, and the pages of its slices."""
    yield _column_page(site, column)
    for facet in (*years(site, column), *standings(site, column), *themes(site, column), *audiences(site, column)):
        yield from _facet_pages(site, column, facet)


def _column_page(site: Site, column: Column) -> Page:
    """A column's own page."""
    documents = site.by_column.get(column.id, [])
    asking = column.kinds == [Kind.CONSULTATION]
    newest = NEWEST_POLICIES if column.layout is Layout.POLICIES else NEWEST

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "column": column,
            "documents": (by_closing(documents, site) if asking else documents)[:newest],
            "total": len(documents),
            "children": site.children.get(column.id, []),
            "sample": SAMPLE,
            "years": years(site, column),
            "themes": themes(site, column),
            "standings": standings(site, column),
            "audiences": audiences(site, column),
            "holding": lambda below: holding(site, below),
            "catalogues": site.register.catalogues,
            "open": site.open_consultations,
            "opinions": lambda: all_opinions(_catalogued(site)),
            "rows": lambda catalogue: catalogue_rows(site, catalogue, LONGEST),
            **(request_values(site) if column.layout is Layout.REQUESTS else {}),
        }

    return Page(
        site=site,
        address=addresses.address(column),
        title=column.title,
        template=_TEMPLATES[column.layout],
        source=column.place(),
        values=values,
        description=column.description,
        tags=column_tags(site, column),
        trail=trail_to(site, column)[:-1],
        section=section_of(site, column),
        feed=addresses.feed_address(column.id) if column.kinds else "",
        changed=documents[0].published.date() if documents else None,
    )


def _catalogued(site: Site) -> Iterator[Decision]:
    """The decisions of all years' catalogues."""
    return chain.from_iterable(map(site.register.decisions_of, site.register.catalogues))


def _facet_pages(site: Site, column: Column, facet: Facet) -> Iterator[Page]:
    def address_of(number: int) -> str:
        return addresses.listing_address(column.id, facet.key, number)

    for part in slices(facet.documents, address_of):
        yield _facet_page(site, column, facet, part)


def _facet_page(site: Site, column: Column, facet: Facet, part: Slice[Document]) -> Page:
    page_of = f"（第 {part.number} 页）" if part.number > 1 else ""

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "column": column,
            "facet": facet,
            "part": part,
            "years": years(site, column),
            "standings": standings(site, column),
        }

    return Page(
        site=site,
        address=part.address,
        title=f"{facet.title if facet.said else f'{column.title}：{facet.title}'}{page_of}",
        template="slice.html",
        source=column.place(),
        values=values,
        description=f"{column.title}，{facet.title}，共 {part.total} 件。",
        tags=column_tags(site, column),
        trail=trail_to(site, column),
        section=section_of(site, column),
        changed=part.documents[0].published.date() if part.documents else None,
    )


def years(site: Site, column: Column) -> list[Facet]:
    """A column's documents by year of publication, newest first."""
    return site.once(_years).get(column.id, [])


def _years(site: Site) -> dict[str, list[Facet]]:
    """The same for every column: each of its slices names them all."""
    return {key: list(_by_year(documents)) for key, documents in site.by_column.items()}


def _by_year(documents: Sequence[Document]) -> Iterator[Facet]:
    found: dict[int, list[Document]] = defaultdict(list)
    for document in documents:
        found[document.published.year].append(document)
    for year in sorted(found, reverse=True):
        yield Facet(str(year), f"{year}年", found[year])


def themes(site: Site, column: Column) -> list[Facet]:
    """The policy library by theme, in the order of the office's classification."""
    if column.layout is not Layout.POLICIES:
        return []
    documents = site.by_column.get(column.id, [])
    facets = [
        Facet(
            f"theme-{theme.id}",
            theme.title,
            [document for document in documents if document.theme == theme.id],
            means=theme.means or "",
        )
        for theme in site.agency.themes
    ]
    return [facet for facet in facets if facet.documents]


def audiences(site: Site, column: Column) -> list[Facet]:
    """The policy library by whom its policies concern, in the order of the office's list."""
    if column.layout is not Layout.POLICIES:
        return []
    documents = site.by_column.get(column.id, [])
    facets = [
        Facet(
            f"for-{one.id}",
            one.title,
            [document for document in documents if one.id in document.audience],
            means=one.means or "",
        )
        for one in site.register.all(Audience)
    ]
    return [facet for facet in facets if facet.documents]


_STANDINGS = {"in-force": "现行有效", "amended": "已修改", "ended": "已失效、已废止"}


def standings(site: Site, column: Column) -> list[Facet]:
    """The policy library in the three lists that everybody may ask an office for, as of today; none is left out."""
    return site.once(_standings).get(column.id, [])


def _standings(site: Site) -> dict[str, list[Facet]]:
    """The same by column."""
    policies = [column for column in site.columns if column.layout is Layout.POLICIES]
    return {column.id: _by_standing(site, column) for column in policies}


def _by_standing(site: Site, column: Column) -> list[Facet]:
    lists = by_validity(site.by_column.get(column.id, []), site)
    return [
        Facet(key, f"{title}的{column.title}", lists[key], f"截至{in_words(site.today)}，共 {len(lists[key])} 件。")
        for key, title in _STANDINGS.items()
    ]


def holding(site: Site, column: Column) -> Holding:
    """What a column holds together with those below it."""
    below = [holding(site, child) for child in site.children.get(column.id, [])]
    own = site.by_column.get(column.id, [])
    days = [document.published.date() for document in own[:1]] + [held.last for held in below if held.last]
    return Holding(len(own) + sum(held.count for held in below), max(days, default=None))
