"""What was read before, by a digest of what it was read from: one file that is written anew by every build.

The file holds text and nothing that could run. Whatever is wrong with it, or if another version of the engine wrote
it, it is as if it were not there; where it cannot be written, nothing is remembered.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import IO

_FOLDER = Path(".disclosure", "memory")
_NAME = "tokens"
_DIGEST = 16  # bytes
_HEAD = _DIGEST + 4 + 4  # key, length and checksum of what follows
_LONGEST = 1 << 24
_ENGINE = ("search", "attachments", "reading")  # what the texts and their weights are made by

Writer = IO[bytes]


def digest(*parts: bytes) -> bytes:
    """A name for what is made from these parts."""
    made = blake2b(digest_size=_DIGEST)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


class Remembered:
    """The texts that the build before has left, each unpacked only when it is asked for."""

    def __init__(self, root: Path) -> None:
        self._file = root / _FOLDER / _NAME
        self._places = _places(self._file)

    def __len__(self) -> int:
        return len(self._places)

    def get(self, key: bytes) -> bytes | None:
        """What was kept under a key, if it is whole."""
        start, length, checksum = self._places.get(key, (0, 0, 0))
        if not length:
            return None
        try:
            with self._file.open("rb") as file:
                file.seek(start)
                packed = file.read(length)
        except OSError:
            return None
        return packed if zlib.crc32(packed) == checksum else None

    def keep(self, texts: Mapping[bytes, bytes]) -> None:
        """Put these, and nothing else, in the place of what was remembered."""
        with suppress(OSError), self._written() as file:
            file.write(_engine())
            for key, packed in texts.items():
                file.write(key + len(packed).to_bytes(4, "big") + zlib.crc32(packed).to_bytes(4, "big") + packed)

    @contextmanager
    def _written(self) -> Iterator[Writer]:
        """A file that takes the place of the old one when all is written, so that none is ever half written."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_name(f"{_NAME}-{os.getpid()}")
        try:
            with beside.open("wb") as file:
                yield file
            beside.replace(self._file)
        finally:
            beside.unlink(missing_ok=True)


def _places(file: Path) -> dict[bytes, tuple[int, int, int]]:
    """Where the text of each key stands, how long it is, and its checksum; as far as the file can be understood."""
    found: dict[bytes, tuple[int, int, int]] = {}
    with suppress(OSError), file.open("rb") as opened:
        if opened.read(_DIGEST) != _engine():
            return {}
        start = _DIGEST
        while len(head := opened.read(_HEAD)) == _HEAD:
            key, length, checksum = head[:_DIGEST], head[_DIGEST:-4], head[-4:]
            size = int.from_bytes(length, "big")
            start += _HEAD
            if size > _LONGEST:
                break
            found[key] = (start, size, int.from_bytes(checksum, "big"))
            start = opened.seek(size, os.SEEK_CUR)
    return found


@cache
def _engine() -> bytes:
    """A digest of the modules that decide what is remembered."""
    folder = Path(__file__).parents[1]
    sources = [file for room in _ENGINE for file in sorted((folder / room).rglob("*.py"))]
    return digest(*(file.read_bytes() for file in sources))
