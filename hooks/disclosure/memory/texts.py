"""YAML and Markdown already read: a text that is the same as in an earlier run is not taken apart again.

What is remembered is what the reader made of the text alone: the tree of strings, the spot of every part, and the
findings. What the records make of it is done anew each time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

from disclosure.findings import Finding, dump, load
from disclosure.memory.engine import digest
from disclosure.memory.store import Store
from disclosure.reading.front_matter import Body, split
from disclosure.reading.plain_yaml import once
from disclosure.reading.yaml_tree import Location, Tree, read_tree

TREES, DOCUMENTS = "trees", "documents"
_CLOSING = "\n---\n"
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class Sums(NamedTuple):
    """The digests of a file as it is read: of what stands before its body (of all where it has none), of its body."""

    front: str
    body: str = ""


class TextReader:
    """Reads texts, or remembers what reading them gave; ``sums`` has the digests of every text by its path.

    ``typed`` has the texts that are taken in the place of what lies on the disk, by path. Who reads with one that
    ``opens_later`` need not open the files that are as they were; ``unopened`` has their state by path.
    """

    def __init__(self, store: Store | None = None, *, opens_later: bool = False) -> None:
        self.store, self.opens_later = store, opens_later
        self.sums: dict[str, Sums] = {}
        self.unopened: dict[str, str] = {}
        self.typed: dict[str, str] = {}

    def sum_of(self, path: str, body: Body) -> str:
        """The digest of the body of a file, which need not be read for that; "" of one that stands otherwise there."""
        known = self.sums.get(path) if body.start else None
        return known.body if known is not None else ""

    def tree(self, text: str, path: str) -> tuple[Tree | None, list[Finding]]:
        """What :func:`read_tree` makes of the text."""
        if self.store is None:
            return read_tree(text, path)
        sums = self.sums[path] = Sums(digest(text))
        kept = self.store.recall(TREES, path, sums.front)
        if kept is not None:
            with_findings = _tree(kept, path)
            if with_findings is not None:
                return with_findings
        tree, findings = read_tree(text, path)
        if tree is not None:
            self.store.keep(TREES, path, _written(tree, findings), sums.front)
        return tree, findings

    def kept(self, part: str, path: str, front: str) -> Tree | None:
        """The tree of a file that is remembered under the digest of what stands before its body."""
        kept = self.store.recall(part, path, front, alone=True) if self.store is not None else None
        with_findings = _tree(kept, path) if kept is not None else None
        return with_findings[0] if with_findings is not None else None

    def document(self, text: str, path: str) -> tuple[Tree | None, Body, list[Finding]]:
        """What :func:`split` makes of the text."""
        if self.store is None:
            return split(text, path)
        sums, start = _parted(text)
        self.sums[path] = sums
        kept = self.store.recall(DOCUMENTS, path, sums.front) if start else None
        if kept is not None:
            with_findings = _tree(kept, path)
            if with_findings is not None:
                return with_findings[0], Body(text, text.count("\n", 0, start) + 1, start), with_findings[1]
        tree, body, findings = split(text, path)
        if len(text) - len(body.text) != start:
            self.sums[path] = Sums(digest(text), digest(text))  # the line between the parts is not as it should be
        elif tree is not None:
            self.store.keep(DOCUMENTS, path, _written(tree, findings), sums.front)
        return tree, body, findings


def _parted(text: str) -> tuple[Sums, int]:
    """The digests of the parts of a document, and where its body starts; 0 if that cannot be seen at a glance."""
    end = text.find(_CLOSING) + len(_CLOSING) if text.startswith("---\n") else 0
    if end < len(_CLOSING):
        return Sums(digest(text), digest(text)), 0
    return Sums(digest(text[:end]), digest(text[end:])), end


def _written(tree: Tree, findings: list[Finding]) -> str:
    """A tree and its findings as text; the spots stand by themselves, since of most trees only the first is asked."""
    spots = _encoded([list(tree.spots), list(tree.spots.values())])
    first = _encoded(tree.spots.get(()))
    return "\n".join((_encoded(tree.data), first, spots, dump(findings) if findings else ""))


def _tree(kept: str, path: str) -> tuple[Tree, list[Finding]] | None:
    """The tree that was written so; ``None`` if it makes no sense."""
    try:
        data, first, spots, findings = kept.split("\n")
        tree = Tree(path, json.loads(data), cast(dict[Location, int], _Spots(spots, json.loads(first))))
        return tree, load(findings) if findings else []
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


class _Spots(Mapping[Location, int]):
    """The spots of a tree, made of what is remembered when one is asked for that is not the ``first``, of all of it."""

    def __init__(self, kept: str, first: int | None) -> None:
        self._kept, self._first = kept, first
        self._made: dict[Location, int] | None = None

    @property
    def _all(self) -> dict[Location, int]:
        if self._made is None:
            locations, spots = json.loads(self._kept)
            pairs = zip(locations, spots, strict=True)
            self._made = {once(tuple(location)): once(spot) for location, spot in pairs}
        return self._made

    def __getitem__(self, location: Location) -> int:
        return self._all[location] if location or self._first is None else self._first

    def __contains__(self, location: object) -> bool:
        return location == () and self._first is not None or location in self._all

    def __iter__(self) -> Iterator[Location]:
        return iter(self._all)

    def __reversed__(self) -> Iterator[Location]:
        return reversed(self._all)

    def __len__(self) -> int:
        return len(self._all)
