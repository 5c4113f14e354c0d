"""The levels 一、（一）1.（1）: numbered in order, none skipped, none twice, none under a lower one.

A lower level may begin anew under each heading, or run on through all of them: 一、（一）（二）二、（三）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.numerals import chinese_number, int_of
from disclosure.screening.wording.prose import Prose, Slip
from disclosure.screening.written import Known

RULE = Rule(
    "FRM-004", "层次序号连续、写法规范", Severity.WARNING, ("本办制度/15",), bad="一、…… 三、……", good="一、…… 二、……"
)

_CHINESE = "一二三四五六七八九十百"
_LINE = expression(
    r"\n(?P<lead>[ \t>\u3000]*+)(?P<hashes>#{0,6})[ \t]*+(?P<bold>\**+)(?:"
    rf"(?P<first>(?P<a>[{_CHINESE}]{{1,4}})(?P<mark>[、.．，,]))(?!\d{{1,3}}(?!\d))"
    rf"|(?P<second>[（(](?P<b>[{_CHINESE}]{{1,4}})[）)](?P<extra>[、.．]?))"
    r"|(?P<third>(?P<c>\d{1,3})(?P<point>[.．、](?P<gap>[ \t]*)))"
    r"(?:(?<=、)(?!\d{1,4}[、，,.号栋幢楼])|(?!\d))(?!\ue000)"
    r"|(?P<fourth>[（(](?P<d>\d{1,3})[）)](?P<fourth_extra>[、.．]?))"
    r"|(?P<ordinal>第(?P<e>[一二三四五六七八九十]{1,3})、)"
    r"|(?P<plain>\#|第[一二三四五六七八九十百零〇\d]{1,6}[条章节编部]"
    r"|附件(?:[:：][ \t]*(?P<listed>1[.．、]))?|附表|附：|\|?-{3,}|\|))"
)
_NUMBER = expression(rf"[\d{_CHINESE}]+")
_LEVELS = ("a", "b", "c", "d")
_FORMS = ("{}、", "（{}）", "{}.", "（{}）")
# The same numbers within a line: what is pasted from a web page may have lost the ends of its lines.
_WITHIN = (
    rf"(?<=[\s。；;：:|])(?P<number>[{_CHINESE}]{{1,4}})、",
    rf"[（(](?P<number>[{_CHINESE}]{{1,4}})[）)]",
    r"(?<=[\s。；;：:|])(?P<number>\d{1,3})[.．、](?!\d)",
    r"[（(](?P<number>\d{1,3})[）)]",
)


@dataclass
class _Count:
    """How far one level has come: its last number, where that ends, and whether something has come between since."""

    number: int
    end: int
    broken: bool = False


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every number of a heading or item that is out of order or badly written."""
    if not prose.is_markdown:
        return
    counts: list[_Count | None] = [None] * 4
    ended = [0] * 4
    body, offset = "\n" + text[prose.body_start :], prose.body_start - 1
    seen, quoted = 0, 0
    for match in _LINE.finditer(body):
        quoted += body.count("“", seen, match.start()) - body.count("”", seen, match.start())
        seen = match.start()
        if quoted > 0:
            continue  # the numbers of what is quoted over several paragraphs are not this text's
        if match["plain"]:
            _break(counts)
            if match["listed"]:
                counts[2:] = [_Count(1, match.end()), None]
        elif match["ordinal"]:
            start = offset + match.start("ordinal")
            message = f"“{match['ordinal']}”的“第”和“、”不能同时用。"
            mended = f"第{match['e']}，"
            yield Slip(RULE, start, start + len(match["ordinal"]), message, f"请写成“{mended}”或“{match['e']}、”。")
        else:
            yield from _numbered(match, offset, counts, ended)


def _break(counts: list[_Count | None]) -> None:
    for count in counts:
        if count is not None:
            count.broken = True


