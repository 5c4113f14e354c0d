"""Decision pages: the catalogue of a year as the official table, and each decision's whole process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, column_tags, section_of, site_tags, trail_to
from disclosure.pages.site import ConsultationState, Site
from disclosure.pages.slots import slot_view
from disclosure.records.columns import Column, Layout
from disclosure.records.decisions import Decision, DecisionCatalogue, Stage
from disclosure.records.documents import Document


@dataclass(frozen=True)
class StageView:
    """One stage as the public sees it: a document, or an absence in words."""

    stage: Stage
    document: Document | None
    absence: str
    ground: str
    required: bool
    consultation: ConsultationState | None
    origin: Place

    @property
    def word(self) -> str:
        """The state of the stage in a word or two."""
        return "已公开" if self.document is not None else self.absence


@pages_of(DecisionCatalogue)
def catalogue_page(catalogue: DecisionCatalogue, site: Site) -> Iterator[Page]:
    """The catalogue of a year."""
    column = _column(site)

    def values(links: Links) -> Mapping[str, Any]:
        return {"catalogue": catalogue, "rows": catalogue_rows(site, catalogue)}

    title = catalogue_title(catalogue, site)
    count = len(site.register.decisions_of(catalogue))
    yield Page(
        site=site,
        address=addresses.address(catalogue),
        title=title,
        template="catalogue.html",
        source=catalogue.place(),
        values=values,
        description=f"{title}，共 {count} 项，逐项公开决策全过程。",
        tags=column_tags(site, column) if column else site_tags(site),
        trail=trail_to(site, column),
        section=section_of(site, column),
        changed=catalogue.adjusted or catalogue.published,
    )


def catalogue_title(catalogue: DecisionCatalogue, site: Site) -> str:
    """The name of a year's catalogue."""
    return f"{catalogue.year}年度{site.agency.short_name}重大行政决策事项目录"


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
        return {
            "decision": decision,
            "catalogue": catalogue,
            "stages": stage_views(site, decision),
            "pointing": site.pointing_at(decision),
        }

    title = catalogue_title(catalogue, site)
    yield Page(
        site=site,
        address=addresses.address(decision),
        title=decision.title,
        template="decision.html",
        source=decision.place(),
        values=values,
        description=decision.summary,
        tags=column_tags(site, column) if column else site_tags(site),
        trail=(*trail_to(site, column), (title, addresses.address(catalogue))),
        section=section_of(site, column),
        changed=max([catalogue.published, *(view.document.published.date() for view in _published(site, decision))]),
    )


def catalogue_rows(site: Site, catalogue: DecisionCatalogue) -> list[tuple[Decision, list[StageView]]]:
    """The rows of a catalogue: every decision with its stages."""
    return [(decision, stage_views(site, decision)) for decision in site.register.decisions_of(catalogue)]


def _published(site: Site, decision: Decision) -> list[Any]:
    return [view for view in stage_views(site, decision) if view.document is not None]


def stage_views(site: Site, decision: Decision) -> list[StageView]:
    """All stages of a decision in order, each a document or a stated absence."""
    return [_stage_view(site, decision, stage) for stage in Stage]


def _stage_view(site: Site, decision: Decision, stage: Stage) -> StageView:
    name = stage.value if decision.written("stages", stage.value) else "others"
    view = slot_view(site, decision.stages.slot(stage), decision.place("stages", name))
    document = view.record if isinstance(view.record, Document) else None
    state = site.consultation(document) if document is not None and document.consultation is not None else None
    return StageView(
        stage=stage,
        document=document,
        absence=view.absence,
        ground=view.ground,
        required=stage in decision.required_steps,
        consultation=state,
        origin=view.origin,
    )
