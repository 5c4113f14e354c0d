"""Change one value of a YAML file, or of a document's front matter, and no other byte.

Comments, order, quotes, line ends, byte order mark, indents and blanks at the end of lines stay as they are.
``source`` finds the value's characters, ``writing`` makes new ones for it, ``edits`` puts them in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic import BaseModel

from disclosure.findings import Finding
from disclosure.reading.put.edits import CannotWriteError, ModelView, applied, edits, twin
from disclosure.reading.put.source import Node, YamlText
from disclosure.reading.put.writing import Plain
from disclosure.reading.text import UNSEEN
from disclosure.reading.validation import field_at, model_at, types_in
from disclosure.reading.yaml_tree import ALIAS, DUPLICATE, NOT_MAPPING, SYNTAX, Data, Location, read_tree

__all__ = ["PutRefusedError", "Value", "WrittenValue", "put", "twin", "written_values"]

Value = str | int | date | Sequence["Value"] | Mapping[str, "Value"]

_BARS = frozenset(rule.id for rule in (SYNTAX, DUPLICATE, ALIAS, NOT_MAPPING))
_TAGS = {date: "timestamp", datetime: "timestamp", int: "int", bool: "bool"}


class PutRefusedError(ValueError):
    """The value cannot be changed without harm: ``message`` says why, ``remedy`` what to do, both in Chinese."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}{remedy}")
        self.message, self.remedy = message, remedy


def put(text: str, path: Location, value: Value | None, model: type[BaseModel] | None = None) -> str:
    """The file ``text`` with ``value`` at ``path``, everything else byte for byte as it was.

    ``path`` is keys and numbers of items, as in ``Tree.spots``; a number one past the last adds an item, a key that
    is not written is added, ``None`` as the value takes the key or item out. A text is quoted where YAML would make
    something else of it, unless such a thing stood there without quotes; dates and numbers are written without.
    ``model`` is the record type of the file: a new key is put where its order wants it, else at the end.

    The result is read again: it says ``value`` there and elsewhere what was said before. If that cannot be had, or if
    the file is not read without complaint, ``PutRefusedError`` is raised.
    """
    before, data = _read(text), _as_data(value)
    wanted = _changed(before.data, path, data)
    if wanted == before.data:
        return text
    if text.endswith(("\n", "\r")):
        made = _made(before, wanted, model)
    else:
        ended = _read(text + before.source.line_end)
        made = _made(ended, _changed(ended.data, path, data), model)
        bare = made.removesuffix(before.source.line_end)
        made = bare if _read(bare).data == wanted else made  # a text that ends with its line needs the line's end
    _hold_against(made, wanted, before.findings)
    return made


class WrittenValue(NamedTuple):
    """A text as it stands in a file, quotes and all, from ``start`` to ``end``."""

    location: Location
    text: str
    start: int
    end: int


def written_values(text: str) -> list[WrittenValue]:
    """Every text of the file's YAML that ``put`` could change, in order; none if the file is not read well enough."""
    try:
        return list(_texts(_read(text).root, ()))
    except PutRefusedError:
        return []


def _texts(node: Node, at: Location) -> Iterator[WrittenValue]:
    if node.kind == "scalar":
        yield WrittenValue(at, node.text, node.start, node.end)
    for number, member in enumerate(node.members):
        yield from _texts(member.value, (*at, number if member.key is None else member.name))


class _Reading(NamedTuple):
    """A file as read: its nodes, what they say, and what the reader complains of."""

    source: YamlText
    root: Node
    data: dict[str, Data]
    findings: list[Finding]


def _read(text: str) -> _Reading:
    """What the file says; refused unless it is read without complaint."""
    source = YamlText(text)
    findings = read_tree(source.yaml, "", first_line=source.first + 1)[1]
    bar = next((finding for finding in findings if finding.rule in _BARS), None)
    if bar is not None:
        raise PutRefusedError(f"第 {bar.place.line} 行的写法有问题，改不了：{bar.message}", bar.remedy)
    if UNSEEN.search(source.yaml):
        raise PutRefusedError("文件里有看不见的字符，改不了。", "请先删除它。")
    root = source.root()
    data = root.data
    assert isinstance(data, dict)  # else the reader has complained
    return _Reading(source, root, data, findings)


