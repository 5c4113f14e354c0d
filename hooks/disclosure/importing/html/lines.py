"""Text and breaks as they come → paragraphs, with the blanks that a browser shows and no others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from disclosure.expressions import expression
from disclosure.importing.word.paper import BOLD, WordBlock, WordParagraph, WordPiece, Words

_BLANKS = expression(r"[ \t\r\n\f]+")
# A new paragraph where nothing but a line break and an indent parts it from the one before.
_INDENTED = expression("[\u3000\u00a0\u2002\u2003 ]*(?:[\u3000\u2003]{2}|[\u00a0\u2002]{2})")
_WIDE = expression("[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_BREAK = "\n"


@dataclass
class PageLines:
    """The blocks that are done, and the paragraph that is being read.

    ``number`` and ``bullet`` wait for the next paragraph, whichever element it comes from.
    """

    blocks: list[WordBlock] = field(default_factory=list)
    number: str = ""
    bullet: int | None = None
    outline: int = 0
    is_centred: bool = False
    _pieces: list[WordPiece] = field(default_factory=list)

    def text(self, text: str, looks: frozenset[str], link: str) -> None:
        """Running text as it stands in the file."""
        last = self._last
        made = _BLANKS.sub(lambda match: self._blank(match, last), text)
        if last == _BREAK and _INDENTED.match(made):
            self.end()
            last = ""
        if last in ("", _BREAK, " "):
            made = made.lstrip(" ")
        if made:
            self._pieces.append(Words(made, looks, link))

    def kept(self, text: str) -> None:
        """Text of which every line break counts."""
        self._pieces.append(Words(text.strip("\r\n").replace("\r\n", _BREAK), frozenset()))

    def piece(self, piece: WordPiece) -> None:
        """A picture, or the mark of a note."""
        self._pieces.append(piece)

    def line_break(self) -> None:
        """A line ends; after a second one it is the paragraph that does."""
        if self._last == _BREAK:
            self.end()
        elif self._pieces:
            self._pieces.append(Words(_BREAK))

    def end(self) -> None:
        """The paragraph is complete; one without anything in it is none."""
        while self._pieces and isinstance(piece := self._pieces[-1], Words) and not piece.text.strip(" \n"):
            self._pieces.pop()
        made = WordParagraph(len(self.blocks) + 1, self._pieces, self.number, " " if self.number else "", self.bullet)
        self._pieces = []
        if made.is_empty and not made.words.strip():
            return
        made.outline, made.is_centred = self.outline, self.is_centred
        words = [piece for piece in made.pieces if isinstance(piece, Words) and piece.text.strip()]
        made.is_bold = bool(words) and all(BOLD in piece.looks for piece in words)
        self.blocks.append(made)
        self.number, self.bullet = "", None

    @property
    def _last(self) -> str:
        """The last character of the paragraph; that of a picture is no blank."""
        if not self._pieces:
            return ""
        piece = self._pieces[-1]
        return piece.text[-1:] if isinstance(piece, Words) else "\ufffc"

    def _blank(self, match: re.Match[str], last: str) -> str:
        """One blank for a row of them; none where a file's line ends between two signs of full width."""
        before = match.string[match.start() - 1] if match.start() else last
        after = match.string[match.end() : match.end() + 1]
        is_apart = _BREAK not in match[0] or not _WIDE.match(before) or not _WIDE.match(after)
        return " " if is_apart else ""
