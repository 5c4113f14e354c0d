"""The notes that a paper is not to be disclosed, or on request only: written out, labelled, or ticked among choices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.reading.sought import Sought, WordsFound
from disclosure.screening.secrecy.shapes import (
    CHINESE,
    GAP,
    THIS,
    before,
    beginnings,
    is_chinese,
    is_taught,
    lines_with,
    near,
    shown,
    spread,
)
from disclosure.screening.written import Hit

WITHHELD = Rule(
    "SEC-004",
    "没有“不予公开”“依申请公开”的标注",
    basis=("711号令/13", "80号文/一（一）"),
    bad="（此件依申请公开）",
    good="（此件公开发布）",
)
RULES = (WITHHELD,)

# Quick to look for: no note of the kind is without it.
_AT_ALL = expression(f"[请請予于宜不得勿外]{GAP}公{GAP}[开開]")
_TICKED = "[☑✓✔√☒■🗹]"
_BOX = rf"(?:[（(\[]{GAP}(?:{_TICKED}|[xX])?{GAP}[）)\]]|{_TICKED}|[□☐◻○])"
_TICKED_AT_ALL = expression(rf"{_TICKED}|[（(\[][xX][）)\]]")
_NOT_OPEN = Sought(*beginnings(*(f"{sign}公" for sign in "请請予于宜不得勿外")))
_TICKS = Sought(*"☑✓✔√☒■🗹", *(f"{first}{sign}{last}" for first in "（([" for sign in "xX" for last in "）)]"))
_CHOICE = expression("主动公开|依申请公开|不予公开|不公开")
# A filled square alone on its line is how lists and headings begin.
_BULLET = "■"

_REMEDY = (
    "整份文件不公开的，请撤下并报告保密审查人员。只有附件不公开的，请撤下附件，"
    "把这一行写成“（此件公开发布）”；标错的，照审查结论改正。"
)


def marks(text: str, found: WordsFound) -> Iterator[Hit]:
    """Every note that a paper is not to be disclosed."""
    for _, match in near(_AT_ALL, _attribute, text) if _NOT_OPEN in found else ():
        if not is_taught(text, match.start(), match.end()) and not _is_option(text, match):
            yield _hit(text, match.start(), match[0])
    for start, end in lines_with(_TICKED_AT_ALL, text) if _TICKS in found else ():
        for match in _ticked(text, start, end):
            yield _hit(text, match.start(), match[0])


def _hit(text: str, start: int, note: str) -> Hit:
    line = text.count("\n", 0, start) + 1
    return Hit(WITHHELD, start, f"第 {line} 行标注了“{shown(note)}”，而提交到这里的内容都会公开。", _REMEDY)


@cache
def _attribute() -> re.Pattern[str]:
    label = spread("属性", "方式", "类别", "形式", "选项", "类型")
    against = spread("不予公开", "不公开", "不宜公开", "不得公开", "不对外公开", "免予公开", "免于公开", "依申请公开")
    return re.compile(
        rf"(?:[（(【［]{GAP}(?P<whole>{THIS})(?:(?!公开|附件)[^（()）【】［］\n]){{1,30}}{against}(?:{GAP}发布)?(?={GAP}[）)】］])"
        rf"|(?P<this>{THIS}|{spread('本信息', '此信息', '此页')}){GAP}"
        rf"{spread('不予公开', '不公开', '不宜公开', '依申请公开', '请勿公开', '不得公开', '暂不公开')}"
        rf"|(?P<label>{spread('公开')}{GAP}{label}){GAP}[:：|]{GAP}{spread('不予公开', '不公开', '依申请公开')}"
        rf"|(?:{THIS}{GAP})?{spread('请勿公开', '未经批准不得公开', '未经许可不得公开')}"
        rf"|[（(【［]{GAP}{against}(?:{GAP}发布)?{GAP}(?=[）)】］]))"
        rf"(?:{GAP}发布)?{GAP}(?=[，。；！,.;!）)】\]］」》★☆|\"'\n]|\Z)"
    )


def _is_option(text: str, match: re.Match[str]) -> bool:
    """Whether the attribute is one of several to choose from, or part of a longer clause."""
    if is_chinese(before(text, match.start())) and not (match["this"] or match["label"] or match["whole"]):
        return True
    return re.match(rf"[{CHINESE}、/／□]", text[match.end() : match.end() + 1]) is not None


def _ticked(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The choices against disclosure that are ticked in a line; boxes stand either all before or all behind."""
    choices = _CHOICE.findall(text[start:end])
    if not choices:
        return
    is_ahead = _boxed().match(text, start, end)
    found = list((_box_ahead() if is_ahead else _box_behind()).finditer(text, start, end))
    ticked = [match for match in found if not re.fullmatch(rf"[□☐◻○]|[（(\[]{GAP}[）)\]]", match["box"])]
    if len(ticked) == len(choices) and (len(choices) > 1 or _BULLET in ticked[0]["box"]):
        return
    yield from (match for match in ticked if match["choice"] != "主动公开")


@cache
def _boxed() -> re.Pattern[str]:
    """A line whose first choice has its box before it."""
    return re.compile(rf"(?:(?!{_CHOICE.pattern})[^\n]){{0,60}}?{_BOX}{GAP}(?:{_CHOICE.pattern})")


@cache
def _box_ahead() -> re.Pattern[str]:
    return re.compile(rf"(?P<box>{_BOX}){GAP}(?P<choice>{_CHOICE.pattern})(?![{CHINESE}])")


@cache
def _box_behind() -> re.Pattern[str]:
    return re.compile(rf"(?P<choice>{_CHOICE.pattern}){GAP}(?P<box>{_BOX})")
