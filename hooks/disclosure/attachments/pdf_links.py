"""PDF: the addresses that its pages and its bookmarks open."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from disclosure.attachments.facts import Hyperlink, Source
from disclosure.attachments.pdf_file import opened_pdf, resolved, string, value
from disclosure.reading.bounds import BOMB, Unreadable

_MOST = 100_000  # annotations or bookmarks of a file: more are a loop or an attack


def pdf_links(source: Source) -> Iterator[Hyperlink]:
    """The addresses of all pages in their order, then those of the bookmarks."""
    with opened_pdf(source) as reader:
        links = [*_page_links(reader), *_bookmark_links(reader)]
    yield from links


def _page_links(reader: PdfReader) -> Iterator[Hyperlink]:
    left = _MOST
    for number, page in enumerate(reader.pages, 1):
        annotations = value(page, "/Annots")
        if not isinstance(annotations, list):
            continue
        left -= len(annotations)
        if left < 0:
            raise Unreadable(BOMB)
        for entry in annotations:
            annotation = resolved(entry)
            if isinstance(annotation, DictionaryObject):
                yield from _links(annotation, "/Contents", f"page {number}")


def _bookmark_links(reader: PdfReader) -> Iterator[Hyperlink]:
    """Bookmarks are a tree of chains; damaged ones run in circles."""
    seen: set[int] = set()
    stack = [value(value(reader.root_object, "/Outlines"), "/First")]
    while stack:
        bookmark = stack.pop()
        if not isinstance(bookmark, DictionaryObject) or id(bookmark) in seen:
            continue
        seen.add(id(bookmark))
        if len(seen) > _MOST:
            raise Unreadable(BOMB)
        yield from _links(bookmark, "/Title", "outline")
        stack += [value(bookmark, "/Next"), value(bookmark, "/First")]


def _links(thing: DictionaryObject, label: str, where: str) -> Iterator[Hyperlink]:
    """The addresses that an annotation or a bookmark opens when it is clicked."""
    action = value(thing, "/A")
    kind = value(action, "/S")
    address = {"/URI": value(action, "/URI"), "/GoToR": _file(action), "/Launch": _file(action)}.get(str(kind))
    if address is not None:
        yield Hyperlink(string(address), " ".join(string(value(thing, label)).split())[:200], where)


def _file(action: object) -> object:
    """The file that an action opens: its name, or a dictionary with its name."""
    name = value(action, "/F")
    return (value(name, "/UF") or value(name, "/F")) if isinstance(name, DictionaryObject) else name
