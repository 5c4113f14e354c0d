"""How a rule is written and run.

A rule is a generator function over one record, or over the whole register. It yields the place, what is wrong and
how to mend it; the framework adds the id, the severity and the basis, so that no rule can forget them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from types import UnionType
from typing import Any

from disclosure.findings import Finding, Place, Rule, Severity
from disclosure.law.book import LawBook
from disclosure.reading.history import History
from disclosure.records.base import Record
from disclosure.records.law import Grade
from disclosure.register import Register

Fault = tuple[Place, str, str]  # where, what is wrong, how to mend it
Check = Callable[[Any, "Context"], Iterator[Fault]]

CRASHED = Rule("RUN-001", "规则本身正常运行", bad="规则的程序有缺陷", good="规则正常给出结论")


@dataclass(frozen=True)
class Context:
    """What a rule may look at besides its record; ``rules`` are all rules of the product, those of links too.

    ``history`` is that of the project's files up to ``today``.
    """

    register: Register
    law: LawBook
    today: date
    rules: tuple[Rule, ...] = ()
    history: History = field(default_factory=History)


@dataclass(frozen=True)
class RecordRule:
    """A rule with the record type (or types) that it looks at; ``limit`` names the statutory number that it applies."""

    rule: Rule
    on: type | UnionType
    check: Check
    limit: str | None = None


REGISTERED: list[RecordRule] = []


def rule(
    key: str,
    title: str,
    *,
    on: type | UnionType,
    basis: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
    limit: str | None = None,
) -> Callable[[Check], Check]:
    """Make a generator function a rule. Its docstring says what holds, with one ``Bad:`` and one ``Good:`` line."""

    def register(check: Check) -> Check:
        text = check.__doc__ or ""
        described = Rule(key, title, severity, basis, _line(text, "Bad"), _line(text, "Good"))
        REGISTERED.append(RecordRule(described, on, check, limit))
        return check

    return register


def _line(docstring: str, word: str) -> str:
    match = re.search(rf"^\s*{word}:\s*(.+)$", docstring, re.MULTILINE)
    return match[1].strip() if match else ""


def run(rules: list[RecordRule], context: Context) -> Iterator[Finding]:
    """Every finding of every rule. A rule that crashes is reported as its own fault; the others go on."""
    records: dict[Any, list[Any]] = {Register: [context.register]}  # by a type, or a union of some
    for entry in rules:
        if entry.on not in records:
            records[entry.on] = context.register.all(entry.on)  # type: ignore[arg-type]  # isinstance takes both
        yield from _findings(entry, _weighed(entry, context.law), records[entry.on], context)


def _weighed(entry: RecordRule, law: LawBook) -> Rule:
    """The rule; as a warning only, where its number is known from memory alone."""
    known = [limit for limit in law.limits if limit.id == entry.limit]
    if any(limit.grade is Grade.MEMORY for limit in known) and entry.rule.severity is Severity.ERROR:
        return replace(entry.rule, severity=Severity.WARNING)
    return entry.rule


def guarded(path: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """What screening finds in a file; a crash is told, never taken for silence, and hides no other file."""
    try:
        yield from findings
    except Exception as error:
        message = f"筛查这个文件时出错（{type(error).__name__}: {error}）。"
        yield CRASHED.at(Place(path), message, "这是程序的缺陷，请把这条消息报告给开发人员。")


def _findings(entry: RecordRule, described: Rule, records: list[Any], context: Context) -> Iterator[Finding]:
    for record in records:
        try:
            for place, message, remedy in entry.check(record, context):
                yield described.at(place, message, remedy, record=_key(record))
        except Exception as error:  # a defect of ours must neither hide other findings nor look like a clean run
            place = record.place() if isinstance(record, Record) else Place("data")
            message = f"规则 {described.id} 检查这里时出错（{type(error).__name__}: {error}）。"
            yield CRASHED.at(place, message, "这是程序的缺陷，请把这条消息报告给开发人员。", record=_key(record))


def _key(record: Any) -> str:
    return record.key if isinstance(record, Record) else ""
