"""The entries of a list and the day of each: beside its title, in its row, or on the page that it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.expressions import expression
from disclosure.survey.page import SeenLine
from disclosure.survey.written_days import ShortDay, WrittenDay, edge_day, only_day, path_year, plain, tag_day

# Days that are no entry's: of today, of the weather, of a record number.
_CLOCKS = expression(r"今天是|现在时间|当前时间|现在是|天气|备案|版权|copyright|©|ICP", re.IGNORECASE)
_EMPTY = expression(
    r"暂无(?:更多)?(?:相关)?(?:内容|信息|数据|记录|文章|文件|资料|公告|通知|消息)?|(?:正在|加紧|抓紧)?建设中|(?:栏目|内容|页面|资料)(?:正在)?(?:整理|完善|更新|筹备|升级|维护)中"
    r"|敬请期待|没有(?:找到|查到)?(?:相关)?(?:内容|信息|数据|记录|文章)|无(?:相关)?(?:内容|信息|数据|记录)|内容为空|空空如也"
)
_PAGER = expression(
    r"首页|上一?页|下一?页|前一页|后一页|尾页|末页|跳转|确定|共\s*\d*\s*[页条]|第\s*\d*\s*页|\d+\s*/\s*\d+|当前位置|您?现?在的?位置|更多|返回|>{1,3}|›|»|GO"
)
_HEAD_GOOD = expression("发布|公开|发文(?:时间|日期)|更新|上传")
_HEAD_BAD = expression("截止|截至|有效期|失效|施行|实施|生效|成文|生成|印发|活动|会议|开始|结束")
_SHORTEST = 4  # characters of an entry's title
_ARTICLE_TAGS = frozenset({"li", "tr", "dd", "dt", "a", "div", "p", "h3", "h4", "h2", "section", "article", "td", "ul"})

DayOfPage = Callable[[str], date | None]  # the day of the page that an address leads to


@dataclass(frozen=True)
class ListEntry:
    """An entry of a list: its words and its day, ``None`` where it has none."""

    text: str
    day: date | None


def entries(lines: Iterable[SeenLine], path: str, today: date, day_of: DayOfPage) -> Iterator[ListEntry]:
    """Every entry among some lines of a page. ``day_of`` tells the day of a page that an entry leads to.

    A day that is still to come is none: nothing has been published on it. Where the year is not written, it is that of
    the last heading that is a year, of the entry's address, or of the page's; else the last such day up to today.
    """
    year: int | None = None
    has_begun = False  # a day that stands before any title is the clock of the page
    led: int | None = None  # the year in the address of the last link: in cards the day stands below its title
    for line in lines:
        words = plain(line.text)
        if re.fullmatch(r"(?:19|20)\d\d ?年?(?:度)?", words):
            year = int(words[:4])
            continue
        if _CLOCKS.search(line.text) or line.tag not in _ARTICLE_TAGS:
            has_begun = has_begun or line.level > 1
            continue
        has_begun = has_begun or bool(line.links) or line.tag in ("li", "tr", "dt") or line.level > 0
        led = next((found for link in line.links if (found := path_year(link.href)) is not None), led)
        day = _full(written_day(line), (year, led, path_year(path)), today) or _day_of_target(line, day_of)
        if day is not None and (day > today or (day == today and not has_begun)):
            day = None
        if day is not None or _is_title(line):
            yield ListEntry(line.text, day)


def written_day(line: SeenLine) -> WrittenDay | None:
    """The day that a line bears as its own, as it is written there."""
    if line.cells:
        return _row_day(line)
    for value in line.times:
        if day := tag_day(value):
            return day
    for piece in line.pieces:
        found = only_day(piece)
        if found is not None:
            return found
    return only_day(line.text) or edge_day(line.text)


def is_emptiness(text: str) -> bool:
    """Whether a line says that there is nothing."""
    return _EMPTY.search(text) is not None


def substance(lines: Iterable[SeenLine]) -> str:
    """What is left of some lines without headings, words that there is nothing, and what turns pages."""
    kept = []
    for line in lines:
        if line.level == 0:
            sentences = re.split(r"[。！!；;]", line.text)
            kept += [_PAGER.sub("", sentence) for sentence in sentences if not is_emptiness(sentence)]
    return re.sub(r"[\s\W_]+", "", "".join(kept))


def _row_day(line: SeenLine) -> WrittenDay | None:
    """The day of a row: of the column that is headed as one of publication, else of the first that is a day."""
    days = [(number, found) for number, cell in enumerate(line.cells) if (found := only_day(cell)) is not None]
    heads = line.heads if len(line.heads) == len(line.cells) else ()
    good = [found for number, found in days if heads and _HEAD_GOOD.search(heads[number])]
    fair = [found for number, found in days if not heads or not _HEAD_BAD.search(heads[number])]
    return next(iter([*good, *fair]), None) or (edge_day(line.text) if not days else None)


def _full(found: WrittenDay | None, years: tuple[int | None, ...], today: date) -> date | None:
    if not isinstance(found, ShortDay):
        return found
    known = next((year for year in years if year is not None), None)
    return found.of(known) if known is not None else found.by(today)


def _day_of_target(line: SeenLine, day_of: DayOfPage) -> date | None:
    return next(filter(None, (day_of(link.href) for link in line.links)), None)


def _is_title(line: SeenLine) -> bool:
    """Whether a line without a day is an entry all the same: a list item or a row that says something."""
    text = _PAGER.sub("", line.text).strip()
    return line.tag in ("li", "tr", "dt") and len(text) >= _SHORTEST and not is_emptiness(line.text)
