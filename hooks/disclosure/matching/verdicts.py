"""Whether criteria hold for somebody of a household, and by which facts; for staff, what is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from disclosure.matching.conditions import All, Bound, Condition, Either, Test, Within
from disclosure.matching.persons import Household, Person, Told, spouse_of
from disclosure.matching.spans import Length, later, months_between
from disclosure.matching.wording import asked, known_words
from disclosure.records.facts import CHILD, MEMBER, SPOUSE, FactKind

_NEAR = 731  # days: who is further off than two years does not wait for it


@dataclass(frozen=True)
class Weighed:
    """One condition against what is known: ``holds`` is ``None`` where nothing is known; ``lacks`` says how much."""

    holds: bool | None
    asked: str
    known: str
    lacks: str = ""
    weight: int = 1

    @property
    def words(self) -> str:
        """The fact that decides, and what it is short of."""
        if self.holds:
            return self.known
        short = f"，{self.lacks}" if self.lacks else ""
        return f"要求“{self.asked}”，{self.known}{short}"


@dataclass(frozen=True)
class Verdict:
    """Whether criteria hold for a household: for whom in it, and the facts that decide.

    ``general`` is why, where no fact decides: what is for everybody.
    """

    holds: bool | None
    points: Sequence[Weighed] = ()
    relation: str = ""
    general: str = ""

    @property
    def reason(self) -> str:
        """Why it holds, or what is lacking."""
        if self.general:
            return self.general
        points = [point for point in self.points if point.holds] if self.holds else self._lacking
        words = "；".join(dict.fromkeys(point.words for point in points))
        return f"家人（{self.relation}）：{words}" if self.relation else words

    @property
    def _lacking(self) -> list[Weighed]:
        return [point for point in self.points if not point.holds]


def judge(ways: Sequence[All], household: Household, today: date) -> Verdict:
    """Whether one of the ways holds for one of the household; the nearest miss where none does."""
    found = [
        _Asking(person, household, today).all(way).of(person.relation) for person in household.persons for way in ways
    ]
    return _best(found).verdict if found else Verdict(True)


@dataclass(frozen=True)
class _Outcome:
    holds: bool | None
    points: tuple[Weighed, ...]
    relation: str = ""

    def of(self, relation: str) -> _Outcome:
        return _Outcome(self.holds, self.points, relation)

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.holds, self.points, self.relation)


def _best(found: Sequence[_Outcome]) -> _Outcome:
    """What holds, else what might, else that of which least is lacking; of equals the first."""
    return min(found, key=lambda item: (not item.holds, *_shortness(item)))


def _shortness(item: _Outcome) -> tuple[int, int, int]:
    """How much is lacking; of equals that is nearer of which more is so, and of which it is told how far off it is."""
    lacking = [point for point in item.points if not point.holds]
    weight = sum(point.weight for point in lacking)
    return weight, len(lacking) - len(item.points), -sum(bool(point.lacks) for point in lacking)


def _together(parts: Iterable[_Outcome]) -> _Outcome:
    found = list(parts)
    states = [part.holds for part in found]
    holds = False if False in states else None if None in states else True
    return _Outcome(holds, tuple(point for part in found for point in part.points))


@dataclass(frozen=True)
class _Asking:
    """Conditions asked of one person; below a thing, of that thing."""

    person: Person
    household: Household
    today: date
    known: Mapping[str, Told] | None = None

    @property
    def called(self) -> str:
        """Who it is of the household; "" for a thing, and for the one who asks."""
        return self.person.relation if self.known is None else ""

    def all(self, way: All) -> _Outcome:
        return _together(self.one(condition) for condition in way.conditions)

    def one(self, condition: Condition) -> _Outcome:
        if isinstance(condition, Test):
            point = self.test(condition)
            return _Outcome(point.holds, (point,))
        if isinstance(condition, Either):
            return self.none(condition) if condition.none else _best([self.all(way) for way in condition.ways])
        return self.within(condition)

    def none(self, condition: Either) -> _Outcome:
        """Holds where none of the ways does; a way that holds is told with its facts."""
        found = [self.all(way) for way in condition.ways]
        against = next((item for item in found if item.holds), None)
        if against is not None:
            known = "、".join(point.known for point in against.points)
            return _Outcome(False, (Weighed(False, asked(condition), known),))
        open_points = tuple(point for item in found if item.holds is None for point in item.points)
        if open_points:
            return _Outcome(None, open_points)
        refuting = [next(point for point in item.points if point.holds is False) for item in found]
        known = "、".join(dict.fromkeys(point.known for point in refuting))
        return _Outcome(True, (Weighed(True, asked(condition), known),))

    def within(self, condition: Within) -> _Outcome:
        candidates = self._candidates(condition)
        if not candidates:
            untold = condition.shared and condition.key not in self.person.things  # everybody lives somewhere
            known = f"没有说明{condition.title}" if untold else f"没有{condition.title}"
            holds = None if untold else False
            weight = len(condition.all.conditions)
            return _Outcome(holds, (Weighed(holds, asked(condition), known, weight=weight),))
        outcomes = [(one.all(condition.all), one.called or condition.title) for one in candidates]
        best = _best([outcome for outcome, _ in outcomes])
        name = next(name for outcome, name in outcomes if outcome is best)
        if best.holds:
            known = "、".join(dict.fromkeys(point.known for point in best.points))
            return _Outcome(True, (Weighed(True, asked(condition), f"{name}：{known}"),))
        points = (replace(point, known=f"{name}：{point.known}") for point in best.points)
        return _Outcome(best.holds, tuple(points))

    def _candidates(self, condition: Within) -> list[_Asking]:
        if condition.key == CHILD:
            return [_Asking(child, self.household, self.today) for child in self.person.children]
        if condition.key == SPOUSE:
            found = spouse_of(self.person, self.household)
            return [_Asking(one, self.household, self.today) for one in found]
        if condition.key == MEMBER:
            return [_Asking(one, self.household, self.today) for one in self.household.persons]
        things = self.person.things.get(condition.key, ())
        return [_Asking(self.person, self.household, self.today, known) for known in things]

    def test(self, test: Test) -> Weighed:
        known = self.person.facts if self.known is None else self.known
        words = asked(test)
        if test.fact.key not in known:
            return Weighed(None, words, f"没有说明“{test.fact.title}”")
        value = known[test.fact.key]
        holds, lacks = _holds(test, value, self.today)
        return Weighed(holds, words, known_words(test.fact, value, self.today), lacks)


def _holds(test: Test, value: Told, today: date) -> tuple[bool, str]:
    if value is None:
        return test.none, ""
    if test.values and isinstance(value, tuple):
        if test.fact.kind is FactKind.CHOICE:
            value = tuple(key for one in value for key in test.fact.above.get(one, (one,)))
        return bool(set(test.values) & set(value)), ""
    if isinstance(value, date) and test.fact.kind is FactKind.SINCE and value > today:
        return False, ""
    failed = [bound for bound in test.bounds if not _inside(bound, value, test.fact.kind, today)]
    return not failed, _short(failed[0], value, today) if failed else ""


def _inside(bound: Bound, value: Told, kind: FactKind, today: date) -> bool:
    """Whether a value keeps a bound: 以上, 以下 and 以内 include it, 超过 and 不满 do not (民法典 1259)."""
    if isinstance(bound.value, date):
        return isinstance(value, date) and (value >= bound.value if bound.name == "from" else value <= bound.value)
    limit, amount = _comparable(bound.value, value, kind, today)
    return {"min": amount >= limit, "max": amount <= limit, "over": amount > limit, "under": amount < limit}[bound.name]


def _comparable(limit: int | Length, value: Told, kind: FactKind, today: date) -> tuple[int, int]:
    """Limit and amount in one unit: of an age in full years or months, of another day since to the very day."""
    if isinstance(limit, int):
        return limit, value if isinstance(value, int) else 0
    if not isinstance(value, date):
        return limit.months, 12 * value if isinstance(value, int) else 0
    if limit.days:
        return limit.days, (today - value).days
    if kind is FactKind.SINCE:
        return 0, (today - later(value, limit)).days
    months = months_between(value, today)
    return (limit.months, months) if limit.months % 12 else (limit.months // 12, months // 12)


def _short(bound: Bound, value: Told, today: date) -> str:
    """How far a day is from what is asked."""
    if not isinstance(value, date) or not isinstance(bound.value, Length):
        return ""
    ahead = (later(value, bound.value) - today).days
    if abs(ahead) > _NEAR:
        return ""
    if bound.name in ("min", "over"):
        return f"还差 {ahead} 天" if ahead > 0 else ""
    return f"已过 {-ahead} 天" if ahead < 0 else ""
