"""Columns are renewed in time, and what time will break is told beforehand, in the rules' own words."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.law.book import law_book
from disclosure.law.renewal import column_standing, column_standings
from disclosure.loading import read_register
from disclosure.records.columns import Column, Renewal
from disclosure.rules.framework import REGISTERED, Context, run
from disclosure.upkeep.ahead import CALENDAR, DATA, PAGE, ahead_files
from disclosure.upkeep.foresight import foreseen
from disclosure.upkeep.identity import identity
from repository import write

TODAY = date(2025, 6, 18)
KINDS = "    kinds: [notice]\n"  # of the notices: published 2025-05-08, changed the day after


def with_duty(root: Path, duty: str) -> None:
    text = (root / "data/columns.yml").read_text("utf-8")
    write(root, "data/columns.yml", text.replace(KINDS, KINDS + "".join(f"    {line}\n" for line in duty.split("；"))))


@pytest.mark.parametrize(
    ("duty", "last", "until"),
    [
        ("renewal: fortnight", date(2025, 5, 8), date(2025, 5, 22)),
        ("renewal: half-year", date(2025, 5, 8), date(2025, 11, 8)),
        ("renewal: month", date(2025, 5, 9), date(2025, 6, 9)),
        ("renewal: quarter", date(2025, 5, 9), date(2025, 8, 9)),
        ("renewal: year", date(2025, 5, 9), date(2026, 5, 9)),
        ("update_days: 100", date(2025, 5, 9), date(2025, 8, 17)),
        ("renewal: standing", date(2025, 5, 9), None),
        ("renewal: on-event；renewal_event: 制度修改时", date(2025, 5, 9), None),
    ],
)
def test_a_duty_runs_from_the_last_thing_that_was_new(
    duty: str, last: date, until: date | None, office_copy: Path
) -> None:
    with_duty(office_copy, duty)
    register = read_register(office_copy)
    assert register.findings == []
    (standing,) = column_standings(register, law_book(register), TODAY)
    assert (standing.column.id, standing.last, standing.until) == ("notices", last, until)
    if until is not None:
        assert [standing.is_stale(until), standing.is_stale(until + timedelta(1))] == [False, True]


def test_every_kind_of_duty_is_told_by_a_word_of_its_own() -> None:
    assert len({kind.label for kind in Renewal}) == len(Renewal)


def test_what_is_not_published_yet_renews_nothing(office_copy: Path) -> None:
    with_duty(office_copy, "renewal: half-year")
    register = read_register(office_copy)
    column = register.get("notices", Column)
    assert column is not None
    assert column_standing(column, register, law_book(register), date(2025, 5, 7)) is None


def test_a_number_of_days_in_the_place_of_months_is_understood(office_copy: Path) -> None:
    """Offices that have taken over the numbers of an earlier version count 180 days."""
    with_duty(office_copy, "renewal: half-year")
    text = (office_copy / "data/limits.yml").read_text("utf-8")
    write(office_copy, "data/limits.yml", text.replace("value: 6\n    unit: months", "value: 180\n    unit: days"))
    register = read_register(office_copy)
    (standing,) = column_standings(register, law_book(register), TODAY)
    assert standing.until == date(2025, 11, 4)


def test_the_day_on_which_a_column_breaks_is_told_beforehand(office_copy: Path) -> None:
    with_duty(office_copy, "renewal: half-year")
    (item,) = [one for one in foreseen(read_register(office_copy), TODAY) if one.finding.rule == "UPK-001"]
    assert item.day == date(2025, 11, 9)
    assert item.finding.message == "栏目“通知公告”最近一次更新是 2025-05-08，从 2025-11-09 起超过六个月没有更新。"


def test_what_is_foreseen_is_what_the_check_will_find(office_copy: Path) -> None:
    """It comes on the day on which the rules, asked day by day, find what they did not find before."""
    with_duty(office_copy, "update_days: 60")
    register = read_register(office_copy)
    waiting = [entry for entry in REGISTERED if entry.rule.by_time]
    known: set[tuple[str, str, str]] = set()
    came: list[tuple[date, str]] = []
    for number in range(101):
        day = TODAY + timedelta(number)
        found = {identity(item) for item in run(waiting, Context(register, law_book(register), day))}
        came += [(day, rule) for rule, _, _ in sorted(found - known)] if number else []
        known |= found
    told = foreseen(register, TODAY, 100)
    assert sorted((item.day, item.finding.rule) for item in told) == sorted(came)
    stale = next(item for item in told if item.finding.rule == "UPK-001")
    assert stale.day == date(2025, 7, 9)
    assert stale.finding in check(register, stale.day, rules=ALL_RULES)
    assert stale.finding not in check(register, stale.day - timedelta(1), rules=ALL_RULES)


SUGGESTED = """\
id: ev-2025-01
title: 泵房开放日
summary: 看一看泵房怎样排水。
kind: visit
unit: community-office
published: 2025-05-02
date: 2025-05-10
start: "14:00"
end: "15:00"
venue: 泵房门口集合（演示数据）
asked: [q-2025-001]
attendance: 20
suggestions:
  - {text: 窗口放一把椅子, state: open, due: 2025-07-15}
  - {text: 菜单用大字, state: open, due: 2025-06-10}
  - {text: 门口装一盏灯, state: open, due: 2025-07-15}
"""


def test_of_one_record_each_thing_is_told_on_its_own_day(office_copy: Path) -> None:
    """Also where something of its kind stands there already, and where two come on one day."""
    write(office_copy, "data/events/2025/ev-2025-01.yml", SUGGESTED)
    register = read_register(office_copy)
    found = [item for item in foreseen(register, TODAY) if item.finding.rule == "OPN-017"]
    assert [(item.day, item.finding.message[1:8]) for item in found] == [
        (date(2025, 7, 16), "窗口放一把椅子"),
        (date(2025, 7, 16), "门口装一盏灯”"),
    ]
    events = Calendar.from_ical(ahead_files(register, TODAY)[CALENDAR]).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) >= 2


def test_page_data_and_calendar_tell_the_same(office_copy: Path) -> None:
    with_duty(office_copy, "update_days: 60")
    files = ahead_files(read_register(office_copy), TODAY)
    data = json.loads(files[DATA])["ahead"]
    rows = [
        (row.css_first("th").text(), row.css("td")[0].text()) for row in LexborHTMLParser(files[PAGE]).css("tbody tr")
    ]
    assert rows == [(item["day"], item["message"]) for item in data] and rows
    events = [event for event in Calendar.from_ical(files[CALENDAR]).walk("VEVENT")]
    assert [str(event["summary"]) + "。" for event in events] == [message for _, message in rows]
    assert [event["dtstart"].dt + timedelta(1) for event in events] == [date.fromisoformat(day) for day, _ in rows]
    assert ahead_files(read_register(office_copy), TODAY) == files


def test_an_office_with_nothing_ahead_is_told_so(office_copy: Path) -> None:
    files = ahead_files(read_register(office_copy), date(2150, 1, 1))
    assert "没有。" in files[PAGE] and json.loads(files[DATA])["ahead"] == []
