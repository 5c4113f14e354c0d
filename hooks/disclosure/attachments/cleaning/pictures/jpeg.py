"""JPEG files: segments that the decoder needs are kept, what others say is left out, and so is a tail."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from disclosure.expressions import expression

_START, _END = b"\xff\xd8", 0xD9
_EXIF = b"Exif\0\0"
# What a JPEG needs to be shown: its frame marker (JFIF), its colours (ICC profile, Adobe).
_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JFIF = 14  # bytes of the frame marker without the small picture that may follow
# In the data of a picture a marker is followed neither by zero nor by the number of a restart.
_NEXT_MARKER = expression(rb"\xff(?![\0\xd0-\xd7\xff])")


def clean_jpeg(data: bytes, exif: bytes) -> bytes:
    """The picture alone, with ``exif`` as its only EXIF block if there is one."""
    pieces = [_START]
    if exif:
        pieces.append(b"\xff\xe1" + struct.pack(">H", len(_EXIF + exif) + 2) + _EXIF + exif)
    pieces += _segments(data)
    return b"".join(pieces)


def _segments(data: bytes) -> Iterator[bytes]:
    """What is kept, up to the end of the picture; all the rest where it has no end."""
    position = 2
    while match := _NEXT_MARKER.search(data, position):
        start = match.start()
        yield data[position:start] if data[position:start].strip(b"\xff") else b""
        marker = data[start + 1] if start + 1 < len(data) else _END
        if marker == _END:
            yield b"\xff\xd9"
            return
        length = max(struct.unpack_from(">H", data, start + 2)[0], 2) if start + 4 <= len(data) else 2
        position = start + 2 + length
        yield _kept(marker, data[start:position])
    yield data[position:]


def _kept(marker: int, segment: bytes) -> bytes:
    is_said = 0xE0 <= marker <= 0xEF or marker == 0xFE
    if is_said and not segment[4:].startswith(_KEPT.get(marker, b"\0\0\0\0")):
        return b""
    if marker == 0xE0:  # the small picture in it may show what the large one does not
        return b"\xff\xe0" + struct.pack(">H", _JFIF + 2) + segment[4:16].ljust(12, b"\0") + b"\0\0"
    return segment
