"""The rules as a body: each named, explained, founded, and speaking to editors in short whole sentences."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from disclosure import rules
from disclosure.catalogue import ALL_RULES
from disclosure.findings import Finding, Rule, Severity
from disclosure.records.documents import Document
from disclosure.register import read_register
from disclosure.rules import framework
from disclosure.rules.framework import REGISTERED, RecordRule
from rule_examples import apply, findings, read_examples

ROOT = Path(__file__).resolve().parents[1]
# Modules of disclosure.rules that hold no rule in the form of a function.
NO_RULE_FUNCTIONS = {"framework", "waivers"}
TODAY = date(2025, 6, 18)


def test_ids_are_unique_and_well_formed() -> None:
    ids = [rule.id for rule in ALL_RULES]
    assert [key for key, count in Counter(ids).items() if count > 1] == []
    assert [key for key in ids if not re.fullmatch(r"[A-Z]{2,3}-\d{3}", key)] == []


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert rule.title and rule.bad and rule.good
    assert re.search(r"[\u4e00-\u9fff]", rule.title)
    assert rule.bad != rule.good


def test_titles_are_unique() -> None:
    assert [title for title, count in Counter(rule.title for rule in ALL_RULES).items() if count > 1] == []


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_the_basis_of_a_rule_is_on_file(rule: Rule) -> None:
    book = rules.law_book(read_laws())
    assert [citation for citation in rule.basis if book.article(citation) is None] == []


def read_laws(known: list[object] = []) -> rules.Register:  # noqa: B006 — read once for all rules
    if not known:
        known.append(read_register(ROOT))
    return known[0]  # type: ignore[return-value]


@pytest.mark.parametrize("name", [module.name for module in iter_modules(rules.__path__)])
def test_a_module_of_rules_registers_some(name: str) -> None:
    module = import_module(f"disclosure.rules.{name}")
    own = [entry for entry in REGISTERED if entry.check.__module__ == module.__name__]
    assert bool(own) is (name not in NO_RULE_FUNCTIONS)
