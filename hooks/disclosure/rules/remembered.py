"""Rules that were followed before: where nothing that they asked has another answer, what they found stands.

The records of a type are dealt out into heaps by their paths; what a rule finds in one heap is one piece of work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any
from zlib import crc32

from disclosure.findings import CRASHED, Finding, Place
from disclosure.memory.engine import digest
from disclosure.memory.tracing import DAY, note, tracing
from disclosure.reading.history import History
from disclosure.records.base import Record
from disclosure.register import Register, Unread
from disclosure.rules.framework import Context, RecordRule, findings_of
from disclosure.watched import Answers, Watched, WatchedHistory, Works

PART = "rules"
_HEAPS = 64
_Heaps = dict[tuple[type, int], list[Any]]


class WatchedContext(Context):
    """A context whose register, history and day are noted."""

    def __init__(self, inner: Context, watched: Watched) -> None:
        for name, value in (("register", watched), ("law", inner.law), ("rules", inner.rules), ("inner", inner)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "history", WatchedHistory(inner.history))

    inner: Context


def _today(context: WatchedContext) -> date:
    note(*DAY)
    return context.inner.today


setattr(WatchedContext, "today", property(_today))  # noqa: B010


def digest_of_law(register: Register) -> str:
    """The digest of what decides about every rule: law, limits and calendars, names in data/, what was taken down."""
    sums, agency = register.reader.sums, [register.agency] if register.agency is not None else []
    records = [*agency, *register.laws.values(), *register.limits, *register.calendars]
    removed = register.removed
    taken = (*sorted(removed.files), *map(repr, removed.taken), *sorted(removed.prepared))
    return digest(*(f"{item.path} {sums.get(item.path)}" for item in records), repr(dict(register.names.ids)), *taken)


def run_remembered(rules: list[RecordRule], context: Context, works: Works, watched: Watched, answers: Answers) -> Iterator[Finding]:
    """Every finding of every rule that binds here; what was found before is not looked for again."""
    asking = WatchedContext(context, watched)
    heaps = _heaps(context.register)
    given = {heap: digest(*map(answers.own, records)) for heap, records in heaps.items()}
    heaps[Register, 0], given[Register, 0] = [watched], ""
    for entry in rules:
        if context.law.binds(entry.rule):
            kinds = [heap for heap in heaps if issubclass(heap[0], entry.on)]
            for heap in kinds:
                yield from _of_heap(entry, heap, heaps[heap], given[heap], asking, works)
    works.save()


def _of_heap(entry: RecordRule, heap: tuple[type, int], records: list[Any], given: str, context: WatchedContext, works: Works) -> Iterator[Finding]:
    described = context.law.weighed(entry.rule, context.inner.today)
    name = f"{entry.rule.id} {entry.check.__module__}.{entry.check.__qualname__} {heap[0].__name__} {heap[1]}"
    made = works.recall(name, given)
    if made is not None:
        for path, line, column, message, remedy, key in made:
            yield described.at(Place(path, line, column), message, remedy, record=key)
        return
    with tracing() as doors:
        found = list(findings_of(entry, described, records, context))
    yield from found
