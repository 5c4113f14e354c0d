"""What the instruments of templates/instruments.html draw: cell bars, stacked bars, boxes, columns, ladders.

Every value that is drawn is spoken in the title and stands in words beside the drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar, NamedTuple

from disclosure.pages.states import Status, Tone

_NARROWEST = 22  # characters in the bar of a phone; a word that does not fit into its part stands in the key alone
_DECISIVE = (Tone.FULL, Tone.NOW, Tone.LATE, Tone.HELD, Tone.OPEN, Tone.NONE, Tone.PAST)


class Cell(NamedTuple):
    """One of several things that each have a state: a stage of a decision, a month of a year."""

    name: str
    state: Status


class Group(NamedTuple):
    """The cells of one state, by name."""

    state: Status
    names: tuple[str, ...]


@dataclass(frozen=True)
class CellBar:
    """Cells of one size in their order: ``□■■``. ``subject`` is what has them, ``unit`` the measure word."""

    subject: str
    cells: tuple[Cell, ...]
    unit: str = "个"

    @cached_property
    def groups(self) -> list[Group]:
        """The cells by state, what is there before what is not; no state without cells."""
        states = sorted({cell.state for cell in self.cells}, key=_rank)
        return [Group(state, tuple(cell.name for cell in self.cells if cell.state is state)) for state in states]

    @property
    def title(self) -> str:
        """All that is drawn, in words."""
        return f"{self.subject}：{'；'.join(map(self._said, self.groups))}"

    def _said(self, group: Group) -> str:
        return f"{group.state.word} {len(group.names)} {self.unit}（{'、'.join(group.names)}）"


def _rank(state: Status) -> tuple[int, str]:
    return _DECISIVE.index(state.tone), state.word


@dataclass(frozen=True)
class Portion:
    """A part of a whole: what it is called, how many, how it is drawn, and its share of the bar from 1 to 100."""

    word: str
    count: int
    look: str
    share: int

    @property
    def label(self) -> str:
        """What stands in the part: word and number where both have room on a phone, else the number alone."""
        return str(self.count) if self.is_narrow else f"{self.word} {self.count}"

    @property
    def is_narrow(self) -> bool:
        """Whether the number alone stands in it; it is drawn as wide as that needs."""
        return _width(f"{self.word} {self.count}") > self.share * _NARROWEST / 100


def _width(text: str) -> float:
    """About how many Chinese characters a text is wide, with the edges of its part."""
    return sum(1 if ord(char) > 0x2E80 else 0.6 for char in text) + 0.5


@dataclass(frozen=True)
class StackedBar:
    """Parts that make up a whole; ``unit`` is the measure word of what is counted."""

    subject: str
    unit: str
    portions: tuple[Portion, ...]

    @property
    def total(self) -> int:
        """How many there are together."""
        return sum(portion.count for portion in self.portions)

    @property
    def title(self) -> str:
        """All that is drawn, in words; parts of nothing too."""
        return f"{self.subject}共 {self.total} {self.unit}：{self.words}"

    @property
    def words(self) -> str:
        """The parts with their numbers."""
        return "，".join(f"{portion.word} {portion.count} {self.unit}" for portion in self.portions)


def stacked(subject: str, unit: str, parts: Sequence[tuple[str, int, str]]) -> StackedBar:
    """A stacked bar of parts, each with its word, count (≥ 0) and look (``full``, ``half``, ``bare``, ``open``)."""
    shares = _shares([count for _, count, _ in parts])
    portions = (Portion(*part, share) for part, share in zip(parts, shares, strict=True))
    return StackedBar(subject, unit, tuple(portions))


def _shares(counts: Sequence[int]) -> list[int]:
    """Whole hundredths of the sum, by the largest remainders; whatever there is has one, of nothing there is none."""
    total = sum(counts)
    if not total:
        return [0 for _ in counts]
    shares = [count * 100 // total for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda at: (-(counts[at] * 100 % total), at))
    for at in by_rest[: 100 - sum(shares)]:
        shares[at] += 1
    return [max(share, 1) if count else 0 for share, count in zip(shares, counts, strict=True)]


_MOST_LATE = 10  # boxes drawn beyond a period; how many there are is said in words


@dataclass(frozen=True)
class Boxes:
    """The working days of a period as boxes, ``■■□□□``: those ``used``, those left, and those beyond it."""

    period: int
    used: int
    late: int = 0

    @property
    def looks(self) -> list[str]:
        """How each box is drawn, in order: ``used``, ``left``, ``late``."""
        used = min(self.used, self.period)
        return ["used"] * used + ["left"] * (self.period - used) + ["late"] * min(self.late, _MOST_LATE)

    @property
    def title(self) -> str:
        """All that is drawn, in words."""
        within = f"已用 {self.used} 个，还剩 {self.period - self.used} 个"
        return f"答复期限 {self.period} 个工作日，{f'已超过 {self.late} 个工作日' if self.late else within}"


@dataclass(frozen=True)
class Bar:
    """One column of a drawing: how it looks, its count, and its height in hundredths of the highest."""

    look: str
    count: int
    share: int


@dataclass(frozen=True)
class MonthColumns:
    """Counts side by side, month by month: ``series`` are what is counted, ``groups`` a label with a count of each.

    A group without counts is not known: it has no column, and is no 0. One of the ``unfinished`` is drawn in dashes.
    """

    subject: str
    series: tuple[str, ...]
    groups: tuple[tuple[str, tuple[int, ...]], ...]
    unfinished: frozenset[str] = frozenset()
    looks: ClassVar[tuple[str, ...]] = ("full", "half", "bare")

    @property
    def title(self) -> str:
        """All that is drawn, in words."""
        return f"{self.subject}：" + "；".join(map(self._said, range(len(self.series))))

    def _said(self, number: int) -> str:
        counts = "，".join(f"{label} {counts[number] if counts else '没有数'}" for label, counts in self.groups)
        return f"{self.series[number]} {counts}"

    @property
    def drawn(self) -> list[tuple[str, list[Bar]]]:
        """Each group: its label and its columns."""
        highest = max((count for _, counts in self.groups for count in counts), default=0) or 1
        return [
            (label, [Bar(look, count, count * 100 // highest) for look, count in zip(looks, counts, strict=False)])
            for label, counts in self.groups
            for looks in [("bare",) * len(counts) if label in self.unfinished else self.looks]
        ]


class Dated(NamedTuple):
    """What happened, or will, and on which days: none, one, or the first and the last."""

    words: str
    days: tuple[date, ...] = ()


class Rung(NamedTuple):
    """One rung of a dated ladder: a title, how it stands, and its facts."""

    title: str
    state: Status
    facts: tuple[Dated, ...] = ()
