"""What the home page tells at a glance: who asks for opinions, how this year's decisions stand, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.days import in_words
from disclosure.pages.instruments import Cell, CellBar
from disclosure.pages.site import ConsultationState, Site
from disclosure.pages.states import Status, of_absence
from disclosure.records.base import AbsenceReason, Slot
from disclosure.records.decisions import Adjustment, Decision, Stage
from disclosure.records.documents import Document

_TOGETHER = timedelta(days=31)  # papers of one decision that came within a month of each other are one piece of news


@dataclass(frozen=True)
class Call:
    """A consultation that takes opinions today: what is asked, in whose words, and until when."""

    document: Document
    question: str
    summary: str
    state: ConsultationState


def calls(site: Site) -> Iterator[Call]:
    """The open consultations, the one that closes first on top."""
    for document in site.open_consultations:
        facts = document.consultation
        decisions = site.register.stages.get(document.id, [])
        matter = decisions[0] if decisions else None
        asked = facts.ask if facts is not None else None
        summary = matter.summary if matter else (document.summary or "")
        yield Call(
            document, asked or (matter.title if matter else document.title), summary, site.consultation(document)
        )


@dataclass(frozen=True)
class Progress:
    """How far a decision has come: its stages as cells, where it stands in words, and what is promised next."""

    decision: Decision
    bar: CellBar
    standing: str
    following: str


def progress(site: Site, decision: Decision) -> Progress:
    """A decision at a glance."""
    cells = tuple(Cell(stage.label, _state(site, decision, stage)) for stage in Stage)
    bar = CellBar(f"{decision.title}的 {len(cells)} 个环节", cells)
    return Progress(decision, bar, _standing(decision, cells), _following(site, decision))


def _state(site: Site, decision: Decision, stage: Stage) -> Status:
    slot = decision.stages.slot(stage)
    if slot is None or slot.absent is not None:
        return of_absence(slot.absent, slot.due, site.today) if slot and slot.absent else Status.NOT_DUE
    document = site.register.get(slot.ref or "", Document)
    if document is not None and document.consultation is not None and site.consultation(document).is_open:
        return Status.CALLING
    return Status.PUBLISHED


def _standing(decision: Decision, cells: Sequence[Cell]) -> str:
    """Where the decision stands, in words: the last thing that happened to it."""
    known = dict(cells)
    if decision.adjusted is Adjustment.REMOVED:
        return Status.DROPPED.word
    if known[Stage.EVALUATION.label] is Status.PUBLISHED:
        return Status.EVALUATED.word
    if Status.PUBLISHED in (known[Stage.RESULT.label], known[Stage.EXECUTION.label]):
        return Status.CARRIED_OUT.word
    if Status.CALLING in known.values():
        return Status.CALLING.word
    done = [cell.name for cell in cells if cell.state is Status.PUBLISHED]
    return f"{done[-1]}已公开" if done else Status.PLANNED.word


def _following(site: Site, decision: Decision) -> str:
    """What is late, else what is promised next and for which day; of what is done, what became of the opinions."""
    waiting = [(slot.due, stage.label) for stage, slot in _promised(decision) if slot.due is not None]
    late = [(due, name) for due, name in waiting if due < site.today]
    if late:
        due, names = _first(late)
        return f"逾期：{names}应当在{in_words(due)}前公开"
    if waiting and decision.adjusted is not Adjustment.REMOVED:
        due, names = _first(waiting)
        return f"下一步：{in_words(due)}前公开{names}"
    if decision.opinions is not None and decision.opinions.received:
        return f"收到意见 {decision.opinions.received} 条，采纳 {decision.opinions.adopted} 条"
    slot = decision.stages.slot(Stage.RESULT)
    result = site.register.get(slot.ref or "", Document) if slot is not None else None
    if result is not None:
        return f"{in_words(result.published)}公布决策结果"
    return f"计划{decision.completion[:4]}年{int(decision.completion[5:])}月完成"


def _promised(decision: Decision) -> Iterator[tuple[Stage, Slot]]:
    for stage in Stage:
        slot = decision.stages.slot(stage)
        if slot is not None and slot.absent is AbsenceReason.NOT_DUE:
            yield stage, slot


def _first(waiting: Sequence[tuple[date, str]]) -> tuple[date, str]:
    """The earliest day with what is due on it: one thing by name, several by the first."""
    due = min(day for day, _ in waiting)
    names = [name for day, name in waiting if day == due]
    return due, names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 项"


@dataclass(frozen=True)
class News:
    """A line of what is new: where it leads, of what kind it is, and when it came."""

    address: str
    title: str
    kind: str
    published: date
    origin: Place


def news(site: Site, most: int) -> list[News]:
    """The newest lines; the papers of one decision are one line, which leads to the decision."""
    found: list[News] = []
    told: set[str] = set()
    for document in site.documents:
        if len(found) == most:
            break
        if document.key not in told:
            papers = _papers_with(site, document)
            told |= {paper.key for _, paper in papers}
            found.append(_folded(site, papers) if len(papers) > 1 else _single(document))
    return found


def _papers_with(site: Site, document: Document) -> list[tuple[Stage, Document]]:
    """The papers of a document's decision that came in the month before it, itself among them, newest first.

    What was decided and what is asked stand for themselves.
    """
    decisions = site.register.stages.get(document.id, [])
    if not decisions:
        return []
    named = ((stage, site.register.get(key, Document)) for stage, key in decisions[0].documents())
    papers = [(stage, paper) for stage, paper in named if paper is not None and stage is not Stage.RESULT]
    near = [pair for pair in papers if timedelta() <= document.published - pair[1].published <= _TOGETHER]
    if document.key not in {paper.key for _, paper in near}:
        return []
    return sorted(near, key=lambda pair: (pair[1].published, pair[1].id), reverse=True)


def _folded(site: Site, papers: Sequence[tuple[Stage, Document]]) -> News:
    decision = site.register.stages[papers[0][1].id][0]
    names = "、".join(dict.fromkeys(stage.label for stage, _ in papers[:3]))
    kind = f"{names}{'等' if len(papers) > 3 else ''} {len(papers)} 份"
    return News(addresses.address(decision), decision.title, kind, papers[0][1].published.date(), decision.place("id"))


def _single(document: Document) -> News:
    where = addresses.address(document), document.title, document.kind.label
    return News(*where, document.published.date(), document.place("id"))
