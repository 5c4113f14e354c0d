"""How rules are run: a crash is the rule's own fault, and a number known from memory never blocks."""

import json
from datetime import date

from typer.testing import CliRunner

from disclosure.catalogue import RULES_BY_ID
from disclosure.cli import app
from disclosure.findings import CRASHED, Place, Rule, Severity
from disclosure.law.book import LawBook
from disclosure.loading import read_register
from disclosure.records.law import Limit
from disclosure.register import Register
from disclosure.rules.framework import Context, RecordRule, run
from rule_pages import told_of_rules


def rule_of(check, limit=""):
    return RecordRule(Rule("XXX-001", "测试规则", limit=limit), Register, check)


def context_with(tmp_path, limits=()):
    return Context(Register(tmp_path), LawBook({}, limits, []), date(2025, 6, 18))


def always(register, context):
    yield Place("data/x.yml", 3), "不对。", "请改正。"


def crashing(register, context):
    yield Place("data/x.yml", 1), "先报一条。", "请改正。"
    raise KeyError("x")


def test_a_crash_is_reported_and_the_other_rules_go_on(tmp_path):
    found = [(item.rule, item.severity) for item in run([rule_of(crashing), rule_of(always)], context_with(tmp_path))]
    assert found == [
        ("XXX-001", Severity.ERROR),
        (CRASHED.id, Severity.ERROR),
        ("XXX-001", Severity.ERROR),
    ]


def test_a_number_known_from_memory_warns_and_never_blocks(tmp_path):
    for grade, severity in (("text", Severity.ERROR), ("secondary", Severity.ERROR), ("memory", Severity.WARNING)):
        limit = Limit(id="y", title="某", value="5", unit="days", basis="a/1", grade=grade, since=date(2019, 1, 1))
        found = list(run([rule_of(always, limit="y")], context_with(tmp_path, [limit])))
        assert [item.severity for item in found] == [severity]


def test_a_rule_weighs_the_same_wherever_it_is_told(office_copy):
    limits = office_copy / "data/limits.yml"
    known = limits.read_text("utf-8").partition("basis: 713号令/15\n    grade: text")
    limits.write_text(f"{known[0]}basis: 713号令/15\n    grade: memory{known[2]}", "utf-8")
    rules = {row["id"]: row["severity"] for row in json.loads(told("rules", "--format", "json", root=office_copy))}
    assert [key for key, severity in rules.items() if severity != RULES_BY_ID[key].severity] == ["CON-001"]
    assert told("explain", "CON-001", root=office_copy).startswith("CON-001（提醒）")
    assert told("explain", "CON-003", root=office_copy).startswith("CON-003（错误）")
    described = json.loads(told("check", "--format", "sarif", root=office_copy))["runs"][0]["tool"]["driver"]["rules"]
    levels = {row["id"]: row["defaultConfiguration"]["level"] for row in described}
    assert (levels["CON-001"], levels["CON-003"]) == ("warning", "error")
    register = read_register(office_copy)
    pages = told_of_rules(register, date(2025, 6, 18))
    assert "CON-001（提醒）" in pages and "CON-003（错误）" in pages


def told(*command, root):
    return CliRunner().invoke(app, [*command, "--root", str(root)]).stdout
