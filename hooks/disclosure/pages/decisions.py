"""Decision pages: the catalogue of a year as the official table, and each decision's whole process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from zlib import compress

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.called import catalogue_title
from disclosure.pages.documents import size_in_words
from disclosure.pages.hrefs import Links
from disclosure.pages.listing import LONGEST, Slice, slices
from disclosure.pages.makers import pages_of
from disclosure.pages.opinions import account_of
from disclosure.pages.page import Page, column_tags, section_of, site_tags, trail_to
from disclosure.pages.phases import phase_views
from disclosure.pages.site import Site
from disclosure.pages.standing import CatalogueRow, catalogue_row, where_it_stands
from disclosure.records.columns import Column, Layout
from disclosure.records.decisions import Decision, DecisionCatalogue, Stage
from disclosure.records.documents import Document
from disclosure.records.mentions import local_files

_BUNDLED, _BUNDLED_PAPER = 3900, 1880  # bytes of a ZIP without its papers, and of a paper's page besides its text


@pages_of(DecisionCatalogue)
def catalogue_pages(catalogue: DecisionCatalogue, site: Site) -> Iterator[Page]:
    """The catalogue of a year, cut into pages; the first of them says what there is to say of the whole."""
    decisions = site.register.decisions_of(catalogue)
    for part in slices(decisions, partial(addresses.catalogue_part, catalogue), LONGEST):
        yield _catalogue_page(catalogue, site, part)


def _catalogue_page(catalogue: DecisionCatalogue, site: Site, part: Slice[Decision]) -> Page:
    column, is_first = _column(site), part.number == 1

    def values(links: Links) -> Mapping[str, Any]:
        rows = [catalogue_row(site, decision) for decision in part.documents]
        told = _of_the_whole(catalogue, site) if is_first else {"sections": [], "papers": []}
        return {"catalogue": catalogue, "rows": rows, "part": part, "start": (part.number - 1) * LONGEST, **told}

    title = catalogue_title(catalogue, site)
    return Page(
        site=site,
        address=part.address,
        title=title if is_first else f"{title}（第 {part.number} 页）",
        template="catalogue.html",
        source=catalogue.place(),
        values=values,
        description=f"{title}，共 {part.total} 项，逐项公开决策全过程。",
        tags=column_tags(site, column) if column else site_tags(site),
        trail=trail_to(site, column),
        section=section_of(site, column),
        changed=catalogue.adjusted or catalogue.published,
    )


def _of_the_whole(catalogue: DecisionCatalogue, site: Site) -> dict[str, Any]:
    rows = catalogue_rows(site, catalogue)
    sections, papers = weighed(catalogue, site)
    done = sum(Stage.RESULT in dict(row.decision.documents()) for row in rows)
    return {"sections": sections, "papers": papers, "done": done, "late": [row.decision for row in rows if row.late]}


@dataclass(frozen=True)
class WeighedItem:
    """What was weighed for the catalogue: a paper, the section of it, the decisions that came of it, or why none."""

    paper: Document
    origin: Place
    heading: str
    decisions: tuple[tuple[Decision, Place], ...]
    reason: str


def weighed(catalogue: DecisionCatalogue, site: Site) -> tuple[list[WeighedItem], list[WeighedItem]]:
    """What was weighed for a catalogue: the sections of the year's plan, and the papers that are not in it."""
    items = [
        WeighedItem(
            paper,
            catalogue.place("weighed", number, "paper"),
            item.heading or "",
            tuple(_named(catalogue, number, item.decisions, site)),
            item.reason or "",
        )
        for number, item in enumerate(catalogue.weighed)
        if (paper := site.register.get(item.paper, Document)) is not None
    ]
    return [item for item in items if item.heading], [item for item in items if not item.heading]


def _named(
    catalogue: DecisionCatalogue, number: int, keys: Sequence[str], site: Site
) -> Iterator[tuple[Decision, Place]]:
    for which, key in enumerate(keys):
        decision = site.register.get(key, Decision)
        if decision is not None:
            yield decision, catalogue.place("weighed", number, "decisions", which)


def _column(site: Site) -> Column | None:
    """The column in which the catalogues are shown."""
    return next((column for column in site.columns if column.layout is Layout.DECISIONS), None)


@pages_of(Decision)
def decision_page(decision: Decision, site: Site) -> Iterator[Page]:
    """A decision with its whole process; it is a part of a catalogue, and without one not shown."""
    column, catalogue = _column(site), site.register.catalogue_of(decision)
    if catalogue is None:
        return

    def values(links: Links) -> Mapping[str, Any]:
        phases = phase_views(site, decision)
        return {
            "decision": decision,
            "catalogue": catalogue,
            "phases": phases,
            "account": account_of(decision),
            "pointing": site.pointing_at(decision),
            "bundle_size": size_in_words(_bundle_size(decision, site)),
            **dict(where_it_stands(site, decision, phases)),
        }

    yield Page(
        site=site,
        address=addresses.address(decision),
        title=decision.title,
        template="decision.html",
        source=decision.place(),
        values=values,
        description=decision.summary,
        tags=column_tags(site, column) if column else site_tags(site),
        trail=(*trail_to(site, column), (f"{catalogue.year}年度目录", addresses.address(catalogue))),
        section=section_of(site, column),
        feed=addresses.decision_feed_address(decision.id),
        changed=max([catalogue.published, *(paper.published.date() for paper in _papers(decision, site))]),
    )


def _papers(decision: Decision, site: Site) -> Iterator[Document]:
    """The papers of its stages, each once."""
    keys = dict.fromkeys(key for _, key in decision.documents())
    yield from (paper for key in keys if (paper := site.register.get(key, Document)) is not None)


def _bundle_size(decision: Decision, site: Site) -> int:
    """About how many bytes the ZIP of the whole record has. Exactly it is known only when all its pages are made."""
    papers = [*_papers(decision, site)]
    texts = sum(len(compress(paper.body.text.encode())) for paper in papers)
    files = sum(site.shelf.outline(path).size for paper in papers for path in _paths_beside(paper, site))
    return _BUNDLED + _BUNDLED_PAPER * len(papers) + texts + files


def _paths_beside(paper: Document, site: Site) -> Iterator[str]:
    """The files of a paper that are there: its attachments, and what its text shows or its recording consists of."""
    for name in sorted({item.file for item in paper.attachments} | local_files(paper)):
        if site.register.attachment(paper, name) is not None:
            yield f"{paper.folder}/{name}"


def catalogue_rows(site: Site, catalogue: DecisionCatalogue, most: int | None = None) -> list[CatalogueRow]:
    """The rows of a catalogue; where they are too many for a page, the first ones."""
    return [catalogue_row(site, decision) for decision in site.register.decisions_of(catalogue)[:most]]
