"""The register as it would be with some files changed, made from the one that is there without reading the others.

What a register gathers once from all of its records, and what takes long, is taken over and only mended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy, deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from disclosure.attachments.contents import Contents, Shelf, contents_of
from disclosure.loading import read_again
from disclosure.past import age
from disclosure.reading.history import History
from disclosure.records.base import Record, Reference
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


def overlaid(base: Register, changed: DraftedFiles, history: History) -> Register:
    """The register with the changed files; ``base``, which is settled, stays as it is."""
    paths = changed.texts.keys()
    gone = [record for record in (*base.records.values(), *base.doubles) if record.path in paths]
    reader = copy(base.reader)
    reader.sums, reader.typed = dict(reader.sums), {path: text for path, text in changed.texts.items() if text}
    made = replace(
        base,
        records={key: record for key, record in base.records.items() if record.path not in paths},
        doubles=[record for record in base.doubles if record.path not in paths],
        singles=[record for record in base.singles if record.path not in paths],
        declared=base.declared - {record.key for record in gone},
        broken=base.broken - paths,
        files=base.files | changed.files.keys(),
        texts={path: text for path, text in base.texts.items() if path not in paths},
        findings=[finding for finding in base.findings if finding.place.path not in paths],
        unnamed=[item for item in base.unnamed if item[0].path not in paths],
        unread=[item for item in base.unread if item.tree.path not in paths],
        names=deepcopy(base.names),
        reader=reader,
    )
    for path in sorted(reader.typed):
        read_again(made, path)
    made.settle(partial(age, history=history))
    _take_over(made, base, paths)
    return made


def _take_over(made: Register, base: Register, paths: Iterable[str]) -> None:
    """Hand on what is gathered from every record: the references, which are looked for in every text."""
    known, left = set(paths), []
    for reference in base.references:
        if reference.source.path not in known:
            left.append(reference)
    own = [record for record in (*made.singles, *made.records.values()) if record.path in known]
    references = [*left, *(item for record in own for item in (*record.references(), *mentions(record)))]
    backlinks: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        if reference.expects.relation and reference.target_id in made.records:
            backlinks[reference.target_id].append(reference)
    vars(made).update(references=references, backlinks=backlinks)


def subjects_in(register: Register, paths: Iterable[str]) -> list[Record | Unread]:
    """What stands in some files, read or not."""
    known = set(paths)
    records = (*register.singles, *register.records.values(), *register.doubles)
    read = [record for record in records if record.path in known]
    return [*read, *(item for item in register.unread if item.tree.path in known)]


def neighbours(register: Register, records: Iterable[Record | Unread]) -> list[Record]:
    """Who refers to some records, and to whom they refer."""
    own = {item.key for item in records}
    told = [item for item in register.references if item.target_id in own or item.source.key in own]
    met = {item.source.key: item.source for item in told if item.source.key not in own}
    targets = (register.records.get(item.target_id) for item in told if item.target_id not in own)
    met.update({target.key: target for target in targets if target is not None})
    return list(met.values())
