"""Criteria as editors write them → what they ask; what is wrong with how they are written, at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic_core import PydanticCustomError

from disclosure.matching.spans import Length, later, span_of
from disclosure.reading.yaml_tree import Location
from disclosure.records.facts import ALL, ANY, CONNECTING, NOT, Belonging, FactKind, Facts, PersonalFact
from disclosure.records.values import check_count, check_day, wrong

BOUNDS = {"min": "以上", "max": "以内", "over": "超过", "under": "不到", "from": "从这天起", "to": "到这天止"}
NONE = "none"
YES, NO = ("yes", "true", "是", "有"), ("no", "false", "否", "无", "没有")
_NUMBERS = (FactKind.NUMBER, FactKind.YEAR)
_DEEPEST = 6


@dataclass(frozen=True)
class Bound:
    """One limit of a number, of a length of time or of a day; ``name`` is a key of ``BOUNDS``."""

    name: str
    value: int | Length | date


@dataclass(frozen=True)
class Test:
    """What is asked of one fact: bounds (all of them, or ``none`` at all), or one of some values."""

    __test__ = False  # it is no test of pytest

    fact: PersonalFact
    bounds: tuple[Bound, ...] = ()
    none: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Within:
    """What is asked of a thing that the person has, or of somebody of the household; ``key`` says which or whom."""

    key: str
    title: str
    shared: bool
    all: All


@dataclass(frozen=True)
class Either:
    """One of several, or (``none``) none of several."""

    ways: tuple[All, ...]
    none: bool = False


Condition = Test | Within | Either


@dataclass(frozen=True)
class All:
    """Conditions that must all hold."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Misstatement:
    """What is wrong with criteria as written: where, what, and how to mend it."""

    location: Location
    message: str
    remedy: str


def ways(who: Sequence[Any], facts: Facts) -> tuple[All, ...]:
    """What criteria ask: one of these. What is not understood is left to ``slips``, and the way it is in left out."""
    read = (_all(item, (number,), facts, None) for number, item in enumerate(who))
    return tuple(found for found, wrong in read if not wrong)


def slips(who: Sequence[Any], facts: Facts) -> Iterator[Misstatement]:
    """Everything that is wrong with criteria as written; ``location`` is within them."""
    for number, item in enumerate(who):
        yield from _all(item, (number,), facts, None)[1]


def _all(item: Any, at: Location, facts: Facts, thing: Belonging | None) -> tuple[All, list[Misstatement]]:
    if not isinstance(item, dict) or len(at) > _DEEPEST * 2:
        return All(()), [Misstatement(at, "这一条条件的写法不对。", "请写成“情况: 要求”，例如 age: {min: 60}。")]
    found: list[Condition] = []
    wrong: list[Misstatement] = []
    for key, value in item.items():
        condition, told = _condition(str(key), value, (*at, key), facts, thing)
        found += [condition] if condition is not None else []
        wrong += told
    if not item:
        wrong.append(Misstatement(at, "这一条条件是空的。", "请写要求，或者删去这一条。"))
    return All(tuple(found)), wrong


def _condition(
    key: str, value: Any, at: Location, facts: Facts, thing: Belonging | None
) -> tuple[Condition | None, list[Misstatement]]:
    if key in (ALL, ANY, NOT):
        items = value if isinstance(value, list) else [value]
        here = [(*at, number) if isinstance(value, list) else at for number in range(len(items))]
        read = [_all(item, place, facts, thing) for item, place in zip(items, here, strict=True)]
        wrong = [slip for _, told in read for slip in told]
        if not items:
            wrong.append(Misstatement(at, f"“{key}”后面一条条件也没有。", "请写要求，或者删去这一项。"))
        read_ways = tuple(way for way, _ in read)
        if key == ALL:
            read_ways = (All(tuple(condition for way in read_ways for condition in way.conditions)),)
        return Either(read_ways, none=key == NOT), wrong
    owner = facts.thing(key) if thing is None else None
    if owner is not None or (thing is None and key in CONNECTING):
        inner, wrong = _all(value, at, facts, owner)
        return Within(key, owner.title if owner else CONNECTING[key], owner is not None and owner.shared, inner), wrong
    fact = facts.fact(key, thing.key if thing else "")
    if fact is None:
        return None, [Misstatement(at, f"没有“{key[:40]}”这一项情况。", _meant(key, facts, thing))]
    try:
        return _test(fact, value), []
    except PydanticCustomError as error:
        context = error.context or {}
        return None, [Misstatement(at, f"“{fact.title}”（{key}）{context['message']}", str(context["remedy"]))]
    except ValueError:
        return None, [Misstatement(at, f"“{fact.title}”（{key}）的要求写法不对。", _how(fact))]


