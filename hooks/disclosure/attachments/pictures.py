"""Pictures: where and by whom they were taken, and with which device (EXIF, XMP, text of PNG files)."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import IFD, Base

from disclosure.attachments.facts import Concern, Fact, Source, named, passage, spot
from disclosure.attachments.kinds import is_text
from disclosure.attachments.picture_parts import metadata, tail
from disclosure.expressions import expression
from disclosure.reading.bounds import BOMB, DAMAGED, PART_LIMIT, Unreadable
from disclosure.reading.text import guessed

_FAULTS = (
    UnidentifiedImageError, OSError, ValueError, TypeError, LookupError, SyntaxError, AttributeError, ArithmeticError,
    RuntimeError, struct.error, zlib.error, EOFError,
)  # fmt: skip
_PEOPLE = {
    Base.Artist: "作者", Base.Copyright: "版权所有者", Base.XPAuthor: "作者", Base.CameraOwnerName: "相机主人",
}  # fmt: skip
_DEVICES = {Base.Make, Base.Model, Base.BodySerialNumber, Base.LensSerialNumber, Base.HostComputer, Base.MakerNote}
_DESCRIPTIONS = {Base.ImageDescription, Base.XPTitle, Base.XPComment, Base.XPSubject, Base.XPKeywords, Base.UserComment}
_XMP_POSITION = expression(r"exif:GPS(?:Latitude|Longitude)")
_XMP_CREATOR = expression(r"<dc:creator>(.*?)</dc:creator>", re.DOTALL)
_PNG_PEOPLE = {"author": "作者", "artist": "作者", "copyright": "版权所有者"}


def picture_file_facts(source: Source) -> Iterator[Fact]:
    """Everything that a picture file says besides the picture."""
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
        stream.seek(0)
        data = stream.read(PART_LIMIT)
        stream.seek(0)
        if data[8:12] != b"WEBP":  # whose decoder makes room for the whole picture at once
            _open(stream)
    yield from picture_facts(data)


def _open(stream: object) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            Image.open(stream).close()  # type: ignore[arg-type]
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Unreadable(BOMB) from error
        except _FAULTS as error:
            raise Unreadable(DAMAGED) from error


def picture_facts(data: bytes) -> Iterator[Fact]:
    """The same of a picture in memory, of which the end may be missing."""
    found = metadata(data)
    for block in found.exif:
        try:
            yield from list(_exif(block))
        except _FAULTS:
            yield spot(Concern.PROPERTIES, "读不出来的拍摄信息")
    for text in found.xmp:
        yield from _xmp(text)
    for key, text in found.texts:
        person = _PNG_PEOPLE.get(key.lower())
        yield from named(f"图片{person}", text) if person else passage("图片说明", text)
    rest = tail(data)
    if rest:
        yield spot(Concern.EMBEDDED, "图片后面附带的内容")
        for line in guessed(rest).splitlines() if is_text(rest) else ():
            yield from passage("图片后面", line)


def _exif(block: bytes) -> Iterator[Fact]:
    exif = Image.Exif()
    exif.load(block)
    tags: dict[int, object] = {**exif, **exif.get_ifd(IFD.Exif)}
    if any(key in exif.get_ifd(IFD.GPSInfo) for key in (2, 4)):
        yield spot(Concern.POSITION, "拍摄位置（经纬度）")
    if any(_shown(tags, tag) for tag in _DEVICES):
        yield spot(Concern.PROPERTIES, "拍摄设备的型号")
    for tag, what in _PEOPLE.items():
        yield from named(f"图片{what}", _shown(tags, tag))
    for tag in sorted(_DESCRIPTIONS):
        yield from passage("图片说明", _shown(tags, tag))


def _shown(tags: Mapping[int, object], tag: int) -> str:
    """A tag as text; Windows writes some in UTF-16."""
    value = tags.get(tag, "")
    if not isinstance(value, bytes):
        return str(value).strip("\0 ")
    if 0x9C9B <= tag <= 0x9C9F:
        return value.decode("utf-16-le", "replace").strip("\0 ")
    return value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0").decode("utf-8", "replace").strip("\0 ")


def _xmp(text: str) -> Iterator[Fact]:
    if _XMP_POSITION.search(text):
        yield spot(Concern.POSITION, "拍摄位置（经纬度）")
    for match in _XMP_CREATOR.finditer(text):
        yield from named("图片作者", re.sub(r"<[^>]*>", " ", match[1]))
