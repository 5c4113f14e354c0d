"""Videos and sound: how long they are, and what they carry besides: where and by whom they were made, files inside.

The pieces of a container say how long they are, so that only those are read that tell something, whatever the size of
the file: MP4 (ISO 14496-12), WebM (RFC 9559) and MP3 (ID3v2).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from disclosure.attachments.facts import Concern, Fact, Passage, PlayingTime, Source, named, passage, spot
from disclosure.expressions import expression
from disclosure.reading.bounds import DAMAGED, TOO_BIG, Unreadable

_MOST_PIECES = 20_000
_DEEPEST = 30  # boxes in each other; programs write eight
_LONGEST = 1_000_000  # seconds of a recording; a longer one has a damaged head
_MOST_TEXT = 1 << 20  # bytes of one piece that is read: titles and names need less
_PRINTED = expression(rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){4,}")
_POSITION = expression(rb"\xa9xyz|location\.ISO6709|loci|[+-]\d{2,3}\.\d{3,}[+-]\d{2,3}\.\d{3,}")

# MP4: boxes that hold boxes, and those that say something in words.
_HOLD = {b"moov", b"trak", b"mdia", b"minf", b"udta", b"edts"}
_TELL = {b"meta", b"uuid", b"free", b"skip", b"ilst", b"XMP_", b"loci"}
_PLAIN = {b"ftyp", b"mdat", b"moof", b"mfra", b"sidx", b"styp", b"wide", b"pdin", b"emsg", b"prft", b"ssix"}
# WebM: the ids of elements that are gone into, and of those that tell something.
_EBML, _SEGMENT, _INFO, _CLUSTER, _TAGS, _FILES = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1F43B675, 0x1254C367, 0x1941A469
_SCALE, _DURATION, _TITLE = 0x2AD7B1, 0x4489, 0x7BA9
_ABOVE = {_SEGMENT, _INFO, _CLUSTER, _TAGS, _FILES, 0x114D9B74, 0x1654AE6B, 0x1C53BB6B, 0x1043A770, 0xEC, 0xBF}
_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)  # kbit/s of MPEG-1 layer III
_PEOPLE = {b"TPE1": "演唱或讲述者", b"TCOM": "作者", b"TEXT": "作者", b"TENC": "制作人", b"TOWN": "所有者"}


def recording_facts(source: Source) -> Iterator[Fact]:
    """Everything that a video or sound file says besides what is seen and heard. Raises Unreadable."""
    letters = 0
    for fact in _facts(source):
        letters += sum(map(len, fact.cells)) if isinstance(fact, Passage) else 0
        if letters > _MOST_TEXT:
            raise Unreadable(TOO_BIG)
        yield fact


def _facts(source: Source) -> Iterator[Fact]:
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        start = stream.read(12)
        stream.seek(0)
        try:
            if start[4:8] == b"ftyp":
                yield from _boxes(stream, 0, size, [_MOST_PIECES])
            elif start[:4] == b"\x1aE\xdf\xa3":
                yield from _elements(stream, size)
            else:
                yield from _sound(stream, size)
        except (struct.error, IndexError, OverflowError) as error:
            raise Unreadable(DAMAGED) from error


def length_of(file: Path) -> float | None:
    """How many seconds a recording takes; ``None`` where the file does not say, or is none."""
    try:
        found = (fact.seconds for fact in recording_facts(file) if isinstance(fact, PlayingTime))
        return next(found, None)
    except (Unreadable, OSError):
        return None


def _boxes(stream: BinaryIO, start: int, end: int, left: list[int], depth: int = 0) -> Iterator[Fact]:
    """What the boxes of an MP4 file tell, from one offset to another."""
    while start + 8 <= end:
        left[0] -= 1
        if left[0] < 0 or depth > _DEEPEST:
            raise Unreadable(DAMAGED)
        stream.seek(start)
        size, kind = struct.unpack(">I4s", stream.read(8))
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", stream.read(8))[0], 16
        size = end - start if size == 0 else size
        if size < head or start + size > end:
            raise Unreadable(DAMAGED)
        if kind == b"mvhd":
            yield from _movie_head(stream.read(32))
        elif kind in _TELL or kind.startswith(b"\xa9"):
            yield from _told(kind + stream.read(min(size - head, _MOST_TEXT)), "视频属性")
        elif kind in _HOLD:
            yield from _boxes(stream, start + head, start + size, left, depth + 1)
        elif start == 0 or kind in _PLAIN or kind.isalnum():
            pass
        else:
            yield spot(Concern.EMBEDDED, "视频后面附带的内容")
            return
        start += size


def _movie_head(data: bytes) -> Iterator[Fact]:
    at, layout = (20, ">IQ") if data[0] else (12, ">II")
    scale, duration = struct.unpack_from(layout, data, at)
    if scale and duration / scale < _LONGEST:
        yield PlayingTime(duration / scale)


def _told(data: bytes, where: str) -> Iterator[Fact]:
    """What stands in a piece that is meant for words: its text, and whether it tells a place."""
    if _POSITION.search(data):
        yield spot(Concern.POSITION, "拍摄位置（经纬度）", where)
    for run in _PRINTED.findall(data):
        yield from passage(where, run.decode("utf-8", "replace"))


def _elements(stream: BinaryIO, size: int) -> Iterator[Fact]:
    """What the elements of a WebM file tell; those of unknown size end where one that stands above them begins."""
    at, scale, duration = 0, 1_000_000, 0.0
    for _ in range(_MOST_PIECES * 10):
        if at >= size:
            break
        stream.seek(at)
        key, wide = _number(stream, keeps_mark=True)
        length, more = _number(stream)
        body = at + wide + more
        unknown = length == (1 << 7 * more) - 1
        if key in (_SEGMENT, _INFO) or (key == _CLUSTER and unknown):
            at = body
            continue
        if key == _SCALE:
            scale = int.from_bytes(stream.read(min(length, 8)), "big")
        elif key == _DURATION:
            duration = struct.unpack(">f" if length == 4 else ">d", stream.read(min(length, 8)))[0]
        elif key in (_TAGS, _TITLE):
            yield from _told(stream.read(min(length, _MOST_TEXT)), "视频属性")
        elif key == _FILES:
            yield spot(Concern.EMBEDDED, "视频里夹带的文件")
        if unknown or body + length > size:
            break
        at = body + length
    seconds = duration * scale / 1e9
    if 0 < seconds < _LONGEST:
        yield PlayingTime(seconds)


def _number(stream: BinaryIO, *, keeps_mark: bool = False) -> tuple[int, int]:
    """A number of EBML and how many bytes it takes."""
    first = stream.read(1)[0]
    wide = 9 - first.bit_length()
    if wide > 8:
        raise Unreadable(DAMAGED)
    value = first if keeps_mark else first & (0xFF >> wide)
    return int.from_bytes(bytes([value]) + stream.read(wide - 1), "big"), wide


def _sound(stream: BinaryIO, size: int) -> Iterator[Fact]:
    """What the head of an MP3 file tells, and how long it is by the pace of its first frame."""
    start = 0
    head = stream.read(10)
    if head[:3] == b"ID3":
        start = 10 + sum((byte & 0x7F) << 7 * place for place, byte in enumerate(reversed(head[6:10])))
        yield from _tags(stream.read(min(start - 10, _MOST_TEXT)))
    stream.seek(start)
    frame = stream.read(4)
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE0 != 0xE0:
        raise Unreadable(DAMAGED)
    rate = _RATES[frame[2] >> 4]
    if rate and frame[1] & 0x1E == 0x1A:  # MPEG-1, layer III
        yield PlayingTime((size - start) * 8 / (rate * 1000))


def _tags(data: bytes) -> Iterator[Fact]:
    at = 0
    while at + 10 <= len(data) and data[at : at + 4].isalnum():
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "big")
        body = data[at + 10 : at + 10 + size]
        at += 10 + max(size, 1)
        text = body[1:].decode("utf-16" if body[:1] in (b"\x01", b"\x02") else "utf-8", "replace").strip("\0 ")
        if kind in _PEOPLE:
            yield from named(f"音频{_PEOPLE[kind]}", text)
        elif kind in (b"GEOB", b"PRIV"):
            yield spot(Concern.EMBEDDED, "音频里夹带的内容")
        elif kind[:1] == b"T" or kind in (b"COMM", b"USLT"):
            yield from passage("音频属性", text)
