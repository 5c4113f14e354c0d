"""The home page: what is asked, how decisions stand, what is new; and what editors may choose of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.home import home_page
from disclosure.pages.overview import calls, following_words, news, standing_words
from disclosure.pages.site import Site
from disclosure.pages.standing import catalogue_row
from disclosure.records.home import HomeSection

TODAY = date(2025, 6, 18)
Home = Callable[..., LexborHTMLParser]


def site_of(root: Path, today: date = TODAY) -> Site:
    register = read_register(root)
    return Site(register, law_book(register), today)


def shown(site: Site) -> LexborHTMLParser:
    (page,) = home_page(site)
    return LexborHTMLParser(page.render()[0])


def put(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_consultation_asks_in_a_residents_words_or_by_its_decision(office_copy: Path) -> None:
    (call,) = calls(site_of(office_copy))
    assert (call.question, call.summary, call.state.days_left) == (
        "制定柳溪街道非机动车停放管理办法",
        "划定停放区域，规定充电设施的管理责任。",
        12,
    )
    path = "docs/consultations/2025/doc-2025-006.md"
    put(office_copy, path, "consultation:\n", "consultation:\n  ask: 电动自行车停在哪里、怎样充电才好？\n")
    (call,) = calls(site_of(office_copy))
    assert call.question == "电动自行车停在哪里、怎样充电才好？"
    page = shown(site_of(office_copy))
    assert page.css_first(".ask h3").text() == call.question
    assert page.css_first(".ask__left").text() == "还剩12天"
    assert list(calls(site_of(office_copy, date(2025, 7, 1)))) == []


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2025, 6, 18), ("征集中", "下一步：2025年7月31日前公开意见采纳情况")),
        (date(2025, 7, 1), ("征求公众意见已公开", "下一步：2025年7月31日前公开意见采纳情况")),
        (date(2025, 8, 1), ("征求公众意见已公开", "逾期 1 个工作日：意见采纳情况应当在2025年7月31日前公开")),
    ],
)
def test_a_decision_stands_where_its_papers_say(small_office: Path, today: date, said: tuple[str, str]) -> None:
    site = site_of(small_office, today)
    row = next(catalogue_row(site, item) for item in site.register.decisions if item.id == "dec-2025-01")
    assert (standing_words(row), following_words(row)) == said


def test_each_decision_has_a_word_and_a_promise(small_office: Path) -> None:
    site = site_of(small_office)
    rows = [catalogue_row(site, item) for item in site.register.decisions]
    assert {row.decision.id: (standing_words(row), following_words(row)) for row in rows} == {
        "dec-2024-01": ("已决定，正在执行", "下一步：2025年12月31日前公开执行情况"),
        "dec-2024-02": ("已决定", "2024年7月30日公布决策结果"),
        "dec-2025-01": ("征集中", "下一步：2025年7月31日前公开意见采纳情况"),
        "dec-2025-02": ("未开始", "下一步：2025年12月31日前公开决策草案全文等 12 项"),
    }


def test_the_papers_of_a_decision_are_one_piece_of_news(small_office: Path) -> None:
    site = site_of(small_office)
    lines = news(site, 6)
    assert [(line.title, line.kind) for line in lines[:2]] == [
        ("制定柳溪街道非机动车停放管理办法", "征求公众意见、草案说明、决策草案全文 3 份"),
        ("关于柳溪路夏季夜间养护的通知", "通知公告"),
    ]
    assert lines[0].address == "decisions/dec-2025-01.html"
    days = [line.published for line in lines]
    assert len(lines) == 6 and days == sorted(days, reverse=True)
    every = news(site, 1000)
    assert len({line.address for line in every} & {f"documents/{item.id}.html" for item in site.documents}) > 5


def test_editors_choose_the_parts_and_the_ready_questions(office_copy: Path) -> None:
    page = shown(site_of(office_copy))
    assert [node.text() for node in page.css(".find__ready a")] == ["路灯", "摊点"]
    assert page.css_first(".find__ready a").attributes["href"] == "search.html?q=%E8%B7%AF%E7%81%AF"
    headings = [node.text() for node in page.css("main h2")]
    (office_copy / "data/home.yml").write_text("sections: [newest, contact]\n", "utf-8")
    fewer = shown(site_of(office_copy))
    assert [node.text() for node in fewer.css("main h2")] == ["最新发布", "联系我们"]
    assert {"正在征集意见", "2025年的重大行政决策"} < set(headings) and fewer.css_first(".find__ready") is None


def test_a_site_without_the_file_shows_everything(office_copy: Path) -> None:
    headings = [node.text() for node in shown(site_of(office_copy)).css("main h2")]
    (office_copy / "data/home.yml").unlink()
    page = shown(site_of(office_copy))
    assert [node.text() for node in page.css("main h2")] == headings
    assert page.css_first("input[type=search]") is not None and page.css_first(".find__ready") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("questions: [一, 二, 三, 四, 五, 六, 七, 八, 九]\n", "写了 9 个词，太多。"),
        ("questions: [路灯, 路灯]\n", "里有两个相同的词。"),
        ("questions: [null]\n", "写的是“null”，不是文字，读者会看到它。"),
        ("questions: [路灯, ~]\n", "写的是“~”，不是文字，读者会看到它。"),
        ("example: NULL\n", "写的是“NULL”，不是文字，读者会看到它。"),
        ("sections: [news]\n", "不能填“news”。"),
        ("sections: []\n", "（sections）一项也没有。"),
        (f"questions: [{'路' * 21}]\n", "（questions）有 21 个字，放不下。"),
        (f"example: {'路' * 41}\n", "（example）有 41 个字，放不下。"),
    ],
)
def test_a_slip_in_the_file_is_told_at_its_line(office_copy: Path, text: str, told: str) -> None:
    (office_copy / "data/home.yml").write_text(text, "utf-8")
    (finding,) = [item for item in read_register(office_copy).findings if item.place.path == "data/home.yml"]
    assert (finding.rule, finding.place.line, finding.message.endswith(told)) == ("FLD-003", 1, True)


def test_every_part_that_can_be_chosen_is_in_the_template() -> None:
    template = Path(__file__).parent.parent / "hooks/disclosure/pages/templates/home.html"
    text = template.read_text("utf-8")
    assert [item.value for item in HomeSection if f'"{item.value}" in shown' not in text] == []
