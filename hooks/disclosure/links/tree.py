"""A built site as a set of files by exact name: our own path set, case-sensitive on every machine."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from disclosure.links.drawings import ids_drawn, is_drawing
from disclosure.links.inventory import FromOutside, PageLinks, page_of, read_links
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.shares import Gather

INDEXES = ("index.html", "index.htm")
_BLOCK = 64  # pages that stay together when the work is divided


class SiteTree:
    """The files below a folder, and the links and anchors of its pages, which are read when they are first needed.

    Of pages that were taken stock of as they were written, ``seen`` has the links, and nothing is read again. Of the
    others all that others must know of them may be known, by ``faces``: then their links are nobody's concern.
    """

    def __init__(
        self,
        root: Path,
        seen: Mapping[str, PageLinks] = MappingProxyType({}),
        faces: Mapping[str, FromOutside] = MappingProxyType({}),
    ) -> None:
        self.root, self._seen, self._faces = root, seen, faces
        self.files = frozenset(_walk(root))
        self.folders = frozenset(_folders(self.files))
        self.page_paths = [path for path in sorted(self.files) if is_page(path)]
        self._drawn: dict[str, frozenset[str] | None] = {}

    @cached_property
    def pages(self) -> dict[str, PageLinks]:
        """Every page by its path, in the order of the paths."""
        return dict(self._read(self.page_paths))

    def read_share(self, number: int, count: int, gather: Gather) -> list[str]:
        """Read one of ``count`` shares of the pages, and learn of the others all but their links.

        Returns the pages of the share: those that were seen here, else one block after another. Neighbours stay
        together, since within a folder the same address leads to the same place.
        """
        blocks = (path for place, path in enumerate(self.page_paths) if place // _BLOCK % count == number)
        is_seen = self._seen or self._faces
        own = [path for path in self.page_paths if path in self._seen] if is_seen else list(blocks)
        read = dict(self._read(own))
        faces = gather([(path, page.from_outside) for path, page in read.items()]) if count > 1 else []
        told = chain(self._faces.items(), *faces)
        known = {path: page_of(face) for path, face in told if path not in read} | read
        self.pages = {path: known[path] for path in self.page_paths}
        return own

    def _read(self, paths: list[str]) -> Iterator[tuple[str, PageLinks]]:
        for path in paths:
            yield path, self._seen[path] if path in self._seen else read_links((self.root / path).read_bytes())

    def anchors_in(self, path: str) -> frozenset[str] | None:
        """What a fragment may name in a file: the ids of a page or of a drawing; ``None`` where nobody could say."""
        if path in self.pages:
            return self.pages[path].anchors
        if path not in self._drawn:
            self._drawn[path] = ids_drawn(self.root / path) if is_drawing(path) else None
        return self._drawn[path]

    @property
    def site_url(self) -> str:
        """Where the tree says that it is published: the canonical address of its home page, "" if it does not say."""
        for index in INDEXES:
            canonical = self.pages[index].canonical if index in self.pages else ""
            if canonical.startswith(("http://", "https://")):
                return canonical.removesuffix(index)
        return ""

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {_fold(path): path for path in sorted(self.files | self.folders, reverse=True)}

    def similar(self, path: str) -> str:
        """The file that ``path`` means but for case or the composition of its characters; "" if there is none."""
        return self._folded.get(_fold(path), "")


def is_page(path: str) -> bool:
    """Whether a file is an HTML page, by its name."""
    return suffix_of(path).kind is FileKind.PAGE


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _folders(files: frozenset[str]) -> Iterator[str]:
    yield ""
    for path in files:
        folder = path.rpartition("/")[0]
        while folder:
            yield folder
            folder = folder.rpartition("/")[0]


def _walk(root: Path) -> Iterator[str]:
    prefix = len(str(root)) + 1
    for folder, _, names in os.walk(root):
        below = folder[prefix:].replace(os.sep, "/")
        for name in names:
            yield f"{below}/{name}" if below else name
