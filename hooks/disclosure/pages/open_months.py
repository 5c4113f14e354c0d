"""The events of a year on one page, all years on another, and what is printed of them: posters and a folded leaflet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from disclosure.findings import Place
from disclosure.law.open_events import OPEN_MONTH as MONTH
from disclosure.pages import addresses
from disclosure.pages.events import (
    OPEN_MONTH,
    FollowedUp,
    Happening,
    ahead,
    all_happenings,
    happening,
    in_order,
    progress_bar,
    trail_of,
)
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import pages_of, site_pages
from disclosure.pages.page import Page, site_tags
from disclosure.pages.site import Site
from disclosure.records.events import OpenEvent, SuggestionState

_TITLE_LINE, _STEP_LINE, _POSTER_ROWS = 9, 22, 9  # what has room on a poster in its large print
_ON_LEAFLET, _SUGGESTIONS_ON_LEAFLET = 3, 6  # what has room on a folded leaflet


@site_pages
def year_pages(site: Site) -> Iterator[Page]:
    """A page for each year that has events, with its leaflet, and one of all years."""
    by_year = {year: of_year(year, site) for year in years(site)}
    for year, events in by_year.items():
        yield _year_page(year, events, site)
        if any(item.is_ahead for item in events):
            yield _leaflet(year, site)
    if by_year:
        yield _list_page(by_year, site)


def years(site: Site) -> list[int]:
    """The years that have events, the last one first."""
    return sorted({item.event.date.year for item in all_happenings(site)}, reverse=True)


def of_year(year: int, site: Site) -> list[Happening]:
    """The events of a year, by their day."""
    return [item for item in all_happenings(site) if item.event.date.year == year]


def _year_page(year: int, events: list[Happening], site: Site) -> Page:
    coming = [item for item in events if item.is_ahead]
    past = [item for item in reversed(events) if item.is_past and item.event.takes_place]
    followed = suggestions_of(year, coming, site)

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "year": year,
            "lead": lead(coming, past),
            "coming": coming,
            "off": [item for item in events if not item.event.takes_place],
            "past": past,
            "followed": in_order(followed),
            "bar": progress_bar(followed),
            "years": years(site),
        }

    title = month_title(year, events)
    return Page(
        site=site,
        address=addresses.open_month_address(year),
        title=title,
        template="open_month.html",
        source=_source(events),
        values=values,
        description=f"{site.agency.short_name}{title}：{lead(coming, past)}",
        tags=site_tags(site),
        trail=trail_of(None, site),
        changed=max(item.event.published for item in events),
    )


def month_title(year: int, events: Sequence[Happening]) -> str:
    """What the events of a year are called: by the month in which they are gathered, if there are some in it."""
    return f"{year}年{OPEN_MONTH if any(item.event.date.month == MONTH for item in events) else '政府开放活动'}"


def lead(coming: Sequence[Happening], past: Sequence[Happening]) -> str:
    """The answer in one sentence: what is next, or how many came."""
    if coming:
        first = coming[0]
        day = f"{first.event.date.month}月{first.event.date.day}日（{first.weekday}）"
        return f"{'还有' if past else '有'} {len(coming)} 场活动，最近一场是{day}。"
    came = sum(item.event.attendance or 0 for item in past)
    return f"办了 {len(past)} 场活动，{f'{came} 人次参加' if came else '参加人数还没有公布'}。"


def suggestions_of(year: int, coming: Sequence[Happening], site: Site) -> list[FollowedUp]:
    """What the page of a year says of suggestions: its own; before there are some, those of the year before.

    What is still open of any earlier year stays on the page of the year that is going on, until it is done.
    """
    own = [item for event in of_year(year, site) for item in event.followed]
    if year != max(years(site)):
        return own
    before = [item for event in all_happenings(site) if event.event.date.year < year for item in event.followed]
    last = max((item.event.date.year for item in before), default=0)
    is_open = any(item.suggestion.state is SuggestionState.OPEN for item in before)
    return [*(item for item in before if is_open and (item.event.date.year == last or _is_open(item))), *own]


def _is_open(item: FollowedUp) -> bool:
    return item.suggestion.state is SuggestionState.OPEN


def _source(events: Sequence[Happening]) -> Place:
    return events[0].event.place()


def _list_page(by_year: Mapping[int, list[Happening]], site: Site) -> Page:
    def values(links: Links) -> Mapping[str, Any]:
        return {"by_year": {year: list(reversed(events)) for year, events in by_year.items()}, "next": ahead(site)[:1]}

    count = sum(map(len, by_year.values()))
    return Page(
        site=site,
        address=addresses.EVENTS,
        title=OPEN_MONTH,
        template="events.html",
        source=_source(next(iter(by_year.values()))),
        values=values,
        description=f"{site.agency.short_name}历年的政府开放活动，共 {count} 场：怎样参加，提的建议办得怎样。",
        tags=site_tags(site),
        trail=trail_of(None, site)[:-1],
    )


@pages_of(OpenEvent)
def poster(event: OpenEvent, site: Site) -> Iterator[Page]:
    """The poster of an event that is still to come, one sheet of A4; of one that was called off, to paste over it."""
    shown = happening(event, site)
    if shown.is_past:
        return

    def values(links: Links) -> Mapping[str, Any]:
        name = month_title(event.date.year, of_year(event.date.year, site))
        return {"shown": shown, "banner": name, "dense": _is_dense(event), "notes": not _is_dense(event, notes=True)}

    yield Page(
        site=site,
        address=addresses.poster_address(event.id),
        title=f"海报：{event.title}",
        template="poster.html",
        source=event.place(),
        values=values,
        description=f"{event.title}的海报，A4 一页。",
        tags=site_tags(site),
        listed=False,
    )


def _is_dense(event: OpenEvent, *, notes: bool = False) -> bool:
    """Whether there is so much to say that the small print must be smaller, for all of it to be on one sheet.

    ``notes`` asks it of a poster that tells, besides each step of the programme, what is noted there.
    """
    words = [f"{step.title}，{step.note}" if notes and step.note else step.title for step in event.agenda]
    rows: float = sum(1 + len(step) // _STEP_LINE for step in words)
    rows += (
        len(event.access) / 2
        + len(event.venue) / 12
        + len(event.summary) / 25
        + len(event.terms or "") / 20
        + bool(event.was)
    )
    return len(event.title) > _TITLE_LINE or rows > _POSTER_ROWS


def _leaflet(year: int, site: Site) -> Page:
    events = [item for item in of_year(year, site) if item.is_ahead]
    title = month_title(year, of_year(year, site))
    followed = suggestions_of(year, events, site)

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "year": year,
            "name": title,
            "lead": lead(events, ()),
            "events": events[:_ON_LEAFLET],
            "more": len(events[_ON_LEAFLET:]),
            "followed": in_order(followed)[:_SUGGESTIONS_ON_LEAFLET],
            "bar": progress_bar(followed),
        }

    return Page(
        site=site,
        address=addresses.leaflet_address(year),
        title=f"折页：{title}",
        template="leaflet.html",
        source=_source(events),
        values=values,
        description=f"{title}的折页，A4 双面，对折一次。",
        tags=site_tags(site),
        listed=False,
    )
