"""GIF files: the frames, their times, how often they are repeated; no comments, no blocks of programs, no tail."""

from __future__ import annotations

from disclosure.attachments.picture_parts import GIF_COMMENT, GIF_HEAD, GIF_IMAGE, gif_blocks, gif_table
from disclosure.reading.bounds import DAMAGED, Unreadable

_END = 0x3B
_PROGRAM = 0xFF
_REPEATED = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_PROFILE = b"ICCRGBG1012"


def clean_gif(data: bytes, _exif: bytes) -> bytes:
    """The picture alone; a GIF has no EXIF block."""
    if len(data) < GIF_HEAD:
        raise Unreadable(DAMAGED)
    kept = [
        data[start:end] if data[start] == GIF_IMAGE else _extension(data[start:end]) for start, end in gif_blocks(data)
    ]
    return data[: GIF_HEAD + gif_table(data[10])] + b"".join(kept) + bytes([_END])


def _extension(block: bytes) -> bytes:
    if block[1] == GIF_COMMENT:
        return b""
    if block[1] != _PROGRAM:
        return block
    name = block[3:14]
    if name in _REPEATED and block[14:16] == b"\3\1":
        return block[:18] + b"\0"  # how often, and nothing that may follow
    return block if name == _PROFILE else b""
