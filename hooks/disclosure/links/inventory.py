"""Built HTML → its links and its anchors, in one pass of a real HTML parser a page.

Every address that HTML can hold is taken up as it is written (entities decoded, nothing else changed); judging
is done elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.pages.leaving import NOTICE

# Where HTML keeps addresses: tag → attributes (HTML Living Standard, index of attributes of type URL).
_ADDRESSES = {
    "a": ("href",), "area": ("href",), "link": ("href",), "img": ("src",), "script": ("src",), "iframe": ("src",),
    "frame": ("src",), "source": ("src",), "video": ("src", "poster"), "audio": ("src",), "track": ("src",),
    "embed": ("src",), "object": ("data",), "form": ("action",), "input": ("src", "formaction"),
    "button": ("formaction",), "blockquote": ("cite",), "q": ("cite",), "ins": ("cite",), "del": ("cite",),
    "body": ("background",), "image": ("href", "xlink:href"), "use": ("href", "xlink:href"),
}  # fmt: skip
_SETS = {"img": "srcset", "source": "srcset", "link": "imagesrcset"}
# Where an address must stand for the element to make sense.
_NEEDED = {"img": "src", "iframe": "src"}
_HEADS = frozenset({"base", "meta", "title", "h1"})
_MAYBE_HIDDEN = "[hidden] a, a[hidden], [style] a, a[style]"
# Hints to the browser, not things that a reader can be led to.
_HINTS = {"preconnect", "dns-prefetch"}
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*(['\"]?)(.*?)\1\s*$", re.IGNORECASE | re.DOTALL)
# A title's closing bracket with no other title and no full stop between it and a link; tags do not count.
_CLOSING = "》".encode()
_ANNOUNCED = re.compile(r"》(?:<(?!a[\s>])[^>]*>|[^<《》。])*<a[\s>]", re.IGNORECASE)
_CANDIDATE = re.compile(r"\s*,*\s*(\S*[^,\s])(?:\s+[^,]*)?(?:,|$)")

Attributes = dict[str, str | None]


class Link(NamedTuple):
    """One address in a page, as written; ``None`` where the element lacks it altogether.

    ``text`` is what readers see (at most 200 characters), ``outer`` the element itself for a closer look.
    """

    href: str | None
    text: str
    tag: str
    attribute: str
    hidden: bool = False


@dataclass(slots=True)
class PageLinks:
    """What a page points at, the fragments at which others can point into it, and what it calls itself.

    ``announces`` says whether a paper in 《》 stands right before any of its links.
    """

    links: list[Link] = field(default_factory=list)
    anchors: frozenset[str] = frozenset()
    base: str = ""
    title: str = ""
    heading: str = ""
    canonical: str = ""
    announces: bool = False


def contexts_of(html: bytes) -> list[str]:
    """For every ``<a>`` link of a page in order, the words around it: its sentence, list item or table row."""
    nodes = [node for node in LexborHTMLParser(html).tags("a") if _anchor(node, node.attributes, False) is not None]
    return [_context(node) for node in nodes]


def _context(node: LexborNode) -> str:
    around: LexborNode | None = node
    while around is not None and around.tag not in ("p", "li", "tr", "dd", "dt", "caption", "h2", "h3", "h4", "body"):
        around = around.parent
    return " ".join(around.text().split())[:400] if around is not None and around.tag != "body" else ""


def read_links(html: bytes) -> PageLinks:
    """The links and anchors of one page, whether it is well-formed or not."""
    tree = LexborHTMLParser(html)
    page, anchors, hidden = PageLinks(), set(), _hidden(tree, html)
    # All elements in one walk: preparing a selector costs as much as parsing a page.
    for node in tree.tags("*"):
        tag, attributes = node.tag or "", node.attributes
        anchors.add(attributes.get("id"))
        if tag == "a":
            anchors.add(attributes.get("name"))
            link = _anchor(node, attributes, node.mem_id in hidden)
            if link is not None:
                page.links.append(link)
        elif tag in _ADDRESSES:
            page.links += _links(node, tag, attributes)
            if tag == "link" and (attributes.get("rel") or "").lower() == "canonical":
                page.canonical = (attributes.get("href") or "").strip()
        elif tag in _HEADS:
            _head(page, node, tag, attributes)
    page.anchors = frozenset(anchor for anchor in anchors if anchor)
    page.announces = _CLOSING in html and _ANNOUNCED.search(html.decode("utf-8", "ignore")) is not None
    return page


def _hidden(tree: LexborHTMLParser, html: bytes) -> set[int]:
    """The links that attributes hide, by the number that the parser gives to elements."""
    lowered = html.lower()
    if b"style" not in lowered and b"hidden" not in lowered:
        return set()
    return {node.mem_id for node in tree.css(_MAYBE_HIDDEN) if _is_hidden(node)}


def _head(page: PageLinks, node: LexborNode, tag: str, attributes: Attributes) -> None:
    """What elements that hold no link of their own say about a page: the first of each counts."""
    if tag == "base":
        page.base = page.base or (attributes.get("href") or "").strip()
    elif tag == "meta":
        page.links += _refresh(attributes)
    elif tag == "title":
        page.title = page.title or " ".join(node.text().split())
    else:
        page.heading = page.heading or " ".join(node.text().split())


def _anchor(node: LexborNode, attributes: Attributes, hidden: bool) -> Link | None:
    """An ``<a>`` as a link; none for an ``<a name>`` or ``<a id>``, which leads nowhere by design."""
    if "href" in attributes:
        return Link(attributes["href"] or "", _text(node, attributes), "a", "href", hidden)
    if "name" in attributes or "id" in attributes:
        return None
    return Link(None, _text(node, attributes), "a", "href", hidden)


def _links(node: LexborNode, tag: str, attributes: Attributes) -> Iterator[Link]:
    if tag == "link" and _HINTS & set((attributes.get("rel") or "").lower().split()):
        return
    text = _text(node, attributes) if tag in ("area", "img", "link") else ""
    for name in _ADDRESSES[tag]:
        if name in attributes:
            yield Link(attributes[name] or "", text, tag, name)
    if _is_incomplete(tag, attributes):
        yield Link(None, text, tag, _NEEDED[tag])
    if tag in _SETS and attributes.get(_SETS[tag]):
        for match in _CANDIDATE.finditer(attributes[_SETS[tag]] or ""):
            yield Link(match[1], text, tag, _SETS[tag])


def _is_incomplete(tag: str, attributes: Attributes) -> bool:
    """Whether an element that shows something does not say what."""
    instead = {"img": "srcset", "iframe": "srcdoc"}.get(tag, "")
    return tag in _NEEDED and _NEEDED[tag] not in attributes and instead not in attributes


def _refresh(attributes: Attributes) -> Iterator[Link]:
    if (attributes.get("http-equiv") or "").strip().lower() != "refresh":
        return
    match = _REFRESH.match(attributes.get("content") or "")
    if match and match[2]:
        yield Link(match[2], "", "meta", "content")


def _text(node: LexborNode, attributes: Attributes) -> str:
    text = " ".join(node.text().split()).removesuffix(NOTICE)
    if not text:
        image = node.css_first("img[alt]")
        text = attributes.get("alt") or attributes.get("title") or attributes.get("aria-label") or ""
        text = text or ((image.attributes.get("alt") or "") if image is not None else "")
    return text[:200]


_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)|clip(?:-path)?\s*:",
    re.IGNORECASE,
)


def _is_hidden(node: LexborNode) -> bool:
    """Whether the link or what it stands in is hidden by an attribute: ``hidden`` or a ``style``."""
    current: LexborNode | None = node
    while current is not None and current.tag not in ("body", "html", "-undef"):
        attributes = current.attributes
        if "hidden" in attributes or _HIDING.search(attributes.get("style") or ""):
            return True
        current = current.parent
    return False
