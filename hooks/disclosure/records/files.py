"""Which file holds what: found by the record types, shared by reading, the JSON Schemas and the editors' settings."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import Any, get_args

from disclosure import records
from disclosure.records.base import Former, Record

_STEPS = {"{year}": "[0-9]{4}", "{id}": "[^/]+"}


@dataclass(frozen=True)
class DataFile:
    """One kind of YAML file, as its record type tells."""

    model: type[Record]

    @property
    def pattern(self) -> str:
        """Where such files lie, ``{year}`` and ``{id}`` for what differs."""
        return self.model.files

    @property
    def glob(self) -> str:
        """Where such files lie, ``*`` for what differs."""
        return re.sub(r"\{\w+\}", "*", self.pattern)

    @property
    def globs(self) -> str | list[str]:
        """As ``glob``, for editors' programs: where files of another kind lie among them, those are taken out."""
        among = [kind for kind in data_files() if kind != self and self.holds(kind.pattern.replace("{year}", "2025"))]
        return [self.glob, *(f"!{kind.glob}" for kind in among)] if among else self.glob

    @property
    def label(self) -> str:
        """Where such files lie, in words for editors."""
        return labelled(self.pattern, "编号" if "id" in self.model.model_fields else "名称")

    @property
    def schema_name(self) -> str:
        """The file name of its JSON Schema: ``agency.json``, ``decisions.json`` …"""
        steps = self.pattern.removeprefix("data/").removesuffix(".yml").split("/")
        return f"{steps[0] if '{' in steps[-1] else steps[-1]}.json"

    @cached_property
    def members(self) -> dict[str, type[Record]]:
        """Which lists of the file hold records of their own."""
        fields = self.model.model_fields.items()
        return {name: kind for name, field in fields if (kind := _record_in(field.annotation)) is not None}

    def holds(self, path: str) -> bool:
        """Whether the file at ``path`` (from the project's root) is of this kind."""
        return _expression(self.pattern).fullmatch(path) is not None


def labelled(pattern: str, name: str) -> str:
    """A pattern of files in words for editors: ``data/decisions/年份/编号.yml``."""
    return pattern.replace("{column}", "栏目").replace("{year}", "年份").replace("{id}", name)


@cache
def data_files() -> tuple[DataFile, ...]:
    """Every kind of data file, those of a fixed name first."""
    kinds = [DataFile(kind) for kind in record_types() if kind.files.startswith("data/")]
    return tuple(sorted(kinds, key=lambda kind: (kind.pattern.count("{"), kind.pattern)))


@cache
def record_types() -> tuple[type[Record], ...]:
    """Every record type of the modules beside this one, by its name among references."""
    for module in pkgutil.iter_modules(records.__path__):
        import_module(f"{records.__name__}.{module.name}")
    ours = (kind for kind in _below(Record) if kind.__module__.startswith(f"{records.__name__}."))
    return tuple(sorted(ours, key=lambda kind: kind.record_type))


@cache
def record_type(name: str) -> type[Record] | None:
    """The record type of this name among references."""
    return next((kind for kind in record_types() if kind.record_type == name), None)


@cache
def homes(name: str) -> tuple[str, ...]:
    """How the paths of the data files begin in which records of a type stand; for ``page``, of all that have pages."""
    kinds = [kind for kind in record_types() if (kind.page_folder if name == "page" else kind.record_type == name)]
    files = [file for file in data_files() if {file.model, *file.members.values()} & set(kinds)]
    return tuple(sorted({file.pattern.partition("{")[0] for file in files}))


@cache
def lists_of(name: str) -> tuple[str, ...]:
    """The files that hold the records of a type in a list, and that have a fixed name."""
    holding = [file for file in data_files() if any(kind.record_type == name for kind in file.members.values())]
    return tuple(file.pattern for file in holding if "{" not in file.pattern)


def _below(kind: type[Record]) -> Iterator[type[Record]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _below(inner)


def data_file(path: str) -> DataFile | None:
    """The kind of file that ``path`` (from the project's root) is, or ``None`` if it is no known one."""
    return next((kind for kind in _below_start().get(_start(path), ()) if kind.holds(path)), None)


@cache
def _below_start() -> dict[str, list[DataFile]]:
    """The kinds of data files by what their paths begin with, so that few have to be asked of each path."""
    found: dict[str, list[DataFile]] = {}
    for kind in data_files():
        found.setdefault(_start(kind.pattern), []).append(kind)
    return found


def _start(path: str) -> str:
    """The folder of ``data/`` that a path leads into, or the file that it names there."""
    return "/".join(path.split("/", 2)[:2])


def formerly(path: str) -> list[tuple[DataFile, Former]]:
    """The kinds of record that stood together in the file at ``path`` before each had a file of its own."""
    former = [(kind, kind.model.former) for kind in data_files()]
    return [(kind, was) for kind, was in former if was is not None and _expression(was.files).fullmatch(path)]


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\})", pattern)
    return re.compile("".join(_STEPS.get(part) or re.escape(part) for part in parts))


def _record_in(annotation: Any) -> type[Record] | None:
    """The record type that a list of records holds."""
    kinds = [kind for kind in get_args(annotation) if isinstance(kind, type) and issubclass(kind, Record)]
    return kinds[0] if len(kinds) == 1 else None
