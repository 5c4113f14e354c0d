"""The elements of a page → the blocks that its readers see, one after another."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from disclosure.expressions import expression
from disclosure.importing.html.lines import PageLines
from disclosure.importing.html.lost import PageLeft
from disclosure.importing.html.rows import heads_in, only_arranges, own_cells, own_rows, span
from disclosure.importing.html.sight import PageSight
from disclosure.importing.word.figures import written
from disclosure.importing.word.losses import Losses
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
    WordTable,
)
from disclosure.importing.word.side_by_side import side_by_side
from disclosure.links.concealed import Concealed
from disclosure.reading.foreign_page import PageBudget

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend",
    "li", "main", "menu", "nav",
    "noframes", "p", "pre", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
_HEADS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_LOOKS = {
    **dict.fromkeys(("b", "strong"), BOLD),
    **dict.fromkeys(("s", "strike"), STRUCK),
    "sup": RAISED,
    "sub": LOWERED,
}
_STYLED = (
    (BOLD, expression(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)),
    (RAISED, expression(r"vertical-align\s*:\s*super", re.IGNORECASE)),
    (LOWERED, expression(r"vertical-align\s*:\s*sub\b", re.IGNORECASE)),
    (STRUCK, expression(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)),
)
_LIGHT = expression(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_CENTRED = expression(r"text-align\s*:\s*center", re.IGNORECASE)
_UNNUMBERED = expression(r"list-style(?:-type)?\s*:[^;]*none", re.IGNORECASE)
_WORD_NOTE = expression(r"#_((?:ftn|edn)\d{1,4})\Z")
_BACK_TO_MARK = expression(r"#_(?:ftn|edn)ref\d{1,4}\Z")
_WORD_NOTES = expression(r"(?:ftn|edn)\d{1,4}\Z")
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST = 120


def elsewhere(href: str) -> str:
    """An address that leads to another site, a mailbox or a telephone as it is; "" for one that does not."""
    return href if href.lower().startswith(("http://", "https://", "mailto:", "tel:")) else ""


def no_picture(src: str) -> str:
    """No picture is at hand."""
    return ""


def no_icon(src: str) -> bool:
    """Every picture counts."""
    return False


@dataclass(frozen=True)
class Leads:
    """What becomes of an address and of a picture's: what to write for it, or "" where it is lost."""

    address: Callable[[str], str] = elsewhere
    picture: Callable[[str], str] = no_picture
    is_icon: Callable[[str], bool] = no_icon  # whether a picture only decorates, so that nothing is lost with it


