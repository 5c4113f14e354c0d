"""Findings: the one language in which every check of the product speaks.

A rule is described by :class:`Rule`; what it found is a :class:`Finding` at a :class:`Place`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from operator import attrgetter
from pathlib import PurePath

from disclosure.expressions import expression

_LONGEST_QUOTE = 80  # characters of a value that a message repeats
MOST_ALIKE = 20  # findings of one rule in one file that are told one by one
_LONGEST = 1000  # characters of a whole message or remedy
_LONG_QUOTE = expression(rf"“([^“”]{{{_LONGEST_QUOTE}}})[^“”]++")


class Severity(StrEnum):
    """How much a finding weighs: errors block, warnings block under ``--strict``, notices advise."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """The Chinese word that editors see."""
        return {"error": "错误", "warning": "提醒", "notice": "建议"}[self.value]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file: path from the project's root with forward slashes, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what is wrong, how to mend it, and on what basis."""

    rule: str
    severity: Severity
    place: Place
    message: str
    remedy: str
    basis: tuple[str, ...] = ()
    record: str = ""
    page: str = ""
    href: str = ""
    text: str = ""
    target: str = ""
    suggestion: str = ""

    @property
    def order(self) -> tuple[Place, str, str]:
        """The key by which findings are listed: path, line, column, rule, message."""
        return (self.place, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that was left out because somebody has approved it; ``by`` names the approval and its last day."""

    finding: Finding
    by: str


@dataclass(frozen=True)
class Rule:
    """What one check watches: its permanent id, its weight and its basis.

    ``bad`` and ``good`` are one example each of a value that fires and of one that stays silent; ``limit`` names the
    statutory number that it applies. What must not become public in any case is not ``waivable``. What
    only the passing of time brings up, whatever a change has changed, is ``by_time``: it is told apart. What may merely
    follow from an error in files whose path begins with ``waits_for``, or one of these, is told once there is none.
    """

    id: str
    title: str
    severity: Severity = Severity.ERROR
    basis: tuple[str, ...] = ()
    bad: str = ""
    good: str = ""
    limit: str = ""
    waivable: bool = True
    by_time: bool = False
    waits_for: str | tuple[str, ...] = ""

    def at(self, place: Place, message: str, remedy: str, **more: str) -> Finding:
        """The finding of this rule at ``place``; ``more`` sets ``record`` and the link fields.

        However long a value is that the message or the remedy quotes, only its beginning is repeated.
        """
        return Finding(self.id, self.severity, place, _cut(message), _cut(remedy), self.basis, **more)


def _cut(text: str) -> str:
    """The text with no more of each quoted value than helps to find it."""
    if len(text) <= _LONGEST_QUOTE:
        return text
    shorter = _LONG_QUOTE.sub(r"“\1……", text)
    return shorter if len(shorter) <= _LONGEST else f"{shorter[:_LONGEST]}……。"


CRASHED = Rule("RUN-001", "规则本身正常运行", bad="规则的程序有缺陷", good="规则正常给出结论")


def crashed(place: Place, doing: str, error: Exception, record: str = "") -> Finding:
    """A defect of ours, told as such: it must neither hide other findings nor look like a clean run."""
    message = f"{doing}时出错（{said(error)}）。"
    return CRASHED.at(place, message, "这是程序的缺陷，请把这条消息报告给开发人员。", record=record)


def said(error: BaseException) -> str:
    """What an exception says, on one line of a bearable length, and where it was raised: for the developers."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"，{PurePath(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame is not None else ""
    return " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_QUOTE] + where


def sort(findings: Iterable[Finding]) -> list[Finding]:
    """All findings by path, line, column, rule: same input, same order."""
    return sorted(set(findings), key=attrgetter("order"))


def capped(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, sorted; of many that one rule has in one file the first, and one that says how many are left.

    Nobody reads thousands of them, and what they say would fill the memory. They are left out one after another, never
    a single one, so that to do it twice is to do it once.
    """
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in sort(findings):
        alike.setdefault((finding.rule, finding.place.path, finding.page), []).append(finding)
    return sort(item for found in alike.values() for item in _first(found))


def _first(found: list[Finding]) -> list[Finding]:
    left = len(found) - MOST_ALIKE
    if left <= 1:
        return found
    rest = found[MOST_ALIKE]
    message = f"从这里起还有 {left} 处同样的问题，没有一一列出。"
    return [*found[:MOST_ALIKE], replace(rest, message=message, remedy="请先改好前面的各处，再检查一次。")]


def by_urgency(findings: Iterable[Finding], own: Collection[str] = ()) -> list[Finding]:
    """The findings as an editor is to take them up: what blocks first, in each weight the ``own`` files first."""
    weights = list(Severity)
    return sorted(findings, key=lambda item: (weights.index(item.severity), item.place.path not in own, item.order))


def blocking(findings: Iterable[Finding], *, strict: bool = False) -> list[Finding]:
    """The findings that stop publication: errors, and warnings too when ``strict``."""
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return [finding for finding in findings if finding.severity in stopping]


def dump(findings: Iterable[Finding]) -> str:
    """Findings as JSON, to hand them from one process to another."""
    return json.dumps([asdict(finding) for finding in findings])


def load(text: str) -> list[Finding]:
    """The findings that :func:`dump` wrote."""
    return [
        Finding(
            **{
                **row,
                "severity": Severity(row["severity"]),
                "place": Place(**row["place"]),
                "basis": tuple(row["basis"]),
            }
        )
        for row in json.loads(text)
    ]
