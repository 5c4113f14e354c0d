"""Questions as readers meet them: how each stands, how often it was asked, and whether its answer still holds.

What is open stands before what is answered, what is late before all. Of answered questions those that were asked most
often come first: no page counts its readers, so the only measure is how many asked the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disclosure.findings import Place
from disclosure.law.replies import ReplyStanding, reply_to_question
from disclosure.life import PolicyStanding, PolicyState, unsettled
from disclosure.pages import addresses
from disclosure.pages.clauses import clauses_of
from disclosure.pages.hrefs import Links
from disclosure.pages.instruments import Boxes
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, site_tags, trail_to
from disclosure.pages.site import Site
from disclosure.pages.states import Status
from disclosure.reading.clause_references import clause_called
from disclosure.records.documents import Document
from disclosure.records.questions import Question

BOARD = "政策留言板"
BOARD_ADDRESS = addresses.QUESTIONS
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class RestsOn:
    """A clause on which an answer rests: the paper, the words of the clause, where it is, and the line that says so."""

    paper: Document
    clause: str
    address: str
    origin: Place


@dataclass(frozen=True)
class Answering:
    """A question with all that is said of it. ``again`` are the others that ask the same, folded into this one.

    ``gone`` are the policies on which the answer rests and that ended, or changed since the answer.
    """

    question: Question
    reply: ReplyStanding
    status: Status
    about: RestsOn | None
    grounds: tuple[RestsOn, ...]
    gone: tuple[PolicyStanding, ...] = ()
    again: tuple[Question, ...] = ()

    @property
    def times(self) -> int:
        """How often it was asked."""
        return 1 + len(self.again)

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.status in (Status.IN_HAND, Status.LATE)

    @property
    def looks(self) -> str:
        """By which classes the filter knows it."""
        return _LOOKS[self.status]

    @property
    def boxes(self) -> Boxes | None:
        """The working days of the office's period; nothing where it promises none, or the answer is there."""
        if not self.is_open or self.reply.promise is None:
            return None
        if self.reply.is_late:
            return Boxes(self.reply.promise, self.reply.promise, self.reply.working_days)
        return Boxes(self.reply.promise, max(0, self.reply.promise - self.reply.working_days))

    @property
    def other(self) -> RestsOn | None:
        """What was asked about, where the answer does not name it among its grounds."""
        known = {ground.paper.key for ground in self.grounds if not self.gone}
        return self.about if self.about is not None and self.about.paper.key not in known else None

    @property
    def left(self) -> str:
        """How much time there is, or by how much it is over, in words."""
        if self.reply.is_late:
            return f"{'超过' if self.is_open else '晚了'}{self.reply.late_by}"
        if not self.is_open:
            return ""
        if self.reply.promise is None:
            return ""
        return f"还剩 {self.reply.working_days} 个工作日" if self.reply.working_days else "今天到期"


_LOOKS = {Status.IN_HAND: "open", Status.LATE: "late", Status.ANSWERED: "done", Status.UNFOUNDED: "stale"}


def all_asked(site: Site) -> list[Answering]:
    """Every question that is shown, in the order of the board."""
    return site.once(_all_asked)


def asked_about(document: Document, site: Site) -> list[Answering]:
    """The questions on one paper, in the order of the board."""
    return site.once(_by_paper)[document.key]


def private_questions(site: Site) -> list[Question]:
    """The questions that were answered alone, which are counted and not shown."""
    return [question for question in site.register.all(Question) if question.private]


def how_it_stands(question: Question, site: Site) -> ReplyStanding:
    """By when a question is to be answered, and whether it was."""
    return reply_to_question(question, site.register, site.law, site.today)


def _all_asked(site: Site) -> list[Answering]:
    shown = {question.key: question for question in site.register.all(Question) if not question.private}
    folded: dict[str, list[Question]] = defaultdict(list)
    for question in shown.values():
        if (first := folds_into(question, shown)) is not None:
            folded[first].append(question)
    gone = {question.key for questions in folded.values() for question in questions}
    made = [asked(question, site, folded[key]) for key, question in shown.items() if key not in gone]
    return sorted(made, key=_order)


