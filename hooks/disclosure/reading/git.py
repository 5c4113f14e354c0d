"""Git's own commands → what the files of a project were, commit by commit.

Names come as they are, whatever characters they hold (``-z``). What a user has set for himself (colours, renames,
signatures) is overruled, so that the answer is the same on every machine.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from disclosure.order import CHINA

# Days are those of the office's clocks, wherever the machine stands that made the merge.
_RAW = ("-z", "--raw", "--no-abbrev", "--no-color", "--relative")
_LOG = ("log", *_RAW, "--no-show-signature", "--topo-order", "--format=%x01%H%x00%P%x00%ct%x00%B")
_MAIN = (
    tuple(f"refs/remotes/*/{name}" for name in ("HEAD", "main", "master")),
    ("refs/heads/main", "refs/heads/master"),
)
# Who runs the checks runs this checkout's own program anyway, whoever owns the files (a container's user, say).
_GIT = ("git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false")
_LINK, _FOREIGN = "120000", "160000"  # file modes: a shortcut, another repository


class GitFailed(Exception):
    """Git is not there or could not do what it was asked; the message is its own."""


class Version(NamedTuple):
    """A file as one commit leaves it: its name, the name it had before, its content before and after by blob.

    Nothing comes ``after`` if the commit takes the file away.
    """

    path: str
    old_path: str
    before: str
    after: str
    status: str
    is_link: bool = False


class Commit(NamedTuple):
    """One commit with the files that it adds or changes."""

    id: str
    parents: tuple[str, ...]
    day: date
    message: str
    files: tuple[Version, ...]


def git(root: Path, *arguments: str, told: bytes | None = None) -> bytes:
    """What a git command says, run in the project at ``root``; raises GitFailed."""
    try:
        command = [*_GIT, "-C", str(root), *arguments]
        return subprocess.run(command, input=told, check=True, capture_output=True).stdout
    except OSError as error:
        raise GitFailed(str(error)) from error
    except subprocess.CalledProcessError as error:
        raise GitFailed(_text(error.stderr).strip()) from error


def is_repository(root: Path) -> bool:
    """Whether the project lies in a git repository, whether or not git is there to read it."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))


def commits(root: Path, *which: str, deletions: bool = False) -> Iterator[Commit]:
    """The commits that ``git log`` lists for ``which``, newest first; files that are deleted only with ``deletions``.

    Git is not told to leave deletions out: it would leave out every commit that does nothing else.
    """
    tokens = iter(git(root, *_LOG, *which).split(b"\0"))
    head = next(tokens, b"")
    while head.startswith(b"\1"):
        parents, stamp, message = next(tokens), next(tokens), next(tokens)
        day = _day(stamp)
        files, following = _versions(tokens)
        kept = tuple(file for file in files if deletions or file.after)
        yield Commit(_text(head[1:]), tuple(_text(parents).split()), day, _text(message), kept)
        head = following


def _day(stamp: bytes) -> date:
    """The day in China of a commit's time; the last day that there is for a time that no calendar holds."""
    try:
        return datetime.fromtimestamp(int(stamp), CHINA).date()
    except (ValueError, OverflowError, OSError):
        return date.max


def staged(root: Path) -> list[Version]:
    """The files that the index adds or changes."""
    found, _ = _versions(iter(git(root, "diff", "--cached", "--no-renames", *_RAW).split(b"\0")))
    return [file for file in found if file.after]


def changed_since(root: Path, start: str, *, deletions: bool = False) -> list[Version]:
    """The files of the newest commit that are not as they were in ``start``; those it lacks only with ``deletions``."""
    found, _ = _versions(iter(git(root, "diff", "--no-renames", *_RAW, start, "HEAD").split(b"\0")))
    return [file for file in found if file.after or deletions]


def changed_between(root: Path, *which: str) -> list[Version]:
    """The files that differ between two commits, or since two parted (``a...b``); what goes has nothing after it."""
    found, _ = _versions(iter(git(root, "diff", "--no-renames", *_RAW, *which).split(b"\0")))
    return found


def indexed(root: Path, *paths: str) -> list[Version]:
    """The files of the index at or below some paths."""
    entries = (
        _text(entry).split("\t", 1) for entry in git(root, "ls-files", "-s", "-z", "--", *paths).split(b"\0") if entry
    )
    return [Version(path, path, "", facts.split(" ")[1], "A", facts.startswith(_LINK)) for facts, path in entries]


def held(root: Path, commit: str, *paths: str) -> list[Version]:
    """The files of a commit at or below some paths."""
    entries = (
        _text(entry).split("\t", 1)
        for entry in git(root, "ls-tree", "-r", "-z", commit, "--", *paths).split(b"\0")
        if entry
    )
    return [Version(path, path, "", facts.split(" ")[2], "A", facts.startswith(_LINK)) for facts, path in entries]


