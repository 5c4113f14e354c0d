"""Marks of secrecy and of internal papers in any text that would be public."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from itertools import islice

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.screening.lists import look
from disclosure.screening.secrecy import head, internal, levels, withheld
from disclosure.screening.written import Hit, Known, Written

RULES: tuple[Rule, ...] = (*levels.RULES, *internal.RULES, *withheld.RULES, *head.RULES)

_ENTITY = expression(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_PADDING = "\u200b"
# A text with so many marks will not be published whatever else is in it.
_ENOUGH = 20


def hits(written: Written, known: Known) -> Iterator[Hit]:
    """Every mark of secrecy or of an internal paper in a text."""
    text = _decoded(written.text) if "&" in written.text else written.text
    found = look(text, known)
    for topic in (levels, internal, withheld, head):
        yield from islice(topic.marks(text, found), _ENOUGH)


def _decoded(text: str) -> str:
    """The text with its HTML entities as what they stand for, and every other character where it was."""
    return _ENTITY.sub(lambda entity: unescape(entity[0])[:1].ljust(len(entity[0]), _PADDING), text)
