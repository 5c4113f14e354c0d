"""The policy library: the question to the search, the lists of what holds and what does not, all by plain links."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from samples import PHONE_SIZE
from visit import Visit

from demonstration import REPOSITORY
from disclosure.loading import read_register
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS

LIBRARY = "columns/policies.html"
FIRST_ROW_AT = 500  # pixels from the top of a phone's page


@pytest.fixture(scope="module")
def policies() -> list[Document]:
    """All policies of the demonstration, newest first."""
    found = [document for document in read_register(REPOSITORY).documents if document.kind in POLICY_KINDS]
    return sorted(found, key=lambda document: (document.published, document.id), reverse=True)


@pytest.fixture
def plain(open_context: Any) -> Page:
    """A browser without JavaScript."""
    return open_context(java_script_enabled=False).new_page()


def shown(page: Page) -> list[str]:
    """The titles in the list."""
    return page.locator(".row__title").all_inner_texts()


def all_shown(page: Page) -> list[str]:
    """The titles in the list and on the pages that follow."""
    found = shown(page)
    while (older := page.get_by_role("link", name="较早的一页")).count():
        older.click()
        found += shown(page)
    return found


def titles(policies: list[Document], **wanted: Any) -> list[str]:
    return [item.title for item in policies if all(getattr(item, key).value in value for key, value in wanted.items())]


def test_the_first_policy_stands_high_on_a_phone(sub_url: str, open_context: Any) -> None:
    page = open_context(viewport=PHONE_SIZE, is_mobile=True).new_page()
    page.goto(sub_url + LIBRARY)
    assert page.locator(".row").first.evaluate("(row) => row.getBoundingClientRect().top") <= FIRST_ROW_AT


def test_a_question_goes_to_the_search_and_asks_for_everything(site_url: str, page: Page, visit: Visit) -> None:
    page.goto(site_url + LIBRARY)
    page.get_by_label("标题、发文字号或者全文里的话").fill("加装电梯")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\.html\?q=[^&]+&validity=&year=&audience=$"))
    expect(page.locator("ol.hits li").first).to_contain_text("古美路街道既有多层住宅加装电梯支持办法")
    assert visit.complaints == []


def test_a_question_may_be_kept_to_a_part(sub_url: str, page: Page, policies: list[Document]) -> None:
    page.goto(sub_url + LIBRARY)
    page.get_by_label("标题、发文字号或者全文里的话").fill("办法")
    page.get_by_text("只在一部分里找").click()
    page.get_by_label("有效性", exact=True).select_option("有效")
    page.get_by_label("年份", exact=True).select_option("2024年")
    page.get_by_label("适用人群", exact=True).select_option("企业和个体工商户")
    page.keyboard.press("Tab")
    page.get_by_label("标题、发文字号或者全文里的话").press("Enter")
    expect(page.locator("ol.hits li").first).to_be_visible()
    kept = [
        item.title
        for item in policies
        if item.validity is not None
        and (item.validity.value, item.published.year) == ("valid", 2024)
        and "businesses" in item.audience
    ]
    assert set(page.locator(".hits__title").all_inner_texts()) <= set(kept) != set()


@pytest.mark.parametrize(
    ("name", "states"),
    [("现行有效", ("valid",)), ("已修改", ("amended",)), ("已失效、已废止", ("expired", "repealed"))],
)
def test_what_holds_and_what_does_not_are_lists_of_their_own(
    sub_url: str, plain: Page, policies: list[Document], name: str, states: tuple[str, ...]
) -> None:
    plain.goto(sub_url + LIBRARY)
    wanted = titles(policies, validity=states)
    link = plain.get_by_role("navigation", name="按有效性").get_by_role("link", name=name)
    expect(link).to_have_text(re.compile(rf"{name}\s*{len(wanted)}\s*件"))
    link.click()
    expect(plain.locator("h1")).to_have_text(f"{name}的政策文件")
    expect(plain.locator("h1 + .note")).to_contain_text(f"截至2025年6月18日，共 {len(wanted)} 件。")
    assert all_shown(plain) == wanted != []


def test_what_holds_no_longer_says_why_and_what_does(sub_url: str, plain: Page) -> None:
    plain.goto(f"{sub_url}columns/policies/ended.html")
    row = plain.locator(".row", has_text="使用规则（试行）")
    expect(row.locator(".tag")).to_have_text("已废止")
    row.get_by_role("link", name="《").click()
    expect(plain.locator(".line .tag")).to_have_text("有效")


def test_by_year(sub_url: str, plain: Page, policies: list[Document]) -> None:
    for year in (2023, 2024, 2025):
        plain.goto(sub_url + LIBRARY)
        plain.get_by_role("link", name=f"{year}年（").click()
        expect(plain).to_have_url(f"{sub_url}columns/policies/{year}.html")
        assert all_shown(plain) == [item.title for item in policies if item.published.year == year] != []


def test_every_theme_and_audience_has_its_list_with_a_count(
    sub_url: str, plain: Page, policies: list[Document]
) -> None:
    plain.goto(sub_url + LIBRARY)
    links = plain.get_by_role("navigation", name="分类浏览").get_by_role("link")
    counted = {re.sub(r"\s*[（）]\s*", " ", text).split()[0]: text for text in links.all_inner_texts()}
    ways = [str(item.theme) for item in policies] + [one for item in policies for one in item.audience]
    years = {item.published.year for item in policies}
    assert len(counted) == links.count() == len({*ways}) + len(years)
    for link in links.all():
        expect(link).to_have_text(re.compile(r"（\d+）$"))
