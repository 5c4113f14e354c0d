"""Zip files opened without harm: the list of contents is only read if it is of a reasonable length."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from typing import BinaryIO

from disclosure.reading.bounds import BOMB, Unreadable

# What zipfile and its decompressors raise on damaged files.
FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
    LookupError, OverflowError, NotImplementedError,
)  # fmt: skip
_DIRECTORY = 2 << 20  # bytes of the list of contents: about 20,000 names
_END, _END_SIZE = b"PK\5\6", 22
_WIDE, _WIDE_SIZE = b"PK\6\7", 20  # tells where the end record of the 64-bit kind stands
_COMMENT = 65_536  # bytes of the longest comment, which comes last


def zip_file(stream: BinaryIO) -> zipfile.ZipFile:
    """The archive in ``stream``; ``Unreadable`` if even its list of contents would fill the memory."""
    if _directory_size(stream) > _DIRECTORY:
        raise Unreadable(BOMB)
    return zipfile.ZipFile(stream)


def _directory_size(stream: BinaryIO) -> int:
    """The size of the list of contents as the end of the file states it; 0 where there is no end."""
    size = stream.seek(0, os.SEEK_END)
    start = max(0, size - _COMMENT - _END_SIZE - _WIDE_SIZE)
    stream.seek(start)
    tail = stream.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        return 0
    stated: int = struct.unpack_from("<L", tail, end + 12)[0]
    if tail[max(0, end - _WIDE_SIZE) : end].startswith(_WIDE):
        stream.seek(struct.unpack_from("<Q", tail, end - _WIDE_SIZE + 8)[0])
        return max(stated if stated < 0xFFFFFFFF else 0, _wide_size(stream.read(56)))
    return stated


def _wide_size(record: bytes) -> int:
    return int(struct.unpack_from("<Q", record, 40)[0]) if len(record) == 56 else 0
