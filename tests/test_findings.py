"""Findings: what they repeat of a value is enough to find it, and no more."""

from __future__ import annotations

import pytest

from disclosure.findings import Place, Rule, capped, crashed, dump, load

RULE = Rule("AAA-001", "值不太长")
HERE = Place("docs/a.md")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("“甲”不对。", "“甲”不对。"),
        (f"“{'甲' * 80}”不对。", f"“{'甲' * 80}”不对。"),
        (f"“{'甲' * 100_000}”不对。", f"“{'甲' * 80}……”不对。"),
        (f"“{'甲' * 81}”和“{'乙' * 81}”不对。", f"“{'甲' * 80}……”和“{'乙' * 80}……”不对。"),
        ("“" * 100_000, "“" * 1000 + "……。"),
        ("甲" * 100_000, "甲" * 1000 + "……。"),
    ],
)
def test_of_a_long_value_only_the_beginning_is_told(message: str, told: str) -> None:
    finding = RULE.at(HERE, message, message)
    assert (finding.message, finding.remedy) == (told, told)


def test_a_crash_is_told_on_one_short_line() -> None:
    message = crashed(HERE, "读取这个文件", ValueError("一\n二" + "甲" * 1000)).message
    assert message == f"读取这个文件时出错（ValueError: 一 二{'甲' * 65}）。"


def test_what_one_process_hands_to_another_can_be_written_whatever_it_holds() -> None:
    findings = [RULE.at(Place("docs/\udcff.md", 2, 3), "“\ud800”", "改。", record="甲", href="\udc80")]
    assert load(dump(findings).encode("utf-8").decode("utf-8")) == findings


def test_of_many_alike_in_a_file_the_first_are_told_and_how_many_are_left() -> None:
    here = [RULE.at(Place("data/a.yml", line), f"第 {line} 处。", "请改正。") for line in range(1, 51)]
    there = [RULE.at(Place("data/b.yml", line), "不对。", "请改正。") for line in range(1, 22)]
    told = capped([*reversed(here), *there])
    assert [item for item in told if item.place.path == "data/b.yml"] == there
    assert told[:20] == here[:20]
    assert [(item.place, item.message) for item in told[20:-21]] == [
        (Place("data/a.yml", 21), "从这里起还有 30 处同样的问题，没有一一列出。")
    ]
    assert capped(told) == told
