"""How a rule is written and run.

A rule is a generator function over one record, or over the whole register. It yields the place, what is wrong and
how to mend it; the framework adds the id, the severity and the basis, so that no rule can forget them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from math import ceil
from types import UnionType
from typing import Any

from disclosure.findings import Finding, Place, Rule, Severity, crashed
from disclosure.law.book import LawBook
from disclosure.reading.history import History
from disclosure.records.base import Record
from disclosure.register import Register, Unread

Fault = tuple[Place, str, str]  # where, what is wrong, how to mend it
Check = Callable[[Any, "Context"], Iterator[Fault]]


@dataclass(frozen=True)
class Context:
    """What a rule may look at besides its record; ``rules`` are all rules of the product, those of links too.

    ``history`` is that of the project's files up to ``today``.
    """

    register: Register
    law: LawBook
    today: date
    rules: tuple[Rule, ...] = ()
    history: History = field(default_factory=History)

    @cached_property
    def cited(self) -> frozenset[str]:
        """Every article that a rule cites."""
        return frozenset(citation for rule in self.rules for citation in rule.basis)


@dataclass(frozen=True)
class RecordRule:
    """A rule with the record type (or types) that it looks at."""

    rule: Rule
    on: type | UnionType
    check: Check


REGISTERED: list[RecordRule] = []
_AT_ONCE = 20  # records in a piece of work


def rule(
    key: str,
    title: str,
    *,
    on: type | UnionType,
    basis: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
    limit: str = "",
    waivable: bool = True,
    by_time: bool = False,
    waits_for: str | tuple[str, ...] = "",
) -> Callable[[Check], Check]:
    """Make a generator function a rule. Its docstring says what holds, with one ``Bad:`` and one ``Good:`` line.

    ``limit`` names the statutory number that it applies.
    """

    def register(check: Check) -> Check:
        text = check.__doc__ or ""
        described = Rule(
            key, title, severity, basis, _line(text, "Bad:"), _line(text, "Good:"), limit, waivable, by_time, waits_for
        )
        REGISTERED.append(RecordRule(described, on, check))
        return check

    return register


def _line(docstring: str, word: str) -> str:
    lines = map(str.strip, docstring.split("\n"))
    return next((line[len(word) :].strip() for line in lines if line.startswith(word)), "")


def run(rules: list[RecordRule], context: Context) -> Iterator[Finding]:
    """Every finding of every rule that binds here. One that crashes is reported as its own fault; the others go on."""
    rounds = RuleRounds(rules, context)
    for number in range(rounds.pieces):
        yield from rounds.piece(number)


class RuleRounds:
    """All that the rules look at, and what those find there that bind here: by record, so that each is read once.

    ``subjects`` are the register itself and then every record, those too that are not as their type wants them, or
    only some ``records``.
    ``before`` are findings that are known already; what a process has ``done``, the one that began may ``learn``.
    """

    before: Sequence[Finding] = ()

    def __init__(self, rules: list[RecordRule], context: Context, records: Sequence[Any] | None = None) -> None:
        self._context = context
        law, today = context.law, context.today
        self._binding = [(entry, law.weighed(entry.rule, today)) for entry in rules if law.binds(entry.rule)]
        self._places: dict[type | UnionType, list[int]] = defaultdict(list)  # in what binds, of the rules on a type
        for number, (entry, _) in enumerate(self._binding):
            self._places[entry.on].append(number)
        self._of_type: dict[type, list[tuple[Check, Rule]]] = {}
        register = context.register
        looked_at = records if records is not None else (*register.all(Record), *register.unread)
        self.subjects: list[Any] = [register, *looked_at]

    @property
    def pieces(self) -> int:
        """How many pieces of work there are, of about the same size; the register itself is one."""
        return 1 + ceil((len(self.subjects) - 1) / _AT_ONCE)

    def piece(self, number: int) -> Iterator[Finding]:
        """Every finding of one of them."""
        start = 1 + (number - 1) * _AT_ONCE
        for subject in self.subjects[start : start + _AT_ONCE] if number else self.subjects[:1]:
            yield from self.at(subject)

    def at(self, subject: Any) -> Iterator[Finding]:
        """Every finding of the rules that look at a subject of this kind."""
        for check, described in self._of_type.get(type(subject)) or self._looking_at(type(subject)):
            yield from findings_of(check, described, subject, self._context)

    def done(self) -> Any:
        """What is to be sent to the process that began, beside the findings."""

    def learn(self, others: Iterable[Any]) -> None:
        """Take what all processes have done."""

    def _looking_at(self, kind: type) -> list[tuple[Check, Rule]]:
        numbers = sorted(chain.from_iterable(of_it for on, of_it in self._places.items() if issubclass(kind, on)))
        binding = (self._binding[number] for number in numbers)
        return self._of_type.setdefault(kind, [(entry.check, rule) for entry, rule in binding])


def findings_of(check: Check, rule: Rule, subject: Any, context: Context) -> list[Finding]:
    """What one rule finds in one record, or in the register; a crash is told as its own fault."""
    faults: list[Fault] = []
    try:
        faults.extend(check(subject, context))
    except Exception as error:
        place = subject.place() if isinstance(subject, Record | Unread) else Place("data")
        told = crashed(place, f"规则 {rule.id} 检查这里", error, _key(subject))
        return [*_told(rule, faults, subject), told]
    return _told(rule, faults, subject) if faults else []


def _told(rule: Rule, faults: list[Fault], subject: Any) -> list[Finding]:
    return [rule.at(place, message, remedy, record=_key(subject)) for place, message, remedy in faults]


def _key(subject: Any) -> str:
    return subject.key if isinstance(subject, Record | Unread) else ""
