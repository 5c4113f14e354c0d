"""What the text of a report says of figures that its tables have, and of which year it speaks.

Only words that mean one cell of the tables and nothing else can contradict it (新收). What is received or answered may
be counted otherwise, so such words never do more than warn, and only if no sum of the tables comes near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from disclosure.auditing.numbers import number_in
from disclosure.expressions import expression

_COUNT = r"(?P<number>\d[\d,]*|[零〇一二两三四五六七八九十百千]+)(?:件|宗|份|条|个|起)"
_REQUESTS = (
    r"(?:的)?(?:各类)?(?:政府)?(?:信息)?(?:公开)?(?:的)?(?:依申请公开|依申请|申请)?(?:公开)?(?:政府信息)?(?:件|数量)?"
    r"(?:共|共计|总计|合计)?(?:为|是)?"
)
_PATTERNS = (
    ("received", expression(rf"新收到?{_REQUESTS}{_COUNT}")),
    ("carried_in", expression(rf"(?:上年度?|上一年度?)结转(?:办理)?{_REQUESTS}{_COUNT}")),
    ("carried_out", expression(rf"结转(?:至|到)?(?:下年度?|下一年度?|次年)(?:继续)?(?:办理|处理)?{_REQUESTS}{_COUNT}")),
)
_VAGUE = expression(rf"(?P<verb>收到|受理|接收|办结|办理|答复){_REQUESTS}{_COUNT}")
# What makes a part, another place or another year of a figure.
_PART = expression(
    r"其中|含|包括|本级|网络|网上|线上|在线|邮寄|信函|当面|现场|传真|自然人|法人|企业|公民|部门|乡镇|各镇|各乡|各街道|下属|上年|去年|上一年|同比|相比|比|较"
    r"|季度|月|半年|涉及|关于|类|分别|平均|累计|以来|历年"
)
_SENTENCE = expression(r"[。；;！!\n]")
_TITLES = expression(r"《[^》]{0,80}》|[〔\[]20\d\d[〕\]]\d*号?")
_YEAR = expression(r"(?<![\d至到—-])(20\d\d)年(?!\d|[1-9一二三四五六七八九十])")
_WORK = expression(
    r"(?:发布|公开|公示|收到|受理|新收|办理|办结|答复|制发|主动公开)\D{0,24}?(?:\d[\d,]*|[一二两三四五六七八九十百千]+)(?:余|多)?(?:条|件|篇|份|次)"
)
_OTHERWISE = expression(
    r"比|较|同比|相比|上年|去年|前年|今年|本年|本年度|上一年|以来|截至|截止|历年|累计|将|拟|计划|下一步|明年|来年|结转|分别"
    r"|年度(?:考核|评估|报告|计划|预算|决算)"
)
_BEGINS = expression(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?\s*(?:主动公开|依申请公开|政府信息管理|政府信息公开平台建设|平台建设|监督保障|总体情况)?(?:情况|方面|工作)?[。：:、，,]?\s*(?:在)?"
    r"(?P<year>20\d\d)年(?:度|全年)?(?:,|(?!以|底|末|初|起|至|[\d一二三四五六七八九十]|\S{0,10}?的))"
)


@dataclass(frozen=True)
class FigureTold:
    """What a text says of one cell's figure: the row of table three, the number, the words."""

    row: str
    number: int
    words: str


def statements(text: str, year: int | None) -> list[FigureTold]:
    """What is said of the totals of rows of table three in words that mean nothing else.

    What was carried over is only taken where its paragraph tells what is new, since it may be a part of other counts.
    """
    found: list[FigureTold] = []
    for paragraph in text.split("\n"):
        sentences = _sentences(paragraph)
        is_account = any(_PATTERNS[0][1].search(sentence) for sentence in sentences)
        for sentence in sentences if is_account else ():
            for row, pattern in _PATTERNS:
                found += _told(row, pattern, sentence, year)
    return found


def vague_statements(text: str, year: int | None) -> list[FigureTold]:
    """What is said to have been received, done or answered."""
    return [statement for sentence in _sentences(text) for statement in _told("", _VAGUE, sentence, year)]


def _told(row: str, pattern: re.Pattern[str], sentence: str, year: int | None) -> Iterator[FigureTold]:
    """What a sentence says in the words of a pattern, as far as it is the whole and of the year."""
    end = _whole_until(sentence, year)
    for match in pattern.finditer(sentence):
        number = number_in(match["number"])
        if match.start() < end and number is not None:
            yield FigureTold(row or match["verb"], int(number), match[0])


def _sentences(text: str) -> list[str]:
    words = _TITLES.sub("", "\n".join("".join(line.split()) for line in normalize("NFKC", text).split("\n")))
    return _SENTENCE.split(words)


def _whole_until(sentence: str, year: int | None) -> int:
    """Where a sentence has named a part or another year, so that what begins there or later is another figure."""
    parts = (match.end() for match in _PART.finditer(sentence))
    others = (match.end() for match in _YEAR.finditer(sentence) if year is not None and int(match[1]) != year)
    return min(next(parts, len(sentence)), next(others, len(sentence)))


def other_years(text: str, year: int) -> list[tuple[int, str]]:
    """Sentences that tell the year's work but begin with another year, where their paragraph never names the right one.

    Comparisons, plans and what goes on for years name other years with good reason, and say so.
    """
    found = []
    for paragraph in normalize("NFKC", text).split("\n"):
        words = _TITLES.sub("", "".join(paragraph.split()))
        if f"{year}年" in words or _OTHERWISE.search(words) or not _WORK.search(words):
            continue
        for number, sentence in enumerate(_SENTENCE.split(words)):
            match = _BEGINS.match(sentence) or (_BEGINS.match(_after_head(words)) if not number else None)
            if match is not None and int(match["year"]) != year:
                found.append((int(match["year"]), words[:60]))
                break
    return found


def _after_head(paragraph: str) -> str:
    """A paragraph without the head that it begins with: （一）主动公开。"""
    head, mark, rest = paragraph.partition("。")
    return rest if mark and len(head) <= 20 else paragraph
