"""What only the head of an internal paper bears: its copy number (份号) and who signed it out (签发人)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.findings import Rule
from disclosure.screening.secrecy.levels import LEVEL
from disclosure.screening.secrecy.shapes import CHINESE, GAP, LINE_END, LINE_START, spread
from disclosure.screening.written import Hit

COPY = Rule(
    "SEC-005", "没有份号", basis=("保密法/22", "711号令/17"), bad="版头第一行是“000012”", good="邮政编码：000012"
)
SIGNED = Rule(
    "SEC-006", "没有签发人", basis=("711号令/16", "711号令/17"), bad="签发人：某某某", good="由签发人核对后印发"
)
RULES = (COPY, SIGNED)

_COPY_LABEL = re.compile(rf"{spread('份号')}{GAP}[:：]?{GAP}(?:№|N[oO][.．]?)?{GAP}\d{{6}}(?!\d)")
_COPY_LINE = re.compile(rf"{LINE_START}(?:№|N[oO][.．]?)?{GAP}(?P<mark>\d{{6}}){LINE_END}")
# What follows a copy number in a paper's head within a few lines.
_BELOW = re.compile(
    rf"(?:[ \t]*\n){{1,3}}(?:[^\n]*\n\s*){{0,3}}?[ \t>#*]*"
    rf"(?:{LEVEL}|{spread('特急', '加急', '签发人')}|[^\n]{{2,40}}文件[ \t*]*(?:\n|\Z)|[^\n]{{2,20}}〔\d{{4}}〕)"
)
_COPY_AT_ALL = re.compile(rf"\d\d\d\d\d\d{LINE_END}")
_SIGNED_AT_ALL = re.compile(f"[签簽]{GAP}[发發]")
# The head of a paper ends long before this.
_HEAD_LINES = 15
_SIGNED = re.compile(
    rf"(?:{LINE_START}|[〕\]）)]{GAP}\d{{1,5}}{GAP}号{GAP}){spread('签发人', '签发')}{GAP}[:：]{GAP}"
    rf"(?P<name>[{CHINESE}](?:{GAP}[{CHINESE}*×＊]){{1,3}})(?=[ \t\u3000*_]{{0,20}}(?:[、，,；|\n]|[ \u3000]|\Z))"
)
_NO_NAME = re.compile("职责|负责|姓名|签字|签名|日期|盖章|意见|审核|主任|领导|待定|单位|部门|按|由|指|是")

_REPORT = "请停止提交，送保密审查人员确认；可以公开的，去掉版头后再提交。"


def marks(text: str) -> Iterator[Hit]:
    """Every copy number and every 签发人 with a name."""
    for match in _COPY_LABEL.finditer(text):
        yield Hit(COPY, match.start(), "这里有份号，带份号的是涉密或者内部文件。", _REPORT)
    for match in _COPY_LINE.finditer(text) if _COPY_AT_ALL.search(text) else ():
        if _lines_above(text, match.start()) >= _HEAD_LINES:
            break
        if _BELOW.match(text, match.end()):
            message = f"这一行的六位数字“{match['mark']}”像是涉密文件版头的份号。"
            yield Hit(COPY, match.start("mark"), message, _REPORT)
    for match in _SIGNED.finditer(text) if _SIGNED_AT_ALL.search(text) else ():
        if not _NO_NAME.search(match["name"]):
            yield Hit(SIGNED, match.start("name"), "这里写了签发人，是请示、报告等上行文的版头。", _REPORT)


def _lines_above(text: str, start: int) -> int:
    """How many lines of the body stand above; front matter does not count."""
    closing = text.find("\n---\n", 0, start) if text.startswith("---\n") else -1
    return text.count("\n", closing + 5 if closing >= 0 else 0, start)
