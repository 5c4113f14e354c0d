"""What lay on the main branch: each file in all its versions, and which of the files that are there came first."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from disclosure.reading.git import Commit, Version


class Stay(NamedTuple):
    """One version of a file on the main branch: its content by blob, the days on which it came and went.

    ``ended`` counts the commits until it went; with ``until`` it is ``None`` for what stands there still.
    """

    blob: str
    since: date
    until: date | None = None
    ended: int | None = None


def stays(line: Iterable[Commit]) -> Mapping[str, tuple[Stay, ...]]:
    """Every file that the commits of the main branch, oldest first, ever held, with its versions one after another.

    A file under another name is another one.
    """
    found: dict[str, list[Stay]] = {}
    for number, commit in enumerate(line):
        for file in commit.files:
            for path in {file.old_path, file.path}:
                versions = found.get(path)
                if versions and versions[-1].until is None:
                    versions[-1] = versions[-1]._replace(until=commit.day, ended=number)
            if file.after and not file.is_link:
                found.setdefault(file.path, []).append(Stay(file.after, commit.day))
    return {path: tuple(versions) for path, versions in found.items() if versions}


def arrivals(line: Sequence[Commit], main: Container[str]) -> Mapping[str, int]:
    """For every file that is there after these commits, oldest first, its place in the order in which they came.

    What is not yet on the ``main`` branch came after all that is. A file that was renamed came under its first name.
    """
    found: dict[str, int] = {}
    for number, commit in enumerate(line):
        turn = number if commit.id in main else len(line) + number
        for file in commit.files:
            _arrive(found, file, turn)
    return found


def _arrive(found: dict[str, int], file: Version, turn: int) -> None:
    came = found.pop(file.old_path, turn)
    if file.after:
        found[file.path] = came
