"""The clock of a request for disclosure: from which day is counted, what falls due when, and what rests meanwhile.

政府信息公开条例 30 (correction), 31 (day of receipt), 32 (third parties), 33 (reply and extension). That the day of
start does not count and that an end on a day off moves on is by reference to 民法典 201 and 203; the 条例 says neither.
What that text leaves open is decided here so that no date is later than the safest reading allows without saying so:
a third party that stays silent is waited for no longer than its own period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from disclosure.law.day_count import Deadline, DeadlineKind, Rest, deadline, term
from disclosure.law.working_days import WorkingDays
from disclosure.records.values import Choice

CONFIRMED_CHANNELS = ("letter", "online", "fax")  # received on the day that both sides confirm (条例31)


@dataclass(frozen=True)
class Periods:
    """The statutory numbers of working days (data/limits.yml)."""

    correction_notice: int
    third_party: int
    reply: int
    extension: int


@dataclass(frozen=True)
class CorrectionFacts:
    """The applicant was asked on ``asked``, got the letter on ``delivered`` and has corrected the request, if so.

    The term ends on ``until``, or so many calendar ``days`` after delivery.
    """

    asked: date
    until: date | None = None
    corrected: date | None = None
    delivered: date | None = None
    days: int | None = None

    @property
    def end(self) -> date | None:
        """The last day of the term as it was told, before it is moved."""
        if self.until is not None or self.days is None:
            return self.until
        return date.fromordinal(min((self.delivered or self.asked).toordinal() + self.days, date.max.toordinal()))


@dataclass(frozen=True)
class PartyFacts:
    """A third party got the letter on ``asked``; its opinion came on ``answered``."""

    party: str
    asked: date
    answered: date | None = None


@dataclass(frozen=True)
class ExtensionFacts:
    """The applicant was told on ``told`` of ``days`` more working days; whether the head of the office agreed."""

    told: date
    days: int
    approved: bool


@dataclass(frozen=True)
class RequestFacts:
    """What the clock needs to know of a request. ``received`` is the day of arrival, handing in or signing for.

    Of one that is ``reopened``, ``until`` is the last day that the decision or the judgment gives, if it is written.
    """

    channel: str
    received: date
    confirmed: date | None = None
    corrections: tuple[CorrectionFacts, ...] = ()
    parties: tuple[PartyFacts, ...] = ()
    extensions: tuple[ExtensionFacts, ...] = ()
    replied: date | None = None
    closed: date | None = None
    reopened: bool = False
    until: date | None = None


@dataclass(frozen=True)
class Start:
    """The day of receipt, which fact makes it so, and the citation that says it; ``sure`` unless that fact is missing.

    ``also`` is a thing to know about it. Where no text names the day, ``basis`` is empty and ``near`` cites the text
    that comes nearest.
    """

    day: date
    why: str
    basis: str
    sure: bool = True
    also: str = ""
    near: str = ""


class RequestState(Choice):
    """How a request stands."""

    RUNNING = "running", "办理中"
    AWAITING_CORRECTION = "awaiting-correction", "等待补正"
    GIVEN_UP = "given-up", "没有按期补正，视为放弃申请"
    REPLIED = "replied", "已答复"
    CLOSED = "closed", "已办结"
    REOPENED = "reopened", "重新办理"


@dataclass(frozen=True)
class Round:
    """One time that a correction was asked: on which working day, by when it had to come, and when it came."""

    asked: date
    by: Deadline  # by when it had to be asked
    number: int
    term: Deadline | None
    corrected: date | None

    @property
    def is_late(self) -> bool:
        """Whether the applicant was asked after the days that the office has for it."""
        return self.asked > self.by.latest

    @property
    def came_late(self) -> bool:
        """Whether the correction came after the term."""
        return self.corrected is not None and self.term is not None and self.corrected > self.term.latest

    def is_over(self, today: date) -> bool:
        """Whether nothing came within the term."""
        return self.corrected is None and self.term is not None and today > self.term.latest


@dataclass(frozen=True)
class Waiting:
    """A third party that was asked, and by when it has to answer."""

    party: str
    deadline: Deadline
    answered: date | None

    def is_over(self, today: date) -> bool:
        """Whether it has not answered in its period."""
        return self.answered is None and today > self.deadline.latest


@dataclass(frozen=True)
class RequestClock:
    """What falls due in a request. ``reply`` is missing while a correction is waited for and where none came.

    ``first_limit`` is the reply's day without an extension, ``unpaused`` without the rests; ``from_receipt`` is that
    counted from the first receipt, where the correction was asked too late to be sure that the count starts anew.
    ``capped`` is that with rests that end with the third party's own period, where an opinion came after it;
    ``from_arrival`` that counted from the arrival of a letter which was confirmed later; ``agreed`` that with those
    extensions alone which the head of the office agreed to and of which the applicant was told within the first limit.
    """

    facts: RequestFacts
    today: date
    start: Start
    correction_by: Deadline
    rounds: tuple[Round, ...]
    waiting: tuple[Waiting, ...]
    state: RequestState
    first_limit: Deadline | None
    reply: Deadline | None
    unpaused: Deadline | None = None
    from_receipt: Deadline | None = None
    capped: Deadline | None = None
    from_arrival: Deadline | None = None
    agreed: Deadline | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done by the office or waited for."""
        return self.state in (RequestState.RUNNING, RequestState.AWAITING_CORRECTION, RequestState.GIVEN_UP)

    @property
    def is_late(self) -> bool:
        """Whether the reply has not come in time; never while the last day of an estimate is not past."""
        ended = self.facts.replied or self.facts.closed or self.today
        return self.reply is not None and ended > self.reply.latest

    @property
    def was_in_time(self) -> bool:
        """Whether the reply has come in time, if extensions that are in doubt add nothing."""
        limit = self.agreed or self.reply
        return limit is None or (self.facts.replied is not None and self.facts.replied <= limit.latest)

    def days_late(self, calendar: WorkingDays) -> int:
        """For how many working days the reply is late, or was."""
        ended = self.facts.replied or self.facts.closed or self.today
        return calendar.between(self.reply.latest, ended).days if self.reply is not None else 0


