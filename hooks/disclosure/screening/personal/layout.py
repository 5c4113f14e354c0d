"""Where the tables of a text are: pipe tables of Markdown, tables in HTML, and lines of cells set apart by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.expressions import expression

# Each begins with a line end, for which a text is searched quickly; one is put in front of the text.
_BARRED = expression(r"\n[ \t>]*+\|[^\n]*+(?>(?:\n[ \t>]*+\|[^\n]*+)+)")
_RULED = expression(r"\n[^\n|]++\|[^\n]*+\n[ \t>]*+:?-++:?[ \t]*+\|[-| :\t]*+(?>(?:\n[^\n|]++\|[^\n]*+)*)")
_RULE_OF_RULED = expression(r"\n[ \t>]*+:?-++:?[ \t]*+\|")
_TABBED = expression(r"(?>(?:\n[^\n\t]*+\t[^\n]*+){2,})")
_MARKED_UP = expression(r"<table\b(?:(?!</?table\b).)*", re.IGNORECASE | re.DOTALL)
_MARKED_UP_ROW = expression(r"<tr\b", re.IGNORECASE)
# What stands behind a cell or between rows is shown as well, so it belongs to the cell or row before it.
_MARKED_UP_CELL = expression(r"<t([dhr])\b[^>]*+>((?:(?!<t[dhr]\b).)*)", re.IGNORECASE | re.DOTALL)
_TAG = expression(r"<[^<>]{1,200}>")
_BAR = expression(r"(?<!\\)\|")
_RULE = expression(r"[ \t>|:\-]+")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, and for each cell the offset at which it begins in the text."""

    start: int
    end: int
    rows: list[list[str]]
    starts: list[list[int]]


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the tables of a text begin and end, in order."""
    if not any(sign in text for sign in ("|", "\t", "<table", "<TABLE")):
        return
    end = 0
    for start, stop in sorted(_spans(text)):
        if start >= end:
            end = stop
            yield start, stop


def table(text: str, start: int, stop: int) -> Table:
    """The table that stands there."""
    return _marked_up(text, start, stop) if text[start] == "<" else _table(text, start, stop)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _MARKED_UP.finditer(text):
        row = _MARKED_UP_ROW.search(text, *match.span())
        if row is not None:  # what stands before the first row, such as a caption, is prose
            yield row.start(), match.end()
    lines = f"\n{text}"
    patterns = [_BARRED] if "|" in text else []
    patterns += [_RULED] if patterns and _RULE_OF_RULED.search(text) else []
    patterns += [_TABBED] if "\t" in text else []
    for pattern in patterns:
        yield from ((match.start(), match.end() - 1) for match in pattern.finditer(lines))


def _table(text: str, start: int, end: int) -> Table:
    rows, starts, offset = [], [], start
    for line in text[start:end].split("\n"):
        if line and not ("-" in line and _RULE.fullmatch(line)):
            cells = list(_cells(line, "|" in line))
            rows.append([cell for cell, _ in cells])
            starts.append([offset + place for _, place in cells])
        offset += len(line) + 1
    return Table(start, end, rows, starts)


def _marked_up(text: str, start: int, end: int) -> Table:
    begins = [match.start() for match in _MARKED_UP_ROW.finditer(text, start, end)]
    rows, starts = [], []
    for begin, stop in zip(begins, [*begins[1:], end], strict=False):
        cells = [(_TAG.sub("", cell[2]).strip(), cell) for cell in _MARKED_UP_CELL.finditer(text, begin, stop)]
        kept = [(shown, cell.start(2)) for shown, cell in cells if shown or cell[1] not in "rR"]
        rows.append([shown for shown, _ in kept])
        starts.append([place for _, place in kept])
    return Table(start, end, rows, starts)


def _cells(line: str, barred: bool) -> Iterator[tuple[str, int]]:
    """The cells of a line with the places where they begin in it; what is outside the outer bars is none."""
    start = 0
    pieces = _BAR.split(line) if barred else line.split("\t")
    for number, piece in enumerate(pieces):
        cell = piece.strip()
        if not barred or cell.strip("> ") or 0 < number < len(pieces) - 1:
            yield cell, start + len(piece) - len(piece.lstrip())
        start += len(piece) + 1
