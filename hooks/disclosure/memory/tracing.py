"""What a piece of work asks for, noted while it works.

A door is something that may be asked and whose answer may change between two runs: a record by its id, all records of
a type, the body of a document, the day. Whoever hands out an answer notes its door; nobody who asks has to think of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

Door = tuple[str, str]  # which door, and what was asked for there

ALWAYS: Door = ("always", "")  # what is asked here may be another thing each time
DAY: Door = ("day", "")


class _Noting:
    """Where doors are noted just now: in a set, or nowhere if nobody wants to know."""

    __slots__ = ("doors",)

    def __init__(self) -> None:
        self.doors: set[Door] | None = None


NOTING = _Noting()  # one for each process; who notes very often looks here himself


def note(door: str, asked: str = "") -> None:
    """Say that this was asked."""
    if NOTING.doors is not None:
        NOTING.doors.add((door, asked))


def note_all(doors: Iterable[Door]) -> None:
    """Say that this was asked, now or when the answer was made that is handed out again."""
    if NOTING.doors is not None:
        NOTING.doors.update(doors)


@contextmanager
def tracing() -> Iterator[set[Door]]:
    """The doors at which is asked inside of this; those of work begun inside of it are its own."""
    outer, doors = NOTING.doors, set[Door]()
    NOTING.doors = doors
    try:
        yield doors
    finally:
        NOTING.doors = outer
