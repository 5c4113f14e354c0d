"""Workflow commands of GitHub Actions: each finding becomes an annotation on its line of the pull request.

GitHub shows ten annotations of each level a step and drops the rest without a word, so the rest is counted here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from disclosure.findings import Finding, Rule, Severity, Silenced
from disclosure.reporting.characters import visible
from disclosure.reporting.wording import left_out, paragraphs, where

LIMIT = 10


def render(findings: Sequence[Finding], rules: Mapping[str, Rule], silenced: Sequence[Silenced] = ()) -> str:
    """One command a finding as far as GitHub shows them, then how many are left, then all that was left out."""
    # The closing lines are notices and must be among the ten.
    shown = _shown(findings, notices=LIMIT - bool(silenced))
    if len(shown) < len(findings):
        shown = _shown(findings, notices=LIMIT - 1 - bool(silenced))
    commands = [_command(finding, rules) for finding in shown]
    left = len(findings) - len(shown)
    if left:
        advice = f"GitHub 每一步每级最多显示 {LIMIT} 条，改用 --format text 可看到全部。"
        commands.append(f"::notice::还有 {left} 条没有列出。{advice}")
    if silenced:
        told = "\n".join(left_out(silenced))
        commands.append(f"::notice::{_data(told)}")
    return "".join(command + "\n" for command in commands)


def _shown(findings: Sequence[Finding], *, notices: int) -> list[Finding]:
    seen: Counter[Severity] = Counter()
    shown = []
    for finding in findings:
        seen[finding.severity] += 1
        if seen[finding.severity] <= (notices if finding.severity is Severity.NOTICE else LIMIT):
            shown.append(finding)
    return shown


def _command(finding: Finding, rules: Mapping[str, Rule]) -> str:
    rule = rules.get(finding.rule)
    title = f"{finding.rule} {rule.title}" if rule else finding.rule
    place = f"file={_property(where(finding))},line={finding.place.line},col={finding.place.column}"
    text = "\n".join(paragraphs(finding))
    return f"::{finding.severity.value} {place},title={_property(title)}::{_data(text)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
