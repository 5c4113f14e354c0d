"""What was read before, by a digest of what it was read from: one file, which a build writes anew if it knows more.

The file holds text and nothing that could run. Whatever is wrong with it, or if another version of the engine wrote
it, it is as if it were not there; where it cannot be written, nothing is remembered.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

_FILE = Path(".disclosure", "tokens")
KEY = 16  # bytes of a digest
_HEAD = KEY + 4 + 4  # key, length and checksum of what follows
_LONGEST = 1 << 24
_SOURCES = (".py", ".txt")
_ENGINE = ("search", "attachments", "reading")  # what the texts and their weights are made by


def digest(*parts: bytes) -> bytes:
    """A name for what is made from these parts."""
    made = blake2b(digest_size=KEY)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def recalled(root: Path) -> dict[bytes, bytes]:
    """What was kept, by its keys, as far as it is whole."""
    found: dict[bytes, bytes] = {}
    with suppress(OSError), (root / _FILE).open("rb") as file:
        if file.read(KEY) != engine():
            return {}
        while len(head := file.read(_HEAD)) == _HEAD:
            size, checksum = (int.from_bytes(part, "big") for part in (head[KEY:-4], head[-4:]))
            text = file.read(size) if size <= _LONGEST else b""
            if zlib.crc32(text) != checksum or len(text) != size:
                break
            found[head[:KEY]] = text
    return found


def keep(root: Path, texts: Mapping[bytes, bytes]) -> None:
    """Put these, and nothing else, in the place of what was remembered; at no moment is the file half written."""
    file = root / _FILE
    beside = file.with_name(f"{file.name}-{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as opened:
            opened.write(engine())
            for key, text in texts.items():
                opened.write(key + len(text).to_bytes(4, "big") + zlib.crc32(text).to_bytes(4, "big") + text)
        beside.replace(file)
    with suppress(OSError):
        beside.unlink(missing_ok=True)


@cache
def engine() -> bytes:
    """A digest of the modules and tables that decide what is remembered."""
    folder = Path(__file__).parents[1]
    files = (file for room in _ENGINE for file in sorted((folder / room).rglob("*.*")) if file.suffix in _SOURCES)
    return digest(*(file.read_bytes() for file in files))
