"""Two texts of one record, of which each was made from the same text: what differs, field by field, and one of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from disclosure.editing.forms.lookups import Lookups
from disclosure.editing.forms.names import BODY, name_of
from disclosure.editing.forms.written import RecordText, written
from disclosure.reading.put import PutRefusedError, put
from disclosure.reading.yaml_tree import Data, Location
from disclosure.records.shapes import FieldShape, Takes, ValueShape, choices_of, fields_of

MINE, THEIRS, BOTH = "mine", "theirs", "both"
Merge = Callable[[str, str, str], str | None]  # of base, mine, theirs: both changes in one text, if they do not meet
_BODY_LABEL = "正文"


@dataclass(frozen=True)
class FieldDiffering:
    """One field that two people have left differently: in words, and which side to take if nobody chooses.

    Where both have ``met`` in it, somebody has to choose; ``both`` is a text with both changes, where there is one.
    """

    name: str
    label: str
    mine: str
    theirs: str
    side: str
    both: str | None = None
    met: bool = False


@dataclass(frozen=True)
class TwoTexts:
    """Two texts with the one that both were made from, of a record type."""

    model: type[BaseModel]
    base: str
    mine: str
    theirs: str
    lookups: Lookups
    merge: Merge

    def fields(self) -> list[FieldDiffering] | None:
        """The fields that differ, in the order of the form; nothing where a text cannot be taken apart."""
        texts = self._taken_apart()
        if texts is None:
            return None
        data = [text.tree.data if text.tree is not None else {} for text in texts]
        found = [self._field(above, item, values) for above, item, *values in _walked(self.model, data)]
        bodies = [text.body or "" for text in texts]
        found += [self._body(*bodies)] if bodies[1] != bodies[2] else []
        return found

    def joined(self, chosen: Mapping[str, str]) -> str | None:
        """Their text with what is chosen of mine, all else byte for byte; nothing where it cannot be written."""
        texts, fields = self._taken_apart(), self.fields()
        if texts is None or fields is None:
            return None
        _, mine, theirs = texts
        sides = {item.name: chosen.get(item.name, item.side) for item in fields}
        both = {item.name: item.both for item in fields if sides[item.name] == BOTH}
        assert mine.tree is not None and theirs.tree is not None
        wanted: dict[str, Any] = deepcopy(theirs.tree.data)
        for location in _places(self.model, [mine.tree.data, theirs.tree.data]):
            side = sides.get(name_of(location))
            if side in (MINE, BOTH):
                _set(wanted, location, both.get(name_of(location)) or _at(mine.tree.data, location))
        try:
            made = put(self.theirs, (), wanted, self.model)
        except PutRefusedError:
            return None
        if sides.get(BODY) in (MINE, BOTH):
            made = written(self.model, made).with_body(both.get(BODY) or mine.body or "")
        return made

    def _taken_apart(self) -> tuple[RecordText, RecordText, RecordText] | None:
        base, mine, theirs = (written(self.model, text) for text in (self.base, self.mine, self.theirs))
        return None if any(text.tree is None for text in (base, mine, theirs)) else (base, mine, theirs)

    def _field(self, above: Location, item: FieldShape, values: list[Data | None]) -> FieldDiffering:
        said = [in_words(item.shape, value, self.lookups) for value in values]
        return self._differing(name_of((*above, item.name)), item.label, values, said)

    def _body(self, *bodies: str) -> FieldDiffering:
        return self._differing(BODY, _BODY_LABEL, [f"{body}\n" for body in bodies], bodies)

    def _differing(self, name: str, label: str, values: list[Any], said: Sequence[str]) -> FieldDiffering:
        base, mine, theirs = values
        if base in (mine, theirs):
            return FieldDiffering(name, label, said[1], said[2], THEIRS if mine == base else MINE)
        texts = [value for value in values if isinstance(value, str) and "\n" in value]
        both = self.merge(*texts) if len(texts) == 3 else None
        both = both.strip("\n") if both is not None and name == BODY else both
        return FieldDiffering(name, label, said[1], said[2], MINE if both is None else BOTH, both, met=both is None)


def _places(model: type[BaseModel], data: list[dict[str, Data]]) -> list[Location]:
    return [(*above, item.name) for above, item, *_ in _walked(model, [{}, *data])]


def _walked(model: type[BaseModel], data: list[dict[str, Data]], above: Location = ()) -> Iterator[Any]:
    """The fields of which the second and the third differ: where, which, and all three values."""
    shapes = {item.name: item for item in fields_of(model)}
    keys = [*shapes, *(key for one in data[1:] for key in one if key not in shapes)]
    for key in dict.fromkeys(keys):
        item = shapes.get(key) or FieldShape(key, key, "", "", False, ValueShape(Takes.FREE))
        values = [one.get(key) for one in data]
        if values[1] == values[2]:
            continue
        part = item.shape.part if item.shape.takes is Takes.PART else None
        if part is not None and isinstance(values[1], dict) and isinstance(values[2], dict):
            yield from _walked(part, [value if isinstance(value, dict) else {} for value in values], (*above, key))
        else:
            yield above, item if item.label else FieldShape(key, key, "", "", False, item.shape), *values


def in_words(shape: ValueShape, data: Data | None, lookups: Lookups) -> str:
    """A value as people read it: choices and titles in place of keys and ids, parts line by line."""
    if data is None:
        return ""
    if isinstance(data, list):
        inner = shape.item or shape
        items = [in_words(inner, item, lookups) for item in data]
        return "\n".join(items) if any("\n" in item for item in items) else "、".join(items)
    if isinstance(data, dict):
        fields = {item.name: item for item in fields_of(shape.part)} if shape.part is not None else {}
        return "\n".join(_line(fields.get(key), key, value, lookups) for key, value in data.items())
    if shape.takes is Takes.TRUTH:
        return {"true": "是", "false": "否"}.get(data, data)
    if shape.choice is not None:
        return dict(choices_of(shape.choice)).get(data, data)
    if shape.expects is not None:
        return lookups.title_of(shape.expects, data) or data
    return data


def _line(item: FieldShape | None, key: str, value: Data, lookups: Lookups) -> str:
    if item is None or not item.label:
        return f"{key}：{in_words(ValueShape(Takes.FREE), value, lookups)}"
    return f"{item.label}：{in_words(item.shape, value, lookups)}"


def _at(data: Data, location: Location) -> Data | None:
    for step in location:
        data = data.get(str(step)) if isinstance(data, dict) else None  # type: ignore[assignment]
    return data


def _set(data: dict[str, Any], location: Location, value: Data | None) -> None:
    """Put a value where a mapping has it, or take it out."""
    for step in location[:-1]:
        data = data.setdefault(str(step), {})
    key = str(location[-1])
    if value is None:
        data.pop(key, None)
    else:
        data[key] = value
