"""Of which month a sheet is: by what stands above and below its table, its title, and the name of its file."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from disclosure.expressions import expression

_FIGURES = {character: str(number) for number, character in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_YEAR = expression(r"(?<![0-9])(20[0-9]{2})年")
_CHINESE_YEAR = expression("[〇零○一二三四五六七八九]{4}(?=年)")
_CHINESE_MONTH = expression("(十[一二]?|[一二三四五六七八九])(?=月)")
_TENS = {"十": "10", "十一": "11", "十二": "12"}
# What is no month: several together, part of one, a day (2025-05-06 is one, not May to June).
_SPAN = expression(
    r"(?!20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))(20[0-9]{2})[年.\-/](0?[1-9]|1[0-2])月?(?:份)?(?:至|到|[-—–~～])(?:(20[0-9]{2})[年.\-/])?(0?[1-9]|1[0-2])月?(?![0-9日.\-/])"
)
_DAYS = expression(
    r"(20[0-9]{2})[年.\-/](0?[1-9]|1[0-2])[月.\-/](0?[1-9]|[12][0-9]|3[01])日?"
    r"(?:(?:至|到|[-—–~～])(?:(20[0-9]{2})[年.\-/])?(?:(0?[1-9]|1[0-2])[月.\-/])?(0?[1-9]|[12][0-9]|3[01])日?)?(?![0-9])"
)
_MONTH = expression(r"(?<![0-9.\-/])(20[0-9]{2})(?:年|[.\-/_])(0?[1-9]|1[0-2])(?:月|(?![0-9.\-/年日]))")
_IN_NAME = expression(
    r"(?<![0-9])(20[0-9]{2})(?:年|[.\-_ ])?(0[1-9]|1[0-2]|[1-9](?=月|[^0-9]|$))(?:月|(?![0-9]))"
    r"(?![.\-_]?[0-9]{1,2}(?![0-9]))"
)
_BARE = expression(r"(?<![0-9])(0?[1-9]|1[0-2])月(?!\s?[0-9]{1,2}日|以|底|初|内)")
_QUARTER = expression(r"[一二三四1-4]季度|上半年|下半年|全年|年度(?!绩|考)|累计")


@dataclass(frozen=True)
class MonthsTold:
    """What texts say: whole months, months without a year, years, and spans that are not one month, as written."""

    months: frozenset[str] = frozenset()
    bare: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    spans: tuple[str, ...] = ()

    def __or__(self, other: MonthsTold) -> MonthsTold:
        return MonthsTold(
            self.months | other.months, self.bare | other.bare, self.years | other.years, self.spans + other.spans
        )


def in_texts(texts: Iterable[str]) -> MonthsTold:
    """What the texts of a sheet say."""
    told = MonthsTold()
    for text in texts:
        told |= _in_text(_plain(text))
    return told


def in_file_name(stem: str) -> MonthsTold:
    """What the name of a file says, where months are also written 202503 and 2025-3."""
    text = _plain(stem)
    told = _in_text(text)
    found = {f"{year}-{int(month):02}" for year, month in _IN_NAME.findall(_SPAN.sub(" ", _DAYS.sub(" ", text)))}
    return told | MonthsTold(months=frozenset(found))


def _in_text(text: str) -> MonthsTold:
    spans = tuple(match[0] for match in _SPAN.finditer(text) if not _is_one(match))
    months = {f"{match[1]}-{int(match[2]):02}" for match in _SPAN.finditer(text) if _is_one(match)}
    text = _SPAN.sub(" ", text)
    months |= {month for match in _DAYS.finditer(text) if (month := _whole(match))}
    spans += tuple(match[0] for match in _DAYS.finditer(text) if match[6] is not None and not _whole(match))
    text = _DAYS.sub(" ", text)
    months |= {f"{year}-{int(month):02}" for year, month in _MONTH.findall(text)}
    rest = _MONTH.sub(" ", text)
    quarter = tuple(match[0] for match in _QUARTER.finditer(rest)) if not months else ()
    return MonthsTold(
        frozenset(months),
        frozenset(int(month) for month in _BARE.findall(rest)),
        frozenset(int(year) for year in _YEAR.findall(rest)),
        spans + quarter,
    )


def _is_one(match: re.Match[str]) -> bool:
    return int(match[2]) == int(match[4]) and match[3] in (None, match[1])


def _whole(match: re.Match[str]) -> str:
    """The month that a span of days is from its first day to its last; ""."""
    year, month, first, other_year, other_month, last = match.groups()
    if last is None or int(first) != 1 or other_year not in (None, year) or int(other_month or month) != int(month):
        return ""
    return f"{year}-{int(month):02}" if int(last) == monthrange(int(year), int(month))[1] else ""


def _plain(text: str) -> str:
    """A text without blanks and full-width signs, years and months in Arabic figures."""
    text = re.sub(r"\s+", "", normalize("NFKC", text))
    text = _CHINESE_YEAR.sub(lambda match: "".join(_FIGURES[character] for character in match[0]), text)
    return _CHINESE_MONTH.sub(lambda match: _TENS.get(match[0]) or _FIGURES[match[0]], text)
