"""The ledger → the figures of a year: which requests stand behind each number, and what they add up to.

Pure: the same requests in any order give the same. The day of receipt is that of 条例31 (of what must be confirmed,
the day of the confirmation). A request is done on the day of its first reply, or, where it had none (withdrawn, not
corrected), on that of its end; what follows a reopening stands in table four and changes nothing in table three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from unicodedata import normalize

from disclosure.annual.cells import FigureSpot
from disclosure.law.request_clock import start_of
from disclosure.law.request_facts import facts_of
from disclosure.records.request_figures import LEAST_REPEATED
from disclosure.records.requests import Appeal, AppealOutcome, NodeKind, Request

Ids = tuple[str, ...]
TOTAL = "total"


@dataclass(frozen=True)
class ReplyPace:
    """How long a reply took: working days net of pauses, if any time ran; and whether it came in time.

    An extension that nobody agreed to, or that was told too late, does not make it come in time.
    """

    days: int | None
    in_time: bool


@dataclass(frozen=True)
class CountedYear:
    """The figures of a year, each with the ids behind it.

    ``cells`` are those of the tables in which something is counted; ``others`` the other figures, by the name of their
    field; ``days`` are the working days that each reply took. ``fees`` are in yuan; ``repeated`` are the subjects that
    were asked for often. ``uncounted`` are requests of
    which too little is written to say where they count: with any of them, no figure is right.
    """

    year: int
    as_of: date
    cells: Mapping[FigureSpot, Ids]
    others: Mapping[str, Ids]
    days: Mapping[str, int]
    fees: int
    became_public: Ids
    repeated: Mapping[str, Ids]
    uncounted: Ids

    @property
    def median_days(self) -> Decimal | None:
        """The middle of the working days that replies took; ``None`` without any."""
        return Decimal(f"{median(self.days.values()):g}") if self.days else None

    def count(self, part: str, row: str, column: str) -> int:
        """The number in a cell."""
        return len(self.cells.get(FigureSpot(part, row, column), ()))


@dataclass(frozen=True)
class Course:
    """What of a request counts: when it was received and when it was done, if it is."""

    request: Request
    received: date
    done: date | None

    def came_within(self, first: date, last: date) -> bool:
        """Whether it was received on one of these days."""
        return first <= self.received <= last

    def ended_within(self, first: date, last: date) -> bool:
        """Whether it was done on one of these days."""
        return self.done is not None and first <= self.done <= last

    def is_open_after(self, day: date) -> bool:
        """Whether it was received by then and not done by then."""
        return self.received <= day and (self.done is None or self.done > day)


def counted(
    requests: Iterable[Request],
    year: int,
    as_of: date,
    pace: Callable[[Request], ReplyPace | None],
    published: Mapping[str, date],
) -> CountedYear:
    """The figures of ``year`` up to and including ``as_of``.

    ``pace`` tells how long the reply to a request took; ``published`` on which day each document became public.
    """
    first, last = date(year, 1, 1), min(as_of, date(year, 12, 31))
    courses, uncounted = _courses(requests)
    replied = [item.request for item in courses if item.ended_within(first, last) and _replied_on(item.request)]
    paces = {request.id: found for request in replied if (found := pace(request)) is not None}
    paid = {item.request.id: _paid(item.request, first, last) for item in courses}
    public = {item.request.id: _opened(item, published, first, last) for item in courses}
    return CountedYear(
        year,
        last,
        {**_requests(courses, first, last), **_appeals(courses, first, last)},
        {
            "replied": tuple(request.id for request in replied),
            "on_time": tuple(key for key, found in paces.items() if found.in_time),
            "extended": tuple(request.id for request in replied if request.first(NodeKind.EXTENDED)),
            "fees": tuple(key for key, amount in paid.items() if amount),
            "became_public": tuple(key for key, documents in public.items() if documents),
        },
        {key: found.days for key, found in paces.items() if found.days is not None},
        sum(paid.values()),
        tuple(sorted({document for documents in public.values() for document in documents})),
        _repeated(item.request for item in courses if item.came_within(first, last)),
        uncounted,
    )


def received_on(request: Request) -> date | None:
    """The day of receipt (条例31), from which the clock counts."""
    facts = facts_of(request)
    return start_of(facts).day if facts is not None else None


def is_older(published: date, request: Request) -> bool:
    """Whether what was ``published`` on that day was public before a request came, so that it is not its fruit."""
    received = request.first(NodeKind.RECEIVED)
    return received is not None and published < received.date


def _courses(requests: Iterable[Request]) -> tuple[list[Course], Ids]:
    """The requests by their ids, and the ids of those that cannot be counted."""
    courses, uncounted = [], []
    for request in sorted(requests, key=lambda request: request.id):
        received, done = received_on(request), _done_on(request)
        told = (done is None or request.reply is not None) and all(map(_is_told, request.reviews))
        if received is None or (done is not None and done < received) or not told:
            uncounted.append(request.id)
        else:
            courses.append(Course(request, received, done))
    return courses, tuple(uncounted)


def _is_told(appeal: Appeal) -> bool:
    """Whether an appeal that has ended says when."""
    return appeal.outcome is AppealOutcome.PENDING or appeal.decided is not None


def _replied_on(request: Request) -> date | None:
    return _first(request, NodeKind.REPLIED)


def _done_on(request: Request) -> date | None:
    return _replied_on(request) or _first(request, NodeKind.CLOSED)


def _first(request: Request, kind: NodeKind) -> date | None:
    return min((node.date for _, node in request.nodes_of(kind)), default=None)


def _requests(courses: Iterable[Course], first: date, last: date) -> dict[FigureSpot, Ids]:
    """Table three."""
    found: dict[FigureSpot, list[str]] = defaultdict(list)
    for course in courses:
        for row in _rows(course, first, last):
            for column in (str(course.request.applicant), TOTAL):
                found[FigureSpot("requests", row, column)].append(course.request.id)
    return {cell: tuple(ids) for cell, ids in found.items()}


def _rows(course: Course, first: date, last: date) -> Iterator[str]:
    """The rows in which a request stands."""
    done = course.ended_within(first, last)
    if course.came_within(first, last):
        yield "received"
    elif course.received < first and (done or course.is_open_after(last)):
        yield "carried_in"
    if done and course.request.reply is not None:
        yield str(course.request.reply.kind)
        yield TOTAL
    if course.is_open_after(last):
        yield "carried_out"


def _appeals(courses: Iterable[Course], first: date, last: date) -> dict[FigureSpot, Ids]:
    """Table four: what ended in the year by its outcome, and what had not ended by its last day."""
    found: dict[FigureSpot, list[str]] = defaultdict(list)
    for course in courses:
        for review in course.request.reviews:
            ended = review.decided if review.outcome is not AppealOutcome.PENDING else None
            if review.noticed > last or (ended is not None and ended < first):
                continue
            outcome = review.outcome if ended is not None and ended <= last else AppealOutcome.PENDING
            for column in (str(outcome), TOTAL):
                found[FigureSpot("appeals", str(review.kind), column)].append(course.request.id)
    return {cell: tuple(ids) for cell, ids in found.items()}


def _paid(request: Request, first: date, last: date) -> int:
    """What was paid for handling a request, in yuan; paid in parts, it counts on the day of the last of them."""
    paid = max((node.date for _, node in request.nodes_of(NodeKind.FEE_PAID)), default=None)
    return request.fee.amount if request.fee is not None and paid is not None and first <= paid <= last else 0


def _opened(course: Course, published: Mapping[str, date], first: date, last: date) -> list[str]:
    """The documents that became public in the time because of a request: none that was public before it came."""
    days = [(key, published[key]) for key in dict.fromkeys(course.request.became_public) if key in published]
    return [key for key, day in days if first <= day <= last and not is_older(day, course.request)]


def _repeated(requests: Iterable[Request]) -> dict[str, Ids]:
    """The subjects of three requests or more, as the first has it, by how often they came."""
    found: dict[str, list[Request]] = defaultdict(list)
    for request in requests:
        found["".join(normalize("NFKC", request.subject).split())].append(request)
    many = [alike for alike in found.values() if len(alike) >= LEAST_REPEATED]
    often = [(alike[0].subject, tuple(request.id for request in alike)) for alike in many]
    return dict(sorted(often, key=lambda item: (-len(item[1]), item[0])))
