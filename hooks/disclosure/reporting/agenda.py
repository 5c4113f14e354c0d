"""What is due, in words by unit and as values for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from disclosure.agenda.items import Due, Turn, week_end
from disclosure.agenda.turns import by_turn, by_unit, unit_name
from disclosure.law.working_days import WorkingDays
from disclosure.register import Register

SCHEMA = "disclosure/due/2"


def agenda_text(items: Sequence[Due], register: Register, calendar: WorkingDays, today: date) -> str:
    """The items in Chinese: what is late, this week, later; unit by unit, each with where it is mended."""
    lines = [summary(items, today)]
    for turn, found in by_turn(items, today).items():
        if found:
            lines.append(f"\n{turn.label}（{len(found)} 项）")
            lines += _by_unit(found, register, calendar, today)
    return "\n".join(lines)


def summary(items: Sequence[Due], today: date) -> str:
    """How much there is, in a sentence."""
    if not items:
        return f"{today}：没有要办的事项。"
    turns = by_turn(items, today)
    late, week = len(turns[Turn.LATE]), len(turns[Turn.WEEK])
    return f"{today}：{len(items)} 项要办，已经逾期 {late} 项，本周（到 {week_end(today)}）{week} 项。"


def agenda_values(items: Iterable[Due], register: Register, calendar: WorkingDays, today: date) -> list[dict[str, Any]]:
    """The items as values for JSON: days as ``2025-06-18``."""
    return [
        {
            "key": item.key,
            "topic": item.topic,
            "title": item.title,
            "unit": item.unit or None,
            "unit_title": unit_name(item.unit, register) if item.unit else None,
            "due": _written(item.day),
            "estimated": item.earliest is not None,
            "earliest": _written(item.earliest or item.day),
            "latest": _written(item.last),
            "promised": _written(item.promised),
            "turn": item.turn(today).value,
            "late": item.is_late(today),
            "standing": item.standing(today, calendar),
            "record": item.record or None,
            "path": item.place.path,
            "line": item.place.line,
            "private": item.private,
        }
        for item in items
    ]


def _by_unit(items: Iterable[Due], register: Register, calendar: WorkingDays, today: date) -> Iterator[str]:
    for unit, found in by_unit(items, register):
        yield f"  {unit}"
        for item in found:
            said = (item.when, item.title, item.standing(today, calendar))
            yield f"    {'　'.join(part for part in said if part)}　{item.place.path}:{item.place.line}"


def _written(day: date | None) -> str | None:
    return str(day) if day is not None else None
