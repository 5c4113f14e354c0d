"""A missing address gets the site's own page, whole and with working links, however deep the address is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from visit import Visit


@pytest.mark.parametrize("path", ["nowhere", "columns/nowhere.html", "a/b/c/d/不存在.html", "documents/", "a/b/?q=1"])
def test_it_works_at_any_depth(sub_url: str, page: Page, visit: Visit, path: str) -> None:
    answer = page.goto(sub_url + path)
    assert answer and answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("没有找到这个页面")
    assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert {answer.status for answer in visit.answers[1:]} == {200}
    page.get_by_role("main").get_by_role("link", name="网站地图").click()
    expect(page).to_have_url(f"{sub_url}about/site-map.html")


def test_links_within_the_page_stay_on_it(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}a/b/nowhere")
    inner = page.locator('a[href^="#"]').evaluate_all("(links) => links.map((link) => link.href.split('#')[0])")
    assert [address for address in inner if address != page.url] == []
