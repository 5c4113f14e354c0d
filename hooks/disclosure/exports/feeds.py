"""What is new, for feed readers: Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from disclosure.exports.asked import shown_questions
from disclosure.exports.datasets import shown_decisions
from disclosure.life import resting
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.page import environment
from disclosure.pages.questions import BOARD, BOARD_ADDRESS
from disclosure.pages.site import Site
from disclosure.reading.days import in_words
from disclosure.records.columns import Column
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS
from disclosure.records.questions import Question
from disclosure.records.withdrawals import Withdrawal
from disclosure.search.entries import told_first

NEWEST = 20
_NEVER = datetime(2000, 1, 1)  # a site without a single document


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed: its title, where it leads, when it was new, its kind (key and label), its words."""

    title: str
    address: str
    moment: datetime
    kind: tuple[str, str]
    summary: str


_Told = tuple[datetime, Sequence[FeedEntry]]  # when there was something new, and the entries


@site_assets
def feeds(site: Site) -> Iterator[Asset]:
    """One Atom feed for each column that takes documents and for each decision, and one for open consultations."""
    for column in site.columns:
        if column.kinds:
            documents = _newest(site, column)
            page, feed = addresses.address(column), addresses.feed_address(column.id)
            yield _feed(site, feed, page, column.title, documents)
    for decision in shown_decisions(site):
        papers = {key for _, key in decision.documents()}
        documents = [document for document in (site.register.get(key, Document) for key in papers) if document]
        documents.sort(key=lambda document: (document.published, document.id), reverse=True)
        page, feed = addresses.address(decision), addresses.decision_feed_address(decision.id)
        yield _feed(site, feed, page, decision.title, documents)
    for document in (*site.register.documents, *site.stand_ins):
        if document.kind in POLICY_KINDS:
            yield _of_policy(document, site)
    title = "正在征集意见"
    yield _feed(site, addresses.OPEN_CONSULTATIONS_FEED, addresses.HOME, title, site.open_consultations[:NEWEST])


def _newest(site: Site, column: Column) -> list[Document]:
    """The newest of a column, and whatever of it was taken down: who has read that must learn it."""
    own = site.by_column.get(column.id, [])
    return [document for number, document in enumerate(own) if number < NEWEST or document.withdrawal is not None]


def _of_policy(policy: Document, site: Site) -> Asset:
    """What happens to one policy: itself, what changes or replaces it, and what explains it or tells how to get it."""
    item = site.standing(policy)
    papers = [policy, *(record for record in resting(policy, site.register) if isinstance(record, Document))]
    if item is not None:
        papers += [*item.amendments, *([item.successor] if item.successor is not None else ())]
    found = sorted({paper.id: paper for paper in papers}.values(), key=lambda paper: (changed(paper, site), paper.id))
    address = addresses.policy_feed_address(policy.id)
    return _feed(site, address, addresses.address(policy), policy.title, found[::-1][:NEWEST])


def _feed(site: Site, address: str, page: str, title: str, documents: Sequence[Document]) -> Asset:
    def told() -> _Told:
        updated = max((changed(document, site) for document in documents or site.documents[:1]), default=_NEVER)
        newest = sorted(documents, key=lambda document: (changed(document, site), document.id), reverse=True)
        return updated, [_of_document(document, site) for document in newest]

    return _written(site, address, page, title, told)


def _of_document(document: Document, site: Site) -> FeedEntry:
    """What became of a document, or of what it rests on, stands before its own words."""
    kind = (document.kind.value, document.kind.label)
    if isinstance(document.withdrawal, Withdrawal):
        title = f"已撤下：一件{document.kind.label}"
        said = f"{in_words(document.withdrawal.day)}撤下，{document.withdrawal.reason.rstrip('。')}。"
        return FeedEntry(title, addresses.address(document), document.withdrawal.time, kind, said)
    said = told_first(document, site) + (document.summary or "")
    return FeedEntry(document.title, addresses.address(document), changed(document, site), kind, said)


def changed(document: Document, site: Site) -> datetime:
    """When there was something new of a document: it was published, it ended, or what it rests on did."""
    if isinstance(document.withdrawal, Withdrawal):
        return document.withdrawal.time
    own = site.standing(document)
    found = [*([own] if own is not None else ()), *site.unsettled(document)]
    days = [item.since for item in found if item.since is not None and item.since <= site.today]
    return max([document.published, *(datetime.combine(day, time()) for day in days)])


@site_assets
def question_feeds(site: Site) -> Iterator[Asset]:
    """One Atom feed of all questions, and one for each paper that was asked about: what was asked or answered."""
    questions = shown_questions(site)
    papers = {question.policy: site.register.get(question.policy or "", Document) for question in questions}
    for key, paper in (("", None), *papers.items()):
        if paper is None and key:
            continue
        own = [question for question in questions if paper is None or question.policy == key]
        page = BOARD_ADDRESS if paper is None else addresses.address(paper)
        yield _question_feed(site, paper, page, own)


def _question_feed(site: Site, paper: Document | None, page: str, questions: Sequence[Question]) -> Asset:
    newest = sorted(questions, key=lambda item: (item.answered or item.received, item.id), reverse=True)[:NEWEST]
    title = BOARD if paper is None else f"大家问的：{paper.title}"

    def told() -> _Told:
        entries = [_of_question(question) for question in newest]
        return max((entry.moment for entry in entries), default=_NEVER), entries

    return _written(site, addresses.questions_feed(paper), page, title, told)


def _of_question(question: Question) -> FeedEntry:
    day = question.answered or question.received
    kind = ("answered", "已答复") if question.is_answered else ("open", "正在办")
    said = question.answer or f"{question.channel.label}收到，还没有答复。"
    return FeedEntry(question.title, addresses.address(question), datetime(day.year, day.month, day.day), kind, said)


def _written(site: Site, address: str, page: str, title: str, told: Callable[[], _Told]) -> Asset:
    def made() -> str:
        updated, entries = told()
        values = {"address": address, "page": page, "title": title, "updated": updated, "entries": entries}
        return environment().get_template("feed.xml").render(site=site, stamp=stamp, **values)

    return Asset(address, made)


def stamp(moment: datetime) -> str:
    """A moment of Chinese standard time as RFC 3339."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S+08:00")
