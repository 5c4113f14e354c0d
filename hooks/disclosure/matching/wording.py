"""Criteria and facts in Chinese: whom a policy is for, and what is so of somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from disclosure.matching.conditions import All, Condition, Either, Test, Within
from disclosure.matching.persons import Told
from disclosure.matching.spans import Length, elapsed, later, months_between
from disclosure.records.facts import CHILD, MEMBER, SPOUSE, FactKind, PersonalFact

_CHILD = "的孩子"  # 有年满 6 周岁的孩子; of somebody without a second 的: 有年满 6 周岁孩子的人
_RECENT = 60  # days after a birthday that are told, since they may decide


def for_whom(ways: Sequence[All]) -> str:
    """Whom criteria name: 年满 70 周岁、户籍在本街道的人，或者……的人; "" for criteria that ask nothing."""
    said = (conditions_in_words(way) for way in ways)
    return "，或者".join(f"{re.sub(_CHILD + '$', '孩子', words)}的人" for words in said)


def conditions_in_words(way: All) -> str:
    """Conditions that must all hold, in one phrase."""
    return "、".join(asked(condition) for condition in way.conditions)


def asked(condition: Condition) -> str:
    """What one condition asks."""
    if isinstance(condition, Either):
        inner = "或者".join(conditions_in_words(way) for way in condition.ways)
        alone = len(condition.ways) == 1 and not condition.none
        return inner if alone else f"不是（{inner}）" if condition.none else f"（{inner}）"
    if isinstance(condition, Within):
        inner = conditions_in_words(condition.all)
        if condition.key == CHILD:
            return f"有{' ' if inner[:1].isdigit() else ''}{inner}{_CHILD}"
        named = {SPOUSE: "配偶", MEMBER: "家里有人"}.get(condition.key, condition.title)
        return f"{named}（{inner}）"
    return _tested(condition)


def _tested(test: Test) -> str:
    fact = test.fact
    if fact.kind is FactKind.YES_NO:
        return fact.title if test.values == ("yes",) else negative(fact)
    if fact.kind is FactKind.CHOICE:
        return "或者".join(option.title for key in test.values if (option := fact.option(key)))
    if fact.kind is FactKind.WORDS:
        return f"{fact.title}是{'、'.join(test.values)}"
    if fact.kind is FactKind.AGE:
        return _limits(test, "周岁", "年满 {} 周岁")
    if fact.kind is FactKind.SINCE:
        limits = _limits(test, "", "满 {}")
        if test.none:
            return f"{negative(fact)}，或者已{limits}" if limits else negative(fact)
        return f"{fact.title}{limits}"
    if fact.kind is FactKind.YEAR:
        return f"{_years(test)}{fact.title}"
    return _counted(fact, _limits(test, fact.unit or "", ""))


def _counted(fact: PersonalFact, amount: str) -> str:
    """A number with what it counts, unless the unit says that already (5 年级)."""
    return amount if fact.title == fact.unit else f"{fact.title} {amount}"


def negative(fact: PersonalFact) -> str:
    """How it is said that a fact is not so."""
    if fact.negative:
        return fact.negative
    return f"没有{fact.title}" if fact.kind is FactKind.SINCE else f"不是“{fact.title}”"


def _limits(test: Test, unit: str, full: str) -> str:
    """The bounds of a number or of a length of time."""
    said = {bound.name: _amount(bound.value, unit) for bound in test.bounds}
    blank = f" {unit}" if unit else ""
    if {"min", "max"} <= said.keys():
        low, high = said.pop("min"), said.pop("max")
        same = low == high
        parts = [f"{low}{blank}" if same else f"{low} 至 {high}{blank}"]
    else:
        parts = []
    low_words = full if full else "{}" + blank + "以上"
    patterns = {
        "min": low_words, "over": "超过 {}" + blank, "max": "{}" + blank + "以下", "under": "不到 {}" + blank,
        "from": "在 {} 以后（含）", "to": "在 {} 以前（含）",
    }  # fmt: skip
    if test.fact.kind is FactKind.SINCE:
        patterns["max"] = "在 {}以内"
    if test.fact.kind is FactKind.AGE:
        patterns |= {"max": "不超过 {} 周岁", "under": "不满 {} 周岁", "over": "超过 {} 周岁"}
        patterns |= {"from": "{} 以后出生（含）", "to": "{} 以前出生（含）"}
    parts += [patterns[name].format(value) for name, value in said.items()]
    return "、".join(parts).replace("个月 周岁", "个月").replace("天 周岁", "天")


def _amount(value: int | Length | date, unit: str) -> str:
    if isinstance(value, Length):
        return value.words.removesuffix(" 年") if unit == "周岁" else value.words
    return value.isoformat() if isinstance(value, date) else str(value)


def _years(test: Test) -> str:
    said = {bound.name: bound.value for bound in test.bounds}
    if "min" in said and said.get("min") == said.get("max"):
        return f"{said['min']} 年"
    patterns = {
        "min": "{} 年及以后", "over": "{} 年以后", "max": "{} 年及以前", "under": "{} 年以前",
    }  # fmt: skip
    return "、".join(patterns[name].format(value) for name, value in said.items() if name in patterns)


def known_words(fact: PersonalFact, value: Told, today: date) -> str:
    """What is so of somebody, in words."""
    if value is None:
        return negative(fact) if fact.kind is FactKind.SINCE else f"{fact.title}：没有"
    if fact.kind is FactKind.AGE:
        return f"{value} 周岁" if isinstance(value, int) else _age(value, today)
    if isinstance(value, date):
        if value > today:
            return f"{fact.title}要到 {value}"
        return f"{fact.title}已有 {elapsed(value, today)}（{value} 起）" if value < today else f"{fact.title}是今天"
    if isinstance(value, int):
        year = fact.kind is FactKind.YEAR
        return f"{value} 年{fact.title}" if year else _counted(fact, f"{value} {fact.unit or ''}".strip())
    if fact.kind is FactKind.YES_NO:
        return fact.title if value == ("yes",) else negative(fact)
    if fact.kind is FactKind.CHOICE:
        return "、".join(option.title for key in value if (option := fact.option(key)))
    return f"{fact.title}是{'、'.join(value)}"


def _age(value: Told, today: date) -> str:
    if not isinstance(value, date):
        return ""
    months = months_between(value, today)
    if months < 36:
        return f"{max(months, 0)} 个月"
    days = (today - later(value, Length(12 * (months // 12)))).days
    return f"{months // 12} 周岁" + (f"零 {days} 天" if 0 < days <= _RECENT else "")
