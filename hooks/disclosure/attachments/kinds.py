"""What a file is, by its first bytes and, for a package, its parts."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import nullcontext
from pathlib import Path

from disclosure.attachments.facts import Source
from disclosure.attachments.zip_file import FAULTS, zip_file
from disclosure.reading.bounds import Unreadable
from disclosure.reading.kinds import FileKind

_STARTS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.PICTURE), (b"\x89PNG\r\n\x1a\n", FileKind.PICTURE), (b"GIF8", FileKind.PICTURE),
    (b"II*\0", FileKind.PICTURE), (b"MM\0*", FileKind.PICTURE), (b"BM", FileKind.PICTURE),
    (b"\xd0\xcf\x11\xe0", FileKind.OLD_OFFICE), (b"MZ", FileKind.PROGRAM), (b"\x7fELF", FileKind.PROGRAM),
    (b"\x1aE\xdf\xa3", FileKind.VIDEO), (b"ID3", FileKind.AUDIO), (b"\xff\xfb", FileKind.AUDIO),
    (b"WEBVTT", FileKind.CAPTIONS), (b"\xef\xbb\xbfWEBVTT", FileKind.CAPTIONS),
    (b"PK\x03\x04", FileKind.ZIP), (b"PK\x05\x06", FileKind.ZIP), (b"%PDF-", FileKind.PDF),
)  # fmt: skip
_PARTS = {"word/": FileKind.WORD, "xl/": FileKind.EXCEL, "ppt/": FileKind.SLIDES}
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
COPIED = "-clean"  # what the name of a clean copy ends in, before the dot
START = 1100  # bytes that tell the kind: the sign of a PDF may come after a kilobyte of other things


def kind_of(start: bytes, source: Source) -> FileKind:
    """What a file is; ``start`` are its first bytes."""
    kind = next((kind for sign, kind in _STARTS if start.startswith(sign)), None)
    if kind is FileKind.ZIP:
        return _package_kind(source)
    if kind is not None:
        return kind
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return FileKind.PICTURE
    if start[4:8] == b"ftyp":
        return FileKind.VIDEO
    if b"%PDF-" in start[:1024]:
        return FileKind.PDF
    return FileKind.OTHER if start.startswith(_ARCHIVES) or not is_text(start) else FileKind.TEXT


def is_text(start: bytes) -> bool:
    """Whether bytes look like text in one of the encodings that Chinese offices use."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    if b"\0" in start:
        return False
    # A character may be cut in two where the bytes end.
    return any(_decodes(start[: len(start) - cut], code) for code in ("utf-8", "gb18030") for cut in range(4))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _package_kind(source: Source) -> FileKind:
    """What a zip file holds; one that is damaged is still taken for a zip file."""
    try:
        with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
            names = zip_file(stream).namelist()
    except (*FAULTS, Unreadable):
        return FileKind.ZIP
    return package_kind(names)


def package_kind(names: Collection[str]) -> FileKind:
    """What a zip file holds, by the names of its parts."""
    if "OFD.xml" in names:
        return FileKind.OFD
    if "[Content_Types].xml" not in names:
        return FileKind.ZIP
    return next((kind for start, kind in _PARTS.items() if any(name.startswith(start) for name in names)), FileKind.ZIP)
