"""Words that are looked for in whole texts: one automaton finds all of them in one pass over each text.

An expression that cannot match without one of some words is not tried on a text that holds none of them. Whoever has
such an expression says which words they are (``Sought``). The automaton is made of all that have been said, once, when
the first text comes. It goes through the bytes of UTF-8, in which characters that follow each other begin with the same
bytes, so that a whole block of characters is one word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

_SAID: list[Sought] = []
_BLOCK = "\0"  # begins the name of a block: the bytes that all its characters begin with
_ASCII = 0x7F
_SIZES = ((64 * 64, 2), (64, 1))  # so many characters differ in their last bytes only, in so many of them


class Sought:
    """Words, of which an expression needs one; they are asked for of what has been ``WordsFound``.

    Those of ``listed`` are set apart by blanks; of ``rows`` each character is a word, from the first to the last.
    """

    __slots__ = ("number", "words")

    def __init__(self, *words: str, listed: str = "", rows: tuple[str, ...] = ()) -> None:
        """Raises ``ValueError`` for no words and for an empty one, which would be in every text."""
        blocks = (name for row in rows for name in _blocks(ord(row[0]), ord(row[-1]) + 1))
        self.words = frozenset((*words, *listed.split(), *blocks))
        if not self.words or "" in self.words:
            raise ValueError("no words to look for")
        self.number = len(_SAID)
        _SAID.append(self)


class WordsFound:
    """Which of all sought words stand in one text, and where."""

    __slots__ = ("_data", "_hits", "_known", "_names", "words")

    def __init__(self, text: str, others: frozenset[str] = frozenset()) -> None:
        """``others`` are words beyond those that the expressions have said: what the office's own lists hold."""
        self._known = len(_SAID)
        self._names, automaton = _automaton(self._known, others)
        self._data = _encoded(text)
        self._hits = automaton.find_matches_as_indexes(self._data, overlapping=True)
        self.words = {self._names[number] for number, _, _ in self._hits}

    def __contains__(self, sought: Sought) -> bool:
        """Whether any of these words stands in the text."""
        if sought.number < self._known:
            return not sought.words.isdisjoint(self.words)
        return any(_pattern(word) in self._data for word in sought.words)  # said since

    def places(self, words: Collection[str]) -> list[tuple[int, str]]:
        """Where some of the words stand, by their offsets in characters, within each other too: longer ones first."""
        hits = ((start, -end, self._names[number]) for number, start, end in self._hits)
        found: list[tuple[int, str]] = []
        place = past = 0
        for start, _, word in sorted(hit for hit in hits if hit[2] in words):
            place += len(self._data[past:start].decode("utf-8", "surrogatepass"))
            past = start
            found.append((place, word))
        return found


@lru_cache(maxsize=8)
def _automaton(said: int, others: frozenset[str]) -> tuple[tuple[str, ...], BytesAhoCorasick]:
    names = tuple(sorted(others.union(*(sought.words for sought in _SAID[:said]))))
    return names, BytesAhoCorasick(map(_pattern, names), implementation=Implementation.ContiguousNFA)


def _pattern(name: str) -> bytes:
    return name[1:].encode("latin-1", "replace") if name[:1] == _BLOCK else _encoded(name)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _blocks(first: int, end: int) -> Iterator[str]:
    """The names by which all characters between two are found: blocks where there are whole ones, else each alone."""
    while first < end:
        size, last = next(
            ((size, last) for size, last in _SIZES if first % size == 0 and first + size <= end and first > _ASCII),
            (1, 0),
        )
        shared = _encoded(chr(first))
        yield chr(first) if size == 1 else _BLOCK + shared[: len(shared) - last].decode("latin-1")
        first += size
