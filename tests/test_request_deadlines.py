"""Deadlines of the ledger: the record becomes the clock's facts, and what it says is told, listed and exported."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from icalendar import Calendar
from typer.testing import CliRunner

from disclosure.agenda.items import by_day
from disclosure.agenda.requests import requests_due
from disclosure.cli import app
from disclosure.exports.agenda_calendar import request_calendar
from disclosure.law.book import law_book
from disclosure.law.request_clock import CorrectionFacts, ExtensionFacts, RequestFacts
from disclosure.law.request_facts import facts_of, periods_on
from disclosure.loading import read_register
from disclosure.reading.validation import validate
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.requests import Request
from test_request_clock import CALENDAR, PERIODS, asked_of, days_that, some

DAY = timedelta(days=1)
CHANNELS = ["in-person", "post", "letter", "online", "fax", "oral"]
AGREED = {"approved": "政府信息公开工作机构负责人", "reason": "要到档案馆查早年的案卷"}
Ledger = Callable[..., Path]


def node(kind: str, day: date, **more: Any) -> dict[str, Any]:
    told = {"kind": kind, "date": day, "unit": "community-office", "document": "文书", **more}
    return {name: str(value) for name, value in told.items() if value is not None}


def record(nodes: list[dict[str, Any]], key: str = "req-2025-001", **more: Any) -> str:
    """A request as an editor writes it."""
    told = {
        "id": key,
        "applicant": "natural",
        "subject": "社区活动场地开放时间",
        "channel": "in-person",
        "unit": "community-office",
        "talk": "已经电话沟通。",
        "nodes": nodes,
    }
    return yaml.safe_dump(told | more, allow_unicode=True, sort_keys=False)


def read_request(text: str) -> Request:
    tree, faults = read_tree(text, "data/requests/2025/req-2025-001.yml")
    assert tree is not None and faults == []
    request, faults = validate(Request, tree)
    assert request is not None and faults == []
    return request


def written(facts: RequestFacts) -> str:
    """The record that says what the facts say: its nodes in the order of their days."""
    nodes = [node("received", facts.received, confirmed=facts.confirmed)]
    for item in facts.corrections:
        nodes.append(node("correction-asked", item.asked, until=item.until, delivered=item.delivered, term=item.days))
        nodes += [node("corrected", item.corrected)] if item.corrected is not None else []
    for party in facts.parties:
        nodes.append(node("third-party-asked", party.asked, party=party.party))
        nodes += [node("third-party-answered", party.answered, party=party.party)] if party.answered else []
    for more in facts.extensions:
        nodes.append(node("extended", more.told, days=more.days, **(AGREED if more.approved else {})))
    nodes += [node("replied", facts.replied)] if facts.replied is not None else []
    return record(sorted(nodes, key=lambda item: item["date"]), channel=facts.channel)


def any_facts(chance: random.Random) -> RequestFacts:
    start = chance.choice(days_that(working=True))
    asked = start + DAY * chance.randrange(1, 12)
    term = chance.choice([{"until": asked + DAY * 9}, {"delivered": asked + DAY, "days": chance.randrange(5, 20)}])
    corrections = (CorrectionFacts(asked, corrected=chance.choice([None, asked + DAY * 5]), **term),)
    channel = chance.choice(CHANNELS)
    return RequestFacts(
        channel=channel,
        received=start,
        confirmed=start + DAY if channel in ("letter", "online", "fax") else None,
        corrections=corrections[: chance.randrange(2)],
        parties=tuple(asked_of(chance, start + DAY * 40 * at, "甲乙"[at]) for at in range(chance.randrange(3))),
        extensions=(ExtensionFacts(start + DAY * 25, 20, chance.random() < 0.5),)[: chance.randrange(2)],
        replied=chance.choice([None, start + DAY * 90]),
    )


def test_the_record_becomes_the_facts_of_the_clock() -> None:
    for chance in some("record", 40):
        facts = any_facts(chance)
        assert facts_of(read_request(written(facts))) == facts


def test_opinions_belong_to_the_party_that_was_asked_and_one_without_a_question_to_none() -> None:
    start = date(2025, 3, 3)
    nodes = [
        node("received", start),
        node("corrected", start),
        node("third-party-asked", start + DAY, party="甲", delivered=start + DAY * 3),
        node("third-party-asked", start + DAY * 2, party="乙"),
        node("third-party-answered", start + DAY * 5, party="乙"),
        node("third-party-answered", start + DAY * 5, party="丙"),
    ]
    facts = facts_of(read_request(record(nodes)))
    assert facts is not None and facts.corrections == ()
    told = [(item.party, item.asked, item.answered) for item in facts.parties]
    assert told == [("甲", start + DAY * 3, None), ("乙", start + DAY * 2, start + DAY * 5)]
    assert facts_of(read_request(record([node("registered", start)]))) is None


@pytest.fixture
def ledger(office_copy: Path) -> Ledger:
    """Writes requests into the small office's ledger; gives the office's folder."""

    def write(*records: str) -> Path:
        agency = office_copy / "data/agency.yml"
        agency.write_text(f"{agency.read_text('utf-8')}requests: data/requests\n", "utf-8")
        for text in records:
            key = yaml.load(text, yaml.CSafeLoader)["id"]
            file = office_copy / f"data/requests/{key.split('-')[1]}/{key}.yml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return office_copy

    return write


def said(root: Path, *arguments: str) -> str:
    ended = CliRunner().invoke(app, [*arguments, "--root", str(root)])
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def test_the_numbers_of_the_clock_come_from_the_limits(small_office: Path) -> None:
    book = law_book(read_register(small_office))
    assert periods_on(date(2025, 6, 18), book) == PERIODS
    assert periods_on(date(2018, 6, 18), book) is None
    assert book.working_days.years == CALENDAR.years


def test_a_deadline_is_explained_day_by_day(ledger: Ledger) -> None:
    nodes = [
        node("received", date(2025, 4, 24)),
        node("third-party-asked", date(2025, 4, 28), party="甲"),
        node("third-party-answered", date(2025, 5, 11), party="甲"),
    ]
    told = said(ledger(record(nodes)), "explain-deadline", "req-2025-001", "--today", "2025-05-20")
    notice = "国务院办公厅关于2025年部分节假日安排的通知（2024年11月12日）"
    assert told.split("\n\n")[0].splitlines() == [
        "req-2025-001（当面）",
        "现在（2025-05-20）：办理中",
        "收到：2025-04-24（周四），当面提交之日。依据：《政府信息公开条例》第三十一条。",
        "当天不算，从下一天数起。参照：《民法典》第二百零一条。",
    ]
    assert told.split("\n\n")[-1].splitlines() == [
        "答复期限：2025-06-04（周三），从 2025-04-24（周四）起 20 个工作日。依据：《政府信息公开条例》第三十三条。",
        "不暂停的话是 2025-05-26（周一）。",
        "暂停 6 个工作日：2025-04-29（周二）、2025-04-30（周三）、2025-05-06（周二）、2025-05-07（周三）、"
        "2025-05-08（周四）、2025-05-09（周五）。",
        "  2025-04-24（周四）　起算，当天不算",
        "  2025-04-25（周五）　第 1 个工作日",
        "  2025-04-26（周六）　周末，不算",
        f"  2025-04-27（周日）　第 2 个工作日，补班（{notice}）",
        "  2025-04-28（周一）　第 3 个工作日",
        "  2025-04-29（周二）—2025-04-30（周三）　等第三方甲的意见，暂停",
        f"  2025-05-01（周四）—2025-05-05（周一）　劳动节放假，不算（{notice}）",
        "  2025-05-06（周二）—2025-05-09（周五）　等第三方甲的意见，暂停",
        "  2025-05-10（周六）—2025-05-11（周日）　周末，不算",
        "  2025-05-12（周一）—2025-05-16（周五）　第 4—8 个工作日",
        "  2025-05-17（周六）—2025-05-18（周日）　周末，不算",
        "  2025-05-19（周一）—2025-05-23（周五）　第 9—13 个工作日",
        "  2025-05-24（周六）—2025-05-25（周日）　周末，不算",
        "  2025-05-26（周一）—2025-05-30（周五）　第 14—18 个工作日",
        f"  2025-05-31（周六）—2025-06-02（周一）　端午节放假，不算（{notice}）",
        "  2025-06-03（周二）—2025-06-04（周三）　第 19—20 个工作日，最后一天",
    ]
    assert "第三方甲提出意见的期限：2025-05-22（周四），从 2025-04-28（周一）起 15 个工作日" in told
    assert "推算" not in told


def test_a_moved_term_a_late_question_and_an_extension_are_told(ledger: Ledger) -> None:
    nodes = [
        node("received", date(2025, 9, 8)),
        node("correction-asked", date(2025, 9, 18), until=date(2025, 10, 5)),
        node("corrected", date(2025, 10, 9)),
        node("extended", date(2025, 11, 4), days=25),
    ]
    told = said(ledger(record(nodes)), "explain-deadline", "req-2025-001", "--today", "2025-11-05").splitlines()
    for line in [
        "告知补正：2025-09-18（周四），第 8 个工作日，已经过了期限。",
        "申请人补正的期限：2025-10-09（周四）。依据：《政府信息公开条例》第三十条。",
        "告知的期限到 2025-10-05（周日），那天不上班，顺延到下一个工作日。参照：《民法典》第二百零三条。",
        "收到补正：2025-10-09（周四）。答复期限从这一天起重新数。",
        "延期：2025-11-04（周二）告知申请人，延长 25 个工作日，没有写谁同意。",
        "延长最多 20 个工作日，多出的不算。依据：《政府信息公开条例》第三十三条。",
        "延期没有写同意，或者过了不延期的期限才告知；这样的延期不算，是 2025-11-05（周三），"
        "稳妥的在这天以前答复，“按期”也照这天统计。",
        "告知补正晚了，能不能重新数没有明文；从收到申请数起是 2025-11-07（周五），稳妥的在这天以前答复。",
    ]:
        assert line in told
    assert [line for line in told if line.startswith(("不延期的答复期限", "答复期限"))] == [
        "不延期的答复期限：2025-11-05（周三），从 2025-10-09（周四）起 20 个工作日。"
        "依据：《政府信息公开条例》第三十三条。",
        "答复期限：2025-12-03（周三），从 2025-10-09（周四）起 40 个工作日。依据：《政府信息公开条例》第三十三条。",
    ]


def test_of_an_oral_request_no_text_is_claimed_to_name_the_day_of_receipt(ledger: Ledger) -> None:
    nodes = [node("received", date(2025, 5, 6))]
    root = ledger(record(nodes, channel="oral"), record(nodes, "req-2025-002"))
    asked = ("--today", "2025-05-20")
    told = [said(root, "explain-deadline", f"req-2025-00{number}", *asked).splitlines()[2] for number in (1, 2)]
    assert told == [
        "收到：2025-05-06（周二），工作机构代为填写之日。参照：《政府信息公开条例》第二十九条。",
        "收到：2025-05-06（周二），当面提交之日。依据：《政府信息公开条例》第三十一条。",
    ]
    start = json.loads(said(root, "explain-deadline", "req-2025-001", "--format", "json", *asked))["start"]
    assert (start["day"], start["basis"], start["reference"]) == ("2025-05-06", None, "711号令/29")


def open_in(root: Path, today: date) -> list[str]:
    """What the agenda tells of the ledger, by its day."""
    register = read_register(root)
    book = law_book(register)
    items = by_day(requests_due(register, book, today), today)
    told = [(item.when, item.title, item.standing(today, book.working_days)) for item in items]
    return ["　".join(part for part in parts if part) for parts in told]


def test_a_reopened_request_is_due_on_the_day_that_the_decision_gives(ledger: Ledger) -> None:
    done = [node("received", date(2025, 3, 3)), node("replied", date(2025, 3, 20)), node("closed", date(2025, 3, 21))]
    again = [{"kind": "granted", "article": ["711号令/36"]}]
    root = ledger(
        record([*done, node("reopened", date(2025, 6, 3), until=date(2025, 6, 30))], "req-2025-001"),
        record([*done, node("reopened", date(2025, 6, 3))], "req-2025-002"),
        record([*done, node("reopened", date(2025, 6, 3), until=date(2025, 6, 16))], "req-2025-003"),
        record(
            [*done, node("reopened", date(2025, 6, 3), until=date(2025, 6, 30)), node("replied", date(2025, 6, 10))],
            "req-2025-004",
            again=again,
        ),
    )
    assert open_in(root, date(2025, 6, 18)) == [
        "2025-06-16（周一）　重新办理：req-2025-003　已超过 2 个工作日",
        "没有写期限　重新办理：req-2025-002　请办理",
        "2025-06-30（周一）　重新办理：req-2025-001　还剩 8 个工作日",
    ]
    events = Calendar.from_ical(request_calendar(read_register(root), date(2025, 6, 18))).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["重新办理：req-2025-003", "重新办理：req-2025-001"]
    told = said(root, "explain-deadline", "req-2025-001", "--today", "2025-06-18")
    assert "重新办理的期限写在复议决定书、判决书里，到 2025-06-30（周一），这里不数。" in told


def test_the_explanation_for_machines_says_the_same(ledger: Ledger) -> None:
    nodes = [node("received", date(2025, 4, 24)), node("third-party-asked", date(2025, 4, 28), party="甲")]
    root = ledger(record(nodes, number="2025-7"))
    told = json.loads(said(root, "explain-deadline", "2025-7", "--format", "json", "--today", "2025-05-20"))
    assert (told["schema"], told["request"], told["state"]) == ("disclosure/deadlines/1", "req-2025-001", "running")
    assert told["start"]["day"] == "2025-04-24" and told["start"]["basis"] == "711号令/31"
    assert told["correction_by"]["due"] == "2025-05-07" and told["third_parties"][0]["by"]["due"] == "2025-05-22"
    assert told["reply"]["due"] == "2025-06-17" and not told["reply"]["estimated"]
    numbers = [day["number"] for day in told["reply"]["days"] if day["number"]]
    assert numbers == list(range(1, 21)) and len(told["rested"]) == 15
    assert [day["day"] for day in told["reply"]["days"] if day["make_up"]] == ["2025-04-27"]


def test_only_what_is_estimated_says_so_and_with_its_range(
    ledger: Ledger,
) -> None:
    root = ledger(
        record([node("received", date(2026, 12, 3))], "req-2026-091"),
        record([node("received", date(2026, 12, 4))], "req-2026-092"),
    )
    certain, guess = (said(root, "explain-deadline", f"req-2026-09{last}", "--today", "2026-12-22") for last in "12")
    assert "推算" not in certain and "答复期限：2026-12-31（周四）" in certain
    spoken = "推算 2027-01-01（周五）（最早 2027-01-01，最晚 2027-01-05）"
    assert f"答复期限：{spoken}" in guess and "2027 年的放假安排还没有公布" in guess and guess.count("推算") == 1
    listed = said(root, "requests", "list", "--today", "2026-12-22")
    assert "办理中，2026-12-31（周四） 以前答复" in listed and f"办理中，{spoken} 以前答复" in listed
    assert open_in(root, date(2026, 12, 22)) == [
        "2026-12-31（周四）　答复期限：req-2026-091　还剩 7 个工作日",
        f"{spoken}　答复期限：req-2026-092　还剩 8 个工作日",
    ]
    events = Calendar.from_ical(request_calendar(read_register(root), date(2026, 12, 22))).walk("VEVENT")
    assert [(str(event["SUMMARY"]), event["DTSTART"].dt) for event in events] == [
        ("答复期限：req-2026-091", date(2026, 12, 31)),
        ("推算，答复期限：req-2026-092（最早 2027-01-01，最晚 2027-01-05）", date(2027, 1, 1)),
    ]


def test_what_is_due_is_listed_by_its_day(ledger: Ledger) -> None:
    answered = [node("received", date(2025, 5, 6)), node("replied", date(2025, 5, 20))]
    decided = {"kind": "direct", "noticed": "2025-06-03", "due": "2025-06-17", "outcome": "upheld"}
    appeal = {"kind": "reviews", "noticed": "2025-06-09", "due": "2025-06-19"}
    waiting = [node("received", date(2025, 6, 3)), node("correction-asked", date(2025, 6, 5), until=date(2025, 6, 21))]
    gone = [node("received", date(2025, 5, 6)), node("correction-asked", date(2025, 5, 8), until=date(2025, 5, 30))]
    asked = [node("received", date(2025, 6, 10)), node("third-party-asked", date(2025, 6, 13), party="甲")]
    root = ledger(
        record([node("received", date(2025, 5, 12))], "req-2025-001"),
        record(answered, "req-2025-002", reviews=[decided, appeal]),
        record(waiting, "req-2025-003"),
        record(gone, "req-2025-004"),
        record(asked, "req-2025-005"),
        record([node("received", date(2025, 6, 10))], "req-2025-006", steps={"complete": "内容清楚"}),
        record(gone, "req-2025-007", reply={"kind": "not_corrected"}),
        record([node("received", date(2025, 5, 6))], "req-2025-008", reply={"kind": "otherwise", "reason": "撤回。"}),
        record([*gone, node("closed", date(2025, 6, 3))], "req-2025-009", reply={"kind": "not_corrected"}),
    )
    assert open_in(root, date(2025, 6, 18)) == [
        "2025-06-10（周二）　答复期限：req-2025-001　已超过 6 个工作日",
        "没有按期补正，请按放弃申请登记：req-2025-004　请办理",
        "已经登记不再处理，请办结：req-2025-007　请办理",
        "已经登记不再处理，请办结：req-2025-008　请办理",
        "2025-06-19（周四）　提交行政复议的答复和证据：req-2025-002　还剩 1 个工作日",
        "2025-06-19（周四）　告知补正的期限：req-2025-005　还剩 1 个工作日",
        "2025-06-23（周一）　申请人补正的期限：req-2025-003　还剩 3 个工作日",
        "2025-07-04（周五）　第三方甲提出意见的期限：req-2025-005　还剩 12 个工作日",
        "2025-07-08（周二）　答复期限：req-2025-006　还剩 14 个工作日",
        "2025-07-29（周二）　答复期限：req-2025-005　还剩 29 个工作日",
    ]


def test_the_calendar_names_no_subject_and_is_the_same_each_time(ledger: Ledger) -> None:
    root = ledger(
        record([node("received", date(2025, 6, 10)), node("third-party-asked", date(2025, 6, 13), party="甲")])
    )
    made = request_calendar(read_register(root), date(2025, 6, 18))
    assert made == request_calendar(read_register(root), date(2025, 6, 18))
    assert "社区活动场地".encode() not in made and b"community-office" not in made
    events = Calendar.from_ical(made).walk("VEVENT")
    assert [str(event["UID"]) for event in events] == [
        "req-2025-001-correction-notice@district.example",
        "req-2025-001-third-party-1@district.example",
        "req-2025-001-reply@district.example",
    ]
    assert max(map(len, made.split(b"\r\n"))) <= 75


def test_the_calendar_is_written_outside_the_project_alone(ledger: Ledger, tmp_path: Path) -> None:
    root = ledger(record([node("received", date(2025, 6, 10))]))
    made = request_calendar(read_register(root), date(2025, 6, 18))
    day = ("--today", "2025-06-18")
    ended = CliRunner().invoke(app, ["requests", "ics", "--root", str(root), *day])
    assert (ended.exit_code, ended.stdout_bytes) == (0, made)
    assert (
        said(root, "requests", "ics", "--out", str(tmp_path / "due.ics"), *day) == f"已写入 {tmp_path / 'due.ics'}。\n"
    )
    assert (tmp_path / "due.ics").read_bytes() == made
    inside = CliRunner().invoke(
        app, ["requests", "ics", "--root", str(root), "--out", str(root / "docs/due.ics"), *day]
    )
    assert (
        inside.exit_code == 2 and "台账的内容请放在本项目以外" in inside.stderr and not (root / "docs/due.ics").exists()
    )


def test_what_could_not_be_read_is_said_beside_the_list(ledger: Ledger, tmp_path: Path) -> None:
    root = ledger(record([node("received", date(2025, 6, 10))]), "id: req-2025-002\nnodes: none\n")
    on_that_day = ["--root", str(root), "--today", "2025-06-18"]
    commands = {
        "due": [],
        "requests ics": [],
        "requests list": [],
        "requests export": ["--out", str(tmp_path / "a.xlsx")],
    }
    for command, more in commands.items():
        ended = CliRunner().invoke(app, [*command.split(), *more, *on_that_day])
        assert ended.exit_code == 0 and ended.stdout
        assert ended.stderr == "“data/requests”里有读不出来的文件，没有算在内。请运行 disclosure check。\n"
    (root / "data/requests/2025/req-2025-002.yml").rename(root / "data/requests/req-2025-002.yml")
    assert CliRunner().invoke(app, ["requests", "list", *on_that_day]).stderr == ended.stderr
    (root / "data/requests/req-2025-002.yml").unlink()
    assert CliRunner().invoke(app, ["requests", "list", *on_that_day]).stderr == ""


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("req-2025-009", "台账里没有读到“req-2025-009”。请核对编号；文件有错的，先运行 disclosure check 改好。"),
        ("7", "“7”有 2 件申请：req-2025-001、req-2025-002。请写编号。"),
        (
            "req-2025-001",
            "“req-2025-001”没有写收到的日期，或者 data/limits.yml 缺少期限，数不出来。请先运行 disclosure check。",
        ),
    ],
)
def test_what_cannot_be_explained_is_said(ledger: Ledger, key: str, told: str) -> None:
    nodes = [node("registered", date(2025, 5, 6))]
    root = ledger(record(nodes, number="7"), record(nodes, "req-2025-002", number="7"))
    ended = CliRunner().invoke(app, ["explain-deadline", key, "--root", str(root), "--today", "2025-06-18"])
    assert (ended.exit_code, ended.stderr) == (2, f"{told}\n")


def test_an_office_without_a_ledger_is_told_where_to_name_it(small_office: Path) -> None:
    ended = CliRunner().invoke(app, ["explain-deadline", "req-2025-001", "--root", str(small_office)])
    assert ended.exit_code == 2 and "data/agency.yml 的 requests" in ended.stderr
    assert open_in(small_office, date(2025, 6, 18)) == []
