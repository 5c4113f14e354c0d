"""SARIF 2.1.0: findings and the rules behind them, for code scanning and editors' problem lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from disclosure.findings import Finding, Rule, Severity
from disclosure.reporting.characters import json_text
from disclosure.reporting.fingerprints import fingerprints
from disclosure.reporting.wording import paragraphs, where

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def render(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> str:
    """One run with every rule it may have applied and every finding."""
    prints = fingerprints(findings)
    run = {
        "tool": {"driver": {"name": "disclosure", "rules": [_descriptor(rules[id_]) for id_ in sorted(rules)]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, print_) for finding, print_ in zip(findings, prints, strict=True)],
    }
    return json_text({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.title,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.title},
        "help": {"text": _help(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"basis": list(rule.basis)},
    }


def _help(rule: Rule) -> str:
    parts = {"": rule.title, "错误的例子：": rule.bad, "正确的例子：": rule.good}
    lines = [label + text for label, text in parts.items() if text]
    if rule.basis:
        lines.append(f"依据：{'；'.join(rule.basis)}")
    return "\n".join(lines)


def _result(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(paragraphs(finding))},
        "locations": [{"physicalLocation": _location(finding)}],
        "partialFingerprints": {"disclosureFinding/v1": fingerprint},
    }


def _location(finding: Finding) -> dict[str, Any]:
    region = {"startLine": max(1, finding.place.line), "startColumn": max(1, finding.place.column)}
    return {"artifactLocation": {"uri": quote(where(finding), errors="replace")}, "region": region}
