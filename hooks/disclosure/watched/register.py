"""A register that notes at which doors it is asked, so that work may be remembered as long as the answers are the same.

Whatever is asked of it is the register's own answer. What it works out once for many (its own lists and tables, and
what is made by ``once``) is a question of its own: it has its own doors, and who asks it depends on it as a whole, or,
where the answer is a table, on the entries that it looks at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from disclosure.indexed import AnyRecord, Indexed, Kept, Tells, gathered_by
from disclosure.memory.tracing import ALWAYS, NOTING, Door, note, tracing
from disclosure.reading.history import History
from disclosure.records.documents import Document
from disclosure.register import Register

_MANY_BODIES = 1000  # so many bodies are all of them


class Watched(Register):
    """The register ``inner``, which must be settled, as somebody sees it whose questions are noted.

    ``asked`` holds for every question that was answered once for many the doors at which its answer was made.
    """

    def __init__(self, inner: Register) -> None:
        self.inner = inner
        self.asked: dict[str, frozenset[Door]] = {}
        self._answers: dict[str, Any] = {}

    def once(self, make: Callable[[Register], Kept]) -> Kept:
        """What a function makes of this register, made when it is first asked for and kept."""
        return cast(Kept, self.answer(f"{make.__module__}.{make.__qualname__}", make))

    def answer(self, name: str, make: Callable[[Register], Any]) -> Any:
        """The answer to a question, worked out when it is first asked."""
        if name not in self._answers:
            with tracing() as doors:
                made = make(self)
            self.asked[name] = simpler(doors) if "<" not in name else frozenset({ALWAYS})
            self._answers[name] = Entries(name, made) if isinstance(made, Mapping) else made
        made = self._answers[name]
        if not isinstance(made, Entries):
            note("question", name)
        return made

    def table(self, name: str) -> Mapping[Any, Any] | None:
        """The table that answers a question, if it was answered already or is one of the register's own."""
        with tracing():
            made = getattr(self, name) if name in _QUESTIONS else self._answers.get(name)
        return made.inner if isinstance(made, Entries) else None

    def all(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """All records of one type, in the order of their files and lines."""
        note("all", kind.__qualname__)
        return self.inner.all(kind)

    def by(self, kind: type[AnyRecord], tells: Tells) -> Mapping[Any, list[AnyRecord]]:
        """The records of one type by what each of them tells, in their order."""
        name = f"{kind.__qualname__} by {tells.__module__}.{tells.__qualname__}"
        made = self.answer(name, lambda register: gathered_by(register.all(kind), tells))
        return cast(Mapping[Any, list[AnyRecord]], made)

    def get(self, key: str, kind: type[AnyRecord]) -> AnyRecord | None:
        """The record with this id if it is of this type."""
        if NOTING.doors is not None:
            NOTING.doors.add(("record", key))
        record = self.inner.records.get(key)
        return record if isinstance(record, kind) else None

    def attachment(self, document: Document, file: str) -> Path | None:
        """The file that lies beside a document under this exact name (case counts)."""
        note("attachment", f"{document.folder}/{file}")
        return self.inner.attachment(document, file)


class WatchedHistory(History):
    """The history of files as somebody sees it whose questions are noted."""

    inner: History

    def __init__(self, inner: History) -> None:
        object.__setattr__(self, "inner", inner)

    def of_stays(self, make: Callable[[Any, int], Kept], start: int) -> Kept:
        """What a function makes of what the main branch ever held, from some commit on."""
        note("all stay")
        return self.inner.of_stays(make, start)


class Entries(Mapping[Any, Any]):
    """A table, of which is noted which entries are asked for."""

    def __init__(self, name: str, inner: Mapping[Any, Any], entry: str = "entry", whole: Door | None = None) -> None:
        self.inner, self._entry = inner, entry
        self._name, self._whole = name, whole or ("question", name)

    def _note(self, key: Any) -> None:
        if type(key) is str:
            note(self._entry, f"{self._name}\0{key}" if self._name else key)
        else:
            note(*self._whole)

    def __getitem__(self, key: Any) -> Any:
        self._note(key)
        if key not in self.inner and isinstance(self.inner, defaultdict) and self.inner.default_factory is not None:
            return self.inner.default_factory()  # asking leaves nothing behind
        return self.inner[key]

    def get(self, key: Any, default: Any = None) -> Any:
        """The entry, or what stands for one that is missing."""
        self._note(key)
        return self.inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self.inner

    def __iter__(self) -> Iterator[Any]:
        note(*self._whole)
        return iter(self.inner)

    def __len__(self) -> int:
        note(*self._whole)
        return len(self.inner)


class _Members(Set[str]):
    """A set of texts, of which is noted which are looked for."""

    def __init__(self, name: str, inner: Set[str]) -> None:
        self._name, self._inner = name, inner

    def __contains__(self, key: object) -> bool:
        note(self._name, str(key))
        return key in self._inner

    def __iter__(self) -> Iterator[str]:
        note(f"all {self._name}")
        return iter(self._inner)

    def __len__(self) -> int:
        note(f"all {self._name}")
        return len(self._inner)

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> Any:
        return set(it)


def simpler(doors: Iterable[Door]) -> frozenset[Door]:
    """The doors, all bodies in the place of very many."""
    bodies = [door for door in doors if door[0] == "body"]
    if len(bodies) < _MANY_BODIES:
        return frozenset(doors)
    return frozenset({*(door for door in doors if door[0] != "body"), ("bodies", "")})


def _table(name: str, entry: str) -> property:
    """A table of the inner object, noted entry by entry."""
    whole = (f"all {entry}", "")
    return property(lambda self: Entries("", getattr(self.inner, name), entry, whole))


def _members(name: str, entry: str) -> property:
    return property(lambda self: _Members(entry, getattr(self.inner, name)))


def _whole(name: str, door: str = "") -> property:
    """What is noted as a whole, whatever of it is looked at."""

    def get(self: Any) -> Any:
        note(door or name)
        return getattr(self.inner, name)

    return property(get)


def _unnoted(name: str) -> property:
    """What decides about every record: with another of these nothing is remembered."""
    return property(lambda self: getattr(self.inner, name))


def _question(name: str, make: Callable[[Any], Any]) -> property:
    return property(lambda self: self.answer(name, make))


# How each part of a register, and of a history, is asked.
OF_REGISTER: dict[str, property] = {
    "records": _table("records", "record"),
    "texts": _table("texts", "text"),
    "files": _members("files", "file"),
    "declared": _members("declared", "declared"),
    **{name: _whole(name) for name in ("doubles", "singles", "broken", "findings", "unnamed", "unread")},
    **{name: _whole(name) for name in ("stand_ins", "waiting", "moment")},
    **{name: _unnoted(name) for name in ("settings", "overrides", "names", "removed")},
    **{name: _whole(name, ALWAYS[0]) for name in ("root", "reader")},  # from here one comes to the disk
}
OF_HISTORY: dict[str, property] = {
    "tracks": _table("tracks", "track"),
    "stays": _table("stays", "stay"),
    "arrivals": _table("arrivals", "arrival"),
    "texts": _whole("texts", "gap"),  # contents by their digests
    **{name: _whole(name) for name in ("gap", "newest", "unseen")},
}
_QUESTIONS = {
    name: made for kind in (Indexed, Register) for name, made in vars(kind).items() if isinstance(made, cached_property)
}

for _name, _door in (*OF_REGISTER.items(), *((name, _question(name, made.func)) for name, made in _QUESTIONS.items())):
    setattr(Watched, _name, _door)
for _name, _door in OF_HISTORY.items():
    setattr(WatchedHistory, _name, _door)
