"""GitLab's Code Quality report: a list of issues that the merge request shows and compares by fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from disclosure.findings import Finding, Severity, blocking
from disclosure.reporting.characters import json_text, visible
from disclosure.reporting.fingerprints import fingerprints
from disclosure.reporting.wording import advice, where


def render(findings: Sequence[Finding], *, strict: bool = False) -> str:
    """One issue a finding."""
    prints = fingerprints(findings)
    return json_text([_issue(finding, print_, strict) for finding, print_ in zip(findings, prints, strict=True)])


def _issue(finding: Finding, fingerprint: str, strict: bool) -> dict[str, Any]:
    return {
        "description": " ".join(filter(None, [visible(finding.message), advice(finding)])),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _severity(finding, strict),
        "location": {"path": where(finding), "lines": {"begin": finding.place.line}},
    }


def _severity(finding: Finding, strict: bool) -> str:
    """What stops publication is a ``blocker``, in GitLab's words as in ours."""
    if blocking([finding], strict=strict):
        return "blocker"
    return "major" if finding.severity is Severity.WARNING else "info"
