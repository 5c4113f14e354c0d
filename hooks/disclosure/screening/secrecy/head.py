"""What only the head of an internal paper bears: its copy number (份号) and who signed it out (签发人)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.reading.sought import Sought, WordsFound
from disclosure.screening.secrecy.levels import LEVEL
from disclosure.screening.secrecy.shapes import (
    CHINESE,
    GAP,
    LINE_END,
    LINE_START,
    beginnings,
    lines_with,
    near,
    spread,
)
from disclosure.screening.written import Hit

COPY = Rule(
    "SEC-005", "没有份号", basis=("保密法/22", "711号令/17"), bad="版头第一行是“000012”", good="邮政编码：000012"
)
SIGNED = Rule(
    "SEC-006", "没有签发人", basis=("711号令/16", "711号令/17"), bad="签发人：某某某", good="由签发人核对后印发"
)
RULES = (COPY, SIGNED)

_COPY_LABEL = expression(rf"{spread('份号')}{GAP}[:：]?{GAP}(?:№|N[oO][.．]?)?{GAP}\d{{6}}(?!\d)")
_COPY_LINE = expression(rf"{LINE_START}(?:№|N[oO][.．]?)?{GAP}(?P<mark>\d{{6}}){LINE_END}")
# What follows a copy number in a paper's head within a few lines.
_BELOW = expression(
    rf"(?:[ \t]*\n){{1,3}}(?:[^\n]*\n\s*){{0,3}}?[ \t>#*]*"
    rf"(?:{LEVEL}|{spread('特急', '加急', '签发人')}|[^\n]{{2,40}}文件[ \t*]*(?:\n|\Z)|[^\n]{{2,20}}〔\d{{4}}〕)"
)
_COPY_AT_ALL = expression(r"\d(?<!\d\d)\d{5}(?!\d)")
_SIGNED_AT_ALL = expression(f"[签簽]{GAP}[发發]")
_LABEL, _SIGNED = Sought(*beginnings("份号")), Sought(*beginnings("签发"))
# The head of a paper ends long before this.
_HEAD_LINES = 15
# So far around a line its neighbours are looked through.
_FAR = 300
_NO_NAME = expression(
    "职责|负责|姓名|签字|签名|日期|盖章|意见|审核|核稿|拟稿|主任|领导|待定|单位|部门|职务|电话|备注|按|由|指|是"
)
# A certificate is signed out too, and says when and by whom beside it.
_CERTIFICATE = expression("[签簽][发發](?:日期|时间|机关|机构|单位)|发证|证书|有效期")

_REPORT = "请停止提交，送保密审查人员确认；可以公开的，去掉版头后再提交。"


def marks(text: str, found: WordsFound) -> Iterator[Hit]:
    """Every copy number and every 签发人 with a name."""
    for match in _COPY_LABEL.finditer(text) if _LABEL in found else ():
        yield Hit(COPY, match.start(), "这里有份号，带份号的是涉密或者内部文件。", _REPORT)
    end = _end_of_head(text)
    for start, _ in lines_with(_COPY_AT_ALL, text[:end]):
        copy = _COPY_LINE.match(text, start)
        if copy and _BELOW.match(text, copy.end()):
            message = f"这一行的六位数字“{copy['mark']}”像是涉密文件版头的份号。"
            yield Hit(COPY, copy.start("mark"), message, _REPORT)
    for line, match in near(_SIGNED_AT_ALL, _signed, text) if _SIGNED in found else ():
        if match["colon"] is None and line > end:
            continue
        if not _NO_NAME.search(match["name"]) and not _CERTIFICATE.search(_around(text, line)):
            yield Hit(SIGNED, match.start("name"), "这里写了签发人，是请示、报告等上行文的版头。", _REPORT)


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{LINE_START}|[〕\]）)]{GAP}\d{{1,5}}{GAP}号{GAP})"
        rf"(?:{spread('签发人', '签发')}{GAP}(?P<colon>[:：])|{spread('签发人')}(?=[ \t\u3000\u00a0*_])){GAP}"
        rf"(?P<name>[{CHINESE}](?:{GAP}[{CHINESE}*×＊]){{1,3}})"
        rf"(?=[ \t\u3000*_]{{0,20}}(?:[、，,；|\n]|[ \u3000]|\Z))"
    )


def _around(text: str, line: int) -> str:
    """The line that begins there, with the one above and the one below."""
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    return text[max(above, line - _FAR) : line] + "\n".join(text[line : line + _FAR].split("\n", 2)[:2])


def _end_of_head(text: str) -> int:
    """Where the head of a paper is over for certain; front matter does not count."""
    closing = text.find("\n---\n") if text.startswith("---\n") else -1
    end = closing + 4 if closing >= 0 else -1
    for _ in range(_HEAD_LINES):
        end = text.find("\n", end + 1)
        if end < 0:
            return len(text)
    return end
