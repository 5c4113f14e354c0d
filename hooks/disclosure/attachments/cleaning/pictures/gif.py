"""GIF files: the frames, their times, how often they are repeated; no comments, no blocks of programs, no tail."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.reading.bounds import DAMAGED, Unreadable

_HEAD = 13  # bytes of the header and the description of the screen
_IMAGE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_COMMENT, _PROGRAM = 0xFE, 0xFF
_REPEATED = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_PROFILE = b"ICCRGBG1012"


def clean_gif(data: bytes, _exif: bytes) -> bytes:
    """The picture alone; a GIF has no EXIF block."""
    if len(data) < _HEAD:
        raise Unreadable(DAMAGED)
    start = _HEAD + _table(data[10])
    return data[:start] + b"".join(_blocks(data, start)) + bytes([_END])


def _table(flags: int) -> int:
    """How many bytes a table of colours has."""
    return 3 * (2 << (flags & 7)) if flags & 0x80 else 0


def _blocks(data: bytes, position: int) -> Iterator[bytes]:
    """What is kept between the header and the end."""
    while position < len(data) and data[position] != _END:
        start = position
        if data[position] == _IMAGE and position + 10 < len(data):
            position = _behind(data, position + 11 + _table(data[position + 9]))
            yield data[start:position]
        elif data[position] == _EXTENSION and position + 1 < len(data):
            position = _behind(data, position + 2)
            yield _extension(data[start:position])
        else:
            raise Unreadable(DAMAGED)


def _behind(data: bytes, position: int) -> int:
    """Where a row of small blocks has ended."""
    while position < len(data):
        length = data[position]
        position += 1 + length
        if length == 0:
            return position
    raise Unreadable(DAMAGED)


def _extension(block: bytes) -> bytes:
    if block[1] == _COMMENT:
        return b""
    if block[1] != _PROGRAM:
        return block
    name = block[3:14]
    if name in _REPEATED and block[14:16] == b"\3\1":
        return block[:18] + b"\0"  # how often, and nothing that may follow
    return block if name == _PROFILE else b""
