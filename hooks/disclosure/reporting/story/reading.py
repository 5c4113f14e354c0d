"""A built page as readers meet with it: what its main content says, sentence by sentence, and where its links lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.expressions import expression
from disclosure.reading.bounds import Unreadable
from disclosure.reading.foreign_page import PageBudget, parsed

_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "td", "th", "time", "u",
    "var", "wbr", "dt", "img", "button",
})  # fmt: skip
_LEFT_OUT = frozenset({"script", "style", "template", "svg", "noscript"})
_SENTENCE = expression(r"[^。！？；]*[。！？；]+[”’』」）)]*|[^。！？；]+")
_MOVED = expression(r"^\s*\d+\s*[;,]\s*url\s*=\s*(.+)$", 2)  # 2: re.IGNORECASE


class Sentence(NamedTuple):
    """A sentence, a row of a table or a line of a list, and the addresses that its links lead to."""

    text: str
    leads: tuple[str, ...] = ()


class SeenPage(NamedTuple):
    """A page and what it says of itself (``about``), by which lists describe it.

    An article has a record of its own, other pages list and count; ``moved_to`` is where a mere signpost leads.
    """

    title: str
    sentences: tuple[Sentence, ...] = ()
    is_article: bool = False
    moved_to: str = ""
    about: str = ""


def seen_page(data: bytes, address: str) -> SeenPage:
    """What a page says. One that is too much to be read has no sentence, only its address as its title."""
    try:
        _, tree = parsed(data)
        main = tree.css_first("main") or tree.body
        sentences = tuple(_sentences(main, address)) if main is not None else ()
    except Unreadable:
        return SeenPage(address)
    is_article = tree.css_first("main > article:first-child") is not None
    described = tree.css_first("meta[name=description]")
    about = (described.attributes.get("content") or "") if described is not None else ""
    return SeenPage(_title(tree) or address, sentences, is_article, _moved_to(tree, address), " ".join(about.split()))


def _title(tree: LexborHTMLParser) -> str:
    for selector in ("main h1", "h1", "title"):
        node = tree.css_first(selector)
        words = " ".join(node.text().split()) if node is not None else ""
        if words:
            return words
    return ""


def _moved_to(tree: LexborHTMLParser, address: str) -> str:
    for node in tree.css("meta[http-equiv]"):
        found = _MOVED.match(node.attributes.get("content") or "")
        if (node.attributes.get("http-equiv") or "").lower() == "refresh" and found is not None:
            return _lead(found[1].strip("'\" "), address)
    return ""


def _sentences(main: LexborNode, address: str) -> Iterator[Sentence]:
    line = _SentenceReader(address)
    budget = PageBudget()
    waiting = [(main, False)]
    while waiting:
        node, is_left = waiting.pop()
        budget.node()
        tag = node.tag or ""
        if tag == "-text":
            line.add(budget.text(node.text_content or ""))
        elif tag not in _LEFT_OUT and not tag.startswith(("-", "!", "#")):
            if tag not in _INLINE or (tag == "dt" and not is_left):
                yield from line.end()
            if is_left:
                line.leave(tag)
                continue
            line.enter(node, tag)
            waiting.append((node, True))
            waiting.extend((child, False) for child in reversed([*node.iter(include_text=True)]))
    yield from line.end()


class _SentenceReader:
    """What was read since the last block began or ended."""

    def __init__(self, address: str) -> None:
        self._address, self._text, self._links = address, list[str](), list[tuple[int, str]]()

    def add(self, text: str) -> None:
        self._text.append(text)

    def enter(self, node: LexborNode, tag: str) -> None:
        if tag in ("td", "th") and "".join(self._text).strip():
            self.add(" ｜ ")
        if tag == "img" and (node.attributes.get("alt") or "").strip():
            self.add(f"〔图：{node.attributes['alt']}〕")
        if tag == "a" and node.attributes.get("href"):
            self._links.append((len(self._words()), _lead(node.attributes["href"] or "", self._address)))

    def leave(self, tag: str) -> None:
        if tag == "dt":
            self.add("：")

    def end(self) -> Iterator[Sentence]:
        """The sentences of the line; the next one begins."""
        words, links, start = self._words().strip(), self._links, 0
        self._text, self._links = [], []
        for found in _SENTENCE.finditer(words):
            is_last = found.end() == len(words)
            leads = tuple(lead for place, lead in links if start <= place and (place < found.end() or is_last))
            start = found.end()
            if found[0].strip():
                yield Sentence(found[0].strip(), leads)

    def _words(self) -> str:
        return " ".join("".join(self._text).split())


def _lead(href: str, address: str) -> str:
    """Where a link leads: below the root of the site, or as it is written where it leads elsewhere."""
    path, mark, rest = href.partition("#")
    if ":" in path.split("/")[0] or path.startswith("/"):
        return href
    found = posixpath.normpath(posixpath.join(posixpath.dirname(address), path)) if path else address
    return f"{found}{mark}{rest}"
