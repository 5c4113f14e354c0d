"""The clock of a request as values for JSON: what its words say, for machines."""

from __future__ import annotations

from typing import Any

from disclosure.law.day_count import CountDay, Deadline
from disclosure.law.request_clock import RequestClock, Round


def for_machines(clock: RequestClock) -> dict[str, Any]:
    """The values of a clock: days as ``2025-06-18``; what does not run is ``None``."""
    return {
        "today": str(clock.today),
        "state": clock.state.value,
        "start": {
            "day": str(clock.start.day),
            "why": clock.start.why,
            "basis": clock.start.basis or None,
            "reference": clock.start.near or None,
            "sure": clock.start.sure,
            "note": clock.start.also,
        },
        "correction_by": _values(clock.correction_by),
        "corrections": list(map(_correction, clock.rounds)),
        "third_parties": [
            {"party": item.party, "by": _values(item.deadline), "answered": str(item.answered or "") or None}
            for item in clock.waiting
        ],
        "first_limit": _values(clock.first_limit),
        "reply": _values(clock.reply),
        "without_pause": _values(clock.unpaused),
        "from_receipt": _values(clock.from_receipt),
        "from_arrival": _values(clock.from_arrival),
        "without_doubtful_extensions": _values(clock.agreed),
        "pause_within_period": _values(clock.capped),
        "rested": [str(day) for day in clock.reply.rested] if clock.reply is not None else [],
        "reopened_until": str(clock.facts.until) if clock.facts.until is not None else None,
        "late": clock.is_late,
    }


def _correction(item: Round) -> dict[str, Any]:
    return {
        "asked": str(item.asked),
        "working_day": item.number,
        "asked_late": item.is_late,
        "by": _values(item.by),
        "term": _values(item.term),
        "corrected": str(item.corrected) if item.corrected is not None else None,
        "came_late": item.came_late,
    }


def _values(item: Deadline | None) -> dict[str, Any] | None:
    if item is None:
        return None
    return {
        "kind": item.kind.value,
        "start": str(item.start),
        "due": str(item.due),
        "length": item.length,
        "estimated": item.estimated,
        "earliest": str(item.earliest),
        "latest": str(item.latest),
        "before_moving": str(item.unmoved) if item.unmoved is not None else None,
        "days": [_value(day) for day in item.days],
    }


def _value(item: CountDay) -> dict[str, Any]:
    return {
        "day": str(item.day),
        "kind": item.kind.value,
        "number": item.number or None,
        "holiday": item.holiday,
        "make_up": item.make_up,
        "notice": item.notice,
        "parties": list(item.parties),
        "known": item.known,
    }
