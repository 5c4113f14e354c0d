"""PNG and WebP files: of their chunks those that make the picture."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from disclosure.attachments.picture_parts import riff_chunks
from disclosure.reading.bounds import DAMAGED, Unreadable

_PNG = b"\x89PNG\r\n\x1a\n"
# What a PNG is shown by: PNG specification, third edition, 11.2 and 11.3, without text, EXIF and time.
_PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI",
    b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_HAS_EXIF, _HAS_XMP = 0x08, 0x04  # in the flags of a WebP


def clean_png(data: bytes, exif: bytes) -> bytes:
    """The picture alone, with ``exif`` as its only EXIF block if there is one."""
    pieces = [_PNG]
    for name, body in _chunks(data):
        if name in _PNG_KEPT:
            pieces.append(_png_chunk(name, body))
        if name == b"IHDR" and exif:
            pieces.append(_png_chunk(b"eXIf", exif))
    return b"".join(pieces)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the end of the picture."""
    position = len(_PNG)
    while position + 8 <= len(data):
        length, name = struct.unpack_from(">L4s", data, position)
        body = data[position + 8 : position + 8 + length]
        if len(body) < length:
            raise Unreadable(DAMAGED)
        yield name, body
        if name == b"IEND":
            return
        position += 12 + length
    raise Unreadable(DAMAGED)


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))


def clean_webp(data: bytes, exif: bytes) -> bytes:
    """The same of a WebP file."""
    size = struct.unpack_from("<L", data, 4)[0]
    pieces = []
    for name, body in riff_chunks(data[: 8 + size]):
        if name == b"VP8X" and body:
            body = bytes([body[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if exif else 0)]) + body[1:]
        if name in _WEBP_KEPT:
            pieces.append(_riff_chunk(name, body))
    if exif:
        pieces.append(_riff_chunk(b"EXIF", exif))
    content = b"WEBP" + b"".join(pieces)
    return b"RIFF" + struct.pack("<L", len(content)) + content


def _riff_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<L", len(body)) + body + b"\0" * (len(body) % 2)
