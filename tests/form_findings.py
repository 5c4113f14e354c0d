"""What the examples of rules find, as the forms of the files tell it: at which input, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from disclosure.editing.forms import Form, Lookups, form, told
from disclosure.findings import Finding
from disclosure.reading.kinds import DOCUMENT
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.files import data_file, record_types
from disclosure.records.shapes import choices_of, fields_of
from rule_examples import Example, contents_written

# What the words of ours never stand in: quotes of what was written, links, marks of the body, names of files.
_QUOTED = re.compile(
    r"“[^”]*”|!?\[[^]]*]\([^)]*\)|<[^>]*>|\{\{.*?}}|https?://\S+|[\w/-]*\.[a-z]+|[a-z-]*\d[\w-]*|\w+=|ref:\S*|&\w+;"
)
_ADMINISTRATORS = re.compile(r"请管理员(重新)?(运行|用) disclosure [^。；，]*")


class ToldInForm(NamedTuple):
    """A finding as the rules tell it, and as the form does: "" where no form is made of the file."""

    example: str
    finding: Finding
    at: str
    said: Finding


def told_in_forms(found: Iterable[tuple[Example, Finding]], root: Path, lookups: Lookups) -> Iterator[ToldInForm]:
    """All findings of examples in the small office at ``root``."""
    forms: dict[tuple[type[Record], str], Form] = {}
    for example, finding in found:
        path = finding.place.path
        text = _text(example, path, root)
        kind = data_file(path)
        model = Document if path.endswith(DOCUMENT) else kind.model if kind is not None else None
        if model is None or text is None:
            yield ToldInForm(example.name, finding, "", told(finding, lookups))
            continue
        if (model, text) not in forms:
            forms[model, text] = form(model, text, lookups)
        [(name, [said])] = forms[model, text].at([finding]).items()
        yield ToldInForm(example.name, finding, name, said)


def _text(example: Example, path: str, root: Path) -> str | None:
    """What the example makes of a file."""
    written = dict(contents_written(example))
    if path not in written and not (root / path).is_file():
        return None
    text = written[path] if path in written else (root / path).read_bytes()
    made = text.decode("utf-8", "replace")
    for change in example.content.get("edit", []):
        made = made.replace(change["find"], change["replace"]) if change["file"] == path else made
    return made


def words_of_files(text: str) -> list[str]:
    """The keys of fields and choices, the commands and the paths that a text has."""
    bare = _ADMINISTRATORS.sub("", text)
    commands = re.findall(r"disclosure [a-z-]+|(?:data|docs)/[\w/-]*", bare)
    return commands + [word for word in re.findall(r"[a-z_]+(?:-[a-z]+)*", _QUOTED.sub("", bare)) if word in _keys()]


@cache
def _keys() -> frozenset[str]:
    """Everything that is written in files in place of a word of Chinese."""
    found: set[str] = set()
    waiting: list[type] = [Document, *record_types()]
    seen: set[type] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for field in fields_of(model):
            value = field.shape.item or field.shape
            found |= {field.name} if field.label else set()
            found |= {key for key, label in choices_of(value.choice) if key != label} if value.choice else set()
            waiting += [value.part] if value.part is not None else []
    return frozenset(found)
