"""JSON for programs: the schema ``disclosure/findings/1``, in which every key is always present."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from disclosure.findings import Finding, Place, Severity, Silenced
from disclosure.reporting.characters import json_text

SCHEMA = "disclosure/findings/1"


def render(findings: Sequence[Finding], silenced: Sequence[Silenced] = ()) -> str:
    """The counts by severity, every finding with all its fields, and what was left out and by whose leave."""
    count = Counter(finding.severity for finding in findings)
    counts = {severity.value: count[severity] for severity in Severity}
    left_out = [_entry(item.finding) | {"by": item.by} for item in silenced]
    return json_text({"schema": SCHEMA, "counts": counts, "findings": [*map(_entry, findings)], "silenced": left_out})


def read(report: str) -> tuple[list[Finding], list[Silenced]]:
    """The findings and what was left out, from a report that :func:`render` wrote. Raises ValueError for others."""
    value = json.loads(report)
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise ValueError(f"no report of the schema {SCHEMA}")
    left_out = [dict(row) for row in value["silenced"]]
    silenced = [Silenced(by=row.pop("by"), finding=_finding(row)) for row in left_out]
    return [_finding(dict(row)) for row in value["findings"]], silenced


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
