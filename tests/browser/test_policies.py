"""The policy library: the filter form, and the same choice by plain links where JavaScript is off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from visit import Visit

LIBRARY = "columns/policies.html"


@pytest.fixture
def index(demonstration_site: Path) -> list[dict[str, str]]:
    """All policies, as the site itself lists them."""
    names = ("address", "title", "number", "year", "theme", "validity", "date")
    rows = json.loads((demonstration_site / "indexes" / "policies.json").read_text("utf-8"))
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.fixture
def library(site_url: str, page: Page) -> Page:
    page.goto(site_url + LIBRARY)
    return page


@pytest.fixture
def library_here(sub_url: str, page: Page) -> Page:
    page.goto(sub_url + LIBRARY)
    return page


def shown(page: Page) -> list[str]:
    """The titles in the table."""
    return page.locator("tbody th a").all_inner_texts()


def apply(page: Page) -> None:
    page.get_by_role("button", name="筛选").click()


def titles(index: list[dict[str, str]], **wanted: str) -> list[str]:
    return [row["title"] for row in index if all(row[key] == value for key, value in wanted.items())]


def test_by_year(library: Page, visit: Visit, index: list[dict[str, str]]) -> None:
    library.get_by_label("年份").select_option("2024")
    apply(library)
    wanted = titles(index, year="2024")
    expect(library.get_by_role("status")).to_have_text(f"找到 {len(wanted)} 件。")
    assert shown(library) == wanted
    library.locator("tbody th a").first.click()
    expect(library.get_by_role("heading", level=1)).to_have_text(wanted[0])
    assert visit.complaints == []


def test_by_validity_and_year_together(library_here: Page, index: list[dict[str, str]]) -> None:
    library_here.get_by_label("有效性").select_option("有效")
    library_here.get_by_label("年份").select_option("2023")
    apply(library_here)
    wanted = titles(index, year="2023", validity="有效")
    expect(library_here.get_by_role("status")).to_have_text(f"找到 {len(wanted)} 件。")
    assert shown(library_here) == wanted


@pytest.mark.parametrize("validity", ["有效", "已修改", "已失效", "已废止"])
def test_by_validity(library_here: Page, index: list[dict[str, str]], validity: str) -> None:
    library_here.get_by_label("有效性").select_option(validity)
    apply(library_here)
    wanted = titles(index, validity=validity)
    expect(library_here.get_by_role("status")).to_have_text(f"找到 {len(wanted)} 件。")
    assert shown(library_here) == wanted != []


@pytest.mark.parametrize(
    "written",
    ["[2024]1", "〔2024〕1号", "［2024］1号", "【2024】1号", "(2024)第1号", "２０２４ 1号", " 演示规〔2024〕1 号 "],
)
def test_by_document_number_however_written(library_here: Page, index: list[dict[str, str]], written: str) -> None:
    library_here.get_by_label("标题或发文字号").fill(written)
    library_here.keyboard.press("Enter")
    expect(library_here.get_by_role("status")).to_contain_text("找到")
    assert titles(index, number="演示规〔2024〕1号")[0] in shown(library_here)


def test_a_whole_document_number_finds_that_document_alone(library_here: Page, index: list[dict[str, str]]) -> None:
    library_here.get_by_label("标题或发文字号").fill("演示规〔2024〕1号")
    apply(library_here)
    expect(library_here.get_by_role("status")).to_have_text("找到 1 件。")
    assert shown(library_here) == titles(index, number="演示规〔2024〕1号")


def test_nothing_found_and_reset(library_here: Page) -> None:
    before, words = shown(library_here), library_here.get_by_role("status").inner_text()
    library_here.get_by_label("标题或发文字号").fill("没有这样的文件")
    apply(library_here)
    expect(library_here.get_by_role("status")).to_contain_text("0 件")
    assert shown(library_here) == []
    library_here.get_by_role("button", name="清除").click()
    expect(library_here.get_by_role("status")).to_have_text(words)
    assert shown(library_here) == before
    assert library_here.get_by_label("标题或发文字号").input_value() == ""


def test_an_address_can_carry_the_choice(sub_url: str, page: Page, index: list[dict[str, str]]) -> None:
    wanted = titles(index, year="2023")
    page.goto(f"{sub_url}{LIBRARY}?year=2023")
    expect(page.get_by_role("status")).to_have_text(f"找到 {len(wanted)} 件。")
    expect(page.get_by_label("年份")).to_have_value("2023")


def test_by_year_without_javascript(site_url: str, open_context: Any, index: list[dict[str, str]]) -> None:
    page = open_context(java_script_enabled=False).new_page()
    for year in ("2023", "2024", "2025"):
        page.goto(site_url + LIBRARY)
        expect(page.get_by_role("button", name="筛选")).to_be_hidden()
        page.get_by_role("link", name=f"{year} 年").click()
        expect(page).to_have_url(f"{site_url}columns/policies/{year}.html")
        found = shown(page)
        while (older := page.get_by_role("link", name="较早的一页")).count():
            older.click()
            found += shown(page)
        assert found == titles(index, year=year) != []


def test_the_static_pages_of_all_choices_are_complete(
    sub_url: str, open_context: Any, index: list[dict[str, str]]
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(sub_url + LIBRARY)
    links = page.get_by_role("navigation", name="分类浏览").get_by_role("link").all()
    addresses = [link.get_attribute("href") for link in links]
    kinds = {key: {row[key] for row in index} - {""} for key in ("year", "theme", "validity")}
    assert len(addresses) == sum(map(len, kinds.values()))
    for name in sorted(kinds["theme"] | kinds["validity"]):
        expect(page.get_by_role("link", name=f"{name}（", exact=False)).to_have_count(1)
