"""What a register gathers once from all of its records, and hands on to one in which only a few are others.

An index says of each record what the record alone tells. So where a few records change, their entries are mended and
nobody looks at the others again: the editors' form checks a change of one file among thousands.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar, cast

from disclosure.records.base import Record, Reference
from disclosure.records.mentions import mentions

AnyRecord = TypeVar("AnyRecord", bound=Record)
Kept = TypeVar("Kept")
Tells = Callable[[Any], Iterable[Hashable]]  # what a record says of itself; it looks at nothing else


class Indexed:
    """Records that are gathered by type, and by what each of them tells."""

    records: dict[str, Record]
    singles: list[Record]
    stand_ins: list[Record]
    _kept: dict[Any, Any]
    _by_type: dict[tuple[type, int], list[Any]]
    _told: dict[Any, dict[Any, list[Any]]]

    def once(self, make: Callable[[Any], Kept]) -> Kept:
        """What a function makes of this register, made when it is first asked for and kept."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast(Kept, self._kept[make])

    def all(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """All records of one type, in the order of their files and lines; none that only stands in for another."""
        known = kind, self._count  # while it is being filled, it is gathered anew
        if known not in self._by_type:
            everything = (*self.singles, *self.records.values())
            self._by_type[known] = [
                record for record in everything if isinstance(record, kind) and record.withdrawal is None
            ]
        return list(self._by_type[known])

    def by(self, kind: type[AnyRecord], tells: Callable[[AnyRecord], Iterable[Any]]) -> Mapping[Any, list[AnyRecord]]:
        """The records of one type by what each of them tells, in their order; nobody may change it."""
        if (kind, tells) not in self._told:
            self._told[kind, tells] = gathered_by(self.all(kind), tells)
        return self._told[kind, tells]

    @property
    def _count(self) -> int:
        return len(self.singles) + len(self.records) + len(self.stand_ins)

    @cached_property
    def references(self) -> list[Reference]:
        """Every reference of every record: from fields, and from ``ref:`` links in Markdown."""
        return [item for record in (*self.singles, *self.records.values()) for item in references_of(record)]

    @cached_property
    def references_by_file(self) -> dict[str, list[Reference]]:
        """The references by the file in which they are written."""
        return _by(self.references, _file)

    def references_of(self, record: Record) -> list[Reference]:
        """The references that one record makes."""
        return list(references_of(record))

    @cached_property
    def leading_to(self) -> dict[str, list[Reference]]:
        """The references by the id that they lead to, whether or not there is such a record."""
        return _by(self.references, _target)

    @cached_property
    def backlinks(self) -> dict[str, list[Reference]]:
        """For every id, the references that point at it and say what the relation is."""
        told = (item for item in _related(self.references) if item.target_id in self.records)
        return _by(told, _target)

    def take_over(self, other: Indexed, gone: Collection[Record], new: Collection[Record]) -> None:
        """Take what another one has gathered, from which this one differs by some records; both are settled."""
        changed = Replaced(gone, new)
        for (kind, count), known in other._by_type.items():
            if count == other._count:
                self._by_type[kind, self._count] = changed.of_type(kind).mended(known)
        for (kind, tells), told in other._told.items():
            self._told[kind, tells] = changed.of_type(kind).mended_by(told, tells)
        if "references" in vars(other):
            self._take_over_references(other, gone, new)

    def _take_over_references(self, other: Indexed, gone: Collection[Record], new: Collection[Record]) -> None:
        """Mend the references, which are looked for in every text, and what is gathered from them."""
        left = set(map(id, gone))
        was = [
            item for path in _paths(gone) for item in other.references_by_file.get(path, ()) if id(item.source) in left
        ]
        more, dropped = [item for record in new for item in references_of(record)], set(map(id, was))
        by_file = _mended(other.references_by_file, was, more, dropped, _file)
        leading = _mended(other.leading_to, was, more, dropped, _target)
        backlinks = other.backlinks.copy()
        for key in {item.target_id for item in (*was, *more)} | (self.records.keys() ^ other.records.keys()):
            backlinks.pop(key, None)
            if key in self.records and (told := _related(leading.get(key, ()))):
                backlinks[key] = told
        references = [*(item for item in other.references if id(item) not in dropped), *more]
        vars(self).update(references=references, references_by_file=by_file, leading_to=leading, backlinks=backlinks)


class Replaced:
    """Some records that are ``gone``, and some that are ``new``."""

    def __init__(self, gone: Iterable[Record], new: Iterable[Record]) -> None:
        self._gone, self._new = list(gone), list(new)
        self._ids = set(map(id, self._gone))

    def of_type(self, kind: type) -> Replaced:
        """Those of one type that stand in for no other."""
        return Replaced(
            *(
                [item for item in items if isinstance(item, kind) and item.withdrawal is None]
                for items in (self._gone, self._new)
            )
        )

    def mended(self, known: list[Any]) -> list[Any]:
        """A list with the new records, each where one of its file and id stood, else among the files by their paths."""
        if not self._gone and not self._new:
            return known
        left: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for record in self._new:
            left[record.path, record.key].append(record)
        found = []
        for record in known:
            if id(record) not in self._ids:
                found.append(record)
            else:
                found += left.pop((record.path, record.key), ())
        for record in chain.from_iterable(left.values()):
            insort(found, record, key=lambda item: item.path)
        return found

    def mended_by(self, told: dict[Hashable, list[Any]], tells: Tells) -> dict[Hashable, list[Any]]:
        """An index of records by what they tell."""
        if not self._gone and not self._new:
            return told
        gone, new = gathered_by(self._gone, tells), gathered_by(self._new, tells)
        made = told.copy()
        for key in (*gone, *(key for key in new if key not in gone)):
            made[key] = Replaced(gone.get(key, ()), new.get(key, ())).mended(told.get(key, []))
            if not made[key]:
                del made[key]
        return made


def gathered_by(
    records: Sequence[AnyRecord], tells: Callable[[AnyRecord], Iterable[Any]]
) -> dict[Any, list[AnyRecord]]:
    """Records by what each tells; one that tells the same twice stands there twice."""
    found: dict[Any, list[AnyRecord]] = defaultdict(list)
    for record in records:
        for key in tells(record):
            found[key].append(record)
    return dict(found)


def references_of(record: Record) -> Iterable[Reference]:
    """The references of one record, in its fields and in its text."""
    return chain(record.references(), mentions(record))


def _by(references: Iterable[Reference], what: Callable[[Reference], str]) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = defaultdict(list)
    for item in references:
        found[what(item)].append(item)
    return dict(found)


def _related(references: Iterable[Reference]) -> list[Reference]:
    return [item for item in references if item.expects.relation]


def _file(reference: Reference) -> str:
    return reference.source.path


def _target(reference: Reference) -> str:
    return reference.target_id


def _paths(records: Iterable[Record]) -> Iterable[str]:
    return dict.fromkeys(record.path for record in records)


def _mended(
    known: dict[str, list[Reference]],
    was: list[Reference],
    more: list[Reference],
    dropped: Set[int],
    what: Callable[[Reference], str],
) -> dict[str, list[Reference]]:
    """References by what is said of each, without those that were there and with some more."""
    made, new = known.copy(), _by(more, what)
    for key in dict.fromkeys(what(item) for item in (*was, *more)):
        made[key] = [*(item for item in known.get(key, ()) if id(item) not in dropped), *new.get(key, ())]
        if not made[key]:
            del made[key]
    return made
