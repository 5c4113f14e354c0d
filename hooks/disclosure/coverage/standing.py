"""How one item of the standard catalogue stands on a day: on time, awaited, late, not applicable, and why."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from disclosure.coverage.evidence import Evidence, evidence_of
from disclosure.coverage.rhythm import Rhythm, rhythm_of
from disclosure.coverage.rounds import DueRound, ItemState, rounds, served
from disclosure.findings import Place
from disclosure.law.book import LawBook
from disclosure.records.delays import Delay
from disclosure.records.standard_catalogue import ItemChannel, ItemLevel, ItemMode, StandardField, StandardItem
from disclosure.register import Register

_PUBLISH = "publish-within"  # of data/limits.yml: within how many working days what came to be is made public
_AHEAD = timedelta(days=400)  # how far ahead the next round is looked for: every item has one in a year


@dataclass(frozen=True)
class Excuse:
    """Why an item need not be public on the site: as its editor says, or as its own columns tell."""

    reason: str
    basis: str
    until: date | None = None


@dataclass(frozen=True)
class ItemStanding:
    """How an item stands. ``row`` is its place in its field; ``rounds`` are those that fell due, or do this month.

    ``ahead`` is the day by which it falls due next, ``None`` where none is in sight.
    """

    field: StandardField
    row: int
    rhythm: Rhythm
    state: ItemState
    evidence: tuple[Evidence, ...] = ()
    rounds: tuple[DueRound, ...] = ()
    ahead: date | None = None
    excuse: Excuse | None = None

    @property
    def item(self) -> StandardItem:
        """The item itself."""
        return self.field.items[self.row]

    @property
    def delay(self) -> Delay | None:
        """Why it is late, and until when it is put off."""
        return self.item.delay

    @property
    def is_covered(self) -> bool:
        """Whether what is due is public."""
        return self.state in (ItemState.ON_TIME, ItemState.PUBLISHED)

    def late(self, today: date) -> list[DueRound]:
        """The rounds that are late, the earliest first."""
        return [item for item in self.rounds if item.state(today) is ItemState.LATE]

    def awaited(self, today: date) -> list[DueRound]:
        """The rounds that fall due this month."""
        return [item for item in self.rounds if item.state(today) is ItemState.AWAITED]

    def place(self, *location: str | int) -> Place:
        """Where the item stands, or one of its fields."""
        return self.field.place("items", self.row, *location)


def stand(field: StandardField, row: int, register: Register, book: LawBook, today: date, first: date) -> ItemStanding:
    """How an item stands on ``today``; of what comes round the rounds that fell due from ``first`` on are looked at."""
    item = field.items[row]
    rhythm = replace(rhythm_of(item), calendar=book.working_days)
    evidence = evidence_of(item, register, today)
    excuse = _excuse(item, today)
    if excuse is not None:
        return ItemStanding(field, row, rhythm, ItemState.EXCUSED, tuple(evidence), excuse=excuse)
    since = _since(field, item)
    if rhythm.comes_round:
        return _in_rounds(ItemStanding(field, row, rhythm, ItemState.NOT_DUE, tuple(evidence)), since, today, first)
    if evidence:
        state = _in_time(rhythm, evidence[0], book)
        return ItemStanding(field, row, rhythm, state, tuple(evidence))
    due = _first_due(rhythm, since, book, today)
    only = DueRound(since, due)
    shown = (only,) if due <= _month_end(today) else ()
    return ItemStanding(field, row, rhythm, only.state(today), (), shown, due if due >= today else None)


def coming(standing: ItemStanding, today: date, days: int) -> list[DueRound]:
    """What falls due in some days from ``today`` on and is not there yet, the earliest first."""
    if standing.rhythm.comes_round:
        until = today + min(timedelta(days=days), date.max - today)
        due = rounds(standing.rhythm, standing.rhythm.start(today), until)
        begun = _since(standing.field, standing.item)
        return [
            item
            for item in served(due, standing.evidence, standing.rhythm)
            if item.served is None and item.day >= max(today, begun) and standing.state is not ItemState.EXCUSED
        ]
    return [DueRound(today, standing.ahead)] if standing.ahead is not None else []


def _excuse(item: StandardItem, today: date) -> Excuse | None:
    stated = item.not_applicable
    if stated is not None and item.is_excused(today):
        return Excuse(stated.reason, stated.basis, stated.until)
    if item.satisfied_by or item.query is not None:
        return None
    if item.modes == [ItemMode.ON_REQUEST]:
        return Excuse("依申请公开，不主动公开", "目录的公开方式")
    if item.channels and ItemChannel.WEBSITE not in item.channels:
        names = "、".join(channel.label for channel in item.channels)
        return Excuse(f"通过{names}公开，不在网站公开", "目录的公开渠道和载体")
    if item.levels == [ItemLevel.COUNTY]:
        return Excuse("由区级公开", "目录的公开层级")
    return None


def _since(field: StandardField, item: StandardItem) -> date:
    """From which day on it is to be public: not while it was excused, and of an excuse that is over from then on."""
    begun = item.since or field.since
    until = item.not_applicable.until if item.not_applicable is not None else None
    return max(begun, until + timedelta(days=1)) if until is not None and until < date.max else begun


def _in_rounds(bare: ItemStanding, since: date, today: date, first: date) -> ItemStanding:
    rhythm, end = bare.rhythm, _month_end(today)
    begin = max(since, first)
    before = rhythm.start(begin) - timedelta(days=1)  # a paper of the round before may be for this one
    until = today + min(_AHEAD, date.max - today)
    known = served(rounds(rhythm, rhythm.start(before), until), bare.evidence, rhythm)
    due = [item for item in known if begin <= item.day <= end]
    ahead = next((item.day for item in known if item.day >= max(today, since) and item.served is None), None)
    return ItemStanding(
        bare.field, bare.row, rhythm, _state(due, bare.evidence, today), bare.evidence, tuple(due), ahead
    )


def _state(due: Sequence[DueRound], evidence: Sequence[Evidence], today: date) -> ItemState:
    """The worst of its rounds counts; of those that were served the last."""
    states = [item.state(today) for item in due]
    for state in (ItemState.LATE, ItemState.AWAITED):
        if state in states:
            return state
    if states:
        return states[-1]
    return ItemState.ON_TIME if evidence else ItemState.NOT_DUE


def _in_time(rhythm: Rhythm, newest: Evidence, book: LawBook) -> ItemState:
    """Whether the newest paper came in time; what has no days of its own, or no figure set, did."""
    if newest.day is None or newest.made is None:
        return ItemState.ON_TIME
    last = rhythm.within(newest.made, book.working_days)
    return ItemState.ON_TIME if last is None or newest.day <= last else ItemState.PUBLISHED


def _first_due(rhythm: Rhythm, since: date, book: LawBook, today: date) -> date:
    """By when something of an item must be there: within its own days, else those that the law gives for everything."""
    own = rhythm.within(since, book.working_days)
    return own or book.working_days.after(since, book.days(_PUBLISH, today) or 0).day


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
