"""Waivers and link exclusions: what they silence is told with the reason, and time alone never blocks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from disclosure.catalogue import ALL_RULES
from disclosure.check import checked
from disclosure.cli import app
from disclosure.findings import Finding, Place, Severity, blocking
from disclosure.loading import read_register
from disclosure.suppression import Judged, excluded

NOTICE = "docs/notices/2025/doc-2025-003.md"
TODAY = date(2025, 6, 18)
OUTSIDE = "https://old.example.gov.cn/a.html"
DEAD = Finding("LNK-801", Severity.ERROR, Place(NOTICE, 20), "打不开。", "请核对。", href=OUTSIDE)
INSIDE = Finding("LNK-101", Severity.ERROR, Place(NOTICE, 21), "打不开。", "请核对。", href="gone.xlsx")


def write(root: Path, path: str, **fields: str) -> None:
    file = root / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(f"{key}: {value}\n" for key, value in fields.items()), "utf-8")


def with_a_waiver(root: Path, expires: str) -> Path:
    file = root / NOTICE
    text = file.read_text("utf-8").replace("title: 关于柳溪路夏季夜间养护的通知", "title: 通知公告")
    file.unlink()
    file.write_text(text, "utf-8")
    write(
        root,
        "data/waivers/column-name.yml",
        rule="DOC-003",
        where="doc-2025-003",
        reason="版式改造期间暂用栏目名。",
        approved_by="综合办公室",
        expires=expires,
    )
    return root


def with_exclusions(root: Path, *matches: str, expires: str = "2025-09-30") -> Path:
    for number, match in enumerate(matches):
        fields = {"match": match, "reason": "正在恢复", "owner": "general-office", "expires": expires}
        write(root, f"data/exclusions/link-{number}.yml", **fields)
    return root


def told(judged: Judged) -> tuple[list[str], list[str]]:
    """The findings, and what was silenced by what."""
    lines = [f"{item.place.path}:{item.place.line} {item.severity.value} {item.rule}" for item in judged.findings]
    return lines, [f"{item.finding.rule} {item.by}" for item in judged.silenced]


def test_a_waived_error_leaves_a_trace_with_its_reason(office_copy: Path) -> None:
    root = with_a_waiver(office_copy, "2025-06-18")
    by = "豁免到 2025-06-18：版式改造期间暂用栏目名，见 data/waivers/column-name.yml"
    assert told(checked(read_register(root), TODAY, rules=ALL_RULES)) == ([], [f"DOC-003 {by}"])
    text = CliRunner().invoke(app, ["check", "--root", str(root)])
    assert text.exit_code == 0
    assert "另有 1 处经批准没有列为问题：" in text.output and by in text.output
    report = json.loads(CliRunner().invoke(app, ["check", "--root", str(root), "--format", "json"]).stdout)
    assert by in json.dumps(report, ensure_ascii=False) and report["findings"] == []


def test_after_its_date_a_waiver_lets_through_what_it_held_back_as_a_warning(office_copy: Path) -> None:
    register = read_register(with_a_waiver(office_copy, "2025-06-17"))
    for day in (TODAY, date(2035, 6, 18)):
        found = [
            item for item in checked(register, day, rules=ALL_RULES).findings if item.rule in ("DOC-003", "WAI-001")
        ]
        assert [item.severity for item in found] == [Severity.WARNING] * 2
        assert blocking(found) == [] and len(blocking(found, strict=True)) == 2


@pytest.mark.parametrize(
    ("tried", "expected"),
    [
        ({}, ["data/exclusions/link-1.yml:1 error LNK-702"]),
        ({"inside": False, "outside": True}, ["data/exclusions/link-0.yml:1 notice LNK-702"]),
        ({"inside": False}, []),
    ],
    ids=["build", "links --external", "links"],
)
def test_only_what_was_tried_can_be_of_no_use(tried: dict[str, bool], expected: list[str], office_copy: Path) -> None:
    register = read_register(with_exclusions(office_copy, "https://old.example.gov.cn/*", "gone.xlsx"))
    assert told(excluded([], register, TODAY, **tried)) == (expected, [])


def test_links_to_other_sites_are_excluded_too(office_copy: Path) -> None:
    register = read_register(with_exclusions(office_copy, "https://old.example.gov.cn/*"))
    by = "排除到 2025-09-30：正在恢复，见 data/exclusions/link-0.yml"
    assert told(excluded([DEAD], register, TODAY, inside=False, outside=True)) == ([], [f"LNK-801 {by}"])


def test_an_exclusion_past_its_date_blocks_nothing(office_copy: Path) -> None:
    register = read_register(with_exclusions(office_copy, "gone.xlsx", expires="2025-06-17"))
    expected = [f"{NOTICE}:21 warning LNK-101", "data/exclusions/link-0.yml:1 warning LNK-701"]
    assert told(excluded([INSIDE], register, TODAY)) == (expected, [])


def test_what_must_never_be_public_cannot_be_waived() -> None:
    assert [rule.id for rule in ALL_RULES if not rule.waivable] == [
        *("ADR-001", "ADR-002", "MKP-001", "MKP-002", "MKP-003", "MKP-009", "OPN-013", "OVR-002", "OVR-003"),
        *("PRI-001", "PRI-002", "PRI-004", "PRI-005", "PRI-006", "PUB-003", "REV-001", "SEC-001", "SEC-002"),
        *("WDR-001", "WDR-002", "WDR-004"),
    ]
