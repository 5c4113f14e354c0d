"""The parts of picture files that are not the picture, found without decoding it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure.reading.text import guessed

_LONGEST_TEXT = 1 << 20
_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"


@dataclass
class Metadata:
    """What a picture says: EXIF blocks as in a TIFF file, XMP packets, and named texts."""

    exif: list[bytes] = field(default_factory=list)
    xmp: list[str] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)


def metadata(data: bytes) -> Metadata:
    """The metadata of a JPEG, PNG, WebP or TIFF file."""
    found = Metadata()
    if data.startswith(_JPEG):
        for marker, body in _segments(data):
            _note_segment(found, marker, body)
    elif data.startswith(_PNG):
        for name, body in _chunks(data):
            _note_chunk(found, name, body)
    elif data[8:12] == b"WEBP":
        for name, body in riff_chunks(data):
            if name == b"EXIF":
                found.exif.append(body.removeprefix(_EXIF))
            elif name == b"XMP ":
                found.xmp.append(body.decode("utf-8", "replace"))
    elif data[:4] in (b"II*\0", b"MM\0*"):
        found.exif.append(data)
    return found


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The marker segments before the picture's data."""
    for marker, start, end in _bounds(data):
        yield marker, data[start + 4 : end]


def _bounds(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of each segment before the picture's data."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF and data[position + 1] != 0xDA:
        if data[position + 1] == 0xFF:  # filling
            position += 1
            continue
        length = max(struct.unpack_from(">H", data, position + 2)[0], 2)
        yield data[position + 1], position, position + 2 + length
        position += 2 + length


def _note_segment(found: Metadata, marker: int, body: bytes) -> None:
    if marker == 0xE1 and body.startswith(_EXIF):
        found.exif.append(body[len(_EXIF) :])
    elif marker == 0xE1 and body.startswith(_XMP):
        found.xmp.append(body[len(_XMP) :].decode("utf-8", "replace"))
    elif marker == 0xFE:
        found.texts.append(("comment", guessed(body)))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(_PNG)
    while position + 8 <= len(data):
        length, name = struct.unpack_from(">L4s", data, position)
        yield name, data[position + 8 : position + 8 + length]
        position += 12 + length


def _note_chunk(found: Metadata, name: bytes, body: bytes) -> None:
    key, _, rest = body.partition(b"\0")
    if name == b"eXIf":
        found.exif.append(body)
    elif name == b"tEXt":
        found.texts.append((guessed(key), guessed(rest)))
    elif name == b"zTXt":
        found.texts.append((guessed(key), guessed(_inflated(rest[1:]))))
    elif name == b"iTXt" and len(rest) > 2:
        text = rest[2:].split(b"\0", 2)[-1]
        text = _inflated(text) if rest[0] else text
        if key == b"XML:com.adobe.xmp":
            found.xmp.append(text.decode("utf-8", "replace"))
        else:
            found.texts.append((guessed(key), guessed(text)))


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LONGEST_TEXT)
    except zlib.error:
        return b""


def riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a WebP file."""
    position = 12
    while position + 8 <= len(data):
        name, length = struct.unpack_from("<4sL", data, position)
        yield name, data[position + 8 : position + 8 + length]
        position += 8 + length + length % 2
