"""What falls due: by which day, whose it is, where it is mended; and how it stands on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.findings import Place
from disclosure.law.request_words import on_weekday
from disclosure.law.working_days import WorkingDays
from disclosure.records.values import Choice


class Turn(Choice):
    """When something has its turn, the most pressing first."""

    LATE = "late", "已经逾期"
    WEEK = "week", "本周要办"
    LATER = "later", "以后到期"


@dataclass(frozen=True)
class Due:
    """Something that falls due. ``key`` is its own for ever: ``consultation-feedback-doc-2025-101``.

    ``unit`` is the department that does it, by its id, or "" where none is named; ``day`` the last day, ``None`` where
    it is to be done at once and no day is set; ``promised`` the day to which it was put off with a reason, which makes
    it no less late. Where the day is an estimate, it lies between ``earliest`` and
    ``latest``; where it is sure, ``earliest`` is missing. ``place`` is where it is mended and ``record`` whose it is,
    if it is some record's. ``words`` tell the day where it alone would not. What is ``private`` never reaches a public
    page. ``changed`` and ``steps`` are when what is told was last changed, and how often, for calendars; ``topic`` is
    the module that told it, set by ``everything_due``, and ``anchor`` where on its record's page it stands.
    """

    key: str
    title: str
    unit: str
    day: date | None
    place: Place
    record: str = ""
    words: str = ""
    private: bool = False
    earliest: date | None = None
    latest: date | None = None
    promised: date | None = None
    changed: date | None = None
    steps: int = 0
    topic: str = ""
    anchor: str = ""

    @property
    def when(self) -> str:
        """Its day in words: ``2025-05-27（周二），改到 2025-06-03``; "" where it has none."""
        day = self.words or (on_weekday(self.day) if self.day is not None else "")
        return f"{day}，改到 {self.promised}" if self.promised is not None else day

    @property
    def last(self) -> date | None:
        """The day after which it is late; ``None`` where no day is set."""
        return self.latest or self.day

    def is_late(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.last is not None and today > self.last

    def turn(self, today: date) -> Turn:
        """When it has its turn; what has no day has it now."""
        if self.is_late(today):
            return Turn.LATE
        begins = self.earliest or self.day
        return Turn.WEEK if begins is None or begins <= week_end(today) else Turn.LATER

    def standing(self, today: date, calendar: WorkingDays) -> str:
        """How many working days are left, or how many it is late."""
        if self.day is None or self.last is None:
            return "请办理"
        if self.is_late(today):
            late = calendar.between(self.last, today).days
            return f"已超过 {late} 个工作日" if late else "已超过，不到 1 个工作日"
        left = calendar.between(today, self.day).days
        return f"还剩 {left} 个工作日" if left else "今天到期" if self.day == today else "到期日就在眼前"


def week_end(today: date) -> date:
    """The Sunday of the week of a day."""
    return today + min(timedelta(days=6 - today.weekday()), date.max - today)


def by_day(items: Iterable[Due], today: date) -> list[Due]:
    """The first to fall due in front; what has no day stands at today."""
    return sorted(items, key=lambda item: (item.day or today, item.key))


def within(items: Iterable[Due], today: date, days: int) -> list[Due]:
    """What is due in so many days; what is late and what has no day is always among it."""
    end = today + min(timedelta(days=days), date.max - today)
    return [item for item in items if (begins := item.earliest or item.day) is None or begins <= end]
