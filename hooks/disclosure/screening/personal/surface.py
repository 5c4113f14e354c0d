"""A text as its reader sees it, with the way back to where each character was written.

Characters that take no room, entities, YAML escapes, digits of other scripts and traditional characters must not hide
a number or a name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from disclosure.expressions import expression
from disclosure.reading.sought import Sought, WordsFound
from disclosure.reading.traditional import pairs, simplified

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\u20e3"  # the key drawn around a digit
)
_ODD = expression(
    f"[{_UNSEEN}]+"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|nbsp|ensp|emsp|thinsp|shy|zwj|zwnj|ZeroWidthSpace|NoBreak);?"
    r"|(?:%3[0-9]){7,}(?:%[57]8)?"  # an address hides nothing
    r"|(?<=[0-9])\\(?=[\-._*+ ]?[\-._*+][0-9]|\n[ \t]*[0-9])"
    r"|(?<=[0-9])\\[,;:!](?=[0-9])"  # blanks of mathematical notation
    r"|(?<=[0-9])\[(?:\^[^\]\s]{1,20}\]|[0-9]{1,17}\]\([^()\s]{0,80}\))(?=[0-9])"  # a note, a link
    r"|\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2})"
    r"|(?<=[0-9])(?:</?[a-zA-Z][^<>\n]{0,80}>|<!--[^<>\n]{0,80}-->)+(?=[0-9])"
)
_SUSPECT = expression(f"[{_UNSEEN}]")
# What must stand in a text for it to differ from what its reader sees.
_TO_REPLACE = Sought(
    *("&", "\\", "%3", *(f"{digit}{sign}" for digit in "0123456789" for sign in "<[")),
    *"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u20e3\ufeff",
    rows=("\u180b\u180e", "\u200b\u200f", "\u202a\u202e", "\u2060\u206f", "\ufe00\ufe0f"),
)
# Digits that also count the items of a list or of the notes: only a row of them is a number.
_COUNTERS = (
    "\u00b2\u00b3",
    "\u00b9\u00b9",
    "\u2070\u2070",
    "\u2074\u2079",
    "\u2080\u2089",
    "\u2160\u2168",
    "\u2170\u2178",
    "\u2460\u2468",
    "\u2474\u247c",
    "\u2488\u2490",
    "\u24ea\u24ea",
    "\u24f5\u24fd",
    "\u24ff\u24ff",
    "\u2776\u277e",
    "\u2780\u2788",
    "\u278a\u2792",
    "\u3021\u3029",
    "\U0001f100\U0001f100",
)
_STRANGE = Sought(
    *"\uff0b\uff20\uff38\uff58",
    rows=(
        *_COUNTERS,
        "\u0660\u0669",
        "\u06f0\u06f9",
        "\u0966\u096f",
        "\uff10\uff19",
        "\U0001d7ce\U0001d7ff",
    ),
)
_COUNTER = f"[{''.join(f'{row[0]}-{row[1]}' for row in _COUNTERS)}]"
_COUNTER_ROW = expression(rf"{_COUNTER}(?:[ \-、]?(?:{_COUNTER}|(?:\(0\)|[0-9〇])(?=[ \-、]?{_COUNTER})))+")
_TRADITIONAL = Sought(*pairs()[::2])
_EMPHASIS = expression(r"(?<=[0-9])(?:\*{1,3}|_{2,3}|`{1,2}|~~)(?=[0-9])")
_LETTERS = {0xFF21 + number: 0x41 + number for number in range(26)} | {0xFF41 + n: 0x61 + n for n in range(26)}
_SIGNS = {ord("＠"): "@", ord("＋"): "+", ord("．"): "."}


class Surface:
    """What the reader sees of a text. ``origin`` leads from an offset in it to the offset as written."""

    def __init__(self, written: str, found: WordsFound | None = None) -> None:
        """``found`` is what stands in the text as written."""
        self.text = written
        found = WordsFound(written) if found is None else found
        self._starts: list[int] = [0]
        self._shifts: list[int] = [0]
        if _TO_REPLACE in found:
            self._replace(_ODD, _seen)
            found = WordsFound(self.text)
        if _STRANGE in found:
            self.text = _plain_digits(self.text)
        if _TRADITIONAL in found:
            self.text = simplified(self.text)

    def origin(self, offset: int) -> int:
        """Where the character at ``offset`` stands in the text as written."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def _replace(self, pattern: re.Pattern[str], by: Callable[[str], str]) -> None:
        pieces, end = [], 0
        for match in pattern.finditer(self.text):
            seen = by(match[0])
            pieces += [self.text[end : match.start()], seen]
            self._starts.append(match.start() - self._shifts[-1] + len(seen))
            self._shifts.append(self._shifts[-1] + len(match[0]) - len(seen))
            end = match.end()
        self.text = "".join([*pieces, self.text[end:]])


def without_emphasis(text: str) -> tuple[str, list[int]] | None:
    """The text without Markdown's signs of emphasis between digits, and where each character stood; else nothing."""
    if _EMPHASIS.search(text) is None:
        return None
    pieces: list[str] = []
    origins: list[int] = []
    end = 0
    for match in _EMPHASIS.finditer(text):
        # One asterisk may multiply: like a hyphen it sets digits apart.
        pieces.append(text[end : match.start()] + ("-" if match[0] == "*" else ""))
        origins += range(end, match.start() + (match[0] == "*"))
        end = match.end()
    return "".join([*pieces, text[end:]]), [*origins, *range(end, len(text) + 1)]


def _seen(odd: str) -> str:
    """What the reader sees of an entity, an escape or a link; nothing of a tag, a note or an unseen character."""
    if odd[0] == "%":
        return unquote(odd)
    if odd[0] == "[":
        return "" if odd[1] == "^" else odd[1 : odd.index("]")]
    if odd[0] == "\\" and odd[1:] in tuple(",;:!"):
        return " "
    if odd == "\\":  # Markdown's escape of a sign that sets digits apart
        return ""
    if odd[0] == "\\":
        code = int(odd[2:], 16)
        seen = chr(code) if code < 0x110000 else ""
    else:
        seen = unescape(odd if odd.endswith(";") else f"{odd};") if odd[0] == "&" else ""
    return "" if _SUSPECT.fullmatch(seen) else seen


def _plain_digits(text: str) -> str:
    odd: dict[int, str | int] = {
        ord(character): _plain(character)
        for character in set(text)
        if character.isdecimal() and not character.isascii()
    }
    read = text.translate({**odd, **_LETTERS, **_SIGNS})
    return _COUNTER_ROW.sub(lambda row: "".join(map(_plain, row[0].replace("(0)", " 0 "))), read)


def _plain(character: str) -> str:
    """The digit that a sign stands for; any other sign as it is."""
    value = unicodedata.numeric(character, None)
    return character if value is None else str(int(value))
