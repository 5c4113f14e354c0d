"""The tokens of all entries with their steps: as remembered, or read by several processes at once."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from disclosure.attachments.contents import Contents, Shelf
from disclosure.attachments.facts import Concern, Passage, Spot
from disclosure.search.entries import Findable
from disclosure.search.remembered import digest
from disclosure.search.weights import packed, steps, unpacked
from disclosure.shares import Crew

Tokens = list[tuple[int, list[str]]]  # by their steps
_NOTHING: Mapping[bytes, bytes] = MappingProxyType({})
_BLOCK = 16  # entries that one process reads at a time
# Where a file holds what its readers do not see, none of its text is searched: a word that is found tells what it says.
_UNSEEN = frozenset({
    Concern.REVISIONS, Concern.REMARKS, Concern.HIDDEN_TEXT, Concern.HIDDEN_SHEETS, Concern.EMBEDDED,
    Concern.BLACKED_OUT, Concern.OTHER_DATA, Concern.ARCHIVE, Concern.UNREADABLE, Concern.TOO_LARGE,
})  # fmt: skip


def readings(
    entries: Sequence[Findable], root: Path, crew: Crew | None = None, *, known: Mapping[bytes, bytes] = _NOTHING
) -> list[Read]:
    """What was read of each entry, in their order, or is ``known``.

    Of a ``crew`` each process reads a share; only the first has all of it in the end, the others nothing.
    """
    crew = crew or Crew()
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    parts = crew.collect(dict(_read(blocks, known, root, crew)))
    by_block = {number: found for part in parts for number, found in part.items()}
    return [item for number in range(len(by_block)) for item in by_block[number]]


def _read(
    blocks: Sequence[Sequence[Findable]], known: Mapping[bytes, bytes], root: Path, crew: Crew
) -> Iterator[tuple[int, list[Read]]]:
    shelf = Shelf(root)
    for number in crew.tickets(len(blocks)):
        yield number, [_one(entry, known, shelf, root) for entry in blocks[number]]


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of an entry: its tokens, packed, and what follows from its text for readers."""

    key: bytes
    packed: bytes
    said: str
    is_new: bool

    @property
    def tokens(self) -> Tokens:
        """The tokens. Raises ValueError where they are none."""
        try:
            return unpacked(zlib.decompress(self.packed).decode())
        except zlib.error as error:
            raise ValueError("no tokens") from error


def _one(entry: Findable, known: Mapping[bytes, bytes], shelf: Shelf, root: Path) -> Read:
    key = _key(entry, root)
    if key in known:
        return Read(key, known[key], entry.said("" if entry.summary else entry.text), is_new=False)
    text = entry.text
    return Read(key, _tokens_of(entry, text, shelf), entry.said(text), is_new=True)


def _key(entry: Findable, root: Path) -> bytes:
    """What the tokens of an entry follow from."""
    files = (_content(root / path) for path in entry.attachments)
    said = (entry.title, entry.number, entry.index_number, "\n".join(entry.keywords), entry.summary, entry.read_from)
    return digest(*(part.encode() for part in said), *files)


def _content(file: Path) -> bytes:
    """The digest of a file; what cannot be read has no text either."""
    try:
        return blake2b(file.read_bytes(), digest_size=16).digest()
    except OSError:
        return b""


def _tokens_of(entry: Findable, text: str, shelf: Shelf) -> bytes:
    """The packed tokens of one entry."""
    files = (text for path in entry.attachments for text in _seen(shelf.read(path)))
    body = "\n".join((text, *files))
    found = steps(entry.title, f"{entry.number}\n{entry.index_number}", entry.keywords, entry.summary, body)
    return zlib.compress(packed(found).encode(), 1)


def _seen(contents: Contents) -> Iterator[str]:
    """What readers see in a file."""
    if not any(isinstance(fact, Spot) and fact.concern in _UNSEEN for fact in contents.facts):
        for fact in contents.facts:
            if isinstance(fact, Passage):
                yield from fact.cells
