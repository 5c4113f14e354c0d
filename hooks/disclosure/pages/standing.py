"""Where a decision stands: what was decided, or what goes on now; what to do, what comes next, what is late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.pages.instruments import CellBar
from disclosure.pages.phases import PhaseView, StageView, phase_views, stage_bar
from disclosure.pages.site import Site
from disclosure.pages.slots import put_off
from disclosure.pages.states import Status
from disclosure.pages.ways import WayOn, explaining
from disclosure.records.agency import Department
from disclosure.records.decisions import Adjustment, Decision, Stage
from disclosure.records.documents import Document


@dataclass(frozen=True)
class Promised:
    """Stages that are promised for one day; ``late`` counts the working days since, 0 while it has not passed."""

    due: date
    stages: tuple[Stage, ...]
    grounds: tuple[str, ...]
    late: int

    @property
    def names(self) -> str:
        """The stages by name."""
        return "、".join(stage.label for stage in self.stages)


@dataclass(frozen=True)
class CatalogueRow:
    """A decision in a list: how it stands, its stages as a bar, and what is promised next."""

    decision: Decision
    status: Status
    views: tuple[StageView, ...]
    bar: CellBar
    late: tuple[Promised, ...]
    next: Promised | None


def catalogue_row(site: Site, decision: Decision) -> CatalogueRow:
    """What a list says of a decision."""
    views = tuple(view for phase in phase_views(site, decision) for view in phase.stages)
    promised = list(_promised(decision, views))
    late = tuple(item for item in promised if item.late)
    coming = next((item for item in promised if not item.late), None)
    status = status_of(decision, {view.stage: view for view in views})
    return CatalogueRow(decision, status, views, stage_bar(decision, views), late, coming)


def where_it_stands(site: Site, decision: Decision, phases: Sequence[PhaseView]) -> Iterator[tuple[str, Any]]:
    """What the top of a decision's page says, by the names of its template."""
    views = {view.stage: view for phase in phases for view in phase.stages}
    promised = list(_promised(decision, views.values()))
    yield "status", status_of(decision, views)
    yield "days", _days(views, site.today)
    yield "result", views[Stage.RESULT]
    yield "call", views[Stage.CONSULTATION]
    yield "feedback", views[Stage.FEEDBACK]
    yield "newest", _newest(views)
    yield "ways", _ways(views[Stage.RESULT].document, site)
    yield "late", [item for item in promised if item.late]
    yield "next", next((item for item in promised if not item.late), None)
    yield "late_status", Status.LATE
    department = site.register.get(decision.owner, Department)
    own = department is not None and department.phone is not None
    yield "phone", department.phone if department is not None and own else site.agency.phone
    yield "phone_origin", department.place("phone") if department is not None and own else site.agency.place("phone")
    yield "current", next((phase for phase in phases if not phase.is_settled), None)


def status_of(decision: Decision, views: dict[Stage, StageView]) -> Status:
    """How a decision stands, in a word."""
    if decision.adjusted is Adjustment.REMOVED:
        return Status.DROPPED
    if views[Stage.RESULT].document is not None:
        later = (views[Stage.EVALUATION], views[Stage.EXECUTION])
        if later[0].document is not None:
            return Status.EVALUATED
        return Status.CARRIED_OUT if any(view.document or view.due for view in later) else Status.DECIDED
    if views[Stage.CONSULTATION].status is Status.CALLING:
        return Status.CALLING
    return Status.UNDER_WAY if any(view.document for view in views.values()) else Status.PLANNED


def _days(views: dict[Stage, StageView], today: date) -> str:
    """How long it has taken from the first paper: to the decision, else until today."""
    begun = min((view.document.published.date() for view in views.values() if view.document), default=None)
    if begun is None:
        return ""
    paper = views[Stage.RESULT].document
    if paper is None:
        return f"已进行 {(today - begun).days + 1} 天"
    return f"用时 {(paper.published.date() - begun).days} 天"


def _newest(views: dict[Stage, StageView]) -> StageView | None:
    """The stage whose paper was published last; of one day the later stage."""
    public = [view for view in views.values() if view.document is not None]
    return max(enumerate(public), key=lambda item: (item[1].document.published, item[0]))[1] if public else None  # type: ignore[union-attr]


def _promised(decision: Decision, views: Iterable[StageView]) -> Iterator[Promised]:
    """What is promised, the earliest day first."""
    by_day: dict[date, list[StageView]] = {}
    for view in views:
        if view.due is not None:
            by_day.setdefault(view.due, []).append(view)
    for due in sorted(by_day):
        slots = [decision.stages.slot(view.stage) for view in by_day[due]]
        said = (text for slot in slots if slot is not None for text in (slot.basis, put_off(slot)) if text)
        yield Promised(due, tuple(view.stage for view in by_day[due]), tuple(dict.fromkeys(said)), by_day[due][0].late)


def _ways(result: Document | None, site: Site) -> list[WayOn]:
    """What to do with a result and what it means, each page once."""
    found: dict[str, WayOn] = {}
    for way in explaining(result, site) if result is not None else ():
        found.setdefault(way.target, way)
    return list(found.values())
