"""The board of questions as its readers meet it: promise, what is late, how to ask; by keyboard, without a script."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from samples import PHONE_SIZE
from visit import Visit

BOARD = "questions.html"
FIRST_QUESTION_AT = 462  # pixels from the top of a phone's page
_NUMBER = re.compile(r"\d+")


@pytest.fixture
def phone(open_context: Any, sub_url: str) -> Page:
    page = open_context(viewport=PHONE_SIZE, is_mobile=True, has_touch=True).new_page()
    page.goto(sub_url + BOARD)
    return page


@pytest.fixture
def plain(open_context: Any, sub_url: str) -> Page:
    """The board without JavaScript."""
    page = open_context(java_script_enabled=False, viewport=PHONE_SIZE).new_page()
    page.goto(sub_url + BOARD)
    return page


def counts(page: Page) -> dict[str, int]:
    """The numbers of the filter, by their words."""
    labels = page.locator(".sift label").all_inner_texts()
    return {_NUMBER.sub("", label).strip("✓ \n"): int(_NUMBER.findall(label)[0]) for label in labels}


def states(page: Page) -> list[str]:
    """The state of each question that can be seen, in order."""
    return [tag.inner_text() for tag in page.locator("article.asked .tag").all() if tag.is_visible()]


def test_the_promise_how_to_ask_and_the_first_question_stand_on_the_first_screen(phone: Page) -> None:
    lead = phone.locator(".lead")
    assert "5 个工作日内答复" in lead.inner_text() and "不用注册" in lead.inner_text()
    assert (
        phone.locator("article.asked").first.evaluate("(one) => one.getBoundingClientRect().top") <= FIRST_QUESTION_AT
    )
    lead.get_by_role("link", name="怎样提问").click()
    expect(phone.locator("#ask")).to_be_in_viewport()
    assert phone.locator("#ask").get_by_role("link", name="12345").get_attribute("href") == "tel:12345"


def test_the_states_make_up_the_whole_and_stand_in_order(phone: Page) -> None:
    found = counts(phone)
    alone = phone.locator(".asked--alone").inner_text()
    told_alone = int(_NUMBER.findall(alone.partition("条")[0])[-1])
    assert found.pop("全部") == sum(found.values()) + told_alone
    seen = states(phone)
    rank = {"逾期": 0, "正在办": 1, "已答复": 2, "依据已变": 2}
    assert [rank[state] for state in seen] == sorted(rank[state] for state in seen)
    again = [int(text) for text in re.findall(r"另有 (\d+) 人问过", phone.locator("main").inner_text())]
    assert again == sorted(again, reverse=True) and len(again) >= 2
    folded = sum(again)
    assert len(seen) == sum(found.values()) - folded


@pytest.mark.parametrize(("word", "kept"), [("逾期", {"逾期"}), ("正在办", {"正在办"}), ("依据已变", {"依据已变"})])
def test_the_filter_needs_no_script(plain: Page, word: str, kept: set[str]) -> None:
    plain.get_by_role("radio", name=word).check()
    assert set(states(plain)) == kept
    plain.get_by_role("radio", name="全部").check()
    assert len(set(states(plain))) == 4


def test_the_filter_is_worked_by_keyboard(phone: Page) -> None:
    phone.locator("#sift-all").focus()
    assert "solid" in phone.locator("label[for=sift-all]").evaluate("(label) => getComputedStyle(label).outlineStyle")
    phone.keyboard.press("ArrowRight")
    assert set(states(phone)) == {"逾期"}
    phone.keyboard.press("ArrowRight")
    assert set(states(phone)) == {"正在办"}


def test_the_boxes_bear_one_label_that_agrees_with_the_words(phone: Page) -> None:
    for entry in phone.locator("article.asked:has(.boxes)").all():
        label = entry.locator(".boxes").get_attribute("aria-label") or ""
        [beside] = re.findall(r"(?:超过|还剩) (\d+) 个工作日", entry.locator(".asked__state").inner_text())
        assert label.endswith((f"还剩 {beside} 个", f"已超过 {beside} 个工作日"))
        used, left, late = (entry.locator(f".box--{look}").count() for look in ("used", "left", "late"))
        assert used + left == 5 and int(beside) == (late or left)
    assert phone.locator(".boxes").count() == 4


def test_the_warning_stands_before_an_answer_whose_ground_has_gone(plain: Page) -> None:
    entries = plain.locator("article.asked--stale")
    assert entries.count() == 2
    for entry in entries.all():
        assert entry.locator("blockquote").is_hidden()
        warning, answer = entry.locator("[role=note]"), entry.locator("details")
        assert warning.bounding_box()["y"] < answer.bounding_box()["y"]  # type: ignore[index]
        assert warning.get_by_role("link").count() >= 2


def test_the_table_is_the_drawing_and_the_csv(phone: Page, sub_url: str) -> None:
    phone.locator("#year ~ .halves summary").click()
    rows = [row.locator("th, td").all_inner_texts() for row in phone.locator("#year ~ .halves tbody tr").all()]
    title = phone.locator(".columns").get_attribute("aria-label") or ""
    drawn = {name: _NUMBER.findall(part)[1::2] for name, part in zip(("收到", "答复"), title.split("；"), strict=True)}
    assert drawn == {"收到": [row[1] for row in rows[:-1]], "答复": [row[2] for row in rows[:-1]]}
    text = phone.request.get(sub_url + "data/questions/months.csv").body().decode("utf-8-sig")
    table = [line[1:] for line in csv.reader(io.StringIO(text)) if line[0].startswith("2025-")]
    assert table == [row[1:] for row in rows[: len(table)]]
    assert rows[-1][1:] == [str(sum(int(row[at]) for row in rows[:-1])) for at in (1, 2)]
    figures = phone.locator(".figures li").all_inner_texts()
    assert _NUMBER.findall(figures[0])[0] == rows[-1][1] and _NUMBER.findall(figures[1])[0] == rows[-1][2]


def test_all_that_is_shown_can_be_taken_along(phone: Page, sub_url: str, demonstration_site: Path) -> None:
    rows = json.loads((demonstration_site / "data/questions.json").read_text("utf-8"))["rows"]
    linked = phone.locator("article.asked h3 a").all_inner_texts()
    assert set(linked) <= {row["question"] for row in rows}
    assert (demonstration_site / "data/questions.xlsx").read_bytes()[:2] == b"PK"
    feed = (demonstration_site / "feeds/questions/doc-2023-010.xml").read_text("utf-8")
    assert feed.count("<entry>") == sum(row.get("policy") == "doc-2023-010" for row in rows) >= 4


def test_a_policy_shows_the_questions_on_it_open_ones_first(page: Page, site_url: str, visit: Visit) -> None:
    page.goto(f"{site_url}documents/doc-2023-010.html#board")
    board = page.locator("section.board")
    assert [tag.inner_text() for tag in board.locator(".tag").all()] == ["正在办", "已答复"]
    board.get_by_role("link", name="怎样提问").click()
    expect(page.locator("#ask")).to_be_in_viewport()
    page.goto(f"{site_url}documents/doc-2025-016.html")
    assert "还没有人问" in page.locator("section.board").inner_text()
    assert visit.complaints == []


def test_an_answer_leads_to_the_clause_it_rests_on(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}questions/q-2024-002.html")
    page.get_by_role("link", name="第七条").first.click()
    expect(page.locator("#art-7")).to_be_in_viewport()


def test_the_board_is_light_enough_for_a_phone(sub_url: str, page: Page, visit: Visit) -> None:
    page.goto(sub_url + BOARD, wait_until="networkidle")
    assert visit.weight() <= 40 * 1024 and visit.strangers() == []
