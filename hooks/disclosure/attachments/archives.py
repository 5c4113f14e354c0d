"""Archives (zip): refused if they could do harm; else every member is examined like an attachment of its own."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path

from disclosure.attachments.facts import Concern, Fact, Source, inside, passage, spot
from disclosure.attachments.zip_file import FAULTS, zip_file
from disclosure.expressions import expression
from disclosure.reading.bounds import DAMAGED, PART_LIMIT, Unreadable
from disclosure.reading.kinds import is_archive

_MEMBERS = 200
_UNPACKED = 100 << 20  # bytes of all members
_RATIO = 200  # times that content may be larger than its compressed form, if it is large at all
_LARGE = 5 << 20
_UTF8_NAME = 0x800
# What a Mac and Windows put into folders, and so into archives, of their own accord.
_LITTER = expression(r"(?:^|/)(?:__MACOSX(?:/|$)|\.DS_Store$|\._[^/]*$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)

Examine = Callable[[str, Source], Iterator[Fact]]


def archive_facts(source: Source, examine: Examine) -> Iterator[Fact]:
    """What is wrong with an archive; if nothing is, what is wrong with its members, each examined by ``examine``."""
    try:
        with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
            stream.seek(0)
            archive = zip_file(stream)
            refused = next(_refusals(archive), None)
            if refused is not None:
                yield refused
                return
            for info in archive.infolist():
                if _LITTER.search(name_of(info)):
                    yield spot(Concern.LITTER, "系统自动添加的文件", name_of(info))
                elif not info.is_dir():
                    yield from _member(archive, info, examine)
    except FAULTS as error:
        raise Unreadable(DAMAGED) from error


def _refusals(archive: zipfile.ZipFile) -> Iterator[Fact]:
    members = archive.infolist()
    size = sum(info.file_size for info in members)
    packed = sum(info.compress_size for info in members)
    if len(members) > _MEMBERS:
        yield spot(Concern.ARCHIVE, f"太多的文件（{len(members)} 个）")
    if size > _UNPACKED or (size > _LARGE and size > _RATIO * packed):
        yield spot(Concern.ARCHIVE, "解开后过大的内容，可能有害")
    for info in members:
        name = name_of(info)
        path = name.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or path[1:2] == ":":
            yield spot(Concern.ARCHIVE, "会写到别的文件夹去的路径", name)
        elif stat.S_ISLNK(info.external_attr >> 16):
            yield spot(Concern.ARCHIVE, "快捷方式（符号链接）", name)
        elif info.flag_bits & 1:
            yield spot(Concern.ARCHIVE, "加了密、无法检查的文件", name)
        elif is_archive(path):
            yield spot(Concern.ARCHIVE, "另一个压缩包", name)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, examine: Examine) -> Iterator[Fact]:
    name = name_of(info)
    yield from passage("压缩包里的文件名", name)
    with archive.open(info) as stream:
        data = stream.read(PART_LIMIT + 1)
    if len(data) > PART_LIMIT:
        yield spot(Concern.ARCHIVE, "太大、没有检查的文件", name)
    else:
        yield from inside(f"“{name}”里", examine(name.rpartition("/")[2], BytesIO(data)))


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of a member; programs on Chinese Windows write GBK without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename
