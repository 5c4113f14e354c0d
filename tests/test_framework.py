"""How rules are run: a crash is the rule's own fault, and a number known from memory never blocks."""

from datetime import date

from disclosure.findings import CRASHED, Place, Rule, Severity
from disclosure.law.book import LawBook
from disclosure.records.law import Limit
from disclosure.register import Register
from disclosure.rules.framework import Context, RecordRule, run


def rule_of(check, limit=None):
    return RecordRule(Rule("XXX-001", "测试规则"), Register, check, limit)


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
