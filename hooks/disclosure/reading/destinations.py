"""Where a Markdown text leads: the one place that knows what an address in it is.

Links, pictures and definitions as Python-Markdown reads them, with brackets inside of an address (``图-(1).png``), and
the ``href`` and ``src`` of raw HTML. What stands in code leads nowhere. Nothing is converted for it: a text is gone
through once, and a piece of the library's own parser is asked about the rare address that is not plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown import Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.inlinepatterns import LinkInlineProcessor

from disclosure.expressions import expression
from disclosure.reading.code import without_code_blocks, without_code_spans
from disclosure.reading.manuscript import as_markdown
from disclosure.reading.manuscript.signs import restored

_SIGNS = expression(r"\]\(|\]:|<[a-zA-Z]")
_TYPED_SIGNS = expression(rf"{_SIGNS.pattern}|[\]］][(（]")
# What may make a text mean something else than its lines say: code, HTML, definitions, lines set in, wide signs.
_NOT_PLAIN = expression(r"[`\\<\t\ue000-\ue008]|~~~|\]:|[\]］]（|］\(|^[ \u3000\u00a0]", re.MULTILINE)
_PLAIN_LINK = expression(r"\[[^\[\]\n]*\]\(([^\s()\"'：]+)\)")
# Where one run of text ends and another begins: a blank line, a list's item, a heading, a table's row.
_NEXT = expression(r"\n(?=[ \t>]*(?:\n|$|[*+-][ \t]|[0-9]+\.[ \t]|#|\|))")
_ESCAPED = expression(r"\\[\\`*_{}\[\]()>#+\-.!]")
_BRACKET = expression(r"[\[\]]")
_PLAIN = expression(r"\(\s*([^\s()<>\"'\0]*)(?:[ \t]+\"[^\"()\0\n]*\")?\s*\)")
_OPENING = expression(r"\(\s*")
_TAG = expression(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = expression(r"""(?<=[\s"'/])(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LONGEST = 1000  # characters from the opening bracket to the closing one
_MOST = 2000  # addresses of one text that are looked at closely; the links of a finished page are checked anyway


class Destination(NamedTuple):
    """An address in a text, by its offsets in characters; ``is_html`` where it stands in a tag."""

    start: int
    end: int
    address: str
    is_html: bool = False


def destinations(text: str) -> tuple[Destination, ...]:
    """The addresses that a text leads to as it was typed, in their order."""
    if not _TYPED_SIGNS.search(text):
        return ()
    plain = _plainly_written(text)
    if plain is not None:
        return plain
    read = as_markdown(text)
    at = read.typed_at
    return tuple(found._replace(start=at(found.start), end=at(found.end)) for found in _in(read.text))


def _plainly_written(text: str) -> tuple[Destination, ...] | None:
    """The addresses of a text whose links are all whole in their lines and cannot be meant otherwise; else ``None``."""
    if _NOT_PLAIN.search(text):
        return None
    found = [Destination(*match.span(1), match[1]) for match in _PLAIN_LINK.finditer(text)]
    whole = len(found) == text.count("](") == text.count("[") == text.count("]")
    return tuple(found) if whole else None


def _in(text: str) -> Iterator[Destination]:
    """The addresses in a text that is Markdown."""
    plain = without_code_blocks(text)
    found: list[Destination] = []
    start, budget = 0, [_MOST]
    for end in (*(match.start() for match in _NEXT.finditer(plain)), len(plain)):
        if _SIGNS.search(plain, start, end):
            found += _in_run(plain[start:end], start, text, budget)
        start = end
    return _apart(sorted(found))


def _apart(found: list[Destination]) -> Iterator[Destination]:
    """A tag inside of an address is a part of the address."""
    past = 0
    for item in found:
        if item.start >= past:
            yield item
            past = item.end


def _in_run(run: str, offset: int, text: str, budget: list[int]) -> Iterator[Destination]:
    if "\\" in run:
        run = _ESCAPED.sub("\0\0", run)
    if "`" in run:
        run = without_code_spans(run)
    for start, end, is_html in (*_definitions(run), *_links(run, budget), *_attributes(run)):
        address = restored(text[offset + start : offset + end])
        yield Destination(offset + start, offset + end, address if is_html else _unescaped(address), is_html)


def _unescaped(address: str) -> str:
    return _ESCAPED.sub(lambda match: match[0][1], address) if "\\" in address else address


def _definitions(run: str) -> Iterator[tuple[int, int, bool]]:
    for match in ReferenceProcessor.RE.finditer(run) if "]:" in run else ():
        if not match[1].startswith("^"):
            start, end = match.span(2)
            yield start + (run[start] == "<"), end - (run[end - 1] == ">"), False


def _links(run: str, budget: list[int]) -> list[tuple[int, int, bool]]:
    """The links and pictures of a run. The text of a link can hold pictures, that of a picture nothing."""
    found: list[tuple[int, int, bool, bool]] = []
    opened: list[tuple[int, int]] = []
    past = 0
    for match in _BRACKET.finditer(run) if "](" in run else ():
        place = match.start()
        if place < past:
            continue
        if match[0] == "[":
            opened.append((place, len(found)))
        elif opened:
            begun, before = opened.pop()
            link = _inline(run, place + 1, budget) if run.startswith("(", place + 1) else None
            if link is not None:
                start, end, past = link
                is_picture = run[begun - 1 : begun] == "!"
                found[before:] = [inner for inner in found[before:] if inner[3] and not is_picture]
                found.append((start, end, False, is_picture))
    return [(start, end, is_html) for start, end, is_html, _ in found]


def _inline(run: str, place: int, budget: list[int]) -> tuple[int, int, int] | None:
    """Where the address in round brackets at ``place`` starts and ends, and where the brackets end."""
    match = _PLAIN.match(run, place)
    if match is not None:
        return match.start(1), match.end(1), match.end()
    if budget[0] == 0:
        return None
    budget[0] -= 1
    piece = run[place : place + _LONGEST]
    address, _, end, is_link = _parser().getLink(piece, 0)
    opening = _OPENING.match(piece)
    if not is_link or opening is None:
        return None
    start = opening.end()
    if piece.startswith("<", start) and not address.startswith("<"):
        start += 1 + len(piece[start + 1 :]) - len(piece[start + 1 :].lstrip())
    return place + start, place + start + len(address), place + end


class _Brackets(LinkInlineProcessor):
    """The library's reading of what stands in round brackets, without the rest of a conversion."""

    def unescape(self, text: str) -> str:
        """There is nothing put aside."""
        return text


@cache
def _parser() -> LinkInlineProcessor:
    return _Brackets("", Markdown())


def _attributes(run: str) -> Iterator[tuple[int, int, bool]]:
    for tag in _TAG.finditer(run) if "<" in run else ():
        for match in _ATTRIBUTE.finditer(tag[0]):
            start, end = match.span(match.lastindex or 0)
            yield tag.start() + start, tag.start() + end, True
