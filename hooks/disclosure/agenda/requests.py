"""What is due in the ledger of requests, by its days: replies, corrections, third parties, reviews and suits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.sources import agenda_of
from disclosure.findings import Place
from disclosure.law.book import LawBook
from disclosure.law.day_count import Deadline
from disclosure.law.request_clock import RequestClock, RequestState
from disclosure.law.request_facts import clock_of
from disclosure.law.request_words import on_weekday, when
from disclosure.records.requests import AppealOutcome, Request
from disclosure.register import Register


@agenda_of
def requests_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Everything that is open in the ledger. It names requests by their id alone."""
    for request in register.requests:
        yield from _of(request, book, today)


def _of(request: Request, book: LawBook, today: date) -> Iterator[Due]:
    tell = _Telling(request, max(node.date for node in request.nodes))
    clock = clock_of(request, book, today)
    if clock is not None and request.waits_to_be_closed:
        if clock.is_open:
            yield tell.at_once("closing", "已经登记不再处理，请办结")
    elif clock is not None:
        for key, title, item in _open(clock):
            if item is clock.correction_by and request.steps.complete:
                continue  # looked at already: nothing is to be corrected
            yield tell.counted(key, title, item)
        if clock.state is RequestState.GIVEN_UP:
            yield tell.at_once("given-up", "没有按期补正，请按放弃申请登记")
    if clock is not None and clock.state is RequestState.REOPENED:
        until = clock.facts.until
        words = on_weekday(until) if until is not None else "没有写期限"
        yield tell.due("reopened", "重新办理", until, words, tell.place)
    yield from _appeals(request, tell)


def _appeals(request: Request, tell: _Telling) -> Iterator[Due]:
    for number, appeal in enumerate(request.reviews, 1):
        if appeal.due is not None and appeal.answered is None and appeal.outcome is AppealOutcome.PENDING:
            title = f"提交{appeal.kind.label}的答复和证据"
            place = request.place("reviews", number - 1, "due")
            words = on_weekday(appeal.due)
            yield tell.due(f"appeal-{number}", title, appeal.due, words, place, changed=appeal.noticed)


def _open(clock: RequestClock) -> Iterator[tuple[str, str, Deadline]]:
    if clock.state in (RequestState.REPLIED, RequestState.CLOSED, RequestState.REOPENED):
        return
    if not clock.rounds and clock.today <= clock.correction_by.latest:
        yield "correction-notice", clock.correction_by.kind.label, clock.correction_by
    last = clock.rounds[-1] if clock.rounds else None
    if last is not None and last.term is not None and clock.state is RequestState.AWAITING_CORRECTION:
        yield "correction-term", last.term.kind.label, last.term
    for number, item in enumerate(clock.waiting, 1):
        if item.answered is None:
            yield f"third-party-{number}", f"第三方{item.party}提出意见的期限", item.deadline
    if clock.reply is not None:
        yield "reply", clock.reply.kind.label, clock.reply


@dataclass(frozen=True)
class _Telling:
    """Tells what is due in one request, of which the last node is of the day ``changed``."""

    request: Request
    changed: date

    @property
    def place(self) -> Place:
        """Where what has been done is entered."""
        return self.request.place("nodes")

    def at_once(self, key: str, title: str) -> Due:
        """What is to be done without a day."""
        return self.due(key, title, None, "", self.place)

    def counted(self, key: str, title: str, item: Deadline) -> Due:
        """What is due on a day that the law counts."""
        earliest = item.earliest if item.estimated else None
        return self.due(key, title, item.due, when(item), self.place, earliest=earliest, latest=item.latest)

    def due(
        self,
        key: str,
        title: str,
        day: date | None,
        words: str,
        place: Place,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        changed: date | None = None,
    ) -> Due:
        request = self.request
        return Due(
            key=f"{request.id}-{key}",
            title=f"{title}：{request.id}",
            unit=request.unit,
            day=day,
            place=place,
            record=request.id,
            words=words,
            private=True,
            earliest=earliest,
            latest=latest,
            changed=changed or self.changed,
            steps=len(request.nodes) + len(request.reviews),
        )
