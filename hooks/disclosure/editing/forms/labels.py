"""What an input is called and what was chosen in it, for whoever sees that without the form around it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from disclosure.editing.forms.comparing import in_words
from disclosure.editing.forms.lookups import Lookups
from disclosure.editing.forms.names import BODY, WHOLE
from disclosure.editing.forms.steps import WORDS
from disclosure.records.base import RefTo
from disclosure.records.shapes import ValueShape, fields_of

_OF_FORM = {BODY: "正文", WHOLE: "整个文件"}
_ASPECTS = {"remove": "去掉", "is": "有没有文件", "key": "哪一项", "value": "内容", "fact": "情况"}


def label_of(model: type[BaseModel], name: str) -> str:
    """``changes.1.date`` → 修改记录 2 > 日期; what the record type does not know is called as it is written."""
    if name in _OF_FORM:
        return _OF_FORM[name]
    location, _, aspect = name.partition(":")
    steps = location.split(".")
    return " > ".join([*_labels(model, steps), *_of_aspect(steps[-1], aspect)])


def value_of(model: type[BaseModel], name: str, value: str, lookups: Lookups) -> str:
    """A choice by its label, a department or paper by its title; else the value as it was typed."""
    location, _, aspect = name.partition(":")
    steps = location.split(".")
    words = {word.aspect: word for word in WORDS[steps[-1]][0]} if steps[-1] in WORDS else {}
    if aspect:
        word = words.get(aspect)
        expects = RefTo("department") if word is not None and word.kind == "department" else None
        return lookups.title_of(expects, value) or value if expects is not None else value
    shape = _shape(model, steps)
    return in_words(shape, value, lookups) if shape is not None else value


def _shape(model: type[BaseModel] | None, steps: list[str]) -> ValueShape | None:
    """What is written at a location."""
    shape: ValueShape | None = None
    for step in steps:
        if not step.isdecimal():
            fields = {item.name: item.shape for item in fields_of(model)} if model is not None else {}
            shape = fields.get(step)
            shape = (shape.item or shape) if shape is not None else None
            model = shape.part if shape is not None else None
    return shape


def _labels(model: type[BaseModel] | None, steps: list[str]) -> Iterator[str]:
    label = ""
    for number, step in enumerate(steps):
        if step.isdecimal():
            label = f"{label} {int(step) + 1}"
        else:
            if label:
                yield label
            fields = {item.name: item for item in fields_of(model)} if model is not None else {}
            shape = fields[step].shape if step in fields else None
            label = fields[step].label or step if step in fields else step
            model = (shape.item or shape).part if shape is not None else None
        if number == len(steps) - 1:
            yield label


def _of_aspect(step: str, aspect: str) -> Iterator[str]:
    """The word of a line that is taken apart, or what else belongs to a value."""
    words = {word.aspect: word.label for word in WORDS[step][0]} if step in WORDS else {}
    if aspect:
        yield words.get(aspect) or _ASPECTS.get(aspect, aspect)
