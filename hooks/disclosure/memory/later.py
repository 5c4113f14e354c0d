"""What is read when it is asked for: texts, the trees of their data and the bodies of documents."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, MutableMapping
from functools import cached_property
from types import MappingProxyType

from disclosure.findings import Place
from disclosure.reading.front_matter import Body
from disclosure.reading.yaml_tree import Data, Location, Tree

ReadText = Callable[[str], str]  # the text of the file at a path


class ChangedMeanwhileError(Exception):
    """A file that was as it had been is another one now that it is read."""


class FileTexts(MutableMapping[str, str]):
    """Texts by path, in the order in which they came; some of them are read when they are asked for."""

    def __init__(self, known: Mapping[str, str | None] = MappingProxyType({})) -> None:
        self._known: dict[str, str | None] = dict(known)
        self._read: dict[str, ReadText] = {}

    def add_unread(self, path: str, read: ReadText) -> None:
        """Say that there is a text at a path, and how it is read."""
        self._known[path], self._read[path] = None, read

    def without(self, paths: Container[str]) -> FileTexts:
        """The same but for the texts at these paths; what was not read yet is not read for that."""
        made = FileTexts({path: text for path, text in self._known.items() if path not in paths})
        made._read = {path: self.__getitem__ for path in self._read if path not in paths}
        return made

    def __getitem__(self, path: str) -> str:
        text = self._known[path]
        if text is None:
            text = self._known[path] = self._read.pop(path)(path)
        return text

    def __setitem__(self, path: str, text: str) -> None:
        self._known[path] = text
        self._read.pop(path, None)

    def __delitem__(self, path: str) -> None:
        del self._known[path]
        self._read.pop(path, None)

    def __contains__(self, path: object) -> bool:
        return path in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class LaterTree(Tree):
    """The tree of a file at ``path``, read when something of it is asked for but where it begins."""

    __slots__ = ("_begins", "_made", "_read")

    def __init__(self, path: str, read: Callable[[], Tree], begins: Place) -> None:
        self.path, self.base = path, ()
        self._read, self._begins = read, begins
        self._made: Tree | None = None

    @property
    def _tree(self) -> Tree:
        if self._made is None:
            self._made = self._read()
        return self._made

    @property
    def data(self) -> dict[str, Data]:  # type: ignore[override]
        """What the file says."""
        return self._tree.data

    @property
    def spots(self) -> dict[Location, int]:  # type: ignore[override]
        """Where each part stands."""
        return self._tree.spots

    def place(self, location: Location = ()) -> Place:
        """Where the part at ``location`` stands, or the nearest part above it that exists."""
        return super().place(location) if location else self._begins

    def __eq__(self, other: object) -> bool:
        if self is other or not isinstance(other, Tree) or self.path != other.path:
            return self is other
        return (self.data, self.spots, self.base) == (other.data, other.spots, other.base)

    __hash__ = None  # type: ignore[assignment]


class LaterBody(Body):
    """The body of a document whose text is read when it is asked for."""

    def __init__(self, read: Callable[[], str], first_line: int, start: int) -> None:
        self._read, self._start, self.first_line = read, start, first_line

    @cached_property
    def _whole(self) -> str:  # type: ignore[override]
        return self._read()
