"""What a form offers to choose from: the records that a reference may name, by id and Chinese title, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from disclosure.editing.forms.found import has_all, plain, words_of
from disclosure.records.base import Record, RefTo
from disclosure.records.columns import Column
from disclosure.records.facts import Facts
from disclosure.register import Register

_Made = TypeVar("_Made")
PAGE = "page"  # what a reference expects that may name anything that has a page of its own
_DAYS = ("published", "date", "received", "made", "issued")


class Referable(NamedTuple):
    """A record that may be named; ``kind`` and ``number`` (文号) are those of a document, else ""."""

    id: str
    title: str
    kind: str = ""
    number: str = ""


@dataclass
class Lookups:
    """``targets`` by record type, in the order in which they are offered, and the ``kinds`` that each column takes.

    ``facts`` are what criteria may ask of persons, ``paths`` the titles of what lies in a file of its own.
    """

    targets: Mapping[str, tuple[Referable, ...]] = field(default_factory=dict)
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Facts | None = None
    paths: Mapping[str, str] = field(default_factory=dict)

    def offered(self, expects: RefTo) -> tuple[Referable, ...]:
        """The records that a reference may name."""
        return self._offered(expects)[0]

    def title_of(self, expects: RefTo, key: str) -> str:
        """The title of what a reference names, "" if there is no such thing to be named."""
        return self._offered(expects)[1].get(key, "")

    def meant(self, expects: RefTo, typed: str) -> str | None:
        """The id that is meant by an id, by a title that only one record has, or by both with a blank between."""
        _, titles, ids = self._offered(expects)
        first = typed.split(maxsplit=1)[0] if typed else ""
        if typed in titles:
            return typed
        if len(ids.get(typed, ())) == 1:
            return ids[typed][0]
        return first if first in titles and typed.removeprefix(first).strip() == titles[first] else None

    def found(self, expects: RefTo, sought: str) -> list[Referable]:
        """The records that a reference may name which have every word of a text in their id, title or number.

        That whose id it is comes first; of no word there is none.
        """
        words, offered = words_of(sought), self.offered(expects)
        texts = self.once(("texts", expects.record, expects.kinds), lambda: [_texts_of(target) for target in offered])
        fitting = [target for target, own in zip(offered, texts, strict=True) if words and has_all(words, own)]
        return sorted(fitting, key=lambda target: target.id != sought.strip())

    def once(self, key: object, make: Callable[[], _Made]) -> _Made:
        """What a form makes of what is offered and of nothing else, made for the first that asks."""
        if key not in self._kept:
            self._kept[key] = make()
        made: _Made = self._kept[key]
        return made

    def with_new(self, new: Iterable[tuple[type[Record], Referable]]) -> Lookups:
        """What is offered besides records that are not there yet, which come first."""
        found = {name: (*targets,) for name, targets in self.targets.items()}
        for model, target in new:
            for name in (model.record_type, *([PAGE] if model.page_folder else [])):
                found[name] = (target, *(item for item in found.get(name, ()) if item.id != target.id))
        return Lookups(found, self.kinds, self.facts, self.paths)

    def _offered(self, expects: RefTo) -> tuple[tuple[Referable, ...], dict[str, str], dict[str, list[str]]]:
        if expects not in self._known:
            fitting = tuple(
                target
                for target in self.targets.get(expects.record, ())
                if not expects.kinds or target.kind in expects.kinds
            )
            ids: dict[str, list[str]] = defaultdict(list)
            for target in fitting:
                ids[target.title].append(target.id)
            self._known[expects] = fitting, {target.id: target.title for target in fitting}, ids
        return self._known[expects]

    @cached_property
    def _kept(self) -> dict[object, Any]:
        return {}

    @cached_property
    def _known(self) -> dict[RefTo, tuple[tuple[Referable, ...], dict[str, str], dict[str, list[str]]]]:
        return {}


def lookups_of(register: Register) -> Lookups:
    """What the records of an office offer. The register is not kept."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in register.records.values():
        if record.withdrawal is None:
            found[record.record_type].append(record)
            if record.page_folder:
                found[PAGE].append(record)
    kinds = {column.id: tuple(kind.value for kind in column.kinds) for column in register.all(Column)}
    facts = next(iter(register.all(Facts)), None)
    paths = {record.path: _title(record) for record in register.records.values() if not record.tree.base}
    return Lookups({name: _targets(records) for name, records in found.items()}, kinds, facts, paths)


def _texts_of(target: Referable) -> tuple[str, ...]:
    return tuple(map(plain, (target.id, target.title, target.number)))


def _targets(records: Iterable[Record]) -> tuple[Referable, ...]:
    dated = sorted(records, key=_day, reverse=True)  # those without a day keep the order of their file
    return tuple(
        Referable(
            record.key,
            _title(record) or record.key,
            str(getattr(record, "kind", "")),
            str(getattr(record, "doc_no", None) or ""),
        )
        for record in dated
    )


def _title(record: Record) -> str:
    return str(getattr(record, "title", None) or "")


def _day(record: Record) -> str:
    """The day by which it is newer or older than others; what is filed by the year has that."""
    days = (getattr(record, name, None) for name in _DAYS)
    return str(next((day for day in days if day is not None), record.file_year))[:10]
