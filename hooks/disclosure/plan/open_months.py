"""Queries on events: announced, held on site in August, their results told, what was suggested brought to an end."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.law.open_events import OPEN_MONTH, has_results
from disclosure.plan.proofs import Proof, Scope, all_of, answers, enough_of, latest
from disclosure.records.duty_maps import SitePage
from disclosure.records.events import OpenEvent, SuggestionState
from disclosure.records.work_plans import PlanQuery


@answers(PlanQuery.EVENTS_ANNOUNCED)
def events_announced(scope: Scope) -> Proof:
    """The events of August have been announced."""
    events = [event for event in _of_august(scope) if scope.covers(event.published)]
    found = [(event.id, event.published) for event in events]
    return enough_of(found, f"公布了 {OPEN_MONTH} 月的 {len(found)} 场活动", scope, shown=_shown(events))


@answers(PlanQuery.AUGUST_EVENT)
def august_event(scope: Scope) -> Proof:
    """In August there was an event to which one could go."""
    events = [event for event in _of_august(scope) if event.is_on_site and scope.covers(event.date)]
    found = [(event.id, event.date) for event in events]
    return enough_of(found, f"{OPEN_MONTH} 月办了 {len(found)} 场现场活动", scope, shown=_shown(events))


@answers(PlanQuery.EVENT_RESULTS)
def event_results(scope: Scope) -> Proof:
    """Of every event it is told who came, and what was asked has its answer."""
    events = [event for event in scope.register.all(OpenEvent) if event.takes_place and scope.covers(event.date)]
    told = [(event.id, has_results(event)) for event in events]
    words = f"办了 {len(told)} 场，{sum(fits for _, fits in told)} 场公布了结果"
    return all_of(told, words, newest=latest(event.date for event in events), shown=_shown(events))


@answers(PlanQuery.SUGGESTIONS)
def suggestions(scope: Scope) -> Proof:
    """What was suggested the year before has come to an end: done, or not taken up with a reason."""
    before = scope.plan.year - 1
    events = [event for event in scope.register.all(OpenEvent) if event.date.year == before and event.suggestions]
    told = [
        (event.id, item.state is not SuggestionState.OPEN and (item.done is None or item.done <= scope.last))
        for event in events
        for item in event.suggestions
    ]
    words = f"{before} 年的 {len(told)} 条建议，办结 {sum(fits for _, fits in told)} 条"
    done = [item.done for event in events for item in event.suggestions if item.done is not None]
    return all_of(told, words, newest=latest(day for day in done if day <= scope.last), shown=_shown(events))


def _of_august(scope: Scope) -> list[OpenEvent]:
    events = (event for event in scope.register.all(OpenEvent) if event.takes_place)
    return [event for event in events if (event.date.year, event.date.month) == (scope.plan.year, OPEN_MONTH)]


def _shown(events: Sequence[OpenEvent]) -> str | SitePage:
    return events[0].id if events else SitePage.SITE_MAP
