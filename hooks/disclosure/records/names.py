"""Names for people: where the id of a department, an audience, a theme or a column is wanted, its name will do.

Editors know 社区自治办公室, not self-governance-office. A name that only one record bears is taken for its id; one that
nobody or several bear is told with the ids that there are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from disclosure.expressions import expression
from disclosure.reading.validation import types_in
from disclosure.reading.yaml_tree import Location
from disclosure.records.base import Record, RefTo, WordIs, mark_in

# The lists of data/ that are read before everything else, so that their names are known.
NAMED = ("department", "audience", "life-event", "theme", "column")
_NAME = expression(r"[^\x00-\x7f]")


@dataclass
class Names:
    """Who bears which name, by record type."""

    ids: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def add(self, record: Record) -> None:
        """Note the name of a record, if its type is one of those that may be named."""
        self.note(record.record_type, getattr(record, "title", ""), record.key)

    def note(self, kind: str, name: object, key: object) -> None:
        """Note who bears a name, as a file says it that is not a record yet; what is no text is left to the reader."""
        if kind in NAMED and isinstance(name, str) and isinstance(key, str):
            known = self.ids[kind][name.strip()]
            known += [key] if key not in known else []

    def written(self) -> str:
        """All of them as one text."""
        return json.dumps(self.ids)

    def offered(self, kind: str) -> str:
        """All ids of this type with their names, as an editor may choose among them."""
        return "、".join(f"{key}（{name}）" for name, keys in self.ids[kind].items() for key in keys)

    def id_of(self, kind: str, name: str) -> str | None:
        """The id of the only record of this type that bears the name."""
        found = self.ids[kind].get(name.strip(), []) if kind in NAMED else []
        return found[0] if len(found) == 1 else None


class Unnamed(NamedTuple):
    """A name that stands where an id is wanted and that cannot be taken for one; ``kind`` is the record type."""

    location: Location
    name: str
    kind: str


def with_ids(model: type[BaseModel], data: Any, names: Names) -> tuple[Any, list[Unnamed]]:
    """The data of a record with every name that is wanted as an id made the id, and the names that are left."""
    left: list[Unnamed] = []
    return _part(model, data, (), names, left), left


def _part(model: type[BaseModel], data: Any, at: Location, names: Names, left: list[Unnamed]) -> Any:
    made = data
    for name, mark, inner in _looked_at(model) if isinstance(data, dict) else ():
        old = data.get(name)
        new = old if old is None else _value(inner, mark, old, (*at, name), names, left)
        if new is not old:
            made = {**made, name: new}
    return made


@cache
def _looked_at(model: type[BaseModel]) -> tuple[tuple[str, RefTo | WordIs | None, type[BaseModel] | None], ...]:
    """The fields in which an id may stand, or parts that have some: the name, what is wanted, the part's model."""
    found: list[tuple[str, RefTo | WordIs | None, type[BaseModel] | None]] = []
    for name, info in model.model_fields.items():
        marks = [mark for mark in info.metadata if isinstance(mark, RefTo | WordIs)]
        mark = marks[0] if marks else mark_in(info.annotation, RefTo) or mark_in(info.annotation, WordIs)
        inner = next((kind for kind in types_in(info.annotation) if issubclass(kind, BaseModel)), None)
        if mark is not None or inner is not None:
            found.append((name, mark, inner))
    return tuple(found)


def _value(
    inner: type[BaseModel] | None,
    mark: RefTo | WordIs | None,
    old: Any,
    at: Location,
    names: Names,
    left: list[Unnamed],
) -> Any:
    if isinstance(old, list):
        items = [_value(inner, mark, item, (*at, number), names, left) for number, item in enumerate(old)]
        return items if any(new is not item for new, item in zip(items, old, strict=True)) else old
    if isinstance(old, dict):
        return _part(inner, old, at, names, left) if inner is not None else old
    if mark is None or not _NAME.search(old):
        return old
    number = mark.number if isinstance(mark, WordIs) else 0
    words = old.split(maxsplit=number + 1) if isinstance(mark, WordIs) else [old.strip()]
    if len(words) <= number or not _NAME.search(words[number]):
        return old
    found = names.id_of(mark.record, words[number])
    if found is None:
        left.append(Unnamed(at, words[number], mark.record))
        return old
    return " ".join((*words[:number], found, *words[number + 1 :]))


def offered(records: Iterable[Record]) -> str:
    """Ids with their names, as an editor may choose among them."""
    return "、".join(f"{record.key}（{getattr(record, 'title', record.key)}）" for record in records)
