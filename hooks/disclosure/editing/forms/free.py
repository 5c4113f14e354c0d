"""Values of which the record type says no more than that they are mappings or lists: written as in the file."""

from __future__ import annotations

from disclosure.editing.forms.nodes import RefusedError
from disclosure.reading.put.writing import Setting, form_of, key_of
from disclosure.reading.yaml_tree import Data, read_tree

_WRONG = "这里的写法读不出来，没有写进去。请照原来的样子写，一行一条；冒号、逗号、括号用半角，冒号和逗号后面空一格。"


def free_text(data: Data | None) -> str:
    """A value in lines: an item each of a list, a key with its value each of a mapping."""
    if data is None or isinstance(data, str):
        return data or ""
    if isinstance(data, list):
        return "\n".join(_in_line(item) for item in data)
    return "\n".join(f"{key_of(key)}: {_in_line(value)}" for key, value in data.items())


def _in_line(data: Data) -> str:
    form = form_of(data, Setting(0, flow=True, item=True, listed=True))
    return form.inline if form is not None else str(data)


def read_one(typed: str) -> Data:
    """The item that one line says; raises ``RefusedError``."""
    found = read_free(typed, None)
    if not isinstance(found, list) or len(found) != 1:
        raise RefusedError(_WRONG)
    return found[0]


def read_free(typed: str, old: Data | None) -> Data:
    """What lines say that were written so; raises ``RefusedError``. They are items unless there was a mapping."""
    lines = [line for line in typed.split("\n") if line.strip()]
    is_mapping = isinstance(old, dict)
    text = "\n".join(lines if is_mapping else ["a:", *(f"- {line.strip()}" for line in lines)])
    tree, findings = read_tree(text + "\n", "")
    if tree is None or findings:
        raise RefusedError(_WRONG)
    return tree.data if is_mapping else tree.data["a"]
