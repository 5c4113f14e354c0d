"""BMP files: header, colours and pixels; the gap before the pixels is emptied, a tail is cut off."""

from __future__ import annotations

import struct

from disclosure.reading.bounds import DAMAGED, Unreadable

_FILE = 14  # bytes before the second header
_CORE, _PLAIN, _FIFTH = 12, 40, 124  # bytes of the second header, by its kind
_MASKS = {3: 12, 6: 16}  # bytes of colour masks behind a plain header, by the way of packing
_UNPACKED = (0, 3, 6)
_EMBEDDED = b"DEBM"  # a colour profile in the file


def clean_bmp(data: bytes, _exif: bytes) -> bytes:
    """The picture alone; a BMP has no EXIF block."""
    try:
        pixels = int(struct.unpack_from("<L", data, 10)[0])
        end = _end(data, pixels)
        colours = _colours(data)
    except struct.error as error:
        raise Unreadable(DAMAGED) from error
    if not _FILE < colours <= pixels < end <= len(data):
        raise Unreadable(DAMAGED)
    head = b"BM" + struct.pack("<LLL", end, 0, pixels)
    return head + data[_FILE:colours] + b"\0" * (pixels - colours) + data[pixels:end]


def _colours(data: bytes) -> int:
    """Where header and colours end."""
    size = struct.unpack_from("<L", data, _FILE)[0]
    end: int = _FILE + size
    if size == _CORE:
        bits = struct.unpack_from("<H", data, _FILE + 10)[0]
        return end + (3 << bits if bits <= 8 else 0)
    bits, packing = struct.unpack_from("<HL", data, _FILE + 14)
    used = struct.unpack_from("<L", data, _FILE + 32)[0]
    masks = _MASKS.get(packing, 0) if size == _PLAIN else 0
    return end + masks + 4 * (used or (1 << bits if bits <= 8 else 0))


def _end(data: bytes, pixels: int) -> int:
    """Where the pixels end, and a colour profile that may follow."""
    size = struct.unpack_from("<L", data, _FILE)[0]
    if size == _CORE:
        width, height, _, bits = struct.unpack_from("<HHHH", data, _FILE + 4)
        return int(pixels + (width * bits + 31) // 32 * 4 * height)
    width, height, _, bits, packing, packed = struct.unpack_from("<llHHLL", data, _FILE + 4)
    length = (abs(width) * bits + 31) // 32 * 4 * abs(height) if packing in _UNPACKED else packed
    end = pixels + (length or len(data) - pixels)
    if size == _FIFTH and data[_FILE + 56 : _FILE + 60] == _EMBEDDED:
        place, count = struct.unpack_from("<LL", data, _FILE + 112)
        end = max(end, _FILE + place + count)
    return int(end)
