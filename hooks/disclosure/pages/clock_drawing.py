"""The clock of a request as it is drawn: a line of working days, and the days of an example, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from disclosure.law.day_count import DayKind
from disclosure.law.worked_example import SheetDay, sheet
from disclosure.pages.site import Site
from disclosure.reading.days import in_words

_LEFT, _WIDTH = 12, 308  # where the line begins, and how long it is, in the drawing's own units


@dataclass(frozen=True)
class ClockLine:
    """The line from the day of receipt to the last day that there can be, in working days."""

    correction: int
    reply: int
    longest: int

    def at(self, days: int) -> int:
        """Where a number of working days stands on the line."""
        return _LEFT + round(_WIDTH * days / max(self.longest, 1))


class DayCell(NamedTuple):
    """One day of the example: how it looks, the working day that it is (0 for none), and a word on it."""

    day: date
    look: str
    number: int = 0
    word: str = ""


@dataclass(frozen=True)
class WorkedMonth:
    """An example counted day by day: handed in on ``start``, to be answered by ``due``, in ``count`` working days.

    ``guessed`` says that a year's holidays are not known yet; ``sources`` are the notices that the rest stands in.
    """

    start: date
    due: date
    count: int
    cells: Sequence[DayCell]
    guessed: bool
    sources: Sequence[str]

    @cached_property
    def weeks(self) -> list[Sequence[DayCell]]:
        """The days in weeks from Monday on."""
        return [self.cells[at : at + 7] for at in range(0, len(self.cells), 7)]

    @property
    def caption(self) -> str:
        """What the table shows."""
        return f"{in_words(self.start)}当面收到的申请，第 {self.count} 个工作日是{in_words(self.due)}"

    @property
    def remark(self) -> str:
        """What is odd in these days: those worked at a week-end, and the holidays."""
        made_up = [f"{cell.day.month}月{cell.day.day}日补班，算" for cell in self.cells if cell.look == "made-up"]
        return "；".join([*made_up, *self._holidays()])

    def _holidays(self) -> Iterator[str]:
        for name, days in groupby((cell for cell in self.cells if cell.look == "holiday"), lambda cell: cell.word):
            listed = [cell.day for cell in days]
            month = f"{listed[-1].month}月" if listed[-1].month != listed[0].month else ""
            until = f"至{month}{listed[-1].day}日" if len(listed) > 1 else ""
            yield f"{listed[0].month}月{listed[0].day}日{until}{name}放假，不算"


def worked_month(start: date, count: int, site: Site) -> WorkedMonth | None:
    """The example of ``count`` working days after ``start``; none where no number is known."""
    if not count:
        return None
    made = sheet(start, count, site.law.working_days)
    cells = [_cell(item) for item in made.days]
    return WorkedMonth(start, made.deadline.due, count, cells, made.deadline.estimated, made.notices)


def _cell(item: SheetDay) -> DayCell:
    if item.is_last:
        return DayCell(item.day, "due", item.number, "截止")
    match item.kind:
        case None:
            return DayCell(item.day, "beyond")
        case DayKind.START:
            return DayCell(item.day, "start", 0, "收到")
        case DayKind.COUNTED:
            look, word = ("made-up", "补班") if item.make_up else ("work", "")
            return DayCell(item.day, look, item.number, word)
        case DayKind.HOLIDAY:
            return DayCell(item.day, "holiday", 0, item.holiday)
        case _:
            return DayCell(item.day, "off", 0, "休")
