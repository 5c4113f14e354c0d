"""Built HTML → its links and its anchors, with one pass of a real HTML parser a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Where HTML keeps addresses: tag → attributes (HTML Living Standard, index of attributes of type URL).
_ADDRESSES = {
    "a": ("href",), "area": ("href",), "link": ("href",), "img": ("src",), "script": ("src",), "iframe": ("src",),
    "source": ("src",), "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "embed": ("src",),
    "object": ("data",), "form": ("action",), "input": ("src",),
}  # fmt: skip
_SELECTOR = ",".join(f"{tag}[{name}]" for tag, names in _ADDRESSES.items() for name in names)


@dataclass(frozen=True, slots=True)
class Link:
    """One address in a page, as written, with the text that readers see."""

    href: str
    text: str
    tag: str


@dataclass(slots=True)
class PageLinks:
    """What a page points at, and the fragments at which others can point into it."""

    links: list[Link] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


def read_links(html: bytes) -> PageLinks:
    """The links and anchors of one page."""
    tree = LexborHTMLParser(html)
    return PageLinks(list(_links(tree)), _anchors(tree))


def _links(tree: LexborHTMLParser) -> Iterator[Link]:
    for node in tree.css(_SELECTOR):
        for name in _ADDRESSES[node.tag or ""]:
            href = node.attributes.get(name)
            if name in node.attributes:
                yield Link(href or "", _text(node), node.tag or "")


def _text(node: LexborNode) -> str:
    text = " ".join(node.text().split()) or (node.attributes.get("alt") or "")
    return text[:80]


def _anchors(tree: LexborHTMLParser) -> set[str]:
    anchors = {node.attributes.get("id") or "" for node in tree.css("[id]")}
    anchors |= {node.attributes.get("name") or "" for node in tree.css("a[name]")}
    anchors.discard("")
    return anchors
