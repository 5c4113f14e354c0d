"""What is due about events: one on site each August, the day itself, its results, what was asked and suggested."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.sources import agenda_of
from disclosure.findings import Place
from disclosure.law.book import LawBook
from disclosure.law.open_events import OPEN_MONTH, gathers, has_results, results_by
from disclosure.records.events import OpenEvent, SuggestionState
from disclosure.register import Register

_DUTY = "要点/开放活动"


@agenda_of
def events_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """What is still to be done about the events of this year, and about those that were."""
    events = register.all(OpenEvent)
    until = date(today.year, OPEN_MONTH, 31)
    bound = book.article(_DUTY) is not None or bool(events)
    if bound and not gathers(events, today.year) and not register.is_broken("data/events/"):
        title = f"安排{today.year}年{OPEN_MONTH}月的现场开放活动"
        yield Due(f"open-month-{today.year}", title, "", until, Place(f"data/events/{today.year}"))
    for event in events:
        if event.takes_place:
            yield from _of(event, book, today)


def _of(event: OpenEvent, book: LawBook, today: date) -> Iterator[Due]:
    steps, changed = event.sequence, event.published
    if event.date >= today:
        if event.signup is not None and event.signup.opens >= today:
            place, title = event.place("signup", "opens"), f"开始报名：{event.title}"
            key, day = f"event-sign-up-{event.id}", event.signup.opens
            yield Due(key, title, event.unit, day, place, event.id, changed=changed, steps=steps)
        key, title = f"event-{event.id}", f"举行开放活动：{event.title}"
        yield Due(key, title, event.unit, event.date, event.place("date"), event.id, changed=changed, steps=steps)
    due = results_by(event, book)
    if due is not None and event.date < today and not has_results(event):
        key, title = f"event-results-{event.id}", f"公布开放活动的结果：{event.title}"
        yield Due(key, title, event.unit, due, event.place("date"), event.id, changed=event.date)
    for row, item in enumerate(event.suggestions):
        if item.state is SuggestionState.OPEN:
            key, title = f"event-suggestion-{event.id}-{row + 1}", f"开放活动上的建议：{item.text}"
            place = event.place("suggestions", row)
            yield Due(key, title, item.unit or event.unit, item.due, place, event.id, changed=event.date)
