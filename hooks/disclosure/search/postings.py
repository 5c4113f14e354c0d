"""Token → entries, cut into files of a few kilobytes, so that a question fetches only what it is about.

A file is a row of tokens: length and bytes of the token, length of what follows; how many entries have it; how much it
holds together; then for each step that occurs, highest first, the step, how many entries have it, and these, each as
its distance from the one before. Numbers are of seven bits a byte, lowest first, the eighth set where more follows.

Two characters hold together as far as they stand side by side more often than by chance. There is no dictionary; so it
is told which pairs are words (津贴) and which only where two words meet (居民能), of which an answer needs none.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import log2
from operator import sub
from zlib import crc32

from disclosure.search.weights import HIGHEST

_BITS = 26  # of the number of an entry; above it stands how far its step is from the highest
_NUMBER = (1 << _BITS) - 1
_USUAL = 2_000  # bytes of a file
_ROW = 10  # bytes of a token besides its entries
_FEWEST = 12  # tokens of a file on an average, so that hardly ever one is without any
_MOST = 2_000  # entries of a token that are kept, those of the highest steps
_MOST_OF_ONE = 200  # the same for a single character
_FIRM = 15


class Postings:
    """The tokens of all entries. Of a token its entries stand in order, the highest steps first, four bytes each.

    ``ends`` are the ends of the rows of tokens, as far as they have been made; ``count`` is that of the entries.
    """

    def __init__(self, entries: dict[str, array[int]] | None = None, ends: dict[str, bytes] | None = None) -> None:
        self._entries: dict[str, array[int]] = defaultdict(lambda: array("I"), entries or {})
        self._left: Counter[str] = Counter()
        self.ends: dict[str, bytes] = ends or {}
        self._count = 0

    def __contains__(self, token: str) -> bool:
        return token in self._entries

    def frequency(self, token: str) -> int:
        """How many entries have the token."""
        return len(self._entries[token]) + self._left[token] if token in self._entries else 0

    def add(self, steps: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Take the tokens of the next entry, by their steps; in the end all is to be settled."""
        entries = self._entries
        for step, tokens in steps:
            value = _value(step, self._count)
            for token in tokens:
                entries[token].append(value)
        self._count += 1

    def take(self, token: str, frequency: int, steps: Iterable[tuple[int, int]]) -> None:
        """Take a token of a finished index: its steps and entries, and in how many it was before some were left out."""
        entries = self._entries[token]
        before = len(entries)
        entries.extend(_value(step, number) for step, number in steps)
        self._left[token] += frequency - (len(entries) - before)

    def settle(self) -> None:
        """Bring what was added or taken into its order."""
        for token, entries in self._entries.items():
            if token not in self.ends:
                self._entries[token] = array("I", sorted(entries))

    def leave_out(self, number: int, steps: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Take the tokens of an entry, which are these, out again. Raises LookupError where they are others."""
        for step, tokens in steps:
            value = _value(step, number)
            for token in tokens:
                entries = self._entries[token]
                place = bisect_left(entries, value)
                if entries[place] != value:
                    raise LookupError(token)
                del entries[place]
                self.ends.pop(token, None)
                if not entries:
                    del self._entries[token]

    def put_in(self, number: int, steps: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Take the tokens of one entry more, which has this number."""
        for step, tokens in steps:
            value = _value(step, number)
            for token in tokens:
                insort(self._entries[token], value)
                self.ends.pop(token, None)

    def renumber(self, shifts: Sequence[int]) -> None:
        """Have every entry bear another number, which is greater by its place's shift. Raises LookupError."""
        first = next((number for number, shift in enumerate(shifts) if shift), len(shifts))
        for token, entries in self._entries.items():
            moved = [value + shifts[number] if (number := value & _NUMBER) >= first else value for value in entries]
            anew = array("I", sorted(moved))
            if anew != entries:
                self._entries[token] = anew
                self.ends.pop(token, None)

    def of_tokens(self) -> Iterator[tuple[str, array[int], bytes]]:
        """Of every token its entries and the end of its row; all must be settled."""
        return ((token, entries, self._end(token)) for token, entries in self._entries.items())

    def files(self) -> list[bytes]:
        """The files; in which a token stands, its checksum tells: its remainder by their number. None is empty."""
        self.settle()
        size = sum(_ROW + 2 * min(len(entries), _MOST) for entries in self._entries.values())
        count = max(1, min(size // _USUAL, len(self._entries) // _FEWEST))
        while len(places := self._places(count)) != count and self._entries:
            count = min(count - 1, len(places))
        return [b"".join(map(self._row, sorted(places[place]))) for place in sorted(places)]

    def _places(self, count: int) -> dict[int, list[str]]:
        places: dict[int, list[str]] = defaultdict(list)
        for token in self._entries:
            places[crc32(token.encode()) % count].append(token)
        return places

    def _row(self, token: str) -> bytes:
        name = token.encode()
        body = _written([self.frequency(token), self._cohesion(token)]) + self._end(token)
        return _written([len(name)]) + name + _written([len(body)]) + body

    def _end(self, token: str) -> bytes:
        """The last part of a token's row: its steps with the entries that are kept."""
        made = self.ends.get(token)
        if made is None:
            kept = self._entries[token][: _MOST_OF_ONE if len(token) == 1 else _MOST]
            made = self.ends[token] = b"".join(map(_written, _steps(kept)))
        return made

    def _cohesion(self, token: str) -> int:
        """How much a token holds together, 0 to 15; what is no pair of characters does."""
        if len(token) != 2 or token.isascii():
            return _FIRM
        before, behind, all_pairs = self._sides
        by_chance = before[token[0]] * behind[token[1]] / all_pairs
        return max(0, min(_FIRM, round(1.5 * log2(self.frequency(token) / by_chance))))

    @cached_property
    def _sides(self) -> tuple[dict[str, int], dict[str, int], int]:
        """How often each character is the first of a pair, how often the second, and how many pairs there are."""
        before: dict[str, int] = defaultdict(int)
        behind: dict[str, int] = defaultdict(int)
        for token in self._entries:
            if len(token) == 2:
                frequency = self.frequency(token)
                before[token[0]] += frequency
                behind[token[1]] += frequency
        return before, behind, sum(before.values())


def rows_in(data: bytes) -> Iterator[tuple[str, int, list[tuple[int, int]]]]:
    """The tokens of a file: each with its frequency, and the step and number of the entries that are kept.

    Raises ValueError or IndexError where the file is none.
    """
    at = 0
    while at < len(data):
        size, at = _number(data, at)
        token, at = data[at : at + size].decode(), at + size
        size, at = _number(data, at)
        end = at + size
        frequency, at = _number(data, at)
        _, at = _number(data, at)
        kept: list[tuple[int, int]] = []
        while at < end:
            step, at = _number(data, at)
            count, at = _number(data, at)
            entry = 0
            for _ in range(count):
                distance, at = _number(data, at)
                entry += distance
                kept.append((step, entry))
        if at != end or end > len(data) or not all(0 < step <= HIGHEST for step, _ in kept):
            raise ValueError("no postings")
        yield token, frequency, kept


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at a place, and where the next one does."""
    number = shift = 0
    while data[at] > 127:
        number |= (data[at] & 127) << shift
        shift += 7
        at += 1
    return number | data[at] << shift, at + 1


def _value(step: int, number: int) -> int:
    """How it is noted that an entry has a token: in the order of these numbers the highest steps come first."""
    return HIGHEST - step << _BITS | number


def _steps(kept: array[int]) -> Iterator[list[int]]:
    """Of each step in a row its number, how many entries have it, and each as its distance from the one before."""
    start = 0
    while start < len(kept):
        below = kept[start] >> _BITS
        end = bisect_left(kept, below + 1 << _BITS, start)
        run = kept[start:end]
        yield [HIGHEST - below, end - start, run[0] & _NUMBER, *map(sub, run[1:], run)]
        start = end


def _written(numbers: Sequence[int]) -> bytes:
    if max(numbers) < 128:
        return bytes(numbers)
    made = bytearray()
    for number in numbers:
        while number > 127:
            made.append(number & 127 | 128)
            number >>= 7
        made.append(number)
    return bytes(made)
