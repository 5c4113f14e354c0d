"""A plan is kept to one state by buttons that need no script, and paper shows all of it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

PLAN = "workplans/workplan-2023.html"


@pytest.fixture
def plain(open_context: Any) -> Page:
    """A browser without JavaScript."""
    return open_context(java_script_enabled=False).new_page()


def test_a_plan_is_kept_to_one_state_without_a_script(sub_url: str, plain: Page) -> None:
    plain.goto(sub_url + PLAN)
    shown = plain.locator(".plan > .duty:visible")
    expect(shown).to_have_count(14)
    plain.get_by_role("radio", name="持续进行 3 项").check()
    expect(shown).to_have_count(3)
    assert set(plain.locator(".plan > .duty:visible .tag").all_inner_texts()) == {"持续进行"}
    plain.get_by_role("radio", name="已完成 11 项").check()
    expect(shown).to_have_count(11)
    plain.emulate_media(media="print")
    expect(shown).to_have_count(14)
    expect(plain.locator(".pick")).to_be_hidden()


def test_long_pages_are_short_on_a_phone_and_nothing_is_lost_without_a_script(sub_url: str, open_context: Any) -> None:
    page = open_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    heights = {}
    for path in (PLAN, "data/index.html", "columns/policies.html"):
        page.goto(sub_url + path)
        heights[path] = page.evaluate("document.documentElement.scrollHeight")
        closed = page.locator("main details:not([open])")
        for left in range(closed.count(), 0, -1):
            closed.first.locator("summary").first.click()
            expect(closed).to_have_count(left - 1)
    assert [path for path, height in heights.items() if height > 4400] == [], heights


def test_an_address_of_a_table_opens_what_it_is_folded_in(sub_url: str, open_context: Any) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{sub_url}data/index.html")
    key = page.locator("main details .datasets > li").last.get_attribute("id")
    page.goto(f"{sub_url}index.html")
    page.goto(f"{sub_url}data/index.html#{key}")
    expect(page.locator(f"[id='{key}']")).to_be_visible()
