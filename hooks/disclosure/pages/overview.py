"""What the home page tells at a glance: who asks for opinions, how this year's decisions stand, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.site import ConsultationState, Site
from disclosure.pages.standing import CatalogueRow, Promised
from disclosure.pages.states import Status
from disclosure.reading.days import in_words
from disclosure.records.decisions import Adjustment, Decision, Stage
from disclosure.records.documents import Document

_TOGETHER = timedelta(days=31)  # papers of one decision that came within a month of each other are one piece of news


@dataclass(frozen=True)
class Call:
    """A consultation that takes opinions today: what is asked, in whose words, and until when.

    ``about`` is what the question names: the decision if it is asked by that, else the consultation itself.
    """

    document: Document
    question: str
    about: Document | Decision
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
        about = matter if matter and not asked else document
        yield Call(document, asked or about.title, about, summary, site.consultation(document))


def standing_words(row: CatalogueRow) -> str:
    """Where a decision stands: while it goes on, by the last stage that was published."""
    done = [view.stage.label for view in row.views if view.is_public]
    return f"{done[-1]}已公开" if done and row.status is Status.UNDER_WAY else row.status.word


def following_words(row: CatalogueRow) -> str:
    """What is late, else what is promised next and for which day, else what was decided when."""
    decision, result = row.decision, next(view for view in row.views if view.stage is Stage.RESULT)
    if row.late:
        late = row.late[0]
        return f"逾期 {late.late} 个工作日：{_first(late)}应当在{in_words(late.due)}前公开"
    if row.next is not None and decision.adjusted is not Adjustment.REMOVED:
        return f"下一步：{in_words(row.next.due)}前公开{_first(row.next)}"
    if result.document is not None:
        return f"{in_words(result.document.published)}公布决策结果"
    return f"计划{decision.completion[:4]}年{int(decision.completion[5:])}月完成"


def _first(promised: Promised) -> str:
    """One thing by name, several by the first."""
    first, count = promised.stages[0].label, len(promised.stages)
    return first if count == 1 else f"{first}等 {count} 项"


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
