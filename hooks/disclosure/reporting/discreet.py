"""Findings on the ledger of requests, as they may stand where more people read than the office itself.

Annotations, code quality reports, SARIF and JUnit files, the log and the summary of a pipeline are artefacts of a code
host. There a finding on a request tells its rule and its line, and quotes nothing: no date, no kind, no word. The
formats of code hosts are always so, the others where ``--discreet`` asks for it, as every pipeline does. What somebody
asks for at his own desk, and the office's own page, have all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from disclosure.expressions import expression
from disclosure.findings import Finding, Silenced

# <any folder>/<year>/<id>.yml; below docs/ and data/ everything else has folders of its own.
_FILED = expression(r"(?!docs/|data/(?!requests/))(?:[^/]+/)+[0-9]{4}/[^/]+\.ya?ml")
_MESSAGE = "申请台账的这一行不符合规则 {rule}。"
_REMEDY = "这里不写台账的内容，请在自己的电脑上运行 disclosure check 看详细的说明。"


def discreet(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those on requests without a word of what is written there."""
    return [_without_words(finding) if is_of_the_ledger(finding) else finding for finding in findings]


def discreetly(silenced: Iterable[Silenced]) -> list[Silenced]:
    """What approvals left out, in the same way."""
    return [replace(item, finding=finding) for item in silenced for finding in discreet([item.finding])]


def is_of_the_ledger(finding: Finding) -> bool:
    """Whether a finding stands in a file that is filed as requests are, outside what is published."""
    return _FILED.fullmatch(finding.place.path) is not None


def _without_words(finding: Finding) -> Finding:
    message = _MESSAGE.format(rule=finding.rule)
    return Finding(finding.rule, finding.severity, finding.place, message, _REMEDY, finding.basis)
