"""A proposed record as the text of its file: what is known written out, what is open left out, or marked for hands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import Any

from pydantic import BaseModel

from disclosure.editing.proposals.asking import OpenField
from disclosure.reading.kinds import DOCUMENT
from disclosure.reading.put import put
from disclosure.reading.put.source import YamlText
from disclosure.reading.yaml_tree import Location

_TOKEN = "OPEN-FIELD-{}-" + "x" * 120  # so long that nothing holding it is written on one line
_HEAD = "# 还有 {} 处要填：在标着“请填”的地方写上内容，再删去那一行的 # 和后面的话；全部填好，删去这一行。"


def text_of(model: type[BaseModel], path: str, data: Mapping[str, Any], body: str = "") -> str:
    """A new file with ``data``, its keys in the order of the model; for a document with its Markdown."""
    if not data:
        return f"{next(iter(model.model_fields))}:\n"  # a key without a value, where there is nothing to begin with
    first = next(iter(data))
    start = f"{first}: x\n"
    if path.endswith(DOCUMENT):
        return f"{put(f'---{chr(10)}{start}---{chr(10)}', (), data, model)}{body}"
    return put(start, (), data, model)


def within(text: str, model: type[BaseModel], at: Location, data: Mapping[str, Any]) -> str:
    """The text of a file that holds a list of records, with one more."""
    return put(text, at, data, model)


def marked(text: str, model: type[BaseModel], fields: Sequence[OpenField]) -> str:
    """The text with a key for each open field, nothing behind it but what is to be written there.

    The reader takes each for an error at its own line, so that none can be forgotten.
    """
    fields = [field for field in fields if not field.is_text]
    data = deepcopy(YamlText(text).root().data)
    for number, field in enumerate(fields):
        _set(data, field.location, _TOKEN.format(number))
    text = put(text, (), data, model) if fields and isinstance(data, dict) else text
    for number, field in enumerate(fields):
        text = re.sub(rf" ?\"?{_TOKEN.format(number)}\"?", partial(_told, field), text)
    return _with_head(text, len(fields))


def _set(data: Any, location: Location, value: str) -> None:
    """Put a value where nothing stands yet, with all that has to stand above it."""
    for step, following in zip(location, location[1:], strict=False):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            data += [empty] * (step == len(data))
        elif data.get(step, "") == "":
            data[step] = empty
        data = data[step]
    data[location[-1]] = value


def _told(field: OpenField, found: re.Match[str]) -> str:
    return f"  # 请填：{' '.join(field.words.split())}"


def _with_head(text: str, count: int) -> str:
    if not count:
        return text
    head = f"{_HEAD.format(count)}\n"
    return f"---\n{head}{text.removeprefix(f'---{chr(10)}')}" if text.startswith("---\n") else head + text
