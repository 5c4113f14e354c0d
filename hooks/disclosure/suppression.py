"""Waivers: approved silence about one finding, until a date. A waiver without use or past its date is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.findings import Finding, Place, Rule, Severity
from disclosure.records.administration import Waiver
from disclosure.register import Register

_BASIS = ("本办制度/5",)
EXPIRED = Rule(
    "WAI-001",
    "豁免没有过期",
    Severity.WARNING,
    basis=_BASIS,
    bad="expires: 2024-01-01（已过）",
    good="expires: 2030-12-31",
)
UNUSED = Rule("WAI-002", "豁免确有所指", basis=_BASIS, bad="where 指向没有问题的文件", good="where 指向有问题的文件")
UNKNOWN_RULE = Rule("WAI-003", "豁免的规则存在", basis=_BASIS, bad="rule: DOC-999", good="rule: DOC-001")

NOT_ALLOWED = Rule(
    "WAI-004", "不能豁免的规则没有豁免", basis=_BASIS, bad="rule: REV-001（不该公开的文件）", good="撤下这份文件"
)

# What must not become public cannot be waived into the open; links have their own list of exclusions. For numbers of
# persons there is another way out that never harms: to cover them, to list an office's own, to say what they are.
UNWAIVABLE = frozenset(
    {"REV-001", "MKP-001", "MKP-002", "MKP-003", "MKP-009", "PRI-001", "PRI-002", "PRI-004", "PRI-005", "PRI-006"}
    | {"SEC-001", "SEC-002"}
)

RULES = (EXPIRED, UNUSED, UNKNOWN_RULE, NOT_ALLOWED)


def apply(findings: list[Finding], register: Register, today: date, *, known: set[str]) -> list[Finding]:
    """The findings that no valid waiver silences, and those about the waivers themselves."""
    used: set[Waiver] = set()
    kept = []
    for finding in findings:
        waiver = next((w for w in register.waivers if today <= w.expires and _covers(w, finding)), None)
        if waiver is None:
            kept.append(finding)
        else:
            used.add(waiver)
    return kept + [fault for item in register.waivers for fault in _faults(item, item.place(), used, today, known)]


def _covers(waiver: Waiver, finding: Finding) -> bool:
    return (
        waiver.rule not in UNWAIVABLE
        and waiver.rule == finding.rule
        and waiver.where in (finding.record, finding.place.path)
    )


def _faults(waiver: Waiver, place: Place, used: set[Waiver], today: date, known: set[str]) -> Iterator[Finding]:
    if waiver.rule not in known:
        yield UNKNOWN_RULE.at(place, f"没有编号为“{waiver.rule}”的规则。", "请用 disclosure rules 查看全部规则的编号。")
    elif waiver.rule in UNWAIVABLE:
        yield NOT_ALLOWED.at(place, f"规则 {waiver.rule} 不能豁免。", "请处理问题本身，并删除这一条豁免。")
    elif waiver.rule.startswith("LNK-"):
        yield NOT_ALLOWED.at(place, f"链接问题 {waiver.rule} 不在这里豁免。", "请写在 data/exclusions/ 里。")
    elif waiver.expires < today:
        message = f"对 {waiver.rule} 的豁免已于 {waiver.expires} 到期。"
        yield EXPIRED.at(place, message, "请处理所豁免的问题后删除这一条，或者重新报批并更新到期日。")
    elif waiver not in used:
        message = f"对 {waiver.rule} 的豁免没有用到：“{waiver.where}”没有这个问题。"
        yield UNUSED.at(place, message, "请删除这一条豁免。")
