"""The tokens of all entries with their steps: as remembered, or read by several processes at once."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from disclosure.attachments.contents import Contents, Shelf
from disclosure.attachments.facts import Concern, Passage, Spot
from disclosure.search.entries import Findable
from disclosure.search.remembered import digest, keep, recalled
from disclosure.search.weights import packed, steps, unpacked
from disclosure.shares import Gather, in_shares, processors

Reading = list[tuple[int, list[str]]]

_FEW = 64  # entries that are read sooner than a second process has started
# Where a file holds what its readers do not see, none of its text is searched: a word that is found tells what it says.
_UNSEEN = frozenset({
    Concern.REVISIONS, Concern.REMARKS, Concern.HIDDEN_TEXT, Concern.HIDDEN_SHEETS, Concern.EMBEDDED,
    Concern.BLACKED_OUT, Concern.OTHER_DATA, Concern.ARCHIVE, Concern.UNREADABLE, Concern.TOO_LARGE,
})  # fmt: skip


def readings(entries: Sequence[Findable], root: Path) -> Iterator[Reading]:
    """The tokens of each entry by their steps, in the order of the entries; what was read is remembered."""
    keys = [_key(entry, root) for entry in entries]
    known = recalled(root, frozenset(keys))
    missing = {key: entry for key, entry in zip(keys, entries, strict=True) if key not in known}
    known |= zip(missing, _read(list(missing.values()), root), strict=True)
    strange = False
    for key, entry in zip(keys, entries, strict=True):
        try:
            reading = _opened(known[key])
        except (ValueError, zlib.error):  # somebody else's
            strange, known[key] = True, _text_of(entry, Shelf(root))
            reading = _opened(known[key])
        yield reading
    if missing or strange:
        keep(root, {key: known[key] for key in keys})


def _key(entry: Findable, root: Path) -> bytes:
    """What the tokens of an entry follow from."""
    files = (_content(root / path) for path in entry.attachments)
    said = (entry.title, entry.number, entry.index_number, "\n".join(entry.keywords), entry.summary, entry.body)
    return digest(*(text.encode() for text in said), *files)


def _content(file: Path) -> bytes:
    """The digest of a file; what cannot be read has no text either."""
    try:
        return blake2b(file.read_bytes(), digest_size=16).digest()
    except OSError:
        return b""


def _opened(text: bytes) -> Reading:
    return unpacked(zlib.decompress(text).decode())


def _read(entries: Sequence[Findable], root: Path) -> list[bytes]:
    count = processors() if len(entries) > _FEW else 1

    def work(number: int, gather: Gather) -> list[bytes]:
        shelf = Shelf(root)
        return [_text_of(entry, shelf) for entry in entries[number::count]]

    found = [b""] * len(entries)
    for number, texts in enumerate(in_shares(count, work)):
        found[number::count] = texts
    return found


def _text_of(entry: Findable, shelf: Shelf) -> bytes:
    """The packed tokens of one entry."""
    files = (text for path in entry.attachments for text in _seen(shelf.read(path)))
    body = "\n".join((entry.body, *files))
    found = steps(entry.title, f"{entry.number}\n{entry.index_number}", entry.keywords, entry.summary, body)
    return zlib.compress(packed(found).encode(), 1)


def _seen(contents: Contents) -> Iterator[str]:
    """What readers see in a file."""
    if not any(isinstance(fact, Spot) and fact.concern in _UNSEEN for fact in contents.facts):
        for fact in contents.facts:
            if isinstance(fact, Passage):
                yield from fact.cells
