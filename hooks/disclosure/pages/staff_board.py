"""The first page of the tree for the staff: what is to be done, what is late first, for all and for each unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.agenda.items import Due, Turn, week_end, within
from disclosure.agenda.turns import by_turn, by_unit, unit_name
from disclosure.law.book import LawBook
from disclosure.register import Register

AHEAD = 92  # days that are listed openly; what is due later is folded


@dataclass(frozen=True)
class BoardLine:
    """One thing to do, in words. ``request`` is the request that it is of, if it is of one."""

    when: str
    title: str
    unit: str
    standing: str
    path: str
    line: int
    request: str


@dataclass(frozen=True)
class TurnPart:
    """The things to do of one turn: its key, its heading, what is said where there are none."""

    key: str
    title: str
    nothing: str
    lines: list[BoardLine]


@dataclass(frozen=True)
class UnitCount:
    """How much a unit has to do, turn by turn; ``page`` is its own page."""

    title: str
    page: str
    counts: list[int]


@dataclass(frozen=True)
class StaffBoard:
    """All that the page shows: one sentence, the parts, what is due later, and the units."""

    sentence: str
    parts: list[TurnPart]
    later: list[BoardLine]
    units: list[UnitCount]


def board_of(items: Sequence[Due], register: Register, book: LawBook, today: date) -> StaffBoard:
    """The page of these items."""
    near = within(items, today, AHEAD)
    turns = by_turn(near, today)
    keys = {item.key for item in near}
    later = [item for item in items if item.key not in keys]

    def lines(found: Iterable[Due]) -> list[BoardLine]:
        return [_line(item, register, book, today) for item in found]

    nothing = {Turn.LATE: "没有逾期的。", Turn.WEEK: "本周没有到期的。", Turn.LATER: "这段时间没有到期的。"}
    titles = {Turn.LATER: f"以后 {AHEAD} 天"}
    parts = [
        TurnPart(turn.value, titles.get(turn, turn.label), nothing[turn], lines(found)) for turn, found in turns.items()
    ]
    return StaffBoard(_sentence(turns, later, today), parts, lines(later), _units(items, register, today))


def unit_page(unit: str) -> str:
    """Where the page of a unit lies in the tree."""
    return f"units/{unit or 'none'}.html"


def _sentence(turns: dict[Turn, list[Due]], later: Sequence[Due], today: date) -> str:
    late, week, soon = (len(turns[turn]) for turn in Turn)
    end = week_end(today)
    beyond = f"；再往后还有 {len(later)} 项" if later else ""
    return f"已经逾期 {late} 项，本周（到{end.month}月{end.day}日）{week} 项，以后 {AHEAD} 天 {soon} 项{beyond}。"


def _line(item: Due, register: Register, book: LawBook, today: date) -> BoardLine:
    return BoardLine(
        when=item.when,
        title=item.title,
        unit=unit_name(item.unit, register),
        standing=item.standing(today, book.working_days),
        path=item.place.path,
        line=item.place.line,
        request=item.record if item.topic == "requests" else "",
    )


def _units(items: Sequence[Due], register: Register, today: date) -> list[UnitCount]:
    counted = []
    for title, found in by_unit(items, register):
        turns = by_turn(within(found, today, AHEAD), today)
        counted.append(UnitCount(title, unit_page(found[0].unit), [len(part) for part in turns.values()]))
    return counted
