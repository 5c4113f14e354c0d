"""A field → its file; where the field was imported before, what the office added stays, and what changes is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from disclosure.exports.official_catalogue import KeyWords
from disclosure.expressions import expression
from disclosure.importing.standard_catalogue.fields import field_id
from disclosure.importing.standard_catalogue.taking import FieldTaken
from disclosure.importing.yaml_text import ListOnOneLine, OnOneLine, yaml_text
from disclosure.reading.bounds import Unreadable, read_whole
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.standard_catalogue import ItemChannel, StandardField, StandardItem

_HEAD = "# 由 disclosure import standard-catalogue 从目录的表格导入；各栏照表格，其余各项由本机关写，再导入时保留。\n"
_IMPORTED = (
    "number", "level1", "level2", "content", "basis", "limit", "body", "channels", "channel_other", "audience", "group",
    "modes", "levels", "board",
)  # fmt: skip
_UNTOLD = frozenset({"number"})  # follows from the order
_SHORT = 30  # characters of a value that are quoted
_ON_ONE_LINE = frozenset({"query", "period"})
_DAY = expression(r"\d{4}-\d{2}-\d{2}")
_COUNT = expression(r"[1-9]\d{0,8}")
_MATCHES: tuple[tuple[str, ...], ...] = (
    ("level1", "level2", "content"), ("level1", "level2"), ("level2", "content"), ("level1", "content"),
    ("level2",), ("content",),
)  # fmt: skip


@dataclass(frozen=True)
class FieldThere:
    """A field that has a file: its data as they stand in it, and the whole text."""

    file: Path
    data: dict[str, Any]
    text: str


@dataclass(frozen=True)
class FieldFile:
    """A file to write, and what is different from the one that is there (``None`` if there is none)."""

    file: Path
    text: str
    items: int
    changes: tuple[str, ...] | None


def fields_there(folder: Path) -> tuple[list[FieldThere], list[Path]]:
    """The fields that have files in a folder, and the files that cannot be read."""
    found, broken = [], []
    for file in sorted(folder.glob("*.yml")):
        try:
            text = read_whole(file).decode("utf-8")
        except (Unreadable, UnicodeDecodeError):
            broken.append(file)
            continue
        tree, findings = read_tree(text, file.name)
        if tree is None or findings or not _is_field(tree.data):
            broken.append(file)
        else:
            found.append(FieldThere(file, dict(tree.data), text))
    return found, broken


def _is_field(data: Mapping[str, Any]) -> bool:
    items = data.get("items")
    return (
        isinstance(data.get("title"), str) and isinstance(items, list) and all(isinstance(item, dict) for item in items)
    )


@dataclass(frozen=True)
class FieldTerms:
    """What holds for every field: where its file lies, the day from which a new one holds, the words for keys."""

    folder: Path
    since: date
    wording: KeyWords


def field_file(taken: FieldTaken, there: Sequence[FieldThere], terms: FieldTerms) -> FieldFile:
    """The file of a field, whether it is there or not."""
    old = next((item for item in there if item.data["title"] == taken.name), None)
    if old is None:
        key = field_id(
            taken.name, {str(item.data["title"]): str(item.data.get("id", item.file.stem)) for item in there}
        )
        record = {"id": key, "title": taken.name, "since": terms.since.isoformat(), "items": taken.items}
        return FieldFile(terms.folder / f"{key}.yml", _HEAD + _text(record), len(taken.items), None)
    pairs = _pairs(taken.items, old.data["items"])
    new = [_as_there(item, pairs.get(at, {}), terms.wording) for at, item in enumerate(taken.items)]
    items = [{**pairs.get(at, {}), **item} for at, item in enumerate(new)]
    changes = tuple(_changes(new, old.data["items"], pairs))
    text = _comments(old.text) + _text({**old.data, "items": items})
    return FieldFile(old.file, text if changes else old.text, len(items), changes)


def _text(record: Mapping[str, Any]) -> str:
    ordered = [key for key in StandardField.model_fields if key in record]
    written = {key: _value(key, record[key]) for key in [*ordered, *(key for key in record if key not in ordered)]}
    written["items"] = [{key: _value(key, item[key]) for key in _order(item)} for item in record["items"]]
    return yaml_text(written)


def _order(item: dict[str, Any]) -> list[str]:
    known = [key for key in StandardItem.model_fields if item.get(key) not in (None, "", [])]
    return [*known, *(key for key in item if key not in StandardItem.model_fields)]


def _value(key: str, value: Any) -> Any:
    """A value as the file has it: counts and days bare, short lists and what is asked on one line."""
    if isinstance(value, dict):
        return (OnOneLine if key in _ON_ONE_LINE else dict)({name: _value(name, part) for name, part in value.items()})
    if isinstance(value, list):
        parts = [_value(key, part) for part in value]
        if key == "basis":
            return parts[0] if len(parts) == 1 else parts
        return ListOnOneLine(parts) if all(isinstance(part, str | int) for part in parts) else parts
    if isinstance(value, int):
        return value
    text = str(value)
    with suppress(ValueError):
        return date.fromisoformat(text) if _DAY.fullmatch(text) else int(text) if _COUNT.fullmatch(text) else text
    return text


def _comments(text: str) -> str:
    """The lines of comment with which a file begins."""
    found = re.match(r"(?:#[^\n]*\n)*", text)
    return found[0] if found is not None else ""


def _pairs(new: Sequence[dict[str, Any]], old: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Which item of the file each new one is: by all of its words, else by fewer where only one has them."""
    found: dict[int, dict[str, Any]] = {}
    left = list(old)
    for keys in _MATCHES:
        of_old = _unique({id(item): item for item in left}, keys)
        of_new = _unique({at: item for at, item in enumerate(new) if at not in found}, keys)
        for words, at in of_new.items():
            if words in of_old:
                found[at] = next(item for item in left if id(item) == of_old[words])
        used = {id(item) for item in found.values()}
        left = [item for item in left if id(item) not in used]
    return found


