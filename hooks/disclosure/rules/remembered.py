"""Rules that were followed before: where nothing that they asked has another answer, what they found stands.

The records of a type are dealt out into heaps by their paths; what a rule finds in one heap is one piece of work. Where
only some records of a heap are others, the rule looks at these alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
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

_PART, _SIGNS = "rules", "signs"
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


class _Work(NamedTuple):
    """What one rule looks for in a heap: in the records of these signs, beside what was found before in the others."""

    name: str
    check: Check
    rule: Rule
    signs: Set[str]
    before: list[list[Any]]
    asked: Iterable[Door]


class _Heap(NamedTuple):
    """Records of one type by their signs, which say all that a rule is given of them, and what is to be looked for."""

    name: str
    records: dict[str, Any]
    works: list[_Work]

    @property
    def given(self) -> str:
        """What the works are given."""
        return digest(*self.records)


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
        self._heaps = [heap for heap in self._all_heaps() if heap.works]

    @property
    def pieces(self) -> int:
        """How many pieces of work are left, of about the same size."""
        return len(self._heaps)

    def piece(self, number: int) -> Iterator[Finding]:
        """Every finding of one of them."""
        heap, asked = self._heaps[number], set[Door]()
        rounds = [(work, set(work.asked), [*work.before], list[Finding]()) for work in heap.works]
        NOTING.doors = asked
        for sign, record in heap.records.items():
            own = {(door, record.path) for door in _OF_TEXT} if isinstance(record, Record) else ()
            for work, doors, rows, told in rounds:
                if sign in work.signs:
                    if found := findings_of(work.check, work.rule, record, self._context):
                        told += found
                        rows += ([sign, *_row(finding)] for finding in found)
                    if asked:
                        doors.update(asked.difference(own))
                        asked.clear()
        NOTING.doors = None
        for work, doors, rows, told in rounds:
            yield from told
            if not any(finding.rule == CRASHED.id for finding in told):
                self._works.keep(work.name, heap.given, doors, rows)
        self._works.keep(f"{_SIGNS} {heap.name}", "", (), [*heap.records])

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
        yield self._heap("register", {"": watched}, Register)
        of_type: dict[type, list[Any]] = defaultdict(list)
        for subject in subjects:
            of_type[type(subject)].append(subject)
        for kind, subjects in of_type.items():
            count = min(1 << (len(subjects) // _RECORDS).bit_length(), _MOST_HEAPS)
            heaps: dict[int, dict[str, Any]] = defaultdict(dict)
            for subject in subjects:
                number = crc32(_path(subject).encode("utf-8", "surrogatepass")) % count
                heaps[number][digest(self._answers.own(subject))] = subject
            for number, records in heaps.items():
                yield self._heap(f"{kind.__name__} {number}/{count}", records, kind)

    def _heap(self, name: str, records: dict[str, Any], kind: type) -> _Heap:
        """A heap, with those works of which not all is known; what is known of the others is found."""
        heap = _Heap(name, records, [])
        given, signs = heap.given, self._works.recall(f"{_SIGNS} {name}", "") or []
        before, new = digest(*signs), records.keys() - set(signs)
        for check, rule in self._looking_at(kind):
            work = f"{rule.id} {check.__module__}.{check.__qualname__} {name}"
            known = self._works.recall_in_part(work, before)
            rows = [row for row in known.made if row[0] in records] if known is not None else []
            self.before += (_found(rule, row) for row in rows)
            if known is None:
                heap.works.append(_Work(work, check, rule, records.keys(), [], ()))
            elif before != given:
                heap.works.append(_Work(work, check, rule, new, rows, self._works.doors_of(known)))
            else:
                self._works.stands(work, known)
        return heap


def _found(rule: Rule, row: list[Any]) -> Finding:
    """What was found before, in a record that is as it was."""
    _, path, line, column, message, remedy, key = row
    return rule.at(Place(path, line, column), message, remedy, record=key)


def _row(finding: Finding) -> list[Any]:
    """What a rule has found, without what the law adds to it."""
    place = finding.place
    return [place.path, place.line, place.column, finding.message, finding.remedy, finding.record]


def _path(subject: Record | Unread) -> str:
    return subject.tree.path
