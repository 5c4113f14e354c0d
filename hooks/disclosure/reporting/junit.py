"""JUnit XML for the test tabs of GitLab and Jenkins: a suite a file, a case a finding.

What stops publication has failed; the other findings are "skipped", which both show without calling the run red.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from disclosure.findings import Finding, blocking
from disclosure.reporting.characters import visible
from disclosure.reporting.wording import paragraphs, summary, where

_TOOL = "disclosure"


def render(findings: Sequence[Finding], *, strict: bool = False) -> str:
    """All suites under one root; without findings one case that passes: Jenkins fails a job whose report is empty."""
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(where(finding), []).append(finding)
    suites = [_suite(path, group, strict) for path, group in files.items()] or [_clean()]
    root = _element("testsuites", name=_TOOL, **_totals(suites))
    root.extend(suites)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(path: str, findings: Sequence[Finding], strict: bool) -> ET.Element:
    cases = []
    seen: Counter[str] = Counter()
    for finding in findings:
        name = f"{finding.rule} {finding.message}"
        seen[name] += 1
        cases.append(_case(finding, name if seen[name] == 1 else f"{name} ({seen[name]})", strict))
    return _filled(path, cases)


def _case(finding: Finding, name: str, strict: bool) -> ET.Element:
    """One finding. GitLab drops all but the first case of one name, hence the counted ``name``."""
    place = finding.place
    case = _element("testcase", classname=where(finding), name=name, file=where(finding), line=str(place.line))
    if blocking([finding], strict=strict):
        outcome = _element("failure", message=finding.message, type=finding.rule)
    else:
        outcome = _element("skipped", message=finding.message)
    head = f"{where(finding)}:{place.line}:{place.column}: {finding.severity.value} {finding.rule}"
    outcome.text = "\n".join([visible(head), *paragraphs(finding)])
    case.append(outcome)
    return case


def _clean() -> ET.Element:
    return _filled(_TOOL, [_element("testcase", classname=_TOOL, name=summary([]))])


def _filled(name: str, cases: Sequence[ET.Element]) -> ET.Element:
    counts = {"tests": len(cases), "failures": _holding(cases, "failure"), "skipped": _holding(cases, "skipped")}
    suite = _element("testsuite", name=name, errors="0", **{key: str(number) for key, number in counts.items()})
    suite.extend(cases)
    return suite


def _holding(cases: Sequence[ET.Element], outcome: str) -> int:
    return sum(case.find(outcome) is not None for case in cases)


def _totals(suites: Sequence[ET.Element]) -> dict[str, str]:
    return {key: str(sum(int(suite.get(key, "0")) for suite in suites)) for key in ("tests", "failures", "skipped")}


def _element(tag: str, **attributes: str) -> ET.Element:
    return ET.Element(tag, {name: visible(value) for name, value in attributes.items()})
