"""A commit on a branch of its own, written by git from a description; nothing that is checked out is touched.

``fast-import`` takes the whole commit at once: it is there, or it is not. Neither the index nor a file of the working
folder is read or changed, whatever somebody is working on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from disclosure.reading.git import git

_PATIENT = ("-c", "core.filesRefLockTimeout=2000")  # milliseconds for which another git is waited for


class Planned(NamedTuple):
    """A commit: on which branch, after which commit, what it says, by whom, and what it has otherwise.

    ``changes`` are by path from the top of the repository; a path without content goes.
    """

    branch: str
    base: str
    message: str
    who: str  # ``name <mailbox>``
    changes: Mapping[str, bytes | None]


def commit_planned(root: Path, planned: Planned, now: datetime) -> None:
    """Make the commit. Raises GitFailed; then the branch is as it was."""
    git(root, *_PATIENT, "fast-import", "--quiet", "--date-format=raw", told=b"".join(_described(planned, now)))


def _described(planned: Planned, now: datetime) -> Iterator[bytes]:
    stamp = f"{int(now.timestamp())} {now:%z}"
    yield f"commit refs/heads/{planned.branch}\ncommitter {planned.who} {stamp}\n".encode()
    yield from _data(planned.message.encode())
    yield f"from {planned.base}\n".encode()
    for path in sorted(planned.changes):
        content, told = planned.changes[path], _quoted(path)
        if content is None:
            yield b"D " + told + b"\n"
        else:
            yield b"M 100644 inline " + told + b"\n"
            yield from _data(content)
    yield b"\n"


def _data(raw: bytes) -> Iterator[bytes]:
    yield f"data {len(raw)}\n".encode() + raw + b"\n"


def _quoted(path: str) -> bytes:
    raw = path.encode("utf-8", "surrogateescape")
    return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
