"""The plain fields of a record as JSON can say them: words, numbers, days, choices, and lists of words.

Most of what others ask of a record is there, so that it can be told without reading the record's file again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from disclosure.records.values import Choice

_LONGEST = 300  # characters of what is told of a field
_CHOICE, _DAY, _MOMENT, _LIST = "choice", "day", "moment", "list"
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


class PlainFields(NamedTuple):
    """What the fields say by their names, but those that say what they would unwritten, and those ``behind``."""

    said: dict[str, Any]
    behind: list[str]

    def of(self, model: type[BaseModel], name: str) -> Any:
        """The value of a field that is not behind. Raises KeyError, TypeError or ValueError if it makes no sense."""
        if name not in self.said:
            return model.model_fields[name].get_default(call_default_factory=True)
        told = self.said[name]
        if not isinstance(told, list):
            return told
        kind, what = told
        return _READ[kind](model, name, what)


def plain_fields(record: BaseModel) -> PlainFields:
    """The fields of a record, which has all of them."""
    said: dict[str, Any] = {}
    behind: list[str] = []
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if not field.is_required() and _is_same(value, field.get_default(call_default_factory=True)):
            continue
        told = _told(type(record), name, value)
        said.update(told)
        if not told:
            behind.append(name)
    return PlainFields(said, behind)


def _is_same(value: Any, usual: Any) -> bool:
    return type(value) is type(usual) and bool(value == usual)


def _told(model: type[BaseModel], name: str, value: Any) -> dict[str, Any]:
    """What is written of a value; nothing of one that is not plain."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return {name: value} if kind is not str or len(value) <= _LONGEST else {}
    if kind is date or kind is datetime:
        return {name: [_DAY if kind is date else _MOMENT, value.isoformat()]}
    if kind in _choices(model, name):
        return {name: [_CHOICE, [_choices(model, name).index(kind), value.value]]}
    if kind is list and all(type(item) is str for item in value) and sum(map(len, value)) <= _LONGEST:
        return {name: [_LIST, value]}
    return {}


@cache
def _choices(model: type[BaseModel], name: str) -> tuple[type[Choice], ...]:
    """The closed lists of which a field may be one."""
    return tuple(_choices_in(model.model_fields[name].annotation))


def _choices_in(annotation: Any) -> Iterator[type[Choice]]:
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _choices_in(inner)


def _choice(model: type[BaseModel], name: str, told: Any) -> Choice:
    number, key = told
    kind: Callable[[str], Choice] = _choices(model, name)[number]
    return kind(key)


_READ: dict[str, Callable[[type[BaseModel], str, Any], Any]] = {
    _CHOICE: _choice,
    _DAY: lambda model, name, told: date.fromisoformat(told),
    _MOMENT: lambda model, name, told: datetime.fromisoformat(told),
    _LIST: lambda model, name, told: list(told),
}
