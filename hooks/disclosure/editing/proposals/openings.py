"""The fields that a new record must have and that nobody but its editor can know, with an example of each.

They come from the models; what the rules ask beyond what a model requires stands in ``asked``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Any, NamedTuple, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from disclosure.editing.proposals.asked import asked_by_rules
from disclosure.editing.proposals.asking import OpenField
from disclosure.law.book import law_book
from disclosure.reading.validation import field_at, types_in
from disclosure.reading.yaml_tree import Location
from disclosure.records.annual_figures import FigureRow
from disclosure.records.base import Record, RefTo, Slot, WordIs, mark_in
from disclosure.records.values import Choice
from disclosure.register import Register

# What the help of a field does not say where it stands open.
_COUNTED = "有台账的，运行 disclosure requests figures 年份，由程序算出，再删去这一行"
_HINTS: dict[tuple[str, *Location], str] = {
    ("annual-figures", "requests"): _COUNTED,
    ("annual-figures", "appeals"): _COUNTED,
    ("document", "interpretation", "required"): "要解读的，同一次另建一份解读，在它的 interprets 里写本文件的编号",
    ("document", "interpretation", "reason"): "要解读、和政策同日发布的，删去这一行",
    ("document", "consultation", "channels", "phone"): "方式至少写一种，用别的方式的改写 online、email、post、onsite",
}
_AFTERWARDS = ("execution", "evaluation")  # stages that come when everything is decided
_SPARE = 5  # days beyond what the law wants
_WITHOUT_WORDS = "请照手册填写"


class Office(NamedTuple):
    """Whose record it will be, and on which day it is proposed: what examples are made of."""

    register: Register
    today: date
    unit: str = ""  # the department whose record it will be, as far as that is known


def open_fields(
    model: type[Record], path: str, at: Location, data: Mapping[str, Any], office: Office
) -> list[OpenField]:
    """What is still to be filled in a record of which ``data`` is known, in the order of the model."""
    asked = (place for place in _asked(model, data, office.register) if not _holds(data, place))
    wanted = [*_required(model, (), data), *asked]
    order = {name: number for number, name in enumerate(model.model_fields)}
    above = {place[:length] for place in wanted for length in range(1, len(place))}
    wanted = sorted(dict.fromkeys(place for place in wanted if place not in above), key=lambda at: order[str(at[0])])
    wanted = wanted or [(next(iter(order)),)] * (not data)  # a file cannot be without any key
    return [_open(model, path, at, place, office) for place in wanted]


def _asked(model: type[Record], data: Mapping[str, Any], register: Register) -> Iterator[Location]:
    """What rules want besides, down to single values."""
    for place in asked_by_rules(model, data, register):
        field = field_at(model, place)
        inner = None if get_origin(field.annotation) is list else _part_in(field)
        below = [] if inner is None else list(_required(inner, place, {}))
        yield from below or (place,)


def _required(model: type[BaseModel], above: Location, data: Any) -> Iterator[Location]:
    """The places of ``model`` that must be filled and are not, down to those that hold a single value or a list."""
    for name, field in model.model_fields.items():
        known = data.get(name) if isinstance(data, Mapping) else None
        inner = _part_in(field)
        if known is None and not field.is_required():
            continue
        if inner is None:
            yield from () if known is not None else ((*above, name),)
        elif get_origin(field.annotation) is list:
            yield from _in_list(inner, (*above, name), known)
        else:
            below = list(_required(inner, (*above, name), known or {}))
            yield from below if below or known else ((*above, name),)


def _in_list(inner: type[BaseModel], at: Location, known: Sequence[Any] | None) -> Iterator[Location]:
    if known is None:
        below = list(_required(inner, (*at, 0), {}))
        yield from below or (at,)
        return
    for number, item in enumerate(known):
        yield from _required(inner, (*at, number), item)


def _part_in(field: FieldInfo) -> type[BaseModel] | None:
    """The mapping that a field holds; a slot and what may be written in one word count as one value."""
    kinds = list(types_in(field.annotation))
    parts = [kind for kind in kinds if issubclass(kind, BaseModel)]
    return parts[0] if len(parts) == 1 and parts[0] is not Slot else None


def _holds(data: Any, place: Location) -> bool:
    for step in place:
        if not isinstance(data, Mapping) or step not in data:
            return False
        data = data[step]
    return True


def _open(model: type[Record], path: str, at: Location, place: Location, office: Office) -> OpenField:
    field = field_at(model, place)
    above = (field_at(model, place[: n + 1]) for n in range(len(place) - 1) if isinstance(place[n], str))
    label = " · ".join([*(item.title or "" for item in above), field.title or str(place[-1])])
    help = (_choices(field) or field.description or _WITHOUT_WORDS) + _as_list(field)
    more = _HINTS.get((model.record_type, *place), "")
    return OpenField(
        path, (*at, *place), label, f"{help}；{more}" if more else help, _example(field, str(place[-1]), office)
    )


def _as_list(field: FieldInfo) -> str:
    return "，写成 [甲, 乙]" if get_origin(field.annotation) is list and _part_in(field) is None else ""


def _choices(field: FieldInfo) -> str:
    """A short list of what may be written there, after what it is about."""
    choice = _choice_in(field)
    if choice is None or len(choice) > 8:
        return ""
    offered = "、".join(f"{member.value} {getattr(member, 'label', '')}".strip() for member in choice)
    return f"{field.description or field.title}：{offered}"


def _choice_in(field: FieldInfo) -> type[Choice] | None:
    return next((kind for kind in types_in(field.annotation) if issubclass(kind, Choice)), None)


def _example(field: FieldInfo, name: str, office: Office) -> str:
    one = _one_example(field, name, office)
    is_list = get_origin(field.annotation) is list
    return f"[{one}]" if is_list and one and not one.startswith("[") else one


def _one_example(field: FieldInfo, name: str, office: Office) -> str:
    target = next((mark for mark in field.metadata if isinstance(mark, RefTo)), None)
    target = target or mark_in(field.annotation, RefTo)
    choice, kinds = _choice_in(field), {kind.__name__ for kind in types_in(field.annotation)}
    written = str(field.examples[0]) if field.examples else ""
    if any(isinstance(mark, WordIs) for mark in field.metadata) or _names_department(field.annotation):
        return _with_department(written, name, office)
    if Slot.__name__ in kinds:
        year = office.today.year + (name in _AFTERWARDS)
        return f"{{absent: not-due, due: {year}-12-31}}"
    if target is not None:
        return _id_of(target, office) or written
    if name == "closes":
        return _last_day_to_answer(office)
    if "date" in kinds or "datetime" in kinds:
        return office.today.isoformat()
    if name == "approved" and written:
        return f"{office.today.isoformat()} {written.partition(' ')[2]}"
    if any(issubclass(kind, FigureRow) for kind in types_in(field.annotation)):
        return "0"
    if name == "phone" and office.register.agency is not None:
        return office.register.agency.phone
    if written or choice is None:
        return written or ("1" if "int" in kinds else "true" if "bool" in kinds else "")
    return next(iter(choice)).value if issubclass(choice, Enum) else ""


def _last_day_to_answer(office: Office) -> str:
    """A day on which a consultation that is opened today may close; "" where no such period is on file."""
    days = law_book(office.register).days("consultation-days", office.today)
    return "" if days is None else (office.today + timedelta(days=days + _SPARE)).isoformat()


def _names_department(annotation: Any) -> bool:
    return mark_in(annotation, WordIs) is not None


def _with_department(line: str, step: str, office: Office) -> str:
    """A line of a review as this office would write it today: whoever examines is not who drafted."""
    words, agency = line.split(" "), office.register.agency
    units = [unit.id for unit in agency.departments] if agency is not None else []
    examiner = (agency.disclosure_office if agency is not None else None) or next(iter(units), words[1])
    drafter = office.unit or next((unit for unit in units if unit != examiner), words[1])
    examiner = examiner if examiner != drafter else next((unit for unit in units if unit != drafter), examiner)
    return " ".join([office.today.isoformat(), examiner if step == "secrecy" else drafter, *words[2:]])


def _id_of(target: RefTo, office: Office) -> str:
    """The id of one of the office's own records that such a reference may name."""
    found = (
        record.key
        for record in (*office.register.records.values(), *office.register.singles)
        if (record.page_folder if target.record == "page" else record.record_type == target.record)
        and (not target.kinds or getattr(record, "kind", None) in target.kinds)
    )
    return next(found, "")
