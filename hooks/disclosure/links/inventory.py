"""Built HTML → its links and its anchors, in one pass of a real HTML parser a page.

Every address that HTML can hold is taken up as it is written (entities decoded, nothing else changed); judging
is done elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.expressions import expression
from disclosure.links import places
from disclosure.links.hostnames import can_be_read
from disclosure.links.parts import SIGN, KnownParts, is_whole
from disclosure.links.places import ADDRESSES, HOLDING, NEEDY, Attributes
from disclosure.links.stylesheets import style_addresses
from disclosure.pages.leaving import NOTICE
from disclosure.reading.charsets import html_bytes

_HEADS = frozenset({"base", "meta", "title", "h1", "style", "param", "map", "template"})
_SILENT = (
    "article aside b br code dd details div dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i label "
    "li main nav ol p path pre section small span strong sub summary sup svg time ul wbr"
)
_NO_BASE = ("data:", "javascript:")  # base addresses that browsers pay no heed to
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary", "dt")
_DEPTH = 3  # pages in pages that are read
_MARKED = "[id], [style], [hidden], [background]"  # what bears an anchor, or makes a page worth a closer look
# A title's closing bracket with no other title and no full stop between it and a link; tags do not count.
_ANNOUNCED = expression(rb"\xe3\x80\x8b(?:<(?![aA][\s>])[^>]*>|[^<\xe3]|\xe3(?!\x80[\x82\x8a\x8b]))*<[aA][\s>]")


ANCHORED = ("href", "xlink:href")


class Link(NamedTuple):
    """One address in a page, as written; ``None`` where the element lacks it altogether.

    ``text`` is what readers see (at most 200 characters), ``outer`` the element itself for a closer look.
    """

    href: str | None
    text: str
    tag: str
    attribute: str
    hidden: bool = False

    @property
    def is_anchor(self) -> bool:
        """Whether this is an ``<a>`` of the page itself, which readers follow for what it says."""
        return self.tag == "a" and self.attribute in ANCHORED


# Of a page its anchors, title, heading and canonical address.
FromOutside: TypeAlias = tuple[frozenset[str], str, str, str]


@dataclass(slots=True)
class PageLinks:
    """What a page points at, the fragments at which others can point into it, and what it calls itself.

    ``maps`` are the names of its maps of clickable areas; ``announces`` says whether a paper in 《》 stands right
    before any of its links.
    """

    links: list[Link] = field(default_factory=list)
    anchors: frozenset[str] = frozenset()
    maps: frozenset[str] = frozenset()
    base: str = ""
    title: str = ""
    heading: str = ""
    canonical: str = ""
    announces: bool = False

    @property
    def from_outside(self) -> FromOutside:
        """What others must know of the page."""
        return self.anchors, self.title, self.heading, self.canonical


def page_of(seen: FromOutside) -> PageLinks:
    """A page of which no more is known than what others must know."""
    anchors, title, heading, canonical = seen
    return PageLinks(anchors=anchors, title=title, heading=heading, canonical=canonical)


def _silent() -> frozenset[int]:
    """The numbers by which the parser knows the elements that say nothing: they hold no address and are no title.

    An element that the parser does not know has no number of its own, and is none of these.
    Cells of tables can hold one, in an attribute for which every page is asked by itself.
    """
    elements = "".join(f"<{name}>" for name in _SILENT.split()) + "<table><tr><td></td><th></th></tr></table>"
    return frozenset(node.tag_id for node in LexborHTMLParser(elements).tags("*")) - {_number("head"), _number("html")}


def _number(tag: str) -> int:
    return LexborHTMLParser(f"<{tag}>").tags(tag)[0].tag_id


_QUIET, _A, _META = _silent(), _number("a"), _number("meta")
_SELECT = LexborHTMLParser("").selector  # making one costs as much as parsing a page


def contexts_of(html: bytes) -> list[str]:
    """For every ``<a>`` link of a page in order, the words around it: its sentence, list item or table row."""
    tree = LexborHTMLParser(html_bytes(html))
    nodes = [node for node in tree.tags("a") if _anchor(node, node.attributes, False) is not None]
    return [_context(node) for node in nodes]


def words_at(html: bytes, fragment: str) -> str:
    """The words to which a fragment leads: those of the heading that bears it, or of the first one in it."""
    root = LexborHTMLParser(html_bytes(html)).root
    named = _SELECT.find("[id], a[name]", root) if root is not None else []
    for name in dict.fromkeys((fragment, unquote(fragment))):
        for node in named:
            if name and name in (node.id, node.attributes.get("name") if node.tag_id == _A else None):
                heading = node if node.tag in _HEADINGS else node.css_first(",".join(_HEADINGS))
                return " ".join((heading.text() if heading is not None else unquote(fragment)).split())[:200]
    return ""


def _context(node: LexborNode) -> str:
    around: LexborNode | None = node
    while around is not None and around.tag not in ("p", "li", "tr", "dd", "dt", "caption", "h2", "h3", "h4", "body"):
        around = around.parent
    return " ".join(around.text().split())[:400] if around is not None and around.tag != "body" else ""


def read_links(html: bytes) -> PageLinks:
    """The links and anchors of one page, whether it is well-formed or not."""
    html = html_bytes(html)
    rest, parts = _PARTS.taken_out(html)
    found = _PageInHand(rest, parts=parts)
    page = found.page if found.is_complete else _PageInHand(html).page
    page.announces = _ANNOUNCED.search(html) is not None
    return page


class _PageInHand:
    """One page being read; ``depth`` is how many pages it stands in, ``parts`` those of it that were read before."""

    def __init__(self, html: bytes, depth: int = 0, parts: Sequence[PageLinks] = ()) -> None:
        self.page, self._depth, self._based = PageLinks(), depth, False
        self._maps: set[str | None] = set()
        self._parts, self._filled = parts, list[int]()
        self.page.anchors = self._read(LexborHTMLParser(html))
        self.page.maps = frozenset(name for name in self._maps if name)

    @property
    def is_complete(self) -> bool:
        """Whether all parts have found their place, in their order."""
        return self._filled == list(range(len(self._parts)))

    def _read(self, tree: LexborHTMLParser) -> frozenset[str]:
        """All that a page says, in one walk over the elements that can say something."""
        root = tree.root
        if root is None:
            return frozenset()
        marked = [(node, node.attributes) for node in _SELECT.find(_MARKED, root)]
        anchors: set[str | None] = {attributes.get("id") for _, attributes in marked}
        styled = any("style" in attributes and _is_styled(attributes["style"]) for _, attributes in marked)
        hiding = (node for node, attributes in marked if _hides_links(node, attributes))
        hidden = {link.mem_id for node in hiding for link in _SELECT.find("a", node)}
        nodes = tree.tags("*")
        if not styled and not any("background" in attributes for _, attributes in marked):
            nodes = [node for node in nodes if node.tag_id not in _QUIET]
        links = self.page.links
        for node in nodes:
            attributes = node.attributes
            if node.tag_id == _A:
                if "name" in attributes:
                    anchors.add(attributes["name"])
                link = _anchor(node, attributes, bool(hidden) and node.mem_id in hidden)
                if link is not None:
                    links.append(link)
                if "ping" in attributes:
                    self._add("a", places.pings(attributes))
            elif node.tag_id != _META or "http-equiv" in attributes or places.is_shown(attributes):
                self._other(node, node.tag or "", attributes)
            if styled and "style" in attributes:
                found = style_addresses(attributes["style"] or "")
                self._add(node.tag or "", ((f"style {name}", href) for name, href in found))
        inside = (self._parts[number].anchors for number in self._filled)
        return frozenset(anchor for anchor in anchors if anchor).union(*inside)

    def _other(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        if tag in ADDRESSES:
            if tag in NEEDY or (attributes and not HOLDING.isdisjoint(attributes)):
                self._element(node, tag, attributes)
        elif tag in _HEADS:
            self._head(node, tag, attributes)
        elif self._parts and SIGN in attributes and is_whole(node):
            number = int(attributes[SIGN] or "")
            self._filled.append(number)
            self.page.links += self._parts[number].links

    def _element(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        """An element that can hold addresses."""
        text = _label(attributes) if tag in ("area", "img", "link") else ""
        parent = (node.parent.tag or "") if tag == "source" and node.parent is not None else ""
        self._add(tag, places.addresses(tag, attributes, parent), text)
        if tag == "link":
            if (attributes.get("rel") or "").lower() == "canonical":
                self.page.canonical = (attributes.get("href") or "").strip()
        elif "usemap" in attributes:
            self.page.links.append(Link(attributes["usemap"] or "", text, tag, "usemap"))
        elif tag == "iframe" and attributes.get("srcdoc"):
            self._inside(attributes["srcdoc"] or "")

    def _add(self, tag: str, found: Iterable[tuple[str, str | None]], text: str = "") -> None:
        for name, href in found:
            self.page.links.append(Link(href, text, tag, name))

    def _head(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        """What other elements say about a page: of titles, headings and bases the first counts."""
        page = self.page
        if tag == "meta":
            self._add(tag, places.meta(attributes))
        elif tag == "base":
            self._base(attributes)
        elif tag == "title":
            page.title = page.title or " ".join(node.text().split())
        elif tag == "h1":
            page.heading = page.heading or " ".join(node.text().split())
        elif tag == "style":
            self._add(tag, style_addresses(node.text()))
        elif tag == "param":
            self._add(tag, places.param(attributes))
        elif tag == "map":
            self._maps |= {attributes.get("name"), attributes.get("id")}
        elif "shadowrootmode" in attributes:  # what stands in other templates is shown by no browser
            self._inside("<div" + (node.html or "").removeprefix("<template"))

    def _base(self, attributes: Attributes) -> None:
        if "href" not in attributes or self._based:
            return
        href, self._based = (attributes["href"] or "").strip(), True
        if href and not href.lower().startswith(_NO_BASE):
            self.page.base = href if can_be_read(href) else ""  # then the page's own address counts (HTML, base)
            self.page.links.append(Link(href, "", "base", "href"))

    def _inside(self, html: str) -> None:
        """A page within the page: its links lead from here, but for those to its own parts."""
        if self._depth < _DEPTH:
            inner = _PageInHand(html.encode("utf-8", "replace"), self._depth + 1).page
            self.page.links += (
                link._replace(attribute=f"srcdoc {link.attribute}")
                for link in inner.links
                if not (link.href or "").startswith("#")
            )


def _is_styled(style: str | None) -> bool:
    """Whether a style can hold an address."""
    lowered = (style or "").lower()
    return "url(" in lowered or "image-set(" in lowered


def _anchor(node: LexborNode, attributes: Attributes, hidden: bool) -> Link | None:
    """An ``<a>`` as a link; none for an ``<a name>`` or ``<a id>``, which leads nowhere by design."""
    if "href" in attributes:
        return Link(attributes["href"] or "", _text(node, attributes), "a", "href", hidden)
    if "xlink:href" in attributes and _is_drawn(node):
        return Link(attributes["xlink:href"] or "", _text(node, attributes), "a", "xlink:href", hidden)
    if "name" in attributes or "id" in attributes:
        return None
    return Link(None, _text(node, attributes), "a", "href", hidden)


def _is_drawn(node: LexborNode) -> bool:
    """Whether an element is part of a drawing."""
    around = node.parent
    while around is not None and around.tag != "svg":
        around = around.parent
    return around is not None


def _text(node: LexborNode, attributes: Attributes) -> str:
    words = node.text().split()
    text = words[0] if len(words) == 1 else " ".join(words)
    if text and text[-1] != NOTICE[-1]:
        return text[:200]
    text = text.removesuffix(NOTICE) or _label(attributes)
    if not text:
        image = node.css_first("img[alt]")
        text = (image.attributes.get("alt") or "") if image is not None else ""
    return text[:200]


def _label(attributes: Attributes) -> str:
    """What stands for the words of an element that has none."""
    return (attributes.get("alt") or attributes.get("title") or attributes.get("aria-label") or "")[:200]


_HIDING = expression(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
    r"|(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)|clip(?:-path)?\s*:",
    re.IGNORECASE,
)


def hides(style: str) -> bool:
    """Whether a style takes what bears it out of sight."""
    return _HIDING.search(style) is not None


def _hides_links(node: LexborNode, attributes: Attributes) -> bool:
    """Whether the attributes of an element, ``hidden`` or a ``style``, hide the links in it."""
    if "hidden" not in attributes and not hides(attributes.get("style") or ""):
        return False
    return node.tag not in ("body", "html")


_PARTS = KnownParts(lambda html: _PageInHand(html).page)
