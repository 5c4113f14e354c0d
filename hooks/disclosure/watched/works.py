"""Pieces of work that were done before: what each was given, at which doors it asked, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from disclosure.memory.store import Store
from disclosure.memory.tracing import ALWAYS, Door
from disclosure.watched.answers import Answers, UntoldError
from disclosure.watched.register import Watched, simpler

_QUESTION, _ENTRY = "question", "entry"
_LATER = {_QUESTION: 1, _ENTRY: 2}
# Where all of these are answered as before, nobody has to ask for each.
_ALL_OF = {"record": "all record", "declared": "all declared", "file": "all file", "track": "all track"}


class KnownWork(NamedTuple):
    """One piece: the digest of what it was given, its doors by their numbers, what it made."""

    given: str
    doors: tuple[int, ...]
    made: Any


class Done(NamedTuple):
    """What another process has done, to be sent to the first one."""

    doors: list[Door]
    works: dict[str, KnownWork]
    asked: dict[str, frozenset[Door]]


class KnownWorks:
    """The works of one part of the store, all of them kept in one piece, so that they fit each other.

    ``sign`` is the digest of what decides about all of them. Names are unique; what a work makes is JSON. What is not
    recalled or done again in a run is forgotten. Processes forked from this one know what it knew; what they have
    ``done`` is to be sent to it and learned.
    """

    def __init__(self, store: Store, part: str, sign: str, watched: Watched, answers: Answers) -> None:
        self._store, self._part, self._sign = store, part, sign
        self._watched, self._answers = watched, answers
        self._doors: list[Door] = []
        self._digests: list[str] = []  # of the answers at the doors of before
        self._asked: dict[str, list[int]] = {}  # the doors of each question
        self._wholes: dict[str, str] = {}  # the digests of all answers at doors of one name
        self._same: set[str] = set()  # the names of doors at all of which the answers are those of before
        self._before: dict[str, KnownWork] = {}
        self._now: dict[str, KnownWork] = {}
        self._done: dict[str, KnownWork] = {}
        self._load()
        self._numbers = {door: number for number, door in enumerate(self._doors)}

    def recall(self, name: str, given: str) -> Any | None:
        """What came of a work that was given the same, if all that it asked is answered as it was."""
        work = self.recall_in_part(name, given)
        return self.stands(name, work) if work is not None else None

    def stands(self, name: str, work: KnownWork) -> Any:
        """What came of a work, which is remembered on."""
        self._now[name] = work
        return work.made

    def recall_in_part(self, name: str, given: str) -> KnownWork | None:
        """A work that was given this, if all that it asked is answered as it was: who asks does some of it again."""
        work = self._before.get(name)
        stands = work is not None and work.given == given and self._changed.isdisjoint(work.doors)
        return work if stands else None

    def doors_of(self, work: KnownWork) -> Iterator[Door]:
        """Where a work of before has asked."""
        return (self._doors[number] for number in work.doors)

    def keep(self, name: str, given: str, doors: Iterable[Door], made: Any) -> None:
        """Remember what came of a work; of one that asked what is never the same, nothing."""
        simple = simpler(doors)
        if ALWAYS not in simple:
            self._done[name] = KnownWork(given, tuple(map(self._number, simple)), made)

    def done(self) -> Done:
        """What this process has done."""
        return Done(self._doors[len(self._digests) :], self._done, self._watched.asked)

    def learn(self, other: Done) -> None:
        """What another process has done, or this one, is done."""
        numbers = [*range(len(self._digests)), *map(self._number, other.doors)]
        for name, work in other.works.items():
            self._now[name] = work._replace(doors=tuple(numbers[door] for door in work.doors))
        self._watched.asked.update(other.asked)

    def save(self) -> None:
        """Hand all works of this run to the store, if they are others than before."""
        if self._now != self._before:
            self._store.keep(self._part, "", self._text(), self._sign)

    def _number(self, door: Door) -> int:
        number = self._numbers.get(door)
        if number is None:
            number = self._numbers[door] = len(self._doors)
            self._doors.append(door)
        return number

    @cached_property
    def _changed(self) -> frozenset[int]:
        """The numbers of the doors at which something else would be answered now."""
        self._same = {name for name, door in _ALL_OF.items() if self._wholes.get(name) == self._whole(door)}
        known: dict[str, bool] = {}
        numbers = [number for number in range(len(self._digests)) if self._doors[number][0] not in self._same]
        # Plain doors first: a question is answered anew if one of its doors is, an entry if it differs then.
        inner = sorted(numbers, key=lambda number: _LATER.get(self._doors[number][0], 0))
        return frozenset(number for number in inner if self._has_changed(number, known))

    def _whole(self, door: str) -> str:
        return self._answers.digest((door, ""))

    def _has_changed(self, number: int, known: dict[str, bool]) -> bool:
        door, asked = self._doors[number]
        if door in self._same:
            return False
        if door == _QUESTION:
            return self._is_another(asked, known)
        if door == _ENTRY and not self._is_another(asked.partition("\0")[0], known):
            return False
        try:
            return not self._answers.is_same((door, asked), self._digests[number])
        except UntoldError:
            return True

    def _is_another(self, question: str, known: dict[str, bool]) -> bool:
        """Whether a question would be answered anew: at one of its doors something has changed."""
        if question not in known:
            known[question] = True  # should it ask itself
            doors = self._asked.get(question)
            known[question] = doors is None or any(self._has_changed(number, known) for number in doors)
        return known[question]

    def _load(self) -> None:
        kept = self._store.recall(self._part, "", self._sign)
        if kept is None:
            return
        try:
            doors, digests, asked, works, self._wholes = json.loads(kept)
            self._doors = [(door, what) for door, what in doors]
            self._digests, self._asked = digests, asked
            self._before = {name: KnownWork(given, tuple(numbers), made) for name, given, numbers, made in works}
        except (ValueError, TypeError, RecursionError):  # nobody but us writes here; then it is of no use
            self._doors, self._digests, self._asked, self._before, self._wholes = [], [], {}, {}, {}

    def _text(self) -> str:
        """All that is to be known in the next run: every door once, with the digest of its answer."""
        same = (number for number in range(len(self._digests)) if number not in self._changed)
        writing = _Writing(self._answers, self._doors_of, {self._doors[one]: self._digests[one] for one in same})
        used = sorted(set[int]().union(*(work.doors for work in self._now.values())))
        anew = {number: writing.number(self._doors[number]) for number in used}
        rows = [
            [name, given, list(map(anew.__getitem__, doors)), made] for name, (given, doors, made) in self._now.items()
        ]
        wholes = {name: self._whole(door) for name, door in _ALL_OF.items()}
        return json.dumps([list(writing.numbers), writing.digests, writing.asked, rows, wholes], ensure_ascii=False)

    def _doors_of(self, question: str) -> list[Door]:
        """The doors of a question: those of this run where it was answered in it."""
        now = self._watched.asked.get(question)
        return [self._doors[number] for number in self._asked.get(question, ())] if now is None else sorted(now)


class _Writing:
    """Doors as they are written down: numbered anew, with the digests of what is answered there now."""

    def __init__(self, answers: Answers, doors_of: Callable[[str], list[Door]], same: dict[Door, str]) -> None:
        self._answers, self._doors_of, self._same = answers, doors_of, same
        self.numbers: dict[Door, int] = {}
        self.digests: list[str] = []
        self.asked: dict[str, list[int]] = {}

    def number(self, door: Door) -> int:
        """The number of a door; in the place of an entry that cannot be told from another stands its whole table."""
        if door in self.numbers:
            return self.numbers[door]
        name = door[1].partition("\0")[0]
        try:
            made = "" if door[0] in (_QUESTION, ALWAYS[0]) else self._same.get(door) or self._answers.digest(door)
        except UntoldError:
            return self.number((_QUESTION, name))
        number = self.numbers[door] = len(self.numbers)
        self.digests.append(made)
        if door[0] in _LATER and name not in self.asked:
            self.asked[name] = []
            self.asked[name] = [self.number(inner) for inner in self._doors_of(name)]
        return number
