"""The rules as a body: each named, explained, founded, and speaking to editors in short whole sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from disclosure import check as checking
from disclosure import rules
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Rule, Severity
from disclosure.law.book import LawBook, law_book
from disclosure.loading import read_register
from disclosure.records.agency import Agency
from disclosure.records.law import LOCAL
from disclosure.rules.framework import REGISTERED, Context, Fault, RecordRule
from rule_examples import sentences

ROOT = Path(__file__).resolve().parents[1]
# Modules of disclosure.rules that hold no rule in the form of a function.
_OF_GUIDES = {"guide_charges", "guide_days", "guide_duties", "guide_statements", "guide_texts", "guide_wording"}
WITHOUT_RULE_FUNCTIONS = {"answers", "blocks", "delays", "framework", "posts", "remembered"} | _OF_GUIDES
TODAY = date(2025, 6, 18)


@pytest.fixture(scope="module")
def law() -> LawBook:
    return law_book(read_register(ROOT))


def test_ids_are_unique_and_well_formed() -> None:
    ids = [rule.id for rule in ALL_RULES]
    assert [key for key, count in Counter(ids).items() if count > 1] == []
    assert [key for key in ids if not re.fullmatch(r"[A-Z]{2,3}-\d{3}", key)] == []


def test_titles_are_unique() -> None:
    assert [title for title, count in Counter(rule.title for rule in ALL_RULES).items() if count > 1] == []


def test_a_rule_explains_itself() -> None:
    assert [rule.id for rule in ALL_RULES if not (rule.title and rule.bad and rule.good)] == []
    assert [rule.id for rule in ALL_RULES if rule.bad == rule.good] == []


def test_a_title_is_a_chinese_phrase() -> None:
    assert [rule.title for rule in ALL_RULES if not re.search(r"[\u4e00-\u9fff]", rule.title)] == []
    assert [rule.title for rule in ALL_RULES if rule.title.endswith("。")] == []


def test_the_basis_of_a_rule_is_on_file(law: LawBook) -> None:
    cited = [(rule.id, citation) for rule in ALL_RULES for citation in rule.basis]
    here = [(key, citation) for key, citation in cited if not citation.startswith(LOCAL)]
    assert [(key, citation) for key, citation in here if law.article(citation) is None] == []


def test_the_limits_that_rules_apply_are_on_file() -> None:
    on_file = {limit.id for limit in read_register(ROOT).limits}
    assert {rule.limit for rule in ALL_RULES if rule.limit} <= on_file


def test_a_module_of_rules_registers_some() -> None:
    modules = {import_module(f"disclosure.rules.{module.name}").__name__ for module in iter_modules(rules.__path__)}
    registering = {entry.check.__module__ for entry in REGISTERED}
    assert {name.rpartition(".")[2] for name in modules - registering} == WITHOUT_RULE_FUNCTIONS


def test_a_crash_is_the_rules_own_fault_and_hides_nothing(office_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crashes(agency: Agency, context: Context) -> Iterator[Fault]:
        yield agency.place("name"), "先说一句。", "再看看。"
        raise KeyError("seeded")

    (office_copy / "data" / "ledger.yml").write_text("address: []\n", "utf-8")
    broken = RecordRule(Rule("AAA-001", "有缺陷的规则"), Agency, crashes)
    monkeypatch.setattr(checking, "REGISTERED", [broken, *REGISTERED])
    found = check(read_register(office_copy), TODAY, rules=ALL_RULES)
    assert [(item.rule, item.place.path) for item in found] == [
        ("AAA-001", "data/agency.yml"),
        ("RUN-001", "data/agency.yml"),
        ("FLD-002", "data/ledger.yml"),
    ]
    crash = found[1]
    assert crash.severity is Severity.ERROR and crash.record == "agency"
    assert "AAA-001" in crash.message and "KeyError" in crash.message
    assert crash.message.endswith("。") and sentences(crash.message) == 1


def test_without_a_crash_there_is_no_such_finding(small_office: Path) -> None:
    assert check(read_register(small_office), TODAY, rules=ALL_RULES) == []
