"""The six parts of an annual report, in its own text (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.expressions import expression
from disclosure.reading.prose import PLAIN, blocks

OVERVIEW, DISCLOSED, REQUESTS, APPEALS, PROBLEMS, OTHERS = SECTIONS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
_NUMBER = expression(r"^[（(]?[一二三四五六七八九十0-9]{1,2}[)）、.．]\s*")
_BLANK = expression(r"\s+")
_NOTHING = expression(
    r"(?:本年度?|本机关|本单位|我办|我街道|街道|目前|暂时|经自查|经梳理|，|、)*"
    r"(?:无|没有|暂无|不存在|未发现|略)(?:其他|任何|明显|突出|主要|需要|需|应当|报告|说明|的|存在|事项|问题|内容|情况|及|改进|、|和)*"
)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One part: its official title, where its heading begins, and the Markdown below the heading."""

    title: str
    start: int
    text: str


def sections(text: str) -> dict[str, ReportSection]:
    """The official parts that a text has, by their titles, in the order of the text."""
    heads = [(start, title) for start, title in _heads(text) if title in SECTIONS]
    ends = [*(start for start, _ in heads[1:]), len(text)] if heads else []
    found: dict[str, ReportSection] = {}
    for (start, title), end in zip(heads, ends, strict=True):
        body = text[start:end].partition("\n")[2]
        found.setdefault(title, ReportSection(title, start, body))
    return found


def headings(text: str) -> list[tuple[int, str]]:
    """All headings of a text, without their numbers, and where they begin."""
    return list(_heads(text))


def _heads(text: str) -> Iterator[tuple[int, str]]:
    for block in blocks(text):
        if block.level != PLAIN:
            yield block.start, _NUMBER.sub("", _BLANK.sub("", block.text))


def says_nothing(text: str) -> bool:
    """Whether a part has no words, or only says that there is nothing."""
    said = ["".join(block.text.split()).strip("。；;.") for block in blocks(text)]
    return all(not words or _NOTHING.fullmatch(words) for words in said)
