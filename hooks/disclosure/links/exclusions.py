"""Exclusions: failing links that a department has taken on, for at most 180 days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fnmatch import fnmatchcase

from disclosure.findings import Finding, Place, Rule
from disclosure.records.administration import Exclusion
from disclosure.register import Register

LONGEST = timedelta(days=180)

_BASIS = ("本办制度/5",)
EXPIRED = Rule(
    "LNK-701", "链接排除没有过期", basis=_BASIS, bad="expires: 2024-01-01（已过）", good="expires 在今天以后"
)
UNUSED = Rule("LNK-702", "链接排除确有所指", basis=_BASIS, bad="match 指向没有问题的链接", good="match 指向失效的链接")
TOO_LONG = Rule("LNK-703", "链接排除不超过 180 天", basis=_BASIS, bad="expires: 三年以后", good="expires: 三个月以后")

RULES = (EXPIRED, UNUSED, TOO_LONG)


def exclude(findings: Sequence[Finding], register: Register, today: date) -> list[Finding]:
    """The link findings that no valid exclusion covers, and those about the exclusions themselves."""
    valid = [exclusion for exclusion in register.exclusions if today <= exclusion.expires <= today + LONGEST]
    kept = [finding for finding in findings if not any(_covers(exclusion, finding) for exclusion in valid)]
    used = {exclusion for exclusion in valid if any(_covers(exclusion, finding) for finding in findings)}
    return kept + [fault for entry in register.exclusions for fault in _faults(entry, entry.place(), used, today)]


def _covers(exclusion: Exclusion, finding: Finding) -> bool:
    return bool(finding.href) and fnmatchcase(finding.href, exclusion.match)


def _faults(exclusion: Exclusion, place: Place, used: set[Exclusion], today: date) -> Iterator[Finding]:
    if exclusion.expires < today:
        message = f"对“{exclusion.match}”的排除已于 {exclusion.expires} 到期。"
        yield EXPIRED.at(place, message, "请修复链接并删除这一条，或者重新商定到期日。")
    elif exclusion.expires > today + LONGEST:
        message = f"对“{exclusion.match}”的排除到 {exclusion.expires} 才到期，超过 {LONGEST.days} 天。"
        yield TOO_LONG.at(place, message, f"请把到期日改到 {today + LONGEST} 以内。")
    elif exclusion not in used:
        message = f"对“{exclusion.match}”的排除没有用到，没有这样的失效链接。"
        yield UNUSED.at(place, message, "请删除这一条。")
