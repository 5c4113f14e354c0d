"""XML for machines: Atom (RFC 4287), RSS, sitemaps (sitemaps.org), and the sitemap line of robots.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from disclosure.expressions import expression
from disclosure.links.inventory import Link, read_links
from disclosure.reading.bounds import read_whole
from disclosure.reading.xml_text import local, xml_text, xml_tree

_ATOM = "{http://www.w3.org/2005/Atom}"
_FEEDS = {"feed", "rss", "RDF"}
_SITEMAPS = {"urlset", "sitemapindex"}
_TITLED = {"feed", "channel", "entry", "item", "image", "source", "textInput"}  # what has a title of its own
_ATTRIBUTES = ("href", "url", "src", "uri")
_ADDRESSES = {"link", "uri", "icon", "logo", "comments", "docs", "url", "commentRss"}
_IDENTITIES = {"id", "guid"}  # addresses only if they look like one
_HTML = {"content", "summary", "description", "encoded", "subtitle", "rights", "title"}
_LOCATIONS = {"loc", "content_loc", "player_loc", "thumbnail_loc"}
_XHTML = "{http://www.w3.org/1999/xhtml}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_STEPS = 150  # through the elements of a text: more is not shown anyway
_SITEMAP_LINE = expression(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S.*?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def xml_links(file: Path) -> Iterator[Link]:
    """The addresses of a feed or a sitemap; other XML has none that readers or search engines follow."""
    root = xml_tree(xml_text(read_whole(file)))
    kind = local(root.tag)
    if kind in _FEEDS:
        yield from _feed(root)
    elif kind in _SITEMAPS:
        yield from _sitemap(root)


def robots_links(file: Path) -> Iterator[Link]:
    """The sitemaps that robots.txt names."""
    for match in _SITEMAP_LINE.finditer(read_whole(file).decode("utf-8-sig", "replace")):
        yield Link(match[1], "", "robots", "Sitemap")


def _sitemap(root: Element) -> Iterator[Link]:
    for element in root.iter():
        name = local(element.tag)
        if name in _LOCATIONS:
            yield Link((element.text or "").strip(), "", "sitemap", name)
        elif name == "link":
            yield Link(element.get("href"), "", "sitemap", "link")


def _feed(root: Element) -> Iterator[Link]:
    """The addresses of a feed in their order; the text of each is the title of its entry."""
    stack = [(root, "", "")]
    while stack:
        element, title, base = stack.pop()
        name = local(element.tag)
        title = _title(element) if name in _TITLED else title
        base = _joined(base, element.get(_BASE, ""))
        for link in (*_attributes(element, name, title), *_inside(element, name, title)):
            yield _based(link, base)
        if name not in _HTML or element.get("type") != "xhtml":
            stack += [(below, title, base) for below in reversed(element)]


def _attributes(element: Element, name: str, title: str) -> Iterator[Link]:
    for attribute in _ATTRIBUTES:
        if attribute in element.attrib:
            yield Link(element.attrib[attribute], title, "feed", f"{name} {attribute}")


def _inside(element: Element, name: str, title: str) -> Iterator[Link]:
    text = (element.text or "").strip()
    if name in _HTML:
        yield from _content(element, name)
    elif name in _ADDRESSES and not element.attrib.keys() & {"href", "url"} and not len(element):
        if text or name == "link":
            yield Link(text, title, "feed", name)
    elif _is_identity(element, name, text):
        yield Link(text, title, "feed", name)


def _is_identity(element: Element, name: str, text: str) -> bool:
    """Whether an id is an address; RSS says so of a ``guid`` unless it denies it."""
    return (
        name in _IDENTITIES
        and text.lower().startswith(("http://", "https://"))
        and element.get("isPermaLink", "true").strip().lower() != "false"
    )


def _content(element: Element, name: str) -> Iterator[Link]:
    """Links in the text of an entry: escaped HTML, or XHTML as such."""
    if element.get("type") == "xhtml":
        for below in element.iter():
            for attribute in ("href", "src"):
                if below.tag.startswith(_XHTML) and attribute in below.attrib:
                    yield Link(below.attrib[attribute], _text(below), "feed", name)
    elif element.text and "<" in element.text and not _is_plain(element):
        for link in read_links(element.text.encode()).links:
            yield Link(link.href, link.text, "feed", name, link.hidden)


def _is_plain(element: Element) -> bool:
    """Whether a text is shown as it stands: in Atom, unless it says that it is HTML (RFC 4287 3.1.1); in RSS, never."""
    return element.tag.startswith(_ATOM) and element.get("type", "text").strip().lower() in ("text", "text/plain")


def _title(element: Element) -> str:
    title = next((below for below in element if local(below.tag) == "title"), None)
    return _text(title) if title is not None else ""


def _text(element: Element) -> str:
    """The text in an element; only so far, because links can be nested in links ten thousand deep."""
    pieces: list[str] = []
    stack: list[Element | str] = [element]
    for _ in range(_STEPS):
        if not stack:
            break
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
        else:
            for below in reversed(item):
                stack += [below.tail or "", below]
            stack.append(item.text or "")
    return " ".join("".join(pieces).split())[:200]


def _based(link: Link, base: str) -> Link:
    if not base or not link.href:
        return link
    return Link(_joined(base, link.href), link.text, link.tag, link.attribute, link.hidden)


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href  # not an address at all: to be judged as it is written
