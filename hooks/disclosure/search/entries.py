"""What is found: an entry for each record that has a listed page, with its texts by how much they say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.called import catalogue_title
from disclosure.pages.makers import made, of_no_record
from disclosure.pages.opinions import account_in
from disclosure.pages.page import Page
from disclosure.pages.questions import asked
from disclosure.pages.site import Site
from disclosure.reading.blocks import OPINIONS, without_blocks
from disclosure.reading.kinds import suffix_of
from disclosure.reading.plain_text import plain_text
from disclosure.records.agency import Audience
from disclosure.records.base import Record
from disclosure.records.columns import Column
from disclosure.records.decisions import Decision, DecisionCatalogue, Opinions
from disclosure.records.documents import Document, Validity
from disclosure.records.events import OpenEvent
from disclosure.records.mentions import local_files
from disclosure.records.questions import Question
from disclosure.records.titles import titled
from disclosure.records.work_plans import WorkPlan

_LONGEST_SUMMARY = 160
_MARKDOWN = "\0markdown"  # no text begins like this
PAGE = "本站页面"  # the kind of what is no record's own


@dataclass(frozen=True, kw_only=True)
class Findable:
    """One thing that can be found.

    ``kind`` is the label by which readers filter; ``current`` is what one can take part in now; ``body`` is what it
    says at length, or what tells that, ``basis`` tells what that follows from where it is sooner told, ``attachments``
    are the paths of the files whose text is searched with it. Where the search is over several offices, ``office`` says
    whose it is.
    """

    address: str
    title: str
    kind: str
    number: str = ""
    index_number: str = ""
    day: date | None = None
    validity: Validity | None = None
    told: str = ""  # what readers must know of it first: what became of it, or of what it rests on
    audiences: tuple[str, ...] = ()
    current: bool = False
    keywords: tuple[str, ...] = ()
    summary: str = ""
    body: str | Callable[[], str] = ""
    basis: Callable[[], str] | None = None
    attachments: tuple[str, ...] = ()
    office: str = ""

    @property
    def text(self) -> str:
        """What it says at length, put together anew each time it is asked."""
        return self.body() if callable(self.body) else self.body

    @property
    def read_from(self) -> str:
        """What its text follows from, which may be the text itself."""
        return self.basis() if self.basis is not None else self.text

    def said(self, text: str) -> str:
        """What readers are shown of it, whose text is given: its summary, or how it begins."""
        text = self.summary or text
        line = " ".join(text.split())
        return line if len(line) <= _LONGEST_SUMMARY else line[: _LONGEST_SUMMARY - 1] + "…"


def entries(site: Site) -> list[Findable]:
    """All that can be found, in order: every listed page that is a record's own or the site's."""
    listed = {page.address: page for page in made(site) if page.listed}
    records = (record for record in site.register.records.values() if addresses.has_page(record))
    of_records = [
        replace(_MAKERS.get(type(record), _of_page(page))(record, site), told=told_first(record, site))
        for record in records
        if (page := listed.get(addresses.address(record))) is not None
    ]
    of_site = [page for page in of_no_record(site) if page.listed and page.title]
    return in_order([*of_records, *(_of_page(page)(None, site) for page in of_site)])


def _of_page(page: Page) -> Callable[[Record | None, Site], Findable]:
    """What is found of a page of which nothing more is known than every page says."""

    def make(record: Record | None, site: Site) -> Findable:
        kind = record.type_label if record is not None else PAGE
        return Findable(address=page.address, title=page.title, kind=kind, summary=page.description)

    return make


def in_order(found: Iterable[Findable]) -> list[Findable]:
    """The order in which entries are numbered."""
    return sorted(found, key=_order)


def _order(entry: Findable) -> tuple[Any, ...]:
    year = entry.day.year if entry.day else 0
    return entry.kind, entry.validity or "", year, entry.audiences, entry.current, entry.office, entry.address


def _document(document: Document, site: Site) -> Findable:
    return Findable(
        address=addresses.address(document),
        title=document.title,
        kind=document.kind.label,
        number=document.doc_no or "",
        index_number=site.index_number(document),
        day=document.published.date(),
        validity=document.validity,
        audiences=tuple(_audiences(document, site)),
        current=document.consultation is not None and site.consultation(document).is_open,
        keywords=(*document.keywords, *(attachment.title for attachment in document.attachments)),
        summary=document.summary or "",
        body=partial(_whole_text, document, site),
        basis=partial(_basis, document, site),
        attachments=tuple(_attachments(document, site)),
    )


def _whole_text(document: Document, site: Site) -> str:
    return "\n".join((_text(document, site), *_beside(document, site)))


def _basis(document: Document, site: Site) -> str:
    """What the whole text follows from: mostly the Markdown, of which nobody has to take the signs out for that."""
    if account_in(document, site) is not None:
        return _whole_text(document, site)
    body = document.body
    markdown = site.plain.reader.sum_of(document.path, body) or body.text
    return "\n".join((_MARKDOWN, markdown, *_beside(document, site)))


def _beside(document: Document, site: Site) -> Iterator[str]:
    """What is found of a document beside its text."""
    yield from filter(None, document.guide.model_dump().values() if document.guide else ())
    yield site.department(document.department)


def told_first(record: Record, site: Site) -> str:
    """What readers of a record must know before they read it, in the words of its page; "" if it simply holds."""
    own = site.standing(record) if isinstance(record, Document) else None
    found = [own] if own is not None and own.is_unsettled else site.unsettled(record)
    return "".join(item.sentence for item in found)


def _text(document: Document, site: Site) -> str:
    """What a document says, the opinions among it that its decision's record tells."""
    view = account_in(document, site)
    if view is None:
        return plain_text(document.body.text)
    return "\n".join((plain_text(without_blocks(document.body.text, OPINIONS)), *_said(view.opinions)))


