"""The rows and cells of a table's elements, and whether it is a table at all."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

_LAID_OUT = "h1, h2, h3, h4, ul, ol, table, form"
_PARTS = ("thead", "tbody", "tfoot")
_MANY = 600  # characters of a cell that is a text of its own
_CELLS = ("td", "th")


def holds(node: LexborNode, selector: str) -> bool:
    """Whether some element within this one, itself aside, is selected."""
    return any(found.mem_id != node.mem_id for found in node.css(selector))


def own_rows(table: LexborNode) -> list[LexborNode]:
    """The rows of a table itself, not those of one within it."""
    rows: list[LexborNode] = []
    for child in table.iter():
        rows += [child] if child.tag == "tr" else []
        rows += [row for row in child.iter() if row.tag == "tr"] if child.tag in _PARTS else []
    return rows


def own_cells(row: LexborNode) -> list[LexborNode]:
    """The cells of a row."""
    return [cell for cell in row.iter() if cell.tag in _CELLS]


def only_arranges(table: LexborNode, cells: Sequence[Sequence[LexborNode]]) -> bool:
    """Whether a table only puts things side by side or below each other, as old pages do."""
    if (table.attributes.get("role") or "") in ("presentation", "none"):
        return True
    if all(len(row) < 2 for row in cells):
        return True
    if any(cell.tag == "th" for row in cells for cell in row):
        return False
    has_border = (table.attributes.get("border") or "0") not in ("", "0")
    inner = [cell for row in cells for cell in row if cell.css_first(_LAID_OUT) is not None]
    return bool(inner) and not has_border and any(len(cell.text()) > _MANY or holds(cell, "table") for cell in inner)


def heads_in(rows: Sequence[LexborNode], cells: Sequence[Sequence[LexborNode]]) -> int:
    """How many rows at the top are the head, as the page says; 0 where it does not."""
    count = 0
    for row, own in zip(rows, cells, strict=True):
        in_head = row.parent is not None and row.parent.tag == "thead"
        if not in_head and not (own and all(cell.tag == "th" for cell in own)):
            break
        count += 1
    return count


def span(cell: LexborNode, name: str, most: int) -> int:
    """Over how many columns or rows a cell goes; 0 means down to the end."""
    said = (cell.attributes.get(name) or "1").strip()
    if not said.isascii() or not said.isdigit() or len(said) > 6:
        return 1
    return min(int(said) or most, most)
