"""What links can name in a drawing that is a file of its own: its parts that bear an id (SVG 2, 16.2).

What names no part (``svgView(…)``, ``xywh=…``) says which piece of the picture is to be seen, and leads nowhere else.
"""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from disclosure.expressions import expression
from disclosure.reading.bounds import Unreadable, read_whole
from disclosure.reading.kinds import FileKind, suffix_of

NAMES_A_PIECE = expression(r"[(=]")


def is_drawing(path: str) -> bool:
    """Whether a file is a drawing, by its name."""
    return suffix_of(path).kind is FileKind.DRAWING


def ids_drawn(file: Path) -> frozenset[str] | None:
    """The ids in a drawing; ``None`` where it is none that can be read, or packed."""
    try:
        content = read_whole(file)
    except Unreadable:
        return None
    if b"<svg" not in content:
        return None
    nodes = LexborHTMLParser(content).css("[id], [xml\\:id]")
    return frozenset(name for node in nodes for key in ("id", "xml:id") if (name := node.attributes.get(key)))
