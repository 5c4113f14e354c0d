"""Days as Chinese texts write them: 2025年8月1日, 二〇二五年八月一日, with blanks or emphasis between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.expressions import expression
from disclosure.reading.numerals import FIGURES, count_of

_FIGURES = f"〇{FIGURES}"
_LIKE_ZERO = "零〇○OＯ0"
_GAP = r"[ \t\u3000*]{0,3}"
# A full day as a pattern, to be built into longer ones; it names no groups.
DAY = (
    rf"(?:(?:19|20)\d\d|[一二][{_LIKE_ZERO}一二三四五六七八九]{{3}}){_GAP}年"
    rf"{_GAP}(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}}){_GAP}月"
    rf"{_GAP}(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}}){_GAP}[日号]"
)
# From a full day to another, of which the year and the month may be left out: 2025年5月6日至6月6日.
_CLOCK = r"(?:[ \t\u3000]{0,2}(?:[上下]午)?\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分)?))?"
_YEAR = rf"(?:(?:19|20)\d\d|[一二][{_LIKE_ZERO}一二三四五六七八九]{{3}})"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_RANGE = expression(
    rf"(?P<first>{DAY})[ \t\u3000*]{{0,3}}(?:[（(]?(?:星期|周)[一二三四五六日天][）)]?)?{_CLOCK}起?"
    r"(?:至|到|—{1,2}|–|-|－|~|～)"
    rf"[ \t\u3000*]{{0,3}}(?P<last>(?:(?:(?P<year>{_YEAR}){_GAP}年{_GAP})?"
    rf"(?P<month>{_NUMBER}){_GAP}月{_GAP})?(?P<day>{_NUMBER})[ \t\u3000*]{{0,3}}[日号])"
)
# What can stand behind the first of two days, which is quick to look for.
_GOES_ON = expression(r"[日号](?=[ \t\u3000*（(星周上下\d起至到—–\-－~～])")
_PARTS = expression(r"[\s*]*([^年]+)年([^月]+)月([^日号]+)[日号]")


@dataclass(frozen=True, slots=True)
class WrittenRange:
    """Two days in a text with a sign between them that says from … to …; offsets are in characters."""

    start: int
    end: int
    first: date
    last: date


def written_ranges(text: str) -> Iterator[WrittenRange]:
    """Every range of days in a text of which both are in the calendar, in its order."""
    for match in _RANGE.finditer(text) if _GOES_ON.search(text) else ():
        first = read_day(match["first"])
        last = None if first is None else _last_day(match, first)
        if first is not None and last is not None:
            yield WrittenRange(match.start(), match.end(), first, last)


def _last_day(match: re.Match[str], first: date) -> date | None:
    year = _year(match["year"]) if match["year"] else first.year
    try:
        return date(year, count_of(match["month"]) if match["month"] else first.month, count_of(match["day"]))
    except ValueError:
        return None


def in_words(day: date) -> str:
    """A day as sentences write it: 2025年8月1日; of a moment its day."""
    return f"{day.year}年{day.month}月{day.day}日"


def as_shown(written: str) -> str:
    """A written day or range without the blanks and the emphasis between its parts, as messages quote it."""
    return re.sub(r"[ \t\u3000*]{2,}|\*", "", written)


def read_day(written: str) -> date | None:
    """The day that ``2025年8月1日`` means; ``None`` where the calendar has none such."""
    match = _PARTS.match(written)
    if match is None:
        return None
    try:
        year, month, day = (re.sub(r"[\s*]", "", part) for part in match.groups())
        return date(_year(year), count_of(month), count_of(day))
    except ValueError:
        return None


def _year(written: str) -> int:
    return int("".join(str(_FIGURES.find(char)) if char in _FIGURES else char for char in _with_zeros(written)))


def _with_zeros(written: str) -> str:
    return written if written.isdigit() else re.sub(f"[{_LIKE_ZERO}]", "〇", written)
