"""What each field of a record type takes: one walk of the models, for forms and for the tables of the handbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import AfterValidator, BaseModel, WithJsonSchema

from disclosure.reading.validation import types_in
from disclosure.records.base import RefTo, Slot, mark_in


class Takes(Enum):
    """The ways in which a value is written. ``LINE`` is one line of text of a kind of its own: a number, an address."""

    TEXT = "text"
    LINE = "line"
    DAY = "day"
    TRUTH = "truth"
    CHOICE = "choice"
    REFERENCE = "reference"
    STEP = "step"  # a line that is read as several words: a step of the review
    SLOT = "slot"
    PART = "part"
    LIST = "list"
    PAIRS = "pairs"  # names of the editor's own, each with a text
    CRITERIA = "criteria"  # whom something concerns: facts of persons, which are data (records.facts)
    FREE = "free"  # mappings and lists of which the model says no more


@dataclass(frozen=True)
class ValueShape:
    """What a value may be. ``item`` is that of a list's items."""

    takes: Takes
    choice: type[Enum] | None = None
    expects: RefTo | None = None
    part: type[BaseModel] | None = None
    item: ValueShape | None = None


@dataclass(frozen=True)
class FieldShape:
    """One field as editors know it; ``label`` is "" where a shorter way of writing is read into it."""

    name: str
    label: str
    description: str
    example: str
    required: bool
    shape: ValueShape


@cache
def fields_of(model: type[BaseModel]) -> tuple[FieldShape, ...]:
    """The fields of a record type, or of a part of one, in their order."""
    return tuple(
        FieldShape(
            name,
            field.title or "",
            field.description or "",
            str(field.examples[0]) if field.examples else "",
            field.is_required(),
            _shape(field.annotation, field.metadata),
        )
        for name, field in model.model_fields.items()
    )


def choices_of(choice: type[Enum]) -> Iterator[tuple[str, str]]:
    """The keys of a closed list with their Chinese labels."""
    for member in choice:
        yield str(member.value), str(getattr(member, "label", member.value))


def _shape(annotation: Any, marks: list[Any]) -> ValueShape:
    expects = next((mark for mark in marks if isinstance(mark, RefTo)), None) or mark_in(annotation, RefTo)
    kinds = [kind for kind in types_in(annotation) if kind is not type(None)]
    containers = {origin for origin in _origins(annotation) if origin in (list, dict)}
    if list in containers and dict in containers and Any in kinds:
        return ValueShape(Takes.CRITERIA)
    if list in containers and (dict in containers or _depth(annotation) > 1):
        return ValueShape(Takes.FREE)
    if dict in containers:
        return ValueShape(Takes.FREE if Any in kinds or list in kinds else Takes.PAIRS)
    if list in containers:
        return ValueShape(Takes.LIST, item=_single(annotation, [], kinds, expects))
    return _single(annotation, marks, kinds, expects)


def _single(annotation: Any, marks: list[Any], kinds: list[type], expects: RefTo | None) -> ValueShape:
    """The shape of what is neither a list nor a mapping of names."""
    choice = next((kind for kind in kinds if issubclass(kind, Enum)), None)
    part = next((kind for kind in kinds if issubclass(kind, BaseModel)), None)
    if part is not None:
        return ValueShape(Takes.SLOT if part is Slot else Takes.PART, part=part, expects=expects)
    if any(hasattr(kind, "_fields") for kind in kinds):
        return ValueShape(Takes.STEP)
    if choice is not None:
        return ValueShape(Takes.CHOICE, choice=choice)
    if expects is not None:
        return ValueShape(Takes.REFERENCE, expects=expects)
    if bool in kinds:
        return ValueShape(Takes.TRUTH)
    if kinds == [date]:
        return ValueShape(Takes.DAY)
    narrowed = any(mark_in(annotation, mark) or _has(marks, mark) for mark in (WithJsonSchema, AfterValidator))
    return ValueShape(Takes.TEXT if kinds == [str] and not narrowed else Takes.LINE)


def _has(marks: list[Any], kind: type) -> bool:
    return any(isinstance(mark, kind) for mark in marks)


def _origins(annotation: Any) -> Iterator[Any]:
    yield get_origin(annotation)
    for inner in get_args(annotation):
        yield from _origins(inner)


def _depth(annotation: Any) -> int:
    """How many lists stand in one another."""
    inner = max((_depth(part) for part in get_args(annotation)), default=0)
    return inner + (get_origin(annotation) is list)
