"""The board of all questions: what is promised, how to ask, what is open and late, how this year's were answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

from disclosure.findings import Place
from disclosure.life import is_dead
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.instruments import MonthColumns, StackedBar, stacked
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, site_tags, trail_to
from disclosure.pages.questions import (
    BOARD,
    BOARD_ADDRESS,
    Answering,
    all_asked,
    asked_about,
    how_it_stands,
    private_questions,
)
from disclosure.pages.site import Site
from disclosure.pages.states import Status
from disclosure.records.agency import Department
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS
from disclosure.records.questions import Question, Satisfaction

LONGEST = 20  # questions on a page
FEW = 3  # what was answered alone is not counted by itself below this
ON_A_POLICY = 10  # questions on the page of a policy; the others stand on pages of their own
_LOOKS = {Satisfaction.SATISFIED: "full", Satisfaction.FAIRLY: "half", Satisfaction.DISSATISFIED: "bare"}


@dataclass(frozen=True)
class Pick:
    """One choice of the filter: its key in the sheet, its word, how many there are and how many on this page."""

    key: str
    word: str
    count: int
    here: int


class WayToAsk(NamedTuple):
    """A way to ask: what it is called, what is said of it, the address it leads to if any, and its line."""

    label: str
    words: str
    href: str
    origin: Place


@dataclass(frozen=True)
class BoardPart:
    """A page of a board: ``number`` of ``count``, with the addresses of those before and after."""

    items: Sequence[Answering]
    number: int
    count: int
    newer: str | None
    older: str | None


@site_pages
def board_pages(site: Site) -> Iterator[Page]:
    """The board, and the board of each policy that was asked about more often than its own page shows."""
    yield from _pages(site, None, all_asked(site))
    for document in site.register.documents:
        if len(asked_about(document, site)) > ON_A_POLICY:
            yield from _pages(site, document, asked_about(document, site))


def board_address(document: Document | None, number: int) -> str:
    """Page ``number`` (from 1) of the board, or of that of one policy."""
    if document is not None:
        return f"questions/about/{document.id}{f'-{number}' if number > 1 else ''}.html"
    return BOARD_ADDRESS if number == 1 else f"questions/pages/{number}.html"


def _pages(site: Site, document: Document | None, items: Sequence[Answering]) -> Iterator[Page]:
    count = max(1, -(-len(items) // LONGEST))
    for number in range(1, count + 1):
        part = BoardPart(
            items[(number - 1) * LONGEST : number * LONGEST],
            number,
            count,
            board_address(document, number - 1) if number > 1 else None,
            board_address(document, number + 1) if number < count else None,
        )
        yield _board_page(site, document, part, items)


def _board_page(site: Site, document: Document | None, part: BoardPart, items: Sequence[Answering]) -> Page:
    title = BOARD if document is None else f"大家问的：{document.title}"
    page_of = f"（第 {part.number} 页）" if part.number > 1 else ""
    trail = trail_to(site, None) if document is None else (*trail_to(site, None), (BOARD, BOARD_ADDRESS))

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "part": part,
            "document": document,
            "title": title,
            "total": len(site.register.all(Question)) if document is None else len(items),
            "picks": picks(site, items, part.items, whole=document is None),
            "private": _alone(site) if document is None else None,
            "policies": _policies(site) if document is None else [],
            "year": this_year(site) if document is None and part.number == 1 else None,
            "askable": _askable(site),
            **asking(site),
        }

    return Page(
        site=site,
        address=board_address(document, part.number),
        title=f"{title}{page_of}",
        template="questions.html",
        source=document.place() if document is not None else site.agency.place(),
        values=values,
        description=f"{site.agency.short_name}：{title}，怎样提问，问了什么，怎样答复的。",
        tags=site_tags(site),
        trail=trail,
        feed=addresses.questions_feed(document),
        changed=max((item.question.answered or item.question.received for item in items), default=None),
    )


def _askable(site: Site) -> list[Document]:
    """The papers that one can ask about on the office's own board: policies that are not over, and open drafts."""
    policies = [item for item in site.documents if item.kind in POLICY_KINDS and not is_dead(item, site.today)]
    return [*site.open_consultations, *sorted(policies, key=lambda item: item.title)]


def asking(site: Site) -> Mapping[str, Any]:
    """What every board says of how to ask."""
    board = site.agency.board
    return {
        "promise": site.agency.reply_days,
        "ways_to_ask": list(ways_to_ask(site)),
        "own_board": board.own if board is not None else None,
        "board_address": BOARD_ADDRESS,
    }


def board_of(document: Document, site: Site) -> Mapping[str, Any]:
    """What policy_questions.html shows of the questions on a policy; ``over`` where it holds no longer."""
    items = asked_about(document, site)
    shown = items[:ON_A_POLICY]
    more = board_address(document, 1) if len(items) > len(shown) else ""
    stands = site.standing(document)
    over = stands if stands is not None and stands.is_dead else None
    return {"asked": shown, "asked_total": len(items), "asked_more": more, "over": over, **asking(site)}


