"""Fonts without letters: which sign a letter of theirs shows. ``R`` in Wingdings 2 is a box with a tick.

Only boxes, ticks and what stands for them; what else such a font shows stays as it is written. Programs keep these
letters also in the private area of Unicode (U+F052 for R).
"""

from __future__ import annotations

from disclosure.expressions import expression

_WINGDINGS = {
    "n": "■", "§": "■", "l": "●", "t": "◆", "u": "◆", "o": "□", "p": "□", "q": "□", "r": "□", "¨": "□", "m": "○",
    "¡": "○", "ü": "✔", "û": "✘", "ý": "☒", "x": "☒", "þ": "☑", "Ø": "➢", "v": "❖", "«": "★", "à": "→", "ß": "←",
    "á": "↑", "â": "↓", "è": "➔", "(": "☎", "*": "✉", "J": "☺", "w": "◆", " ": " ",
    **{chr(0x80 + number): chr(0x2460 + number - 1) if number else "⓪" for number in range(11)},
    **{chr(0x8B + number): chr(0x2776 + number - 1) if number else "⓿" for number in range(11)},
}  # fmt: skip
_WINGDINGS_2 = {
    "R": "☑", "P": "✔", "O": "✘", "Q": "☒", "S": "☒", "T": "☒", "V": "☒", "¢": "■", "£": "□", "¤": "□", "*": "□",
}  # fmt: skip
_WEBDINGS = {"a": "✔", "c": "□", "g": "■", "r": "✘", "n": "●"}
_MARLETT = {"a": "✔", "b": "✔"}
_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{chr(97 + place): sign for place, sign in enumerate(_GREEK)},
    **{chr(65 + place): sign for place, sign in enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")},
    **{sign: sign for sign in " !#%&()+,-./0123456789:;<=>?[]_{|}"},
    "*": "∗", '"': "∀", "$": "∃", "'": "∋", "@": "≅", "\\": "∴", "^": "⊥", "~": "∼", "\xa0": "€", "¡": "ϒ", "¢": "′",
    "£": "≤", "¤": "⁄", "¥": "∞", "¦": "ƒ", "§": "♣", "¨": "♦", "©": "♥", "ª": "♠", "«": "↔", "¬": "←", "\xad": "↑",
    "®": "→", "¯": "↓", "°": "°", "±": "±", "²": "″", "³": "≥", "´": "×", "µ": "∝", "¶": "∂", "·": "•", "¸": "÷",
    "¹": "≠", "º": "≡", "»": "≈", "¼": "…", "À": "ℵ", "Ä": "⊗", "Å": "⊕", "Æ": "∅", "Ç": "∩", "È": "∪", "É": "⊃",
    "Ê": "⊇", "Ë": "⊄", "Ì": "⊂", "Í": "⊆", "Î": "∈", "Ï": "∉", "Ð": "∠", "Ñ": "∇", "Ò": "®", "Ó": "©", "Ô": "™",
    "Õ": "∏", "Ö": "√", "×": "⋅", "Ø": "¬", "Ù": "∧", "Ú": "∨", "Û": "⇔", "Ü": "⇐", "Ý": "⇑", "Þ": "⇒", "ß": "⇓",
    "à": "◊", "å": "∑", "ò": "∫",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS, "marlett": _MARLETT, "symbol": _SYMBOL,
}  # fmt: skip
_UNNAMED = {**_WINGDINGS_2, **_WINGDINGS}
_PRIVATE = expression("[\uf020-\uf0ff]")


def as_shown(text: str, font: str) -> str:
    """A text in a font of signs, with the signs themselves; of any other font only what is in the private area."""
    signs = _FONTS.get(font.strip().lower(), {})
    if not signs and _PRIVATE.search(text) is None:
        return text
    return "".join(_shown(letter, signs) for letter in text)


def is_unknown(text: str, font: str) -> bool:
    """Whether a text holds a letter of a font of signs of which it is not known what it shows."""
    signs = _FONTS.get(font.strip().lower())
    if signs is None:
        is_of_signs = font.strip().lower().startswith(tuple(_FONTS))
        return any((is_of_signs and not letter.isspace()) or _PRIVATE.match(letter) for letter in as_shown(text, font))
    return any(_PRIVATE.match(as_shown(letter, font)) or not _is_told(letter, signs) for letter in text)


def _is_told(letter: str, signs: dict[str, str]) -> bool:
    return letter in signs or letter.isspace() or ord(letter) > 0xFF


def _shown(letter: str, signs: dict[str, str]) -> str:
    if _PRIVATE.match(letter):
        plain = chr(ord(letter) - 0xF000)
        return (signs or _UNNAMED).get(plain, letter)
    return signs.get(letter, letter)
