"""The number at the beginning of a clause, in every way in which offices write it.

``第三条`` ``第 3 条`` ``第３条`` ``第廿一条`` ``第一〇三条`` ``第八条之一`` ``第二章``,
``一、`` ``一．`` ``壹、``, ``（一）`` ``㈠``, ``1.`` ``１．`` ``⒈`` ``1、``, ``（1）`` ``⑴``, ``1）``, ``①``, ``1.2``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.reading.numerals import int_of

_HAN = "一二三四五六七八九十百千零〇○两廿卅"
_GREAT = "壹贰叁肆伍陆柒捌玖拾"
_B = "[ \u00a0\u2002\u2003\u3000]{0,2}"
_ARTICLE = expression(
    rf"第{_B}(?P<value>[{_HAN}]{{1,9}}|[0-9０-９]{{1,4}}){_B}(?P<unit>条|章|节|编|篇|部分)"
    rf"(?:{_B}之{_B}(?P<insert>[一二三四五六七八九十]{{1,3}}|[0-9０-９]{{1,2}})(?![{_HAN}间前后外内中]))?"
)
_FIRM = expression(
    r"[ \t\u00a0\u2002\u2003\u3000\n]|$|\*\*|__|</(?:strong|b)>|[【［\[]|[:：.．](?!\d)|、(?!第)"
    r"|[（(](?![ ]?[一二三四五六七八九十0-9]{1,3}[ ]?[）)])|&(?:emsp|ensp|nbsp);"
)
# What follows an article's number in a sentence that only speaks of it.
_SPOKEN_OF = expression(
    r"(?:第|之规定|的|中|和|与|及|或|至|到|所|规定|修改|改为|改成|删|款|项|增加|调整|明确|等|、|，|,|；|。|）|\)|》|”|已|还|也|将|在|要求|内容|作|关于)"
)
_SPOKEN_BEHIND_A_BLANK = expression(r"[ \u3000](?:第[一二三四五六七八九十0-9]{1,3}[款项]|规定|中的|修改为)")
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "han",
        expression(
            rf"(?P<value>[{_HAN[:10]}百]{{1,4}}|[{_GREAT}]{{1,3}}){_B}[、．.](?![{_HAN[:10]}]{{1,3}}(?:、|年级|期|楼|等|和))"
        ),
    ),
    ("han-bracket", expression(rf"[（(〔]{_B}(?P<value>[{_HAN[:10]}]{{1,3}}){_B}[)）〕]、?(?!项|款|至|和|、|，)")),
    ("han-bracket", expression("(?P<value>[\u3220-\u3229])")),
    ("steps", expression(r"(?P<value>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,3})(?=[ \u3000、.．]|[\u4e00-\u9fff])")),
    ("figure", expression(rf"(?P<value>[0-9０-９]{{1,2}}){_B}(?:[、．](?![0-9０-９])|\.(?![0-9０-９]))")),
    ("figure", expression("(?P<value>[\u2488-\u249b])")),
    ("figure-bracket", expression(rf"[（(]{_B}(?P<value>[0-9０-９]{{1,2}}){_B}[)）](?!项|款|至|和|、|，)")),
    ("figure-bracket", expression("(?P<value>[\u2474-\u2487])")),
    ("half-bracket", expression(r"(?P<value>[0-9０-９]{1,2})[)）]")),
    ("circle", expression("(?P<value>[\u2460-\u2473])")),
)
_ONLY_HEADING = expression(rf"(?P<value>[{_HAN[:10]}]{{1,3}})[ \t\u3000]")
_LIST_MARK = expression(r"[0-9]{1,2}\.[ \t]")
_UNITS = {"编": "part", "篇": "part", "部分": "part", "章": "chapter", "节": "node", "条": "article"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number: how it is written, its value, where it ends in the line; ``insert`` is the 一 of 第八条之一."""

    style: str
    value: int
    end: int
    insert: int = 0
    steps: tuple[int, ...] = ()
    is_list_mark: bool = False

    @property
    def is_article(self) -> bool:
        """Whether it is that of an article."""
        return self.style == "article"

    @property
    def is_small(self) -> bool:
        """Whether it is one in figures, which count the items of any list."""
        return self.style in ("figure", "figure-bracket", "half-bracket", "circle")

    @property
    def words(self) -> str:
        """The number as a part of an id."""
        return f"{self.value}-{self.insert}" if self.insert else f"{self.value}"


def number_at(line: str, place: int, *, is_heading: bool, is_bold: bool, last_article: int) -> Number | None:
    """The number that stands at a place of a line; ``last_article`` is that of the article before, 0 if there is none.

    What only speaks of an article (第三条规定的……) is no number.
    """
    article = _ARTICLE.match(line, place)
    if article is not None:
        return _article(article, line, last_article, is_heading)
    for style, pattern in _STYLES:
        match = pattern.match(line, place)
        if match is None or (style == "steps" and not (is_heading or is_bold)):
            continue
        if style == "steps":
            steps = tuple(int(step) for step in re.split("[.．]", normalize("NFKC", match["value"])))
            return Number(style, steps[-1] if len(steps) == 1 else 0, match.end(), steps=steps)
        value = value_of(match["value"])
        listed = style == "figure" and _LIST_MARK.match(line, place) is not None
        return Number(style, value, match.end(), is_list_mark=listed) if value else None
    match = _ONLY_HEADING.match(line, place) if is_heading else None
    value = value_of(match["value"]) if match is not None else None
    return Number("han", value, match.end("value")) if match is not None and value else None


def _article(match: re.Match[str], line: str, last: int, is_heading: bool) -> Number | None:
    value, unit = value_of(match["value"]), match["unit"]
    if value is None or _SPOKEN_BEHIND_A_BLANK.match(line, match.end()):
        return None
    follows = last > 0 and value == last + 1 or (last == 0 and value == 1) or match["insert"] is not None
    is_firm = _FIRM.match(line, match.end()) is not None
    if not is_firm and (unit != "条" or not follows or _SPOKEN_OF.match(line, match.end())):
        return None
    insert = value_of(match["insert"]) or 0 if match["insert"] else 0
    return Number(_UNITS[unit], value, match.end(), insert)


def value_of(written: str) -> int | None:
    """A number as it stands in front of a clause, in whatever signs; ``None`` where it is none."""
    text = written.translate(_GREAT_AS_PLAIN)
    text = normalize("NFKC", text).strip("()（）. ")
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("○", "〇").replace("廿", "二十").replace("卅", "三十")
    if not set(text) & set("十百千") and len(text) > 1:
        digits = [_FIGURES.find(sign.replace("零", "〇")) for sign in text]
        return int("".join(map(str, digits))) if min(digits) >= 0 else None
    return int_of(text)


_FIGURES = "〇一二三四五六七八九"
_GREAT_AS_PLAIN = dict(zip(map(ord, _GREAT), _HAN[:10], strict=True))
