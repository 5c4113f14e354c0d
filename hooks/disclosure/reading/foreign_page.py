"""A web page that somebody else made: its elements, and how much of it is read before it is too much."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from contextlib import suppress

from selectolax.lexbor import LexborHTMLParser

from disclosure.expressions import expression
from disclosure.reading.bounds import TOO_MUCH, Unreadable
from disclosure.reading.charsets import html_text

_MOST_NODES = 200_000
_MOST_TEXT = 2_000_000  # characters
_DEEPEST = 5_000
_MOST_OPENED = 2_000_000  # elements that the parser opens by itself
_LOOKS = ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
_AFTER_NAME = tuple(" \t\r\n\f/>")
# All tags but those that end by themselves when the next one begins, and those that hold nothing.
_NESTING = expression(
    r"<(/?)(?!(?:p|li|td|th|tr|dd|dt|option|tbody|thead|tfoot|colgroup|col|br|img|hr|input|meta|link|base|area|embed|param"
    r"|source|track|wbr|html|head|body)\b)([a-z][a-z0-9:_-]{0,60})",
    re.IGNORECASE,
)


def parsed(data: bytes) -> tuple[str, LexborHTMLParser]:
    """The text of a page and its elements. Raises :class:`Unreadable` where they are nested as in no page."""
    source = _characters(data)
    if _is_too_deep(source):
        raise Unreadable(TOO_MUCH)
    return source, LexborHTMLParser(source)


def _characters(data: bytes) -> str:
    """The characters of a page, whatever encoding it says it is in: many an old page was converted, its tag was not."""
    if not data.isascii() and b"\0" not in data:
        with suppress(UnicodeDecodeError):
            return data.removeprefix(BOM_UTF8).decode("utf-8")
    source = html_text(data)
    if "\ufffd" in source:
        with suppress(UnicodeDecodeError):
            return data.decode("gb18030")
    return source


class PageBudget:
    """How much of one page is left to be read; :class:`Unreadable` is raised where it is used up."""

    def __init__(self) -> None:
        self._nodes, self._text = _MOST_NODES, _MOST_TEXT

    def node(self) -> None:
        """Take one more element."""
        self._nodes -= 1
        if self._nodes < 0:
            raise Unreadable(TOO_MUCH)

    def text(self, words: str) -> str:
        """Take some text; it is returned as it is."""
        self._text -= len(words)
        if self._text < 0:
            raise Unreadable(TOO_MUCH)
        return words


def _is_too_deep(text: str) -> bool:
    """Whether elements stand in each other as no page has them: the parser takes time by the square of that.

    An end closes only what was opened under its name. What says how text looks and is not closed is opened anew in
    every paragraph that follows.
    """
    depth, most_looks = 0, 0
    opened: Counter[str] = Counter()
    for tag in _NESTING.finditer(text):
        name = tag[2].lower()
        if not tag[1]:
            depth, opened[name] = depth + 1, opened[name] + 1
        elif opened[name]:
            depth, opened[name] = depth - 1, opened[name] - 1
        if depth > _DEEPEST:
            return True
        if name in _LOOKS and not tag[1] and text[tag.end() : tag.end() + 1] in _AFTER_NAME:  # no "i<a.length"
            most_looks = max(most_looks, sum(opened[look] for look in _LOOKS))
    return most_looks * text.count("<") > _MOST_OPENED
