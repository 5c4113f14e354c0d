"""The rules as a body: each named, explained, founded, and speaking to editors in short whole sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from disclosure import rules
from disclosure.catalogue import ALL_RULES
from disclosure.findings import Finding, Rule, Severity
from disclosure.law.book import LawBook
from disclosure.records.agency import Agency
from disclosure.register import read_register
from disclosure.rules.framework import REGISTERED, Context, Fault, RecordRule
from rule_examples import Example, read_examples

ROOT = Path(__file__).resolve().parents[1]
# Modules of disclosure.rules that hold no rule in the form of a function.
WITHOUT_RULE_FUNCTIONS = {"framework", "waivers"}
TODAY = date(2025, 6, 18)

each_rule = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
each_example = pytest.mark.parametrize("example", read_examples(), ids=lambda example: example.name)
Found = Callable[[Example], list[Finding]]


@pytest.fixture(scope="module")
def law() -> LawBook:
    return rules.law_book(read_register(ROOT))


def test_ids_are_unique_and_well_formed() -> None:
    ids = [rule.id for rule in ALL_RULES]
    assert [key for key, count in Counter(ids).items() if count > 1] == []
    assert [key for key in ids if not re.fullmatch(r"[A-Z]{2,3}-\d{3}", key)] == []


def test_titles_are_unique() -> None:
    assert [title for title, count in Counter(rule.title for rule in ALL_RULES).items() if count > 1] == []


@each_rule
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert rule.title and rule.bad and rule.good
    assert re.search(r"[\u4e00-\u9fff]", rule.title) and not rule.title.endswith("。")
    assert rule.bad != rule.good


@each_rule
def test_the_basis_of_a_rule_is_on_file(rule: Rule, law: LawBook) -> None:
    assert [citation for citation in rule.basis if law.article(citation) is None] == []


def test_the_limits_that_rules_apply_are_on_file(law: LawBook) -> None:
    on_file = {limit.id for limit in law.limits}
    assert {entry.limit for entry in REGISTERED if entry.limit} <= on_file


@pytest.mark.parametrize("name", [module.name for module in iter_modules(rules.__path__)])
def test_a_module_of_rules_registers_some(name: str) -> None:
    module = import_module(f"disclosure.rules.{name}")
    own = [entry for entry in REGISTERED if entry.check.__module__ == module.__name__]
    assert bool(own) is (name not in WITHOUT_RULE_FUNCTIONS)


@each_example
def test_findings_speak_in_short_whole_sentences(example: Example, found: Found) -> None:
    for finding in found(example):
        assert finding.message.endswith("。"), finding.message
        assert finding.remedy.endswith(("。", "？")), finding.remedy
        assert sentences(finding.message) <= 2, finding.message
        assert sentences(finding.remedy) <= 2, finding.remedy


@each_example
def test_findings_cite_their_basis_in_words(example: Example, found: Found) -> None:
    cited = [basis for finding in found(example) for basis in finding.basis]
    assert [basis for basis in cited if not basis.startswith("《")] == []


def sentences(text: str) -> int:
    """How many sentences a text has; what it quotes does not count."""
    return len(re.findall("[。！？]", re.sub("“[^”]*”|《[^》]*》", "", text)))


def test_a_crash_is_the_rules_own_fault_and_hides_nothing(office_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crashes(agency: Agency, context: Context) -> Iterator[Fault]:
        yield agency.place("name"), "先说一句。", "再看看。"
        raise KeyError("seeded")

    (office_copy / "data" / "redirects.yml").write_text("redirect: []\n", "utf-8")
    broken = RecordRule(Rule("AAA-001", "有缺陷的规则"), Agency, crashes)
    monkeypatch.setattr(rules, "REGISTERED", [broken, *REGISTERED])
    found = rules.check(read_register(office_copy), TODAY, rules=ALL_RULES)
    assert [(item.rule, item.place.path) for item in found] == [
        ("AAA-001", "data/agency.yml"),
        ("RUN-001", "data/agency.yml"),
        ("FLD-001", "data/redirects.yml"),
        ("FLD-002", "data/redirects.yml"),
    ]
    crash = found[1]
    assert crash.severity is Severity.ERROR and crash.record == "agency"
    assert "AAA-001" in crash.message and "KeyError" in crash.message
    assert crash.message.endswith("。") and sentences(crash.message) == 1


def test_without_a_crash_there_is_no_such_finding(small_office: Path) -> None:
    assert rules.check(read_register(small_office), TODAY, rules=ALL_RULES) == []