def clock(facts: RequestFacts, calendar: WorkingDays, periods: Periods, today: date) -> RequestClock:
    """Everything that falls due in a request, as it stands on ``today``."""
    counted = _counted(facts, calendar, periods)
    return replace(counted, today=today, state=_state(facts, counted.rounds, today))


@lru_cache(maxsize=512)  # every rule asks again, and of many days
def _counted(facts: RequestFacts, calendar: WorkingDays, periods: Periods) -> RequestClock:
    """Everything that falls due in a request, as it stands on the day of its arrival."""
    start = start_of(facts)
    rounds = tuple(_rounds(facts, start.day, calendar, periods))
    waiting = tuple(_waiting(facts, calendar, periods))
    rests = tuple(map(_rest, waiting))
    awaited = bool(rounds) and rounds[-1].corrected is None
    begins = rounds[-1].corrected or start.day if rounds else start.day
    more = _added(facts.extensions, periods)

    def until(day: date, length: int, waits: tuple[Rest, ...], kind: DeadlineKind = DeadlineKind.REPLY) -> Deadline:
        return deadline(kind, day, length, calendar, waits)

    length = periods.reply + more
    late = any(item.is_late for item in rounds)
    capped = tuple(map(_capped, waiting))
    first_limit = None if awaited else until(begins, periods.reply, rests, DeadlineKind.FIRST_LIMIT)
    sure = _added((item for item in facts.extensions if first_limit is not None and _holds(item, first_limit)), periods)
    return RequestClock(
        facts=facts,
        today=facts.received,
        start=start,
        correction_by=until(start.day, periods.correction_notice, (), DeadlineKind.CORRECTION_NOTICE),
        rounds=rounds,
        waiting=waiting,
        state=_state(facts, rounds, facts.received),
        first_limit=first_limit,
        reply=None if awaited else until(begins, length, rests),
        unpaused=until(begins, length, ()) if rests and not awaited else None,
        from_receipt=until(start.day, length, rests) if late else None,
        capped=until(begins, length, capped) if capped != rests and not awaited else None,
        from_arrival=until(facts.received, length, rests) if _confirmed_late(facts) and not rounds else None,
        agreed=until(begins, periods.reply + sure, rests) if sure < more and not awaited else None,
    )


