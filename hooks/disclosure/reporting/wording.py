"""The Chinese lines about a finding that several formats share; nothing in them can steer the reader's tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from disclosure.findings import Finding, Severity, Silenced
from disclosure.reporting.characters import visible


def paragraphs(finding: Finding) -> list[str]:
    """The message and all that follows it."""
    return [visible(finding.message), *details(finding)]


def advice(finding: Finding) -> str:
    """How to mend the finding and on what basis, on one line; empty if neither is known."""
    parts = []
    if finding.remedy:
        parts.append(f"怎么改：{finding.remedy}")
    if finding.basis:
        parts.append(f"依据：{'；'.join(finding.basis)}")
    return visible(" ".join(parts))


def details(finding: Finding) -> Iterator[str]:
    """All that follows the message, line by line: the advice, then what a link finding adds."""
    lines = {"": advice(finding), "页面：": finding.page, "链接：": finding.href, "可改为：": finding.suggestion}
    yield from (visible(label + value) for label, value in lines.items() if value)


def where(finding: Finding) -> str:
    """The file a code host shows the finding at; the page or the project for a finding that belongs to no file."""
    return finding.place.path or finding.page or "."


def summary(findings: Sequence[Finding], *, strict: bool = False) -> str:
    """One closing line: how many of which weight, in how many files."""
    if not findings:
        return "没有发现问题。"
    count = Counter(finding.severity for finding in findings)
    kinds = "、".join(f"{count[severity]} 个{severity.label}" for severity in Severity if count[severity])
    files = {finding.place.path or finding.page for finding in findings} - {""}
    spread = f"，涉及 {len(files)} 个文件" if files else ""
    closing = "严格模式下，提醒同样阻止发布。" if strict and count[Severity.WARNING] else ""
    return f"共 {kinds}{spread}。{closing}"


def left_out(silenced: Sequence[Silenced]) -> Iterator[str]:
    """How many findings were left out, then each with its place and by whose leave; nothing if there are none."""
    if silenced:
        yield f"另有 {len(silenced)} 处经批准没有列为问题："
    for item in silenced:
        place = f"{where(item.finding)}:{item.finding.place.line}"
        yield visible(f"    {place}: {item.finding.rule} {item.finding.message}（{item.by}）")
