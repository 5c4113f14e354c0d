"""Document pages: the metadata box, validity in words, attachments, and what points here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from disclosure.attachments.contents import Contents
from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.board import board_of
from disclosure.pages.comparisons import comparison_page
from disclosure.pages.consultations import answer, channels, outcome
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import pages_of
from disclosure.pages.opinions import drawn_account
from disclosure.pages.page import Page, column_tags, section_of, site_tags, trail_to
from disclosure.pages.policies import policy_values, told_above
from disclosure.pages.questions import asked_about
from disclosure.pages.readings import reading_values
from disclosure.pages.report_tables import drawn_tables
from disclosure.pages.site import Site
from disclosure.pages.ties import ties
from disclosure.pages.ways import gathered, ways
from disclosure.reading.blocks import put_in
from disclosure.reading.days import in_words
from disclosure.reading.kinds import suffix_of
from disclosure.reading.validation import field_at
from disclosure.records.base import Reference
from disclosure.records.columns import Column
from disclosure.records.decisions import Decision, Stage
from disclosure.records.documents import Attachment, Document
from disclosure.records.guides import GuideElements
from disclosure.records.kinds import POLICY_KINDS
from disclosure.records.withdrawals import Withdrawal

# Elements of a guide that tell how information is kept; whom to ask, where and when stands before them.
_LATER = ("classification", "arrangement", "access")


@dataclass(frozen=True)
class AttachmentView:
    """An attachment as readers see it: where it is and what they will download."""

    title: str
    number: int | None
    address: str
    what: str
    origin: Place


@pages_of(Document)
def document_page(document: Document, site: Site) -> Iterator[Page]:
    """The page of one document."""
    column = site.register.get(document.column, Column)
    yield Page(
        site=site,
        address=addresses.address(document),
        title=document.title,
        template=_template(document),
        source=document.place(),
        values=partial(_values, document, site),
        description=document.summary or document.title,
        tags=tuple(_tags(site, document, column)),
        trail=trail_to(site, column),
        section=section_of(site, column),
        changed=last_changed(document),
        written=lambda: document.carried_text,
        facts=_facts(document),
        feed=addresses.policy_feed_address(document.id) if document.kind in POLICY_KINDS else "",
    )
    if document.kind in POLICY_KINDS:
        yield from comparison_page(document, site)


def _values(document: Document, site: Site, links: Links) -> Mapping[str, Any]:
    """What the page's template needs, given the page's links."""
    found = gathered(ways(document, site))
    above = {addresses.address(paper) for paper in told_above(document, site)}
    shown = {way.target for way in found} | above
    return {
        "document": document,
        "body": lambda: _text(document, site, links),
        "banner": banner(document, site),
        "unsettled": site.unsettled(document),
        "ways": [way for way in found if way.target not in above],
        "named": [item for item in _named(document, site) if addresses.address(item.paper) not in shown],
        "attachments": list(attachments(site, document)),
        "processes": list(_processes(site, document)),
        "pointing": _unshown(site.pointing_at(document, but="decision"), shown),
        "has_numbers": site.register.figures_of(document.id) is not None,
        "guide_fields": _guide_fields(),
        **(board_of(document, site) if document.kind in POLICY_KINDS or asked_about(document, site) else {}),
        **reading_values(document, site),
        **(_consulting(document, site) if document.consultation is not None else {}),
        **(policy_values(document, site) if document.kind in POLICY_KINDS else {}),
    }


def _template(document: Document) -> str:
    if document.kind in POLICY_KINDS:
        return "policy.html"
    return "document.html" if document.consultation is None else "consultation.html"


def _text(document: Document, site: Site, links: Links) -> Markup:
    """The text of a document, with what records tell where it asks for that."""
    drawn = {**drawn_account(document, site), **drawn_tables(document, site)}
    return Markup(put_in(site.renderer.render(document, links, ties(document, site)), drawn))


def _facts(document: Document) -> tuple[tuple[str, str], ...]:
    return (
        ("id", document.id),
        ("kind", document.kind.value),
        ("column", document.column),
        ("issuer", document.issuer),
        ("date", document.published.date().isoformat()),
    )


def last_changed(document: Document) -> date:
    """The last day on which there was something new for this site's readers."""
    if isinstance(document.withdrawal, Withdrawal):
        return document.withdrawal.day
    backfilled = [document.backfill.date] if document.backfill is not None else []
    return max([document.published.date(), *backfilled, *(change.date for change in document.changes)])


