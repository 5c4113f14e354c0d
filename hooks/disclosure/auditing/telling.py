"""A verdict in words for people, and as JSON for programs."""

from __future__ import annotations

from disclosure.annual.cells import FigureSpot, column_words, row_number, table_of
from disclosure.auditing.judging import Audit, AuditVerdict
from disclosure.auditing.remarks import Level, Remark
from disclosure.reporting.characters import json_text, visible_lines

_VERDICTS = {
    AuditVerdict.PASS: "通过（PASS）",
    AuditVerdict.FAIL: "不通过（FAIL）",
    AuditVerdict.CANNOT_DECIDE: "无法判断（CANNOT DECIDE）",
}
_LEVELS = {Level.FAIL: "错误", Level.UNDECIDED: "无法判断", Level.WARNING: "提醒", Level.HINT: "提示"}
_TABLES = {"disclosed": 2, "requests": 3, "appeals": 4}
_MOST = 60  # remarks that are told to people


def in_words(name: str, audit: Audit) -> str:
    """The verdict first, then what it rests on, a remark a paragraph."""
    lines = [f"{name}：{_VERDICTS[audit.verdict]}"]
    if audit.verdict is AuditVerdict.PASS:
        lines.append(
            "各表勾稽相符，没有发现错误。" if not audit.remarks else "各表勾稽相符，没有发现错误；另有提醒，请看。"
        )
    for remark in audit.remarks[:_MOST]:
        lines += [f"{_LEVELS[remark.level]} {remark.check}：{remark.message}", f"    怎么办：{remark.remedy}"]
    if len(audit.remarks) > _MOST:
        lines.append(f"还有 {len(audit.remarks) - _MOST} 条没有列出。")
    return visible_lines("\n".join(lines)) + "\n"


def as_json(name: str, audit: Audit) -> str:
    """The same for programs."""
    content = {
        "schema": "disclosure/audit/1",
        "file": name,
        "verdict": audit.verdict.value,
        "remarks": [_remark(remark) for remark in audit.remarks],
    }
    return json_text(content)


def _remark(remark: Remark) -> dict[str, object]:
    return {
        "level": remark.level.value,
        "check": remark.check,
        "message": remark.message,
        "remedy": remark.remedy,
        "section": remark.section or None,
        "cells": [_cell(spot) for spot in remark.cells],
    }


def _cell(spot: FigureSpot) -> dict[str, object]:
    return {
        "table": _TABLES[spot.part],
        "row": row_number(spot.part, spot.row),
        "row_label": table_of(spot.part, spot.row).words(spot.row),
        "column": column_words(spot.part, spot.row, spot.column),
    }
