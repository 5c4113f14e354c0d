"""What a file is, by its first bytes, and what its name says that it is."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path

from disclosure.attachments.facts import Source
from disclosure.attachments.zip_file import FAULTS, zip_file
from disclosure.reading.bounds import Unreadable


class Kind(StrEnum):
    """The kinds of files that are told apart; the value is what editors read."""

    WORD = "Word 文件"
    EXCEL = "Excel 文件"
    SLIDES = "演示文稿"
    OFD = "OFD 文件"
    PDF = "PDF 文件"
    PICTURE = "图片"
    ZIP = "压缩包"
    OLD_OFFICE = "旧格式的 Office 文件"
    TEXT = "文本文件"
    PROGRAM = "程序"
    OTHER = "无法识别的文件"


# What a name may end in, and what must then be inside. Others are unusual: nobody can look into them.
ENDINGS: dict[str, Kind] = {
    "docx": Kind.WORD, "docm": Kind.WORD, "dotx": Kind.WORD,
    "xlsx": Kind.EXCEL, "xlsm": Kind.EXCEL, "xltx": Kind.EXCEL,
    "pptx": Kind.SLIDES, "pptm": Kind.SLIDES, "ppsx": Kind.SLIDES, "potx": Kind.SLIDES,
    "ofd": Kind.OFD, "pdf": Kind.PDF, "zip": Kind.ZIP,
    "jpg": Kind.PICTURE, "jpeg": Kind.PICTURE, "png": Kind.PICTURE, "webp": Kind.PICTURE, "tif": Kind.PICTURE,
    "tiff": Kind.PICTURE, "gif": Kind.PICTURE, "bmp": Kind.PICTURE,
    "doc": Kind.OLD_OFFICE, "xls": Kind.OLD_OFFICE, "ppt": Kind.OLD_OFFICE,
    "wps": Kind.OLD_OFFICE, "et": Kind.OLD_OFFICE, "dps": Kind.OLD_OFFICE,
    "txt": Kind.TEXT, "csv": Kind.TEXT,
}  # fmt: skip

_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", Kind.PICTURE), (b"\x89PNG\r\n\x1a\n", Kind.PICTURE), (b"GIF8", Kind.PICTURE),
    (b"II*\0", Kind.PICTURE), (b"MM\0*", Kind.PICTURE), (b"BM", Kind.PICTURE),
    (b"\xd0\xcf\x11\xe0", Kind.OLD_OFFICE), (b"MZ", Kind.PROGRAM), (b"\x7fELF", Kind.PROGRAM),
    (b"PK\x03\x04", Kind.ZIP), (b"PK\x05\x06", Kind.ZIP), (b"%PDF-", Kind.PDF),
)  # fmt: skip
_PARTS = {"word/": Kind.WORD, "xl/": Kind.EXCEL, "ppt/": Kind.SLIDES}
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
START = 1100  # bytes that tell the kind: the sign of a PDF may come after a kilobyte of other things


def ending(name: str) -> str:
    """What a file name ends in, in small letters, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def kind_of(start: bytes, source: Source) -> Kind:
    """What a file is; ``start`` are its first bytes."""
    kind = next((kind for sign, kind in _STARTS if start.startswith(sign)), None)
    if kind is Kind.ZIP:
        return _package_kind(source)
    if kind is not None:
        return kind
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return Kind.PICTURE
    if b"%PDF-" in start[:1024]:
        return Kind.PDF
    return Kind.OTHER if start.startswith(_ARCHIVES) or not is_text(start) else Kind.TEXT


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


def _package_kind(source: Source) -> Kind:
    """What a zip file holds; one that is damaged is still taken for a zip file."""
    try:
        with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
            names = zip_file(stream).namelist()
    except (*FAULTS, Unreadable):
        return Kind.ZIP
    if "OFD.xml" in names:
        return Kind.OFD
    if "[Content_Types].xml" not in names:
        return Kind.ZIP
    return next((kind for start, kind in _PARTS.items() if any(name.startswith(start) for name in names)), Kind.ZIP)
