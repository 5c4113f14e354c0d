"""Long pages are folded, need no script, and lose nothing."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

PLAN = "workplans/workplan-2025.html"


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
