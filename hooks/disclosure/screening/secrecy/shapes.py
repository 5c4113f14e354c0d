"""How a word of a mark may be written: spread with blanks, hidden signs, emphasis or tags; and where a mark stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from disclosure.expressions import expression

_SIGNS = "[ \\t\u3000\u00a0\u200b-\u200f\u2060\ufeff\u00ad*_~`]{0,40}"
GAP = rf"{_SIGNS}(?:<[^<>\n]{{0,40}}+>{_SIGNS}){{0,3}}"
_GAP_CHARACTERS = frozenset(" \t\u3000\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad*_~`")
CHINESE = "\u4e00-\u9fff"
# What may stand before a mark that has its line to itself: Markdown, brackets, a field's name in YAML.
_FIELD = r"(?:[a-z_]{2,20}:[ \t]*(?![\[ \t]))?[\"']?"
LINE_START = rf"(?<![^\n])(?>(?:[ \t>#+\-|\u3000\ufeff\u200b*_]|<[^<>\n]{{0,40}}+>){{0,20}}){_FIELD}{GAP}"
LINE_END = r"(?=(?>(?:[ \t|#\"'\u3000\u200b*_!！。]|<[^<>\n]{0,40}+>){0,20})(?:\n|\Z))"

# The traditional and other shapes of the characters that marks are made of.
_SHAPES = {
    "绝": "绝絕",
    "机": "机機",
    "秘": "秘祕",
    "内": "内內",
    "传": "传傳",
    "资": "资資",
    "开": "开開",
    "签": "签簽",
    "发": "发發",
    "号": "号號",
    "级": "级級",
    "严": "严嚴",
    "请": "请請",
    "阅": "阅閱",
    "参": "参參",
    "仅": "仅僅",
    "限": "限",
}
_TEACHES = expression("标志|标识|标注|标明|注明|字样|写明|样式|形式|格式|例如|譬如|比如|附注|识别|标为|写成")
# So far around a mark its line is looked through.
_AROUND = 300
_QUOTES = {"“": "”", "‘": "’", "「": "」", '"': '"'}


def spread(*words: str) -> str:
    """A pattern for any of the words, however their characters are spread."""
    return "(?:" + "|".join(GAP.join(f"[{_SHAPES.get(char, char)}]" for char in word) for word in words) + ")"


def beginnings(*words: str) -> Iterator[str]:
    """How any of these words begins, however its characters are spread: its first two, or its first and a gap."""
    for word in words:
        for first in _SHAPES.get(word[0], word[0]):
            yield from (f"{first}{second}" for second in (*_SHAPES.get(word[1], word[1]), *_GAP_CHARACTERS, "<"))


_PAPERS = ("件", "资料", "材料", "文件", "文", "表", "册", "稿", "名单", "手册", "内容")
# This paper, as a mark speaks of it.
THIS = rf"[本此该]{GAP}{spread(*_PAPERS)}"


def before(text: str, start: int) -> str:
    """The last character before ``start`` that is no blank, emphasis or the like; "" at the beginning of a line."""
    while start and text[start - 1] in _GAP_CHARACTERS:
        start -= 1
    return text[start - 1] if start and text[start - 1] != "\n" else ""


def is_chinese(character: str) -> bool:
    """Whether this is a Chinese character, so that what follows may be part of a longer word."""
    return "\u4e00" <= character <= "\u9fff"


def lines_with(trace: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end that have a trace of something; each line once."""
    end = -1
    for found in trace.finditer(text):
        if found.start() > end:
            start = text.rfind("\n", 0, found.start()) + 1
            end = text.find("\n", found.end())
            end = len(text) if end < 0 else end
            yield start, end


def near(
    trace: re.Pattern[str], pattern: Callable[[], re.Pattern[str]], text: str
) -> Iterator[tuple[int, re.Match[str]]]:
    """The matches of a pattern, each with its line's beginning, looked for in the lines that have a trace of one.

    The pattern is a function: most texts have no trace, and then it need not be compiled.
    """
    yield from in_lines(lines_with(trace, text), pattern, text)


def in_lines(
    lines: Iterable[tuple[int, int]], pattern: Callable[[], re.Pattern[str]], text: str
) -> Iterator[tuple[int, re.Match[str]]]:
    """The matches of a pattern in some lines, each with its line's beginning."""
    for start, end in lines:
        yield from ((start, match) for match in pattern().finditer(text, start, end))


def is_taught(text: str, start: int, end: int) -> bool:
    """Whether a mark is only shown as an example: it stands in quotes, in a line that speaks of marking."""
    closing = _QUOTES.get(before(text, start).strip() or " ")
    if closing is None or closing not in text[end : end + 6]:
        return False
    return _TEACHES.search(f"{line_before(text, start)}\n{line_after(text, end)}") is not None


def line_before(text: str, start: int) -> str:
    """What stands before ``start`` in its line."""
    return text[max(0, start - _AROUND) : start].rpartition("\n")[2]


def line_after(text: str, end: int) -> str:
    """What stands from ``end`` on in its line."""
    return text[end : end + _AROUND].partition("\n")[0]


def shown(mark: str) -> str:
    """A mark as it reads, without what was hidden in it, and without a bracket that it does not close."""
    seen = re.sub(r"<[^<>\n]{0,40}>", "", mark)
    bare = "".join(char for char in seen if char not in _GAP_CHARACTERS).strip("\n|#>-\"'")
    return bare if bare.endswith(tuple("）)】］]")) else bare.lstrip("（(【［[")
