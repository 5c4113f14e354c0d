"""What of a text can be held against a page: its letters, figures and Chinese stops, without blanks and signs."""

from __future__ import annotations

import re

from disclosure.expressions import expression

# What markup is made of, and what is the same to a reader wherever it stands, is no substance.
SUBSTANCE = expression(r"(?:[^\W_]|[，。、；：？！…（）《》“”‘’〔〕【】·])+")


def substance(text: str) -> str:
    """The text without all that is no substance."""
    return "".join(SUBSTANCE.findall(text))


def without_comments(text: str) -> str:
    """The text with NUL characters for its comments, but for their line ends; what is never closed is none."""
    pieces: list[str] = []
    past = 0
    while (start := text.find("<!--", past)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += (text[past:start], blanked(text[start : end + 3]))
        past = end + 3
    return "".join((*pieces, text[past:]))


def blanked(text: str) -> str:
    """As many NUL characters as the text has, and its line ends."""
    return re.sub(r"[^\n]", "\0", text)
