"""Links on surfaces other than pages: feeds, sitemap, JSON, stylesheets, drawings and attachments.

``surfaces``   every file of a built tree that can hold addresses → its links, or why it could not be read
``feeds`` ``json_files`` ``css`` ``svg``   one module a kind of file; ``attachments`` reads the others
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
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
IsSound = Callable[[str, str], bool]  # of a file and an address in it


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
    is_sound: IsSound | None = None,
    sound: Set[str] = frozenset(),
) -> Iterator[FileLinks]:
    """Every file of the tree that is no page and can hold addresses, in the order of the paths.

    ``contents`` are the attachments that have been opened before, by their path in the tree. Of several ``shares``
    this is the one of a ``number``. For who only asks for what is not ``is_sound``, files of which all addresses are
    can be left out, as are those that are ``sound``.
    """
    for path in sorted(path for path in tree.files - sound if _lot(path) % shares == number):
        kind, read = suffix_of(path).kind, _reader(path)
        if kind in _ATTACHED:
            found = contents.get(path) or _opened(tree.root / path, path, is_sound)
            if found is None:
                continue
            links = (Link(link.href, link.text, _ATTACHED[kind], link.where) for link in found.links)
            yield FileLinks(path, tuple(links), found.problem)
        elif read is not None:
            yield _read(tree.root, path, read)


def _opened(file: Path, path: str, is_sound: IsSound | None) -> Contents | None:
    """What is in a file; nothing where a glance tells that all its addresses are sound."""
    if is_sound is not None:
        from disclosure.attachments.glance import addresses_in  # here, since most trees have no such file left unopened

        seen = addresses_in(file)
        if seen is not None and all(is_sound(path, href) for href in sorted(seen)):
            return None
    from disclosure.attachments.contents import contents_of

    return contents_of(file)


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
