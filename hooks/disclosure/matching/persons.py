"""What is known of a person and of their household, read from a file that is no part of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic_core import PydanticCustomError

from disclosure.findings import Place
from disclosure.matching.conditions import NO, YES, number_of
from disclosure.matching.spans import earlier, span_of
from disclosure.reading.yaml_tree import Location, Tree
from disclosure.records.facts import FactKind, Facts, PersonalFact
from disclosure.records.values import check_day

# A day, a number (of an age, years), one word or several; None: that there is none.
Told = date | int | tuple[str, ...] | None
_NONE = ("none", "无", "没有", "null", "~", "")
_SPOUSE = ("配偶", "妻子", "丈夫", "爱人")
# Who of those whom one lives with are a couple.
_COUPLES = (
    *(("", word) for word in _SPOUSE),
    *(("父亲", "母亲"), ("公公", "婆婆"), ("岳父", "岳母"), ("祖父", "祖母"), ("外祖父", "外祖母")),
    *(("爷爷", "奶奶"), ("外公", "外婆"), ("儿子", "儿媳"), ("女儿", "女婿")),
)
_RELATION, _CHILDREN, _MEMBERS = "relation", "children", "members"


@dataclass(frozen=True)
class Person:
    """One person: what is known, what they have, and their children; ``relation`` to who asks, "" for that one."""

    relation: str
    facts: Mapping[str, Told]
    things: Mapping[str, Sequence[Mapping[str, Told]]] = field(default_factory=dict)
    children: Sequence[Person] = ()


@dataclass(frozen=True)
class Household:
    """The person who asks, first, and those who live with them."""

    key: str
    title: str
    persons: Sequence[Person]


def spouse_of(person: Person, household: Household) -> Sequence[Person]:
    """The husband or wife of one of a household, by what each is to who asks."""
    others = {pair[1 - at] for pair in _COUPLES for at in (0, 1) if pair[at] == person.relation}
    return [one for one in household.persons if one.relation in others and one is not person]


@dataclass(frozen=True)
class Misread:
    """What cannot be understood in a file about persons."""

    place: Place
    message: str
    remedy: str


def households(tree: Tree, facts: Facts, today: date) -> tuple[list[Household], list[Misread]]:
    """Everybody of whom a file tells: one person, or a list ``personas``; and what of it was not understood."""
    reader = _PersonsReader(tree, facts, today)
    listed = tree.data.get("personas")
    if not isinstance(listed, list):
        return [reader.household(tree.data, (), "1")], reader.misread
    found = [
        reader.household(item, ("personas", number), str(number + 1))
        for number, item in enumerate(listed)
        if isinstance(item, dict)
    ]
    return found, reader.misread


class _PersonsReader:
    """Reads one file; what is wrong gathers in ``misread``."""

    def __init__(self, tree: Tree, facts: Facts, today: date) -> None:
        self.tree, self.facts, self.today = tree, facts, today
        self.misread: list[Misread] = []

    def household(self, data: Mapping[str, Any], at: Location, number: str) -> Household:
        told = {key: value for key, value in data.items() if key not in ("id", "title", _MEMBERS)}
        own = self._person(told, at, None)
        others = [self._person(item, place, own) for item, place in self._listed(data.get(_MEMBERS), (*at, _MEMBERS))]
        spouses = [person for person in others if person.relation in _SPOUSE]
        shared = [*own.children, *(child for spouse in spouses for child in spouse.children)]
        persons = [
            Person(one.relation, one.facts, one.things, shared) if one is own or one in spouses else one
            for one in (own, *others)
        ]
        everybody = [*persons, *shared, *(child for one in others if one not in spouses for child in one.children)]
        return Household(str(data.get("id", number)), str(data.get("title", "")), everybody)

    def _person(self, data: Mapping[str, Any], at: Location, root: Person | None, relation: str = "") -> Person:
        things: dict[str, Sequence[Mapping[str, Told]]] = {
            thing.key: self._things(data, thing.key, at) for thing in self.facts.things if thing.key in data
        }
        told = {key: value for key, value in data.items() if key not in things and key not in (_RELATION, _CHILDREN)}
        facts = self._facts(told, self.facts.facts, at)
        if root is not None:
            shared = {fact.key for fact in self.facts.facts if fact.shared} - facts.keys()
            facts |= {key: root.facts[key] for key in shared & root.facts.keys()}
            common = {thing.key for thing in self.facts.things if thing.shared} - things.keys()
            things |= {key: root.things[key] for key in common & root.things.keys()}
        relation = str(data.get(_RELATION, relation or ("家人" if root is not None else "")))
        person = Person(relation, _completed(facts, self.facts.facts, self.today), things)
        listed = self._listed(data.get(_CHILDREN), (*at, _CHILDREN))
        children = [self._person(item, place, root or person, "子女") for item, place in listed]
        return Person(person.relation, person.facts, things, children)

    def _things(self, data: Mapping[str, Any], key: str, at: Location) -> list[Mapping[str, Told]]:
        thing = self.facts.thing(key)
        if thing is None or (isinstance(data[key], str) and data[key].strip() in _NONE):
            return []
        return [
            _completed(self._facts(item, thing.facts, place), thing.facts, self.today)
            for item, place in self._listed(data[key], (*at, key))
        ]

    def _listed(self, value: Any, at: Location) -> Iterator[tuple[Mapping[str, Any], Location]]:
        """The mappings of a list; one alone may stand for itself."""
        if isinstance(value, dict):
            yield value, at
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, dict):
                    yield item, (*at, number)
                else:
                    self._tell((*at, number), "这里要分项写。", "请写成“情况: 值”。")
        elif value is not None and value not in _NONE:
            self._tell(at, "这里要分项写。", "请在下面缩进两格，写成“情况: 值”。")

    def _facts(self, data: Mapping[str, Any], known: Sequence[PersonalFact], at: Location) -> dict[str, Told]:
        found: dict[str, Told] = {}
        by_key = {fact.key: fact for fact in known}
        for key, value in data.items():
            fact = by_key.get(key)
            if fact is None:
                close = get_close_matches(key, by_key, n=1, cutoff=0.6)
                remedy = f"您要写的是不是“{close[0]}”？" if close else f"可以写：{'、'.join(by_key)}。"
                self._tell((*at, key), f"没有“{key[:40]}”这一项情况。", remedy)
                continue
            try:
                found[key] = told(fact, value, self.today)
            except PydanticCustomError as error:
                context = error.context or {}
                self._tell((*at, key), f"“{fact.title}”（{key}）{context['message']}", str(context["remedy"]))
            except ValueError:
                self._tell((*at, key), f"“{fact.title}”（{key}）的值不能用。", f"这一项是：{fact.kind.label}。")
        return found

    def _tell(self, at: Location, message: str, remedy: str) -> None:
        self.misread.append(Misread(self.tree.place(at), message, remedy))


def _completed(found: dict[str, Told], known: Sequence[PersonalFact], today: date) -> dict[str, Told]:
    """With what is taken for so where nothing is said."""
    silent = (fact for fact in known if fact.otherwise is not None and fact.key not in found)
    return {**found, **{fact.key: told(fact, fact.otherwise, today) for fact in silent}}


def told(fact: PersonalFact, value: Any, today: date) -> Told:
    """What is said of a fact. ``ValueError`` if it says nothing that can be understood."""
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in values):
        raise ValueError
    if values == [] or (fact.kind is not FactKind.YES_NO and values[0].strip() in _NONE):
        return None
    if fact.kind in (FactKind.CHOICE, FactKind.WORDS):
        return tuple(_word(fact, item.strip()) for item in values)
    if len(values) > 1:
        raise ValueError
    return _single(fact, values[0].strip(), today)


def _single(fact: PersonalFact, text: str, today: date) -> Told:
    if fact.kind is FactKind.YES_NO:
        if text not in YES + NO:
            raise ValueError
        return ("yes" if text in YES else "no",)
    if fact.kind in (FactKind.NUMBER, FactKind.YEAR):
        return number_of(fact, text)
    span = span_of(text, bare=fact.kind is FactKind.AGE)
    if span is None:
        return date.fromisoformat(check_day(text).isoformat())
    if fact.kind is FactKind.SINCE:
        return earlier(today, span)
    if span.months % 12 or span.days:
        return earlier(today, span)
    return span.months // 12


def _word(fact: PersonalFact, text: str) -> str:
    if fact.kind is FactKind.WORDS:
        return text
    option = fact.option(text)
    if option is None:
        raise ValueError
    return option.key
