"""A built site as a set of files by exact name: our own path set, case-sensitive on every machine."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from disclosure.links.inventory import PageLinks, read_links

_PAGES = (".html", ".htm", ".xhtml", ".shtml")
INDEXES = ("index.html", "index.htm")


class Tree:
    """The files below a folder, and the links and anchors of its pages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = frozenset(_walk(root))
        self.folders = frozenset(_folders(self.files))
        self.pages: dict[str, PageLinks] = {
            path: read_links((root / path).read_bytes()) for path in sorted(self.files) if is_page(path)
        }

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
    return path.lower().endswith(_PAGES)


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
