"""The digests of files that are not read as text, asked of the disk only where something may have changed."""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from pathlib import Path

from disclosure.memory.engine import SIZE
from disclosure.memory.store import Store

_PART = "files"
_CHUNK = 1 << 20
_SAFE = 2_000_000_000  # nanoseconds; a file may be written twice within one tick of the clock of its disk


class Files:
    """The digests of the files below ``root``.

    A file whose state on the disk (size, number, times of writing and of change) is that of the last time, and was not
    changed just before that was noted, is not read again. Nobody can set the time of change back.
    """

    def __init__(self, root: Path, store: Store) -> None:
        self._root, self._store = root, store
        self._known: dict[str, str] = {}

    def digest(self, path: str) -> str:
        """The digest of a file; "" for what is no file that can be read."""
        if path not in self._known:
            self._known[path] = self._asked(path)
        return self._known[path]

    def _asked(self, path: str) -> str:
        file = self._root / path
        state, touched = state_of(file)
        kept = self._store.recall(_PART, path, state) if state and is_settled(touched, self._store) else None
        if state and kept is None:
            try:
                kept = _digest(file)
            except OSError:
                return ""
            self._store.keep(_PART, path, kept, state)
        return kept or ""


def state_of(file: Path) -> tuple[str, int]:
    """What the disk says of a plain file, and when it was touched last, in nanoseconds; "" of what is none."""
    try:
        state = os.lstat(file)
    except OSError:
        return "", 0
    if not stat.S_ISREG(state.st_mode):
        return "", 0
    told = f"{state.st_size} {state.st_ino} {state.st_mtime_ns} {state.st_ctime_ns}"
    return told, max(state.st_mtime_ns, state.st_ctime_ns)


def is_settled(touched: int, store: Store) -> bool:
    """Whether a file that was touched then was the same when the store was written."""
    return touched < store.written - _SAFE


def _digest(file: Path) -> str:
    made = blake2b(digest_size=SIZE)
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            made.update(chunk)
    return made.hexdigest()
