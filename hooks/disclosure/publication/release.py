"""The release that was published before, and the state of its files: what was not touched need not be read again.

Files are never changed in place, so a file of one release may be a file of the next one too, under two names.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from disclosure.memory.engine import SIZE
from disclosure.memory.store import Store

_PART = "released"
_TICK = 20_000_000  # nanoseconds in which the clock of a disk may stand still


class EarlierRelease:
    """The release in ``folder``, if there is one: a file is as it was published if its state is, or its digest."""

    def __init__(self, folder: Path | None, store: Store) -> None:
        self._folder, self._store = folder, store
        self._states: dict[str, list[object]] = {}
        self._read: dict[str, str] = {}
        if folder is not None:
            kept = store.recall(_PART, folder.parent.name, folder.name)
            with suppress(ValueError, AttributeError, RecursionError):
                self._states = dict(json.loads(kept or "{}"))

    def has(self, address: str, digest: str) -> bool:
        """Whether the file at an address is the one of this digest."""
        if self._folder is None:
            return False
        try:
            state = os.lstat(f"{self._folder}/{address}")
        except OSError:
            return False
        if self._states.get(address) == [digest, *_state(state)]:
            return True
        return self._digest(address) == digest

    def lay(self, address: str, target: Path) -> None:
        """Have a file of the release at another place as well."""
        assert self._folder is not None
        source = f"{self._folder}/{address}"
        try:
            os.link(source, target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.lay(address, target)
        except OSError:  # a disk that knows no second names, or no more of them
            target.unlink(missing_ok=True)
            shutil.copyfile(source, target)

    def size(self, address: str) -> int:
        """The bytes of a file."""
        return os.lstat(f"{self._folder}/{address}").st_size

    def note(self, folder: Path, digests: Mapping[str, str]) -> None:
        """Remember in what state the files of a new release are, of which these are the digests.

        What was touched just now may be touched again while the clock of the disk stands still: it is read next time.
        """
        states = {address: os.lstat(f"{folder}/{address}") for address in digests}
        os.utime(folder)
        now = os.lstat(folder).st_ctime_ns
        told = {
            address: [digests[address], *_state(state)]
            for address, state in states.items()
            if state.st_ctime_ns < now - _TICK
        }
        self._store.keep(_PART, folder.parent.name, json.dumps(told), folder.name)

    def _digest(self, address: str) -> str:
        """The digest of a file as it lies there."""
        if address not in self._read:
            self._read[address] = ""
            with suppress(OSError):
                path = Path(f"{self._folder}/{address}")
                if not path.is_symlink():
                    self._read[address] = blake2b(path.read_bytes(), digest_size=SIZE).hexdigest()
        return self._read[address]


def _state(state: os.stat_result) -> list[int]:
    return [state.st_size, state.st_ino, state.st_mtime_ns, state.st_ctime_ns]
