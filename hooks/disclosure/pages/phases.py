"""A decision in five phases: how each stands, on which days, and with one fact each — fourteen stages made readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from disclosure.findings import Place
from disclosure.pages.instruments import Cell, CellBar, Dated, Rung
from disclosure.pages.site import ConsultationState, Site
from disclosure.pages.slots import slot_view
from disclosure.pages.states import Status, Tone, by_word, of_absence
from disclosure.records.decisions import Decision, Stage
from disclosure.records.documents import Document


class Phase(NamedTuple):
    """A part of a decision's process, with its stages in order."""

    title: str
    stages: tuple[Stage, ...]


PHASES = (
    Phase("起草", (Stage.DRAFT, Stage.EXPLANATION, Stage.BACKGROUND)),
    Phase("听取意见", (Stage.CONSULTATION, Stage.FEEDBACK)),
    Phase("论证审查", (Stage.EXPERT, Stage.RISK, Stage.LEGALITY)),
    Phase("审议决定", (Stage.ATTENDANCE, Stage.MEETING, Stage.RESULT, Stage.INTERPRETATION)),
    Phase("执行评估", (Stage.EXECUTION, Stage.EVALUATION)),
)
# What tells of an event is dated by the event; what is itself the news, by the day on which it was published.
_EVENTS = frozenset({Stage.EXPERT, Stage.RISK, Stage.LEGALITY, Stage.ATTENDANCE, Stage.MEETING})


@dataclass(frozen=True)
class StageView:
    """One stage as the public sees it: a document, or an absence in words; ``late`` counts the working days."""

    stage: Stage
    status: Status
    document: Document | None
    ground: str
    due: date | None
    late: int
    consultation: ConsultationState | None
    origin: Place

    @property
    def is_public(self) -> bool:
        """Whether there is a paper that was not taken down."""
        return self.document is not None and self.document.withdrawal is None

    @property
    def day(self) -> date | None:
        """The day of the stage: of what happened, or of its publication."""
        if self.document is None or not self.is_public:
            return None
        return self.document.made if self.stage in _EVENTS else self.document.published.date()


@dataclass(frozen=True)
class PhaseView:
    """One phase as the public sees it."""

    number: int
    phase: Phase
    stages: tuple[StageView, ...]

    @property
    def title(self) -> str:
        """Its number and name."""
        return f"{self.number} {self.phase.title}"

    @property
    def status(self) -> Status:
        """How the phase stands as a whole."""
        found = {view.status for view in self.stages}
        urgent = next((status for status in (Status.LATE, Status.CALLING) if status in found), None)
        if urgent is not None or len(found) == 1:
            return urgent or next(iter(found))
        tones = {status.tone for status in found - {Status.NOT_APPLICABLE}}
        if tones == {Tone.OPEN}:
            return Status.NOT_DUE
        if tones == {Tone.PAST}:
            return Status.WITHDRAWN
        return Status.UNDER_WAY if Tone.OPEN in tones else Status.PUBLISHED

    @property
    def papers(self) -> int:
        """How many of its stages are public; what was taken down is not."""
        return sum(view.is_public for view in self.stages)

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is still to come."""
        return all(view.document is not None or view.due is None for view in self.stages) and not self.is_open

    @property
    def is_open(self) -> bool:
        """Whether opinions are taken in it today."""
        return any(view.status is Status.CALLING for view in self.stages)

    @property
    def holds(self) -> str:
        """What is to be found in it, in a few words: ``3 份，1 项不适用``."""
        others = Counter(view.status for view in self.stages if not view.is_public)
        said = [f"{self.papers} 份"] if self.papers else []
        return "，".join([*said, *(f"{count} 项{status.word}" for status, count in others.items())])

    @property
    def rung(self) -> Rung:
        """The phase on the ladder: what there is with its days, then what there is not and why."""
        return Rung(self.title, self.status, (*_papers(self.stages), *_gaps(self.stages)))


def phase_views(site: Site, decision: Decision) -> list[PhaseView]:
    """The five phases of a decision."""
    return [
        PhaseView(number, phase, tuple(_stage_view(site, decision, stage) for stage in phase.stages))
        for number, phase in enumerate(PHASES, 1)
    ]


def stage_bar(decision: Decision, views: Iterable[StageView]) -> CellBar:
    """A decision's stages as a bar of cells."""
    cells = tuple(Cell(view.stage.label, view.status) for view in views)
    return CellBar(f"{decision.title}，共 {len(cells)} 个环节", cells)


def _stage_view(site: Site, decision: Decision, stage: Stage) -> StageView:
    name = stage.value if decision.written("stages", stage.value) else "others"
    slot = decision.stages.slot(stage)
    view = slot_view(site, slot, decision.place("stages", name))
    document = view.record if isinstance(view.record, Document) else None
    state = site.consultation(document) if document is not None and document.consultation is not None else None
    status, due = Status.PUBLISHED, None
    if document is not None and document.withdrawal is not None:
        status = Status.WITHDRAWN
    elif state is not None and not state.has_ended:
        status = by_word(state.word)
    elif document is None and slot is not None and slot.absent is not None:
        status, due = of_absence(slot.absent, slot.due, site.today), slot.due
    late = site.law.working_days.between(due, site.today).days if due is not None and status is Status.LATE else 0
    return StageView(stage, status, document, view.ground, due, late, state, view.origin)


def _papers(views: Iterable[StageView]) -> Iterator[Dated]:
    """What is public, by day; stages of one day in one line, a consultation with its first and last day."""
    by_day: dict[tuple[date, ...], list[str]] = {}
    for view in views:
        if view.consultation is not None:
            facts = view.consultation
            by_day.setdefault((facts.opens, facts.closes), []).append(f"征求意见（{facts.days_open} 天）")
        elif view.day is not None:
            by_day.setdefault((view.day,), []).append(view.stage.label)
    for days in sorted(by_day):
        yield Dated("、".join(by_day[days]), days)


def _gaps(views: Iterable[StageView]) -> Iterator[Dated]:
    """What is not there: of each state, with the day that is promised, in one line."""
    gaps: dict[tuple[Status, date | None], list[str]] = {}
    for view in views:
        if not view.is_public:
            gaps.setdefault((view.status, view.due), []).append(view.stage.label)
    for (status, due), labels in gaps.items():
        names = "、".join(labels)
        if due is not None:
            yield Dated(f"前公开{names}" if status is not Status.LATE else f"前应公开{names}，{status.word}", (due,))
        else:
            yield Dated(f"{names}{status.word}")