def _made(read: _Reading, wanted: Data, model: type[BaseModel] | None) -> str:
    """The text, of which every line has its end, changed to say what is wanted."""
    try:
        return applied(read.source.text, edits(read.source, read.root, wanted, _shape(model)))
    except CannotWriteError as error:
        raise PutRefusedError(f"“{_name(error.location)}”的新内容没有办法写进这个文件。", "请手工修改。") from None


def _hold_against(made: str, wanted: Data, before: list[Finding]) -> None:
    """Refuse what does not read as wanted, or of which the reader complains more than before."""
    after = _read(made)
    more = Counter(finding.rule for finding in after.findings) - Counter(finding.rule for finding in before)
    complaint = next((finding for finding in after.findings if finding.rule in more), None)
    if complaint is not None:
        raise PutRefusedError(f"这样改以后文件有问题：{complaint.message}", complaint.remedy)
    if after.data != wanted:
        raise PutRefusedError("这样改会连带改动别的内容，没有改。", "请手工修改。")


def _changed(data: dict[str, Data], path: Location, value: Data | None) -> dict[str, Data]:
    """A copy of the data with the change."""
    if not path:
        if not isinstance(value, dict) or not value:
            raise PutRefusedError("整个文件要由“键: 值”组成。", "请写明要改哪一项。")
        return value
    root: Any = {"": deepcopy(data)}
    inner: Any = root
    steps: Location = ("", *path)
    for step, following in zip(steps, steps[1:], strict=False):
        _check_step(inner, step, path)
        if value is None and step not in (inner if isinstance(inner, dict) else range(len(inner))):
            return data
        if isinstance(inner, dict) and step not in inner:
            inner[step] = [] if isinstance(following, int) else {}
        elif isinstance(inner, list) and step == len(inner):
            inner.append([] if isinstance(following, int) else {})
        if inner[step] == "":  # a key without a value is as good as none
            inner[step] = [] if isinstance(following, int) else {}
        inner = inner[step]
    _set(inner, path, value)
    if not root[""]:
        raise PutRefusedError("这是文件里唯一的一项，不能去掉。", "不要这个文件了，请删除它。")
    return dict(root[""])


def _check_step(inner: Any, step: str | int, path: Location) -> None:
    fits = isinstance(inner, list) if isinstance(step, int) else isinstance(inner, dict)
    if not fits or isinstance(step, int) and not 0 <= step <= len(inner):
        raise PutRefusedError(f"文件里没有“{_name(path)}”这个位置。", "请核对要改的是哪一项。")


def _set(inner: Any, path: Location, value: Data | None) -> None:
    step = path[-1]
    _check_step(inner, step, path)
    if value is None:
        if isinstance(inner, dict):
            inner.pop(step, None)
        else:
            del inner[step : step + 1]  # type: ignore[operator]
    elif isinstance(inner, list) and step == len(inner):
        inner.append(value)
    else:
        inner[step] = value


def _name(path: Location) -> str:
    return ".".join(str(step) for step in path)


def _as_data(value: Value | None) -> Data | None:
    """The value in strings, those plain that were something else."""
    if value is None:
        return None
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _inner(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_inner(item) for item in value]
    if isinstance(value, bool):
        return Plain(str(value).lower())
    return Plain(value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value))


def _inner(value: Value) -> Data:
    data = _as_data(value)
    if data is None:
        raise PutRefusedError("列表和分项里不能有空的内容。", "请填写内容，或者去掉这一项。")
    return data


def _shape(model: type[BaseModel] | None) -> ModelView:
    def order(at: Location) -> list[str]:
        owner = None if model is None else model_at(model, at)
        return [] if owner is None else list(owner.model_fields)

    def tags(at: Location) -> frozenset[str]:
        field = None if model is None else field_at(model, at)
        kinds = tuple(_TAGS) if _is_open(model, at) else () if field is None else types_in(field.annotation)
        return frozenset(f"tag:yaml.org,2002:{_TAGS[kind]}" for kind in kinds if kind in _TAGS)

    return ModelView(order, tags)


def _is_open(model: type[BaseModel] | None, at: Location) -> bool:
    """Whether a place lies within a field of which the record type says no more: its words stay as they were typed."""
    if model is None or field_at(model, at) is not None:
        return False
    above = (field_at(model, at[:length]) for length in range(len(at) - 1, 0, -1))
    field = next((field for field in above if field is not None), None)
    return field is not None and Any in types_in(field.annotation)
