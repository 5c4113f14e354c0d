"""What a piece of work asks for, noted while it works.

A door is something that may be asked and whose answer may change between two runs: a record by its id, all records of
a type, the body of a document, the day. Whoever hands out an answer notes its door; nobody who asks has to think of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

Door = tuple[str, str]  # which door, and what was asked for there

ALWAYS: Door = ("always", "")  # what is asked here may be another thing each time
DAY: Door = ("day", "")


class _Open:
    """Where the doors are noted just now; nowhere if nobody wants to know."""

    noted: set[Door] | None = None


def note(door: str, asked: str = "") -> None:
    """Say that this was asked."""
    if _Open.noted is not None:
        _Open.noted.add((door, asked))


def note_in(doors: set[Door] | None) -> None:
    """From here on note all doors in this set, or nowhere."""
    _Open.noted = doors


@contextmanager
def tracing() -> Iterator[set[Door]]:
    """The doors at which is asked inside of this; those of work begun inside of it are its own."""
    outer, _Open.noted = _Open.noted, set()
    try:
        yield _Open.noted
    finally:
        _Open.noted = outer