def _test(fact: PersonalFact, value: Any) -> Test:
    """What is asked of a fact. ``ValueError`` if it cannot be asked of it."""
    if fact.kind is FactKind.YES_NO:
        return Test(fact, values=("yes" if _yes(value) else "no",))
    if fact.kind in (FactKind.CHOICE, FactKind.WORDS):
        if value == []:
            raise ValueError
        return Test(fact, values=tuple(_word(fact, item) for item in (value if isinstance(value, list) else [value])))
    if isinstance(value, str) and fact.kind in _NUMBERS:
        number = number_of(fact, value)
        return Test(fact, (Bound("min", number), Bound("max", number)))
    if not isinstance(value, dict) or not value:
        raise ValueError
    bounds = tuple(_bound(fact, name, text) for name, text in value.items() if name != NONE)
    _check_agreement(bounds)
    none = NONE in value and _yes(value[NONE])
    if none and fact.kind is not FactKind.SINCE:
        raise ValueError
    return Test(fact, bounds, none)


def number_of(fact: PersonalFact, text: str) -> int:
    """The number that is written, with or without its unit: 4, 4 层, 2000 年. ``PydanticCustomError`` if none is."""
    unit = fact.unit or ("年" if fact.kind is FactKind.YEAR else " ")
    return check_count(text.strip().removesuffix(unit).strip())


def _check_agreement(bounds: Sequence[Bound]) -> None:
    """Raise if nothing is large enough and small enough."""
    for low in bounds:
        for high in bounds:
            if low.name in ("min", "over", "from") and high.name in _OPPOSITES[low.name]:
                least, most = _measure(low.value), _measure(high.value)
                if least > most or (least == most and low.name == "over") or (least == most and high.name == "under"):
                    names = f"{low.name}（{BOUNDS[low.name]}）、{high.name}（{BOUNDS[high.name]}）"
                    raise wrong(f"的要求互相矛盾，没有人符合：{names}。", "请核对这两个值。")


_OPPOSITES = {"min": ("max", "under"), "over": ("max", "under"), "from": ("to",)}


def _measure(value: int | Length | date) -> int:
    """A bound as a number; lengths of time by the days that they take from the same day on."""
    if isinstance(value, Length):
        return (later(_ANY_DAY, value) - _ANY_DAY).days
    return value.toordinal() if isinstance(value, date) else value


_ANY_DAY = date(2001, 1, 1)


def _yes(value: Any) -> bool:
    if value not in YES + NO:
        raise ValueError
    return value in YES


def _word(fact: PersonalFact, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    if fact.kind is FactKind.WORDS:
        return value.strip()
    option = fact.option(value.strip())
    if option is None:
        raise ValueError
    return option.key


def _bound(fact: PersonalFact, name: str, text: Any) -> Bound:
    if name not in BOUNDS or not isinstance(text, str):
        raise ValueError
    if name in ("from", "to"):
        if fact.kind not in (FactKind.AGE, FactKind.SINCE):
            raise ValueError
        return Bound(name, check_day(text))
    if fact.kind in _NUMBERS:
        return Bound(name, number_of(fact, text))
    span = span_of(text, bare=fact.kind is FactKind.AGE)
    if span is None:
        raise ValueError
    return Bound(name, span)


def _how(fact: PersonalFact) -> str:
    """How the requirement of a fact is written."""
    if fact.kind is FactKind.YES_NO:
        return "请写 yes（是）或 no（否）。"
    if fact.kind is FactKind.CHOICE:
        return f"请从这些里选：{'、'.join(f'{option.key}（{option.title}）' for option in fact.options)}。"
    if fact.kind is FactKind.WORDS:
        return "请写文字，几样里有一样就算的写成 [甲, 乙]。"
    example = {FactKind.AGE: "60", FactKind.SINCE: "2年", FactKind.YEAR: "2000"}.get(fact.kind, "4")
    names = "、".join(f"{name}（{word}）" for name, word in BOUNDS.items())
    return f"请写成 {{min: {example}}}，可以用：{names}。"


def _meant(key: str, facts: Facts, thing: Belonging | None) -> str:
    """Which facts there are, the nearest first."""
    known = {fact.key: fact.title for fact in (thing.facts if thing else facts.facts)}
    if thing is None:
        known |= {item.key: item.title for item in facts.things}
    close = [name for name in known if known[name] == key] or get_close_matches(key, known, n=1, cutoff=0.6)
    if close:
        return f"您要写的是不是“{close[0]}”（{known[close[0]]}）？"
    owner = next((item for item in facts.things for fact in item.facts if fact.key == key), None)
    if thing is None and owner is not None:
        return f"请移到“{owner.key}”（{owner.title}）下面。"
    listed = "、".join(f"{name}（{title}）" for name, title in known.items())
    return f"可以写：{listed}；没有的，先在 data/facts.yml 里加。"
