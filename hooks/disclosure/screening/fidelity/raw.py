"""Signs of markup that stand on the page as they were typed, because they made nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.expressions import expression
from disclosure.reading.manuscript.signs import stray
from disclosure.screening.fidelity.page import CODE

_ADDRESS = r"(?:ref\s*[:：]|https?\s*[:：]//|mailto[:：]|[^\s()（）]{1,200}\.[A-Za-z]{1,3}[A-Za-z0-9]?\b)"


@dataclass(frozen=True, slots=True)
class Raw:
    """Signs in the prose of a block, what to do about them, and whether they should have been a link."""

    start: int
    signs: str
    remedy: str
    is_link: bool = False


@dataclass(frozen=True)
class _Sign:
    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    remedy: str
    is_link: bool = False


_LINK = "请写成“[文字](ref:编号)”，方括号、圆括号、冒号用半角，中间不留空格。"
_MARKS = (
    _Sign(
        ("]", "］"),
        expression(rf"!?[\[［][^\[\]［］]{{0,100}}[\]］]\s?[(（]\s?{_ADDRESS}[^()（）]{{0,200}}[)）]?"),
        _LINK,
        is_link=True,
    ),
    _Sign(("ref",), expression(r"(?<![A-Za-z])ref\s?[:：]\s?[a-z0-9][a-z0-9-]*[0-9]"), _LINK, is_link=True),
    _Sign(
        ("[^",), expression(r"\[\^[^\]\s]{1,60}\]"), "请另起一段写“[^1]: 说明”，编号和这里的一样；或者删去这个标记。"
    ),
    _Sign(("|",), expression(r"(?:^|\n)[ \t]*(\|[^\n]*\|)[ \t]*(?=\n|$)"), "表格至少写两行，每行两端都有竖线。"),
    _Sign(
        ("#",), expression(r"(?:^|\n)[ \t]*(#{1,7}(?!#)[ \u3000][^\n]{1,40})"), "小标题请在行首写“## ”，单独占一行。"
    ),
    _Sign(("```", "~~~"), expression(r"`{3}|~{3}"), "程序代码的上面和下面各写一行“```”。"),
    _Sign(("\n",), expression(r"\n[ \t]*([-*+] \S[^\n]{0,40})"), "列表的上面空一行，每项在行首写“- ”。"),
)
_BREAK = expression(r"(?<!\\)\\(?=\n)")
_BOLD = "加粗请在文字两边各写两个星号，紧挨着文字；遮盖请写“×”。"


def raw(prose: str) -> Iterator[Raw]:
    """What is left of markup in the prose of one block, but for code; what should have been a link is told once."""
    taken: list[tuple[int, int]] = []
    for mark in _MARKS:
        for match in mark.pattern.finditer(prose) if any(sign in prose for sign in mark.signs) else ():
            start, end = match.span(match.lastindex or 0)
            if any(start < other_end and other < end for other, other_end in taken) or CODE in match[0]:
                continue
            taken.append((start, end))
            yield Raw(start, prose[start:end], mark.remedy, mark.is_link)
    for match in _BREAK.finditer(prose):
        yield Raw(match.start(), "\\", "要另起一段，请空一行；要换行，请写“<br>”。")
    for start, end in stray(prose) if "**" in prose else ():
        yield Raw(start, prose[start : end + 12].split("\n")[0], _BOLD)