def _said(opinions: Opinions) -> Iterator[str]:
    """The words of the opinions, and what was answered."""
    return (text for opinion in opinions.items for text in (opinion.summary, opinion.reason or ""))


def _audiences(document: Document, site: Site) -> Iterator[str]:
    for key in document.audience:
        audience = site.register.get(key, Audience)
        if audience is not None:
            yield audience.title


def _attachments(document: Document, site: Site) -> Iterator[str]:
    """The files that are published with a document."""
    for name in sorted({attachment.file for attachment in document.attachments} | local_files(document)):
        if site.register.attachment(document, name) is not None and suffix_of(name).is_published:
            yield f"{document.folder}/{name}"


def _decision(decision: Decision, site: Site) -> Findable:
    said = _said(decision.opinions) if decision.opinions else ()
    catalogue = site.register.catalogue_of(decision)
    return Findable(
        address=addresses.address(decision),
        title=decision.title,
        kind=Decision.type_label,
        day=catalogue.published if catalogue else None,
        keywords=(decision.category.label, site.department(decision.owner)),
        summary=decision.summary,
        body="\n".join((*decision.basis, *said)),
    )


def _catalogue(catalogue: DecisionCatalogue, site: Site) -> Findable:
    return Findable(
        address=addresses.address(catalogue),
        title=catalogue_title(catalogue, site),
        kind=DecisionCatalogue.type_label,
        day=catalogue.published,
        summary=catalogue.approval,
        body="\n".join(decision.title for decision in site.register.decisions_of(catalogue)),
    )


def _workplan(plan: WorkPlan, site: Site) -> Findable:
    said = (text for point in plan.points for text in (point.title, point.summary, *(one.title for one in point.items)))
    return Findable(
        address=addresses.address(plan),
        title=plan.title,
        kind=WorkPlan.type_label,
        day=date(plan.year, 1, 1),
        summary=plan.source,
        body="\n".join(filter(None, said)),
    )


def _column(column: Column, site: Site) -> Findable:
    return Findable(
        address=addresses.address(column),
        title=column.title,
        kind=Column.type_label,
        keywords=tuple(column.keywords),
        summary=column.description,
    )


def _event(event: OpenEvent, site: Site) -> Findable:
    said = (item for pair in event.questions for item in (pair.question, pair.answer or ""))
    suggested = (f"{item.text} {item.answer or item.reason or ''}" for item in event.suggestions)
    return Findable(
        address=addresses.address(event),
        title=event.title,
        kind=event.type_label,
        day=event.date,
        current=event.takes_place and event.date >= site.today,
        keywords=("政府开放月", "开放日", *(item.label for item in event.access)),
        summary=event.summary,
        body="\n".join((event.venue, *(step.title for step in event.agenda), *said, *suggested)),
    )


def _question(question: Question, site: Site) -> Findable:
    """A question with its answer; of an old one first that it holds no longer, as on its page."""
    item = asked(question, site)
    told = [f"原答复不再适用：{titled(state.policy.title)}{state.said}{state.instead}" for state in item.gone]
    return Findable(
        address=addresses.address(question),
        title=question.title,
        kind=Question.type_label,
        day=question.answered or question.received,
        keywords=(item.about.paper.title,) if item.about is not None else (),
        summary="".join(told) or question.answer or "还没有答复。",
        body=question.answer or "",
    )


_MAKERS: Mapping[type[Record], Callable[[Any, Site], Findable]] = {
    Document: _document,
    Decision: _decision,
    DecisionCatalogue: _catalogue,
    WorkPlan: _workplan,
    Column: _column,
    Question: _question,
    OpenEvent: _event,
}