def picks(site: Site, items: Sequence[Answering], here: Sequence[Answering], *, whole: bool) -> list[Pick]:
    """The choices of the filter. The counts of the states make up that of all; no state without questions."""
    alone = len(private_questions(site)) if whole else 0
    counts, shown = Counter[Status](), Counter[Status]()
    for item in items:
        counts[item.status] += item.times
    for item in here:
        shown[item.status] += item.times
    counts[Status.ANSWERED_ALONE if alone >= FEW else Status.ANSWERED] += alone
    keys = {
        Status.LATE: "late", Status.IN_HAND: "open", Status.ANSWERED: "done", Status.UNFOUNDED: "stale",
        Status.ANSWERED_ALONE: "alone",
    }  # fmt: skip
    picked = [Pick(key, state.word, counts[state], shown[state]) for state, key in keys.items() if counts[state]]
    return [Pick("all", "全部", sum(counts.values()), sum(shown.values())), *picked]


@dataclass(frozen=True)
class Alone:
    """What was answered alone: how many, and the median of the working days it took."""

    count: int
    took: float


def _alone(site: Site) -> Alone | None:
    questions = [question for question in private_questions(site) if question.is_answered]
    if len(questions) < FEW:
        return None
    return Alone(len(questions), median(how_it_stands(question, site).took or 0 for question in questions))


def _policies(site: Site) -> list[tuple[Document, int]]:
    """The papers that were asked about, the most asked first."""
    counts = Counter[str]()
    for item in all_asked(site):
        counts[item.question.policy or ""] += item.times
    known = [(document, counts[document.id]) for document in site.register.documents if counts[document.id]]
    return sorted(known, key=lambda pair: (-pair[1], pair[0].id))


def ways_to_ask(site: Site) -> Iterator[WayToAsk]:
    """Every way to ask that the office names, what is quickest first."""
    agency, board = site.agency, site.agency.board
    if board is not None and board.own:
        yield WayToAsk("在本页", "在上面写下问题，审核以后登出", "", agency.place("board", "own"))
    if agency.district.board_url:
        words = f"{agency.district.site_name}留言板（政府网站）"
        yield WayToAsk("网上", words, agency.district.board_url, agency.place("district", "board_url"))
    if board is not None and board.hotline:
        yield WayToAsk("热线", board.hotline, "", agency.place("board", "hotline"))
    yield WayToAsk("电话", agency.phone, "", agency.place("phone"))
    if agency.email:
        yield WayToAsk("邮件", agency.email, "", agency.place("email"))
    yield WayToAsk("当面", f"{agency.address}，{agency.office_hours}", "", agency.place("address"))
    office = site.register.get(agency.disclosure_office or "", Department)
    to = f"{agency.address} {office.title if office is not None else agency.short_name}，邮编 {agency.postcode}"
    yield WayToAsk("来信", to, "", agency.place("postcode"))


class MonthCount(NamedTuple):
    """How many questions came in a month, and how many of them have an answer."""

    month: int
    received: int
    answered: int


@dataclass(frozen=True)
class YearAsked:
    """How the questions of a year were answered, as of today."""

    year: int
    months: tuple[MonthCount, ...]
    open: int
    late: int
    took: float | None
    rated: StackedBar

    @property
    def received(self) -> int:
        """How many came."""
        return sum(month.received for month in self.months)

    @property
    def answered(self) -> int:
        """How many of them have an answer."""
        return sum(month.answered for month in self.months)

    @property
    def columns(self) -> MonthColumns:
        """The months as a drawing."""
        groups = tuple((f"{item.month}月", (item.received, item.answered)) for item in self.months)
        return MonthColumns("每月收到的留言", ("收到", "其中已答复"), groups)


def this_year(site: Site) -> YearAsked | None:
    """The account of the year up to today; nothing while nobody has asked."""
    questions = [item for item in site.register.all(Question) if item.received.year == site.today.year]
    if not questions:
        return None
    received = Counter(question.received.month for question in questions)
    answered = Counter(question.received.month for question in questions if question.is_answered)
    standing = [how_it_stands(question, site) for question in questions]
    late = sum(item.is_open and (item.is_late or item.is_far_too_late) for item in standing)
    took = [item.took for item in standing if item.took is not None]
    return YearAsked(
        year=site.today.year,
        months=tuple(MonthCount(month, received[month], answered[month]) for month in range(1, site.today.month + 1)),
        open=sum(item.is_open for item in standing) - late,
        late=late,
        took=median(took) if took else None,
        rated=_rated(questions),
    )


def _rated(questions: Sequence[Question]) -> StackedBar:
    given = Counter(question.satisfaction for question in questions if question.is_answered)
    parts = [(choice.label, given[choice], _LOOKS[choice]) for choice in Satisfaction]
    return stacked("提问人的评价", "条", [*parts, ("未评价", given[None], "open")])
