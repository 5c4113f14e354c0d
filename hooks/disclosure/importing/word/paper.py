"""A Word file as a reader sees it: blocks of text, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

BOLD, RAISED, LOWERED, STRUCK = "bold", "raised", "lowered", "struck"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text that looks alike; a line that breaks within it is a line feed, a tab a tab."""

    text: str
    looks: frozenset[str] = frozenset()
    link: str = ""


@dataclass(frozen=True, slots=True)
class PictureHere:
    """A picture, by the part of the file that holds it, and the words that stand for it."""

    part: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class NoteHere:
    """The mark of a footnote or an endnote, by its key."""

    key: str


WordPiece = Words | PictureHere | NoteHere


@dataclass(slots=True)
class WordParagraph:
    """One paragraph.

    ``place`` is its number in the file from 1. ``number`` is what Word counts before it, with the ``gap`` behind;
    ``bullet`` the depth of one of a list without numbers, from 0. ``outline`` is the level of a heading from 1, 0 for
    none; ``size`` is in half points.
    """

    place: int
    pieces: list[WordPiece] = field(default_factory=list)
    number: str = ""
    gap: str = ""
    bullet: int | None = None
    outline: int = 0
    is_title: bool = False
    is_centred: bool = False
    is_bold: bool = False
    is_red: bool = False
    size: int = 0
    font: str = ""
    new_page: bool = False

    @property
    def words(self) -> str:
        """Its text without the number."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Words))

    @property
    def text(self) -> str:
        """Its text with the number, without blanks at its ends."""
        return f"{self.number}{self.gap}{self.words.lstrip()}".strip() if self.number else self.words.strip()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be seen of it; a number that Word counts is seen without any text."""
        return not self.number and not self.words.strip() and all(isinstance(piece, Words) for piece in self.pieces)


@dataclass(slots=True)
class WordCell:
    """One cell: over how many columns and rows it goes, and what is in it."""

    blocks: list[WordBlock]
    across: int = 1
    down: int = 1


@dataclass(slots=True)
class WordTable:
    """A table: its rows, each with the cells that begin in it, and how many of them are its head."""

    place: int
    rows: list[list[WordCell]]
    heads: int = 1


WordBlock = WordParagraph | WordTable


@dataclass(slots=True)
class WordPaper:
    """All that is seen of a file; ``notes`` by the key of their mark, ``pictures`` by their part."""

    blocks: list[WordBlock]
    notes: dict[str, list[WordBlock]]
    pictures: dict[str, bytes]

    @property
    def paragraphs(self) -> Iterator[WordParagraph]:
        """The paragraphs that stand in no table."""
        return (block for block in self.blocks if isinstance(block, WordParagraph))
