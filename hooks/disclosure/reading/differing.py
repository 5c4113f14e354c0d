"""Two texts → what was taken out, what was put in and what stayed, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from disclosure.expressions import expression

_TOKEN = expression(r"[0-9A-Za-z.％%]+|\s+|.", re.DOTALL)
_SHORTEST_SAME = 4  # signs between two changes that are told as one if there are fewer


@dataclass(frozen=True)
class TextRun:
    """A run of text: ``same``, ``out`` (taken out) or ``in`` (put in)."""

    sort: str
    text: str


@lru_cache(maxsize=1000)  # several readers ask for the same change
def pieces(before: str, after: str) -> tuple[TextRun, ...]:
    """What of a text was taken out and put in; what lies between two changes is told with them where it is short."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        between = bool(found) and found[-1][0] != found[-1][1] and b < len(old)
        short = tag == "equal" and len(gone) < _SHORTEST_SAME and between
        if tag != "equal" and found and found[-1][0] != found[-1][1] or short:
            found[-1] = found[-1][0] + gone, found[-1][1] + come
        else:
            found.append((gone, come))
    return tuple(_told(found))


def _told(found: Sequence[tuple[str, str]]) -> Iterator[TextRun]:
    for gone, come in found:
        if gone == come:
            yield TextRun("same", gone)
            continue
        if gone:
            yield TextRun("out", gone)
        if come:
            yield TextRun("in", come)
