"""What falls due in the ledger of requests, for the calendars of those who handle them.

It names requests by their id alone, since a calendar lies on telephones; no subject, no unit. It is never published.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from disclosure.exports.whole_days import DayEvent, calendar_of
from disclosure.law.book import law_book
from disclosure.law.requests_due import DueItem, due_in
from disclosure.register import Register

_CHINA = timezone(timedelta(hours=8))


def request_calendar(register: Register, today: date) -> bytes:
    """What is open on ``today``, each as an event of its day; an estimate says so, with its range."""
    agency = register.agency
    title = f"{agency.short_name}：依申请公开的期限" if agency is not None else "依申请公开的期限"
    host = agency.site_url.split("/")[2] if agency is not None else "localhost"
    items = due_in(register.requests, law_book(register), today)
    return calendar_of([_event(item, item.day) for item in items if item.day is not None], title, host)


def _event(item: DueItem, day: date) -> DayEvent:
    summary = f"{item.title}：{item.request}"
    if item.estimated:
        summary = f"推算，{summary}（最早 {item.earliest}，最晚 {item.latest}）"
    return DayEvent(
        key=f"{item.request}-{item.key}",
        stamp=datetime.combine(item.changed, time(), _CHINA).astimezone(UTC),
        sequence=item.steps,
        summary=summary,
        day=day,
        description=f"{item.title}：{item.words}",
        category="依申请公开",
        alarm=f"还有三天到期：{summary}",
    )
