"""Which field of which record type a word of a finding means: a key as files write it, or a key of a closed list."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from disclosure.reading.validation import model_at
from disclosure.reading.yaml_tree import Location
from disclosure.records.documents import Document
from disclosure.records.files import record_types
from disclosure.records.shapes import FieldShape, ValueShape, choices_of, fields_of

_DEEPEST = 6  # parts in one another that are looked through


class FieldNamed(NamedTuple):
    """A field that a text names: the record type in whose files it stands, where there, and what it is.

    It ``is_near`` where it stands beside or around the place that the text is about, or where the text says.
    """

    model: type[BaseModel]
    location: Location
    shape: FieldShape
    is_near: bool = False

    @property
    def label(self) -> str:
        """What editors call it."""
        return self.shape.label

    @property
    def value(self) -> ValueShape:
        """What is written there; of a list, what each item is."""
        return self.shape.shape.item or self.shape.shape


def named(key: str, model: type[BaseModel], at: Location, inner: Location = ()) -> FieldNamed | None:
    """The field that a key means to whoever stands ``at`` a place of a record: below ``inner``, around, anywhere."""
    for above in (*((inner,) if inner else ()), *(at[:length] for length in range(len(at), -1, -1))):
        owner = model_at(model, above)
        shape = _fields(owner).get(key) if owner is not None else None
        if shape is not None and shape.label:
            return FieldNamed(model, (*above, key), shape, is_near=True)
    return next((FieldNamed(model, place, shape) for place, shape in within(model) if place[-1] == key), None)


def named_elsewhere(key: str) -> FieldNamed | None:
    """The field that a key means in some other record type."""
    kinds: tuple[type[BaseModel], ...] = (Document, *record_types())
    return next((found for kind in kinds if (found := named(key, kind, ())) is not None), None)


def choice_of(word: str, model: type[BaseModel], at: Location, label: str = "") -> str:
    """The label of a key of a closed list, as it stands nearest to a place; "" where there is none."""
    near = (item for length in range(len(at), -1, -1) for item in _fields(model_at(model, at[:length])).values())
    kinds: tuple[type[BaseModel], ...] = (model, Document, *record_types()) if label else (model,)
    far = (shape for kind in kinds for _, shape in within(kind))
    for shape in (*near, *far):
        found = label_in((shape.shape.item or shape.shape).choice, word)
        if found and label in ("", found):
            return found
    return ""


def label_in(choice: type[Enum] | None, word: str) -> str:
    """The label of a key of one closed list."""
    return dict(choices_of(choice)).get(word, "") if choice is not None else ""


@cache
def within(model: type[BaseModel]) -> tuple[tuple[Location, FieldShape], ...]:
    """All fields of a record type and of its parts, those of the record itself first."""
    return tuple(_walked(model))


def _walked(model: type[BaseModel]) -> Iterator[tuple[Location, FieldShape]]:
    waiting: deque[tuple[Location, type[BaseModel]]] = deque([((), model)])
    while waiting:
        above, owner = waiting.popleft()
        for name, shape in _fields(owner).items():
            if not shape.label:
                continue
            yield (*above, name), shape
            part = (shape.shape.item or shape.shape).part
            if part is not None and len(above) < _DEEPEST:
                waiting.append(((*above, name), part))


def _fields(model: type[BaseModel] | None) -> dict[str, FieldShape]:
    return {} if model is None else {shape.name: shape for shape in fields_of(model)}
