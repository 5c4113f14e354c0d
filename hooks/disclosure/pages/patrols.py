"""The page of daily inspection: day by day whether the site was looked through, what was found, what was mended."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, single_page
from disclosure.pages.site import Site
from disclosure.pages.states import Status
from disclosure.records.patrols import Patrol

PATROLS = "网站日常巡查"
_MONTHS = 12  # months that are drawn; the table to take along has all
_LATELY = 30


@dataclass(frozen=True)
class PatrolDay:
    """A day with its patrol, if there was one: what was found on it, and mended since the one before."""

    day: date
    patrol: Patrol | None
    mended: int = 0

    @property
    def status(self) -> Status:
        """How the day stands."""
        if self.patrol is None:
            return Status.NOT_LOOKED_AT
        return Status.FOUND if self.patrol.found else Status.CLEAN

    @property
    def words(self) -> str:
        """What the cell of a calendar says: 无, 发现 2, 改好 1; nothing was looked at: 没查."""
        if self.patrol is None:
            return "没查"
        if self.patrol.found:
            return f"发现{self.patrol.found}"
        return f"改好{self.mended}" if self.mended else "无"


@dataclass(frozen=True)
class PatrolMonth:
    """A month's days from its first to its last, or to the day that is worked on."""

    first: date
    days: tuple[PatrolDay, ...]

    @property
    def title(self) -> str:
        """The month in words."""
        return f"{self.first.year}年{self.first.month}月"

    @property
    def weeks(self) -> list[list[PatrolDay | None]]:
        """Its days week by week from Monday; ``None`` where the month has no such day, or none yet."""
        by_day = {item.day: item for item in self.days}
        return [
            [by_day.get(day) for day in week]
            for week in calendar.Calendar().monthdatescalendar(self.first.year, self.first.month)
        ]

    @property
    def patrolled(self) -> list[PatrolDay]:
        """The days with a patrol."""
        return [item for item in self.days if item.patrol is not None]

    @property
    def troubled(self) -> int:
        """The days on which something was found."""
        return sum(1 for item in self.patrolled if item.patrol is not None and item.patrol.found)

    @property
    def mended(self) -> int:
        """What was mended in the month."""
        return sum(item.mended for item in self.days)


def patrol_days(site: Site) -> list[PatrolDay]:
    """Every day from the first patrol up to the day that is worked on, the earliest first; none without a patrol."""
    known = {patrol.day: patrol for patrol in site.register.patrols[0] if patrol.day <= site.today}
    if not known:
        return []
    first, before = min(known), None
    found = []
    for number in range((site.today - first).days + 1):
        day = first + timedelta(number)
        patrol = known.get(day)
        mended = patrol.mended_since(before) if patrol is not None and before is not None else 0
        found.append(PatrolDay(day, patrol, mended))
        before = patrol or before
    return found


def patrol_months(days: list[PatrolDay]) -> list[PatrolMonth]:
    """The days month by month, the latest month first."""
    months: dict[date, list[PatrolDay]] = {}
    for item in days:
        months.setdefault(item.day.replace(day=1), []).append(item)
    return [PatrolMonth(first, tuple(months[first])) for first in sorted(months, reverse=True)]


@site_pages
def patrols_page(site: Site) -> Iterator[Page]:
    """Everything on one page; none for an office whose nightly runs have left nothing."""
    days = site.once(patrol_days)
    if not days:
        return
    lately = [item for item in days[-_LATELY:] if item.patrol is not None]
    last = next(item for item in reversed(days) if item.patrol is not None)

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "title": PATROLS,
            "months": patrol_months(days)[:_MONTHS],
            "last": last,
            "lately": len(lately),
            "of": min(len(days), _LATELY),
            "mended": sum(item.mended for item in lately),
            "is_demonstration": any(item.patrol.is_demonstration for item in lately if item.patrol is not None),
        }

    yield single_page(
        site,
        addresses.PATROLS,
        PATROLS,
        "patrols.html",
        values,
        f"{site.agency.site_name}每夜自动巡查的记录：哪天查过，发现几处，改好几处。",
        changed=last.day,
        of_work=True,
    )
