"""Events, and what was suggested there → rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from disclosure.exports.event_rows import EventRow, EventSuggestionRow
from disclosure.exports.rows import DataRow
from disclosure.pages import addresses
from disclosure.pages.events import Happening, all_happenings
from disclosure.pages.site import Site


def event_rows(site: Site) -> Sequence[DataRow]:
    """Every event, the last one first."""
    return [_event_row(item, site) for item in reversed(all_happenings(site))]


def _event_row(shown: Happening, site: Site) -> EventRow:
    event, signup, survey = shown.event, shown.event.signup, shown.event.survey
    return EventRow(
        id=event.id,
        title=event.title,
        kind=event.kind.label,
        unit=shown.unit,
        date=event.date,
        start=event.start,
        end=event.end,
        place=event.venue,
        capacity=event.capacity,
        terms=event.terms,
        opens=signup.opens if signup is not None else None,
        closes=signup.closes if signup is not None else None,
        phone=event.phone,
        access=[words for _, words in shown.access],
        status=event.status.label,
        was=[day.isoformat() for day in event.was],
        reason=event.reason,
        attendance=event.attendance,
        questions=len(event.questions),
        returned=survey.returned if survey is not None else None,
        satisfied=survey.satisfied if survey is not None else None,
        suggestions=len(event.suggestions),
        url=site.url(addresses.address(event)),
    )


def suggestion_rows(site: Site) -> Sequence[DataRow]:
    """Every suggestion, those of the last event first; what is late today the reader tells by the day."""
    return [
        EventSuggestionRow(
            event=shown.event.id,
            event_title=shown.event.title,
            date=shown.event.date,
            suggestion=item.suggestion.text,
            state=item.suggestion.state.label,
            unit=item.unit,
            due=item.suggestion.due,
            done=item.suggestion.done,
            answer=item.suggestion.answer,
            reason=item.suggestion.reason,
            url=site.url(addresses.address(shown.event)),
        )
        for shown in reversed(all_happenings(site))
        for item in shown.followed
    ]


def events_changed(site: Site) -> date:
    """The last day that changed any of them, as far as the records tell."""
    events = [item.event for item in all_happenings(site)]
    days = [day for event in events for item in event.suggestions if (day := item.done) is not None]
    held = [event.date for event in events if event.attendance is not None]
    return max([*days, *held, *(event.published for event in events)], default=date.min)
