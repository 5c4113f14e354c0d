"""What is due in the ledger of requests, by its days: replies, corrections, third parties, reviews and suits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.law.book import LawBook
from disclosure.law.day_count import Deadline
from disclosure.law.request_clock import RequestClock, RequestState
from disclosure.law.request_facts import clock_of
from disclosure.law.request_words import on_weekday, when
from disclosure.law.working_days import WorkingDays
from disclosure.records.requests import AppealOutcome, Request


@dataclass(frozen=True)
class DueItem:
    """Something that falls due in a request. ``key`` tells it from the others of the same request.

    ``day`` is missing where no day is set and something is to be done all the same. After ``latest`` it is late; of an
    estimate, ``earliest`` is the first day that it may be. ``words`` tell the day. ``changed`` and ``steps`` are the
    day of the last node and the number of them all.
    """

    request: str
    key: str
    title: str
    day: date | None
    earliest: date | None
    latest: date | None
    words: str
    estimated: bool
    changed: date
    steps: int

    def is_late(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.latest is not None and today > self.latest

    def standing(self, today: date, calendar: WorkingDays) -> str:
        """How many working days are left, or how many it is late."""
        if self.day is None or self.latest is None:
            return "请办理"
        if self.is_late(today):
            late = calendar.between(self.latest, today).days
            return f"已超过 {late} 个工作日" if late else "已超过，不到 1 个工作日"
        left = calendar.between(today, self.day).days
        return f"还剩 {left} 个工作日" if left else "今天到期" if self.day == today else "到期日就在眼前"


def due_in(requests: Iterable[Request], book: LawBook, today: date) -> list[DueItem]:
    """Everything in these requests that is open on ``today``, the first to fall due in front."""
    items = [item for request in requests for item in due_of(request, book, today)]
    return sorted(items, key=lambda item: (item.day or today, item.request, item.key))


def due_of(request: Request, book: LawBook, today: date) -> Iterator[DueItem]:
    """What is open in one request."""
    clock = clock_of(request, book, today)
    changed, steps = max(node.date for node in request.nodes), len(request.nodes) + len(request.reviews)
    if clock is not None:
        if request.waits_to_be_closed and clock.is_open:
            title = "已经登记不再处理，请办结"
            yield DueItem(request.id, "closing", title, None, None, None, "", False, changed, steps)
        for key, title, item in _open(clock) if not request.waits_to_be_closed else ():
            if item is clock.correction_by and request.steps.complete:
                continue  # looked at already: nothing is to be corrected
            yield DueItem(
                request.id, key, title, item.due, item.earliest, item.latest, when(item), item.estimated, changed, steps
            )
        if clock.state is RequestState.GIVEN_UP and not request.waits_to_be_closed:
            title = "没有按期补正，请按放弃申请登记"
            yield DueItem(request.id, "given-up", title, None, None, None, "", False, changed, steps)
        if clock.state is RequestState.REOPENED:
            until = clock.facts.until
            words = on_weekday(until) if until is not None else "没有写期限"
            yield DueItem(request.id, "reopened", "重新办理", until, until, until, words, False, changed, steps)
    for number, appeal in enumerate(request.reviews, 1):
        if appeal.due is not None and appeal.answered is None and appeal.outcome is AppealOutcome.PENDING:
            title, words = f"提交{appeal.kind.label}的答复和证据", on_weekday(appeal.due)
            yield DueItem(
                request.id,
                f"appeal-{number}",
                title,
                appeal.due,
                appeal.due,
                appeal.due,
                words,
                False,
                appeal.noticed,
                steps,
            )


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
