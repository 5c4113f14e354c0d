"""The parts of picture files that are not the picture, found without decoding it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure.expressions import expression
from disclosure.reading.bounds import DAMAGED, Unreadable
from disclosure.reading.text import guessed

_LONGEST_TEXT = 1 << 20
_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND\xaeB`\x82"
_JPEG_MARKER = expression(rb"\xff[\x01-\xcf\xd8-\xfe]")  # within the picture's data none but these
_PADDING = b"\0\xff\t\n\r "
_SHORTEST_TAIL = 8  # bytes
GIF_HEAD = 13  # bytes of the header and the description of the screen
GIF_IMAGE, GIF_EXTENSION, _GIF_END = 0x2C, 0x21, 0x3B
GIF_COMMENT = 0xFE
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"


@dataclass
class Metadata:
    """What a picture says: EXIF blocks as in a TIFF file, XMP packets, and named texts."""

    exif: list[bytes] = field(default_factory=list)
    xmp: list[str] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)


def metadata(data: bytes) -> Metadata:
    """The metadata of a JPEG, PNG, WebP, GIF or TIFF file."""
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
    elif data.startswith(b"GIF8"):
        _note_comments(found, data)
    return found


def tail(data: bytes) -> bytes:
    """What follows the end of a picture; no more than padding, or the smaller views that a camera adds, is nothing."""
    end = len(data)
    if data.startswith(_JPEG):
        end = _jpeg_end(data)
        views = any(marker == 0xE2 and body.startswith(b"MPF\0") for marker, body in _segments(data))
        end = len(data) if views and data[end : end + 2] == _JPEG else end
    elif data.startswith(_PNG):
        last = data.find(_PNG_END)
        end = last + len(_PNG_END) if last > 0 else len(data)
    elif data[8:12] == b"WEBP":
        end = 8 + struct.unpack_from("<L", data, 4)[0]
        end += end % 2
    rest = data[end:]
    return rest if len(rest.strip(_PADDING)) >= _SHORTEST_TAIL else b""


def _jpeg_end(data: bytes) -> int:
    """Where the end marker stands that belongs to the picture itself; the end of the data if there is none."""
    position = max((end for _, _, end in _bounds(data)), default=2)
    while match := _JPEG_MARKER.search(data, position):
        if data[match.start() + 1] == 0xD9:
            return match.end()
        if match.end() + 2 > len(data):
            break
        position = match.end() + max(struct.unpack_from(">H", data, match.end())[0], 2)
    return len(data)


def gif_blocks(data: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of each block between the header of a GIF and its end; ``Unreadable`` where there is none."""
    position = GIF_HEAD + gif_table(data[10])
    while position < len(data) and data[position] != _GIF_END:
        start = position
        if data[position] == GIF_IMAGE and position + 10 < len(data):
            position = _behind(data, position + 11 + gif_table(data[position + 9]))
        elif data[position] == GIF_EXTENSION and position + 1 < len(data):
            position = _behind(data, position + 2)
        else:
            raise Unreadable(DAMAGED)
        yield start, position


def gif_table(flags: int) -> int:
    """How many bytes a table of colours has."""
    return 3 * (2 << (flags & 7)) if flags & 0x80 else 0


def _behind(data: bytes, position: int) -> int:
    """Where a row of small blocks has ended."""
    while position < len(data):
        length = data[position]
        position += 1 + length
        if length == 0:
            return position
    raise Unreadable(DAMAGED)


def _note_comments(found: Metadata, data: bytes) -> None:
    try:
        for start, end in gif_blocks(data) if len(data) > GIF_HEAD else ():
            if data[start] == GIF_EXTENSION and data[start + 1] == GIF_COMMENT:
                found.texts.append(("comment", guessed(b"".join(_pieces(data[start + 2 : end])))))
    except Unreadable:
        return  # what stands behind the damage nobody sees


def _pieces(blocks: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(blocks) and blocks[position]:
        yield blocks[position + 1 : position + 1 + blocks[position]]
        position += 1 + blocks[position]


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
