"""What must not be public, or hides where nobody looks, is not handed in at the desk, whoever insists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from disclosure.catalogue import ALL_RULES
from disclosure.editing.desk.examining import Bench, Examined, is_leak
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.findings import Place, Rule
from disclosure.loading import read_register
from disclosure.past import age
from disclosure.reading.history import History
from rule_examples import Example, contents_written, read_examples

DAY = date(2025, 6, 18)
# What an attachment says of its maker, or how it is made: told, and put right later.
LATER = {"XRY-007", "XRY-011", "XRY-013", "XRY-017", "XRY-018"}
HIDING = [item for item in read_examples() if item.rule.startswith("XRY-") and item.rule not in LATER and item.bad]


@pytest.fixture(scope="module")
def bench(small_office: Path) -> Bench:
    register, history = read_register(small_office), History()
    register.settle(partial(age, history=history))
    return Bench(register, history, DAY, tuple(ALL_RULES))


@pytest.mark.parametrize("rule", [rule for rule in ALL_RULES if not rule.waivable], ids=lambda rule: rule.id)
def test_what_nobody_may_waive_stops_handing_in_wherever_it_comes_up(rule: Rule):
    found = rule.at(Place("docs/a/doc-2025-001.md"), "某处不对。", "请改。")
    assert Examined([found], []).leaks == [found] == Examined([], [found]).leaks


@pytest.mark.parametrize("example", HIDING, ids=lambda example: example.name)
def test_what_hides_in_an_attachment_stops_handing_in(example: Example, bench: Bench, tmp_path: Path):
    told = []
    for path, content in contents_written(example):
        file = tmp_path / Path(path).name
        file.write_bytes(content)
        told += [item.rule for item in bench.screened(path, file) if is_leak(item)]
    assert example.rule in told


def test_every_kind_of_hiding_has_an_example():
    known = {rule.id for rule in ALL_RULES if rule.id.startswith("XRY-")}
    assert {example.rule for example in HIDING} == known - LATER


def test_a_warning_that_may_tell_of_a_leak_is_one_only_where_the_main_branch_has_not_had_it(bench: Bench):
    path = "docs/notices/2025/doc-2025-003.md"
    drafted = DraftedFiles({path: f"{bench.register.texts[path].rstrip()}\n\n受影响的车辆：沪A12345。\n"})
    assert [item.rule for item in bench.examined(drafted).unsure] == ["PRI-012"]
    assert bench.examined(DraftedFiles({path: bench.register.texts[path]})).unsure == ()
    texts = bench.register.texts.without({path})
    texts[path] = drafted.texts[path]
    public = replace(bench, register=replace(bench.register, texts=texts))
    assert public.examined(drafted).unsure == ()
