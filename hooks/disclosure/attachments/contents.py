"""Attachments, each opened once: what was found is kept for those who come later, but for the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from disclosure.attachments.examination import examined, too_large
from disclosure.attachments.facts import Concern, Fact, Hyperlink, Pages, Passage, PlayingTime, Spot, spot
from disclosure.reading.bounds import DAMAGED, TOO_BIG


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds; ``size`` in bytes. One that is empty or may not be read (ATT-001, ATT-002) has no facts.

    ``changed`` is when the file was last written, in nanoseconds, as it was looked through.
    """

    size: int
    facts: tuple[Fact, ...] = ()
    changed: int = 0

    def is_of(self, file: Path) -> bool:
        """Whether ``file`` is still the one that was looked through."""
        state = file.lstat()
        return (self.size, self.changed) == (state.st_size, state.st_mtime_ns)

    @property
    def links(self) -> tuple[Hyperlink, ...]:
        """The addresses that the file opens."""
        return tuple(fact for fact in self.facts if isinstance(fact, Hyperlink))

    @property
    def pages(self) -> int | None:
        """How many pages or slides it has, where the file says so."""
        return next((fact.count for fact in self.facts if isinstance(fact, Pages)), None)

    @property
    def seconds(self) -> float | None:
        """How long a recording takes, where the file says so."""
        return next((fact.seconds for fact in self.facts if isinstance(fact, PlayingTime)), None)

    @property
    def problem(self) -> str:
        """Why it was not read through, in words for the editors; "" if it was."""
        spots = {fact.concern: fact.what for fact in self.facts if isinstance(fact, Spot)}
        belied = DAMAGED if Concern.BELIED in spots or not self.size else ""
        return spots.get(Concern.UNREADABLE) or (TOO_BIG if Concern.TOO_LARGE in spots else belied)

    def outline(self) -> Contents:
        """The same without the text, which only screening needs."""
        return replace(self, facts=tuple(fact for fact in self.facts if not isinstance(fact, Passage)))


def contents_of(file: Path) -> Contents:
    """Open a file and look through it. Nothing is raised: what cannot be read has that for its only fact."""
    try:
        state = file.lstat()
        size = state.st_size
        facts = tuple(too_large(size) or (examined(file.name, file) if size else ()))
        return Contents(size, facts, state.st_mtime_ns)
    except PermissionError:
        return Contents(0)
    except OSError:
        return Contents(0, (spot(Concern.UNREADABLE, "文件读不出来。"),))


class Shelf:
    """The attachments of a project by path, opened when they are first asked for and remembered without their text."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.outlines: dict[str, Contents] = {}

    def read(self, path: str) -> Contents:
        """Everything in a file, its text included: for the one who looks through it."""
        contents = contents_of(self._root / path)
        self.outlines[path] = contents.outline()
        return contents

    def outline(self, path: str) -> Contents:
        """What is known of a file."""
        return self.outlines[path] if path in self.outlines else self.read(path).outline()

    def take(self, found: Iterable[Mapping[str, Contents]]) -> None:
        """Learn what other processes have read."""
        for outlines in found:
            self.outlines.update(outlines)
