"""A name in every form in which a file may hold it: over two lines, in marks, as entities, percent-encoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

# What a title, broken over two lines or set in bold, may have between two characters.
_GAP = r"[\s*_`~>\\\u200b]{0,12}"
_TWINS = {"《": "〈", "》": "〉", "（": "(", "）": ")", "“": '"', "”": '"', "：": ":", "，": ",", "〔": "[", "〕": "]"}


def written_forms(name: str) -> Iterator[str]:
    """Expressions for a name, first in the marks that go with it."""
    bare = _GAP.join(_of_character(sign) for sign in name if not sign.isspace())
    for opening, closing in ("《》", "〈〉", "“”", "「」"):
        yield f"{opening}{bare}{closing}"
    yield bare


def _of_character(sign: str) -> str:
    """One character as itself, as its twin of another width, as an entity, percent-encoded."""
    twins = {sign, _TWINS.get(sign, sign), *(wide for wide, narrow in _TWINS.items() if narrow == sign)}
    forms = sorted({form for twin in twins for form in (re.escape(twin), *_coded(twin))})
    return f"(?:{'|'.join(forms)})"


def _coded(sign: str) -> Iterator[str]:
    yield f"&#0{{0,4}}{ord(sign)};"
    yield f"&#x0{{0,4}}{ord(sign):x};"
    if not sign.isascii():
        yield re.escape(quote(sign))
