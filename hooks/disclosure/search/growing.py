"""The postings of the index before, of which only that is made anew which a few other entries make another.

They are kept in one file, with a checksum in front. What is wrong with it, or does not fit what is known of the
entries, is as if it were not there: then all postings are gathered from the tokens of all entries.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from disclosure.search.postings import Postings
from disclosure.search.readings import Read
from disclosure.search.remembered import KEY, digest, engine

_FILE = Path(".disclosure", "postings")
_FEW = 8  # so many times fewer entries must be others than there are
_Entries = list[tuple[str, str]]  # of each in order its address, and the key of what was read of it


@dataclass(frozen=True)
class _Before:
    entries: _Entries
    postings: Postings


def postings_of(
    addresses: Sequence[str], read: Sequence[Read], known: Mapping[bytes, bytes], root: Path, *, remembers: bool
) -> Postings:
    """The postings of entries, settled: of each its address, and what was ``read`` of it.

    ``known`` is what was read for the index before, by its keys; the postings are remembered below ``root``.
    """
    entries = [(address, item.key.hex()) for address, item in zip(addresses, read, strict=True)]
    before = _kept(root) if remembers else None
    if before is not None and before.entries == entries:
        return before.postings
    postings = _grown(before, entries, read, known) if before is not None else None
    if postings is None:
        postings = Postings()
        for item in read:
            postings.add(item.tokens)
        postings.settle()
    if remembers:
        _keep(root, entries, postings)
    return postings


def _grown(before: _Before, entries: _Entries, read: Sequence[Read], known: Mapping[bytes, bytes]) -> Postings | None:
    """The postings of before, the entries in them those of now; none if they are too many others, or do not fit."""
    now = {entry: number for number, entry in enumerate(entries)}
    there = {entry: number for number, entry in enumerate(before.entries)}
    gone, new = there.keys() - now.keys(), now.keys() - there.keys()
    if len(now) != len(entries) or (len(gone) + len(new)) * _FEW > len(entries):
        return None
    postings = before.postings
    try:
        for address, key in gone:
            packed = known[bytes.fromhex(key)]
            postings.leave_out(there[address, key], Read(b"", packed, "", is_new=False).tokens)
        shifts = [now[entry] - number if entry in now else 0 for entry, number in there.items()]
        if any(shifts):
            postings.renumber(shifts)
    except (LookupError, ValueError, OverflowError):
        return None
    for address, key in new:
        postings.put_in(now[address, key], read[now[address, key]].tokens)
    return postings


def _kept(root: Path) -> _Before | None:
    """What was kept, if it is whole."""
    try:
        sum_, told = _parted((root / _FILE).read_bytes())
        if sum_ != _sum(told):
            return None
        head, _, raw = told.partition(b"\n")
        entries, tokens, counts, sizes = json.loads(head)
        numbers = array("I")
        width = numbers.itemsize * sum(counts)
        numbers.frombytes(raw[:width])
        ends = list(pairwise(accumulate(sizes, initial=width)))
        found = zip(tokens, pairwise(accumulate(counts, initial=0)), ends, strict=True)
        rows = [(token, numbers[start:end], raw[first:last]) for token, (start, end), (first, last) in found]
        postings = Postings({token: own for token, own, _ in rows}, {token: end for token, _, end in rows})
        return _Before([(address, key) for address, key in entries], postings)
    except (OSError, ValueError, TypeError, LookupError, RecursionError, OverflowError, MemoryError):
        return None


def _keep(root: Path, entries: _Entries, postings: Postings) -> None:
    """Put this in the place of what was kept; at no moment is the file half written."""
    rows = list(postings.of_tokens())
    head = [
        entries,
        [token for token, _, _ in rows],
        [len(own) for _, own, _ in rows],
        [len(end) for _, _, end in rows],
    ]
    parts = (own.tobytes() for _, own, _ in rows), (end for _, _, end in rows)
    told = b"".join((json.dumps(head).encode(), b"\n", *(part for some in parts for part in some)))
    file = root / _FILE
    beside = file.with_name(f"{file.name}-{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(_sum(told) + told)
        beside.replace(file)
    with suppress(OSError):
        beside.unlink(missing_ok=True)


def _parted(raw: bytes) -> tuple[bytes, bytes]:
    return raw[:KEY], raw[KEY:]


def _sum(told: bytes) -> bytes:
    """A checksum that is another with another engine, and on a machine that writes numbers another way."""
    return digest(engine(), sys.byteorder.encode(), told)
