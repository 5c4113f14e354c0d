"""A tree of strings → a pydantic record, or one finding for every field that is wrong.

pydantic judges the values; this module says it in Chinese, at the line of the value.
Record types that give their own message raise ``PydanticCustomError`` with ``message`` and ``remedy`` in its context;
``below`` leads from where they judge to the part that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError

from disclosure.findings import Finding, Rule
from disclosure.reading.yaml_tree import Location, Tree

MISSING = Rule("FLD-001", "必填的项都填了", bad="文件里没有 title", good="title: 某通知")
UNKNOWN = Rule("FLD-002", "项的名称都认识", bad="titel: 某通知", good="title: 某通知")
VALUE = Rule("FLD-003", "值的写法正确", bad="published: 2023-02-30", good="published: 2023-02-28")

RULES = (MISSING, UNKNOWN, VALUE)

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], tree: Tree) -> tuple[Model | None, list[Finding]]:
    """The record that ``tree`` describes, or ``None`` with a finding for each fault, at its line."""
    try:
        return model.model_validate(tree.data), []
    except ValidationError as error:
        return None, list(_findings(model, tree, error))


def field_at(model: type[BaseModel], location: Location) -> Any:
    """The pydantic field that ``location`` leads to, or ``None``."""
    field: Any = None
    for step in location:
        if isinstance(step, int):
            continue
        field = None if model is None else model.model_fields.get(step)
        if field is None:
            return None
        model = _inner_model(field.annotation)  # type: ignore[assignment]
    return field


def model_at(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """The model of the mapping that ``location`` leads to, or ``None``."""
    if not any(isinstance(step, str) for step in location):
        return model
    field = field_at(model, location)
    return None if field is None else _inner_model(field.annotation)


def types_in(annotation: Any) -> Iterator[type]:
    """The types inside ``list[X]``, ``X | None`` and the like."""
    if isinstance(annotation, type):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from types_in(inner)


def _findings(model: type[BaseModel], tree: Tree, error: ValidationError) -> Iterator[Finding]:
    details = error.errors(include_url=False)
    misspelt = {_meant(model, tuple(detail["loc"])) for detail in details if detail["type"] == "extra_forbidden"}
    for detail in details:
        location = (*detail["loc"], *detail.get("ctx", {}).get("below", ()))
        blank = isinstance(detail["input"], str) and not detail["input"].strip()
        if blank and detail["type"] != "missing":
            continue  # the reader has already said that there is nothing here
        if detail["type"] == "missing" and location in misspelt:
            continue  # it is there, under another name
        rule, message, remedy = _words(model, location, dict(detail))
        yield rule.at(tree.place(location), message, remedy)


def _words(model: type[BaseModel], location: Location, detail: dict[str, Any]) -> tuple[Rule, str, str]:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = _name(model, location)
    if "remedy" in context:
        return VALUE, f"{name}{context['message']}", context["remedy"]
    if kind == "missing":
        return MISSING, missing_words(model, location), example_of_field(model, location)
    if kind == "extra_forbidden":
        return UNKNOWN, f"不认识“{location[-1]}”这一项。", _did_you_mean(model, location)
    if kind == "enum" and isinstance(value, str):
        return VALUE, f"{name}不能填“{_short(value)}”。", _choices(model, location, str(value))
    if kind in ("string_type", "list_type", "model_type", "model_attributes_type", "dict_type"):
        return VALUE, f"{name}的写法不对。", _shape(kind, model, location)
    if kind == "too_short" and isinstance(value, list):
        has = f"只有 {len(value)} 项，至少要 {context['min_length']} 项。" if value else "一项也没有。"
        return VALUE, f"{name}{has}", example_of_field(model, location)
    if isinstance(value, list | dict):
        return VALUE, f"{name}的写法不对。", "这一项只写一个值，不要分成列表或下级项目。"
    return VALUE, f"{name}的值“{_short(value)}”不符合要求。", example_of_field(model, location)


def missing_words(model: type[BaseModel], location: Location) -> str:
    """What is said of a field that must be filled in and is not there."""
    return f"缺少{_name(model, location)}。"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "……"


def _name(model: type[BaseModel], location: Location) -> str:
    """A field as editors know it: its Chinese label and its key."""
    keys = [step for step in location if isinstance(step, str)]
    if not keys:
        return "这里"
    field = field_at(model, location)
    return f"“{field.title}”（{keys[-1]}）" if field is not None and field.title else f"“{keys[-1]}”"


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """The record type inside ``list[X]``, ``X | None`` and the like."""
    return next((kind for kind in types_in(annotation) if issubclass(kind, BaseModel)), None)


def example_of_field(model: type[BaseModel], location: Location) -> str:
    """How to fill a field in, by its example or its description."""
    field = field_at(model, location)
    keys = [step for step in location if isinstance(step, str)]
    if field is None or not keys:
        return "请对照手册填写。"
    if field.examples:
        return f"请填写，例如 {keys[-1]}: {field.examples[0]}。"
    return f"请填写 {keys[-1]}：{field.description}。" if field.description else f"请填写 {keys[-1]}。"


def _did_you_mean(model: type[BaseModel], location: Location) -> str:
    owner = model_at(model, location[:-1])
    meant = _meant(model, location)
    if meant is not None:
        return f"您要写的是不是“{meant[-1]}”？"
    for name, field in owner.model_fields.items() if owner else ():
        inner = _inner_model(field.annotation)
        if (
            inner is not None
            and location[-1] in inner.model_fields
            and get_origin(field.annotation) not in (list, tuple)
        ):
            return f"请移到“{name}”下面，和那里的各项对齐。"
    return f"这里可以写：{'、'.join(_written(owner))}。不在其中的请删除。" if owner else "请删除这一项。"


def _meant(model: type[BaseModel], location: Location) -> Location | None:
    """The field for which an unknown key is a slip, or its label."""
    owner = model_at(model, location[:-1])
    fields = owner.model_fields if owner else {}
    written = str(location[-1])
    same = [name for name, field in fields.items() if field.title == written]
    close = same or get_close_matches(written, list(fields), n=1, cutoff=0.7)
    return (*location[:-1], close[0]) if close else None


def _written(model: type[BaseModel]) -> list[str]:
    """The keys that editors write; what has no title is made from a shorter way of writing."""
    return [name for name, field in model.model_fields.items() if field.title]


def _choices(model: type[BaseModel], location: Location, value: str) -> str:
    field = field_at(model, location)
    choice = next((kind for kind in types_in(field.annotation) if issubclass(kind, Enum)), None) if field else None
    if choice is None:
        return "请对照手册填写。"
    members = [(member.value, getattr(member, "label", member.value)) for member in choice]
    same = next((key for key, label in members if label == value), None)
    close = [same] if same else get_close_matches(value, [key for key, _ in members], n=1, cutoff=0.8)
    close = close or [key for key, label in members if len(value) > 1 and value in label]
    if len(close) == 1:
        return f"您要写的是不是“{close[0]}”（{dict(members)[close[0]]}）？"
    return "请从这些里选一个：" + "、".join(f"{key}（{label}）" for key, label in members) + "。"


def _shape(kind: str, model: type[BaseModel], location: Location) -> str:
    inner = _inner_model(getattr(field_at(model, location), "annotation", None))
    if inner and (kind == "list_type" or isinstance(location[-1], int)):
        first, *others = inner.model_fields
        rest = f"，下面每行空四格，写 {'、'.join(f'{name}: 内容' for name in others)}" if others else ""
        return f"每一条先写一行“  - {first}: 内容”{rest}。"
    if kind == "list_type":
        return "这一项是列表，请每行以“- ”开头写一个，或者写成 [甲, 乙]。"
    if kind == "string_type":
        return "这一项只写一段文字，不要分成列表或下级项目；有特殊符号时给整个值加英文双引号。"
    names = "、".join(_written(inner)) if inner else ""
    return f"这一项要在下面缩进两格，分项填写{('：' + names) if names else ''}。"
