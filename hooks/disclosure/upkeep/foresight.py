"""What will break when: the findings that time alone brings, each with the first day on which it would stand there.

Nothing is foreseen by rules of its own. The rules that wait for time are asked as of later days, so that what is told
beforehand is what will be found; a new rule is foreseen as soon as it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain, pairwise

from disclosure.findings import Finding, Place
from disclosure.law.book import cited, law_book
from disclosure.reading.history import History
from disclosure.records.base import Record
from disclosure.register import Register, Unread
from disclosure.rules.framework import REGISTERED, Context, RecordRule, RuleRounds
from disclosure.upkeep.identity import SameFinding, identity
from disclosure.waiting import without_waiting

AHEAD = 180  # days that are looked ahead
_STEP = 7

LookedAt = Register | Record | Unread  # what a rule looks at
FoundThere = tuple[SameFinding, Place, int]  # a finding in one subject: what it is, where, and the how-manieth there


@dataclass(frozen=True)
class Foreseen:
    """A finding that will stand there from a day on, if nothing is done until the day before."""

    day: date
    finding: Finding


def foreseen(register: Register, today: date, days: int = AHEAD, *, history: History | None = None) -> list[Foreseen]:
    """What time will bring within so many days and has not brought yet, the next first; what is found today is not in.

    Of each record it is asked once a week, and from day to day in a week that ends otherwise than it began.
    """
    later, last = _Days(register, history or History()), _later(today, days)
    weeks = list(pairwise([*(today + timedelta(step) for step in range(0, (last - today).days, _STEP)), last]))
    subjects: list[LookedAt] = [register, *register.all(Record), *register.unread]
    oracles = [_Oracle(subject, later) for subject in subjects]
    found = chain.from_iterable(oracle.between(*week) for oracle in oracles for week in weeks)
    return sorted(found, key=lambda item: (item.day, item.finding.place, item.finding.rule))


def _later(day: date, days: int) -> date:
    return min(date.max - timedelta(366), day + timedelta(max(0, days))) if day < date.max - timedelta(366) else day


class _Days:
    """The rules on later days, with what they look at then: nothing that still waits, and the history until then."""

    def __init__(self, register: Register, history: History) -> None:
        self._register, self._history, self._law = register, history, law_book(register)
        self._rules: list[RecordRule] = [entry for entry in REGISTERED if entry.rule.by_time]
        self._known: dict[frozenset[str], Register] = {}  # by what waits: most days have the same one
        self._rounds = cache(self._of_day)

    def found(self, subject: LookedAt, day: date) -> list[Finding]:
        """What the rules that wait for time find in it on a day; nothing as long as its hour has not come."""
        known, rounds = self._rounds(day)
        if isinstance(subject, Record) and subject.key not in known.records:
            return []
        return cited(rounds.at(known if isinstance(subject, Register) else subject), self._law)

    def _of_day(self, day: date) -> tuple[Register, RuleRounds]:
        known = without_waiting(self._register, day)
        known = self._known.setdefault(frozenset(record.key for record in known.waiting), known)
        return known, RuleRounds(self._rules, Context(known, self._law, day, (), self._history.until(day)), ())


class _Oracle:
    """What is found in one subject, asked once a day."""

    def __init__(self, subject: LookedAt, days: _Days) -> None:
        self._subject, self._days = subject, days
        self._answers: dict[date, Mapping[FoundThere, Finding]] = {}

    def between(self, first: date, last: date) -> Iterator[Foreseen]:
        """What is found on the last day and not on the first, and all that comes and stays in between."""
        if (last - first).days < 1:
            return
        before, after = self._found(first), self._found(last)
        if before.keys() == after.keys():
            return
        if (last - first).days == 1:
            yield from (Foreseen(last, after[key]) for key in after.keys() - before.keys())
            return
        middle = first + (last - first) // 2
        yield from self.between(first, middle)
        yield from self.between(middle, last)

    def _found(self, day: date) -> Mapping[FoundThere, Finding]:
        if day not in self._answers:
            self._answers[day] = _told_apart(self._days.found(self._subject, day))
        return self._answers[day]


def _told_apart(findings: Iterable[Finding]) -> dict[FoundThere, Finding]:
    """Findings by what they are and where: between two days that are asked of no line moves."""
    found: dict[FoundThere, Finding] = {}
    seen: Counter[tuple[SameFinding, Place]] = Counter()
    for finding in findings:
        here = identity(finding), finding.place
        seen[here] += 1
        found[(*here, seen[here])] = finding
    return found