def _unique(items: Mapping[int, dict[str, Any]], keys: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The items of which no other has the same words; those without any of these words are left out."""
    times: dict[tuple[str, ...], list[int]] = {}
    for at, item in items.items():
        words = tuple(_plain(item.get(key)) for key in keys)
        if any(words):
            times.setdefault(words, []).append(at)
    return {words: ats[0] for words, ats in times.items() if len(ats) == 1}


def _as_there(item: dict[str, Any], old: dict[str, Any], wording: KeyWords) -> dict[str, Any]:
    """An item with the values of the file where they say the same: articles and units by their keys."""
    said = {**old, "body": wording.departments.get(str(old.get("body")), old.get("body"))}
    said["basis"] = [wording.cite(str(text)) for text in _several(old.get("basis"))]
    found = {
        key: old[key] if key in old and _plain(said[key]) == _plain(value) else value for key, value in item.items()
    }
    if "channels" in found and ItemChannel.OTHER not in found["channels"] and old.get("channel_other"):
        found.setdefault("channel_other", "")
    return found


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _changes(
    new: Sequence[dict[str, Any]], old: Sequence[dict[str, Any]], pairs: Mapping[int, dict[str, Any]]
) -> Iterator[str]:
    """What a newer table changes, in words; nothing if it says the same."""
    kept = {id(item) for item in pairs.values()}
    for item in old:
        if id(item) not in kept:
            had = [_label(key) for key in item if key not in _IMPORTED]
            lost = f"，它的{'、'.join(had)}也一起删去" if had else ""
            yield f"删去“{_name(item)}”{lost}"
    for at, item in enumerate(new):
        if at not in pairs:
            yield f"增加“{_name(item)}”"
            continue
        for key in _IMPORTED:
            before, after = pairs[at].get(key), item.get(key)
            if (
                key in item
                and key not in _UNTOLD
                and _plain(before) != _plain(after)
                and not _is_default(key, before, after)
            ):
                yield f"“{_name(item)}”的{_label(key)}：{_short(before)} 改为 {_short(after)}"
    order = [id(pairs[at]) for at in sorted(pairs)]
    if order != [id(item) for item in old if id(item) in kept]:
        yield "事项的先后变了"


def _is_default(key: str, before: Any, after: Any) -> bool:
    return key == "board" and {_plain(before), _plain(after)} == {"", "key"}


def _name(item: dict[str, Any]) -> str:
    return "／".join(str(item[key]) for key in ("level1", "level2") if item.get(key))[:60]


def _label(key: str) -> str:
    info = StandardItem.model_fields.get(key)
    return info.title or key if info is not None else key


def _plain(value: Any) -> str:
    return re.sub(r"\s", "", "；".join(map(str, _several(value))))


def _short(value: Any) -> str:
    text = _plain(value)
    return f"“{text[:_SHORT]}…”" if len(text) > _SHORT else f"“{text}”" if text else "（没有）"
