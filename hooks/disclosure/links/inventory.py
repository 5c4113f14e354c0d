"""Built HTML → its links and its anchors, in one pass of a real HTML parser a page.

Every address that HTML can hold is taken up as it is written (entities decoded, nothing else changed); judging
is done elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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
_SELECTOR = ",".join((*_ADDRESSES, "meta[http-equiv]", "base"))
_MAYBE_HIDDEN = "[hidden] a, a[hidden], [style] a, a[style]"
# Hints to the browser, not things that a reader can be led to.
_HINTS = {"preconnect", "dns-prefetch"}
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*(['\"]?)(.*?)\1\s*$", re.IGNORECASE | re.DOTALL)
_CANDIDATE = re.compile(r"\s*,*\s*(\S*[^,\s])(?:\s+[^,]*)?(?:,|$)")


@dataclass(frozen=True, slots=True)
class Link:
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
    """What a page points at, the fragments at which others can point into it, and what it calls itself."""

    links: list[Link] = field(default_factory=list)
    anchors: frozenset[str] = frozenset()
    base: str = ""
    title: str = ""
    heading: str = ""
    canonical: str = ""


def contexts_of(html: bytes) -> list[str]:
    """For every ``<a>`` link of a page in order, the words around it: its sentence, list item or table row."""
    nodes = [node for node in LexborHTMLParser(html).css("a") if _anchor(node, False) is not _TARGET]
    return [_context(node) for node in nodes]


def _context(node: LexborNode) -> str:
    around: LexborNode | None = node
    while around is not None and around.tag not in ("p", "li", "tr", "dd", "dt", "caption", "h2", "h3", "h4", "body"):
        around = around.parent
    return " ".join(around.text().split())[:400] if around is not None and around.tag != "body" else ""


_TARGET = Link("", "", "a", "name")  # stands for an ``<a name>`` or ``<a id>``, which leads nowhere by design


def read_links(html: bytes) -> PageLinks:
    """The links and anchors of one page, whether it is well-formed or not."""
    tree = LexborHTMLParser(html)
    page = PageLinks(anchors=_anchors(tree), title=_first_text(tree, "title"), heading=_first_text(tree, "h1"))
    hidden = {node.mem_id for node in tree.css(_MAYBE_HIDDEN) if _is_hidden(node)}
    for node in tree.css(_SELECTOR):
        tag = node.tag or ""
        if tag == "a":
            page.links.append(_anchor(node, node.mem_id in hidden))
        elif tag == "base":
            page.base = page.base or (node.attributes.get("href") or "").strip()
        elif tag == "meta":
            page.links += _refresh(node)
        else:
            page.links += _links(node, tag)
            if tag == "link" and (node.attributes.get("rel") or "").lower() == "canonical":
                page.canonical = (node.attributes.get("href") or "").strip()
    page.links = [link for link in page.links if link is not _TARGET]
    return page


def _anchor(node: LexborNode, hidden: bool) -> Link:
    attributes = node.attributes
    if "href" in attributes:
        return Link(attributes["href"] or "", _text(node, attributes), "a", "href", hidden)
    if "name" in attributes or "id" in attributes:
        return _TARGET
    return Link(None, _text(node, attributes), "a", "href", hidden)


def _links(node: LexborNode, tag: str) -> Iterator[Link]:
    attributes = node.attributes
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


def _is_incomplete(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element that shows something does not say what."""
    instead = {"img": "srcset", "iframe": "srcdoc"}.get(tag, "")
    return tag in _NEEDED and _NEEDED[tag] not in attributes and instead not in attributes


def _refresh(node: LexborNode) -> Iterator[Link]:
    attributes = node.attributes
    if (attributes.get("http-equiv") or "").strip().lower() != "refresh":
        return
    match = _REFRESH.match(attributes.get("content") or "")
    if match and match[2]:
        yield Link(match[2], "", "meta", "content")


def _text(node: LexborNode, attributes: dict[str, str | None]) -> str:
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


def _anchors(tree: LexborHTMLParser) -> frozenset[str]:
    anchors = {node.attributes.get("id") for node in tree.css("[id]")}
    anchors |= {node.attributes.get("name") for node in tree.css("a[name]")}
    return frozenset(anchor for anchor in anchors if anchor)


def _first_text(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return " ".join(node.text().split()) if node is not None else ""
