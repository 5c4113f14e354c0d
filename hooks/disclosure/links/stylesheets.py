"""Addresses in the language of style sheets: ``url(…)``, ``@import`` and the strings of ``image-set(…)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression

_STRING = r"""(?:"(?>(?:[^"\\\n]|\\[\s\S])*)"?|'(?>(?:[^'\\\n]|\\[\s\S])*)'?)"""
_ESCAPED = r"\\(?:[0-9a-fA-F]{1,6}\s?|[\s\S])"
# Comments, namespaces, other strings and malformed addresses are matched so that what stands in them is passed over.
_TOKEN = expression(
    rf"""/\*[\s\S]*?(?:\*/|\Z)
    | @namespace\b[^;{{]*+
    | (?P<import>@import\s*+)? (?:
        url\(\s*+ (?: (?P<quoted>{_STRING}) | (?P<bare>(?>(?:[^"'()\\\s]|{_ESCAPED})*)) ) \s*+\)
        | (?P<string>{_STRING}) (?P<density>\s*+[\d.]++(?:x|dppx|dpi|dpcm)\b)?
    )
    | url\([^)]*+""",
    re.IGNORECASE | re.VERBOSE,
)
_ESCAPE = expression(r"\\(?:([0-9a-fA-F]{1,6})\s?|(\n)|(.))", re.DOTALL)


def style_addresses(text: str) -> Iterator[tuple[str, str]]:
    """The addresses of a style sheet or of some styles, each with where it stands (``@import`` or ``url()``).

    Pictures inside the text and references to its own page are none.
    """
    for match in _TOKEN.finditer(text):
        href = _address(match)
        if href is not None and not href.startswith("#") and href[:5].lower() != "data:":
            yield "@import" if match["import"] else "url()", href


def _address(match: re.Match[str]) -> str | None:
    if match["bare"] is not None:
        return _plain(match["bare"])
    string = match["quoted"] or (match["string"] if match["import"] or match["density"] else None)
    return _plain(string[1:].removesuffix(string[0])) if string else None


def _plain(written: str) -> str:
    return _ESCAPE.sub(_character, written) if "\\" in written else written


def _character(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return match[3] or ""  # an escaped end of line stands for nothing
