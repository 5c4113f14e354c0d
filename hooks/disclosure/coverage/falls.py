"""Two states of the catalogue compared on one day: which items fell back or were changed, and whether it was explained.

An explanation is a new entry of the history of the item, or of its field; a field that is gone is explained where the
fields are listed that the office has not taken up; a paper that was taken down by the record that says why, so that
nothing holds that up. The day is the same for both states: time alone changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from disclosure.coverage.matrix import Coverage
from disclosure.coverage.rounds import ItemState
from disclosure.coverage.standing import ItemStanding
from disclosure.findings import Place
from disclosure.records.standard_catalogue import ItemChange, StandardField, StandardItem, UntakenFields
from disclosure.register import Register

_UNTAKEN = "data/untaken-fields.yml"
# What an item says of what is to be made public; the rest tells how that is done, and may change at any time.
_TERMS = ("content", "basis", "limit", "body", "channels", "channel_other", "audience", "group", "modes", "levels")


@dataclass(frozen=True)
class Fall:
    """An item that was covered and is not, or is left out: where that is to be explained, and what became of it."""

    place: Place
    title: str
    became: str


@dataclass(frozen=True)
class Changed:
    """An item whose terms were changed: which of them, by their labels."""

    place: Place
    title: str
    terms: tuple[str, ...]


def falls(before: Coverage, after: Coverage, register: Register) -> Iterator[Fall]:
    """What fell between two states and is explained nowhere; ``register`` is the later one."""
    left = {item.field.id: item.field for item in after.fields}
    taken = {record.key for record in register.stand_ins}
    for field in before.fields:
        now = left.get(field.field.id)
        if now is None:
            if not _is_listed(field.field, register) and not register.is_broken("data/standard-catalogue/"):
                yield Fall(Place(_UNTAKEN), f"整个领域“{field.field.title}”（{len(field.standings)} 项）", "删去")
        elif not _news(field.field.history, now.history):
            yield from _in_field(field.standings, _by_title(after, now), now, taken)


def _in_field(
    before: Sequence[ItemStanding], after: Mapping[str, ItemStanding], field: StandardField, taken: Set[str]
) -> Iterator[Fall]:
    for was in before:
        now = after.get(was.item.title)
        if now is None:
            yield Fall(field.place("history"), f"“{was.item.title}”", "删去")
            continue
        told = _news(was.item.history, now.item.history) or _is_taken_down(was, now, taken)
        if not told and (became := _fell(was, now)):
            yield Fall(now.place(), f"“{was.item.title}”", became)


def _is_taken_down(was: ItemStanding, now: ItemStanding, taken: Set[str]) -> bool:
    """Whether all that an item has lost are papers that were taken down."""
    lost = {item.record.key for item in was.evidence} - {item.record.key for item in now.evidence}
    return bool(lost) and lost <= taken


def _fell(was: ItemStanding, now: ItemStanding) -> str:
    """What an item became that stood better before; "" if it did not fall."""
    excused = now.state is ItemState.EXCUSED and was.state is not ItemState.EXCUSED
    if excused or (was.is_covered and not now.is_covered) or _lost_rounds(was, now):
        return f"由“{was.state.label}”变为“{now.state.label}”"
    return ""


def _lost_rounds(was: ItemStanding, now: ItemStanding) -> bool:
    """Whether something that was published for a day is there no longer."""
    kept = {item.day for item in now.rounds if item.served is not None}
    return was.rhythm == now.rhythm and any(item.served and item.day not in kept for item in was.rounds)


def changes(before: Coverage, after: Coverage) -> Iterator[Changed]:
    """The items whose terms are not what they were, and whose history does not say why."""
    earlier = {item.field.id: item for item in before.fields}
    for field in after.fields:
        old = earlier.get(field.field.id)
        if old is None or _news(old.field.history, field.field.history):
            continue
        known = {item.item.title: item.item for item in old.standings}
        for standing in field.standings:
            was, now = known.get(standing.item.title), standing.item
            terms = _changed(was, now) if was is not None and not _news(was.history, now.history) else ()
            if terms:
                yield Changed(standing.place(), now.title, terms)


def _changed(was: StandardItem, now: StandardItem) -> tuple[str, ...]:
    fields = StandardItem.model_fields
    return tuple(fields[name].title or name for name in _TERMS if _plain(was, name) != _plain(now, name))


def _plain(item: StandardItem, name: str) -> Any:
    value = getattr(item, name)
    return "".join(value.split()) if isinstance(value, str) else value


def _news(was: Sequence[ItemChange], now: Sequence[ItemChange]) -> bool:
    """Whether there is an entry in a history that was not there."""
    return any(entry not in was for entry in now)


def _is_listed(field: StandardField, register: Register) -> bool:
    groups = (group for record in register.all(UntakenFields) for group in record.fields)
    return any(field.title in group.names for group in groups)


def _by_title(coverage: Coverage, field: StandardField) -> dict[str, ItemStanding]:
    found = next(item for item in coverage.fields if item.field is field)
    return {item.item.title: item for item in found.standings}
