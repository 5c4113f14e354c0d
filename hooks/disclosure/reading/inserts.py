"""Names of numbers within a text, which are told where readers read it: 新收申请 {{ 新收申请数 }} 件.

They are written as the blocks of ``reading.blocks``, which take a line of their own; the braces may be full-width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from disclosure.expressions import expression
from disclosure.reading.blocks import BLOCK
from disclosure.reading.code import without_code_blocks, without_code_spans

_INSERT = expression(r"[{｛]{2}[ \t\u3000]{0,4}([^\s{}｛｝][^{}｛｝\n]{0,40}?)[ \t\u3000]{0,4}[}｝]{2}")


@dataclass(frozen=True, slots=True)
class Insert:
    """A name within a text, and the part of the text that it takes, braces and all."""

    start: int
    end: int
    name: str


def inserts(text: str) -> Iterator[Insert]:
    """The names within a text that are no blocks; what stands in code is text."""
    if "{{" in text or "｛" in text:
        for found in _INSERT.finditer(without_code_spans(without_code_blocks(text))):
            if BLOCK.fullmatch(found[0]) is None:
                yield Insert(found.start(), found.end(), found[1])


def told(text: str, value_of: Callable[[str], str | None]) -> str:
    """The text with the value of every name that has one; other names stay as they are written."""
    parts, end = [], 0
    for insert in inserts(text):
        if (value := value_of(insert.name)) is not None:
            parts += [text[end : insert.start], value]
            end = insert.end
    return "".join((*parts, text[end:]))