def _added(extensions: Iterable[ExtensionFacts], periods: Periods) -> int:
    """The working days that these extensions add, all together never more than the law allows."""
    return min(sum(max(0, item.days) for item in extensions), periods.extension)


def _holds(item: ExtensionFacts, first_limit: Deadline) -> bool:
    """Whether an extension was agreed to, and told before the time without it was over."""
    return item.approved and item.told <= first_limit.latest


def start_of(facts: RequestFacts) -> Start:
    """The day of receipt of a request, by the way on which it came."""
    ways = {
        "in-person": ("当面提交之日", "711号令/31"),
        "post": ("签收之日", "711号令/31"),
        "letter": ("收到当日与申请人确认之日", "711号令/31"),
        "online": ("双方确认之日", "711号令/31"),
        "fax": ("双方确认之日", "711号令/31"),
        "oral": ("工作机构代为填写之日", ""),
    }
    why, basis = ways.get(facts.channel, ("收到之日", "711号令/31"))
    if facts.channel == "oral":
        also = "第三十一条没有列出口头申请，第二十九条没有说哪天算收到；这里从工作机构代为填写的那天起算。"
        return Start(facts.received, why, basis, also=also, near="711号令/29")
    if facts.channel not in CONFIRMED_CHANNELS:
        return Start(facts.received, why, basis)
    if facts.confirmed is None:
        also = f"还没有写与申请人确认的日期，暂按收到的 {facts.received} 数。"
        return Start(facts.received, why, basis, sure=False, also=also)
    also = f"信 {facts.received} 到达，应当在到达当天确认。" if _confirmed_late(facts) else ""
    return Start(facts.confirmed, why, basis, also=also)


def _confirmed_late(facts: RequestFacts) -> bool:
    """Whether a letter was confirmed after the day of its arrival, on which 条例31 wants it confirmed."""
    return facts.channel == "letter" and facts.confirmed is not None and facts.confirmed > facts.received


def _rounds(facts: RequestFacts, start: date, calendar: WorkingDays, periods: Periods) -> Iterator[Round]:
    """The corrections in their order; each is asked within some days of what came before it."""
    for item in facts.corrections:
        by = deadline(DeadlineKind.CORRECTION_NOTICE, start, periods.correction_notice, calendar)
        end = item.end
        limit = term(item.delivered or item.asked, end, calendar) if end is not None else None
        number = calendar.between(start, item.asked).days if (item.asked - start).days < 800 else 0
        yield Round(item.asked, by, number, limit, item.corrected)
        start = item.corrected or start


def _waiting(facts: RequestFacts, calendar: WorkingDays, periods: Periods) -> Iterator[Waiting]:
    for item in facts.parties:
        limit = deadline(DeadlineKind.THIRD_PARTY, item.asked, periods.third_party, calendar)
        yield Waiting(item.party, limit, item.answered)


def _rest(item: Waiting) -> Rest:
    """The count rests from the day after delivery to the day of the opinion; for one that stays silent, to its last."""
    if item.answered is None:
        return _capped(item)
    return Rest(item.party, item.deadline.start, item.answered, item.answered, item.answered)


def _capped(item: Waiting) -> Rest:
    """The rest that ends at the latest with the third party's own period."""
    limit, end = item.deadline, item.answered or date.max
    return Rest(item.party, limit.start, min(end, limit.due), min(end, limit.earliest), min(end, limit.latest))


def _state(facts: RequestFacts, rounds: tuple[Round, ...], today: date) -> RequestState:
    if facts.reopened:
        return RequestState.REOPENED
    if facts.replied is not None:
        return RequestState.REPLIED
    if facts.closed is not None:
        return RequestState.CLOSED
    if rounds and rounds[-1].corrected is None:
        return RequestState.GIVEN_UP if rounds[-1].is_over(today) else RequestState.AWAITING_CORRECTION
    return RequestState.RUNNING
