"""The whole site can be used without a mouse, and the reader always sees where they are."""

from __future__ import annotations

from typing import Any

import pytest
from keyboard import Focus, focused_in_turn, tab
from playwright.sync_api import Page, expect
from samples import ONE_OF_EACH

MOST_TABS = 300


def walk_to(page: Page, address: str) -> list[Focus]:
    """Tab until the focus is on the link to ``address``, then press Enter; the elements on the way."""
    passed: list[Focus] = []
    while len(passed) < MOST_TABS:
        focus = tab(page)
        assert focus, f"the focus left the page {page.url} before it reached {address}"
        passed.append(focus)
        if focus.href == address:
            page.keyboard.press("Enter")
            expect(page).to_have_url(address)
            return passed
    raise AssertionError(f"{address} is not within {MOST_TABS} presses of Tab on {page.url}")


def unfold(page: Page, title: str) -> list[Focus]:
    """Tab on to the fold with a title and open it; what had the focus on the way."""
    passed: list[Focus] = []
    while f"“{title}" not in (passed[-1].name if passed else ""):
        focus = tab(page)
        assert focus and len(passed) < MOST_TABS
        passed.append(focus)
    page.keyboard.press("Enter")
    return passed


def faults(passed: list[Focus]) -> list[str]:
    return sorted({fault for focus in passed for fault in focus.faults()})


@pytest.mark.parametrize("path", ["index.html", "columns/policies.html", "documents/doc-2024-036.html"])
def test_the_first_tab_offers_to_skip_to_the_text(sub_url: str, page: Page, path: str) -> None:
    page.goto(sub_url + path)
    first = tab(page)
    assert first and first.href.endswith("#main") and first.faults() == []
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    following = tab(page)
    assert following
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_from_home_to_a_draft(site_url: str, page: Page) -> None:
    page.goto(site_url)
    passed = walk_to(page, f"{site_url}columns/decisions.html")
    passed += walk_to(page, f"{site_url}catalogues/decisions-2024.html")
    passed += walk_to(page, f"{site_url}decisions/dec-2024-01.html")
    passed += unfold(page, "1 起草")
    passed += walk_to(page, f"{site_url}documents/doc-2024-027.html")
    assert faults(passed) == []


def test_the_library_is_asked_by_keyboard(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}columns/policies.html")
    passed: list[Focus] = []
    while "library-words" not in page.evaluate("document.activeElement.id"):
        focus = tab(page)
        assert focus and len(passed) < MOST_TABS
        passed.append(focus)
    page.keyboard.type("预约使用规则")
    on_button, on_fold = tab(page), tab(page)
    page.keyboard.press("Enter")
    on_validity = tab(page)
    page.keyboard.press("End")
    assert on_validity and on_button and on_fold
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("ol.hits li").first).to_contain_text("已废止")
    assert faults([*passed, on_button, on_fold, on_validity]) == []


@pytest.mark.any_office
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_everywhere(sub_url: str, open_context: Any, scheme: str) -> None:
    page = open_context(color_scheme=scheme).new_page()
    found = {}
    for path in ONE_OF_EACH:
        page.goto(sub_url + path)
        found[path] = faults(focused_in_turn(page))
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
