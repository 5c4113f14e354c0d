"""Pieces of work that were done before: what each was given, at which doors it asked, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from disclosure.memory.store import Store
from disclosure.memory.tracing import ALWAYS, Door
from disclosure.watched.answers import Answers, UntoldError
from disclosure.watched.register import Watched, simpler

_QUESTION, _ENTRY = "question", "entry"


class _Work(NamedTuple):
    given: str
    doors: frozenset[Door] | list[int]  # by their numbers in what was kept, where it was recalled
    made: Any


class Works:
    """The works of one part of the store, all of them kept in one piece, so that they fit each other.

    ``sign`` is the digest of what decides about all of them. Names are unique; what a work makes is JSON. What is not
    recalled or done again in a run is forgotten.
    """

    def __init__(self, store: Store, part: str, sign: str, watched: Watched, answers: Answers) -> None:
        self._store, self._part, self._sign = store, part, sign
        self._watched, self._answers = watched, answers
        self._doors: list[Door] = []
        self._digests: list[str] = []
        self._asked: dict[str, list[int]] = {}
        self._before: dict[str, _Work] = {}
        self.now: dict[str, _Work] = {}
        self._changed_doors: set[int] | None = None
        self._is_new = False
        self._load()

    def recall(self, name: str, given: str) -> Any | None:
        """What came of a work that was given the same, if all that it asked is answered as it was."""
        work = self._before.get(name)
        if work is None or work.given != given or not self._changed.isdisjoint(work.doors):
            return None
        self.now[name] = work
        return work.made

    def keep(self, name: str, given: str, doors: Collection[Door], made: Any) -> None:
        """Remember what came of a work; of one that asked what is never the same, nothing."""
        if ALWAYS not in doors:
            self.now[name] = _Work(given, simpler(doors), made)
            self._is_new = True

    def doors_of(self, work: _Work) -> Iterable[Door]:
        """The doors of a work, in one order."""
        found = [self._doors[door] if isinstance(door, int) else door for door in work.doors]
        return found if isinstance(work.doors, list) else sorted(found)

    def asked(self, question: str) -> list[Door]:
        """The doors of a question: those of this run where it was answered in it."""
        now = self._watched.asked.get(question)
        return [self._doors[number] for number in self._asked.get(question, ())] if now is None else sorted(now)

    def digest(self, door: Door) -> str:
        """That of the answer at a door now; "" at one whose answer is never the same. Raises UntoldError."""
        return "" if door == ALWAYS else self._answers.digest(door)

    def save(self) -> None:
        """Hand all works of this run to the store, if they are others than before."""
        if self._is_new or self.now.keys() != self._before.keys():
            self._store.keep(self._part, "", _Writing(self).text(), self._sign)

    @property
    def _changed(self) -> set[int]:
        """The numbers of the doors at which something else would be answered now."""
        if self._changed_doors is None:
            self._changed_doors = set()
            known: dict[str, bool] = {}
            numbers = {door: number for number, door in enumerate(self._doors)}
            # Plain doors first; a question is answered anew if one of its doors is, an entry if it differs then.
            order = {_QUESTION: 1, _ENTRY: 2}
            for number in sorted(numbers.values(), key=lambda number: order.get(self._doors[number][0], 0)):
                if self._has_changed(number, known):
                    self._changed_doors.add(number)
        return self._changed_doors

    def _has_changed(self, number: int, known: dict[str, bool]) -> bool:
        door, asked = self._doors[number]
        if door == _QUESTION:
            return self._is_another(asked, known)
        if door == _ENTRY and not self._is_another(asked.partition("\0")[0], known):
            return False
        try:
            return self.digest((door, asked)) != self._digests[number] or (door, asked) == ALWAYS
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
            doors, digests, asked, works = json.loads(kept)
            self._doors = [(door, what) for door, what in doors]
            self._digests, self._asked = digests, asked
            self._before = {name: _Work(given, numbers, made) for name, given, numbers, made in works}
        except (ValueError, TypeError, RecursionError):  # nobody but us writes here; then it is of no use
            self._doors, self._digests, self._asked, self._before = [], [], {}, {}


class _Writing:
    """The works of a run as text: every door once, with the digest of its answer."""

    def __init__(self, works: Works) -> None:
        self._works = works
        self._numbers: dict[Door, int] = {}
        self._digests: list[str] = []
        self._asked: dict[str, list[int]] = {}

    def text(self) -> str:
        """All that is to be known in the next run."""
        rows = [
            [name, work.given, [self._number(door) for door in self._works.doors_of(work)], work.made]
            for name, work in self._works.now.items()
        ]
        return json.dumps([list(self._numbers), self._digests, self._asked, rows], ensure_ascii=False)

    def _number(self, door: Door) -> int:
        if door in self._numbers:
            return self._numbers[door]
        name = door[1].partition("\0")[0]
        try:
            made = "" if door[0] == _QUESTION else self._works.digest(door)
        except UntoldError:
            return self._number((_QUESTION, name))
        number = self._numbers[door] = len(self._numbers)
        self._digests.append(made)
        if door[0] in (_QUESTION, _ENTRY) and name not in self._asked:
            self._asked[name] = []
            self._asked[name] = [self._number(asked) for asked in self._works.asked(name)]
        return number
