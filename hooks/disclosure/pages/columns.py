"""Column pages: what is new, the years, the slices of the policy library, entrances to the columns below."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.decisions import catalogue_rows
from disclosure.pages.hrefs import Links
from disclosure.pages.listing import Slice, slices
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, column_tags, section_of, trail_to
from disclosure.pages.site import Site
from disclosure.records.columns import Column, Layout
from disclosure.records.documents import Document, Validity
from disclosure.records.kinds import Kind

NEWEST = 20  # documents on a column's own page
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
    """One way of slicing a column: a year, a theme, a validity."""

    key: str
    title: str
    documents: Sequence[Document]


@pages_of(Column)
def column_pages(column: Column, site: Site) -> Iterator[Page]:
    """A column's own page, and the pages of its slices."""
    yield _column_page(site, column)
    for facet in (*years(site, column), *themes(site, column), *validities(site, column)):
        yield from _facet_pages(site, column, facet)


def _column_page(site: Site, column: Column) -> Page:
    """A column's own page."""
    documents = site.by_column.get(column.id, [])

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "column": column,
            "documents": documents[:NEWEST],
            "total": len(documents),
            "children": site.children.get(column.id, []),
            "sample": SAMPLE,
            "years": years(site, column),
            "themes": themes(site, column),
            "validities": validities(site, column),
            "catalogues": site.register.catalogues,
            "open": site.open_consultations,
            "rows": lambda catalogue: catalogue_rows(site, catalogue),
            "guides": [document for document in site.documents if document.kind is Kind.GUIDE],
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


def _facet_pages(site: Site, column: Column, facet: Facet) -> Iterator[Page]:
    def address_of(number: int) -> str:
        return addresses.listing_address(column.id, facet.key, number)

    for part in slices(facet.documents, address_of):
        yield _facet_page(site, column, facet, part)


def _facet_page(site: Site, column: Column, facet: Facet, part: Slice) -> Page:
    page_of = f"（第 {part.number} 页）" if part.number > 1 else ""

    def values(links: Links) -> Mapping[str, Any]:
        return {"column": column, "facet": facet, "part": part, "years": years(site, column)}

    return Page(
        site=site,
        address=part.address,
        title=f"{column.title}：{facet.title}{page_of}",
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
    found: dict[int, list[Document]] = defaultdict(list)
    for document in site.by_column.get(column.id, []):
        found[document.published.year].append(document)
    return [Facet(str(year), f"{year} 年", found[year]) for year in sorted(found, reverse=True)]


def themes(site: Site, column: Column) -> list[Facet]:
    """The policy library by theme, in the order of the office's classification."""
    if column.layout is not Layout.POLICIES:
        return []
    documents = site.by_column.get(column.id, [])
    facets = [
        Facet(f"theme-{theme.id}", theme.title, [document for document in documents if document.theme == theme.id])
        for theme in site.agency.themes
    ]
    return [facet for facet in facets if facet.documents]


def validities(site: Site, column: Column) -> list[Facet]:
    """The policy library by validity."""
    if column.layout is not Layout.POLICIES:
        return []
    documents = site.by_column.get(column.id, [])
    facets = [
        Facet(f"validity-{state.value}", state.label, [item for item in documents if item.validity is state])
        for state in Validity
    ]
    return [facet for facet in facets if facet.documents]


def policy_index(site: Site) -> str:
    """All policies as JSON rows for the filter in the browser: address, title, number, year, theme, validity, date."""
    library = {column.id for column in site.columns if column.layout is Layout.POLICIES}
    rows = [
        [
            addresses.address(document),
            document.title,
            document.doc_no or "",
            str(document.published.year),
            site.theme(document.theme),
            document.validity.label if document.validity else "",
            document.published.date().isoformat(),
        ]
        for document in site.documents
        if document.column in library
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