class HtmlStory:
    """Reads elements into blocks; ``notes`` and ``files`` are what the marks and pictures in them mean."""

    def __init__(self, concealed: Concealed, leads: Leads, losses: Losses) -> None:
        self.notes: dict[str, list[WordBlock]] = {}
        self.files: dict[str, str] = {}
        self._losses, self._leads = losses, leads
        self._sight = PageSight(concealed, losses)
        self._budget = PageBudget()
        self._lines = PageLines()
        self._depth = self._lists = 0

    def blocks(self, node: LexborNode) -> list[WordBlock]:
        """What is seen of what stands in an element."""
        outer = self._lines, self._lists
        self._lines, self._lists = PageLines(), 0
        self._inside(node, frozenset(), "")
        self._lines.end()
        made = self._lines.blocks
        self._lines, self._lists = outer
        return made

    def _inside(self, node: LexborNode, looks: frozenset[str], link: str) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._losses.add(PageLeft.DEEP)
        else:
            for child in node.iter(include_text=True):
                self._budget.node()
                self._child(child, looks, link)
        self._depth -= 1

    def _child(self, node: LexborNode, looks: frozenset[str], link: str) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._lines.text(self._budget.text(node.text_content or ""), looks, link)
        elif not self._sight.sees(node):
            return
        elif tag == "br":
            self._lines.line_break()
        elif tag == "img":
            self._picture(node)
        elif tag == "table":
            self._table(node)
        elif tag in _LISTS:
            self._list(node)
        elif tag in _HEADS or tag in _BLOCKS:
            self._block(node, looks)
        elif tag == "a":
            self._anchor(node, looks)
        else:
            self._inside(node, _looks(node, looks), link)

    def _block(self, node: LexborNode, looks: frozenset[str]) -> None:
        id = node.attributes.get("id") or ""
        if node.tag == "div" and _WORD_NOTES.match(id):
            self.notes[id] = self._noted(node)
            return
        self._lines.end()
        outer = self._lines.outline, self._lines.is_centred
        self._lines.outline = _HEADS.get(node.tag or "", self._lines.outline)
        self._lines.is_centred = self._lines.is_centred or _is_centred(node)
        if node.tag == "pre":
            self._lines.kept(self._budget.text(node.text()))
        else:
            self._inside(node, _looks(node, looks), "")
        self._lines.end()
        self._lines.outline, self._lines.is_centred = outer

    def _noted(self, node: LexborNode) -> list[WordBlock]:
        """The text of a footnote without its own mark."""
        made = self.blocks(node)
        for block in made[:1]:
            if isinstance(block, WordParagraph):
                block.pieces = [piece for piece in block.pieces if not isinstance(piece, NoteHere)]
        return made

    def _list(self, node: LexborNode) -> None:
        self._lines.end()
        number = _count(node.attributes.get("start"), 1)
        counts = node.tag == "ol" and not _UNNUMBERED.search(node.attributes.get("style") or "")
        form = _LIST_FORMS.get(node.attributes.get("type") or "", "decimal")
        self._lists += 1
        for item in node.iter(include_text=True):
            self._budget.node()
            if item.tag != "li":
                self._child(item, frozenset(), "")
            elif self._sight.sees(item):
                number = _count(item.attributes.get("value"), number)
                self._lines.end()
                self._lines.number = f"{written(number, form)}." if counts else ""
                self._lines.bullet = None if counts else self._lists - 1
                self._inside(item, _looks(item, frozenset()), "")
                self._lines.end()
                self._lines.number, self._lines.bullet = "", None
                number += 1
        self._lists -= 1

    def _table(self, node: LexborNode) -> None:
        self._lines.end()
        caption = node.css_first("caption")
        if caption is not None and self._sight.sees(caption):
            self._block(caption, frozenset())
        rows = [row for row in own_rows(node) if self._sight.sees(row)]
        cells = [[cell for cell in own_cells(row) if self._sight.sees(cell)] for row in rows]
        if only_arranges(node, cells):
            for cell in (cell for row in cells for cell in row):
                self._block(cell, frozenset())
            return
        made = [[self._cell(cell, len(rows) - place) for cell in row] for place, row in enumerate(cells)]
        if any(cell.blocks for row in made for cell in row):
            heads = heads_in(rows, cells)
            table = WordTable(len(self._lines.blocks) + 1, [row for row in made if row], heads)
            self._lines.blocks += side_by_side(table).blocks

    def _cell(self, node: LexborNode, below: int) -> WordCell:
        self._budget.node()
        down = span(node, "rowspan", below)
        return WordCell(self.blocks(node), span(node, "colspan", 100), min(down, below))

    def _anchor(self, node: LexborNode, looks: frozenset[str]) -> None:
        href = (node.attributes.get("href") or "").strip()
        note = _WORD_NOTE.search(href)
        if note is not None:
            self._lines.piece(NoteHere(note[1]))
            return
        if _BACK_TO_MARK.search(href):
            return
        link = self._leads.address(href) if href and not href.startswith("#") else ""
        if href and not href.startswith("#") and not link:
            self._losses.add(PageLeft.LINKS, self._sight.text(node)[:20])
        self._inside(node, _looks(node, looks), link)

    def _picture(self, node: LexborNode) -> None:
        src = (node.attributes.get("src") or "").strip()
        if self._leads.is_icon(src):
            return
        words = " ".join((node.attributes.get("alt") or "").split())
        name = self._leads.picture(src) if src else ""
        if name:
            self.files[src] = name
            self._lines.piece(PictureHere(src, words))
        else:
            self._losses.add(PageLeft.PICTURES, words[:20])


def _looks(node: LexborNode, looks: frozenset[str]) -> frozenset[str]:
    """How text in an element looks, in one that looks like this."""
    style = node.attributes.get("style") or ""
    own = {_LOOKS[node.tag or ""]} if node.tag in _LOOKS else set()
    own |= {look for look, pattern in _STYLED if style and pattern.search(style)}
    light = {BOLD} if style and _LIGHT.search(style) else set()
    return looks if not own and not light else (looks | own) - light


def _is_centred(node: LexborNode) -> bool:
    attributes = node.attributes
    is_so = node.tag == "center" or (attributes.get("align") or "").lower() == "center"
    return is_so or _CENTRED.search(attributes.get("style") or "") is not None


def _count(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 6 else otherwise
