"""A line on its way from what was typed to what the parser reads, which knows where in the text it stood."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import east_asian_width

from disclosure.reading.manuscript.sentences import BLANKS


class Line(NamedTuple):
    """One line: its text, its row in the source (-1 for one that is put in) and the column there of its first sign."""

    text: str
    row: int
    column: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to be seen on the line."""
        return not self.text.strip(BLANKS)

    @property
    def indent(self) -> int:
        """How far the line is set in, in columns: four to a tab, two to a full-width blank."""
        return _columns(self.text, len(self.text) - len(self.text.lstrip(BLANKS)))

    def without(self, signs: int) -> Line:
        """The line without its first signs."""
        return Line(self.text[signs:], self.row, self.column + signs)

    def behind(self, prefix: str) -> Line:
        """The line with something before it."""
        return Line(prefix + self.text, self.row, self.column - len(prefix))

    def bare(self) -> Line:
        """The line without the blanks at its beginning."""
        signs = len(self.text) - len(self.text.lstrip(BLANKS))
        return self.without(signs) if signs else self

    def outdented(self, columns: int) -> Line:
        """The line set in by so many columns less, as far as it is set in at all."""
        taken = 0
        while taken < len(self.text) and self.text[taken] in BLANKS and _columns(self.text, taken) < columns:
            taken += 1
        over = _columns(self.text, taken) - columns
        line = self.without(taken)
        return line.behind(" " * over) if over > 0 else line

    def saying(self, text: str) -> Line:
        """The line with another text of the same length, or with more behind it."""
        return Line(text, self.row, self.column)


BLANK = Line("", -1)


def _columns(text: str, signs: int) -> int:
    """How wide the blanks are that a text begins with, of which there are so many."""
    if text.startswith(" " * signs):
        return signs
    width = 0
    for sign in text[:signs]:
        width += 4 - width % 4 if sign == "\t" else 2 if east_asian_width(sign) in "WF" else 1
    return width


def are_wide(text: str) -> bool:
    """Whether the blanks at the beginning are a Chinese paragraph's: full-width, or those of a web page."""
    return re.match(r"[ \t]*[\u00a0\u2002\u2003\u2009\u3000]", text) is not None
