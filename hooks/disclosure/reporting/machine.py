"""JSON for programs: the schema ``disclosure/findings/1``, in which every key is always present."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from disclosure.findings import Finding, Place, Severity
from disclosure.reporting.characters import json_text

SCHEMA = "disclosure/findings/1"


def render(findings: Sequence[Finding]) -> str:
    """The counts by severity and every finding with all its fields."""
    count = Counter(finding.severity for finding in findings)
    counts = {severity.value: count[severity] for severity in Severity}
    return json_text({"schema": SCHEMA, "counts": counts, "findings": [_entry(finding) for finding in findings]})


def read(report: str) -> list[Finding]:
    """The findings of a report that :func:`render` wrote. Raises ValueError for anything else."""
    value = json.loads(report)
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise ValueError(f"no report of the schema {SCHEMA}")
    return [_finding(dict(row)) for row in value["findings"]]


def _finding(row: dict[str, Any]) -> Finding:
    place = Place(row.pop("path"), row.pop("line"), row.pop("column"))
    return Finding(place=place, severity=Severity(row.pop("severity")), basis=tuple(row.pop("basis")), **row)


def _entry(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "record": finding.record,
        "message": finding.message,
        "remedy": finding.remedy,
        "basis": list(finding.basis),
        "page": finding.page,
        "href": finding.href,
        "text": finding.text,
        "target": finding.target,
        "suggestion": finding.suggestion,
    }
