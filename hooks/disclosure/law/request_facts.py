"""What the clock needs of a request, read from its record: the one place where the ledger meets the clock."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import date

from disclosure.law.book import LawBook
from disclosure.law.request_clock import (
    CorrectionFacts,
    ExtensionFacts,
    PartyFacts,
    Periods,
    RequestClock,
    RequestFacts,
    clock,
)
from disclosure.records.requests import NodeKind, Request, RequestNode


def clock_of(request: Request, book: LawBook, today: date) -> RequestClock | None:
    """The clock of a request on ``today``; ``None`` where it has no day of receipt, or the law here no number."""
    facts = facts_of(request)
    periods = periods_on(facts.received, book) if facts is not None else None
    return clock(facts, book.working_days, periods, today) if facts is not None and periods is not None else None


def facts_of(request: Request) -> RequestFacts | None:
    """The facts of a request for its clock; ``None`` where no node says when it was received."""
    received = request.first(NodeKind.RECEIVED)
    if received is None:
        return None
    replied, closed = request.first(NodeKind.REPLIED), request.first(NodeKind.CLOSED)
    ends = [node for _, node in request.nodes_of(NodeKind.REPLIED, NodeKind.CLOSED, NodeKind.REOPENED)]
    reopened = bool(ends) and ends[-1].kind is NodeKind.REOPENED
    return RequestFacts(
        channel=request.channel.value,
        received=received.date,
        confirmed=received.confirmed,
        corrections=tuple(_corrections(request)),
        parties=tuple(_parties(request)),
        extensions=tuple(_extensions(request)),
        replied=replied.date if replied is not None else None,
        closed=closed.date if closed is not None else None,
        reopened=reopened,
        until=ends[-1].until if reopened else None,
    )


def periods_on(day: date, book: LawBook) -> Periods | None:
    """The statutory numbers on ``day``; ``None`` where one of them is not in force here."""
    keys = ("correction-notice", "third-party", "reply-within", "reply-extension")
    correction, party, reply, extension = (book.days(key, day) for key in keys)
    if correction is None or party is None or reply is None or extension is None:
        return None
    return Periods(correction, party, reply, extension)


def _corrections(request: Request) -> Iterator[CorrectionFacts]:
    """Each question with the correction that follows it; one that nobody has asked for is none."""
    asked: RequestNode | None = None
    for _, node in request.nodes_of(NodeKind.CORRECTION_ASKED, NodeKind.CORRECTED):
        if node.kind is NodeKind.CORRECTION_ASKED:
            if asked is not None:
                yield _correction(asked)
            asked = node
        elif asked is not None:
            yield _correction(asked, node.date)
            asked = None
    if asked is not None:
        yield _correction(asked)


def _correction(asked: RequestNode, corrected: date | None = None) -> CorrectionFacts:
    return CorrectionFacts(asked.date, asked.until, corrected, asked.delivered, asked.term)


def _parties(request: Request) -> Iterator[PartyFacts]:
    answers: defaultdict[str | None, deque[date]] = defaultdict(deque)
    for _, node in request.nodes_of(NodeKind.THIRD_PARTY_ANSWERED):
        answers[node.party].append(node.date)
    for _, node in request.nodes_of(NodeKind.THIRD_PARTY_ASKED):
        told = answers[node.party]
        yield PartyFacts(node.party or "", node.delivered or node.date, told.popleft() if told else None)


def _extensions(request: Request) -> Iterator[ExtensionFacts]:
    for _, node in request.nodes_of(NodeKind.EXTENDED):
        yield ExtensionFacts(node.date, node.days or 0, approved=node.approved is not None)
