"""TIFF files: the pages written anew with the fields that they are drawn by, and their packed pixels as they are."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.reading.bounds import DAMAGED, Unreadable

# TIFF 6.0: how the pixels are packed, arranged, coloured, turned, and how large they are on paper.
_KEPT = {
    254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291,
    292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 326, 327, 328, 332, 334, 336, 338, 339, 340,
    341, 347, 529, 530, 531, 532, 34675,
}  # fmt: skip
_PLACES = {273: 279, 324: 325}  # fields that say where pieces of the picture lie, and those that say how long they are
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_LETTERS = {1: "B", 3: "H", 4: "L"}
_OLD_JPEG = 6
_PAGES = 2000
_OLD = "这个 TIFF 用的是过时的压缩方式，无法自动清理。请用画图软件打开，另存为 PNG 再上传。"


@dataclass
class _Entry:
    """One field of a page: kind and count of its values, and their bytes."""

    tag: int
    kind: int
    count: int
    value: bytes


def clean_tiff(data: bytes, _exif: bytes) -> bytes:
    """All pages, with nothing else; which way is up is a field of each page."""
    order = "<" if data[:2] == b"II" else ">"
    try:
        return _written(data, order, list(_pages(data, order)))
    except struct.error as error:
        raise Unreadable(DAMAGED) from error


def _pages(data: bytes, order: str) -> Iterator[list[_Entry]]:
    place, seen = struct.unpack_from(f"{order}L", data, 4)[0], set[int]()
    while place:
        if place in seen or len(seen) >= _PAGES:
            raise Unreadable(DAMAGED)
        seen.add(place)
        count = struct.unpack_from(f"{order}H", data, place)[0]
        yield [field for number in range(count) if (field := _field(data, order, place + 2 + 12 * number)) is not None]
        place = struct.unpack_from(f"{order}L", data, place + 2 + 12 * count)[0]


def _field(data: bytes, order: str, place: int) -> _Entry | None:
    tag, kind, count = struct.unpack_from(f"{order}HHL", data, place)
    if tag not in _KEPT or kind not in _SIZES:
        return None
    size = _SIZES[kind] * count
    start = place + 8 if size <= 4 else struct.unpack_from(f"{order}L", data, place + 8)[0]
    value = data[start : start + size]
    if len(value) < size:
        raise Unreadable(DAMAGED)
    return _Entry(tag, kind, count, value)


def _written(data: bytes, order: str, pages: list[list[_Entry]]) -> bytes:
    out = bytearray(data[:4] + b"\0\0\0\0")
    link = 4  # where the place of the next page is to be written
    left = len(data)
    for fields in pages:
        by_tag = {field.tag: field for field in fields}
        if _numbers(by_tag.get(259), order) == [_OLD_JPEG]:
            raise NotCleaned(_OLD)
        for places, lengths in _PLACES.items():
            if places in by_tag:
                left -= _move(data, order, by_tag[places], _numbers(by_tag.get(lengths), order), out, left)
        struct.pack_into(f"{order}L", out, link, len(out) + len(out) % 2)
        link = _write_page(out, order, sorted(by_tag.values(), key=lambda field: field.tag))
    return bytes(out)


def _move(data: bytes, order: str, field: _Entry, lengths: list[int], out: bytearray, left: int) -> int:
    """Bring the pieces of a picture into the new file; no more in all than there is in the old one."""
    places = _numbers(field, order)
    if len(lengths) != len(places) or sum(lengths) > left:
        raise Unreadable(DAMAGED)
    moved = []
    for place, length in zip(places, lengths, strict=True):
        if place + length > len(data):
            raise Unreadable(DAMAGED)
        out.extend(b"\0" * (len(out) % 2))
        moved.append(len(out))
        out.extend(data[place : place + length])
    field.kind, field.value = 4, struct.pack(f"{order}{len(moved)}L", *moved)
    return sum(lengths)


def _write_page(out: bytearray, order: str, fields: list[_Entry]) -> int:
    """The fields of a page, their longer values behind them; where the place of the next page is to be written."""
    out.extend(b"\0" * (len(out) % 2))
    start = len(out)
    values = bytearray()
    behind = start + 2 + 12 * len(fields) + 4
    out.extend(struct.pack(f"{order}H", len(fields)))
    for field in fields:
        out.extend(struct.pack(f"{order}HHL", field.tag, field.kind, field.count))
        if len(field.value) <= 4:
            out.extend(field.value.ljust(4, b"\0"))
        else:
            out.extend(struct.pack(f"{order}L", behind + len(values)))
            values.extend(field.value + b"\0" * (len(field.value) % 2))
    out.extend(b"\0\0\0\0")
    out.extend(values)
    return behind - 4


def _numbers(field: _Entry | None, order: str) -> list[int]:
    if field is None or field.kind not in _LETTERS:
        return []
    return list(struct.unpack(f"{order}{field.count}{_LETTERS[field.kind]}", field.value))
