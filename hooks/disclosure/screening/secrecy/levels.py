"""The marks of state secrets: 绝密、机密、秘密 with ★ and period, beside 密级, or alone on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.reading.sought import Sought, WordsFound
from disclosure.screening.secrecy.shapes import (
    CHINESE,
    GAP,
    LINE_END,
    LINE_START,
    THIS,
    before,
    beginnings,
    is_chinese,
    is_taught,
    line_after,
    lines_with,
    near,
    shown,
    spread,
)
from disclosure.screening.written import Hit

_BASIS = ("保密法/22", "保密法/35", "保密法实施条例/5", "19号函/泄露国家秘密")
MARK = Rule(
    "SEC-001",
    "没有国家秘密标志",
    basis=_BASIS,
    bad="秘密★1年",
    good="依法保守国家秘密",
    waivable=False,
)
ALONE = Rule(
    "SEC-002", "版头没有密级", basis=_BASIS, bad="一行里只有“机密”", good="一行里只有“机密性要求”", waivable=False
)
RULES = (MARK, ALONE)

LEVEL = f"[绝絕机機秘祕]{GAP}密(?:{GAP}[级級])?"
_STAR = "[★☆✩✪✫✬✭✮✯✰⭐🌟⋆✦✶]"
_PERIOD = (
    rf"(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}}){GAP}(?:年|个{GAP}月)|长{GAP}期|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)"
)
_URGENCY = spread("特急", "加急", "平急", "特提", "急件")
_WITH_STAR = expression(rf"{LEVEL}{GAP}[\uff0a﹡]?{_STAR}{GAP}(?P<period>{_PERIOD})?")
_WITH_PERIOD = expression(rf"(?P<level>{LEVEL})(?P<between>{GAP}[\uff0a﹡·•（(]?{GAP}){_PERIOD}(?:{GAP}[）)])?")
_ALONE = expression(
    rf"{LINE_START}(?:\d{{6}}{GAP}|{_URGENCY}{GAP})?[【\[［（(〔「]?{GAP}(?P<mark>{LEVEL})"
    rf"(?:{GAP}(?:文{GAP}件|资{GAP}料|材{GAP}料|{_URGENCY}))?{GAP}[】\]］）)〕」]?{LINE_END}"
)
_IN_FRONT = expression(rf"(?:[【［]|\[(?<![a-z]: .)){GAP}(?P<mark>{LEVEL}){GAP}[】］\]]")
_CANDIDATE = expression(f"[绝絕机機秘祕]{GAP}密")
_FIELD_AT_ALL = expression(f"密{GAP}[责責期]|知{GAP}悉")
_LEVEL_AT_ALL = Sought(*beginnings("绝密", "机密", "秘密"), "絕密", "機密", "祕密")
_FIELD = Sought(*beginnings("密责", "密期", "知悉"), "密責")
_MARKED_BY_STAR = Sought(*_STAR.strip("[]"))
# The first word of a line on which a level is alone: the level, how urgent it is, or what is hidden in a tag.
_FIRST = expression(f"[<{CHINESE}]")
_MAY_BEGIN = "绝絕机機秘祕特加平急<"
# A sentence that explains such a field does not fill it in.
_EXPLAINS = expression("应当|根据|按照|国家秘密|机关、单位|本机关|指|最小|规定|除|负责|姓名|签字|签名|职责|需要|填")
# So many lines around a lone level, another level alone means that the levels are being listed.
_LIST = 6
_Lines = Sequence[tuple[int, int]]  # where the lines begin and end in which a level may stand
# Two patterns that fit within so many characters have found the same mark.
_NEAR = 6

_STOP = "请立即停止提交，不要合并或者转发，并报告保密工作人员；确实标错的，经定密责任人确认后再删去。"


def marks(text: str, found: WordsFound) -> Iterator[Hit]:
    """Every mark of a state secret in a text."""
    for _, match in near(_FIELD_AT_ALL, _field, text) if _FIELD in found else ():
        if not _EXPLAINS.search(match["value"]):
            message = f"这里填了“{shown(match['label'])}”，这一栏只有涉密文件才有。"
            yield Hit(MARK, match.start("label"), message, _STOP)
    lines = list(lines_with(_CANDIDATE, text)) if _LEVEL_AT_ALL in found else []
    if not lines:
        return
    seen: set[int] = set()
    last = -_NEAR
    for start, end in sorted(_marked(text, lines, has_star=_MARKED_BY_STAR in found)):
        if start - last >= _NEAR and not is_taught(text, start, end):
            last = start
            seen.add(start)
            yield Hit(MARK, start, f"这里有国家秘密标志“{shown(text[start:end])}”。", _STOP)
    heads = [head for first, _ in lines if (head := _head_at(text, first)) is not None]
    for start, end in _alone(text, heads):
        if start not in seen and not is_taught(text, start, end):
            yield Hit(ALONE, start, f"这一行只有密级“{shown(text[start:end])}”，像是涉密文件的版头。", _STOP)
    bare = {head.start() for head in heads}
    for start, end in _beside_title(text, [line for line in lines if line[0] not in bare]):
        if start not in seen and not is_taught(text, start, end):
            yield Hit(ALONE, start, f"标题上标着密级“{shown(text[start:end])}”，像是涉密文件。", _STOP)


@cache
def _field() -> re.Pattern[str]:
    """What only the record of a secret paper has, filled in."""
    period = rf"{spread('保密期限')}(?={GAP}[:：]{GAP}{_PERIOD}{LINE_END})"
    return re.compile(
        rf"{LINE_START}(?P<label>{spread('定密责任人', '知悉范围')}|{period})"
        rf"{GAP}[:：]{GAP}(?P<value>[{CHINESE}\d][^\n]{{0,60}})"
    )


def _marked(text: str, lines: _Lines, *, has_star: bool) -> Iterator[tuple[int, int]]:
    for match in _WITH_STAR.finditer(text) if has_star else ():
        if match["period"] or not is_chinese(before(text, match.start())):
            yield match.span()
    dated = _holding("年月期", text, lines)
    with_period = (match for first, last in dated for match in _WITH_PERIOD.finditer(text, first, last))
    starless = [match for match in with_period if _is_starless_mark(text, match)]
    yield from _unlisted(text, [(match.span(), shown(match["level"])[:2]) for match in starless])
    for first, last in _holding("级", text, lines):
        for match in _labelled().finditer(text, first, last):
            yield match.span("mark")


@cache
def _labelled() -> re.Pattern[str]:
    """A level beside 密级, or said to be that of this paper."""
    is_it = "(?:(?:确定|定)?[为為]|是|属于|属)"
    return re.compile(
        rf"(?:密{GAP}级{GAP}[:：|]|{THIS}{GAP}的?{GAP}密{GAP}级{GAP}{is_it}"
        rf"|{LINE_START}密{GAP}级{GAP}{is_it}(?={GAP}{LEVEL}{LINE_END})){GAP}"
        rf"(?P<mark>{LEVEL}){GAP}(?![{CHINESE}、/／或□])"
    )


def _unlisted(text: str, found: list[tuple[tuple[int, int], str]]) -> Iterator[tuple[int, int]]:
    """The marks that are not part of a list of levels: no other level stands next to them in the same way."""
    for number, ((start, end), level) in enumerate(found):
        around = found[max(0, number - 1) : number + 2]
        if all(other == level or _lines(text, place, start) > _LIST for (place, _), other in around):
            yield start, end


def _is_starless_mark(text: str, match: re.Match[str]) -> bool:
    """A level and a period with * or the like between them, or alone on their line."""
    if set(match["between"]) & set("*＊﹡·•") and not match["between"].startswith("**"):
        return not is_chinese(before(text, match.start()))
    rest = line_after(text, match.end()).strip(" \t*_|\u3000")
    return before(text, match.start()) in ("", "#", ">", "-", ":", '"') and rest in ("", "特急", "加急", '"')


def _holding(signs: str, text: str, lines: _Lines) -> _Lines:
    """The lines that hold one of some signs, without which what is looked for cannot be there."""
    return [(first, last) for first, last in lines if any(text.find(sign, first, last) >= 0 for sign in signs)]


def _head_at(text: str, start: int) -> re.Match[str] | None:
    """A level that is alone on the line that begins there: then no other word is the first of that line."""
    first = _FIRST.search(text, start)
    return _ALONE.match(text, start) if first is not None and first[0] in _MAY_BEGIN else None


def _alone(text: str, matches: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    yield from _unlisted(text, [(match.span("mark"), shown(match["mark"])[:2]) for match in matches])


def _beside_title(text: str, lines: _Lines) -> Iterator[tuple[int, int]]:
    """A level in brackets before or behind a title."""
    framed = _holding("】］]", text, lines)
    for match in (match for first, last in framed for match in _IN_FRONT.finditer(text, first, last)):
        is_link = text[match.end() : match.end() + 1] in ("(", "[")
        if not is_chinese(before(text, match.start())) and not is_link:
            yield match.span("mark")
    closed = _holding("）)", text, lines)
    behind = filter(None, (_behind().match(text, first) for first, _ in closed))
    titled = [match for match in behind if re.search(f"[{CHINESE}]", match["title"])]
    yield from _unlisted(text, [(match.span("mark"), shown(match["mark"])[:2]) for match in titled])


@cache
def _behind() -> re.Pattern[str]:
    """（秘密） at the end of a title."""
    level = rf"(?P<mark>{LEVEL}(?:{GAP}{_PERIOD})?)"
    return re.compile(rf"(?P<title>[^\n。；]{{2,80}})[（(]{GAP}{level}{GAP}[）)](?:\.[a-z]{{3,4}})?{LINE_END}")


def _lines(text: str, one: int, other: int) -> int:
    return text.count("\n", min(one, other), max(one, other))
