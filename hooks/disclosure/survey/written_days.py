"""Days as web pages write them: 2025-06-06, 2025年6月6日, 06-06 with the year elsewhere, day and month in two boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.reading.days import DAY, read_day

_DAY = (
    r"(?<![\d.])(?P<y>(?:19|20)\d\d) ?[-/.年] ?(?P<m>\d{1,2}) ?[-/.月] ?(?P<d>\d{1,2})(?: ?[日号])?(?![\d.]\d|\d)"
    r"|(?<!\d)(?P<y2>(?:19|20)\d\d) ?[-/.年] ?(?P<m2>\d{1,2})月? (?P<d2>\d{1,2})日?(?![\d:.-])"
    r"|(?<![\d:.-])(?P<d3>\d{1,2})日? (?P<y3>(?:19|20)\d\d) ?[-/.年] ?(?P<m3>\d{1,2})月?(?![\d-])"
)
_FULL = expression(_DAY)
_IN_CHARACTERS = expression(DAY)
_SHORT = expression(r"(?<![\d./:年-])(?P<m>\d{1,2}) ?(?:[-/.]|月) ?(?P<d>\d{1,2})日?(?![\d./:%-])")
_PACKED = expression(r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)")
_OF_CENTURY = expression(r"(?P<y>[1-3]\d)[-/.](?P<m>\d\d)[-/.](?P<d>\d\d)")  # 24-11-20, where nothing else stands
_CLOCK = expression(r"(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|(?<=\d)T(?=\d)|[+]08:?00|Z$")
_IN_PATH = expression(r"(?<!\d)(20\d\d)(?:/|[-_]?(?:0[1-9]|1[0-2])(?!\d{3}))")
_BRACKETS = "[]【】()（）〔〕「」·•|｜ \t\u3000\xa0—–-:：,，>»"
_LABEL = expression(r"^(?:发布|发稿|发表|公开|更新|上传|信息)?(?:时间|日期)[:：]?|^(?:19|20)\d\d年?$")
_THE_LONGEST = 60  # characters of a piece of text that is a day and nothing more


class ShortDay(NamedTuple):
    """A day of which the year is not written."""

    month: int
    day: int

    def of(self, year: int) -> date | None:
        """This day of a year; ``None`` where it has none such."""
        return _date(year, self.month, self.day)

    def by(self, today: date) -> date | None:
        """The last such day up to today."""
        for year in (today.year, today.year - 1):
            day = self.of(year)
            if day is not None and day <= today:
                return day
        return None


WrittenDay = date | ShortDay


def plain(text: str) -> str:
    """Text with full-width figures made plain and blanks made one."""
    return " ".join(normalize("NFKC", text).split())


def days_in(text: str) -> list[date]:
    """Every full day in a text, in order."""
    return [day for _, _, day in _full(plain(text))]


def only_day(text: str) -> WrittenDay | None:
    """The day that a short piece of text is, brackets, a label or a time of day aside; ``None`` where it is more."""
    if len(text) > _THE_LONGEST:
        return None
    words = _LABEL.sub("", _CLOCK.sub("", plain(text)).strip(_BRACKETS)).strip(_BRACKETS)
    for start, end, day in _full(words):
        return day if not words[:start].strip(_BRACKETS) and not words[end:].strip(_BRACKETS) else None
    of_century = _OF_CENTURY.fullmatch(words)
    if of_century is not None:
        return _date(2000 + int(of_century["y"]), int(of_century["m"]), int(of_century["d"]))
    found = _SHORT.fullmatch(words) or None
    return _short(found) if found is not None else packed_day(words) if words.isdigit() else None


def edge_day(text: str) -> WrittenDay | None:
    """The day with which a line ends or begins; ``None`` where neither is one."""
    words = _CLOCK.sub("", plain(text)).strip(_BRACKETS)
    found = list(_full(words))
    if found and not words[found[-1][1] :].strip(_BRACKETS):
        return found[-1][2]
    if found and not words[: found[0][0]].strip(_BRACKETS):
        return found[0][2]
    shorts = list(_SHORT.finditer(words))
    for match in reversed(shorts):
        behind, ahead = words[match.end() :], words[: match.start()]
        if not behind.strip(_BRACKETS) and (not ahead or ahead[-1] in _BRACKETS):
            return _short(match)
        if not ahead.strip(_BRACKETS) and (not behind or behind[0] in _BRACKETS):
            return _short(match)
    return None


def packed_day(text: str) -> date | None:
    """The day in 20250606 or in a file name such as t20250606_12.html."""
    found = _PACKED.search(text)
    return _date(int(found["y"]), int(found["m"]), int(found["d"])) if found is not None else None


def tag_day(text: str) -> date | None:
    """The day that a tag or an attribute says: a full day, or one in figures without signs."""
    return next(iter(days_in(text)), None) or packed_day(plain(text))


def path_year(path: str) -> int | None:
    """The year that the folders or the name of a file tell."""
    found = _IN_PATH.search(path) or re.search(r"(?:^|/)(20\d\d)(?:年?/|年?$)", path)
    return int(found[1]) if found is not None else None


def _full(words: str) -> Iterator[tuple[int, int, date]]:
    last = 0
    for match in _FULL.finditer(words):
        day = next((_numbers(match, number) for number in ("", "2", "3") if match[f"y{number}"]), None)
        if day is not None:
            last = match.end()
            yield match.start(), match.end(), day
    if not last:
        for match in _IN_CHARACTERS.finditer(words):
            day = read_day(match[0])
            if day is not None:
                yield match.start(), match.end(), day


def _numbers(match: re.Match[str], number: str) -> date | None:
    return _date(*(int(match[f"{part}{number}"]) for part in "ymd"))


def _short(match: re.Match[str]) -> ShortDay | None:
    found = ShortDay(int(match["m"]), int(match["d"]))
    return found if found.of(2024) is not None else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
