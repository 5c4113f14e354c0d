"""What falls due, for the calendars of those who handle it: of everything, or of the ledger of requests alone.

It names requests by their id alone, since a calendar lies on telephones; no subject, no unit. It is never published.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from disclosure.agenda.items import Due, by_day
from disclosure.agenda.requests import requests_due
from disclosure.exports.whole_days import DayEvent, calendar_of
from disclosure.law.book import law_book
from disclosure.order import CHINA
from disclosure.register import Register


def request_calendar(register: Register, today: date) -> bytes:
    """What is open in the ledger on ``today``, each as an event of its day; an estimate says so, with its range."""
    return _calendar(
        requests_due(register, law_book(register), today), "依申请公开的期限", "依申请公开", register, today
    )


def agenda_calendar(items: Iterable[Due], register: Register, today: date) -> bytes:
    """The same of whatever is due."""
    return _calendar(items, "待办事项", "政务公开", register, today)


def _calendar(items: Iterable[Due], name: str, category: str, register: Register, today: date) -> bytes:
    agency = register.agency
    title = f"{agency.short_name}：{name}" if agency is not None else name
    host = agency.site_url.split("/")[2] if agency is not None else "localhost"
    dated = ((item, item.promised or item.day) for item in by_day(items, today))
    events = (_event(item, day, category, today) for item, day in dated if day is not None)
    return calendar_of(events, title, host)


def _event(item: Due, day: date, category: str, today: date) -> DayEvent:
    summary = item.title
    if item.earliest is not None:
        summary = f"推算，{summary}（最早 {item.earliest}，最晚 {item.last}）"
    return DayEvent(
        key=item.key,
        stamp=datetime.combine(item.changed or today, time(), CHINA).astimezone(UTC),
        sequence=item.steps,
        summary=summary,
        day=day,
        description=f"{item.title}：{item.when}",
        category=category,
        alarm=f"还有三天到期：{summary}",
    )
