"""Files that are as they were when they were read last: what they say is read when somebody asks for it.

Of each record that stands in a file of its own is remembered what its neighbours want to know: its plain fields, whom
it refers to, the digests of its text. With that the register has the record, and most of what was worked out before
stands without anybody having looked into it. A file is as it was where its state on the disk is (see
``memory.files``); one that cannot be told so is read, and so is every file in which reading has found something.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sized
from functools import cache, partial
from typing import Any, NamedTuple
from zlib import crc32

from pydantic import BaseModel

from disclosure.findings import Place
from disclosure.memory.engine import digest
from disclosure.memory.files import is_settled, state_of
from disclosure.memory.later import ChangedMeanwhileError, LaterBody, LaterTree
from disclosure.memory.texts import DOCUMENTS, TREES, Sums
from disclosure.reading.front_matter import split
from disclosure.reading.kinds import DOCUMENT
from disclosure.reading.text import read_text
from disclosure.reading.validation import validate
from disclosure.reading.yaml_tree import Tree, read_tree
from disclosure.records.base import Record, RefTo, reference_fields
from disclosure.records.documents import Document
from disclosure.records.files import data_file, record_types
from disclosure.records.later import Later
from disclosure.records.mentions import MENTION, mentions
from disclosure.records.names import NAMED, with_ids
from disclosure.records.plain import PlainFields, plain_fields
from disclosure.register import Register

_PART, _HEAPS = "unopened", 64
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class _KnownFile(NamedTuple):
    """What is remembered of a file with one record, as JSON can say it."""

    state: str
    front: str
    body: str
    key: str
    declared: list[str]
    first_line: int
    start: int
    references: list[tuple[list[str | int], str, str]]
    mentions: list[tuple[str, int]]
    opening: str
    begins: list[int]
    said: dict[str, Any]
    behind: list[str]


class Unopened:
    """The files of a register that need not be opened, as long as nothing is asked of what they say."""

    def __init__(self, register: Register) -> None:
        self._register = register
        removed, reader = register.removed, register.reader
        has_cuts = bool(removed.files or removed.taken or removed.prepared or reader.typed)
        self._store = reader.store if reader.opens_later and not has_cuts else None
        self._names = self._sign = ""
        self._before: dict[int, dict[str, Any]] = {}
        self._now: dict[int, dict[str, Any]] = {}
        self._states = reader.unopened

    def read(self, path: str, read: Callable[[Register, str], None]) -> None:
        """Have the register read a file, or only know its record."""
        model = _model_of(path) if self._store is not None else None
        if model is None or self._store is None:
            read(self._register, path)
            return
        self._sign_at_first()
        state, touched = state_of(self._register.root / path)
        if state and is_settled(touched, self._store) and self._take(path, state, model):
            return
        before = self._counts()
        read(self._register, path)
        records, *others = self._counts()
        if state and [records - 1, *others] == before:
            self._note(path, state, next(reversed(self._register.records.values())))

    def save(self) -> bool:
        """Remember the files. False where one of them may be read otherwise: a name has come up since."""
        if self._store is None or not self._sign:
            return True
        if self._names != self._register.names.written():
            return not self._states
        for heap in range(_HEAPS):
            if (rows := self._now.get(heap, {})) != self._before.get(heap, {}):
                self._store.keep(_PART, str(heap), _encoded(rows), self._sign)
        self._store.ask_for((_part_of(path), path) for path in self._states)
        return True

    def _counts(self) -> list[int]:
        """How much there is in the register: a file that only adds a record has said nothing else."""
        register = self._register
        said: tuple[Sized, ...] = (
            register.findings,
            register.unnamed,
            register.unread,
            register.doubles,
            register.broken,
        )
        return [len(register.records), *map(len, said), len(register.singles)]

    def _take(self, path: str, state: str, model: type[Record]) -> bool:
        """Whether the file was known; then the register has its record."""
        heap = self._heap(path)
        row = heap.get(path)
        try:
            known = _KnownFile(*row) if row is not None else None
            if known is None or known.state != state:
                return False
            record = self._record(path, known, model)
        except (ValueError, TypeError, KeyError):
            return False
        register = self._register
        register.texts.add_unread(path, self._text)
        register.reader.sums[path] = Sums(known.front, known.body)
        register.declared.update(known.declared)
        if register.records.setdefault(known.key, record) is not record:
            register.doubles.append(record)
        self._now.setdefault(_number(path), {})[path] = row
        self._states[path] = state
        return True

    def _record(self, path: str, known: _KnownFile, model: type[Record]) -> Record:
        tree = LaterTree(path, partial(self._tree, path, known.front, model), Place(path, *known.begins))
        told = [(place, target, _expected()[written]) for place, target, written in known.references]
        fields = PlainFields(known.said, known.behind)
        later = Later(partial(_made, model, tree), fields, told, known.mentions, known.opening)
        always = {"id": known.key, **({"publish_on": None} if "publish_on" in model.model_fields else {})}
        record = model.unread(always, tree, later)
        if isinstance(record, Document):
            text = partial(self._register.texts.__getitem__, path)
            record.unread_body(LaterBody(text, known.first_line, known.start))
        return record

    def _text(self, path: str) -> str:
        return read_text(self._register.root / path, path)[0]

    def _tree(self, path: str, front: str, model: type[Record]) -> Tree:
        """What the file says, with the ids of those whom it names."""
        register = self._register
        tree = register.reader.kept(_part_of(path), path, front)
        if tree is None:
            text = register.texts[path]
            tree = split(text, path)[0] if path.endswith(DOCUMENT) else read_tree(text, path)[0]
        if tree is None:
            raise ChangedMeanwhileError(path)
        return Tree(path, with_ids(model, tree.data, register.names)[0], tree.spots)

    def _note(self, path: str, state: str, record: Record) -> None:
        """Keep in mind what is to be known of a file that was read, if it can be told in front."""
        sums = self._register.reader.sums.get(path)
        if sums is None or record.path != path or getattr(record, "publish_on", None) is not None:
            return
        body = record.carried_body if isinstance(record, Document) else None
        known = _KnownFile(
            state,
            *sums,
            record.key,
            sorted(declared_in(record.tree)),
            body.first_line if body is not None else 1,
            body.start if body is not None else 0,
            [(list(item.location), item.target_id, item.expects.written) for item in record.references()],
            [(item.target_id, item.after) for item in mentions(record)],
            record.opening if isinstance(record, Document) else "",
            [record.place().line, record.place().column],
            *plain_fields(record),
        )
        if all(written in _expected() for *_, written in known.references):
            self._now.setdefault(_number(path), {})[path] = list(known)

    def _sign_at_first(self) -> None:
        """Note by which names the files are read; those that give names have been read before."""
        if not self._sign:
            self._names = self._register.names.written()
            self._sign = digest(self._names, self._register.requests_folder)

    def _heap(self, path: str) -> dict[str, Any]:
        """What was known of the files of the heap to which a path belongs."""
        number = _number(path)
        if number not in self._before:
            kept = self._store.recall(_PART, str(number), self._sign) if self._store is not None else None
            rows = json.loads(kept) if kept is not None else {}
            self._before[number] = rows if isinstance(rows, dict) else {}
        return self._before[number]


def are_as_they_were(register: Register) -> bool:
    """Whether the files that were not opened are still what they were, so that who looked into one saw that."""
    return all(state_of(register.root / path)[0] == state for path, state in register.reader.unopened.items())


def declared_in(tree: Tree) -> Iterator[str]:
    """Every id that a file claims, at its root and in its lists."""
    mappings = [tree.data]
    for value in tree.data.values():
        mappings += [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    yield from (key for item in mappings if isinstance(key := item.get("id"), str))


def _made(model: type[Record], tree: Tree) -> Record:
    record = validate(model, tree)[0]
    if record is None:
        raise ChangedMeanwhileError(tree.path)
    return record


def _model_of(path: str) -> type[Record] | None:
    """The type of the only record in a file; ``None`` where there may be more, or others want to know its name."""
    if path.endswith(DOCUMENT):
        return Document if path.startswith("docs/") else None
    kind = data_file(path)
    is_plain = kind is not None and not kind.members and "id" in kind.model.model_fields
    return kind.model if kind is not None and is_plain and kind.model.record_type not in NAMED else None


def _part_of(path: str) -> str:
    return DOCUMENTS if path.endswith(DOCUMENT) else TREES


def _number(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogatepass")) % _HEAPS


@cache
def _expected() -> dict[str, RefTo]:
    """What references expect, by how it is written."""
    found = [expects for kind in record_types() for expects in _expected_in(kind)]
    return {expects.written: expects for expects in (*found, MENTION)}


def _expected_in(model: type[BaseModel]) -> Iterator[RefTo]:
    """All that the references in the fields of a model expect, in those of its parts too."""
    for name, expects in reference_fields(model):
        if expects is not None:
            yield expects
        for part in _parts_in(model.model_fields[name].annotation):
            yield from _expected_in(part)


def _parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The mappings with fields of their own that may stand there."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _parts_in(inner)
