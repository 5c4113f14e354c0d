"""By when a node of a request is to be entered on the city's platform, and whether it was: the office's own rule."""

from __future__ import annotations

from datetime import date

from disclosure.law.book import LawBook
from disclosure.records.agency import Agency
from disclosure.records.requests import RequestNode
from disclosure.records.values import Choice


class Entered(Choice):
    """How a node stands on the platform."""

    IN_TIME = "in-time", "按时录入"
    LATE = "late", "录入晚了"
    WAITING = "waiting", "还没有录入，没有过期"
    NEVER = "never", "过期没有录入"


def entry_due(node: RequestNode, agency: Agency | None, law: LawBook) -> date | None:
    """The last day on which a node may be entered; ``None`` where the office has set no number of working days."""
    days = agency.platform_entry_days if agency is not None else None
    return law.working_days.after(node.date, days).day if days is not None else None


def entry_state(node: RequestNode, due: date | None, today: date) -> Entered | None:
    """How a node stands that was to be entered by ``due``; ``None`` where nothing was set."""
    if due is None:
        return None
    if node.entered is None:
        return Entered.NEVER if due < today else Entered.WAITING
    return Entered.LATE if node.entered > due else Entered.IN_TIME
