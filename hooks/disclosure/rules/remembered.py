"""Rules that were followed before: where nothing that they asked has another answer, what they found stands.

The records of a type are dealt out into heaps by their paths; what a rule finds in one heap is one piece of work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from zlib import crc32

from disclosure.findings import CRASHED, Finding, Place, Rule
from disclosure.memory.engine import digest
from disclosure.memory.files import Files
from disclosure.memory.store import Store
from disclosure.memory.tracing import DAY, NOTING, Door
from disclosure.records.base import Record
from disclosure.register import Register, Unread
from disclosure.rules.framework import Check, Context, RecordRule, RuleRounds, findings_of
from disclosure.watched import Answers, KnownWorks, Watched, WatchedHistory
from disclosure.watched.works import Done

_PART = "rules"
_OF_TEXT = ("body", "leads")  # a record's own are part of what a rule is given
_RECORDS, _MOST_HEAPS = 64, 128  # records in a heap, about; heaps of a type


class WatchedContext(Context):
    """A context whose register, history and day are noted."""

    inner: Context

    def __init__(self, inner: Context, watched: Watched) -> None:
        for name, value in (("register", watched), ("law", inner.law), ("rules", inner.rules), ("inner", inner)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "history", WatchedHistory(inner.history))


def _today(context: WatchedContext) -> date:
    if NOTING.doors is not None:
        NOTING.doors.add(DAY)
    return context.inner.today


WatchedContext.today = property(_today)  # type: ignore[assignment]


def digest_of_law(register: Register) -> str:
    """The digest of what decides about every rule: law, limits and calendars, names in data/, what was taken down."""
    agency = [register.agency] if register.agency is not None else []
    records = [*agency, *register.laws.values(), *register.limits, *register.calendars]
    sums, removed = register.reader.sums, register.removed
    taken = (*sorted(removed.files), *map(repr, removed.taken), *sorted(removed.prepared))
    return digest(*(f"{item.path} {sums.get(item.path)}" for item in records), register.names.written(), *taken)


class _Heap(NamedTuple):
    """Records of one type, and what is to be looked for in them: each rule with the name of its work."""

    records: list[Any]
    given: str
    rules: list[tuple[str, Check, Rule]]


class RememberedRounds(RuleRounds):
    """The rounds of the rules, without those that a store knows the outcome of; ``part`` is its part that does."""

    def __init__(
        self,
        rules: list[RecordRule],
        context: Context,
        store: Store,
        records: Sequence[Any] | None = None,
        part: str = _PART,
    ) -> None:
        watched = Watched(context.register)
        super().__init__(rules, WatchedContext(context, watched), records)
        files = Files(context.register.root, store)
        self._answers = Answers(watched, context.history, context.today, files)
        self._works = KnownWorks(store, part, digest_of_law(context.register), watched, self._answers)
        self.before: list[Finding] = []
        self._heaps = [left for heap in self._all_heaps() if (left := self._without_known(heap)).rules]

    @property
    def pieces(self) -> int:
        """How many pieces of work are left, of about the same size."""
        return len(self._heaps)

    def piece(self, number: int) -> Iterator[Finding]:
        """Every finding of one of them."""
        heap = self._heaps[number]
        rounds = [(check, rule, set[Door](), list[Finding]()) for _, check, rule in heap.rules]
        context = self._context
        for record in heap.records:
            for check, rule, doors, told in rounds:
                NOTING.doors = doors
                if found := findings_of(check, rule, record, context):
                    told += found
        NOTING.doors = None
        own = {(door, record.path) for record in heap.records if isinstance(record, Record) for door in _OF_TEXT}
        for (name, *_), (*_, doors, told) in zip(heap.rules, rounds, strict=True):
            yield from told
            if not any(finding.rule == CRASHED.id for finding in told):
                self._works.keep(name, heap.given, doors - own, [_row(finding) for finding in told])

    def done(self) -> Done:
        """What this process has found out, to be sent to the one that began."""
        return self._works.done()

    def learn(self, others: Iterable[Done | None]) -> None:
        """Take what all processes have found out, this one among them, and hand it to the store."""
        for other in others:
            if other is not None:
                self._works.learn(other)
        self._works.save()

    def _all_heaps(self) -> Iterator[_Heap]:
        watched, *subjects = self.subjects
        yield _Heap([watched], "", self._named("register", Register))
        of_type: dict[type, list[Any]] = defaultdict(list)
        for subject in subjects:
            of_type[type(subject)].append(subject)
        for kind, subjects in of_type.items():
            count = min(1 << (len(subjects) // _RECORDS).bit_length(), _MOST_HEAPS)
            heaps: dict[int, list[Any]] = defaultdict(list)
            for subject in subjects:
                heaps[crc32(_path(subject).encode("utf-8", "surrogatepass")) % count].append(subject)
            for number, records in heaps.items():
                named = self._named(f"{kind.__name__} {number}/{count}", kind)
                yield _Heap(records, digest(*map(self._answers.own, records)), named)

    def _named(self, heap: str, kind: type) -> list[tuple[str, Check, Rule]]:
        return [
            (f"{rule.id} {check.__module__}.{check.__qualname__} {heap}", check, rule)
            for check, rule in self._looking_at(kind)
        ]

    def _without_known(self, heap: _Heap) -> _Heap:
        left = []
        for name, check, described in heap.rules:
            made = self._works.recall(name, heap.given)
            if made is None:
                left.append((name, check, described))
            for path, line, column, message, remedy, key in made or ():
                self.before.append(described.at(Place(path, line, column), message, remedy, record=key))
        return heap._replace(rules=left)


def _row(finding: Finding) -> list[Any]:
    """What a rule has found, without what the law adds to it."""
    place = finding.place
    return [place.path, place.line, place.column, finding.message, finding.remedy, finding.record]


def _path(subject: Record | Unread) -> str:
    return subject.tree.path
