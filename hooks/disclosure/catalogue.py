"""The catalogue of all rules of the product, wherever they are enforced, and its listings."""

from __future__ import annotations

import json
from datetime import date

from disclosure import check, lowered, publish
from disclosure.district import naming
from disclosure.findings import Rule
from disclosure.law.book import LawBook
from disclosure.links import external, gate, ledger
from disclosure.pages import hosted
from disclosure.publication import collisions
from disclosure.reporting import Style

_LINK_RULES = (*gate.RULES, *external.RULES, *ledger.RULES)
_OTHERS = (*naming.RULES, *lowered.RULES, *publish.RULES, *collisions.RULES, *hosted.RULES)
ALL_RULES: tuple[Rule, ...] = tuple(sorted((*check.RULES, *_LINK_RULES, *_OTHERS), key=lambda rule: rule.id))
SILENT = "本地没有这一依据，不检查"
RULES_BY_ID = {rule.id: rule for rule in ALL_RULES}


def weighed(law: LawBook, day: date) -> dict[str, Rule]:
    """All rules by their ids, as they weigh on ``day`` where the ``law`` is known as well as it is."""
    return {rule.id: law.weighed(rule, day) for rule in ALL_RULES}


def listing(law: LawBook, style: Style, day: date) -> str:
    """All rules in one of the styles, as they weigh here on ``day``; those that are silent say so."""
    writers = {Style.TEXT: _text, Style.JSON: _json, Style.MARKDOWN: _markdown}
    return writers[style](list(weighed(law, day).values()), law)


def _text(rules: list[Rule], law: LawBook) -> str:
    silence = {True: "", False: f"（{SILENT}）"}
    return "".join(f"{rule.id}  {rule.severity.label}  {rule.title}{silence[law.binds(rule)]}\n" for rule in rules)


def _json(rules: list[Rule], law: LawBook) -> str:
    rows = [
        {
            "id": rule.id,
            "severity": rule.severity.value,
            "title": rule.title,
            "basis": list(law.in_force(rule.basis)),
            "checked": law.binds(rule),
            "bad": rule.bad,
            "good": rule.good,
        }
        for rule in rules
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _markdown(rules: list[Rule], law: LawBook) -> str:
    def basis(rule: Rule) -> str:
        return "；".join(rule.basis) if law.binds(rule) else SILENT

    rows = [f"| {rule.id} | {rule.severity.label} | {rule.title} | {basis(rule)} |\n" for rule in rules]
    return "| 编号 | 级别 | 规则 | 依据 |\n| --- | --- | --- | --- |\n" + "".join(rows)


def explanation(rule: Rule, law: LawBook) -> str:
    """All there is to say of one rule, its basis in words."""
    basis = "；".join(map(law.cite, law.in_force(rule.basis))) or "写法约定" if law.binds(rule) else SILENT
    return f"{rule.id}（{rule.severity.label}）{rule.title}\n  错：{rule.bad}\n  对：{rule.good}\n  依据：{basis}\n"
