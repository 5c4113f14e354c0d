"""What was copied in Word or on a web page → Markdown that shows the same: headings, lists, tables, nothing hidden.

The clipboard holds HTML. It becomes the blocks that a Word file becomes, and these are written as the import writes
them, so that a number that Word counted stays a number that is written, and a table stays a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.expressions import expression
from disclosure.importing.word.headings import levels
from disclosure.importing.word.losses import Losses
from disclosure.importing.word.markdown import BodyWriter
from disclosure.importing.word.paper import BOLD, LOWERED, RAISED, WordBlock, WordCell, WordParagraph, Words, WordTable

LARGEST_PASTE = 4 << 20  # characters
_MOST_OPEN = 2_000  # elements that are open at once
_TAG = expression(r"<(/?)([A-Za-z][A-Za-z0-9:]*)")
_VOID = frozenset({"br", "img", "meta", "link", "input", "hr", "col", "wbr", "p", "li", "tr", "td", "th", "o:p"})
_DEEPEST = 200  # elements inside of each other
_MOST_SPAN = 200
_SPACES = expression(r"[ \t\r\n\f]+")
_HIDDEN = expression(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_SKIPPED = frozenset({"head", "style", "script", "title", "meta", "link", "template", "del", "noscript", "o:p", "xml"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
_BLOCKS = frozenset(
    {*_HEADINGS, *_LISTS, "p", "div", "table", "blockquote", "section", "article", "header", "footer", "main", "pre"}
    | {"html", "body"}
)
_LOOKS = {"b": BOLD, "strong": BOLD, "sup": RAISED, "sub": LOWERED}


class Pasted(NamedTuple):
    """The Markdown, and what was left out of it in words."""

    text: str
    left: tuple[str, ...]


def pasted(html: str) -> Pasted | None:
    """The Markdown of a clipboard's HTML, which may be anything; nothing of what no program writes that people use."""
    if len(html) > LARGEST_PASTE or not _is_bearable(html):
        return None
    reading = _Clipboard()
    root = LexborHTMLParser(html).root
    blocks = [*reading.blocks(root)] if root is not None else []
    blocks = [block for block in blocks if isinstance(block, WordTable) or not block.is_empty]
    text = BodyWriter({}, {}, Losses()).body(blocks, levels(blocks)) if blocks else ""
    return Pasted(text, tuple(reading.left))


def _is_bearable(html: str) -> bool:
    """Whether no elements lie so deep inside of each other that taking them apart would take for ever."""
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else tag[2].lower() not in _VOID
        if depth > _MOST_OPEN:
            return False
        depth = max(depth, 0)
    return True


class _Clipboard:
    """One clipboard, read from the top down."""

    def __init__(self) -> None:
        self.left: dict[str, None] = {}
        self._place = 0

    def blocks(self, node: LexborNode, depth: int = 0, listed: int = -1) -> Iterator[WordBlock]:
        """The paragraphs and tables below an element; ``listed`` is how deep it lies in lists without numbers."""
        paragraph = self._paragraph(node, listed)
        for child in node.iter(include_text=True):
            if depth > _DEEPEST:
                self.left["套得太深的内容没有带过来。"] = None
                return
            if self._is_hidden(child):
                continue
            if child.tag == "table":
                yield from self._flushed(paragraph)
                paragraph = self._paragraph(node, listed)
                yield self._table(child, depth)
            elif child.tag in _BLOCKS or _holds_block(child):
                yield from self._flushed(paragraph)
                yield from self._below(child, depth, listed)
                paragraph = self._paragraph(node, -1)
            else:
                paragraph.pieces += self._words(child, frozenset(), "", depth)
        yield from self._flushed(paragraph)

    def _below(self, child: LexborNode, depth: int, listed: int) -> Iterator[WordBlock]:
        if child.tag == "ol":
            yield from self._counted(child, depth)
        else:
            yield from self.blocks(child, depth + 1, listed + 1 if child.tag == "ul" else listed)

    def _counted(self, node: LexborNode, depth: int) -> Iterator[WordBlock]:
        """The items of a list with numbers, each with its number written out."""
        start = node.attributes.get("start") or "1"
        number = int(start) if start.isascii() and start.isdecimal() and len(start) < 6 else 1
        for child in node.iter():
            for block in self.blocks(child, depth + 1) if not self._is_hidden(child) else ():
                if isinstance(block, WordParagraph) and child.tag == "li" and not block.number:
                    block.number, block.gap = f"{number}.", " "
                    number += 1
                yield block

    def _paragraph(self, node: LexborNode, listed: int) -> WordParagraph:
        self._place += 1
        tag = node.tag or ""
        outline = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal() else 0
        bullet = listed if tag == "li" and listed >= 0 else None
        return WordParagraph(self._place, bullet=bullet, outline=outline)

    def _flushed(self, paragraph: WordParagraph) -> Iterator[WordParagraph]:
        if not paragraph.is_empty:
            yield paragraph

    def _words(self, node: LexborNode, looks: frozenset[str], link: str, depth: int) -> Iterator[Words]:
        if node.tag == "-text":
            text = _SPACES.sub(" ", (node.text_content or "").replace("\xa0", " "))
            yield Words(text, looks, link)
        elif node.tag == "br":
            yield Words("\n", looks, link)
        elif node.tag == "img":
            self.left["图片没有带过来，请另存以后用“上传”添加。"] = None
        elif depth <= _DEEPEST and not self._is_hidden(node):
            look = _LOOKS.get(node.tag or "")
            href = (node.attributes.get("href") or "").strip() if node.tag == "a" else ""
            own = href if href.startswith(("http://", "https://", "mailto:")) else link
            for child in node.iter(include_text=True):
                yield from self._words(child, looks | {look} if look else looks, own, depth + 1)

    def _table(self, node: LexborNode, depth: int) -> WordTable:
        rows = []
        for row in node.css("tr"):
            if _table_of(row) == node:
                rows.append([self._cell(cell, depth) for cell in row.iter() if cell.tag in ("td", "th")])
        self._place += 1
        return WordTable(self._place, [row for row in rows if row])

    def _cell(self, node: LexborNode, depth: int) -> WordCell:
        blocks = [*self.blocks(node, depth + 1)]
        return WordCell(blocks, _span(node, "colspan"), _span(node, "rowspan"))

    def _is_hidden(self, node: LexborNode) -> bool:
        if node.tag in _SKIPPED:
            if node.tag == "del":
                self.left["修订里删去的文字没有带过来。"] = None
            return True
        if node.tag in ("-comment", "-text"):
            return node.tag == "-comment"
        if _HIDDEN.search(node.attributes.get("style") or ""):
            self.left["隐藏的文字没有带过来。"] = None
            return True
        return False


def _holds_block(node: LexborNode, steps: int = 4) -> bool:
    """Whether paragraphs stand in an element that is meant for words, not too far inside."""
    if node.tag == "-text":
        return False
    return any(child.tag in _BLOCKS or (steps > 0 and _holds_block(child, steps - 1)) for child in node.iter())


def _table_of(node: LexborNode) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above


def _span(node: LexborNode, name: str) -> int:
    written = node.attributes.get(name) or "1"
    return min(int(written), _MOST_SPAN) if written.isascii() and written.isdecimal() and len(written) < 6 else 1
