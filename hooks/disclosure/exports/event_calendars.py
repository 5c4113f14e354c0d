"""Events for calendars (RFC 5545): the day with its hours and place, and the day on which sign-up opens.

What was moved keeps its UID under a higher SEQUENCE, so that calendars move it; what was called off is CANCELLED there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial

from disclosure.exports.whole_days import DayEvent, calendar_of
from disclosure.order import CHINA
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.events import OPEN_MONTH, all_happenings
from disclosure.pages.site import Site
from disclosure.records.events import OpenEvent

_AT_NINE, _DAY_BEFORE = timedelta(hours=9), timedelta(days=-1)


@site_assets
def event_calendars(site: Site) -> Iterator[Asset]:
    """A calendar for each event, and one of them all."""
    events = [item.event for item in all_happenings(site)]
    for event in events:
        yield Asset(addresses.event_calendar_address(event.id), partial(calendar, [event], event.title, site))
    if events:
        title = f"{site.agency.site_name}：{OPEN_MONTH}"
        yield Asset(addresses.EVENTS_CALENDAR, partial(calendar, events, title, site))


def calendar(events: Sequence[OpenEvent], title: str, site: Site) -> bytes:
    """Events as a calendar."""
    told = [entry for event in events for entry in _entries(event, site)]
    return calendar_of(told, title, site.agency.site_url.split("/")[2])


def _entries(event: OpenEvent, site: Site) -> Iterator[DayEvent]:
    url, off = site.url(addresses.address(event)), not event.takes_place
    begins, ends = (datetime.combine(event.date, time.fromisoformat(at), CHINA) for at in (event.start, event.end))
    stamp = datetime.combine(event.published, time(), CHINA).astimezone(UTC)
    yield DayEvent(
        key=event.id,
        stamp=stamp,
        sequence=event.sequence,
        summary=f"{f'{event.status.label}：' if off else ''}{event.title}",
        day=event.date,
        description=f"{event.summary}\n{_said(event)}{url}",
        category=OPEN_MONTH,
        alarm=f"明天：{event.title}",
        url=url,
        hours=(begins.astimezone(UTC), max(begins, ends).astimezone(UTC)),
        place=event.venue,
        reminds=_DAY_BEFORE,
        off=off,
    )
    if event.signup is not None:
        yield DayEvent(
            key=f"{event.id}-sign-up",
            stamp=stamp,
            sequence=event.sequence,
            summary=f"开始报名：{event.title}",
            day=event.signup.opens,
            description=f"{event.signup.opens}至{event.signup.closes}报名。\n{_said(event)}{url}",
            category=OPEN_MONTH,
            alarm=f"今天开始报名：{event.title}",
            url=url,
            reminds=_AT_NINE,
            off=off,
        )


def _said(event: OpenEvent) -> str:
    """What one must know besides the time: why it was changed, how to sign up, what makes it accessible."""
    lines = [
        f"原因：{event.reason}" if event.reason else "",
        f"报名电话：{event.phone}" if event.phone else "",
        "、".join(item.label for item in event.access),
    ]
    return "".join(f"{line}\n" for line in lines if line)
