"""What readers see of the HTML of a text: block after block, without what the site adds of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from disclosure.expressions import expression
from disclosure.screening.fidelity.substance import substance, without_comments

# What the site adds: tables of contents, marks of footnotes and the ways back, the notice on links that leave, what the
# link of a clause is for, that it was amended, and what is tied to it.
_ADDED = expression(r' class="(?:toc|footnote-backref|leaves|clause__say|clause__amended|clause__ties)"| id="fnref')
_PIECE = expression(r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>|[^<]+|<")
_BORDERS = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_START = expression(r'\bstart="(\d{1,9})"')
_ALT = expression(r'\balt="([^"]*)"')
CODE = "\0"  # stands in the prose of a block where there is code


@dataclass(frozen=True, slots=True)
class Shown:
    """One block: where its substance begins among that of the page, its text without code, and its stars."""

    start: int
    substance: str
    prose: str
    stars: int


@dataclass
class _Reader:
    """Puts the pieces of HTML together."""

    text: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    counts: list[int | None] = field(default_factory=list)
    code: int = 0
    preformatted: int = 0
    added: str = ""
    depth: int = 0

    def is_added(self, name: str, rest: str, is_end: bool) -> bool:
        """Whether a tag stands in what the site adds, or begins or ends it."""
        if not self.added:
            if is_end or not (name in ("script", "style") or _ADDED.match(rest)):
                return False
            self.added = name
        if name == self.added:
            self.depth += -1 if is_end else 1
            self.added = self.added if self.depth > 0 else ""
        return True

    def tag(self, name: str, rest: str, is_end: bool) -> None:
        """Take in a tag that is no border."""
        step = -1 if is_end else 1
        if name in ("code", "pre", "kbd", "samp"):
            self.code += step
        if name == "pre":
            self.preformatted += step
        if name in ("ol", "ul"):
            if is_end:
                self.counts = self.counts[:-1]
            else:
                start = _START.search(rest)
                self.counts.append((int(start[1]) if start else 1) if name == "ol" else None)
        if name == "li" and not is_end and self.counts and (number := self.counts[-1]) is not None:
            self.say(f"{number}")
            self.prose.pop()
            self.counts[-1] = number + 1
        if name == "img" and (alt := _ALT.search(rest)) is not None:
            self.say(unescape(alt[1]))

    def say(self, words: str) -> None:
        """Take in text."""
        self.text.append(words)
        self.prose.append(CODE if self.code else words)


def page_of(html: str) -> tuple[Shown, ...]:
    """The blocks of the HTML of one text, in their order, that have anything in them."""
    found: list[Shown] = []
    start = 0
    for text, prose in _blocks(without_comments(html)):
        words = substance(text)
        if words or prose.strip():
            found.append(Shown(start, words, prose, text.count("*")))
        start += len(words)
    return tuple(found)


def _blocks(html: str) -> Iterator[tuple[str, str]]:
    reader = _Reader()
    for piece in _PIECE.finditer(html):
        name = (piece["tag"] or "").lower()
        if (name and reader.is_added(name, piece["rest"], piece["end"] == "/")) or (not name and reader.added):
            continue
        if name in _BORDERS:
            yield "".join(reader.text), "".join(reader.prose)
            reader.text, reader.prose = [], []
        if name:
            reader.tag(name, piece["rest"], piece["end"] == "/")
            continue
        words = unescape(piece[0])
        lines = words.split("\n") if reader.preformatted else [words]
        for line in lines[:-1]:
            reader.say(line)
            yield "".join(reader.text), "".join(reader.prose)
            reader.text, reader.prose = [], []
        reader.say(lines[-1])
    yield "".join(reader.text), "".join(reader.prose)
