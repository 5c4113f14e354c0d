"""Masthead and footer, which pages share byte by byte: each is read once, and the pages without it.

In its place a page gets a mark, an element of the same name. The parser reads the mark as it is written, below plain
elements of the body alone, just where it would have read the part so too: nothing around it is open that could change
what is inside, and nothing of the part reaches out. Where the mark is read otherwise, the page is read as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Generic, TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.expressions import expression

SIGN = "data-part-read-before"  # the attribute of a mark, with the number of the part among those taken out
_SIGN = SIGN.encode()
_LONGEST = 1 << 16  # bytes of a part
_MOST = 1000  # parts that are known at a time
# What must stand elsewhere, changes how the rest is read, or says something about the page as a whole.
_UNFIT = expression(
    rb"<(?:base|body|caption|col|colgroup|frame|frameset|h1|head|html|iframe|link|map|math|meta|noscript|object|param"
    rb"|plaintext|script|select|style|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|xmp)\b|<!|<\?",
    re.IGNORECASE,
)
_AROUND = ("div", "main", "section")


ReadPart = TypeVar("ReadPart")
_END = {b"header": b"</header>", b"footer": b"</footer>"}


class KnownParts(Generic[ReadPart]):
    """The parts that were met with more than once; ``read`` tells what a page of one part alone says."""

    def __init__(self, read: Callable[[bytes], ReadPart]) -> None:
        self._read = read
        self._met: set[int] = set()
        self._known: dict[bytes, ReadPart | None] = {}

    def taken_out(self, html: bytes) -> tuple[bytes, list[ReadPart]]:
        """The page without its masthead and its footer where they are known, and what these say, in their order."""
        parts: list[ReadPart] = []
        if _SIGN in html:
            return html, parts
        masthead, footer = html.find(b"<header"), html.rfind(b"<footer")
        pieces, done = [], 0
        for name, start in ((b"header", masthead), (b"footer", footer)):
            end = html.find(_END[name], start) if start >= done else -1
            known = self._known_part(html[start : end + len(_END[name])], name) if end >= 0 else None
            if known is not None:
                pieces += [html[done:start], _mark(name, len(parts))]
                parts.append(known)
                done = end + len(_END[name])
        return (b"".join((*pieces, html[done:])), parts) if parts else (html, parts)

    def _known_part(self, part: bytes, name: bytes) -> ReadPart | None:
        if part in self._known:
            return self._known[part]
        if hash(part) not in self._met:
            self._met.add(hash(part))  # most that are met with once are never met again
            return None
        if len(self._known) >= _MOST or len(part) > _LONGEST:
            return None
        page = b"<!doctype html><body>" + part
        known = self._known[part] = self._read(page) if _keeps_to_itself(page, part, name) else None
        return known


def is_whole(node: LexborNode) -> bool:
    """Whether a mark, by the element in it that bears the sign, stands as it was written and nothing is around it."""
    mark, number = node.parent, node.attributes.get(SIGN) or ""
    if (
        mark is None
        or not number.isdigit()
        or (mark.html or "").encode() != _mark((mark.tag or "").encode(), int(number))
    ):
        return False
    around = mark.parent
    while around is not None and around.tag in _AROUND:
        if not around.attributes.keys().isdisjoint(("hidden", "style")):
            return False
        around = around.parent
    return around is not None and around.tag == "body"


@cache
def _mark(name: bytes, number: int) -> bytes:
    """The text shows whether anything is open that would be opened again here, the form whether one is open."""
    return b'<%b><form></form><data %b="%d"></data>.</%b>' % (name, _SIGN, number, name)


def _keeps_to_itself(page: bytes, part: bytes, name: bytes) -> bool:
    """Whether a part has an end of its own, and leaves nothing open behind it."""
    if _UNFIT.search(part):
        return False
    behind = LexborHTMLParser(page + _mark(name, 0)).css_first(f"body > {name.decode()} > [{SIGN}]")
    return behind is not None and is_whole(behind)
