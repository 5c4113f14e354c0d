"""Days and times as old pages write them → as records want them."""

from __future__ import annotations

from datetime import datetime
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.reading.numerals import int_of

_FIGURES = expression(
    r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(\d{1,2})\s*[:时点]\s*(\d{2}))?"
)
_TIGHT = expression(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:\d\d)?)?(?!\d)")
_CHINESE = expression(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def moment_in(text: str) -> str:
    """The first day in a text as ``2025-03-01``, with the time ``10:20`` if there is one; "" if none exists."""
    plain = normalize("NFKC", text)
    for match in (*_FIGURES.finditer(plain), *_TIGHT.finditer(plain)):
        year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
        written = _written(year or 0, month or 0, day or 0, hour, minute)
        if written:
            return written
    for match in _CHINESE.finditer(plain):
        month, day = int_of(match[2]), int_of(match[3])
        if month and day and (written := _written(int(match[1].translate(_DIGITS)), month, day, None, None)):
            return written
    return ""


def day_in(text: str) -> str:
    """The first day in a text, without a time."""
    return moment_in(text)[:10]


def _written(year: int, month: int, day: int, hour: int | None, minute: int | None) -> str:
    try:
        if hour is None or minute is None:
            return datetime(year, month, day).strftime("%Y-%m-%d")
        moment = datetime(year, month, day, hour, minute)
    except ValueError:
        return ""
    return moment.strftime("%Y-%m-%d") if (hour, minute) == (0, 0) else moment.strftime("%Y-%m-%d %H:%M")
