"""Consultations for calendars (RFC 5545): the closing day as an event of a whole day, with an alarm before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING

from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.site import Site
from disclosure.records.documents import Channels, Document

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_CHINA = timezone(timedelta(hours=8))
_DAY = timedelta(days=1)
_BEFORE = timedelta(days=-3, hours=9)  # nine in the morning of the third day before the closing day


@site_assets
def calendars(site: Site) -> Iterator[Asset]:
    """A calendar for each consultation, and one of them all."""
    for document in site.consultations:
        yield Asset(addresses.calendar_address(document.id), partial(calendar, [document], document.title, site))
    title = f"{site.agency.site_name}：征求意见"
    yield Asset(addresses.CONSULTATIONS_CALENDAR, partial(calendar, site.consultations, title, site))


def calendar(documents: Sequence[Document], title: str, site: Site) -> bytes:
    """The closing days of consultations as a calendar."""
    from icalendar import Calendar  # here, since reading it takes half as long as a command may take to start

    made = Calendar()
    made.add("prodid", f"-//{_host(site)}//disclosure//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", " ".join(title.split()))  # not escaped by the library, unlike the others
    for document in documents:
        made.add_component(_event(document, site))
    return bytes(made.to_ical())


def _event(document: Document, site: Site) -> Event:
    from icalendar import Event

    facts, event = document.consultation, Event()
    assert facts is not None
    url = site.url(addresses.address(document))
    event.add("uid", f"{document.id}@{_host(site)}")
    event.add("dtstamp", _stamp(document))
    event.add("sequence", len(document.changes))
    event.add("summary", f"征求意见截止：{document.title}")
    event.add("dtstart", facts.closes)
    event.add("dtend", facts.closes + _DAY)
    ways = "；".join(f"{name}：{way}" for name, way in _ways(facts.channels))
    event.add("description", f"{facts.opens}至{facts.closes}征求意见（含截止当日）。\n{ways}\n{url}")
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    event.add("categories", ["征求意见"])
    event.add_component(_alarm(document))
    return event


def _ways(channels: Channels) -> Iterator[tuple[str, str]]:
    """How the public can answer, in words."""
    for name, info in Channels.model_fields.items():
        way = getattr(channels, name)
        if way:
            yield info.title or name, way


def _alarm(document: Document) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _BEFORE)
    alarm.add("description", f"还有三天截止：{document.title}")
    return alarm


def _stamp(document: Document) -> datetime:
    """When the event was last changed, as the record tells it: not when the site was built."""
    changed = [datetime(day.year, day.month, day.day) for day in (change.date for change in document.changes)]
    return max([document.published, *changed]).replace(tzinfo=_CHINA).astimezone(UTC)


def _host(site: Site) -> str:
    return site.agency.site_url.split("/")[2]
