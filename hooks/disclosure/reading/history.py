"""The history of a project's files: when each reached the main line, how it was changed, what lay on the main branch.

A file written on a branch is published on the day of the merge that brings it, so only the main line's own commits
count. What lay there when the recorded history begins (an older site taken over whole) may be of any age.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from disclosure.expressions import expression
from disclosure.reading.git import Commit, GitFailed, Version, blobs, commits, git, is_repository, on_main, readable
from disclosure.reading.presence import Stay, arrivals, stays
from disclosure.reading.text import LARGEST_TEXT

_BACKWARDS = expression(r"Merge (remote-tracking )?branch '(origin/)?(main|master)'")

_NONE = "这里没有修改历史"
_SHALLOW = "只下载了一部分修改历史"
_UNREADABLE = "读不出修改历史（没有安装 git，或者没有权限）"

OfStays = TypeVar("OfStays")
Texts = Callable[[Iterable[str]], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Revision:
    """One later change of a file: the day it reached the main line, and its content before and after by blob."""

    day: date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Track:
    """What is known of one file; ``since`` is its first day, unless it was ``there_before`` the history began."""

    since: date
    there_before: bool = False
    changes: tuple[Revision, ...] = ()

    def ends_by(self, day: date) -> bool:
        """Whether nothing has changed after a day."""
        return all(change.day <= day for change in self.changes)


def _until(track: Track, day: date) -> Track:
    return replace(track, changes=tuple(change for change in track.changes if change.day <= day))


def _no_texts(ids: Iterable[str]) -> Mapping[str, bytes]:
    return {}


@dataclass(frozen=True)
class History:
    """The tracks of all files by path; ``gap`` says, in words for editors, why some of it could not be read.

    ``stays`` is what the main branch ever held, whatever the day, ``arrivals`` the order in which came what is there;
    ``unseen`` says why these do not tell all.
    """

    tracks: Mapping[str, Track] = field(default_factory=dict)
    gap: str = ""
    newest: date | None = None
    texts: Texts = _no_texts
    stays: Mapping[str, tuple[Stay, ...]] = field(default_factory=dict)
    arrivals: Mapping[str, int] = field(default_factory=dict)
    unseen: str = ""

    _kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)  # one for all with these stays

    def of_stays(self, make: Callable[[Mapping[str, tuple[Stay, ...]], int], OfStays], start: int) -> OfStays:
        """What a function makes of what the main branch ever held, from some commit on; made once and kept."""
        if (make, start) not in self._kept:
            self._kept[make, start] = make(self.stays, start)
        return cast(OfStays, self._kept[make, start])

    def until(self, day: date) -> History:
        """The history as it stood on a day: what came later says nothing about the site of that day."""
        known = {path: track for path, track in self.tracks.items() if track.since <= day}
        seen = {path: track if track.ends_by(day) else _until(track, day) for path, track in known.items()}
        return replace(self, tracks=seen, gap=self.gap if self.newest is None or self.newest <= day else "")


def read_history(root: Path) -> History:
    """The history of the project at ``root``; an empty one where there is no git repository, or nothing in it yet."""
    if not is_repository(root):
        return History(unseen=_NONE)
    try:
        if not git(root, "rev-list", "--all", "--max-count=1"):
            return History(unseen=_NONE)
        listed = list(commits(root, "-M", "--diff-merges=first-parent", deletions=True))
        shallow = git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        main = _main_line(listed, git(root, "rev-parse", on_main(root)).decode().strip())
    except GitFailed:
        return History(gap=_UNREADABLE, unseen=_UNREADABLE)
    line = _line(listed, _main_line(listed, listed[0].id)) if listed else []
    gap = _SHALLOW if shallow else ""
    return History(
        _tracks(line),
        gap,
        max((commit.day for commit in listed), default=None),
        partial(held_texts, root),
        stays(_line(listed, main)),
        arrivals(line, main),
        gap,
    )


def mark_of(root: Path) -> str:
    """What the history of a project follows from: its newest commit, and the newest that lies on the main branch.

    "" where there is none, or only a part of it: of such a history it cannot be told whether it is still the same.
    """
    try:
        told = git(root, "rev-parse", "HEAD", on_main(root), "--is-shallow-repository").decode().split()
    except GitFailed:
        return ""
    return f"{told[0]} {told[1]}" if told[2:] == ["false"] else ""


def _line(listed: list[Commit], main: set[str]) -> list[Commit]:
    """The commits of a main line, oldest first, without those that only bring it into a branch."""
    return [commit for commit in reversed(listed) if commit.id in main and not _brings_main_in(commit)]


def held_texts(root: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    """What git still holds of these contents, as far as it is no more than a text may be; nothing without git."""
    try:
        return dict(blobs(root, readable(root, ids, LARGEST_TEXT)))
    except GitFailed:
        return {}


def _tracks(line: list[Commit]) -> dict[str, Track]:
    tracks: dict[str, Track] = {}
    for commit in line:
        for file in commit.files:
            if file.after:
                _follow(tracks, commit, file)
    return tracks


def _follow(tracks: dict[str, Track], commit: Commit, file: Version) -> None:
    known = tracks.pop(file.old_path, None) or tracks.get(file.path)
    if known is None:
        tracks[file.path] = Track(commit.day, there_before=not commit.parents)
    else:
        change = Revision(commit.day, file.before, file.after)
        changes = (*known.changes, change) if file.before.strip("0") and file.before != file.after else known.changes
        tracks[file.path] = replace(known, since=min(known.since, commit.day), changes=changes)


def _main_line(listed: list[Commit], newest: str) -> set[str]:
    """The commits that a main line went through: first parents all the way, both where a merge brings main in."""
    by_id = {commit.id: commit for commit in listed}
    found: set[str] = set()
    waiting = [newest]
    while waiting:
        key = waiting.pop()
        if key in by_id and key not in found:
            found.add(key)
            commit = by_id[key]
            waiting += commit.parents if _brings_main_in(commit) else commit.parents[:1]
    return found


def _brings_main_in(commit: Commit) -> bool:
    """Whether this is a merge from main into a branch or a working copy, as ``git pull`` and the platforms make it."""
    return len(commit.parents) > 1 and _BACKWARDS.match(commit.message) is not None
