"""Dates in running text: Arabic figures, the year in full, no leading zeros, and days that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.days import in_words, written_ranges
from disclosure.reading.numerals import int_of
from disclosure.reading.sought import Sought
from disclosure.screening.lists import look
from disclosure.screening.wording.prose import Prose, Slip
from disclosure.screening.written import Known

FORM = Rule(
    "FRM-002",
    "文中的日期写法规范",
    Severity.WARNING,
    basis=("本办制度/15",),
    bad="2024.3.5，2024年03月05日，二〇二四年3月5日",
    good="2024年3月5日",
)
REAL = Rule(
    "FRM-003", "文中的日期确有其日", Severity.WARNING, ("本办制度/15",), bad="2023年2月29日", good="2023年2月28日"
)

_FIGURES = "〇零一二三四五六七八九"
_LIKE_ZERO = "零OoＯ○◯0０"
# Each pattern begins with a sign that is rare, so that a text without it is looked through in no time.
_POINTED = expression(
    r"(?P<year>(?:19|20)\d{2})(?<![0-9A-Za-z_./~-]\d{4})(?!-\d\d-\d\d)(?P<mark>[./．／-])"
    r"(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![0-9A-Za-z_./])"
)
_DAY = expression(r"月[ \u3000]?(?P<day>\d{1,2})[ \u3000]?日")
_UP_TO_MONTH = expression(r"(?:(?P<year>\d{2,4})[ \u3000]?年[ \u3000]?)?(?P<month>\d{1,2})[ \u3000]?$")
_MONTH = expression(r"年(?P<month>0\d月)(?!\d{1,2}日)(?<=\d年0\d月)")
_CHINESE_YEAR = expression(
    rf"(?P<year>[一二][{_FIGURES}{_LIKE_ZERO}]{{3}})年(?:(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日)?)?"
)
_IN_CHARACTERS = Sought(*(f"{first}{second}" for first in "一二" for second in _FIGURES + _LIKE_ZERO))
_MIXED = expression(
    r"年(?:(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3}|\d{1,2})日"
    r"|(?P<figures>\d{1,2})月(?P<words>[一二三四五六七八九十]{1,3})日)"
)
# 2025年630日: the sign of the month is missing; 2025年30日 may be a month's last day, and 365 days are a span.
_BROKEN = expression(r"(?P<year>(?:19|20)\d{2})[ \u3000]?年[ \u3000]?(?P<rest>\d{3,4})[ \u3000]?日")
_WITHOUT_MONTH = expression(r"年[ \u3000]?\d{3}")
_WEEKDAY = expression(
    r"(?:(?P<year>(?:19|20)\d{2})[ \u3000]?年[ \u3000]?)?(?P<month>\d{1,2})[ \u3000]?月"
    r"[ \u3000]?(?P<day>\d{1,2})[ \u3000]?日"
    r"[ \u3000]?(?P<open>[（(])?(?P<named>(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天]))"
    r"(?![年末期边围至到—~～、和及与]|[除以]外)(?(open)(?!休|不|停|照常))"
)
_WEEKDAY_NAMED = Sought(*(f"{week}{day}" for week in ("星期", "礼拜", "周") for day in "一二三四五六日天"))
_WEEKDAYS = "一二三四五六日"
# 7月20日至10日: within one month a range without a year cannot go on into the next one.
_WITHIN_A_MONTH = expression(
    r"月(?P<first>\d{1,2})日起?(?:至|到|—{1,2}|–|-|－|~|～)(?:(?P<month>\d{1,2})月)?(?P<last>\d{1,2})日(?![内后间])"
)
# 8:00至25:00: of two times between which something lasts; a lone 25:18 may be a score, and 1:70 a scale.
_CLOCKS = expression(
    r"(?<![\d:：])(\d{1,2})[:：](\d{2})[ \u3000]?(?:至|到|—{1,2}|–|-|－|~|～)[ \u3000]?(\d{1,2})[:：](\d{2})(?![\d:：])"
)
_ITS_MONTH = expression(r"(?:^|[^年\d])(?P<month>\d{1,2})$")
_SHORT_AFTER = expression("[了共满计期间约近超逾前每第余多]$")


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every date that is badly written or does not exist."""
    found = look(prose.text, known)
    for match in _POINTED.finditer(text):
        yield from _pointed(match)
    for match in _DAY.finditer(text):
        yield from _written(text, match)
    yield from _at_odds(text, prose, known)
    for match in _MONTH.finditer(text):
        month = match["month"][1:]
        message = f"月份“{match['month']}”前面多了 0。"
        yield Slip(FORM, match.start("month"), match.end(), message, f"请写成“{month}”。", month)
    for match in _CHINESE_YEAR.finditer(text) if _IN_CHARACTERS in found else ():
        yield from _in_characters(match)
    for match in _MIXED.finditer(text):
        year = text[max(0, match.start() - 4) : match.start()]
        if re.fullmatch(r"(?:19|20)\d{2}", year):
            good = _arabic(year, match["month"] or match["figures"], match["day"] or match["words"])
            yield _form(match.start() - 4, f"{year}{match[0]}", good)


