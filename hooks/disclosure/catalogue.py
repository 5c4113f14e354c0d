"""The catalogue of all rules of the product, wherever they are enforced, and its listings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum

from disclosure import check, publish
from disclosure.findings import Rule
from disclosure.law.book import LawBook
from disclosure.links import external, gate, ledger
from disclosure.pages import collisions, hosted

_LINK_RULES = (*gate.RULES, *external.RULES, *ledger.RULES)
_OTHERS = (*publish.RULES, *collisions.RULES, *hosted.RULES)
ALL_RULES: tuple[Rule, ...] = tuple(sorted((*check.RULES, *_LINK_RULES, *_OTHERS), key=lambda rule: rule.id))
RULES_BY_ID = {rule.id: rule for rule in ALL_RULES}


def weighed(law: LawBook) -> dict[str, Rule]:
    """All rules by their ids, as they weigh where the ``law`` is known as well as it is."""
    return {rule.id: law.weighed(rule) for rule in ALL_RULES}


class Style(StrEnum):
    """How rules are listed: one a line, as data, or as a table."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "md"


def listing(rules: Iterable[Rule], style: Style) -> str:
    """The rules in one of the styles."""
    writers = {Style.TEXT: _text, Style.JSON: _json, Style.MARKDOWN: _markdown}
    return writers[style](list(rules))


def _text(rules: list[Rule]) -> str:
    return "".join(f"{rule.id}  {rule.severity.label}  {rule.title}\n" for rule in rules)


def _json(rules: list[Rule]) -> str:
    rows = [
        {
            "id": rule.id,
            "severity": rule.severity.value,
            "title": rule.title,
            "basis": list(rule.basis),
            "bad": rule.bad,
            "good": rule.good,
        }
        for rule in rules
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _markdown(rules: list[Rule]) -> str:
    rows = [f"| {rule.id} | {rule.severity.label} | {rule.title} | {'；'.join(rule.basis)} |\n" for rule in rules]
    return "| 编号 | 级别 | 规则 | 依据 |\n| --- | --- | --- | --- |\n" + "".join(rows)


def explanation(rule: Rule, law: LawBook) -> str:
    """All there is to say of one rule, its basis in words."""
    basis = "；".join(map(law.cite, rule.basis)) or "写法约定"
    return f"{rule.id}（{rule.severity.label}）{rule.title}\n  错：{rule.bad}\n  对：{rule.good}\n  依据：{basis}\n"
