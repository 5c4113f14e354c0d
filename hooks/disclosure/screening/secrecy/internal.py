"""The marks of internal papers and of those that are not to be disclosed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.findings import Rule
from disclosure.screening.secrecy.shapes import (
    CHINESE,
    GAP,
    before,
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
    basis=("2023要点/1", "711号令/16"),
    bad="内部资料，不得外传",
    good="泄露内部资料的，依法处理",
)
WITHHELD = Rule(
    "SEC-004",
    "没有“不予公开”“依申请公开”的标注",
    basis=("711号令/13", "80号文/一（一）"),
    bad="（此件依申请公开）",
    good="（此件公开发布）",
)
RULES = (INTERNAL, WITHHELD)

_PAPERS = ("件", "资料", "材料", "文件", "文", "表", "册", "稿", "名单", "手册", "内容")
_THIS = spread(*(this + paper for this in "本此该" for paper in _PAPERS))
# How a mark goes on after the word.
_GOES_ON = "注意|妥善|请|不得|严禁|禁止|切勿|勿|阅后|用后|不准|未经"
_END = rf"{GAP}(?=[，。；！,.;!）)】\]］」》★☆|\"'\n]|\Z)"
_INSIDE = spread("资料", "文件", "材料", "使用", "参考", "传阅", "掌握", "工作资料", "掌控", "参阅", "交流", "学习")
_ONLY = spread("仅供", "仅限", "只供", "只限", "限于", "限")
# 内部 with what it is for; alone it is a mark only where it stands as one.
_OWN = re.compile(
    rf"(?P<this>{_THIS}{GAP}(?:为|属于|属|系|是)?{GAP})?(?P<only>{_ONLY}{GAP}(?:本?单位|机关|街道|系统)?{GAP}(?:在)?)?"
    rf"{spread('内部')}{GAP}(?:{_INSIDE}|[★☆]){GAP}"
    rf"(?P<end>(?:使用|传阅|参考|掌握)?(?:{_END}|(?<=[ \t\u3000])(?={_GOES_ON})))?"
)
_SPREADING = re.compile(
    rf"(?P<this>{_THIS}{GAP})?{spread('不得', '严禁', '请勿', '禁止', '切勿', '不准', '不许', '勿')}{GAP}"
    rf"{spread('外传', '外泄', '对外传播', '对外提供', '翻印', '复印外传', '转发外传')}{_END}"
)
_WORK = re.compile(rf"{spread('工作秘密')}(?P<end>{GAP}(?:[★☆]|(?:\d{{1,2}}|[一二三四五六七八九十]){GAP}年|{_END}))")
_ATTRIBUTE = re.compile(
    rf"(?:(?P<this>{_THIS}|{spread('本信息', '此信息', '此页')}){GAP}"
    rf"{spread('不予公开', '不公开', '不宜公开', '依申请公开', '请勿公开', '不得公开', '暂不公开', '未经批准不得公开')}"
    rf"|{spread('公开属性', '公开方式', '公开类别', '公开形式')}{GAP}[:：|]{GAP}"
    rf"{spread('不予公开', '不公开', '依申请公开')}|{spread('请勿公开', '未经批准不得公开', '未经许可不得公开')}"
    rf"|[（(【［]{GAP}{spread('不予公开', '依申请公开', '不公开')}{GAP}(?=[）)】］])){_END}"
)
# A sentence that tells somebody what to do with papers is no mark on this one.
_DUTY = re.compile("人员|工作者|参会|应当|必须|按照|规定|要求|承诺|遵守|负有|义务|违反|凡|对于|知悉|获悉|情形|制度")
_LIST_FIELD = re.compile(r"[ \t-]*[a-z_]{2,20}:[ \t]*\[")
_BRACKETS = "（(【[［「〔"
# Quick to look for: no mark of the kind is without it.
_INSIDE_AT_ALL = re.compile(f"[内內]{GAP}部")
_SPREADING_AT_ALL = re.compile(f"外{GAP}[传傳泄播提]|翻{GAP}印")
_ATTRIBUTE_AT_ALL = re.compile(f"[请請予宜不得勿]{GAP}公{GAP}[开開]")
_WORK_AT_ALL = re.compile(f"工{GAP}作{GAP}[秘祕]")


def marks(text: str) -> Iterator[Hit]:
    """Every mark of an internal paper, and every note that a paper is not to be disclosed."""
    for start, end in _internal(text):
        message = f"这里有内部文件的标志“{shown(text[start:end])}”。"
        remedy = "请停止提交，送保密审查人员确认；可以公开的，由起草部门去掉标志后再提交。"
        yield Hit(INTERNAL, start, message, remedy)
    for _, match in _near(_ATTRIBUTE_AT_ALL, _ATTRIBUTE, text):
        if not is_taught(text, match.start(), match.end()) and not _is_option(text, match):
            message = f"这里标注了“{shown(match[0])}”，而提交到这里的内容都会公开。"
            yield Hit(
                WITHHELD, match.start(), message, "请撤下这份文件，并报告保密审查人员；属性标错的，改正后再提交。"
            )


def _internal(text: str) -> Iterator[tuple[int, int]]:
    seen: set[int] = set()
    kinds = (
        (_INSIDE_AT_ALL, _OWN, _is_own),
        (_SPREADING_AT_ALL, _SPREADING, _is_order),
        (_WORK_AT_ALL, _WORK, _is_work),
    )
    for trace, pattern, is_mark in kinds:
        for line, match in _near(trace, pattern, text):
            if line not in seen and is_mark(text, match) and not is_taught(text, match.start(), match.end()):
                seen.add(line)
                yield match.span()


def _near(trace: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The matches of a pattern, each with its line's beginning, looked for in the lines that have a trace of one."""
    for start, end in lines_with(trace, text):
        yield from ((start, match) for match in pattern.finditer(text, start, end))


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


def _is_option(text: str, match: re.Match[str]) -> bool:
    """Whether the attribute is one of several to choose from, or part of a longer clause."""
    if is_chinese(before(text, match.start())) and not match["this"]:
        return True
    return re.match(rf"[{CHINESE}、/／□]", text[match.end() : match.end() + 1]) is not None
