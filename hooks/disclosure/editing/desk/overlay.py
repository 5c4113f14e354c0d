"""The register as it would be with some files changed, made from the one that is there without reading the others.

What a register gathers once from all of its records, and what takes long, is taken over and only mended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy, deepcopy
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

from disclosure.attachments.contents import Contents, Shelf, contents_of
from disclosure.loading import read_again
from disclosure.past import age
from disclosure.reading.history import History
from disclosure.records.base import Record, Reference
from disclosure.records.documents import Document
from disclosure.records.mentions import mentions
from disclosure.register import Register, Unread


@dataclass(frozen=True)
class DraftedFiles:
    """Files otherwise than they are: texts by path, where nothing stands for what goes; attachments where they lie."""

    texts: Mapping[str, str | None]
    files: Mapping[str, Path] = field(default_factory=dict)

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all of them."""
        return frozenset({*self.texts, *self.files})


class DraftShelf(Shelf):
    """The attachments of a project, some of which lie elsewhere as yet."""

    def __init__(self, root: Path, elsewhere: Mapping[str, Path]) -> None:
        super().__init__(root)
        self._elsewhere = elsewhere

    def read(self, path: str) -> Contents:
        """Everything in a file, its text included."""
        there = self._elsewhere.get(path)
        if there is None:
            return super().read(path)
        contents = contents_of(there)
        self.outlines[path] = contents.outline()
        return contents


class DraftedRegister(Register):
    """A register of which some attachments lie elsewhere as yet."""

    elsewhere: Mapping[str, Path] = {}

    def attachment(self, document: Document, file: str) -> Path | None:
        """The file that lies beside a document under this exact name, or is to lie there."""
        return self.elsewhere.get(f"{document.folder}/{file}") or super().attachment(document, file)


class Tied:
    """The references of a settled register by their file and by what they lead to: to mend them, not to look anew."""

    def __init__(self, register: Register) -> None:
        self.of_file: dict[str, list[Reference]] = defaultdict(list)
        self.leading_to: dict[str, list[Reference]] = defaultdict(list)
        for reference in register.references:
            self.of_file[reference.source.path].append(reference)
            self.leading_to[reference.target_id].append(reference)

    def around(self, register: Register, records: Collection[Record | Unread]) -> list[Record]:
        """Who refers to some records of the register, and to whom they refer."""
        own = {item.key for item in records}
        pointing = [reference.source.key for key in own for reference in self.leading_to.get(key, ())]
        led = [item.target_id for record in records if isinstance(record, Record) for item in _references(record)]
        keys = dict.fromkeys((*pointing, *led))
        return [register.records[key] for key in keys if key not in own and key in register.records]


def overlaid(base: Register, changed: DraftedFiles, history: History, tied: Tied) -> Register:
    """The register with the changed files; ``base``, which is settled and so ``tied``, stays as it is."""
    paths = changed.texts.keys()
    gone = [record for record in (*base.records.values(), *base.doubles) if record.path in paths]
    reader = copy(base.reader)
    reader.sums, reader.typed = dict(reader.sums), {path: text for path, text in changed.texts.items() if text}
    known = {item.name: getattr(base, item.name) for item in fields(base) if item.init}
    of_others: dict[str, Any] = dict(
        records={key: record for key, record in base.records.items() if record.path not in paths},
        doubles=[record for record in base.doubles if record.path not in paths],
        singles=[record for record in base.singles if record.path not in paths],
        declared=base.declared - {record.key for record in gone},
        broken=base.broken - paths,
        files=base.files | changed.files.keys(),
        texts=base.texts.without(paths),
        findings=[finding for finding in base.findings if finding.place.path not in paths],
        unnamed=[item for item in base.unnamed if item[0].path not in paths],
        unread=[item for item in base.unread if item.tree.path not in paths],
        names=deepcopy(base.names),
        reader=reader,
    )
    made = DraftedRegister(**known | of_others)
    made.elsewhere = changed.files
    for path in sorted(reader.typed):
        read_again(made, path)
    made.settle(partial(age, history=history))
    _take_over(made, base, tied, paths)
    return made


def _take_over(made: Register, base: Register, tied: Tied, paths: Iterable[str]) -> None:
    """Hand on what is gathered from every record: the references, which are looked for in every text."""
    was = [reference for path in paths for reference in tied.of_file.get(path, ())]
    gone = set(map(id, was))
    new = [item for record in subjects_in(made, paths) if isinstance(record, Record) for item in _references(record)]
    backlinks = base.backlinks.copy()
    for key in {item.target_id for item in (*was, *new)} | (made.records.keys() ^ base.records.keys()):
        found = [item for item in tied.leading_to.get(key, ()) if id(item) not in gone]
        found += [item for item in new if item.target_id == key]
        backlinks.pop(key, None)
        if key in made.records and (told := [item for item in found if item.expects.relation]):
            backlinks[key] = told
    references = [*(item for item in base.references if id(item) not in gone), *new]
    vars(made).update(references=references, backlinks=backlinks)


def _references(record: Record) -> Iterator[Reference]:
    yield from record.references()
    yield from mentions(record)


def subjects_in(register: Register, paths: Iterable[str]) -> list[Record | Unread]:
    """What stands in some files, read or not."""
    known = set(paths)
    records = (*register.singles, *register.records.values())
    read = [record for record in records if record.path in known]
    return [*read, *(item for item in register.unread if item.tree.path in known)]
