"""What the examination of a file brings to light; what follows from it is for ``judging`` to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

Source = Path | BinaryIO  # a file on disk, or a member of an archive in memory


class Concern(StrEnum):
    """What may be the matter with a file; screening has a rule for each."""

    REVISIONS = "revisions"
    REMARKS = "remarks"
    HIDDEN_TEXT = "hidden text"
    HIDDEN_SHEETS = "hidden sheets"
    EMBEDDED = "embedded files"
    ACTIVE = "macros and actions"
    PROPERTIES = "properties"
    OTHER_DATA = "data from elsewhere"
    POSITION = "position of a photograph"
    BLACKED_OUT = "text below a cover"
    SCANNED = "scans without text"
    BELIED = "belies its name"
    NAME = "file name"
    UNKNOWN_FORMAT = "unknown format"
    ARCHIVE = "members of an archive"
    LITTER = "litter of the system in an archive"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that should not be in the file: of which concern it is, what, and where in the file."""

    concern: Concern
    what: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, line or row of cells, whether readers see it or not, and where it stands."""

    where: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the file's properties tell: of which property, and the name."""

    what: str
    name: str


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An address that a file opens: as written, the words it stands on (at most 200 characters), and where."""

    href: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages a file has: of a presentation, its slides."""

    count: int


@dataclass(frozen=True, slots=True)
class PlayingTime:
    """How many seconds a recording takes."""

    seconds: float


Fact = Spot | Passage | Named | Hyperlink | Pages | PlayingTime


def spot(concern: Concern, what: str, where: str = "") -> Spot:
    """Something that should not be there."""
    return Spot(concern, what, where)


def passage(where: str, *cells: str) -> Iterator[Passage]:
    """A passage, unless it is empty; each cell in one line."""
    lines = tuple(" ".join(cell.split()) for cell in cells)
    if any(lines):
        yield Passage(where, lines)


def named(what: str, name: str) -> Iterator[Named]:
    """A name, unless it is empty."""
    if name.strip():
        yield Named(what, " ".join(name.split()))


def inside(place: str, facts: Iterator[Fact]) -> Iterator[Fact]:
    """The facts about something inside a file, each with the place of that thing before its own."""
    for fact in facts:
        if isinstance(fact, Named):
            yield replace(fact, what=f"{place}{fact.what}")
        elif not isinstance(fact, Pages | PlayingTime):
            yield replace(fact, where=f"{place}{fact.where}")


def beginning(text: str) -> str:
    """How a text begins, to find it by; without its figures, which may be what must not be shown."""
    start = re.sub(r"\d", "*", " ".join(text.split()))
    return f"“{start[:10]}{'…' if len(start) > 10 else ''}”" if start else ""
