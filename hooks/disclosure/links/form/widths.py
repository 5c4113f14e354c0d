"""Full-width letters, digits and signs, as a Chinese keyboard writes them, and what was meant."""

from __future__ import annotations

from unicodedata import normalize

from disclosure.expressions import expression

_FULL = expression("[\uff01-\uff5e。]")


def first_full(text: str) -> int:
    """Where the first full-width sign stands; -1 if there is none."""
    found = _FULL.search(text)
    return found.start() if found else -1


def plain(text: str) -> str:
    """The text in the signs of an address."""
    return normalize("NFKC", text.replace("。", "."))
