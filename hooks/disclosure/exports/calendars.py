"""Consultations for calendars (RFC 5545): the closing day as an event of a whole day, with an alarm before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from disclosure.exports.whole_days import DayEvent, calendar_of
from disclosure.order import CHINA
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.site import Site
from disclosure.records.documents import Channels, Document


@site_assets
def calendars(site: Site) -> Iterator[Asset]:
    """A calendar for each consultation, and one of them all."""
    for document in site.consultations:
        yield Asset(addresses.calendar_address(document.id), partial(calendar, [document], document.title, site))
    title = f"{site.agency.site_name}：征求意见"
    yield Asset(addresses.CONSULTATIONS_CALENDAR, partial(calendar, site.consultations, title, site))


def calendar(documents: Sequence[Document], title: str, site: Site) -> bytes:
    """The closing days of consultations as a calendar."""
    return calendar_of([_event(document, site) for document in documents], title, _host(site))


def _event(document: Document, site: Site) -> DayEvent:
    facts = document.consultation
    assert facts is not None
    url = site.url(addresses.address(document))
    ways = "；".join(f"{name}：{way}" for name, way in _ways(facts.channels))
    return DayEvent(
        key=document.id,
        stamp=_stamp(document),
        sequence=len(document.changes),
        summary=f"征求意见截止：{document.title}",
        day=facts.closes,
        description=f"{facts.opens}至{facts.closes}征求意见（含截止当日）。\n{ways}\n{url}",
        url=url,
        category="征求意见",
        alarm=f"还有三天截止：{document.title}",
    )


def _ways(channels: Channels) -> Iterator[tuple[str, str]]:
    """How the public can answer, in words."""
    for name, info in Channels.model_fields.items():
        way = getattr(channels, name)
        if way:
            yield info.title or name, way


def _stamp(document: Document) -> datetime:
    """When the event was last changed, as the record tells it: not when the site was built."""
    changed = [datetime(day.year, day.month, day.day) for day in (change.date for change in document.changes)]
    return max([document.published, *changed]).replace(tzinfo=CHINA).astimezone(UTC)


def _host(site: Site) -> str:
    return site.agency.site_url.split("/")[2]
