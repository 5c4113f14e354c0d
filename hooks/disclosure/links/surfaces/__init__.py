"""Links on surfaces other than pages: feeds, sitemap, JSON, stylesheets, drawings and attachments.

``surfaces``   every file of a built tree that can hold addresses → its links, or why it could not be read
``feeds`` ``json_files`` ``css`` ``svg``   one module a kind of file; ``attachments`` reads the others
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from disclosure.attachments.excel_links import excel_links
from disclosure.attachments.facts import Hyperlink, Source
from disclosure.attachments.slide_links import slide_links
from disclosure.attachments.word_links import word_links
from disclosure.links.inventory import Link
from disclosure.links.surfaces.css import css_links
from disclosure.links.surfaces.feeds import robots_links, xml_links
from disclosure.links.surfaces.json_files import index_links, json_links, manifest_links
from disclosure.links.surfaces.svg import svg_links
from disclosure.links.tree import SiteTree
from disclosure.pages.addresses import POLICY_INDEX
from disclosure.reading.bounds import DAMAGED, Unreadable
from disclosure.reading.kinds import FileKind, suffix_of

Reader = Callable[[Path], Iterator[Link]]


def pdf_links(source: Source) -> Iterator[Hyperlink]:
    """The links of a PDF. Its library is large: a tree without any PDF should not wait for it."""
    from disclosure.attachments.pdf_links import pdf_links as read

    return read(source)


def _attached(tag: str, read: Callable[[Source], Iterator[Hyperlink]]) -> Reader:
    return lambda file: (Link(found.href, found.text, tag, found.where) for found in read(file))


_BY_NAME: dict[str, Reader] = {"robots.txt": robots_links, "manifest.json": manifest_links}
_BY_KIND: dict[FileKind, Reader] = {
    FileKind.FEED: xml_links, FileKind.DATA: json_links,
    FileKind.MANIFEST: manifest_links, FileKind.STYLES: css_links, FileKind.DRAWING: svg_links,
    FileKind.PDF: _attached("pdf", pdf_links), FileKind.WORD: _attached("docx", word_links),
    FileKind.EXCEL: _attached("xlsx", excel_links), FileKind.SLIDES: _attached("pptx", slide_links),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileLinks:
    """The links of one file. ``base`` is the path from which its relative addresses start, as of a page.

    Where the file could not be read, ``problem`` says why, in words for the editors, and there are no links.
    """

    path: str
    base: str
    links: tuple[Link, ...] = ()
    problem: str = ""


def surfaces(tree: SiteTree) -> Iterator[FileLinks]:
    """Every file of the tree that is no page and can hold addresses, in the order of the paths."""
    for path in sorted(tree.files):
        read = _reader(path)
        if read is not None:
            base = "" if path == POLICY_INDEX else path
            try:
                yield FileLinks(path, base, tuple(read(tree.root / path)))
            except Unreadable as refused:
                yield FileLinks(path, base, problem=str(refused))
            except RecursionError:
                yield FileLinks(path, base, problem=DAMAGED)


def surface_links(tree: SiteTree) -> Iterator[tuple[str, Link]]:
    """The same links one by one, each with the path of its file."""
    for surface in surfaces(tree):
        for link in surface.links:
            yield surface.path, link


def _reader(path: str) -> Reader | None:
    if path == POLICY_INDEX:
        return index_links
    name = path.rpartition("/")[2].lower()
    return _BY_NAME.get(name) or _BY_KIND.get(suffix_of(name).kind)
