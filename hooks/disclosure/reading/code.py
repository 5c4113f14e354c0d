"""What is code in a Markdown text, where every sign stands for itself: blanked out, each character in its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from disclosure.expressions import expression

_TICKS = expression("`+")
_FENCE = expression(r"^(~{3,}|`{3,})[^\n`]*$", re.MULTILINE)
_INDENTED = expression(r"(?:(?:^|\n)(?: {4}|\t)[^\n]*)+")
_NOT_BLANK = expression(r"(?:^[^\n]*\S[^\n]*(?:\n|$))+", re.MULTILINE)
# What takes an indented block into itself: a list, a footnote, a note, a definition.
_HOLDER = expression(r"^ {0,3}(?:[*+-][ \t]|[0-9]+\.[ \t]|\[\^[^\]\n]+\]:|!!!|\?\?\?|: )", re.MULTILINE)


def without_code_blocks(text: str) -> str:
    """The text with nothing but NUL characters in fenced and indented code; as long as before."""
    if "```" in text or "~~~" in text:
        text = _blanked(text, fenced(text))
    if "\n    " in text or "\n\t" in text or text.startswith(("    ", "\t")):
        text = _blanked(text, _indented(text))
    return text


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """Where fenced code starts and ends: a fence and the next line of nothing but the same one; else it is none."""
    fences = list(_FENCE.finditer(text))
    closing: dict[str, list[int]] = {}
    for number, match in enumerate(fences):
        if match[0].rstrip(" ") == match[1]:
            closing.setdefault(match[1], []).append(number)
    past = 0
    for number, match in enumerate(fences):
        ends = closing.get(match[1], [])
        after = bisect_right(ends, number)
        if number >= past and after < len(ends):
            past = ends[after] + 1
            yield match.start(), fences[ends[after]].end()


def _indented(text: str) -> Iterator[tuple[int, int]]:
    """Blocks of four blanks or a tab before each line, but for those that belong to a list or the like above them."""
    is_held = False
    for block in _NOT_BLANK.finditer(text):
        if not block[0].startswith(("    ", "\t")):
            is_held = _HOLDER.search(block[0]) is not None
        elif not is_held:
            code = _INDENTED.match(block[0])
            yield block.start(), block.start() + (code.end() if code else 0)


def without_code_spans(run: str) -> str:
    """The run with nothing but NUL characters between backticks; as long as before."""
    ticks = list(_TICKS.finditer(run))
    places: dict[int, list[int]] = {}
    for number, match in enumerate(ticks):
        places.setdefault(len(match[0]), []).append(number)
    return _blanked(run, _spans(ticks, places))


def _spans(ticks: list[re.Match[str]], places: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
    past = 0
    for number, match in enumerate(ticks):
        if number < past:
            continue
        for length in sorted((size for size in places if size <= len(match[0])), reverse=True):
            after = bisect_right(places[length], number)
            if after < len(places[length]):
                past = places[length][after] + 1
                yield match.end() - len(match[0]), ticks[past - 1].end()
                break


def _blanked(text: str, parts: Iterator[tuple[int, int]]) -> str:
    pieces: list[str] = []
    past = 0
    for start, end in parts:
        pieces += (text[past:start], "\0" * (end - start))
        past = end
    return "".join((*pieces, text[past:]))
