"""What will break when: the findings that time alone brings, each with the first day on which it would stand there.

Nothing is foreseen by rules of its own. The rules that wait for time are asked as of later days, so that what is told
beforehand is what will be found; a new rule is foreseen as soon as it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.findings import Finding, Place
from disclosure.law.book import cited, law_book
from disclosure.reading.history import History
from disclosure.register import Register
from disclosure.rules.framework import REGISTERED, Context, RecordRule, run
from disclosure.upkeep.identity import SameFinding, identity
from disclosure.waiting import without_waiting

AHEAD = 180  # days that are looked ahead


FoundThere = tuple[SameFinding, Place, int]  # a finding of one register: what it is, where, and the how-manieth there


@dataclass(frozen=True)
class Foreseen:
    """A finding that will stand there from a day on, if nothing is done until the day before."""

    day: date
    finding: Finding


def foreseen(register: Register, today: date, days: int = AHEAD, *, history: History | None = None) -> list[Foreseen]:
    """What time will bring within so many days and has not brought yet, the next first; what is found today is not in.

    Between two days on which the same is found nothing else is looked for.
    """
    oracle = _Oracle(register, history or History())
    found = list(oracle.between(today, _later(today, days)))
    return sorted(found, key=lambda item: (item.day, item.finding.place, item.finding.rule))


def _later(day: date, days: int) -> date:
    return min(date.max - timedelta(366), day + timedelta(max(0, days))) if day < date.max - timedelta(366) else day


class _Oracle:
    """What the rules that wait for time find on a day, asked once a day."""

    def __init__(self, register: Register, history: History) -> None:
        self._register, self._history = register, history
        self._law = law_book(register)
        self._rules: list[RecordRule] = [entry for entry in REGISTERED if entry.rule.by_time]
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
            register = without_waiting(self._register, day)
            context = Context(register, self._law, day, (), self._history.until(day))
            self._answers[day] = _told_apart(cited(run(self._rules, context), self._law))
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
