"""Fonts without letters: which sign a letter of theirs shows. ``R`` in Wingdings 2 is a box with a tick.

Only boxes, ticks and what stands for them; what else such a font shows stays as it is written. Programs keep these
letters also in the private area of Unicode (U+F052 for R).
"""

from __future__ import annotations

from disclosure.expressions import expression

_WINGDINGS = {
    "n": "■", "§": "■", "l": "●", "t": "◆", "u": "◆", "o": "□", "p": "□", "q": "□", "r": "□", "¨": "□", "m": "○",
    "¡": "○", "ü": "✔", "û": "✘", "ý": "☒", "x": "☒", "þ": "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    "R": "☑", "P": "✔", "O": "✘", "Q": "☒", "S": "☒", "T": "☒", "V": "☒", "¢": "■", "£": "□", "¤": "□", "*": "□",
}  # fmt: skip
_WEBDINGS = {"a": "✔", "c": "□", "g": "■", "r": "✘", "n": "●"}
_MARLETT = {"a": "✔", "b": "✔"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS, "marlett": _MARLETT}
_UNNAMED = {**_WINGDINGS_2, **_WINGDINGS}
_PRIVATE = expression("[\uf020-\uf0ff]")


def as_shown(text: str, font: str) -> str:
    """A text in a font of signs, with the signs themselves; of any other font only what is in the private area."""
    signs = _FONTS.get(font.strip().lower(), {})
    if not signs and _PRIVATE.search(text) is None:
        return text
    return "".join(_shown(letter, signs) for letter in text)


def _shown(letter: str, signs: dict[str, str]) -> str:
    if _PRIVATE.match(letter):
        plain = chr(ord(letter) - 0xF000)
        return (signs or _UNNAMED).get(plain, letter)
    return signs.get(letter, letter)
