"""What the input of a name is called, for whoever sees what was typed without the form around it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from disclosure.editing.forms.names import BODY, WHOLE
from disclosure.editing.forms.steps import WORDS
from disclosure.records.shapes import fields_of

_OF_FORM = {BODY: "正文", WHOLE: "整个文件"}
_ASPECTS = {"remove": "去掉", "is": "有没有文件", "key": "哪一项", "value": "内容", "fact": "情况"}


def label_of(model: type[BaseModel], name: str) -> str:
    """``changes.1.date`` → 修改记录 2 > 日期; what the record type does not know is called as it is written."""
    if name in _OF_FORM:
        return _OF_FORM[name]
    location, _, aspect = name.partition(":")
    steps = location.split(".")
    return " > ".join([*_labels(model, steps), *_of_aspect(steps[-1], aspect)])


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
