"""Links on surfaces other than pages: feeds, sitemap, JSON, stylesheets, drawings and attachments.

``surfaces``   every file of a built tree that can hold addresses → its links, or why it could not be read
``feeds`` ``json_files`` ``css`` ``svg`` ``pdf`` ``word`` ``excel`` ``slides``   one module a kind of file

What is refused (``reading.bounds``), XML (``reading.xml_text``) and the container of Office files
(``reading.package``) are read alike wherever attachments are opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from disclosure.links.inventory import Link
from disclosure.links.surfaces.css import css_links
from disclosure.links.surfaces.excel import excel_links
from disclosure.links.surfaces.feeds import robots_links, xml_links
from disclosure.links.surfaces.json_files import index_links, json_links, manifest_links
from disclosure.links.surfaces.slides import slide_links
from disclosure.links.surfaces.svg import svg_links
from disclosure.links.surfaces.word import word_links
from disclosure.links.tree import Tree
from disclosure.pages.addresses import POLICY_INDEX
from disclosure.reading.bounds import DAMAGED, Unreadable

Reader = Callable[[Path], Iterator[Link]]


def pdf_links(file: Path) -> Iterator[Link]:
    """The links of a PDF. Its library is large: a tree without any PDF should not wait for it."""
    from disclosure.links.surfaces.pdf import pdf_links as read

    return read(file)


_BY_NAME: dict[str, Reader] = {"robots.txt": robots_links, "manifest.json": manifest_links}
_BY_ENDING: dict[str, Reader] = {
    "xml": xml_links, "rss": xml_links, "atom": xml_links, "rdf": xml_links,
    "json": json_links, "webmanifest": manifest_links, "css": css_links, "svg": svg_links,
    "pdf": pdf_links, "docx": word_links, "docm": word_links, "xlsx": excel_links, "xlsm": excel_links,
    "pptx": slide_links, "pptm": slide_links, "ppsx": slide_links,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Surface:
    """The links of one file. ``base`` is the path from which its relative addresses start, as of a page.

    Where the file could not be read, ``problem`` says why, in words for the editors, and there are no links.
    """

    path: str
    base: str
    links: tuple[Link, ...] = ()
    problem: str = ""


def surfaces(tree: Tree) -> Iterator[Surface]:
    """Every file of the tree that is no page and can hold addresses, in the order of the paths."""
    for path in sorted(tree.files):
        read = _reader(path)
        if read is not None:
            base = "" if path == POLICY_INDEX else path
            try:
                yield Surface(path, base, tuple(read(tree.root / path)))
            except Unreadable as refused:
                yield Surface(path, base, problem=str(refused))
            except RecursionError:
                yield Surface(path, base, problem=DAMAGED)


def surface_links(tree: Tree) -> Iterator[tuple[str, Link]]:
    """The same links one by one, each with the path of its file."""
    for surface in surfaces(tree):
        for link in surface.links:
            yield surface.path, link


def _reader(path: str) -> Reader | None:
    if path == POLICY_INDEX:
        return index_links
    name = path.rpartition("/")[2].lower()
    return _BY_NAME.get(name) or _BY_ENDING.get(name.rpartition(".")[2])
