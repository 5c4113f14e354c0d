"""Events of the open month: how one stands on each day, what calendars and the hall are told, until all is done."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

import draw_placeholders
from demonstration import REPOSITORY
from disclosure.agenda.events import events_due
from disclosure.exports.event_calendars import calendar
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.events import event_page, happening
from disclosure.pages.hall import MOST_LETTERS, MOST_SCREENS, SECONDS, Screen, screens, turning
from disclosure.pages.open_months import poster, year_pages
from disclosure.pages.page import Page
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.records.events import EventStatus, OpenEvent
from repository import write

TODAY = date(2025, 6, 18)
EVENT = """
id: ev-2025-01
title: 食堂后厨开放日
summary: 看一看后厨，提一提意见。
kind: visit
unit: community-office
published: 2025-06-10
date: 2025-08-20
start: "14:00"
end: "16:00"
venue: 柳溪街道社区食堂
capacity: 30
signup:
  opens: 2025-07-21
  closes: 2025-08-15
  channels: {phone: 0571-12345678, onsite: 到居民委员会说一声就行}
access: [wheelchair, sign]
asked: [q-2025-001]
"""
PATH = "data/events/2025/ev-2025-01.yml"


def site_of(root: Path, day: date = TODAY) -> Site:
    register = read_register(root)
    return Site(register, law_book(register), day)


def the_event(site: Site) -> OpenEvent:
    (event,) = site.register.all(OpenEvent)
    return event


def text_of(page: Page) -> LexborHTMLParser:
    return LexborHTMLParser(page.render()[0])


@pytest.fixture
def office(office_copy: Path) -> Path:
    """The small office with one event to come."""
    write(office_copy, PATH, EVENT.lstrip("\n"))
    return office_copy


@pytest.mark.parametrize(
    ("day", "more", "word", "first"),
    [
        ("2025-07-20", "", "未开始报名", "加入日历，开始报名时提醒"),
        ("2025-07-21", "", "正在报名", "打电话 0571-12345678"),
        ("2025-08-15", "", "正在报名", "打电话 0571-12345678"),
        ("2025-08-16", "", "报名已截止", "加入日历"),
        ("2025-08-01", "status: full", "名额已满", "打电话 0571-12345678"),
        ("2025-08-20", "", "今天举行", "加入日历"),
        ("2025-08-01", "status: cancelled\nreason: 场地检修", "已取消", "从日历里取消"),
        ("2025-08-01", "status: moved\nreason: 场地检修\nwas: [2025-08-13]", "正在报名", "打电话 0571-12345678"),
    ],
)
def test_the_first_thing_to_do_follows_the_day(office: Path, day: str, more: str, word: str, first: str) -> None:
    write(office, PATH, f"{EVENT.lstrip()}{more}\n")
    site = site_of(office, date.fromisoformat(day))
    shown = happening(the_event(site), site)
    page = text_of(next(event_page(shown.event, site)))
    assert shown.status.word == word
    assert page.css_first(".acts .button").text(strip=True) == first
    banner = page.css_first(".banner--off")
    told = {"cancelled": "已取消", "moved": "已改期"}.get(shown.event.status, "")
    assert (banner.text() if banner else "")[:3] == told


@pytest.mark.parametrize("terms", ["不收费、不用带证件", ""])
def test_what_it_takes_to_come_is_told_on_the_page_and_on_the_poster(office: Path, terms: str) -> None:
    write(office, PATH, EVENT.lstrip() + (f"terms: {terms}\n" if terms else ""))
    site = site_of(office)
    facts = text_of(next(event_page(the_event(site), site))).css(".event__facts div")
    told = {node.css_first("dt").text(): node.css_first("dd").text() for node in facts}
    (made,) = poster(the_event(site), site)
    assert told.get("条件", "") == terms
    assert [node.text() for node in text_of(made).css(".poster__join b")] == ([terms] if terms else [])


def test_after_its_day_results_come_first_and_nothing_can_be_joined(office: Path) -> None:
    told = "attendance: 28\nquestions:\n  - {question: 菜价谁定？, answer: 居民代表和食堂每季度商定一次。}\n"
    told += "survey: {returned: 28, satisfied: 27, fairly: 1}\nsuggestions:\n"
    told += "  - {text: 窗口放一把椅子, state: open, due: 2025-09-30}\n"
    told += "  - {text: 菜单用大字, state: done, done: 2025-08-22, answer: 换了。}\n"
    write(office, PATH, f"{EVENT.lstrip()}{told}")
    site = site_of(office, date(2025, 10, 1))
    page = text_of(next(event_page(the_event(site), site)))
    assert [node.text() for node in page.css("main h2")][:3] == ["结果", "提的建议，办得怎样", "当场问的"]
    assert [node.text(strip=True) for node in page.css(".figures b")] == ["28", "1", "28", "96.4%", "2"]
    assert [node.text(strip=True) for node in page.css("tbody .tag")] == ["逾期", "办成"]  # what is late stands first
    assert page.css(".acts") == []
    year = text_of(next(year_pages(site)))
    assert [node.text() for node in year.css("main h2")] == ["办了哪些", "提的建议，办得怎样", "带走、贴出去"]


def test_suggestions_stay_on_the_page_of_the_year_until_the_last_is_done(office: Path) -> None:
    before = EVENT.lstrip().replace("2025-0", "2024-0").replace("asked: [q-2024-001]", "asked: [q-2025-001]")
    before = before.replace("id: ev-2025", "id: ev-2024")
    before += "attendance: 20\nsuggestions:\n  - {text: 窗口放一把椅子, state: %s}\n"
    for state, stays in (("open, due: 2025-07-31", True), ("done, done: 2024-09-01, answer: 放了。", False)):
        write(office, "data/events/2024/ev-2024-01.yml", before % state)
        site = site_of(office)
        pages = {page.address: text_of(page) for page in year_pages(site)}
        shown = [node.text(strip=True) for node in pages["open-month/2025.html"].css("#suggestions")]
        assert shown == (["提的建议，办得怎样"] if stays else [])
        assert pages["open-month/2024.html"].css_first("#suggestions") is not None  # and for good on that of its own


@pytest.mark.parametrize(
    ("more", "sequence", "status"),
    [
        ("", 0, None),
        ("status: moved\nreason: 场地检修\nwas: [2025-08-13]", 1, None),
        ("status: full\nwas: [2025-08-06, 2025-08-13]", 2, None),
        ("status: cancelled\nreason: 场地检修\nwas: [2025-08-13]", 2, "CANCELLED"),
    ],
)
def test_calendars_move_what_was_moved_and_cross_out_what_was_called_off(
    office: Path, more: str, sequence: int, status: str | None
) -> None:
    write(office, PATH, f"{EVENT.lstrip()}{more}\n")
    site = site_of(office)
    told = Calendar.from_ical(calendar([the_event(site)], "开放月", site))
    day, sign_up = told.walk("VEVENT")
    assert (day["uid"], sign_up["uid"]) == ("ev-2025-01@district.example", "ev-2025-01-sign-up@district.example")
    assert day.decoded("dtstart") == datetime.fromisoformat("2025-08-20T14:00:00+08:00")
    assert day.decoded("dtend") == datetime.fromisoformat("2025-08-20T16:00:00+08:00")
    assert day["location"] == "柳溪街道社区食堂"
    assert sign_up.decoded("dtstart") == date(2025, 7, 21)
    for event in (day, sign_up):
        assert (event["sequence"], event.get("status")) == (sequence, status)
        assert len(event.walk("VALARM")) == (0 if status else 1)


def test_what_is_due_about_events(office: Path) -> None:
    def due(day: date) -> list[tuple[str, date | None]]:
        register = read_register(office)
        return [(item.key, item.day) for item in events_due(register, law_book(register), day)]

    assert due(TODAY) == [
        ("event-sign-up-ev-2025-01", date(2025, 7, 21)),
        ("event-ev-2025-01", date(2025, 8, 20)),
    ]
    assert due(date(2025, 9, 1)) == [("event-results-ev-2025-01", date(2025, 9, 17))]
    assert due(date(2026, 1, 5)) == [
        ("open-month-2026", date(2026, 8, 31)),
        ("event-results-ev-2025-01", date(2025, 9, 17)),
    ]
    more = "attendance: 9\nsuggestions:\n  - {text: 窗口放一把椅子, state: open, due: 2025-09-30}\n"
    write(office, PATH, f"{EVENT.lstrip()}{more}")
    assert due(date(2025, 9, 1)) == [("event-suggestion-ev-2025-01-1", date(2025, 9, 30))]
    (office / PATH).unlink()
    assert due(TODAY) == []  # whose plan says nothing of events, and who has none, owes none


@pytest.mark.demonstration
def test_the_hall_shows_one_thing_and_one_number_in_few_letters() -> None:
    shown = screens(site_of(REPOSITORY))
    assert 3 <= len(shown) <= MOST_SCREENS
    assert [screen for screen in shown if screen.letters > MOST_LETTERS] == []
    assert [screen for screen in shown if not re.search(r"\d", screen.number)] == []
    assert len({screen.address for screen in shown}) == len(shown)


@pytest.mark.parametrize("length", [1, 20, 60, 200])
def test_what_is_too_long_for_the_hall_is_cut_and_the_number_stays(length: int) -> None:
    line = "7 月 1 日截止。" * (1 + length // 40)
    screen = Screen("正在征集意见", "食" * length, "还剩 13 天", line, "a.html", "扫码看草案")
    assert screen.fitted.letters <= MOST_LETTERS
    assert replace(screen.fitted, title="", line="") == replace(screen, title="", line="")
    assert screen.fitted == screen or screen.fitted.title.endswith("…")


@pytest.mark.parametrize("count", range(2, MOST_SCREENS + 1))
def test_the_sheet_shows_each_page_in_its_turn_and_no_two_at_a_time(count: int) -> None:
    sheet = turning(count)
    delays = [int(found) for found in re.findall(r"animation-delay:(\d+)s", sheet)]
    (cycle,) = re.findall(r"animation:turn (\d+)s", sheet)
    (until,) = re.findall(r"([\d.]+)%\{visibility:hidden\}100%", sheet)
    assert delays == [SECONDS * number for number in range(count)] and int(cycle) == SECONDS * count
    assert abs(float(until) * int(cycle) / 100 - SECONDS) < 0.001


def test_an_office_without_events_has_a_hall_and_no_other_trace(office_copy: Path) -> None:
    site = site_of(office_copy)
    assert list(year_pages(site)) == [] and not site.has_events
    assert [screen.about for screen in screens(site)][-1:] in (["问政策"], ["依申请公开"])


def test_a_full_event_is_planned_all_the_same(office: Path) -> None:
    write(office, PATH, f"{EVENT.lstrip()}status: full\n")
    site = site_of(office)
    assert the_event(site).status is EventStatus.FULL and happening(the_event(site), site).is_ahead


REPORT = "docs/notices/2025/doc-2025-003"
SHOWN = "report: doc-2025-003\nphotos:\n"
SHOWN += "".join(f"  - {{file: doc-2025-003-{number}.png, alt: 居民站在花坛边浇水%s}}\n" for number in (2, 3))


def test_a_photograph_is_published_only_with_consent(office: Path) -> None:
    for number in (2, 3):
        Image.new("RGB", (4, 4), "white").save(office / f"{REPORT}-{number}.png")
    write(office, PATH, f"{EVENT.lstrip()}{SHOWN % (', consent: nobody', '')}")
    made = publication(site_of(office, date(2025, 10, 1)))
    assert [address for address in made.files if address.endswith(".png")] == ["files/doc-2025-003/doc-2025-003-2.png"]
    page = LexborHTMLParser(made.render("events/ev-2025-01.html"))
    (picture,) = page.css("main img")
    assert picture.attributes["src"] == "../files/doc-2025-003/doc-2025-003-2.png"
    assert picture.attributes["alt"] == "居民站在花坛边浇水"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("status: moved\nreason: 场地检修\nwas: [2025-08-13]", "改期了：原定 8月13日"),
        ("status: cancelled\nreason: 场地检修", "活动取消"),
    ],
)
def test_a_poster_says_that_it_was_moved_or_called_off(office: Path, more: str, said: str) -> None:
    write(office, PATH, f"{EVENT.lstrip()}{more}\n")
    site = site_of(office)
    (made,) = poster(the_event(site), site)
    assert text_of(made).css_first(".poster__off").text() == said
    past = site_of(office, date(2025, 8, 21))
    assert list(poster(the_event(past), past)) == []  # nobody is to put it up any more


def test_machines_are_told_when_and_where_and_whether(office: Path) -> None:
    write(office, PATH, f"{EVENT.lstrip()}status: moved\nreason: 场地检修\nwas: [2025-08-13]\n")
    site = site_of(office)
    script = text_of(next(event_page(the_event(site), site))).css_first("script[type='application/ld+json']")
    (told,) = [item for item in json.loads(script.text())["@graph"] if item["@type"] == "Event"]
    assert (told["startDate"], told["previousStartDate"]) == ("2025-08-20T14:00:00+08:00", "2025-08-13")
    assert told["eventStatus"].endswith("EventRescheduled") and told["location"]["name"] == "柳溪街道社区食堂"


@pytest.mark.demonstration
def test_the_pictures_of_the_demonstration_are_small_drawings() -> None:
    for file in sorted((REPOSITORY / "docs/news/2024").glob("doc-2024-023-*.png")):
        with Image.open(file) as picture:
            assert picture.size == draw_placeholders.SIZE and file.stat().st_size < 20_000