def _consulting(document: Document, site: Site) -> Mapping[str, Any]:
    """What the page of a consultation shows beside."""
    return {
        "state": site.consultation(document),
        "channels": list(channels(document)),
        "answer": answer(document, site.agency),
        "outcome": outcome(document, site),
    }


def _processes(site: Site, document: Document) -> Iterator[tuple[Decision, Stage]]:
    """The decisions that a document belongs to, and in which stage."""
    for decision in site.register.stages.get(document.id, []):
        yield decision, next(stage for stage, key in decision.documents() if key == document.id)


@dataclass(frozen=True)
class NamedPaper:
    """A paper that the head of a document names, and as what."""

    label: str
    paper: Document
    origin: Place


def _named(document: Document, site: Site) -> Iterator[NamedPaper]:
    """The papers that the head names."""
    for reference in document.references():
        paper = site.register.get(reference.target_id, Document)
        if paper is not None and reference.expects.relation:
            yield NamedPaper(field_at(Document, reference.location).title, paper, reference.place)


def _unshown(pointing: Mapping[str, list[Reference]], shown: Set[str]) -> dict[str, list[Reference]]:
    """What points here and does not stand on top already, by relation."""
    left = {
        relation: [item for item in found if addresses.address(item.source) not in shown]
        for relation, found in pointing.items()
    }
    return {relation: found for relation, found in left.items() if found}


@cache
def _guide_fields() -> list[tuple[str, str]]:
    """The elements of a guide with their Chinese labels, in the order in which they are told."""
    labels = [(name, info.title or name) for name, info in GuideElements.model_fields.items()]
    return sorted(labels, key=lambda field: field[0] in _LATER)


def _tags(site: Site, document: Document, column: Column | None) -> Iterator[tuple[str, str]]:
    """The ten mandatory tags of a document page, and the optional ones that we can fill (47号文 附件)."""
    yield from column_tags(site, column) if column is not None else site_tags(site)
    yield "ArticleTitle", document.title
    yield "PubDate", document.published.strftime("%Y-%m-%d %H:%M")
    yield "ContentSource", document.source or document.issuer
    if document.keywords:
        yield "Keywords", "，".join(document.keywords)
    if document.summary:
        yield "Description", document.summary
    yield "Url", site.agency.site_url + addresses.address(document)


def banner(document: Document, site: Site) -> str:
    """What a reader must know of a paper that says nothing of its validity but has days; "" while it simply holds."""
    if document.validity is not None:
        return ""
    if document.has_lapsed(site.today):
        return "本文件的有效期已经届满。"
    if document.effective is not None and document.effective > site.today:
        return f"本文件自{in_words(document.effective)}起施行，目前尚未施行。"
    return ""


def attachments(site: Site, document: Document) -> Iterator[AttachmentView]:
    """The attachments of a document that exist, in the order in which the editor listed them."""
    for index, attachment in enumerate(document.attachments):
        if site.register.attachment(document, attachment.file) is not None:
            contents = site.shelf.outline(f"{document.folder}/{attachment.file}")
            yield _view(document, attachment, contents, document.place("attachments", index, "file"))


def _view(document: Document, attachment: Attachment, contents: Contents, origin: Place) -> AttachmentView:
    pages = [f"{contents.pages} 页"] if contents.pages else []
    parts = [suffix_of(attachment.file).label, *pages, size_in_words(contents.size)]
    address = addresses.attachment_address(document, attachment.file)
    return AttachmentView(attachment.title, attachment.number, address, "，".join(parts), origin)


def size_in_words(size: int) -> str:
    """How large a file of so many bytes is, as readers are told."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} KB"