def on_main(root: Path) -> str:
    """The newest commit of what is checked out that lies on the main branch too; ``HEAD`` where none goes by that name.

    What other copies call so counts before what this one does, which may hold what nobody has seen yet.
    """
    for patterns in _MAIN:
        names = _text(git(root, "for-each-ref", "--format=%(refname)", *patterns)).split()
        try:
            if names:
                return _text(git(root, "merge-base", "HEAD", *names)).strip()
        except GitFailed:  # of another origin
            continue
    return "HEAD"


def main_branch(root: Path, remote: str = "") -> str:
    """The newest commit of the main branch as the other copies have it, else as this one has, else what is checked out.

    Of several other copies the ``remote`` counts, where it is told. Raises GitFailed where there is no commit at all.
    """
    for places in _MAIN:
        patterns = [place.replace("/*/", f"/{remote}/") if remote else place for place in places]
        names = _text(git(root, "for-each-ref", "--format=%(refname)", *patterns)).split()
        if names:
            return resolved(root, names[0])
    return resolved(root, "HEAD")


def tracked(root: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Every file of a commit with its blob, by its path from the top of the repository; shortcuts are passed over."""
    for entry in git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        facts, mark, path = _text(entry).partition("\t")
        if mark and facts.startswith("100"):
            yield path, facts.split(" ")[2]


def paths_ever(root: Path, *below: str) -> set[str]:
    """Every path below some folders that any commit of any branch has added or changed; none where git cannot say."""
    try:
        told = git(root, "log", "--all", "--format=", "--name-only", "--relative", "--no-renames", "-z", "--", *below)
    except GitFailed:
        return set()
    return {_text(path) for path in told.split(b"\0") if path}


def remote_address(root: Path, name: str = "origin") -> str:
    """The address of another copy of the repository; "" where there is none."""
    try:
        return _text(git(root, "config", "--get", f"remote.{name}.url")).strip()
    except GitFailed:
        return ""


def resolved(root: Path, name: str) -> str:
    """The id of the commit that goes by a name."""
    return _text(git(root, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")).strip()


def _versions(tokens: Iterator[bytes]) -> tuple[list[Version], bytes]:
    """The files of one commit, and the token with which the next one begins."""
    found: list[Version] = []
    for token in tokens:
        if token.startswith(b"\1"):
            return found, token
        # ":mode mode blob blob status", in a merge with one colon, mode and blob more a parent
        fields = _text(token).strip().lstrip(":").split(" ")
        if len(fields) < 5:
            continue
        old = path = _text(next(tokens))
        half = len(fields) // 2
        mode, before, after, status = fields[half - 1], fields[half], fields[-2], fields[-1]
        if status.startswith("R"):
            path = _text(next(tokens))
        if status == "D" or (mode != _FOREIGN and after.strip("0")):
            found.append(Version(path, old, before, after.strip("0") and after, status, mode == _LINK))
    return found, b""


def changed_paths(root: Path) -> set[str]:
    """The files below ``root`` that differ from the main branch, committed or not; none where git cannot say."""
    try:
        told = git(root, "diff", "--name-only", "--relative", "-z", on_main(root), "--", ".")
        told += git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    except GitFailed:
        return set()
    return {_text(path) for path in told.split(b"\0") if path}


def blobs(root: Path, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The content of blobs, read by one command; those that a damaged repository has lost are left out."""
    answer, start = _asked(root, "--batch", ids), 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        key, _, size = _text(answer[start:end]).partition(" ")
        if size == "missing":
            start = end + 1
            continue
        start = end + 1 + int(size.rpartition(" ")[2]) + 1
        yield key, answer[end + 1 : start - 1]


def sizes(root: Path, ids: Iterable[str]) -> dict[str, int]:
    """The size of each blob in bytes. Raises GitFailed if a damaged repository has lost one."""
    known = _sizes(root, ids)
    lost = next((key for key, size in known.items() if size is None), None)
    if lost is not None:
        raise GitFailed(f"代码库里少了内容 {lost[:8]}")
    return {key: size for key, size in known.items() if size is not None}


def readable(root: Path, ids: Iterable[str], most: int) -> list[str]:
    """Those of the blobs that are there and not larger than so many bytes."""
    return [key for key, size in _sizes(root, ids).items() if size is not None and size <= most]


def _sizes(root: Path, ids: Iterable[str]) -> dict[str, int | None]:
    lines = [line.split(" ") for line in _text(_asked(root, "--batch-check", ids)).splitlines()]
    return {line[0]: None if line[-1] == "missing" else int(line[2]) for line in lines}


def copy_blob(root: Path, key: str, file: Path) -> None:
    """Write one blob of any size into a file."""
    with file.open("wb") as target:
        command = [*_GIT, "-C", str(root), "cat-file", "blob", key]
        ended = subprocess.run(command, stdout=target, stderr=subprocess.PIPE)
    if ended.returncode:
        raise GitFailed(_text(ended.stderr).strip())


def _asked(root: Path, how: str, ids: Iterable[str]) -> bytes:
    wanted = "".join(f"{key}\n" for key in dict.fromkeys(ids))
    return git(root, "cat-file", how, told=wanted.encode()) if wanted else b""


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
