"""The marks of internal papers."""

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
    LINE_END,
    LINE_START,
    THIS,
    before,
    beginnings,
    in_lines,
    is_chinese,
    is_taught,
    line_after,
    line_before,
    lines_with,
    shown,
    spread,
)
from disclosure.screening.written import Hit

INTERNAL = Rule(
    "SEC-003",
    "没有内部资料、工作秘密的标志",
    basis=("要点/公开审查", "711号令/16"),
    bad="内部资料，不得外传",
    good="泄露内部资料的，依法处理",
)
RULES = (INTERNAL,)

# How a mark goes on after the word.
_GOES_ON = "注意|妥善|请|不得|严禁|禁止|切勿|勿|阅后|用后|不准|未经"
_END = rf"{GAP}(?=[，。；！,.;!）)】\]］」》★☆|\"'\n]|\Z)"
# A sentence that tells somebody what to do with papers is no mark on this one.
_DUTY = expression(
    "人员|工作者|参会|应当|必须|按照|规定|要求|承诺|遵守|负有|义务|违反|凡|对于|知悉|获悉|情形|制度"
    # So is a promise to those who answer a questionnaire, or a notice of copyright.
    "|[您你]|个人|隐私|本人|他人|调查|问卷|(?<![部本此])信息|保密工作|版权"
)
_PAPER_ENDS = expression("(?:稿|件|料|方案|报告|通知|名单|表|纪要|办法|细则|册|意见|函|通报|简报|总结|要点|请示|批复)$")
_LIST_FIELD = expression(r"[ \t-]*[a-z_]{2,20}:[ \t]*\[")
_BRACKETS = "（(【[［「〔"
# Quick to look for: no mark of the kind is without it.
_INSIDE_AT_ALL = expression(f"[内內]{GAP}部")
_SPREADING_AT_ALL = expression(f"外{GAP}[传傳泄播提]|翻{GAP}印")
# Behind a mark no word goes on but that of its years.
_WORK_AT_ALL = expression(rf"工{GAP}作{GAP}[秘祕]{GAP}密(?=[^{CHINESE}]|[一二三四五六七八九十]|\Z)")
_RETURN_AT_ALL = expression(f"[阅閱用]{GAP}[后後]")
_INSIDE = Sought(*beginnings("内部"))
_SPREADING = Sought(*beginnings("外传", "外泄", "外播", "外提", "翻印"), "外傳")
_WORK = Sought(*beginnings("工作"))
_RETURN = Sought(*beginnings("阅后", "用后"), "阅後", "閱後", "用後")


def marks(text: str, found: WordsFound) -> Iterator[Hit]:
    """Every mark of an internal paper."""
    for start, end in _internal(text, found):
        message = f"这里有内部文件的标志“{shown(text[start:end])}”。"
        remedy = "请停止提交，送保密审查人员确认；可以公开的，由起草部门去掉标志后再提交。"
        yield Hit(INTERNAL, start, message, remedy)


def _internal(text: str, found: WordsFound) -> Iterator[tuple[int, int]]:
    seen: set[int] = set()
    inside = list(lines_with(_INSIDE_AT_ALL, text)) if _INSIDE in found else []
    kinds = (
        (inside, _own, _is_own),
        (inside, _telegram, lambda *_: True),
        (inside, _bracketed, _is_bracketed),
        (lines_with(_SPREADING_AT_ALL, text) if _SPREADING in found else (), _spreading, _is_order),
        (lines_with(_RETURN_AT_ALL, text) if _RETURN in found else (), _return, _is_order),
        (lines_with(_WORK_AT_ALL, text) if _WORK in found else (), _work, _is_work),
    )
    for lines, pattern, is_mark in kinds:
        for line, match in in_lines(lines, pattern, text):
            if line not in seen and is_mark(text, match) and not is_taught(text, match.start(), match.end()):
                seen.add(line)
                yield match.span()


@cache
def _own() -> re.Pattern[str]:
    """内部 with what it is for; alone it is a mark only where it stands as one."""
    inside = spread(
        "资料", "文件", "材料", "使用", "参考", "传阅", "掌握", "工作资料", "掌控", "参阅", "交流", "学习", "明电"
    )
    only = spread("仅供", "仅限", "只供", "只限", "限于", "限")
    return re.compile(
        rf"(?P<this>{THIS}{GAP}(?:为|属于|属|系|是)?{GAP})?"
        rf"(?P<only>{only}{GAP}(?:本?单位|机关|街道|系统)?{GAP}(?:在)?)?"
        rf"{spread('内部')}{GAP}(?:{inside}|[★☆]){GAP}"
        rf"(?P<end>(?:使用|传阅|参考|掌握)?(?:{_END}|(?<=[ \t\u3000])(?={_GOES_ON})))?"
    )


@cache
def _telegram() -> re.Pattern[str]:
    """内部明电 at the head of a telegram, its number or urgency beside it."""
    return re.compile(rf"{LINE_START}{spread('内部明电')}(?=[ \t\u3000*_|]|{LINE_END})")


