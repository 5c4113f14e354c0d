"""The register as it would be with some files changed, made from the one that is there without reading the others.

What a register gathers once from all of its records, and what takes long, is taken over and only mended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy, deepcopy
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from disclosure.attachments.contents import Contents, Shelf, contents_of
from disclosure.indexed import references_of
from disclosure.loading import read_again
from disclosure.past import age
from disclosure.reading.history import History
from disclosure.reading.redaction import TakenDown
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.withdrawals import Withdrawal
from disclosure.register import Register, Unread
from disclosure.withdrawn import add_stand_ins, described, described_record


@dataclass(frozen=True)
class DraftedFiles:
    """Files otherwise than they are: texts by path, where nothing stands for what goes; attachments where they lie.

    ``gone`` are attachments that go.
    """

    texts: Mapping[str, str | None]
    files: Mapping[str, Path] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all of them."""
        return frozenset({*self.texts, *self.files, *self.gone})

    def upon(self, below: DraftedFiles) -> DraftedFiles:
        """This change on top of another one."""
        files = {path: file for path, file in below.files.items() if path not in self.gone} | {**self.files}
        return DraftedFiles({**below.texts, **self.texts}, files, (below.gone | self.gone) - files.keys())


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


@dataclass
class DraftedRegister(Register):
    """A register of which some attachments lie elsewhere as yet."""

    elsewhere: Mapping[str, Path] = field(default_factory=dict)

    def attachment(self, document: Document, file: str) -> Path | None:
        """The file that lies beside a document under this exact name, or is to lie there."""
        return self.elsewhere.get(f"{document.folder}/{file}") or super().attachment(document, file)


def around(register: Register, records: Collection[Record | Unread]) -> list[Record]:
    """Who refers to some records of the register, and to whom they refer."""
    own = {item.key for item in records}
    pointing = [reference.source.key for key in own for reference in register.leading_to.get(key, ())]
    led = [item.target_id for record in records if isinstance(record, Record) for item in references_of(record)]
    keys = dict.fromkeys((*pointing, *led))
    return [register.records[key] for key in keys if key not in own and key in register.records]


def overlaid(base: Register, changed: DraftedFiles, history: History) -> Register:
    """The register with the changed files; ``base``, which is settled, stays as it is."""
    paths = changed.texts.keys()
    gone = [record for path in paths for record in base.by(Record, _path).get(path, ())]
    doubles = [record for record in base.doubles if record.path in paths]
    reader = copy(base.reader)
    typed = {path: text for path, text in changed.texts.items() if text is not None}
    reader.sums, reader.typed = dict(reader.sums), typed
    known = {item.name: getattr(base, item.name) for item in fields(base) if item.init}
    of_others: dict[str, Any] = dict(
        records=_without(base.records, (item.key for item in gone if base.records.get(item.key) is item)),
        doubles=[record for record in base.doubles if record.path not in paths],
        singles=[record for record in base.singles if record.path not in paths],
        declared=base.declared - {record.key for record in (*gone, *doubles)},
        broken=base.broken - paths,
        files=base.files - changed.gone | changed.files.keys(),
        texts=base.texts.without(paths),
        findings=[finding for finding in base.findings if finding.place.path not in paths],
        unnamed=[item for item in base.unnamed if item[0].path not in paths],
        unread=[item for item in base.unread if item.tree.path not in paths],
        names=deepcopy(base.names),
        stand_ins=[record for record in base.stand_ins if record.path not in paths],
        reader=reader,
    )
    made = DraftedRegister(**known | of_others, elsewhere=changed.files)
    for path in sorted(reader.typed):
        read_again(made, path)
    _let_doubles_follow(made)
    made.records = {key: made.records[key] for key in base.records if key in made.records} | made.records
    ordered = [item for item in made.all(Withdrawal) if item.path in paths]
    made.removed = replace(base.removed, taken=(*base.removed.taken, *_taken(base, ordered)))
    add_stand_ins(made, ordered)
    made.settle(partial(age, history=history))
    made.take_over(base, *_apart(base, made, paths))
    return made


def _let_doubles_follow(made: Register) -> None:
    """Let an id that nobody bears any more be that of the first record which bore it too."""
    for double in [item for item in made.doubles if item.key not in made.records]:
        if made.records.setdefault(double.key, double) is double:
            made.doubles.remove(double)


def _taken(base: Register, withdrawals: Iterable[Withdrawal]) -> Iterator[TakenDown]:
    """The papers and records of which a change tells that they are taken down."""
    for withdrawal in withdrawals:
        record = base.records.get(withdrawal.number)
        if record is not None and record.withdrawal is None and withdrawal.attachment is None:
            told = {"code": withdrawal.code.value, "title_public": withdrawal.title_public}
            tell = described if isinstance(record, Document) else described_record
            yield tell(record.path, base.texts[record.path].encode(), told)


def _apart(base: Register, made: Register, paths: Collection[str]) -> tuple[list[Record], list[Record]]:
    """The records of one register that are not in the other, and the other way round."""
    keys = {item.key for item in (*base.doubles, *made.doubles)} | (base.records.keys() ^ made.records.keys())
    keys |= {item.key for path in paths for item in base.by(Record, _path).get(path, ())}
    gone, new = (
        [
            *(record for record in one.singles if record.path in paths),
            *(
                one.records[key]
                for key in one.records
                if key in keys and other.records.get(key) is not one.records[key]
            ),
        ]
        for one, other in ((base, made), (made, base))
    )
    return gone, new


def _without(known: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    left = known.copy()
    for key in keys:
        left.pop(key, None)
    return left


def _path(record: Record) -> list[str]:
    return [record.path]


def subjects_in(register: Register, paths: Iterable[str]) -> list[Record | Unread]:
    """What stands in some files, read or not; what stands in for a paper that was taken down is none of it."""
    known = set(paths)
    read = [
        record for path in known for record in register.by(Record, _path).get(path, ()) if record.withdrawal is None
    ]
    return [*read, *(item for item in register.unread if item.tree.path in known)]