def _numbered(match: re.Match[str], offset: int, counts: list[_Count | None], ended: list[int]) -> Iterator[Slip]:
    level = next(number for number, name in enumerate(_LEVELS) if match[name])
    number = int_of(match[_LEVELS[level]]) or 0
    written = (match["first"], match["second"], match["third"], match["fourth"])[level].strip()
    start = offset + match.start(("first", "second", "third", "fourth")[level])
    is_list = level == 2 and match["point"].startswith(".") and bool(match["gap"])
    wrong_form = None if is_list else _form_fault(match, level, written)
    if wrong_form is not None:
        yield Slip(RULE, start, start + len(written), *wrong_form, kin=f"{level}{_NUMBER.sub('', written)}")
    runs_on = level > 0 and counts[level] is None and 0 < ended[level] == number - 1
    fault = (
        None
        if runs_on
        else _order_fault(level, number, counts, is_list=is_list, in_list=bool(match["lead"].strip(">")))
    )
    if fault and not _counted_within(match, level, number, counts):
        message, remedy = fault
        yield Slip(RULE, start, start + len(written), f"序号“{written}”{message}", remedy)
    counts[level] = _Count(number, match.end())
    for lower, count in enumerate(counts[level + 1 :], level + 1):
        ended[lower] = count.number if count is not None else ended[lower]
        counts[lower] = None


def _form_fault(match: re.Match[str], level: int, written: str) -> tuple[str, str] | None:
    """What is wrong with how a number is written, and its remedy."""
    bare = match[_LEVELS[level]]
    good = _FORMS[level].format(bare)
    if level == 0 and match["mark"] != "、" or level in (1, 3) and (match["extra"] or match["fourth_extra"]):
        return f"序号“{written}”写法不规范。", f"请写成“{good}”，别处也这样写。"
    if level == 2 and match["point"][0] == "、":
        return f"序号“{written}”写法不规范。", f"请写成“{good}”，别处也这样写。"
    return None


def _order_fault(
    level: int, number: int, counts: list[_Count | None], *, is_list: bool, in_list: bool
) -> tuple[str, str] | None:
    """What is wrong with where a number stands."""
    last = counts[level]
    form = _FORMS[level].format
    if number == 1:
        if last is not None and last.number == 1 and not last.broken and not is_list and not any(counts[level + 1 :]):
            return "重复。", f"请改成“{form(_written(2, level))}”，并核对后面的序号。"
        upside_down = level < 2 and last is None and any(count and not count.broken for count in counts[level + 1 : 3])
        if upside_down and not is_list:
            return "出现在下一级序号里面，层次颠倒。", "请按“一、”“（一）”“1.”“（1）”的顺序使用序号。"
        return None
    if last is None or (last.broken and level):
        return None if in_list or last is not None or level == 3 else _without_first(level)
    if number == last.number + 1:
        return None
    if number == last.number:
        return "重复。", f"请改成“{form(_written(number + 1, level))}”，并核对后面的序号。"
    expected = form(_written(last.number + 1, level))
    return f"与前面的“{form(_written(last.number, level))}”不连续。", f"请改成“{expected}”，或者补上缺少的部分。"


def _counted_within(match: re.Match[str], level: int, number: int, counts: list[_Count | None]) -> bool:
    """Whether the numbers that are missing stand within the lines above, behind each other."""
    last = counts[level]
    above = match.string[last.end if last else 0 : match.start()]
    wanted = last.number + 1 if last else 1
    if wanted >= number:
        return False
    for found in re.finditer(_WITHIN[level], above):
        wanted += int_of(found["number"]) == wanted
    return wanted >= number


def _without_first(level: int) -> tuple[str, str]:
    first = _FORMS[level].format(_written(1, level))
    return f"前面没有“{first}”。", f"请从“{first}”开始编号，或者补上缺少的部分。"


def _written(number: int, level: int) -> str:
    if level > 1:
        return str(number)
    return chinese_number(number)
