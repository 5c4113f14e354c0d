"""Characters that a reader cannot see but that a terminal obeys and that XML and databases refuse.

Findings quote what editors, import files and foreign pages contain, so none of it may steer the reader's tools:
control codes (colour, cursor), direction marks that reorder a line, zero-width characters, halves of surrogate pairs.
"""

from __future__ import annotations

import json
import re
from typing import Any

_UNSEEN = "\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff"
_SURROGATE = re.compile("[\ud800-\udfff]")
_STEERING = re.compile(f"[\x00-\x1f{_UNSEEN}]")
_STEERING_IN_JSON = re.compile(f"[{_UNSEEN}]")


def visible(text: str) -> str:
    """``text`` on one line, every unseen character replaced by a sign for it: ``␛`` for escape, ``␊`` for a newline.

    What is left may stand in XML 1.0, which cannot hold control codes even when escaped.
    """
    return _STEERING.sub(_sign, whole(text))


def whole(text: str) -> str:
    """``text`` that can be written as UTF-8: halves of surrogate pairs (undecodable file names) become ``�``."""
    return _SURROGATE.sub("\ufffd", text)


def json_text(value: Any) -> str:
    """``value`` as JSON for people and programs: Chinese as it is, what cannot be seen as ``\\uXXXX``."""
    plain = whole(json.dumps(value, ensure_ascii=False, indent=2))
    return _STEERING_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", plain) + "\n"


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
