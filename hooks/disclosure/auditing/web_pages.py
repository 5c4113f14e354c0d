"""A web page → lines and rows: navigation around the text, tables that only make the layout, spans of any sort."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from disclosure.auditing.material import Material, RowCell, TableRow, TextLine
from disclosure.expressions import expression
from disclosure.reading.foreign_page import PageBudget, parsed

_LONGEST_CELL = 300  # characters; a cell with more holds text, not a figure or a label
_WIDEST = 60  # columns that a cell may reach over
_LEFT_OUT = {"script", "style", "noscript", "template", "select", "textarea", "svg", "head", "iframe", "object"}
_BREAKS = {
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_HIDDEN = expression(r"display\s*:\s*none", re.IGNORECASE)


def page_material(data: bytes) -> Material:
    """What a page shows. Raises :class:`Unreadable` where it is too much to be a report."""
    _, page = parsed(data)
    if page.root is None:
        return Material(())
    title = page.css_first("title")
    found = _PageWalk()
    found.through(page.body or page.root)
    return Material(tuple(found.blocks), title.text().strip() if title is not None else "", (), tuple(found.pictures))


class _PageWalk:
    """Goes through a page once, without recursion: a page may be nested as deep as it likes."""

    def __init__(self) -> None:
        self.blocks: list[TextLine | TableRow] = []
        self.pictures: list[int] = []
        self._pieces: list[str] = []
        self._is_head = False
        self._tables = 0
        self._budget = PageBudget()

    def through(self, root: LexborNode) -> None:
        """Take everything below a node, in order."""
        waiting: list[tuple[LexborNode, bool]] = [(root, False)]
        while waiting:
            node, is_end = waiting.pop()
            self._budget.node()
            if is_end:
                self._break()
            elif node.tag == "-text":
                self._pieces.append(self._budget.text(node.text_content or ""))
            elif node.tag == "img":
                self.pictures.append(len(self.blocks) + bool("".join(self._pieces).strip()))
            elif not is_left_out(node):
                self._enter(node, waiting)
        self._break()

    def _enter(self, node: LexborNode, waiting: list[tuple[LexborNode, bool]]) -> None:
        if node.tag == "table" and (rows := self._rows(node)) is not None:
            self._break()
            self.blocks += rows
            return
        if node.tag in _BREAKS:
            self._break()
            self._is_head = node.tag == "h1"
            waiting.append((node, True))
        waiting.extend((child, False) for child in reversed(list(node.iter(include_text=True))))

    def _break(self) -> None:
        text = " ".join("".join(self._pieces).split())
        if text:
            self.blocks.append(TextLine(text, self._is_head))
        self._pieces, self._is_head = [], False

    def _rows(self, table: LexborNode) -> list[TableRow] | None:
        """The rows of a table of data; ``None`` where it only arranges what is in it."""
        if table.css_first("td table, th table") is not None:
            return None
        self._tables += 1
        taken: dict[int, int] = {}  # column → rows below that a cell above reaches into
        rows: list[TableRow] = []
        for row in table.css("tr"):
            cells, taken = self._cells(row, taken)
            if any(len(cell.text) > _LONGEST_CELL for cell in cells):
                return None
            rows.append(TableRow(tuple(cells), self._tables))
        return rows

    def _cells(self, row: LexborNode, taken: dict[int, int]) -> tuple[list[RowCell], dict[int, int]]:
        left = {column: rows - 1 for column, rows in taken.items() if rows > 1}
        cells: list[RowCell] = []
        column = 0
        for node in row.iter():
            if node.tag not in ("td", "th") or not is_shown(node):
                continue
            self._budget.node()
            while column in taken:
                column += 1
            width, height = _span(node, "colspan"), _span(node, "rowspan")
            cells.append(RowCell(self._budget.text(cell_text(node)), column, width))
            if height > 1:
                left |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
        return cells, left


def cell_text(cell: LexborNode) -> str:
    """The text of a cell, each of its lines apart."""
    return "\n".join(line for piece in "".join(_texts(cell)).split("\n") if (line := " ".join(piece.split())))


def _texts(cell: LexborNode) -> Iterator[str]:
    for node in cell.traverse(include_text=True):
        if node.tag == "-text" and (node.parent is None or node.parent.tag != "sup"):  # the mark of a note
            yield (node.text_content or "").replace("\n", " ")
        elif node.tag in _BREAKS and node.mem_id != cell.mem_id:
            yield "\n"


def is_left_out(node: LexborNode) -> bool:
    """Whether an element holds no text of the page. What a page folds away it may show on a click, and is read."""
    return node.tag in _LEFT_OUT or (node.tag or "").startswith(("_", "!"))


def is_shown(node: LexborNode) -> bool:
    """Whether a cell is one of its row's: those that are hidden take no column."""
    attributes = node.attributes
    return "hidden" not in attributes and not _HIDDEN.search(attributes.get("style") or "")


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(value), _WIDEST)) if value.isascii() and value.isdecimal() and len(value) < 9 else 1
