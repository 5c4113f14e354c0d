"""A guide sentence by sentence: what it says, under which heading, and where each character of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from disclosure.expressions import expression

_SIGNS = frozenset("*_`~=\\\u200b\u3000 \t\r\n")
_LINK_END = expression(r"\]\([^()\n]*\)")
_HEADING = expression(
    r"[ ]{0,3}#{1,6}[ \t]+|[ \t]*(?:第?[一二三四五六七八九十]{1,3}[、章节]|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_ITEM = expression(r"[ \t>]*(?:[-*+•][ \t]+|[0-9]{1,2}[.．、）)][ \t]*|[（(][0-9一二三四五六七八九十]{1,2}[）)])")
_ENDS = "。！？!?"
_GOES_ON = "：:；;，,、"
# A sentence that only goes on with what the one before it speaks of.
_CONTINUES = expression("(?:也|还|亦|并|又)?(?:可以?|有权)|或者?|也|还|同时|此外|另外|(?:仍然?)?不服的")


@dataclass(frozen=True)
class GuideStatement:
    """A sentence without blanks and signs; ``starts`` has the place of each of its characters in the text.

    ``about`` is what stands before it and tells what it speaks of: its heading, and the sentence that it goes on from.
    """

    text: str
    starts: tuple[int, ...]
    about: str = ""

    @property
    def is_question(self) -> bool:
        """Whether it only asks, and says nothing."""
        return self.text.endswith("?")

    def at(self, offset: int) -> int:
        """Where in the whole text one of its characters stands."""
        return self.starts[min(offset, len(self.starts) - 1)]


@lru_cache(maxsize=64)
def statements(text: str) -> tuple[GuideStatement, ...]:
    """The sentences of a guide's Markdown, or of a passage of a file, in their order; many rules ask for them."""
    return tuple(_statements(text))


def _statements(text: str) -> Iterator[GuideStatement]:
    heading, before = "", ""
    for start, end, is_heading in _pieces(text):
        made = _plain(text, start, end)
        if not made[0]:
            continue
        goes_on = _CONTINUES.match(made[0]) is not None
        yield GuideStatement(*made, about=f"{heading}。{before if goes_on else ''}")
        if is_heading:
            heading, before = made[0], ""
        elif not goes_on:
            before = made[0]


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where each sentence begins and ends, and whether it is a heading."""
    begin, at = 0, 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        for place, char in enumerate(line):
            if char in _ENDS:
                yield begin, at + place + 1, False
                begin = at + place + 1
        if _stops(line, following):
            yield begin, at + len(line), _is_heading(line)
            begin = at + len(line) + 1
        at += len(line) + 1


def _is_heading(line: str) -> bool:
    return _HEADING.match(line) is not None and len(line) <= 40 and not line.rstrip().endswith(tuple(_ENDS + "；;"))


def _stops(line: str, following: str) -> bool:
    """Whether a sentence ends with its line."""
    told, next_line = line.strip(), following.strip()
    if not told or not next_line or told.startswith("|") or next_line.startswith("|"):
        return True
    if _is_heading(line) or _is_heading(following):
        return True
    if told.endswith(tuple(_GOES_ON)):
        return False
    return told.endswith(tuple(_ENDS)) or _ITEM.match(following) is not None or _ITEM.match(line) is not None


def _plain(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """A piece as readers see it, every width alike, and where its characters stand."""
    hidden = {place for link in _LINK_END.finditer(text, start, end) for place in range(link.start(), link.end())}
    letters: list[str] = []
    places: list[int] = []
    for place in range(start, end):
        if text[place] in _SIGNS or place in hidden or (text[place] in "#>-+[" and not letters):
            continue
        for char in normalize("NFKC", text[place]):
            if not char.isspace():
                letters.append(char)
                places.append(place)
    return "".join(letters), tuple(places)
