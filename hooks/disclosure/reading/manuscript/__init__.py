"""What people type in an office, or paste from Word, WPS and Excel → Markdown that shows what they meant.

``signs`` mends single signs in their places. What is then typed as it should be ``regular`` knows at one look; else
``blocks`` parts what belongs apart, with ``items`` of lists, ``rows`` of tables and ``sentences``, which tells
paragraphs. All of it takes time by the length of the text. Where it is not plain what was meant the text stays as it
is, and the comparison of what was written with what is shown tells of it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from disclosure.reading.code import fenced
from disclosure.reading.manuscript.blocks import blocks
from disclosure.reading.manuscript.lines import Line
from disclosure.reading.manuscript.regular import regular
from disclosure.reading.manuscript.sentences import BLANKS
from disclosure.reading.manuscript.signs import mended


@dataclass(frozen=True)
class Manuscript:
    """A text as the parser takes it, and where in what was typed each of its lines stood."""

    text: str
    lines: tuple[Line, ...]
    typed: str

    def typed_at(self, offset: int) -> int:
        """The offset in what was typed of a character of the text."""
        number = bisect_right(self.starts, offset) - 1
        line = self.lines[number]
        return self._typed_starts[line.row] + line.column + offset - self.starts[number]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each line of the text begins."""
        return _starts([line.text for line in self.lines])

    @cached_property
    def _typed_starts(self) -> tuple[int, ...]:
        return _starts(self.typed.split("\n"))


def as_markdown(text: str) -> Manuscript:
    """Markdown of a text as it was typed; fenced code stays as it is."""
    typed = text.split("\n")
    made: list[Line] = []
    row = 0
    for start, end in (*_rows(text), (len(typed), len(typed))):
        made += _between(typed[row:start], row)
        if end > start and made and made[-1].text:
            made.append(Line("", start))
        made += [Line(line, number) for number, line in enumerate(typed[start:end], start)]
        row = end
    return Manuscript("\n".join([line.text for line in made]), tuple(made), text)


def _between(typed: list[str], row: int) -> list[Line]:
    """The lines between two pieces of fenced code."""
    mended_lines = mended("\n".join(typed)).split("\n") if typed else []
    bare = [line.rstrip(BLANKS) for line in mended_lines]
    as_taken = regular("\n".join(bare).strip("\n")) if bare else None
    if as_taken is not None:
        above = next((place for place, line in enumerate(bare) if line), 0)
        taken = as_taken.split("\n")
        bare[above : above + len(taken)] = taken
        return [Line(line, number) for number, line in enumerate(bare, row)]
    return blocks([Line(line, number) for number, line in enumerate(bare, row)])


def _rows(text: str) -> list[tuple[int, int]]:
    """The rows of fenced code, each as its first and the one behind its last."""
    if "```" not in text and "~~~" not in text:
        return []
    return [(text.count("\n", 0, start), text.count("\n", 0, end) + 1) for start, end in fenced(text)]


def _starts(lines: list[str]) -> tuple[int, ...]:
    found, past = [], 0
    for line in lines:
        found.append(past)
        past += len(line) + 1
    return tuple(found)