@cache
def _bracketed() -> re.Pattern[str]:
    """内部 alone in brackets."""
    return re.compile(rf"(?P<open>[（(【［\[〔「]){GAP}(?P<mark>{spread('内部')}){GAP}[）)】］\]〕」](?![(\[])")


@cache
def _spreading() -> re.Pattern[str]:
    leave = rf"{spread('未经')}{GAP}{spread('许可', '批准', '同意', '允许', '授权')}{GAP}[，,]?{GAP}"
    return re.compile(
        rf"(?P<this>{THIS}{GAP})?(?:{leave})?"
        rf"{spread('不得', '严禁', '请勿', '禁止', '切勿', '不准', '不许', '勿')}{GAP}"
        rf"{spread('外传', '外泄', '对外传播', '对外提供', '翻印', '复印外传', '转发外传')}{_END}"
    )


@cache
def _return() -> re.Pattern[str]:
    """That a paper is to be handed back or destroyed when read."""
    return re.compile(
        rf"(?P<this>{THIS}{GAP})?(?:请{GAP})?[阅閱用]{GAP}[后後]{GAP}(?:请|务必)?{GAP}(?:及时|立即|即)?{GAP}"
        rf"{spread('退回', '交回', '收回', '退还', '销毁', '焚毁', '清退', '毁', '焚')}{_END}"
    )


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"{spread('工作秘密')}(?P<end>{GAP}(?:[★☆]|(?:\d{{1,2}}|[一二三四五六七八九十]){GAP}年|{_END}))")


def _is_own(text: str, match: re.Match[str]) -> bool:
    """内部资料 and the like: said of this paper, with 仅供 before, or set off by itself."""
    if any(star in match[0] for star in "★☆"):
        return not is_chinese(before(text, match.start()))
    if match["end"] is None or is_chinese(before(text, match.start())):
        return False
    if match["this"]:
        return True
    if match["only"]:
        return _is_set_off(text, match) or not _DUTY.search(_sentence(text, match.start()))
    return _is_set_off(text, match)


def _is_bracketed(text: str, match: re.Match[str]) -> bool:
    """（内部）: before or behind a title, the title that of a paper; not a room or a gate that is for staff."""
    if not _opens_its_line(text, match.start()):
        return False
    ahead = line_before(text, match.start()).strip(" \t*_#>-|\u3000\"'")
    return not ahead or ahead.endswith(":") or match["open"] in "【［〔" or _PAPER_ENDS.search(ahead) is not None


def _is_order(text: str, match: re.Match[str]) -> bool:
    """不得外传: said of this paper, or set off; not a clause of a sentence about duties."""
    if is_chinese(before(text, match.start())):
        return False
    return bool(match["this"]) or not _DUTY.search(_sentence(text, match.start()))


def _is_work(text: str, match: re.Match[str]) -> bool:
    if is_chinese(before(text, match.start())):
        return _labelled(text, match)
    return bool(re.search(r"[★☆年]", match["end"])) or _is_set_off(text, match) or _labelled(text, match)


def _labelled(text: str, match: re.Match[str]) -> bool:
    return re.search(rf"密{GAP}级{GAP}[:：|]{GAP}\Z", text[max(0, match.start() - 20) : match.start()]) is not None


def _is_set_off(text: str, match: re.Match[str]) -> bool:
    """Whether a mark begins its line or stands in brackets, and goes on as marks do."""
    ahead = before(text, match.start())
    after = text[match.end() : match.end() + 12].lstrip(" \t*_\u3000")
    if ahead in tuple(_BRACKETS):
        return after[:1] in tuple("）)】]］」〕") and _opens_its_line(text, match.start())
    if ahead not in ("", "#", ">", "-", "!", "！", '"', "'", "。") and not _is_value(text, match.start()):
        return False
    return after[:1] in ("", "\n", '"', "'", "★", "☆", "！", "!", "。") or bool(
        re.match(rf"[，,；;]?{GAP}(?:{_GOES_ON})", after)
    )


def _opens_its_line(text: str, start: int) -> bool:
    """Whether a bracket stands at the beginning or at the end of its line, as 版头 and 附注 do."""
    line = line_before(text, start) + line_after(text, start)
    if _LIST_FIELD.match(line):
        return False
    bare = line.strip(" \t*_#>-\u3000|\"'")
    bare = bare.partition(": ")[2] or bare
    return bare[:1] in tuple(_BRACKETS) or (bare[-1:] in tuple("）)】]］」") and len(bare) < 60)


def _is_value(text: str, start: int) -> bool:
    return re.fullmatch(r"[ \t-]*[a-z_]{2,20}:[ \t]*[\"']?", line_before(text, start)) is not None


def _sentence(text: str, start: int) -> str:
    """What stands before ``start`` in its sentence."""
    return line_before(text, start).rpartition("。")[2]
