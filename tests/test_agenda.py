"""Everything that is due in one list: for the office in full, for the public what is public, on any day."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

import pytest
import yaml
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser
from typer.testing import CliRunner

from demonstration import REPOSITORY
from disclosure.agenda.items import Due, Turn
from disclosure.agenda.sources import everything_due
from disclosure.catalogue import ALL_RULES
from disclosure.cli import app
from disclosure.exports.working import OpenWorkRow, work_rows
from disclosure.findings import Place
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.public import public_part
from disclosure.pages.site import Site
from disclosure.pages.staff import staff_files
from disclosure.publication import publication
from disclosure.records.base import Record
from disclosure.records.requests import Request
from disclosure.records.withheld import Withheld
from disclosure.register import Register
from request_ledgers import lay, node, request

TODAY = date(2025, 6, 18)
ASKED_IN = "docs/consultations/2025/doc-2025-006.md"
ASKED = "《关于征求非机动车停放管理办法意见的公告》"


def due(root: Path, *arguments: str) -> str:
    ended = CliRunner().invoke(app, ["due", "--root", str(root), "--today", str(TODAY), *arguments])
    assert (ended.exit_code, ended.stderr) == (0, ""), ended.output
    return ended.stdout


def items_of(root: Path, today: date = TODAY) -> list[Due]:
    register = read_register(root)
    return everything_due(register, law_book(register), today)


def line(item: Due, today: date) -> str:
    """A line of the list, without its file."""
    book = law_book(read_register_once())
    return "　".join(part for part in (item.when, item.title, item.standing(today, book.working_days)) if part)


@cache
def read_register_once() -> Register:
    return read_register(REPOSITORY)


# Of the demonstration: how much is due by topic, how much is late, this week and later, and the first lines.
EXPECTED = yaml.load((Path(__file__).parent / "agenda.yml").read_text("utf-8"), yaml.CSafeLoader)


@pytest.mark.demonstration
@pytest.mark.parametrize("day", EXPECTED)
def test_all_that_is_due_in_the_demonstration_is_one_list(day: str) -> None:
    today, register = date.fromisoformat(day), read_register_once()
    items = everything_due(register, law_book(register), today)
    assert len({item.key for item in items}) == len(items)
    turns = Counter(item.turn(today) for item in items)
    assert {
        "topics": dict(Counter(item.topic for item in items)),
        "turns": [turns[turn] for turn in Turn],
        "first": [line(item, today) for item in items[:3]],
    } == EXPECTED[day]


@pytest.mark.demonstration
def test_the_order_of_the_records_does_not_matter() -> None:
    register = read_register_once()
    records = list(register.records.items())
    random.Random(7).shuffle(records)
    shuffled = replace(register, records=dict(records))
    assert everything_due(shuffled, law_book(shuffled), TODAY) == everything_due(register, law_book(register), TODAY)


@pytest.mark.demonstration
def test_nothing_private_is_left_in_what_is_public() -> None:
    register = read_register_once()
    items = everything_due(register, law_book(register), TODAY)
    public = everything_due(public_part(register), law_book(register), TODAY)
    private = {item.topic for item in items if item.private}
    assert private >= {"requests", "withheld"} and all(
        item.private for item in items if item.topic in ("requests", "withheld")
    )
    assert {item.topic for item in public} & {"requests", "withheld"} == set()
    paths = {record.path for record in register.all(Record) if isinstance(record, Request | Withheld)}
    assert [item for item in items if item.place.path in paths and not item.private] == []


def test_an_office_that_begins_is_told_what_comes_first(small_office: Path, tmp_path: Path) -> None:
    """Without a record of its own: the laws, the limits and the calendar alone."""
    for name in ("laws", "calendar"):
        shutil.copytree(small_office / "data" / name, tmp_path / "data" / name)
    for name in ("agency.yml", "columns.yml", "limits.yml"):
        shutil.copy(small_office / "data" / name, tmp_path / "data" / name)
    assert [(item.key, str(item.day)) for item in items_of(tmp_path)] == [
        ("annual-report-2025", "2026-01-31"),
        ("blank-annual-reports", "2026-01-31"),
        ("decision-catalogue-2026", "2026-03-31"),
    ]
    assert [item.key for item in items_of(tmp_path, date(2026, 1, 31))][:2] == [
        "annual-report-2025", "blank-annual-reports",
    ]  # fmt: skip
    assert due(tmp_path, "--within", "10").splitlines() == [
        "2025-06-18：没有要办的事项。",
        "",
        "10 天以后另有 3 项，写更大的 --within 可以看到。",
    ]


# --- the sources --------------------------------------------------------------------------------------------------

PUT = {
    "data/waivers/one.yml": (
        "rule: DOC-003\nwhere: doc-2025-003\nreason: 待改\napproved_by: 综合办公室\nexpires: 2025-07-04\n"
    ),
    "data/exclusions/two.yml": (
        "match: https://old.example/*\nreason: 待恢复\nowner: community-office\nexpires: 2025-06-17\n"
    ),
    "data/cleanups/2023.yml": (
        "id: cleanup-2023\nyear: 2023\ntitle: 2023年清理结果\nas_of: 2023-11-30\npublished: 2023-12-20\n"
        "unit: general-office\nresults:\n  - {policy: doc-2024-008, outcome: to-amend, due: 2025-02}\n"
    ),
    "data/withheld/2025/wh-2025-001.yml": (
        "id: wh-2025-001\ndepartment: general-office\nmade: 2025-03-04\nattribute: none\narticle: 711号令/16\n"
        "ground: process\ndecided_by: 办事处负责人\ndecided: 2025-03-05\n"
    ),
    "data/responses/2025/resp-2025-01.yml": (
        "id: resp-2025-01\nsource: hotline\nitem: 停车\nmonth: 2025-03\npublished: 2025-04-10\ncause: 车位少\n"
        "measure: 增加十个车位\nunit: community-office\ndue: 2025-05-31\n"
        "delay: {reason: 等审批, new_date: 2025-06-25}\n"
    ),
    "data/questions/2025/q-2025-009.yml": (
        "id: q-2025-009\npolicy: doc-2024-008\nreceived: 2025-06-13\nchannel: phone\nunit: community-office\n"
        "private: true\n"
    ),
}
ADDED = [
    ("exclusion-two", "2025-06-17", "community-office", True),
    ("question-q-2025-009", "2025-06-20", "community-office", True),
    ("response-resp-2025-01", "2025-05-31", "community-office", False),
    ("waiver-one", "2025-07-04", "general-office", True),
    ("amendment-2023-doc-2024-008", "2025-02-28", "community-office", False),
    ("cleanup-2024", "2024-12-31", "general-office", False),
    ("withheld-wh-2025-001", "2026-03-06", "general-office", True),
]


def test_each_record_that_has_a_day_is_told_once(office_copy: Path) -> None:
    before = set(items_of(office_copy))
    for path, text in PUT.items():
        (office_copy / path).parent.mkdir(parents=True, exist_ok=True)
        (office_copy / path).write_text(text, "utf-8")
    added = [item for item in items_of(office_copy) if item not in before]
    told = [(item.key, str(item.day), item.unit, item.private) for item in added]
    assert sorted(told) == sorted(ADDED)
    assert {item.place.path for item in added} == {*PUT, "data/cleanups/2024.yml"}
    (late,) = (item for item in added if item.promised is not None)  # what is put off is late all the same
    assert (late.when, late.turn(TODAY)) == ("2025-05-31（周六），改到 2025-06-25", Turn.LATE)


def test_what_was_done_is_told_no_more(office_copy: Path) -> None:
    for path, text in PUT.items():
        (office_copy / path).parent.mkdir(parents=True, exist_ok=True)
        done = text.replace("delay:", "done: 2025-06-01\nresult: 增加了十个\ndelay:")
        done = done.replace("private: true", "private: true\nanswered: 2025-06-16")
        (office_copy / path).write_text(done.replace("to-amend, due: 2025-02", "kept"), "utf-8")
    keys = {item.key for item in items_of(office_copy)}
    gone = {"question-q-2025-009", "response-resp-2025-01", "amendment-2023-doc-2024-008"}
    assert keys & {key for key, *_ in ADDED} == {key for key, *_ in ADDED} - gone


@pytest.mark.parametrize(
    ("day", "key", "told"),
    [
        ("2025-06-30", "consultation-closes-doc-2025-006", "2025-06-30"),
        ("2025-07-01", "consultation-closes-doc-2025-006", None),
        ("2025-12-31", "annual-report-2025", "2026-01-31"),
        ("2028-12-28", "policy-term-doc-2024-008", "2028-12-29"),  # when the page begins to tell
        ("2028-12-29", "policy-term-doc-2024-008", "2029-06-30"),
        ("2029-07-01", "policy-term-doc-2024-008", None),
        ("2029-07-01", "policy-lapsed-doc-2024-008", "2029-06-30"),
        ("2026-10-31", "calendar-2027", None),
        ("2026-11-01", "calendar-2027", "2026-12-31"),
        ("2027-01-04", "calendar-2027", "None"),  # at once
    ],
)
def test_the_day_decides_what_is_told(small_office: Path, day: str, key: str, told: str | None) -> None:
    found = {item.key: str(item.day) for item in items_of(small_office, date.fromisoformat(day))}
    assert found.get(key) == told


# --- the command --------------------------------------------------------------------------------------------------


@pytest.fixture
def busy(office_copy: Path) -> Path:
    """An office with a request that is late, one that is due this week, and a question."""
    lay(
        office_copy,
        [
            request("req-2025-001", nodes=[node("received", "2025-05-12")], reply=None),
            request("req-2025-002", unit="general-office", nodes=[node("received", "2025-05-22")], reply=None),
        ],
    )
    return office_copy


def test_the_list_says_what_is_late_then_this_week_by_unit_and_where(busy: Path) -> None:
    told = due(busy, "--within", "30").splitlines()
    assert told == [
        "2025-06-18：3 项要办，已经逾期 1 项，本周（到 2025-06-22）1 项。",
        "",
        "已经逾期（1 项）",
        "  社区建设办公室",
        "    2025-06-10（周二）　答复期限：req-2025-001　已超过 6 个工作日　data/requests/2025/req-2025-001.yml:1",
        "",
        "本周要办（1 项）",
        "  综合办公室",
        "    2025-06-20（周五）　答复期限：req-2025-002　还剩 2 个工作日　data/requests/2025/req-2025-002.yml:1",
        "",
        "以后到期（1 项）",
        "  社区建设办公室",
        f"    2025-06-30（周一）　征求意见截止，收齐意见：{ASKED}　还剩 8 个工作日　{ASKED_IN}:20",
        "",
        "30 天以后另有 14 项，写更大的 --within 可以看到。",
    ]


def test_one_unit_has_its_own_list_by_id_or_by_name(busy: Path) -> None:
    one = due(busy, "--unit", "general-office")
    assert one == due(busy, "--unit", "综合办公室") and "req-2025-002" in one and "req-2025-001" not in one
    ended = CliRunner().invoke(app, ["due", "--root", str(busy), "--unit", "无此部门"])
    assert (ended.exit_code, ended.stderr) == (
        2,
        "没有部门“无此部门”。可以写：综合办公室（general-office）、社区建设办公室（community-office）。\n",
    )


def test_the_list_for_machines_says_the_same(busy: Path) -> None:
    told = json.loads(due(busy, "--format", "json"))
    assert (told["schema"], told["today"], told["within"], told["hidden"]) == ("disclosure/due/2", "2025-06-18", 92, 0)
    first = told["due"][0]
    assert first == {
        "key": "req-2025-001-reply",
        "topic": "requests",
        "title": "答复期限：req-2025-001",
        "unit": "community-office",
        "unit_title": "社区建设办公室",
        "due": "2025-06-10",
        "estimated": False,
        "earliest": "2025-06-10",
        "latest": "2025-06-10",
        "promised": None,
        "turn": "late",
        "late": True,
        "standing": "已超过 6 个工作日",
        "record": "req-2025-001",
        "path": "data/requests/2025/req-2025-001.yml",
        "line": 1,
        "private": True,
    }


def test_a_pipeline_is_told_of_no_request(busy: Path) -> None:
    for form in ("text", "json", "ics"):
        assert "req-2025" in due(busy, "--format", form)
        assert "req-2025" not in due(busy, "--format", form, "--discreet")
    assert "只供内部的（申请台账、不公开信息的登记、豁免）另有 2 项，这里不列" in due(busy, "--discreet")
    assert json.loads(due(busy, "--discreet", "--format", "json"))["hidden"] == 2


def test_the_calendar_has_everything_that_has_a_day(busy: Path) -> None:
    listed = json.loads(due(busy, "--format", "json"))["due"]
    events = Calendar.from_ical(due(busy, "--format", "ics")).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [item["title"] for item in listed if item["due"]]
    assert [str(event["DTSTART"].dt) for event in events] == [item["due"] for item in listed if item["due"]]


def test_an_estimate_has_its_turn_when_it_may_be_due() -> None:
    item = Due("a", "甲", "", date(2025, 6, 25), Place("a.yml"), earliest=date(2025, 6, 20), latest=date(2025, 6, 27))
    days = (date(2025, 6, 13), date(2025, 6, 16), date(2025, 6, 27), date(2025, 6, 28))
    assert [item.turn(day) for day in days] == [Turn.LATER, Turn.WEEK, Turn.WEEK, Turn.LATE]
    assert Due("b", "乙", "", None, Place("a.yml")).turn(TODAY) is Turn.WEEK


# --- the pages ----------------------------------------------------------------------------------------------------


def page_of(root: Path, today: date) -> LexborHTMLParser:
    register = read_register(root)
    site = Site(register, law_book(register), today, ALL_RULES)
    return LexborHTMLParser(publication(site).render("open-work.html"))


def test_the_public_page_tells_what_is_late_and_nothing_that_is_private(busy: Path) -> None:
    for path, text in PUT.items():
        (busy / path).parent.mkdir(parents=True, exist_ok=True)
        (busy / path).write_text(text, "utf-8")
    page = page_of(busy, date(2025, 8, 4))
    late = {item.css_first("a, span").text() for item in page.css(".alert li")}
    assert late == {
        "完成整改：停车",
        "公布 2024 年政策文件清理结果",
        "按清理结果修改：《柳溪街道社区花园共建管理办法》",
        "公开意见采纳情况：《制定柳溪街道非机动车停放管理办法》",
    }
    text = page.html or ""
    assert "有 4 项逾期，最早的应当在2024年12月31日前办好" in page.css_first(".lead").text()
    assert [word for word in ("req-2025", "wh-2025", "q-2025-009", "DOC-003", "old.example") if word in text] == []


def test_the_table_to_take_along_has_all_that_the_public_may_know_and_nothing_else(busy: Path) -> None:
    """The same items as the page, and those to come; each leads to where it is shown."""
    for path, text in PUT.items():
        (busy / path).parent.mkdir(parents=True, exist_ok=True)
        (busy / path).write_text(text, "utf-8")
    register, today = read_register(busy), date(2025, 8, 4)
    site = Site(register, law_book(register), today, ALL_RULES)
    rows = cast(list[OpenWorkRow], work_rows(site))
    due = everything_due(register, site.law, today)
    assert {row.id for row in rows} == {item.key for item in due if not item.private} != {item.key for item in due}
    late = {row.title for row in rows if row.state == Turn.LATE.label}
    assert late == {item.css_first("a, span").text() for item in page_of(busy, today).css(".alert li")}
    assert all((row.late_days > 0) == (row.state == Turn.LATE.label) and row.as_of == today for row in rows)
    assert {row.url.rpartition("/")[2] for row in rows if row.title == "完成整改：停车"} == {"open-work.html"}


def test_the_public_page_of_an_office_that_begins_says_what_is_not_there_yet(small_office: Path) -> None:
    page = page_of(small_office, TODAY)
    assert page.css_first(".lead").text() == "柳溪街道自己的公开工作做得怎样：没有逾期的，以后 31 天还有 1 项到期。"
    said = {card.css_first("h3").text(): card.css_first("p").text() for card in page.css(".room")}
    assert said["工作要点"] == "还没有公布工作要点；公布以后，每一项的完成情况显示在这里。"
    assert said["政府信息公开工作年度报告"] == "还没有公布年度报告；每年1月31日前公布上一年的。"
    assert page.css(".alert") == []


def test_the_first_page_for_the_staff_is_the_list(busy: Path) -> None:
    register = read_register(busy)
    files = staff_files(register, law_book(register), TODAY)
    page = LexborHTMLParser(files["index.html"])
    rows = [[cell.text().strip() for cell in row.css("td")] for row in page.css("#late + .scrolls tbody tr")]
    path = "data/requests/2025/req-2025-001.yml:1"
    assert rows == [["2025-06-10（周二）", "答复期限：req-2025-001", "社区建设办公室", "已超过 6 个工作日", path]]
    links = {link.attributes["href"] or "" for link in page.css("a")}
    assert links == {link for link in links if link in files or link == "index.html"}
    assert (
        "req-2025-002" in files["units/general-office.html"]
        and "req-2025-001" not in files["units/general-office.html"]
    )
