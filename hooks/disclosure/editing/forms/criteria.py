"""Whom a policy concerns: a criterion of the field ``who`` as rows of fact, relation and value, in Chinese words.

What stands inside of a mapping of a thing, or of somebody of the family, is a row with a longer name: 配偶：年龄. Ways
of which one or none must hold (``any``, ``not``) are not taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from disclosure.editing.forms.nodes import Choosable, FormNode, Input, Intake, RefusedError
from disclosure.matching.conditions import BOUNDS
from disclosure.reading.yaml_tree import Data
from disclosure.records.facts import CHILD, CONNECTING, MEMBER, SPOUSE, FactKind, Facts, PersonalFact

YES, NO, IS = "yes", "no", "is"
_WORDS = {YES: "是", NO: "否", IS: "等于", **BOUNDS}
RELATIONS = tuple(Choosable(key, words) for key, words in _WORDS.items())
_FAMILY = (CHILD, SPOUSE, MEMBER)
_TRUE, _FALSE = ("yes", "true", "是"), ("no", "false", "否")
_BETWEEN = "、"
Path = tuple[str, ...]


class AskedOf(NamedTuple):
    """One row: the keys that lead to the fact, how it is compared, and with what, in words."""

    path: Path
    relation: str
    value: str = ""


def offered(facts: Facts) -> tuple[Choosable, ...]:
    """The facts that may be asked for, of a person, of what people have, and of the family."""
    own = [Choosable(fact.key, fact.title) for fact in facts.facts]
    things = [
        Choosable(f"{thing.key}.{fact.key}", f"{thing.title}：{fact.title}")
        for thing in facts.things
        for fact in thing.facts
    ]
    family = [
        Choosable(f"{key}.{fact.key}", f"{CONNECTING[key]}：{fact.title}") for key in _FAMILY for fact in facts.facts
    ]
    return (*own, *things, *family)


def rows_of(criterion: Data, facts: Facts) -> list[AskedOf] | None:
    """A criterion in rows; ``None`` where it cannot be said so."""
    if not isinstance(criterion, dict):
        return None
    try:
        return list(_rows(criterion, facts, ()))
    except ValueError:
        return None


def _rows(data: dict[str, Data], facts: Facts, above: Path) -> Iterator[AskedOf]:
    for key, value in data.items():
        path = (*above, key)
        fact = _fact(path, facts)
        if fact is not None:
            yield from _said(path, fact, value)
        elif not above and isinstance(value, dict) and value and (key in _FAMILY or facts.thing(key) is not None):
            yield from _rows(value, facts, path)
        else:
            raise ValueError


def _said(path: Path, fact: PersonalFact, value: Data) -> Iterator[AskedOf]:
    if isinstance(value, dict) and value and fact.kind not in (FactKind.YES_NO, FactKind.CHOICE, FactKind.WORDS):
        for bound, limit in value.items():
            if bound not in BOUNDS or not isinstance(limit, str) or "\n" in limit:
                raise ValueError
            yield AskedOf(path, bound, limit)
    elif fact.kind is FactKind.YES_NO and value in (*_TRUE, *_FALSE):
        yield AskedOf(path, YES if value in _TRUE else NO)
    else:
        words = [_title(fact, word) for word in (value if isinstance(value, list) else [value])]
        if (
            not words
            or any(not word or _BETWEEN in word or "\n" in word for word in words)
            or fact.kind is FactKind.YES_NO
        ):
            raise ValueError
        yield AskedOf(path, IS, _BETWEEN.join(words))


def _title(fact: PersonalFact, word: Data) -> str:
    if not isinstance(word, str):
        raise ValueError
    option = fact.option(word)
    return option.title if option is not None and option.key == word else word


def _fact(path: Path, facts: Facts) -> PersonalFact | None:
    """The fact to which the keys lead."""
    thing = path[0] if len(path) == 2 and facts.thing(path[0]) is not None else ""
    if len(path) == 1 or thing or (len(path) == 2 and path[0] in _FAMILY):
        return facts.fact(path[-1], thing)
    return None


@dataclass
class CriterionNode(FormNode):
    """One criterion: all of its rows must hold. Each row has three inputs: the fact, the relation, the value."""

    facts: Facts = None  # type: ignore[assignment]
    data: Data | None = None
    conditions: tuple[tuple[Input, Input, Input], ...] = ()

    kind = "criterion"

    @property
    def written(self) -> bool:
        return self.data is not None

    def taken(self, intake: Intake) -> Data | None:
        before = len(intake.changed)
        found: dict[Path, list[AskedOf]] = {}
        for fact, relation, value in self.conditions:
            values = [str(node.taken(intake) or "") for node in (fact, relation, value)]
            gone = intake.removes(fact.name.rpartition(":")[0])
            if any(values) and not gone and self._is_whole(intake, (fact, relation, value), values):
                said = AskedOf(tuple(values[0].split(".")), values[1], values[2])
                found.setdefault(said.path, []).append(said)
        if len(intake.changed) == before:
            return self.data
        if any(fact.name.rpartition(":")[0] in _rows_of(intake.refusals) for fact, _, _ in self.conditions):
            intake.beside |= {*intake.changed[before:]}
            rows = [fact.name.rpartition(":")[0] for fact, _, _ in self.conditions]
            there = sum(fact.written for fact, _, _ in self.conditions)
            intake.renumber(rows[:there], rows[there:])
            return self.data
        return self._made(found) or None

    def _is_whole(self, intake: Intake, inputs: tuple[Input, Input, Input], values: list[str]) -> bool:
        """Whether a row says something; what is missing or wrong is refused."""
        names = [node.name for node in inputs]
        if not values[0]:
            intake.refuse(names[0], "还没有选是哪一项情况，这一条没有写进去。请选一项，或者清空这一行。", names)
            return False
        fact = _fact(tuple(values[0].split(".")), self.facts)
        try:
            if fact is None:
                raise RefusedError("没有这一项情况，没有写进去。请从列出的里面选一项。")
            _value_of(fact, values[1], values[2])
        except RefusedError as error:
            intake.refuse(names[2], str(error), names)
            return False
        return True

    def _made(self, found: dict[Path, list[AskedOf]]) -> dict[str, Data]:
        """The criterion that the rows say; what has not changed stays as it was written."""
        rows = rows_of(self.data, self.facts) if self.data is not None else []
        made: dict[str, Data] = {}
        for path, said in found.items():
            fact = _fact(path, self.facts)
            assert fact is not None
            same = said == [row for row in rows or () if row.path == path]
            value = _at(self.data, path) if same else _together(fact, said)
            inner: dict[str, Data] = made
            for step in path[:-1]:
                inner = inner.setdefault(step, {})  # type: ignore[assignment]
            inner[path[-1]] = value
        return made


def _rows_of(names: dict[str, str]) -> set[str]:
    return {name.rpartition(":")[0] for name in names}


def _at(data: Data | None, path: Path) -> Data:
    for step in path:
        assert isinstance(data, dict)
        data = data[step]
    assert data is not None
    return data


def _together(fact: PersonalFact, said: list[AskedOf]) -> Data:
    """The value that rows on one fact say."""
    if said[0].relation in BOUNDS:
        return {row.relation: row.value for row in said if row.relation in BOUNDS}
    return _value_of(fact, said[-1].relation, said[-1].value)


def _value_of(fact: PersonalFact, relation: str, value: str) -> Data:
    """The value that a row says; ``RefusedError`` where it says none."""
    if fact.kind is FactKind.YES_NO:
        if relation not in (YES, NO, "") or value:
            raise RefusedError(f"“{fact.title}”只有是或者否，没有写进去。请选“是”或者“否”，右边不写。")
        return relation or YES
    if not value:
        raise RefusedError(f"“{fact.title}”还没有写要求，没有写进去。请在右边写上。")
    if fact.kind in (FactKind.CHOICE, FactKind.WORDS):
        if relation not in (IS, YES, ""):
            raise RefusedError(f"“{fact.title}”没有大小，没有写进去。请选“等于”。")
        words = [_key(fact, word.strip()) for word in value.split(_BETWEEN) if word.strip()]
        return words[0] if len(words) == 1 else [*words]
    return {relation: value} if relation in BOUNDS else value


def _key(fact: PersonalFact, word: str) -> str:
    option = fact.option(word)
    if option is None and fact.kind is FactKind.CHOICE:
        titles = _BETWEEN.join(option.title for option in fact.options)
        raise RefusedError(f"“{fact.title}”里没有“{word[:20]}”，没有写进去。可以写：{titles}。")
    return word if option is None else option.key
