"""Places to be filled in: a line with nothing on it, of underlined blanks or of a tab with a leader."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from disclosure.attachments.word_looks import attribute
from disclosure.expressions import expression
from disclosure.importing.word.look import WordLooks, whole_number

LINE_OF_TAB = "____"
_ONLY_BLANKS = expression(r"[ \t\u00a0\u2002\u2003\u3000]+\Z")
_STRETCH = expression(r"[ \t\u00a0\u2002\u2003\u3000]{2,}")
_SHORTEST, _SHORTEST_WITHIN = 2, 4  # in half signs; within words two blanks may only set them apart
_WIDE = "\u2003\u3000\t"


def ruled(text: str) -> str:
    """An underlined text with lines for its blanks, as long as they are."""
    if _ONLY_BLANKS.match(text):
        return "_" * _width(text) if _width(text) >= _SHORTEST else text
    return _STRETCH.sub(
        lambda match: "_" * _width(match[0]) if _width(match[0]) >= _SHORTEST_WITHIN else match[0], text
    )


def ruled_stops(looks: WordLooks, properties: Element | None) -> set[int]:
    """Which tabs of a paragraph, counted from 1, are drawn as a line up to their stop."""
    stops = looks.of_paragraph(properties, "tabs")
    kept = [item for item in (() if stops is None else stops) if attribute(item, "val") != "clear"]
    kept.sort(key=lambda item: whole_number(attribute(item, "pos")))
    return {number for number, item in enumerate(kept, 1) if attribute(item, "leader") in ("underscore", "heavy")}


def _width(blanks: str) -> int:
    """How long blanks are in half signs."""
    return sum(2 if sign in _WIDE else 1 for sign in blanks)
