"""The Markdown that editors write: one dialect, for the pages and for the check of what becomes of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown import Markdown
from markdown.extensions import Extension

_PRIVATE_USED = re.compile("[\ue000-\ue002]")
_PRIVATE = dict.fromkeys((0xE000, 0xE001, 0xE002), "\ufffd")


class Converter:
    """Turns Markdown of this dialect into HTML; ``more`` adds what only the caller needs.

    An exception leaves the parser in the middle of the text, and its state would come out in the next one: after any
    it is made anew.
    """

    def __init__(self, *more: Extension) -> None:
        self._more = more
        self._markdown = _parser(more)

    def html(self, text: str) -> str:
        """The HTML of one text. Raises RecursionError if too much stands in each other."""
        self._markdown.reset()
        try:
            return self._markdown.convert(text)
        except BaseException:
            self._markdown = _parser(self._more)
            raise


def _parser(more: Iterable[Extension]) -> Markdown:
    return Markdown(
        extensions=["tables", "sane_lists", "footnotes", "toc", "fenced_code", *more],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "toc": {"slugify": _heading_id},
            "footnotes": {"BACKLINK_TITLE": "回到正文第 {} 处"},
        },
        output_format="html",
    )


def without_private(text: str) -> str:
    """The text with another character in place of each by which pages mark places on the way; as long as before."""
    return text.translate(_PRIVATE) if _PRIVATE_USED.search(text) else text


def _heading_id(text: str, separator: str) -> str:
    """An id that keeps Chinese characters, so that addresses of headings can be read."""
    return re.sub(r"[^\w\u4e00-\u9fff]+", separator, text).strip(separator) or "section"
