"""The page of a procedure: its steps in order, who does each within which time, and what watches over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.findings import Place, Rule
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, site_tags, trail_of_work
from disclosure.pages.site import Site
from disclosure.records.base import Record
from disclosure.records.law import Limit, Unit
from disclosure.records.processes import Process, ProcessStep


@dataclass(frozen=True)
class StepView:
    """A step as readers see it: who, within which time on which basis, and the rules of the product that it names."""

    step: ProcessStep
    number: int
    who: str
    period: str
    basis: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class RuleUse:
    """A rule that steps name, with those steps, by the procedure and the step's number."""

    rule: Rule
    steps: tuple[tuple[Process, int], ...]


@pages_of(Process)
def process_page(process: Process, site: Site) -> Iterator[Page]:
    """A procedure, step by step."""

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "process": process,
            "unit": site.department(process.unit),
            "steps": [_step(process, row, site) for row in range(len(process.steps))],
            "watched": sum(1 for step in process.steps if step.rules),
            "shown": list(_shown(process, site)),
            "rule_anchor": rule_anchor,
            "others": [other for other in site.register.all(Process) if other is not process],
        }

    yield Page(
        site=site,
        address=addresses.address(process),
        title=process.title,
        template="process.html",
        source=process.place(),
        values=values,
        description=f"{process.title}：{len(process.steps)} 步，每一步由谁做、多久做完、由哪些规则检查。",
        tags=site_tags(site),
        trail=(*trail_of_work(site), (Process.list_page, addresses.list_address(Process))),
    )


def rule_anchor(key: str) -> str:
    """Where a rule that a step names stands on the page of rules."""
    return f"rule-{key}"


def rules_in_use(site: Site) -> list[RuleUse]:
    """The rules that steps name, in their order, each with the steps that it watches over."""
    steps: dict[str, list[tuple[Process, int]]] = {}
    for process in site.register.all(Process):
        for row, step in enumerate(process.steps):
            for key in dict.fromkeys(step.rules):
                steps.setdefault(key, []).append((process, row + 1))
    return [RuleUse(rule, tuple(steps[rule.id])) for rule in site.rules if rule.id in steps]


def _step(process: Process, row: int, site: Site) -> StepView:
    step = process.steps[row]
    known = {rule.id: rule for rule in site.rules}
    limit = site.law.limit(step.limit, site.today) if step.limit is not None else None
    who = "，".join(filter(None, (site.department(step.unit), step.post)))
    period = in_words(limit) if limit is not None else step.period or "这个期限现在不适用"
    basis = site.law.cite(limit.basis) if limit is not None else "本办自定" if step.period else ""
    rules = tuple(known[key] for key in dict.fromkeys(step.rules) if key in known)
    return StepView(step, row + 1, who, period, basis, rules)


def in_words(limit: Limit) -> str:
    """What a limit says, with what it is the limit of: 答复政府信息公开申请的期限：20个工作日."""
    if limit.unit is Unit.MONTH_DAY:
        day = date.fromisoformat(f"2000-{limit.value}")  # any leap year
        return f"{limit.title}：每年{day.month}月{day.day}日前"
    return f"{limit.title}：{limit.value}{limit.unit.label}"


def _shown(process: Process, site: Site) -> Iterator[tuple[Record, Place]]:
    for number, key in enumerate(process.pages):
        record = site.register.records.get(key)
        if record is not None and addresses.has_page(record):
            yield record, process.place("pages", number)
