"""Blocks of a Word file → the Markdown body of a document, which shows the very same text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from disclosure.expressions import expression
from disclosure.importing.word.losses import Left, Losses
from disclosure.importing.word.paper import (
    BOLD,
    LOWERED,
    RAISED,
    STRUCK,
    NoteHere,
    PictureHere,
    WordBlock,
    WordParagraph,
    WordPiece,
    Words,
    WordTable,
)
from disclosure.importing.word.signs import address, escaped, line, on_one_line
from disclosure.importing.word.tables import Cells, html_table, piped_table

_BREAK = "<br>"
_STOPS_BEFORE = " \t\u3000，。、；：（）《》“”\n"
_PLAIN = expression(r"\w[\w.《》“”（）〔〕【】、，。：；！？·%—\- ]*")


@dataclass
class BodyWriter:
    """Writes blocks one after another; ``files`` are the names of the pictures by their part."""

    notes: Mapping[str, Sequence[WordBlock]]
    files: Mapping[str, str]
    losses: Losses
    _labels: dict[str, str] = field(default_factory=dict)
    _below: list[str] = field(default_factory=list)

    def body(self, blocks: Sequence[WordBlock], levels: Mapping[int, int]) -> str:
        """The whole body; ``levels`` tells how many hashes the headings among the blocks take."""
        made: list[str] = []
        listing: list[str] = []
        depths: list[int] = []
        for place, block in enumerate(blocks):
            if isinstance(block, WordParagraph) and block.bullet is not None and place not in levels:
                listing.append(self._item(block, block.bullet, depths))
                continue
            if listing:
                made.append("\n".join(listing))
                listing, depths = [], []
            made += self._block(block, levels.get(place, 0))
        made += ["\n".join(listing)] if listing else []
        made += self._footnotes()
        return "\n\n".join(text for text in made if text) + "\n"

    def _block(self, block: WordBlock, level: int) -> list[str]:
        if isinstance(block, WordTable):
            below, self._below = self._below, []
            made = [self._table(block), *self._below]
            self._below = below
            return made
        if level:
            return self._heading(block, level)
        return [self._line(block)]

    def _heading(self, paragraph: WordParagraph, level: int) -> list[str]:
        pictures = [piece for piece in paragraph.pieces if isinstance(piece, PictureHere)]
        pieces = [_unmarked(piece) for piece in paragraph.pieces if not isinstance(piece, PictureHere)]
        text = self._text(paragraph, pieces).replace(_BREAK, " ").strip()
        text = f"{text[:-1]}\\#" if text.endswith("#") else text
        return [f"{'#' * level} {text}", *(self._piece(picture, "") for picture in pictures)]

    def _line(self, paragraph: WordParagraph) -> str:
        return line(self._text(paragraph, paragraph.pieces))

    def _text(self, paragraph: WordParagraph, pieces: Sequence[WordPiece]) -> str:
        number = escaped(f"{paragraph.number}{paragraph.gap}") if paragraph.number else ""
        inline = _trimmed(self._inline(pieces))
        gap_is_tight = number.endswith(". ") and inline[:1] > "\u3000"
        return f"{number.rstrip() if gap_is_tight else number}{inline}"

    def _item(self, paragraph: WordParagraph, depth: int, depths: list[int]) -> str:
        while depths and depths[-1] > depth:
            depths.pop()
        if not depths or depths[-1] < depth:
            depths.append(depth)
        return f"{'    ' * (len(depths) - 1)}- {self._line(paragraph)}"

    def _inline(self, pieces: Sequence[WordPiece]) -> str:
        made = ""
        for piece in pieces:
            made += self._piece(piece, made)
        return made

    def _piece(self, piece: WordPiece, before: str) -> str:
        if isinstance(piece, PictureHere):
            name = self.files.get(piece.part)
            return f"![{_in_brackets(escaped(piece.words))}]({name})" if name else ""
        if isinstance(piece, NoteHere):
            return f"[^{self._label(piece.key)}]" if self.notes.get(piece.key) else ""
        return _BREAK.join(
            _words(Words(part, piece.looks, piece.link), before if number == 0 else "\n")
            for number, part in enumerate(piece.text.split("\n"))
        )

    def _label(self, key: str) -> str:
        return self._labels.setdefault(key, str(len(self._labels) + 1))

    def _footnotes(self) -> Iterator[str]:
        """The texts of the notes in the order of their marks; one may stand in another."""
        done = 0
        while done < len(self._labels):
            key, label = list(self._labels.items())[done]
            done += 1
            lines = [text for block in self.notes[key] for text in self._noted(block)]
            first, *more = [text for text in lines if text] or [""]
            yield "\n\n".join([f"[^{label}]: {first}", *(f"    {text}" for text in more)])

    def _noted(self, block: WordBlock) -> Iterator[str]:
        if isinstance(block, WordParagraph):
            yield self._line(block)
        else:
            yield from (
                text for row in block.rows for cell in row for inner in cell.blocks for text in self._noted(inner)
            )

    def _table(self, table: WordTable) -> str:
        plain = piped_table(table, self._cell)
        return plain or html_table(table, Cells(self.files, self._note_below))

    def _cell(self, blocks: Sequence[WordBlock]) -> str:
        """A cell of a table with pipes."""
        lines = [self._text(block, block.pieces) for block in blocks if isinstance(block, WordParagraph)]
        marked = [
            f"• {text}" if isinstance(block, WordParagraph) and block.bullet is not None else text
            for text, block in zip(lines, blocks, strict=False)
        ]
        return _BREAK.join(marked).replace("\\`", "&#96;").replace("\\\\", "&#92;")

    def _note_below(self, key: str) -> str:
        """The mark of a note in a table of HTML, whose text is told below the table."""
        if not self.notes.get(key):
            return ""
        self.losses.add(Left.TABLE_NOTES)
        mark = f"注{len(self._below) + 1}"
        text = "；".join(text for block in self.notes[key] for text in self._noted(block))
        self._below.append(f"{mark}：{text}")
        return mark


def _trimmed(inline: str) -> str:
    return inline.strip(" \t\n\u3000\u00a0")


def _unmarked(piece: WordPiece) -> WordPiece:
    return Words(piece.text, piece.looks - {BOLD}, piece.link) if isinstance(piece, Words) else piece


def _words(piece: Words, before: str) -> str:
    """A stretch of text in the marks of its looks, which stand close to it."""
    text = on_one_line(piece.text)
    inner = text.strip(" \t\u3000\u00a0")
    if not inner:
        return text
    start = text.index(inner)
    made = escaped(inner)
    if piece.link and escaped(inner) != piece.link:
        made = f"[{_in_brackets(made)}]({address(piece.link)})"
    for look, tag in ((RAISED, "sup"), (LOWERED, "sub"), (STRUCK, "del")):
        if look in piece.looks:
            made = f"<{tag}>{made}</{tag}>"
    if BOLD in piece.looks:
        made = _bold(made, inner, f"{before}{text[:start]}")
    return f"{text[:start]}{made}{text[start + len(inner) :]}"


def _bold(made: str, inner: str, before: str) -> str:
    """Stars where nobody can take them for what covers a name or a number; else tags."""
    is_apart = not before or before[-1] in _STOPS_BEFORE
    is_plain = _PLAIN.fullmatch(made) is not None and len(inner) > 1
    is_plain = is_plain and not (inner[-1].isascii() and inner[-1].isalnum())  # A**1 is a name or number covered
    return f"**{made}**" if is_apart and is_plain else f"<strong>{made}</strong>"


def _in_brackets(text: str) -> str:
    return text.replace("\\[", "[").replace("[", "\\[").replace("]", "\\]")
