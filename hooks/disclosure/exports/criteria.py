"""What the page of policies needs to hold criteria against what a reader says, in the reader's own browser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from disclosure.matching.conditions import All, Bound, Condition, Either, Test, Within
from disclosure.matching.spans import Length
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.cards import cards, criteria, picks
from disclosure.pages.site import Site
from disclosure.records.facts import CHILD, CONNECTING, SPOUSE, Facts, PersonalFact

SELF = "self"
_WHOSE = {SELF: "本人", SPOUSE: "配偶", CHILD: "孩子"}


@site_assets
def page_criteria(site: Site) -> Iterator[Asset]:
    """One file, read when the page of policies is."""
    if any(picks(site)):
        yield Asset(addresses.FOR_ME_CRITERIA, partial(criteria_json, site))


def criteria_json(site: Site) -> str:
    """The criteria of all cards, and the facts that they ask, group by group: of oneself, of a child, of a home …"""
    asked = {card.document.id: criteria(card.document, site.register) for card in cards(site)}
    asked = {key: ways for key, ways in asked.items() if ways}
    tests = [found for ways in asked.values() for way in ways for found in _tests(way.conditions, SELF)]
    facts = next(iter(site.register.all(Facts)), None)
    titles = _WHOSE | {thing.key: thing.title for thing in (facts.things if facts is not None else ())}
    groups: dict[str, dict[str, Any]] = {key: {"title": title, "facts": {}} for key, title in titles.items()}
    for group, fact in tests:
        groups[group]["facts"][fact.key] = _fact(fact)
    content = {
        "day": site.today.isoformat(),
        "groups": {key: group for key, group in groups.items() if group["facts"]},
        "cards": {key: [_all(way) for way in ways] for key, ways in asked.items()},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _tests(conditions: Iterable[Condition], group: str) -> Iterator[tuple[str, PersonalFact]]:
    """The facts that are asked, each with whose it is; what may be anybody's of the household is asked of oneself."""
    for condition in conditions:
        if isinstance(condition, Test):
            yield group, condition.fact
        elif isinstance(condition, Within):
            inner = condition.key if condition.key in _WHOSE or condition.key not in CONNECTING else SELF
            yield from _tests(condition.all.conditions, inner)
        else:
            for way in condition.ways:
                yield from _tests(way.conditions, group)


def _fact(fact: PersonalFact) -> dict[str, Any]:
    made: dict[str, Any] = {"title": fact.title, "kind": fact.kind.value}
    if fact.unit:
        made["unit"] = fact.unit
    if fact.options:
        made["options"] = [[option.key, option.title, list(fact.above[option.key])] for option in fact.options]
    return made


def _all(way: All) -> list[Any]:
    return [_condition(condition) for condition in way.conditions]


def _condition(condition: Condition) -> dict[str, Any]:
    if isinstance(condition, Either):
        return {"none" if condition.none else "any": [_all(way) for way in condition.ways]}
    if isinstance(condition, Within):
        return {"in": condition.key, "all": _all(condition.all)}
    made: dict[str, Any] = {"fact": condition.fact.key}
    if condition.bounds:
        made["bounds"] = [_bound(bound) for bound in condition.bounds]
    if condition.values:
        made["values"] = condition.values
    if condition.none:
        made["or_none"] = True
    return made


def _bound(bound: Bound) -> list[Any]:
    value = bound.value
    if isinstance(value, Length):
        return [bound.name, {"months": value.months, "days": value.days}]
    return [bound.name, value.isoformat() if isinstance(value, date) else value]
