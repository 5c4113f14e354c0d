"""The container of Office files (ECMA-376 part 2): a zip of XML parts that refer to each other by relationships."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from typing import BinaryIO
from xml.etree.ElementTree import Element

from disclosure.attachments.zip_file import FAULTS, zip_file
from disclosure.expressions import expression
from disclosure.reading.bounds import (
    BOMB,
    DAMAGED,
    ENCRYPTED,
    HEAD,
    PACKAGE_LIMIT,
    PART_LIMIT,
    PARTS,
    TAGS,
    TOO_MUCH,
    Unreadable,
)
from disclosure.reading.xml_text import local, xml_text, xml_tree

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the standard allows no others
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # the container of encrypted files and of the formats before 2007
_SHOWN = {"hyperlink", "image", "video", "audio", "media"}  # kinds of relationship that readers get to see
_RELATIONSHIPS = expression(r"^(?:(.*)/)?_rels/([^/]+)\.rels$")


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to by an id: an address outside the file, or another part."""

    kind: str
    target: str
    external: bool

    @property
    def is_link(self) -> bool:
        """Whether it is an address that readers are led to or shown."""
        return self.external and self.kind in _SHOWN


class Package:
    """The parts of an opened Office file, each read only when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile, tags: int = TAGS) -> None:
        self._archive = archive
        self._left = PACKAGE_LIMIT
        self._tags_left = tags
        self._known: dict[str, dict[str, Relationship]] = {}
        self.parts = {info.filename: info for info in archive.infolist()}
        if len(archive.infolist()) > PARTS:
            raise Unreadable(BOMB)

    def text(self, part: str) -> str:
        """The XML of a part."""
        return xml_text(self.data(part))

    def tree(self, part: str) -> Element:
        """The XML of a part as a tree; of all parts together only so many elements are read as can be held."""
        text = self.text(part)
        self._tags_left -= text.count("<")
        if self._tags_left < 0:
            raise Unreadable(TOO_MUCH)
        return xml_tree(text)

    def head(self, part: str) -> bytes:
        """How a part begins: enough to see what a picture says about itself."""
        with self._archive.open(self._readable(part)) as stream:
            return stream.read(HEAD)

    def data(self, part: str) -> bytes:
        """The bytes of a part."""
        info = self._readable(part)
        limit = min(PART_LIMIT, self._left)
        with self._archive.open(info) as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise Unreadable(BOMB)
        self._left -= len(data)
        return data

    def _readable(self, part: str) -> zipfile.ZipInfo:
        info = self.parts[part]
        if info.flag_bits & 1:
            raise Unreadable(ENCRYPTED)
        if info.compress_type not in _METHODS:
            raise Unreadable(DAMAGED)
        return info

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part refers to, by id."""
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if part not in self._known:
            self._known[part] = dict(self._relationships(path, folder)) if path in self.parts else {}
        return self._known[part]

    def linking_parts(self) -> list[str]:
        """The parts that lead outside by a relationship, in natural order."""
        matches = [match for path in self.parts if (match := _RELATIONSHIPS.match(path))]
        parts = [f"{match[1]}/{match[2]}" if match[1] else match[2] for match in matches]
        linking = [part for part in parts if any(item.is_link for item in self.relationships(part).values())]
        return sorted(linking, key=natural)

    def _relationships(self, path: str, folder: str) -> Iterator[tuple[str, Relationship]]:
        for element in xml_tree(self.text(path)):
            target = element.get("Target", "")
            external = element.get("TargetMode", "") == "External" or "://" in target
            if not external:
                target = target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}")
            kind = element.get("Type", "").rpartition("/")[2]
            if local(element.tag) == "Relationship":
                yield element.get("Id", ""), Relationship(kind, target, external)


@contextmanager
def opened(file: Path | BinaryIO, tags: int = TAGS) -> Iterator[Package]:
    """The parts of an Office file, on disk or in memory; whatever is wrong with it makes it ``Unreadable``."""
    try:
        with file.open("rb") if isinstance(file, Path) else nullcontext(file) as stream:
            stream.seek(0)
            if stream.read(4) == _OLD_OFFICE:
                raise Unreadable(ENCRYPTED)
            with zip_file(stream) as archive:
                yield Package(archive, tags)
    except FAULTS as error:
        raise Unreadable(DAMAGED) from error


def natural(part: str) -> list[tuple[int, str]]:
    """Sorts ``slide2`` before ``slide10``."""
    return [(int(piece) if piece.isdecimal() else -1, piece) for piece in re.split(r"(\d{1,9})", part)]


def stem(part: str) -> str:
    """What a part is called among its like: ``word/header1.xml`` → ``header1``."""
    return part.rpartition("/")[2].partition(".")[0]
