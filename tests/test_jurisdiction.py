"""Law holds where it is in force: findings cite no other, a rule without any is silent and is listed as such."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from demonstration import REPOSITORY
from disclosure.catalogue import ALL_RULES, RULES_BY_ID, SILENT, explanation
from disclosure.check import check
from disclosure.cli import app
from disclosure.findings import Finding, Rule
from disclosure.law.book import LawBook, law_book
from disclosure.loading import read_register
from disclosure.records.law import LOCAL, Law
from repository import write
from rule_pages import told_of_rules

TODAY = date(2025, 6, 18)
PLAN = "data/laws/law-plan-2023.yml"
INTERPRETATION = "docs/interpretations/2024/doc-2024-009.md"


def statute(place: str, short: str = "甲令", key: str = "地方/解读关联", number: str = "7") -> str:
    return (
        f"id: law-local\nshort: {short}\ntitle: {place}公开规定\ndoc_no: {place}人民政府令第1号\n"
        f"jurisdiction: {place}\narticles:\n  - number: {number}\n    key: {key}\n"
        "    gist: 解读与文件互相找得到\n    applies: direct\n    grade: text\n"
    )


def without_interprets(root: Path) -> None:
    """One fault of INT-001, which rests on a plan and a statute of the place alone."""
    text = (root / INTERPRETATION).read_text("utf-8")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("interprets:")]
    write(root, INTERPRETATION, "".join(lines))


def without_plan(root: Path) -> None:
    """The office as it begins: no plan, no statute of the place; reviews cite what is on file."""
    (root / PLAN).unlink()
    for file in (root / "data/decisions").rglob("*.yml"):
        write(root, file.relative_to(root).as_posix(), file.read_text("utf-8").replace("2023要点/7", "711号令/20"))


def found(root: Path, rule: str = "") -> list[Finding]:
    return [item for item in check(read_register(root), TODAY, rules=ALL_RULES) if item.rule.startswith(rule)]


def told(*command: str, root: Path) -> str:
    return CliRunner().invoke(app, [*command, "--root", str(root)]).stdout


def book(root: Path) -> LawBook:
    return law_book(read_register(root))


def silent(root: Path) -> list[str]:
    """The rules that do not bind in the office."""
    law = book(root)
    return [rule.id for rule in ALL_RULES if not law.binds(rule)]


def test_a_statute_of_the_place_is_cited_and_one_of_another_place_is_not(office_copy: Path) -> None:
    without_interprets(office_copy)
    plan = "《2023年柳溪街道政务公开工作要点》第五项"
    write(office_copy, "data/laws/law-local.yml", statute("别处省"))
    assert [item.basis for item in found(office_copy, "INT-001")] == [(plan,)]
    write(office_copy, "data/laws/law-local.yml", statute("示例市"))
    assert [item.basis for item in found(office_copy, "INT-001")] == [(plan, "《示例市公开规定》第七条")]


@pytest.mark.parametrize(
    ("jurisdiction", "holds"),
    [
        (None, True),
        ("甲省", True),
        ("乙市", True),
        ("丙区", True),
        ("甲省乙市丙区", True),
        ("丙区丁街道", True),
        ("丁街道", True),
        ("戊市", False),
        ("戊市丙区", False),
        ("乙市丙区", False),
    ],
)
def test_a_law_holds_for_the_places_around_the_office_and_for_the_office(
    jurisdiction: str | None, holds: bool, small_office: Path
) -> None:
    agency = read_register(small_office).agency
    assert agency is not None
    here = agency.model_copy(update={"region": ["甲省", "乙市", "丙区"], "name": "丙区丁街道", "short_name": "丁街道"})
    law = Law(id="law-x", short="某", title="某", doc_no="某", jurisdiction=jurisdiction, articles=[])
    assert law.holds_in(here.places) is holds


def test_without_any_local_law_nothing_is_missing_and_what_rests_on_it_is_silent(office_copy: Path) -> None:
    without_plan(office_copy)
    assert found(office_copy) == []
    without_interprets(office_copy)
    assert [item for item in found(office_copy) if item.rule == "INT-001"] == []


def test_the_rules_that_are_silent_are_those_of_the_plan_and_the_place_alone(office_copy: Path) -> None:
    assert silent(office_copy) == []
    without_plan(office_copy)
    assert silent(office_copy) == ["DEC-001", "INT-001"]


def test_a_number_that_only_the_plan_sets_is_not_applied_without_it(office_copy: Path) -> None:
    catalogue = "data/decisions/2025/catalogue.yml"
    text = (office_copy / catalogue).read_text("utf-8")
    late = text.replace("published: 2025-03-", "published: 2025-04-")
    assert late != text
    write(office_copy, catalogue, late)
    assert "DEC-001" in {item.rule for item in found(office_copy)}
    without_plan(office_copy)
    assert "DEC-001" not in {item.rule for item in found(office_copy)}


def test_a_silent_rule_is_listed_as_such_everywhere(office_copy: Path) -> None:
    without_plan(office_copy)
    rows = {line[:7]: line for line in told("rules", root=office_copy).splitlines()}
    assert [key for key, line in rows.items() if line.endswith(f"（{SILENT}）")] == ["DEC-001", "INT-001"]
    assert told("explain", "INT-001", root=office_copy).endswith(f"  依据：{SILENT}\n")
    assert f"| INT-001 | 错误 | 解读写明解读的文件 | {SILENT} |" in told("rules", "--format", "md", root=office_copy)
    register = read_register(office_copy)
    page = told_of_rules(register, TODAY)
    assert "<li>DEC-001 三月底前公布目录</li><li>INT-001 解读写明解读的文件</li>" in page


def test_where_every_rule_binds_the_page_speaks_of_no_silent_one(small_office: Path) -> None:
    register = read_register(small_office)
    page = told_of_rules(register, TODAY)
    assert "不检查的规则" not in page and "INT-001（错误）解读写明解读的文件" in page


def test_a_plan_of_another_year_works_by_writing_one_file(office_copy: Path) -> None:
    without_interprets(office_copy)
    text = (
        (office_copy / PLAN)
        .read_text("utf-8")
        .replace("number: 5\n", "number: 3-2\n")
        .replace("number: 3\n", "number: 5\n")
    )
    write(office_copy, "data/laws/law-plan-2026.yml", text.replace("2023", "2026"))
    assert [item.basis for item in found(office_copy, "INT-001")] == [("《2026年柳溪街道政务公开工作要点》“3-2”",)]
    assert book(office_copy).cite("2023要点/7") == "《2023年柳溪街道政务公开工作要点》第七项"
    assert book(office_copy).cite("要点/决策目录") == "《2026年柳溪街道政务公开工作要点》第七项"
    (office_copy / PLAN).unlink()
    assert {item.rule for item in found(office_copy)} == {
        "INT-001",
        "INT-002",  # the policy has no other interpretation
        "REF-006",
        "REV-004",
    }  # reviews cite the plan of 2023


def test_a_law_that_cannot_be_read_silences_no_rule(office_copy: Path) -> None:
    without_interprets(office_copy)
    write(office_copy, PLAN, (office_copy / PLAN).read_text("utf-8").replace("short:", "shrot:"))
    assert "INT-001" in {item.rule for item in found(office_copy)}


def test_a_law_of_the_whole_country_is_missed(office_copy: Path) -> None:
    (office_copy / "data/laws/law-61.yml").unlink()
    assert {item.rule for item in found(office_copy)} == {"LAW-002"}


def test_nothing_is_silent_where_no_law_is_on_file() -> None:
    assert [rule.id for rule in ALL_RULES if not LawBook({}, [], []).binds(rule)] == []


def test_what_a_place_settles_for_itself_never_stands_alone_where_readers_would_be_misled() -> None:
    """Without a plan links, columns and the stages of decisions are looked at all the same."""
    alone = [rule.id for rule in ALL_RULES if rule.basis and all(key.startswith(LOCAL) for key in rule.basis)]
    assert alone == ["INT-001"]


def test_no_rule_cites_the_law_of_one_place_or_the_plan_of_one_year(office_copy: Path) -> None:
    without_plan(office_copy)
    law = book(office_copy)
    cited = [(rule.id, key) for rule in ALL_RULES for key in rule.basis if not key.startswith(LOCAL)]
    assert [(rule, key) for rule, key in cited if law.article(key) is None] == []


@pytest.mark.parametrize("value", ["别处", "上 海", "Somewhere", "省/市"])
def test_a_place_is_written_in_full(value: str, office_copy: Path) -> None:
    write(
        office_copy,
        "data/laws/law-local.yml",
        statute("示例市").replace("jurisdiction: 示例市", f"jurisdiction: {value}"),
    )
    assert [(item.rule, item.place.line) for item in found(office_copy, "FLD")] == [("FLD-003", 5)]


def test_a_key_is_of_the_plan_or_of_the_place(office_copy: Path) -> None:
    write(office_copy, "data/laws/law-local.yml", statute("示例市", key="决策/目录"))
    assert [(item.rule, item.place.line) for item in found(office_copy, "FLD")] == [("FLD-003", 8)]


def test_a_key_that_no_rule_knows_is_told(office_copy: Path) -> None:
    write(office_copy, "data/laws/law-local.yml", statute("示例市", key="地方/解读关连"))
    assert [(item.rule, item.place.line) for item in found(office_copy)] == [("LAW-001", 7)]


def test_an_explanation_names_what_is_in_force_alone(small_office: Path) -> None:
    rule = Rule("AAA-001", "某", basis=("地方/决策程序", "713号令/15"), bad="甲", good="乙")
    assert explanation(rule, book(small_office)).endswith("依据：《重大行政决策程序暂行条例》第十五条\n")
    assert RULES_BY_ID["CON-003"].basis == ("713号令/15", "地方/决策程序")


def test_the_handbook_lists_the_keys_that_rules_cite() -> None:
    listed = re.findall(r"^\| `((?:要点|地方)/\S+)` \|", (REPOSITORY / "HANDBOOK.md").read_text("utf-8"), re.M)
    assert sorted(listed) == sorted({key for rule in ALL_RULES for key in rule.basis if key.startswith(LOCAL)})
