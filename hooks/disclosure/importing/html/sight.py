"""What of a page its readers see, and what is told of the rest."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from disclosure.expressions import expression
from disclosure.importing.html.lost import PageLeft
from disclosure.importing.word.losses import Losses
from disclosure.links.concealed import Concealed

# What holds no text for readers, and what is told of it.
_LEFT_OUT: dict[str, PageLeft | None] = {
    **dict.fromkeys(("script", "style", "template", "noscript", "head", "link", "meta", "title", "base", "-comment")),
    **dict.fromkeys(("button", "select", "input", "textarea", "datalist"), PageLeft.FORMS),
    **dict.fromkeys(("video", "audio", "object", "embed", "applet"), PageLeft.MEDIA),
    **dict.fromkeys(("iframe", "frame", "frameset"), PageLeft.FRAMES),
    **dict.fromkeys(("canvas", "svg"), PageLeft.DRAWINGS),
}
# By what names pages call what is not to be seen, where their style sheets are not at hand.
_UNSEEN = frozenset({
    "hide", "hidden", "d-none", "dn", "none", "displaynone", "display-none", "undis", "sr-only", "visually-hidden",
    "invisible",
})  # fmt: skip
_MOST_PARTS = 5_000
_BY_WORD = expression(r"mso-hide\s*:\s*all", re.IGNORECASE)
_COMMENT = expression(r"mso-(?:element\s*:\s*comment|comment-)", re.IGNORECASE)


class PageSight:
    """Tells what is seen, and notes what is lost with what is not."""

    def __init__(self, concealed: Concealed, losses: Losses) -> None:
        self.concealed, self._losses = concealed, losses

    def sees(self, node: LexborNode) -> bool:
        """Whether readers see an element by what is said of it alone."""
        tag = node.tag or ""
        if tag in _LEFT_OUT:
            self._tell(node, _LEFT_OUT[tag])
            return False
        left = self._left(node, tag)
        if left is not None and (node.text(strip=True) or node.css_first("img") is not None):
            self._losses.add(left)
        return left is None

    def text(self, node: LexborNode, between: str = "") -> str:
        """The text of an element that is seen, on one line; ``between`` parts what stands in different elements."""
        parts: list[str] = []
        waiting = [node]
        while waiting and len(parts) < _MOST_PARTS:
            current = waiting.pop()
            if current.tag == "-text":
                parts.append(current.text_content or "")
            elif current.mem_id == node.mem_id or self.sees(current):
                waiting += reversed(list(current.iter(include_text=True)))
        return " ".join(between.join(parts).split())

    def _left(self, node: LexborNode, tag: str) -> PageLeft | None:
        attributes = node.attributes
        style = attributes.get("style") or ""
        if style and _COMMENT.search(style):
            return PageLeft.COMMENTS
        if tag == "del":
            return PageLeft.DELETED
        names = (attributes.get("class") or "").lower().split()
        is_hidden = not _UNSEEN.isdisjoint(names) or (style and _BY_WORD.search(style)) or self.concealed.hides(node)
        return PageLeft.HIDDEN if is_hidden else None

    def _tell(self, node: LexborNode, left: PageLeft | None) -> None:
        if left is not None and node.attributes.get("type") != "hidden":
            self._losses.add(left)
