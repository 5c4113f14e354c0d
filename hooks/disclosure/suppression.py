"""What somebody has taken on: waivers silence a finding, link exclusions a failing link, until a date.

Both are one mechanism. What is silenced is handed on with the word on who silenced it. After its date an entry still
takes the weight off: time alone never blocks, so an error that it covers is a warning then.
An entry that silences nothing is an error, where the command that looked would have met with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from disclosure.findings import Finding, Rule, Severity, Silenced
from disclosure.records.administration import Exclusion, Waiver
from disclosure.register import Register

LONGEST = timedelta(days=180)  # of an exclusion
Entry = Waiver | Exclusion

_BASIS = ("本办制度/5",)
EXPIRED = Rule(
    "WAI-001",
    "豁免没有过期",
    Severity.WARNING,
    basis=_BASIS,
    bad="expires: 2024-01-01（已过）",
    good="expires: 2030-12-31",
    by_time=True,
)
UNUSED = Rule("WAI-002", "豁免确有所指", basis=_BASIS, bad="where 指向没有问题的文件", good="where 指向有问题的文件")
UNKNOWN_RULE = Rule("WAI-003", "豁免的规则存在", basis=_BASIS, bad="rule: DOC-999", good="rule: DOC-001")
NOT_ALLOWED = Rule(
    "WAI-004", "不能豁免的规则没有豁免", basis=_BASIS, bad="rule: REV-001（不该公开的文件）", good="撤下这份文件"
)
LINK_EXPIRED = Rule(
    "LNK-701",
    "链接排除没有过期",
    Severity.WARNING,
    basis=_BASIS,
    bad="expires: 2024-01-01（已过）",
    good="expires 在今天以后",
    by_time=True,
)
LINK_UNUSED = Rule(
    "LNK-702", "链接排除确有所指", basis=_BASIS, bad="match 指向没有问题的链接", good="match 指向失效的链接"
)
TOO_LONG = Rule("LNK-703", "链接排除不超过 180 天", basis=_BASIS, bad="expires: 三年以后", good="expires: 三个月以后")

RULES = (EXPIRED, UNUSED, UNKNOWN_RULE, NOT_ALLOWED, LINK_EXPIRED, LINK_UNUSED, TOO_LONG)


class Judged(NamedTuple):
    """What is left to be told, the findings about waivers and exclusions included, and what they silenced."""

    findings: list[Finding]
    silenced: list[Silenced]


@dataclass(frozen=True)
class _Sort:
    """What tells waivers and exclusions apart: their words, their rules, what an entry covers and when it is amiss."""

    name: str
    subject: Callable[[Any], str]
    expired: Rule
    unused: Rule
    covers: Callable[[Any, Finding], bool]
    amiss: Callable[[Any], Iterable[Finding]]  # such an entry silences nothing


def waived(
    findings: Iterable[Finding],
    register: Register,
    today: date,
    rules: Iterable[Rule],
    *,
    whole: bool = True,
    untried: Iterable[Rule] = (),
) -> Judged:
    """The findings as the waivers leave them, and those about the waivers.

    ``rules`` are all rules of the product. Without the ``whole`` register looked through nothing is said of use, nor
    of the use of waivers from rules that are ``untried``.
    """
    known = {rule.id: rule for rule in rules}
    silent = {rule.id for rule in (untried if whole else known.values())}
    waivers = _Sort(
        "豁免",
        lambda waiver: waiver.rule,
        EXPIRED,
        UNUSED,
        lambda waiver, finding: waiver.rule == finding.rule and waiver.where in (finding.record, finding.place.path),
        lambda waiver: _not_to_be_waived(waiver, known),
    )
    return _apply(waivers, findings, register.waivers, today, lambda waiver: None if waiver.rule in silent else UNUSED)


def excluded(
    findings: Iterable[Finding], register: Register, today: date, *, inside: bool = True, outside: bool = False
) -> Judged:
    """The link findings as the exclusions leave them, and those about the exclusions.

    Of their use is told only what was tried: links ``inside`` the office's own site, and links to other sites
    (``outside``), where it is a notice, for those come and go.
    """
    other = replace(LINK_UNUSED, severity=Severity.NOTICE)
    exclusions = _Sort(
        "排除",
        lambda exclusion: f"“{exclusion.match}”",
        LINK_EXPIRED,
        LINK_UNUSED,
        lambda exclusion, finding: bool(finding.href) and fnmatchcase(finding.href, exclusion.match),
        lambda exclusion: _too_long(exclusion, today),
    )

    def unused(exclusion: Exclusion) -> Rule | None:
        if is_outside(exclusion):
            return other if outside else None
        return LINK_UNUSED if inside else None

    return _apply(exclusions, findings, register.exclusions, today, unused)


def is_outside(exclusion: Exclusion) -> bool:
    """Whether an exclusion is for the addresses of other sites, which only ``links --external`` tries."""
    return exclusion.match.lower().startswith(("http:", "https:", "//", "http*:"))


def _apply(
    sort: _Sort,
    findings: Iterable[Finding],
    entries: Sequence[Entry],
    today: date,
    unused: Callable[[Any], Rule | None],
) -> Judged:
    amiss = {entry.path: list(sort.amiss(entry)) for entry in entries}
    valid = sorted((entry for entry in entries if not amiss[entry.path]), key=lambda entry: entry.expires < today)
    used: set[str] = set()
    judged = Judged([], [])
    for finding in findings:
        entry = next((item for item in valid if sort.covers(item, finding)), None)
        used |= {entry.path} if entry is not None else set()
        if entry is None:
            judged.findings.append(finding)
        elif today <= entry.expires:
            judged.silenced.append(Silenced(finding, _leave(entry, sort)))
        else:
            judged.findings.append(_lighter(finding))
    for entry in entries:
        judged.findings.extend(amiss[entry.path] or _about(sort, entry, today, entry.path in used, unused(entry)))
    return judged


def _leave(entry: Entry, sort: _Sort) -> str:
    return f"{sort.name}到 {entry.expires}：{entry.reason.rstrip('。')}，见 {entry.path}"


def _lighter(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.WARNING) if finding.severity is Severity.ERROR else finding


def _about(sort: _Sort, entry: Entry, today: date, used: bool, unused: Rule | None) -> Iterator[Finding]:
    what = f"对{_spaced(sort.subject(entry))}的{sort.name}"
    if entry.expires < today:
        remedy = "请处理这个问题后删除这个文件，或者重新报批并更新到期日。"
        yield sort.expired.at(entry.place(), f"{what}已于 {entry.expires} 到期。", remedy)
    elif not used and unused is not None:
        where = f"“{entry.where}”没有这个问题" if isinstance(entry, Waiver) else "没有这样的失效链接"
        yield unused.at(entry.place(), f"{what}没有用到：{where}。", "请删除这个文件。")


def _spaced(subject: str) -> str:
    return subject if subject.startswith("“") else f" {subject} "


def _not_to_be_waived(waiver: Waiver, known: dict[str, Rule]) -> Iterator[Finding]:
    place = waiver.place()
    if waiver.rule not in known:
        yield UNKNOWN_RULE.at(place, f"没有编号为“{waiver.rule}”的规则。", "规则的编号在网页“发布规则与依据”里找。")
    elif not known[waiver.rule].waivable:
        yield NOT_ALLOWED.at(place, f"规则 {waiver.rule} 不能豁免。", "请处理问题本身，并删除这个文件。")
    elif waiver.rule.startswith("LNK-"):
        yield NOT_ALLOWED.at(place, f"链接问题 {waiver.rule} 不在这里豁免。", "请写在 data/exclusions/ 里。")


def _too_long(exclusion: Exclusion, today: date) -> Iterator[Finding]:
    if exclusion.expires > today + LONGEST:
        message = f"对“{exclusion.match}”的排除到 {exclusion.expires} 才到期，超过 {LONGEST.days} 天。"
        yield TOO_LONG.at(exclusion.place(), message, f"请把到期日改到 {today + LONGEST} 以内。")
