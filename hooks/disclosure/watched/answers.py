"""The digest of what would be answered at a door now: equal digests, equal answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any

from disclosure.findings import dump
from disclosure.memory.engine import digest
from disclosure.memory.files import Files
from disclosure.memory.texts import Sums
from disclosure.memory.tracing import Door
from disclosure.reading.history import History
from disclosure.records.base import Record, Reference
from disclosure.register import Register, Unread
from disclosure.waiting import moment_of, publish_on
from disclosure.watched.register import Watched


class UntoldError(TypeError):
    """An answer of a kind of which nobody can say whether it is the same."""


class Answers:
    """What a register, a history and the day answer, as digests. A record stands for all of it but its body.

    ``bodies`` has the digests of bodies that are not as they stand in their files, ``more`` are doors of others.
    """

    def __init__(
        self,
        watched: Watched,
        history: History,
        today: date,
        files: Files,
        *,
        bodies: Mapping[str, str] = MappingProxyType({}),
        more: Mapping[str, Callable[[str], str]] = MappingProxyType({}),
    ) -> None:
        self._watched, self._history, self._today, self._files = watched, history, today, files
        self._register: Register = watched.inner
        self._known: dict[Door, str] = {}
        self._faces: dict[int, str] = {}
        self._bodies, self._more = bodies, more
        self._names = {kind: {base.__qualname__ for base in kind.__mro__} for kind in map(type, self._records)}

    @property
    def _records(self) -> list[Record]:
        return self._register.all(Record)

    def digest(self, door: Door) -> str:
        """That of one door. Raises UntoldError where an answer cannot be told from another."""
        if door not in self._known:
            if door[0] in self._more:
                self._known[door] = self._more[door[0]](door[1])
            elif door[0] in _DOORS:
                self._known[door] = _DOORS[door[0]](self, door[1])
            else:
                raise UntoldError(door[0])
        return self._known[door]

    def is_same(self, door: Door, before: str) -> bool:
        """Whether the answer at a door is the one whose digest this is. Raises UntoldError."""
        if door[0] != "leads":
            return self.digest(door) == before
        body, _, led = before.partition(" ")  # where a body is as it was, nobody looks where it leads
        return self.sums(door[1]).body == body or self.digest(door).partition(" ")[2] == led

    def all_but_bodies(self) -> Iterator[str]:
        """The digests of the whole register and of the day, without the bodies of documents."""
        for door in (*_PARTS, "day"):
            yield self.digest((door, ""))
        yield from map(self._files.digest, sorted(self._register.files))

    def face(self, value: Any) -> str:
        """A text that is the same for the same value; records and what they are read from are known by their files."""
        if isinstance(value, Record):
            return self._face(value)
        if isinstance(value, Reference):
            where = value.place
            there = f"{where.path} {where.line} {where.column} {value.location}"
            return f"{self._face(value.source)} {value.target_id} {value.expects.written} {there}"
        if value is None or isinstance(value, str | int | float | date) and not isinstance(value, Enum):
            return repr(value)
        if isinstance(value, Enum):
            return str(value)
        if isinstance(value, Mapping):
            return f"{{{','.join(f'{self.face(key)}:{self.face(item)}' for key, item in value.items())}}}"
        if isinstance(value, set | frozenset):
            return f"{{{','.join(sorted(map(self.face, value)))}}}"
        if isinstance(value, list | tuple):
            return f"[{','.join(map(self.face, value))}]"
        if is_dataclass(value) and not isinstance(value, type):
            parts = (self.face(getattr(value, item.name)) for item in fields(value))
            return f"{type(value).__name__}({','.join(parts)})"
        raise UntoldError(type(value).__name__)

    def own(self, record: Record | Unread) -> str:
        """What a record and all of its file are known by, its body included."""
        if isinstance(record, Unread):
            return f"{record.model.__name__} {record.tree.path} {record.tree.base} {self.sums(record.tree.path)}"
        return f"{self._face(record)} {self.sums(record.path).body}"

    def sums(self, path: str) -> Sums:
        """The digests of a text, of one that was not read as well."""
        known = self._register.reader.sums.get(path) or Sums(digest(self._register.texts.get(path, "")))
        return known._replace(body=self._bodies[path]) if path in self._bodies else known

    def _face(self, record: Record) -> str:
        made = self._faces.get(id(record))
        if made is None:
            tree, withdrawal = record.tree, record.withdrawal
            behind = "" if withdrawal is None else self._face(withdrawal)
            made = f"<{type(record).__name__} {tree.path} {tree.base} {self.sums(tree.path).front}{behind}>"
            self._faces[id(record)] = made
        return made

    def _of_records(self, records: Iterable[Record]) -> str:
        return digest(*map(self._face, records))

    def _of_type(self, name: str) -> str:
        return self._of_records(record for record in self._records if name in self._names[type(record)])

    def _leads(self, path: str) -> str:
        document = self._register.document_at(path)
        if document is None:
            return ""
        leads = ((lead.address, lead.is_html, document.place_in_text(lead)) for lead in document.leads())
        return f"{self.sums(path).body} {digest(*map(repr, leads))}"

    def _waiting(self, _: str) -> str:
        """What the moment decides: which records wait, and for which hour. Nobody asks for it to tell it."""
        moment = moment_of(self._register, self._today)
        hours = ((record.path, publish_on(record)) for record in self._records)
        return digest(*(f"{path} {hour}" for path, hour in hours if hour is not None and hour > moment))

    def _entry(self, asked: str) -> str:
        name, _, key = asked.partition("\0")
        table = self._watched.table(name)
        if table is None:
            raise UntoldError(name)
        return digest(self.face(table[key])) if key in table else "-"


def _text(self: Answers, path: str) -> str:
    return "".join(self.sums(path)) if path in self._register.texts else ""


def _texts(self: Answers, _: str) -> str:
    return digest(*(f"{path} {_text(self, path)}" for path in self._register.texts))


def _attachment(self: Answers, path: str) -> str:
    return self._files.digest(path) if path in self._register.files else "-"


def _bodies(self: Answers, _: str) -> str:
    return digest(*(f"{record.path} {self.sums(record.path).body}" for record in self._register.documents))


def _sorted(part: str) -> Callable[[Answers, str], str]:
    return lambda self, _: digest(*sorted(getattr(self._register, part)))


def _of_list(part: str) -> Callable[[Answers, str], str]:
    return lambda self, _: self._of_records(getattr(self._register, part))


def _in_history(part: str) -> Callable[[Answers, str], str]:
    return lambda self, key: digest(repr(getattr(self._history, part).get(key)))


def _all_history(part: str) -> Callable[[Answers, str], str]:
    return lambda self, _: digest(repr(sorted(getattr(self._history, part).items())))


def _said(part: str) -> Callable[[Answers, str], str]:
    return lambda self, _: repr(getattr(self._history, part))


_LISTS = ("doubles", "singles", "stand_ins", "waiting")
_PARTS = ("all record", "all file", "all declared", "broken", *_LISTS, "unread", "unnamed")
_DOORS: dict[str, Callable[[Answers, str], str]] = {
    "record": lambda self, key: self.face(self._register.records.get(key)),
    "all record": lambda self, _: self._of_records(self._register.records.values()),
    "all": Answers._of_type,
    "text": _text,
    "all text": _texts,
    "body": lambda self, path: self.sums(path).body,
    "bodies": _bodies,
    "leads": Answers._leads,
    "file": lambda self, path: str(path in self._register.files),
    "all file": _sorted("files"),
    "declared": lambda self, key: str(key in self._register.declared),
    "all declared": _sorted("declared"),
    "attachment": _attachment,
    "broken": _sorted("broken"),
    **{part: _of_list(part) for part in _LISTS},
    "unread": lambda self, _: digest(*map(self.own, self._register.unread)),
    "unnamed": lambda self, _: digest(repr(self._register.unnamed)),
    "findings": lambda self, _: digest(dump(self._register.findings)),
    "moment": Answers._waiting,
    "day": lambda self, _: self._today.isoformat(),
    "track": _in_history("tracks"),
    "stay": _in_history("stays"),
    "arrival": _in_history("arrivals"),
    "all track": _all_history("tracks"),
    "all stay": _all_history("stays"),
    "all arrival": _all_history("arrivals"),
    **{part: _said(part) for part in ("gap", "newest", "unseen")},
    "entry": Answers._entry,
}
