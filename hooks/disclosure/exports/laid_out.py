"""A text of Markdown as a word processor lays it out: lines of words, and tables with their rows and merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.expressions import expression
from disclosure.reading.burden import overburden
from disclosure.reading.dialect import Converter, without_private
from disclosure.reading.plain_text import plain_text

_MAY_HOLD_TABLE = expression(r"[|｜\t]|<table", re.IGNORECASE)
_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "summary", "figcaption", "pre", "caption"})
_BLOCKS = _LINES | {"table", "ol", "ul", "li", "div", "blockquote", "details", "dl", "section"}
_MOST_FIGURES = 7  # of a number that is read at all
_MOST_ACROSS, _MOST_DOWN = 60, 500  # columns and rows that one cell is taken to fill


@dataclass(frozen=True)
class LaidCell:
    """A cell: its words, how many columns it fills, and whether it goes on with the one above or is gone on with."""

    text: str
    across: int = 1
    continues: bool = False
    goes_on: bool = False
    is_head: bool = False


@dataclass(frozen=True)
class LaidTable:
    """A table: each row fills all ``columns``; the first ``heads`` rows are repeated on every page."""

    rows: tuple[tuple[LaidCell, ...], ...]
    columns: int
    heads: int


def laid_out(markdown: str) -> list[str | LaidTable]:
    """The lines and tables of a text in their order; what the parser would not take is lines alone."""
    text = without_private(markdown)
    if _MAY_HOLD_TABLE.search(text) and overburden(text) is None:
        try:
            html = _converter().html(text)
        except RecursionError:
            html = ""
        if "<table" in html:
            return [block for block in _blocks(LexborHTMLParser(html).body, "") if block]
    return [line.strip() for line in plain_text(markdown).split("\n") if line.strip()]


@cache
def _converter() -> Converter:
    """Made when it is first needed: making it takes longer than most texts."""
    return Converter()


def _blocks(parent: LexborNode | None, number: str) -> Iterator[str | LaidTable]:
    """What stands in an element; ``number`` is said before its first line."""
    loose = ""
    for node in parent.iter(include_text=True) if parent is not None else ():
        tag = node.tag or ""
        if tag not in _BLOCKS:
            loose += _text(node)
            continue
        if loose.strip():
            yield _words(number + loose)
            number, loose = "", ""
        if tag == "table":
            yield from _table(node)
        elif tag in _LINES:
            for line in _text(node).split("\n"):
                yield _words(number + line) if line.strip() else ""
                number = "" if line.strip() else number
        elif tag == "ol":
            for at, item in enumerate((item for item in node.iter() if item.tag == "li"), _start(node)):
                yield from _blocks(item, f"{at}. ")
        else:
            yield from _blocks(node, number)
            number = ""
    if loose.strip():
        yield _words(number + loose)


def _start(node: LexborNode) -> int:
    written = node.attributes.get("start") or "1"
    return int(written) if written.isdecimal() and len(written) < _MOST_FIGURES else 1


def _text(node: LexborNode) -> str:
    return node.text(deep=True) or ""


def _words(text: str) -> str:
    return " ".join(text.split())


def _table(node: LexborNode) -> Iterator[str | LaidTable]:
    """A table with its caption before it; cells that reach over several rows or columns are laid in place."""
    for caption in node.css("caption"):
        yield _words(_text(caption))
    grid: list[list[LaidCell]] = []
    coming: dict[int, tuple[LaidCell, int]] = {}  # column → the cell that comes down into it, and for how many rows
    for line in node.css("tr"):
        grid.append(_row([cell for cell in line.iter() if cell.tag in ("th", "td")], coming))
    columns = max((_width(row) for row in grid), default=0)
    rows = tuple((*row, *[LaidCell("")] * (columns - _width(row))) for row in grid)
    heads = next((at for at, row in enumerate(rows) if not all(cell.is_head for cell in row)), 0)
    if columns:
        yield LaidTable(rows, columns, heads)


def _width(row: list[LaidCell]) -> int:
    return sum(cell.across for cell in row)


def _row(written: list[LexborNode], coming: dict[int, tuple[LaidCell, int]]) -> list[LaidCell]:
    """The cells of a row with those that come down into it; takes from ``coming`` and adds to it."""
    made: list[LaidCell] = []
    column = 0
    while written or column in coming:
        if column in coming:
            cell, more = coming.pop(column)
            made.append(LaidCell("", cell.across, continues=True, is_head=cell.is_head))
        else:
            node = written.pop(0)
            across, down = min(_span(node, "colspan"), _MOST_ACROSS), min(_span(node, "rowspan"), _MOST_DOWN)
            cell, more = LaidCell(_words(_text(node)), across, goes_on=down > 1, is_head=node.tag == "th"), down
            made.append(cell)
        if more > 1:
            coming[column] = cell, more - 1
        column += cell.across
    return made


def _span(node: LexborNode, name: str) -> int:
    written = node.attributes.get(name) or "1"
    return max(1, int(written)) if written.isdecimal() and len(written) < _MOST_FIGURES else 1
