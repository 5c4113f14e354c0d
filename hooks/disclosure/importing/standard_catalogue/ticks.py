"""A cell of a column that only has a mark: 全社会, 主动, 乡级."""

from __future__ import annotations

import re
from collections.abc import Iterable

from disclosure.importing.standard_catalogue.marks import SIGNS, UndecidedError, is_lost, meanings

_BRACKETS = "（）()[]【】〔〕 \u3000\t\r\n"
_NO = frozenset({"", "/", "／", "-", "—", "——", "--", "无", "否", "不", "N", "n", "no", "0", "○", "×", "✕", "x", "X"})
_YES = frozenset({"是", "有", "对", "Y", "y", "yes", "1", "勾"})
CIRCLES = frozenset("○〇◯△▽☆◇")  # among ticks each may be another tick as well as none
_LONGEST = 60  # characters of what a mark says in words


def first_of(text: str) -> str:
    """The first character of a cell but for brackets and blanks; "" if there is none."""
    return text.strip(_BRACKETS)[:1]


def sign_of(text: str) -> str:
    """The sign with which a cell begins; "" if it has none."""
    plain = text.strip(_BRACKETS)
    is_word = plain in _NO | _YES or re.match(r"[A-Za-z][A-Za-z0-9]", plain) is not None
    return plain[0] if plain and not is_word and plain[0] in SIGNS else ""


def ticked(text: str, *, beside: Iterable[str] = (), takes_words: bool = False, label: str = "") -> tuple[bool, str]:
    """Whether a cell has a mark, and the words beside it (which group it is). Raises :class:`UndecidedError`.

    ``beside`` are the signs in the other cells of the row. Words stand for a mark where the column ``takes_words``, and
    where they only repeat its ``label``.
    """
    plain = text.strip(_BRACKETS)
    if plain in _NO or plain in _YES:
        return plain in _YES, ""
    sign = sign_of(plain)
    words = plain[len(sign) :].strip(_BRACKETS + "：:，,")
    is_marked = not sign or _means_yes(sign, beside)
    if words and not takes_words and not _repeats(words, label):
        raise UndecidedError(f"写的是“{plain[:_LONGEST]}”，看不出选没选")
    return is_marked, words if takes_words and is_marked and not _repeats(words, label) else ""


def _means_yes(sign: str, beside: Iterable[str]) -> bool:
    others = [other for other in beside if not is_lost(other)]
    return meanings([sign, *others], is_each_marked=True, is_whole=False)[sign]


def _repeats(words: str, label: str) -> bool:
    plain = re.sub(r"[\s（）()]", "", words)
    return plain in label or label in plain if label and plain else False
