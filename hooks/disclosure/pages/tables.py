"""Tables of a text as everybody can use them: scrolled in a region of their own, heads that say what they head.

A screen reader is told a table's name by its caption — the heading before it — and a cell's by ``scope``; on a narrow
screen the table scrolls and the page does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape

from disclosure.expressions import expression

_PIECE = expression(r"<(?P<end>/?)(?P<tag>table|h[1-6])\b[^<>]*>")
_CELL = expression(r"<(?P<end>/?)(?P<tag>caption|thead|tbody|tfoot|tr|th|td|table)\b(?P<rest>[^<>]*)>")
_TAG = expression(r"<[^<>]*>")
_FIGURE = expression(r"[-+±≥≤<>约]?[\d,，.]+(?:[%‰％]|[\u4e00-\u9fff]{1,3})?|[-—–/无]*", re.ASCII)
_SPANNING = expression(r"\browspan\b|\bcolspan\b", re.IGNORECASE)
_NESTED = 2
_LOOK = r'((?: align="[a-z]+")?)'
_SIMPLE = expression(
    rf"<table><caption[^<>]*>[^<>]*</caption>\n<thead>\n<tr>\n(?P<head>(?:<th{_LOOK}>[^\n]*</th>\n)+)</tr>\n</thead>\n"
    rf"<tbody>\n(?P<body>(?:<tr>\n(?:<td{_LOOK}>[^\n]*</td>\n)+</tr>\n)+)</tbody>\n</table>"
)
_HEAD_CELL = expression(f"<th{_LOOK}>")
_SCOPED = r'<th\1 scope="col">'
_BODY_CELL = expression(r"<td[^<>]*>([^\n]*)</td>\n")
_FIRST_CELL = expression(rf"<tr>\n<td{_LOOK}>([^\n]*)</td>")


def readable_tables(html: str, title: str) -> str:
    """The HTML of a text with every outermost table in a region, with its caption and its heads.

    ``title`` names those that stand below no heading. What is well-formed before is so after; no word is lost.
    """
    if "<table" not in html:
        return html
    pieces: list[str] = []
    names: Counter[str] = Counter()
    past = 0
    for start, end, heading in _tables(html):
        name = heading or title
        names[name] += 1
        shown = f"{name}（表{names[name]}）" if names[name] > 1 else name
        pieces += html[past:start], _region(html[start:end], shown)
        past = end
    return "".join((*pieces, html[past:]))


def _tables(html: str) -> Iterator[tuple[int, int, str]]:
    """Where each outermost table begins and ends, and the words of the last heading before it."""
    depth = begin = heads = 0
    heading = ""
    for match in _PIECE.finditer(html):
        is_table = match["tag"] == "table"
        if is_table and not match["end"]:
            begin = match.start() if not depth else begin
            depth += 1
        elif is_table and depth:
            depth -= 1
            if not depth:
                yield begin, match.end(), heading
        elif not is_table and not depth:
            if match["end"]:
                heading = _words(html[heads : match.start()])
            heads = match.end()


def _words(html: str) -> str:
    text = _TAG.sub("", html) if "<" in html else html
    return " ".join((unescape(text) if "&" in text else text).split())


def _region(table: str, name: str) -> str:
    label = escape(name)
    if "<caption" not in table:
        head, mark, rest = table.partition(">")
        table = f'{head}{mark}<caption class="unseen">{label}</caption>{rest}'
    if table.count("<table") < _NESTED:
        table = _simply_headed(table) or _headed(table)
    return f'<div class="table" role="region" aria-label="{label}" tabindex="0">\n{table}\n</div>'


def _simply_headed(table: str) -> str:
    """As ``_headed``, for a table as Markdown makes it, one row of heads above rows of cells; "" for any other."""
    found = _SIMPLE.fullmatch(table)
    if found is None or "span" in table.lower():
        return ""
    head, body = found["head"], found["body"]
    rows = body.split("<tr>")[1:]
    lines = body.count("\n") - 2 * len(rows)  # one for each cell
    tags = (head.count("\n"), lines + len(rows))
    if any((head.count(sign), body.count(sign)) != tags for sign in ("<t", "</t")):
        return ""
    if _first_are_heads([cells for row in rows if len(cells := _BODY_CELL.findall(row)) > 1]):
        body = _FIRST_CELL.sub(r'<tr>\n<th\1 scope="row">\2</th>', body)
    between = table[found.end("head") : found.start("body")]
    return f"{table[: found.start('head')]}{_HEAD_CELL.sub(_SCOPED, head)}{between}{body}{table[found.end('body') :]}"


@dataclass
class _Row:
    """A row: whether it stands in the head, and its cells from tag to tag."""

    in_head: bool
    cells: list[_CellOf] = field(default_factory=list)


@dataclass(frozen=True)
class _CellOf:
    """A cell: the places of its opening tag, of its text and of its closing tag."""

    tag: str
    rest: str
    start: int
    inside: int
    close: int
    end: int


def _headed(table: str) -> str:
    """The table with the scope of each head, and with heads of rows where the rows are figures or pairs."""
    rows = list(_rows(table))
    by_row = _has_row_heads(table, rows)
    changes: list[tuple[int, int, str]] = []
    for row in rows:
        all_heads = all(cell.tag == "th" for cell in row.cells)
        for place, cell in enumerate(row.cells):
            heads_row = place == 0 and not row.in_head and (by_row or cell.tag == "th") and not all_heads
            if cell.tag == "th" or heads_row:
                scope = _scope(cell, "row" if heads_row else "col" if row.in_head or all_heads else "row")
                changes += (cell.start, cell.inside, f"<th{cell.rest}{scope}>"), (cell.close, cell.end, "</th>")
    for start, end, new in reversed(changes):
        table = table[:start] + new + table[end:]
    return table


def _scope(cell: _CellOf, scope: str) -> str:
    if re.search(r"\bscope\b", cell.rest):
        return ""
    across = "colspan" if scope == "col" else "rowspan"
    return f' scope="{scope}{"group" if across in cell.rest else ""}"'


def _rows(table: str) -> Iterator[_Row]:
    in_head, row, opened = False, _Row(False), None
    for match in _CELL.finditer(table):
        tag, is_end = match["tag"], bool(match["end"])
        if tag == "thead":
            in_head = not is_end
        elif tag == "tr" and not is_end:
            row = _Row(in_head)
        elif tag == "tr":
            yield row
        elif tag in ("th", "td") and not is_end:
            opened = match
        elif tag in ("th", "td") and opened is not None:
            cell = _CellOf(opened["tag"], opened["rest"], opened.start(), opened.end(), match.start(), match.end())
            row.cells.append(cell)
            opened = None


def _has_row_heads(table: str, rows: list[_Row]) -> bool:
    """Whether the first cell of each row says what the others are: a table of pairs, or one of figures."""
    body = [row.cells for row in rows if not row.in_head and len(row.cells) > 1]
    if _SPANNING.search(table):
        return False
    return _first_are_heads([[table[cell.inside : cell.close] for cell in cells] for cells in body])


def _first_are_heads(rows: list[list[str]]) -> bool:
    """The same by the HTML in the cells of each row that has several."""
    if not rows:
        return False
    if all(len(cells) == 2 for cells in rows):  # noqa: PLR2004 — a name and what belongs to it
        return True
    texts = [[_words(cell) for cell in cells] for cells in rows]
    figures = [bool(_FIGURE.fullmatch(text)) for row in texts for text in row[1:]]
    return sum(figures) * 2 > len(figures) and not all(_FIGURE.fullmatch(row[0]) for row in texts)