def folds_into(question: Question, shown: Mapping[str, Question]) -> str | None:
    """The id of the question under which this one is counted; ``None`` if it stands for itself, as all open ones do."""
    first, seen = question, {question.key}
    while (above := shown.get(first.same_as or "")) is not None and above.key not in seen:
        seen.add(above.key)
        first = above
    return first.key if first is not question and question.is_answered and first.is_answered else None


def _order(item: Answering) -> tuple[int, int, int, str]:
    if item.status is Status.LATE:
        return 0, -item.reply.working_days, 0, item.question.id
    if item.status is Status.IN_HAND:
        due = item.reply.due or item.reply.latest or item.question.received
        return 1, due.toordinal(), 0, item.question.id
    answered = item.question.answered or item.question.received
    return 2, -item.times, -answered.toordinal(), item.question.id


def _by_paper(site: Site) -> dict[str, list[Answering]]:
    found: dict[str, list[Answering]] = defaultdict(list)
    for item in all_asked(site):
        if item.question.policy is not None:
            found[item.question.policy].append(item)
    return found


def asked(question: Question, site: Site, again: Sequence[Question] = ()) -> Answering:
    """A question as it stands today."""
    standing, gone = how_it_stands(question, site), tuple(_gone(question, site))
    return Answering(
        question=question,
        reply=standing,
        status=Status.UNFOUNDED if gone else _status(question, standing),
        about=_ground(site, question.policy, "、".join(question.clauses), question.place("policy")),
        grounds=tuple(_grounds(question, site)),
        gone=gone,
        again=tuple(again),
    )


def _gone(question: Question, site: Site) -> Iterator[PolicyStanding]:
    if question.answered is None:
        return
    for item in unsettled(question, site.register, site.today):
        amended_since = item.state is PolicyState.AMENDED and (item.since is None or item.since > question.answered)
        if item.is_dead or amended_since:
            yield item


def _status(question: Question, standing: ReplyStanding) -> Status:
    if question.is_answered:
        return Status.ANSWERED
    return Status.LATE if standing.is_late or standing.is_far_too_late else Status.IN_HAND


def _grounds(question: Question, site: Site) -> Iterator[RestsOn]:
    for number, cited in enumerate(question.cites):
        ground = _ground(site, cited.policy, cited.clause or "", question.place("cites", number))
        if ground is not None:
            yield ground


def _ground(site: Site, key: str | None, clause: str, origin: Place) -> RestsOn | None:
    paper = site.register.get(key or "", Document)
    if paper is None:
        return None
    found = clause_called(clauses_of(paper), clause) if clause else None
    return RestsOn(paper, clause, addresses.address(paper) + (f"#{found.id}" if found is not None else ""), origin)


@pages_of(Question)
def question_page(question: Question, site: Site) -> Iterator[Page]:
    """The lasting page of one question; what was answered alone has none."""
    if question.private:
        return

    def values(links: Links) -> Mapping[str, Any]:
        shown = {item.question.key: item for item in all_asked(site)}
        first = site.register.get(question.same_as or "", Question)
        return {
            "item": shown.get(question.key) or asked(question, site),
            "first": first if first is not None and not first.private else None,
            "board": BOARD,
            "board_address": BOARD_ADDRESS,
        }

    yield Page(
        site=site,
        address=addresses.address(question),
        title=shortened(question.title),
        template="question.html",
        source=question.place(),
        values=values,
        description=" ".join((question.answer or question.title).split())[:120],
        tags=site_tags(site),
        trail=(*trail_to(site, None), (BOARD, BOARD_ADDRESS)),
        changed=question.answered or question.received,
    )


def shortened(title: str) -> str:
    """A question as the title of a page: on one line, and not longer than a line."""
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1]}…"
