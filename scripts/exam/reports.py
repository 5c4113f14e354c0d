"""带命令和代码的文字经过每个字段、每种报告格式，没有一条被执行、被听从。

The whole is 250 strings, each in every field of a finding and in its path, in every format that is printed;
exam/hostile.py says what counts as obeyed and as executed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from xml.etree import ElementTree

from disclosure.findings import Finding, Place, Rule, Severity, Silenced
from disclosure.reporting import Format, render
from disclosure.reporting.verdict import render as render_verdict
from exam.hostile import executed, obeyed, strings

_COUNT = 250
_PLAIN = Finding(
    "DOC-101", Severity.ERROR, Place("docs/notices/2025/doc-2025-003.md", 3), "标题是空的。", "请写上标题。",
    basis=("713号令/15",), record="doc-2025-003", page="notices/index.html", href="x.html", text="办法",
    target="y.html", suggestion="z.html",
)  # fmt: skip
_TEXTS = [field.name for field in fields(Finding) if field.name not in ("severity", "place", "basis")]
_OWN_COLOURS = re.compile("\x1b\\[[0-9;]+m")
_WAIVED = re.compile(r"::notice::(另有 1 处经批准没有列为问题：.*)")
_COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*),line=\d+,col=\d+,title=([^,:]*)::(.*)")


def run(seed: int, share: float) -> list[str]:
    """The strings that a format let through, each with the format and the field."""
    count = max(1, round(_COUNT * share))
    return [miss for text in strings(seed, count) for miss in _misses(text)]


def _misses(text: str) -> Iterator[str]:
    for field, finding in _carriers(text):
        rule = Rule(finding.rule, text, bad=text, good=text)
        for name, report in _reports(finding, {rule.id: rule}):
            yield from (f"{name}，字段 {field}，{text!r}：{fault}" for fault in _faults(name, report, finding))


def _carriers(text: str) -> Iterator[tuple[str, Finding]]:
    """The plain finding with the string in one field after the other, and in all of them."""
    for name in _TEXTS:
        yield name, replace(_PLAIN, **{name: text})  # type: ignore[arg-type]
    yield "basis", replace(_PLAIN, basis=(text, text))
    yield "path", replace(_PLAIN, place=Place(text))
    everywhere: dict[str, str] = dict.fromkeys(_TEXTS, text)
    yield "all", Finding(severity=Severity.ERROR, place=Place(text), basis=(text,), **everywhere)


def _reports(finding: Finding, rules: dict[str, Rule]) -> Iterator[tuple[str, str]]:
    left_out = [Silenced(finding, finding.message)]
    for format in Format:
        report = render([finding], format, silenced=left_out, rules=rules, owner_of=lambda found: found.message)
        yield format.value, report
    coloured = render([finding], Format.TEXT, silenced=left_out, colour=True)
    yield "colour", _OWN_COLOURS.sub("", coloured)
    yield "verdict", render_verdict([finding], silenced=left_out, remarks=[finding.message], fault=finding.message)


def _faults(name: str, report: str, finding: Finding) -> Iterator[str]:
    """What is wrong with one report, judged by what the format promises."""
    if name == "github":
        yield from _faults_of_annotation(report)
        return
    yield from (f"被听从：{line!r}" for line in obeyed(report))
    if name == "html":
        alone = render([_PLAIN], Format.HTML)
        yield from (f"被执行：{found}" for found in executed(report) if found not in executed(alone))
    elif name == "json":
        told = json.loads(report)["findings"][0]["message"]
        yield from [] if told == re.sub("[\ud800-\udfff]", "\ufffd", finding.message) else ["文字变了"]
    elif name == "junit":
        ElementTree.fromstring(report)
    elif name == "verdict":
        lines = report.split("\n")
        ends = [number for number, line in enumerate(lines) if re.match(r" {0,3}~{8,}", line)]
        yield from [] if ends[1:] == [len(lines) - 2] else ["提前结束了清单"]


def _faults_of_annotation(report: str) -> Iterator[str]:
    """One command a finding, ours, with our four properties, and one of what was waived; no text holds another."""
    lines = report.splitlines()
    found = _COMMAND.fullmatch(lines[0]) if len(lines) == 2 else None
    waived = _WAIVED.fullmatch(lines[1]) if len(lines) == 2 else None
    if found is None or waived is None:
        yield f"不是一条批注加一条说明：{report!r}"
    else:
        texts = (*re.split("%0A|%0D", found[4]), *re.split("%0A|%0D", waived[1]))
        yield from (f"被听从：{part!r}" for part in texts if obeyed(part))
