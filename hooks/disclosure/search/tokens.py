"""Text → tokens: pairs of neighbouring Chinese characters, Latin words, numbers. ``question.js`` does the same.

A number of one or two figures says nothing by itself and is taken with the sign that follows: ``2号``, ``15个``.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from operator import add
from unicodedata import is_normalized, normalize

from disclosure.expressions import expression
from disclosure.reading.han import HAN

_NOT_HAN = expression(f"[^{HAN}]+")
_BLANK_BESIDE_FIGURES = expression(f"(?<=[{HAN}])[ \t\u3000]+(?=[a-z0-9])|(?<=[a-z0-9])[ \t\u3000]+(?=[{HAN}])")
_YEAR = expression("(?<![0-9])([12][0-9]{3})年度?")
_THOUSANDS = expression("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_WORD = expression(f"[0-9]+(?:\\.[0-9]+)?(?![a-z0-9])([%{HAN}]?)|[a-z0-9]+")
_WIDE = tuple((sign, normalize("NFKC", sign)) for sign in "，：；（）！？％＋－／～＝　")
_LONGEST = 40  # signs of a word of Latin letters


def folded(text: str) -> str:
    """The text with all that does not matter taken off it: width, case, how a year and a large number are written."""
    plain = _narrow(text).lower()
    plain = _BLANK_BESIDE_FIGURES.sub("", plain)
    return _YEAR.sub(r"\1 ", _THOUSANDS.sub("", plain))


def _narrow(text: str) -> str:
    """The text in compatible composed form; what is wide in nearly every text is changed first, by what is quicker."""
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    return text if is_normalized("NFKC", text) else normalize("NFKC", text)


def counted(text: str) -> dict[str, int]:
    """How often each token occurs in a text."""
    if not text:
        return {}
    plain = folded(text)
    runs = _NOT_HAN.sub(" ", plain)
    pairs = Counter(map(add, runs, islice(runs, 1, None)))
    found = {pair: count for pair, count in pairs.items() if " " not in pair}
    alone = [run for run in runs.split() if len(run) == 1]
    for token in (*alone, *filter(None, map(_word, _WORD.finditer(plain)))):
        found[token] = found.get(token, 0) + 1
    return found


def _word(match: re.Match[str]) -> str:
    """A word of Latin letters or a number; "" for a short number that nothing explains."""
    word, unit = match[0], match[1]
    if unit is None:
        return word[:_LONGEST]
    number = word.removesuffix(unit)
    return number if len(number) > 2 else word if unit else ""
