"""Tables: with pipes where every cell is one, else as the HTML that a document may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclosure.expressions import expression
from disclosure.importing.word.paper import (
    BOLD,
    LOWERED,
    RAISED,
    STRUCK,
    NoteHere,
    PictureHere,
    WordBlock,
    WordCell,
    WordParagraph,
    WordPiece,
    Words,
    WordTable,
)
from disclosure.importing.word.signs import in_html

_RULE = expression(r"[|:：\-—－─ \u3000]*\Z")
_TAGS = ((BOLD, "strong"), (RAISED, "sup"), (LOWERED, "sub"), (STRUCK, "del"))


def piped_table(table: WordTable, cell: Callable[[Sequence[WordBlock]], str]) -> str:
    """A table with pipes; "" for one that cannot be told so."""
    if len(table.rows) < 2 or not all(_is_plain(item) for row in table.rows for item in row):
        return ""
    if len({len(row) for row in table.rows}) > 1 or not any(_has_text(item) for item in table.rows[0]):
        return ""
    rows = [f"| {' | '.join(cell(item.blocks) for item in row)} |" for row in table.rows]
    if any(_RULE.match(row) for row in rows[:2]):
        return ""
    return "\n".join([rows[0], f"|{' --- |' * len(table.rows[0])}", *rows[1:]])


def _is_plain(cell: WordCell) -> bool:
    return cell.across == cell.down == 1 and all(isinstance(block, WordParagraph) for block in cell.blocks)


def _has_text(cell: WordCell) -> bool:
    return any(isinstance(block, WordParagraph) and block.text for block in cell.blocks)


def html_table(table: WordTable, cells: Cells) -> str:
    """A table of HTML, a row a line, without blank lines."""
    heads = _heads(table)
    rows = [
        f"<tr>{''.join(cells.cell(item, is_head=number < heads) for item in row)}</tr>"
        for number, row in enumerate(table.rows)
    ]
    return "\n".join(["<table>", *rows, "</table>"])


def _heads(table: WordTable) -> int:
    """How many rows are the head: as the file says; else the first, with those into which its cells reach."""
    if table.heads or len(table.rows) < 2:
        return table.heads if table.heads < len(table.rows) else 0
    first = table.rows[0]
    if any(cell.across > 1 for cell in first) and len(first) > 1:
        return min(max(cell.down for cell in first), len(table.rows) - 1)
    return 1


@dataclass
class Cells:
    """Writes the cells of a table of HTML; ``note`` tells the mark of a note and has its text told elsewhere."""

    files: Mapping[str, str]
    note: Callable[[str], str]

    def cell(self, cell: WordCell, *, is_head: bool) -> str:
        """One cell with what it spans."""
        tag = "th" if is_head else "td"
        spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
        spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
        scope = f' scope="{"col" if cell.across == 1 else "colgroup"}"' if is_head else ""
        return f"<{tag}{spans}{scope}>{self._content(cell.blocks)}</{tag}>"

    def _content(self, blocks: Sequence[WordBlock]) -> str:
        return "<br>".join(text for block in blocks if (text := self._block(block)))

    def _block(self, block: WordBlock) -> str:
        if isinstance(block, WordTable):
            return html_table(block, self).replace("\n", "")
        number = in_html(f"{block.number}{block.gap}") if block.number else ""
        bullet = "• " if block.bullet is not None else ""
        return f"{bullet}{number}{''.join(self._pieces(block.pieces)).strip()}"

    def _pieces(self, pieces: Sequence[WordPiece]) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, PictureHere):
                words = in_html(piece.words).replace('"', "&quot;")
                yield f'<img src="{self.files[piece.part]}" alt="{words}">' if piece.part in self.files else ""
            elif isinstance(piece, NoteHere):
                mark = self.note(piece.key)
                yield f"<sup>{mark}</sup>" if mark else ""
            else:
                yield _words_in_html(piece)


def _words_in_html(piece: Words) -> str:
    made = "<br>".join(in_html(part) for part in piece.text.split("\n"))
    if not piece.text.strip():
        return made
    for look, tag in _TAGS:
        if look in piece.looks:
            made = f"<{tag}>{made}</{tag}>"
    if piece.link:
        made = f'<a href="{in_html(piece.link).replace(chr(34), "%22")}">{made}</a>'
    return made
