"""What is known of a new record without asking: from the office, its columns and catalogue, and what was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, get_origin

from disclosure.editing.proposals.asking import NeedsMoreError, NotProposedError
from disclosure.editing.proposals.places import PlaceInData, year_for
from disclosure.expressions import expression
from disclosure.reading.validation import field_at, types_in
from disclosure.records.base import Record, RefTo, mark_in
from disclosure.records.columns import Column
from disclosure.records.decisions import Adjustment, Decision
from disclosure.records.documents import Document
from disclosure.records.guides import GuideElements
from disclosure.records.kinds import Kind
from disclosure.records.names import Names
from disclosure.register import Register

_BETWEEN = expression(r"[、，,；;\n]+")
LEFT_OPEN = "?"  # given for a field that would be known here and is not: it stays open
_FILED_BY = frozenset({"year", "id"})  # where the record goes, whether or not it says so itself


def filing(model: type[Record], given: Mapping[str, str], register: Register, today: date) -> dict[str, str]:
    """What was given, with the year, and for a document with its kind and column. Raises ``NeedsMoreError``."""
    made = dict(given)
    if model is Document:
        made |= _shelf(given, register)
    return {**made, "year": year_for(model, given, today.year)}


def known(model: type[Record], place: PlaceInData, given: Mapping[str, str], register: Register) -> dict[str, Any]:
    """The fields that nobody needs to be asked for."""
    facts: dict[str, Any] = {"id": place.id, "year": given["year"]}
    if model is Document:
        column = register.get(given["column"], Column)
        facts["issuer"] = register.agency.name if register.agency is not None else None
        facts["department"] = column.department if column is not None else None
        facts["guide"] = _guide(register) if given["kind"] == Kind.GUIDE else None
    if model is Decision:
        orders = [decision.order for decision in register.decisions if decision.file_year == given["year"]]
        facts["order"] = str(max(orders, default=0) + 1)
        catalogue = any(item.file_year == given["year"] for item in register.catalogues)
        facts["adjusted"] = Adjustment.ADDED.value if catalogue else None  # what is published only grows by adjustment
    return {name: value for name, value in facts.items() if value and name in model.model_fields}


def _guide(register: Register) -> dict[str, str]:
    """The elements of the guide as far as the office's own facts have them."""
    told = register.agency.guide if register.agency is not None else None
    found = ((name, getattr(told, name, None)) for name in GuideElements.model_fields)
    return {name: text for name, text in found if text}


def data_of(model: type[Record], given: Mapping[str, str], names: Names) -> dict[str, Any]:
    """What was given as the data of a record; labels become keys, names ids. Raises ``NotProposedError``."""
    data: dict[str, Any] = {}
    for name, text in given.items():
        steps = name.split(".")
        field = field_at(model, tuple(steps))
        if field is None and name in _FILED_BY:
            continue
        if field is None:
            offered = "、".join(f"{key}（{info.title}）" for key, info in model.model_fields.items() if info.title)
            raise NotProposedError(f"{model.type_label}没有“{name[:40]}”这一项。", f"可以写：{offered}。")
        inner = data
        for step in steps[:-1]:
            inner = inner.setdefault(step, {})
        if text != LEFT_OPEN:
            inner[steps[-1]] = _value(field, text, names)
        elif len(steps) == 1:
            inner[steps[-1]] = LEFT_OPEN  # over what would be known
    return data


def _value(field: Any, text: str, names: Names) -> Any:
    if get_origin(field.annotation) is list:
        parts = text.split("\n") if "\n" in text else _BETWEEN.split(text.strip("[]"))
        return [_one(field, part.strip(), names) for part in parts if part.strip()]
    return _one(field, text.strip(), names)


def _one(field: Any, text: str, names: Names) -> str:
    """One value: the key of a choice that is named by its label, the id of a record that is named by its name."""
    for choice in types_in(field.annotation):
        if issubclass(choice, Enum):
            return next((str(member.value) for member in choice if text == getattr(member, "label", "")), text)
    target = next((mark for mark in field.metadata if isinstance(mark, RefTo)), None)
    target = target or mark_in(field.annotation, RefTo)
    return (names.id_of(target.record, text) if target is not None else None) or text


def _shelf(given: Mapping[str, str], register: Register) -> dict[str, str]:
    """The kind of a document and the column that it goes to, as far as one tells the other."""
    kind, column = _kind_in(given.get("kind", "")), _column_in(given.get("column", ""), register)
    if column is not None and kind is None and len(column.kinds) == 1:
        kind = column.kinds[0]
    if kind is None:
        kinds = column.kinds if column is not None else list(Kind)
        raise NeedsMoreError("kind", "文件属于哪一类", [(kind.value, kind.label) for kind in kinds])
    taking = [item for item in register.columns if kind in item.kinds]
    if column is None and len(taking) == 1:
        column = taking[0]
    if column is None:
        raise NeedsMoreError("column", "发布在哪个栏目", [(item.id, item.title) for item in taking or register.columns])
    if column.kinds and kind not in column.kinds:
        takes = "、".join(f"{item.value}（{item.label}）" for item in column.kinds)
        raise NotProposedError(f"栏目“{column.title}”不收{kind.label}。", f"它收的是：{takes}。")
    return {"kind": kind.value, "column": column.id}


def _kind_in(word: str) -> Kind | None:
    found = next((kind for kind in Kind if word in (kind.value, kind.label)), None)
    if word and found is None:
        raise NotProposedError(f"没有“{word[:40]}”这一类文件。", "请核对文件种类，例如 notice（通知公告）。")
    return found


def _column_in(word: str, register: Register) -> Column | None:
    found = next((column for column in register.columns if word in (column.id, column.title)), None)
    if word and found is None:
        offered = "、".join(f"{column.id}（{column.title}）" for column in register.columns)
        raise NotProposedError(f"没有“{word[:40]}”这个栏目。", f"可以写：{offered}。")
    return found
