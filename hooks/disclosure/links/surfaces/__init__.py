"""Links on surfaces other than pages: feeds, sitemap, JSON, stylesheets, drawings and attachments.

``surfaces``   every file of a built tree that can hold addresses → its links, or why it could not be read
``feeds`` ``json_files`` ``css`` ``svg``   one module a kind of file; ``attachments`` reads the others
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

from disclosure.links.inventory import Link
from disclosure.links.surfaces.css import css_links
from disclosure.links.surfaces.feeds import robots_links, xml_links
from disclosure.links.surfaces.json_files import found_links, json_links, manifest_links
from disclosure.links.surfaces.svg import svg_links
from disclosure.links.tree import SiteTree
from disclosure.reading.bounds import DAMAGED, Unreadable
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.search.layout import holds_facts

if TYPE_CHECKING:
    from disclosure.attachments.contents import Contents

Reader = Callable[[Path], Iterator[Link]]


_BY_NAME: dict[str, Reader] = {"robots.txt": robots_links, "manifest.json": manifest_links}
_BY_KIND: dict[FileKind, Reader] = {
    FileKind.FEED: xml_links, FileKind.DATA: json_links,
    FileKind.MANIFEST: manifest_links, FileKind.STYLES: css_links, FileKind.DRAWING: svg_links,
}  # fmt: skip
_ATTACHED = {FileKind.PDF: "pdf", FileKind.WORD: "docx", FileKind.EXCEL: "xlsx", FileKind.SLIDES: "pptx"}


@dataclass(frozen=True, slots=True)
class FileLinks:
    """The links of one file, at whose path its relative addresses start.

    Where the file could not be read, ``problem`` says why, in words for the editors, and there are no links.
    """

    path: str
    links: tuple[Link, ...] = ()
    problem: str = ""


def surfaces(
    tree: SiteTree,
    contents: Mapping[str, Contents] = MappingProxyType({}),
    number: int = 0,
    shares: int = 1,
    *,
    ours: bool = False,
) -> Iterator[FileLinks]:
    """Every file of the tree that is no page and can hold addresses, in the order of the paths.

    ``contents`` are the attachments that have been opened before, by their path in the tree; of what else there is on a
    site of ``ours``, only the addresses are asked for. Of several ``shares`` this is the one of a ``number``.
    """
    for path in sorted(path for path in tree.files if _lot(path) % shares == number):
        kind, read = suffix_of(path).kind, _reader(path)
        if kind in _ATTACHED:
            found = contents.get(path) or _opened(tree.root / path, ours=ours)
            links = (Link(link.href, link.text, _ATTACHED[kind], link.where) for link in found.links)
            yield FileLinks(path, tuple(links), found.problem)
        elif read is not None:
            yield _read(tree.root, path, read)


def _opened(file: Path, *, ours: bool) -> Contents:
    from disclosure.attachments.contents import Contents, contents_of  # here, since most trees have no such file
    from disclosure.attachments.office_links import bare_links  # left unopened

    bare = None
    if ours and suffix_of(file.name).kind in (FileKind.WORD, FileKind.EXCEL):
        with suppress(Unreadable):
            bare = bare_links(file)
    return contents_of(file) if bare is None else Contents(file.stat().st_size, tuple(bare))


def _lot(path: str) -> int:
    """A number of its own for each path: neighbours are alike, and would fall to the same share."""
    return crc32(path.encode("utf-8", "surrogateescape"))


def _read(root: Path, path: str, read: Reader) -> FileLinks:
    try:
        return FileLinks(path, tuple(read(root / path)))
    except Unreadable as refused:
        return FileLinks(path, problem=str(refused))
    except RecursionError:
        return FileLinks(path, problem=DAMAGED)


def _reader(path: str) -> Reader | None:
    if holds_facts(path):
        return found_links
    name = path.rpartition("/")[2].lower()
    return _BY_NAME.get(name) or _BY_KIND.get(suffix_of(name).kind)
