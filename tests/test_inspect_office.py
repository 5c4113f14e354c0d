"""``disclosure inspect`` on the office's own sources: the verdicts on a day, and what a change does to them."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

import forks
from demonstration import REPOSITORY
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.inspection.changes import changed
from disclosure.inspection.judging import inspected
from disclosure.inspection.sources import findings_of_rules, source_facts
from disclosure.inspection.telling import Inspection, as_markdown, in_words
from disclosure.inspection.verdicts import InspectionVerdict, Judgement
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.reading.history import History
from disclosure.records.inspection import Inspected, InspectionPack
from disclosure.register import Register
from disclosure.rules.framework import Context
from repository import begin, commit, write

TODAY = date(2025, 6, 18)
P, F, U, N = (
    InspectionVerdict.PASS,
    InspectionVerdict.FAIL,
    InspectionVerdict.UNCERTAIN,
    InspectionVerdict.NOT_ASSESSABLE,
)

# The verdicts on the clean demonstration, by what has changed in the course of time: it is today, in two weeks, in half
# a year, at the end of next March, in a year. Nothing is added to it meanwhile.
DAYS = (date(2025, 6, 18), date(2025, 7, 2), date(2025, 12, 20), date(2026, 3, 31), date(2026, 6, 18))
TABLE = {
    "website-veto-2019/severe-wording": (P, P, P, P, P),
    "website-veto-2019/state-secrets": (U, U, U, U, U),
    "website-veto-2019/harmful-content": (U, U, U, U, U),
    "website-veto-2019/attacks": (N, N, N, N, N),
    "website-veto-2019/forged-dates": (U, U, U, U, U),
    "website-veto-2019/public-outcry": (N, N, N, N, N),
    "website-veto-2019/unreachable": (N, N, N, N, N),
    "website-veto-2019/home-stale": (P, F, F, F, F),
    "website-veto-2019/columns-stale": (P, P, P, P, P),
    "website-veto-2019/columns-long-stale": (P, P, U, U, U),
    "website-veto-2019/columns-blank": (P, P, P, P, P),
    "website-veto-2019/no-channel": (P, P, P, P, P),
    "website-veto-2019/messages-unanswered": (P, P, F, F, P),
    "website-veto-2019/no-services": (P, P, P, P, P),
    "website-veto-2019/service-elements": (U, U, U, U, U),
    "media-veto-2019/media-stale": (P, F, F, F, F),
    "media-veto-2019/media-mute": (P, P, P, P, P),
    "office-line/own-periods": (P, F, F, F, F),
    "office-line/own-blanks": (P, P, P, P, P),
    "office-line/own-promise": (F, F, F, F, F),
    "office-line/own-columns": (P, P, P, P, P),
    "office-line/own-review": (P, P, P, P, P),
    "office-line/own-readings": (P, P, P, P, P),
    "office-line/own-decisions": (P, P, F, F, F),
}


def judged(register: Register, today: date, *, whole: bool = False) -> dict[str, Judgement]:
    """The verdicts on a register by their keys; with what screening finds, where the ``whole`` is asked for."""
    law, packs = law_book(register), register.all(InspectionPack)
    context = Context(register, law, today, tuple(ALL_RULES))
    found = check(register, today, rules=ALL_RULES) if whole else findings_of_rules(context, packs)
    facts = source_facts(register, law, today, found, ALL_RULES, History())
    return {item.key: item for item in inspected(facts, packs, law, today, list(Inspected))}


@pytest.mark.demonstration
def test_the_verdicts_on_the_demonstration_are_as_the_table_says():
    register = read_register(REPOSITORY)
    found = [judged(register, day) for day in DAYS]
    assert {key: tuple(item[key].verdict for item in found) for key in found[0]} == TABLE
    for item in (item for day in found for item in day.values()):
        assert item.verdict is not F or item.judged.evidence, item.key
        assert "扣" not in item.judged.words


@pytest.fixture
def office(office_copy: Path) -> Path:
    """The small office with the packs."""
    shutil.copytree(REPOSITORY / "data/inspection", office_copy / "data/inspection")
    return office_copy


NOTICE = "docs/notices/2025/doc-2025-091.md"
SLIPS = """---
id: doc-2025-091
title: 街道检查楼道
kind: notice
column: notices
issuer: 示例区示例街道办事处
made: 2025-05-10
published: 2025-05-12 10:00
disclosure: active
---
区人民攻府检查了三十处楼道。
"""


def test_a_slip_and_a_mark_fail_with_the_line_on_which_they_stand(office: Path):
    write(office, NOTICE, SLIPS.replace("三十处", "三十处（机密★1年）"))
    found = judged(read_register(office), TODAY, whole=True)
    for key in ("website-veto-2019/severe-wording", "website-veto-2019/state-secrets"):
        assert found[key].verdict is F
        assert [(trace.place.path, trace.place.line) for trace in found[key].judged.evidence] == [(NOTICE, 11)]


def test_an_office_without_packs_is_told_so(office_copy: Path):
    told = forks.disclosure("inspect", "--today", TODAY, cwd=office_copy)
    assert (told.returncode, "没有检查指标" in told.stdout) == (0, True)


def test_what_is_known_from_memory_alone_fails_nobody(office: Path):
    key, path = "website-veto-2019/home-stale", "data/inspection/website-veto-2019.yml"
    assert judged(read_register(office), TODAY)[key].verdict is F
    text = (office / path).read_text("utf-8")
    write(
        office,
        path,
        text.replace("basis: 19号函/首页不更新\n    grade: text", "basis: 19号函/首页不更新\n    grade: memory"),
    )
    doubtful = judged(read_register(office), TODAY)[key]
    assert (doubtful.verdict, bool(doubtful.judged.evidence)) == (U, True)
    assert "没有核对原文，不能据此认定不合格" in doubtful.judged.words


def test_a_change_tells_which_verdicts_it_turns(office: Path):
    before = judged(read_register(office), TODAY, whole=True)
    write(office, NOTICE, SLIPS)
    after = judged(read_register(office), TODAY, whole=True)
    (turned,) = [item for item in changed(before.values(), after.values()) if item.turned]
    assert (turned.title, turned.before and turned.before.verdict, turned.after and turned.after.verdict) == (
        "严重表述错误",
        P,
        F,
    )
    changes = changed(before.values(), after.values())
    inspection = Inspection("本站的内容", TODAY, list(after.values()), base="main", changes=changes)
    assert "和 main 相比，有 1 项的结论变了。" in in_words(inspection)
    (row,) = [line for line in as_markdown(inspection).split("\n") if line.startswith("| 严重表述错误")]
    assert row.startswith(f"| 严重表述错误 | 合格 | 不合格 | 新增 {NOTICE}:11 ")
    assert changed(before.values(), before.values()) == []


def test_the_command_compares_with_an_earlier_commit(office: Path):
    begin(office, "2025-06-01")
    write(office, NOTICE, SLIPS)
    commit(office, "Add a notice", "2025-06-12")
    told = forks.disclosure("inspect", "--base", "HEAD~1", "--today", TODAY, "--format", "json", cwd=office)
    data = json.loads(told.stdout)
    turned = [item for item in data["changes"] if item["before"] != item["after"]]
    assert told.returncode == 1
    assert [(item["indicator"], item["before"], item["after"]) for item in turned] == [
        ("severe-wording", "PASS", "FAIL")
    ]
    assert forks.disclosure("inspect", "--base", "nothing", cwd=office).returncode == 2
