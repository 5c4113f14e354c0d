"""The container of Office files (ECMA-376 part 2): a zip of XML parts that refer to each other by relationships."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath

from disclosure.reading.bounds import (
    BOMB,
    DAMAGED,
    ENCRYPTED,
    PACKAGE_LIMIT,
    PART_LIMIT,
    PARTS,
    Unreadable,
)
from disclosure.reading.xml_text import local, xml_text, xml_tree

# What zipfile and its decompressor raise on damaged files.
_FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
    LookupError, OverflowError,
)  # fmt: skip
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the standard allows no others
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # the container of encrypted files and of the formats before 2007
_SHOWN = {"hyperlink", "image", "video", "audio", "media"}  # kinds of relationship that readers get to see
_RELATIONSHIPS = re.compile(r"^(?:(.*)/)?_rels/([^/]+)\.rels$")


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

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = PACKAGE_LIMIT
        self._known: dict[str, dict[str, Relationship]] = {}
        self.parts = {info.filename: info for info in archive.infolist()}
        if len(archive.infolist()) > PARTS:
            raise Unreadable(BOMB)

    def text(self, part: str) -> str:
        """The XML of a part."""
        info = self.parts[part]
        if info.flag_bits & 1:
            raise Unreadable(ENCRYPTED)
        if info.compress_type not in _METHODS:
            raise Unreadable(DAMAGED)
        limit = min(PART_LIMIT, self._left)
        with self._archive.open(info) as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise Unreadable(BOMB)
        self._left -= len(data)
        return xml_text(data)

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
def opened(file: Path) -> Iterator[Package]:
    """The parts of an Office file; whatever is wrong with it makes it ``Unreadable``."""
    try:
        with file.open("rb") as stream:
            if stream.read(4) == _OLD_OFFICE:
                raise Unreadable(ENCRYPTED)
            with zipfile.ZipFile(stream) as archive:
                yield Package(archive)
    except _FAULTS as error:
        raise Unreadable(DAMAGED) from error


def natural(part: str) -> list[tuple[int, str]]:
    """Sorts ``slide2`` before ``slide10``."""
    return [(int(piece) if piece.isdecimal() else -1, piece) for piece in re.split(r"(\d{1,9})", part)]


def stem(part: str) -> str:
    """What a part is called among its like: ``word/header1.xml`` → ``header1``."""
    return part.rpartition("/")[2].partition(".")[0]