def _at_odds(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Dates without a month's sign, with another day of the week, and ranges that end before they begin."""
    for match in _BROKEN.finditer(text) if _WITHOUT_MONTH.search(text) else ():
        if any(_exists(int(match["year"]), month, day) for month, day in _splits(match["rest"])):
            yield Slip(REAL, match.start(), match.end(), f"日期“{match[0]}”不完整，少了“月”。", "请核对年、月、日。")
    for match in _WEEKDAY.finditer(text) if _WEEKDAY_NAMED in look(prose.text, known) else ():
        yield from _wrong_weekday(match, prose)
    for item in written_ranges(text):
        if item.last < item.first:
            message = f"“{text[item.start : item.end]}”的结束日期早于开始日期。"
            yield Slip(REAL, item.start, item.end, message, "请核对起止日期；跨年的，请写出后一个年份。")
    yield from _turned_round(text)
    yield from _beyond_the_day(text)


def _turned_round(text: str) -> Iterator[Slip]:
    for match in _WITHIN_A_MONTH.finditer(text):
        ahead = _ITS_MONTH.search(text[max(0, match.start() - 3) : match.start()])
        if ahead is None or match["month"] not in (None, ahead["month"]) or int(match["last"]) >= int(match["first"]):
            continue
        written = f"{ahead['month']}{match[0]}"
        remedy = "请核对起止日期；到下个月、下一年的，请写出月份、年份。"
        yield Slip(REAL, match.end() - len(written), match.end(), f"“{written}”的结束日期早于开始日期。", remedy)


def _beyond_the_day(text: str) -> Iterator[Slip]:
    for match in _CLOCKS.finditer(text):
        are_there = [_is_time(match[1], match[2]), _is_time(match[3], match[4])]
        if are_there.count(True) == 1:
            yield Slip(REAL, match.start(), match.end(), f"“{match[0]}”里有一个不存在的时刻。", "请核对起止时刻。")


def _is_time(hours: str, minutes: str) -> bool:
    return int(minutes) < 60 and int(hours) * 60 + int(minutes) <= 24 * 60


def _splits(figures: str) -> Iterator[tuple[int, int]]:
    """The months and days that figures without a sign between them can be: 630 is 6, 30; 365 is none."""
    for place in (1, 2):
        yield int(figures[:place]), int(figures[place:] or 0)


def _wrong_weekday(match: re.Match[str], prose: Prose) -> Iterator[Slip]:
    """Where no year is written, that in which the text was made is meant, or the next one, or the one before."""
    made = prose.made[:4]
    years = [int(match["year"])] if match["year"] else [int(made) + step for step in (0, 1, -1)] if made else []
    said = _WEEKDAYS.index(match["weekday"].replace("天", "日"))
    days = [date(year, int(match["month"]), int(match["day"])) for year in years if _is_day(year, match)]
    if days and all(day.weekday() != said for day in days):
        right = f"{match['named'][:-1]}{_WEEKDAYS[days[0].weekday()]}"
        written = match[0].partition(match["named"])[0].rstrip("（( \u3000") + match["named"]
        message = f"“{written}”不对：{in_words(days[0])}是{right}。"
        yield Slip(REAL, match.start(), match.end(), message, "请核对日期和星期，把写错的一处改过来。")


def _is_day(year: int, match: re.Match[str]) -> bool:
    return _exists(year, int(match["month"]), int(match["day"]))


def _pointed(match: re.Match[str]) -> Iterator[Slip]:
    if _exists(int(match["year"]), int(match["month"]), int(match["day"])):
        yield _form(match.start(), match[0], _arabic(match["year"], match["month"], match["day"]))
    elif match["mark"] in "/／-":
        yield _unreal(match.start(), match[0])


def _written(text: str, match: re.Match[str]) -> Iterator[Slip]:
    ahead = _UP_TO_MONTH.search(text[max(0, match.start() - 11) : match.start()])
    if ahead is None or len(ahead["year"] or "") == 3:
        return
    start, whole = match.start() - len(ahead[0]), ahead[0] + match[0]
    year, month, day = ahead["year"], ahead["month"], match["day"]
    if year and len(year) == 2:
        if not _SHORT_AFTER.search(text[max(0, start - 1) : start]):
            message = f"日期“{whole}”的年份没有写全。"
            yield Slip(FORM, start, match.end(), message, "请写四位数的年份，例如 2024年3月5日。")
    elif not _exists(int(year) if year else 2024, int(month), int(day)):
        yield _unreal(start, whole)
    elif month.startswith("0") or day.startswith("0"):
        bare = re.sub(r"0(\d[ \u3000]?[月日])", r"\1", whole)
        yield Slip(FORM, start, match.end(), f"日期“{whole}”的月、日前面多了 0。", f"请写成“{bare}”。", bare)


def _in_characters(match: re.Match[str]) -> Iterator[Slip]:
    year = "".join("〇" if char in _LIKE_ZERO else char for char in match["year"])
    figures = "".join(str("〇一二三四五六七八九".index(char)) for char in year)
    if not "1900" <= figures < "2100":
        return
    mixed = any((match[part] or "").isdigit() for part in ("month", "day"))
    if mixed:
        mended = _arabic(figures, match["month"], match["day"])
        message = f"日期“{match[0]}”混用了汉字和阿拉伯数字。"
        yield Slip(FORM, match.start(), match.end(), message, f"请写成“{mended}”。")
    elif year != match["year"]:
        message = f"年份“{match['year']}年”里的“〇”写错了。"
        yield Slip(FORM, match.start(), match.start() + 4, message, f"请写成“{figures}年”或者“{year}年”。")


def _arabic(year: str, month: str | None, day: str | None) -> str:
    return f"{year}年" + (f"{int_of(month) or month}月" if month else "") + (f"{int_of(day) or day}日" if day else "")


def _form(start: int, written: str, good: str) -> Slip:
    return Slip(FORM, start, start + len(written), f"日期“{written}”写法不规范。", f"请写成“{good}”。")


def _unreal(start: int, written: str) -> Slip:
    return Slip(REAL, start, start + len(written), f"日期“{written}”在日历上不存在。", "请核对年、月、日。")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
