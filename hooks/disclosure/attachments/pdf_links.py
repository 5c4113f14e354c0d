"""PDF: the addresses that its pages and its bookmarks open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from disclosure.attachments.facts import Hyperlink
from disclosure.attachments.pdf_file import string, value
from disclosure.reading.bounds import BOMB, Unreadable

_MOST = 100_000  # bookmarks of a file: more are a loop or an attack


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One entry of the outline: its words, and the addresses that it opens."""

    title: str
    links: tuple[Hyperlink, ...]


def page_links(annotations: Iterable[object], number: int) -> Iterator[Hyperlink]:
    """The addresses that the annotations of one page open."""
    for annotation in annotations:
        if isinstance(annotation, DictionaryObject):
            yield from _links(annotation, "/Contents", f"page {number}")


def bookmarks(root: object) -> Iterator[Bookmark]:
    """The bookmarks of a file; they are a tree of chains, and damaged ones run in circles."""
    seen: set[int] = set()
    stack = [value(value(root, "/Outlines"), "/First")]
    while stack:
        bookmark = stack.pop()
        if not isinstance(bookmark, DictionaryObject) or id(bookmark) in seen:
            continue
        seen.add(id(bookmark))
        if len(seen) > _MOST:
            raise Unreadable(BOMB)
        yield Bookmark(string(value(bookmark, "/Title")), tuple(_links(bookmark, "/Title", "outline")))
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
