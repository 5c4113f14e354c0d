"""Days and hours as a calendar (RFC 5545), each with an alarm before it; the same bytes for the same events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_DAY = timedelta(days=1)
_BEFORE = timedelta(days=-3, hours=9)  # nine in the morning of the third day before


@dataclass(frozen=True)
class DayEvent:
    """What happens on a day. ``key`` is its own for ever; ``stamp`` is when what is said of it was last changed.

    What has its ``hours``, from one moment to another, takes up that time, at a ``place``; else it is of a whole day.
    ``reminds`` is how long after its beginning the alarm sounds, or before it. What is ``off`` will not happen.
    """

    key: str
    stamp: datetime
    sequence: int
    summary: str
    day: date
    description: str
    category: str
    alarm: str
    url: str = ""
    hours: tuple[datetime, datetime] | None = None
    place: str = ""
    reminds: timedelta = _BEFORE
    off: bool = False


def calendar_of(events: Iterable[DayEvent], title: str, host: str) -> bytes:
    """The events as a calendar of the site at ``host``."""
    from icalendar import Calendar  # here, since reading it takes half as long as a command may take to start

    made = Calendar()
    made.add("prodid", f"-//{host}//disclosure//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", " ".join(title.split()))  # not escaped by the library, unlike the others
    for event in events:
        made.add_component(_event(event, host))
    return bytes(made.to_ical())


def _event(told: DayEvent, host: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{told.key}@{host}")
    event.add("dtstamp", told.stamp)
    event.add("sequence", told.sequence)
    event.add("summary", told.summary)
    whole = (told.day, told.day + _DAY if told.day < date.max else told.day)
    begins, ends = told.hours or whole
    event.add("dtstart", begins)
    event.add("dtend", ends)
    if told.place:
        event.add("location", told.place)
    event.add("description", told.description)
    if told.url:
        event.add("url", told.url)
    event.add("transp", "OPAQUE" if told.hours else "TRANSPARENT")
    event.add("categories", [told.category])
    if told.off:
        event.add("status", "CANCELLED")
    else:
        event.add_component(_alarm(told))
    return event


def _alarm(told: DayEvent) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", told.reminds)
    alarm.add("description", told.alarm)
    return alarm
