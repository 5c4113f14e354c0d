"""The frame around every page: short on a phone, the menu in sight at home and one press away, one line on a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
# Where the main content begins at the latest, the banner of a demonstration left out
HOME_AT = 160
INNER_AT = 160
# Places in the window: of the main content, of the menu's links, of what stands in the masthead's row.
_PLACES = """() => {
  const box = (element) => { const {top, bottom, left, right, height} = element.getBoundingClientRect();
    return {top, bottom, left, right, height}; };
  const shown = (selector) =>
    [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility()).map(box);
  const banner = document.querySelector(".demonstration");
  return {main: box(document.querySelector("main")).top - (banner ? box(banner).height : 0),
    menu: shown(".sections a"), row: shown(".masthead__row > *, .masthead__row button"),
    banner: banner ? box(banner).height : 0, trail: document.querySelectorAll(".trail li").length};
}"""


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport=PHONE)
    yield context.new_page()
    context.close()


def test_on_a_phone_the_home_page_begins_high_under_the_whole_menu(sub_url: str, screen: Page) -> None:
    screen.set_viewport_size(PHONE)
    screen.goto(sub_url)
    home = screen.evaluate(_PLACES)
    assert home["main"] <= HOME_AT and home["banner"] <= 32
    assert_whole_menu(home["menu"])


def test_on_a_phone_the_other_pages_have_search_in_sight_and_the_menu_in_a_fold(sub_url: str, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{sub_url}columns/news.html")
    inner = page.evaluate(_PLACES)
    assert inner["main"] <= INNER_AT and inner["menu"] == []
    head, field = page.locator(".menu summary"), page.locator(".masthead input")
    places = [one.bounding_box() or {} for one in (field, page.locator(".masthead .search__go"), head)]
    assert all(place["height"] >= 44 for place in places)
    assert places[0]["x"] + places[0]["width"] <= places[1]["x"]
    assert places[1]["x"] + places[1]["width"] <= places[2]["x"] and places[2]["x"] + places[2]["width"] <= 390
    while not head.evaluate("(head) => head === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert_whole_menu(page.evaluate(_PLACES)["menu"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "首页"
    assert page.locator(".sections [aria-current]").all_inner_texts() == ["工作动态"]
    page.close()


def assert_whole_menu(links: list[dict[str, float]]) -> None:
    """All links of the menu in two lines, none cut off, each as high as a finger is wide."""
    assert len(links) == 8 and len({link["top"] for link in links}) == 2
    assert min(link["height"] for link in links) >= 44
    assert {(link["left"] >= 0, link["right"] <= 390) for link in links} == {(True, True)}


def test_on_a_desk_masthead_and_menu_are_one_line_each(sub_url: str, screen: Page) -> None:
    screen.set_viewport_size(DESK)
    screen.goto(f"{sub_url}documents/doc-2024-036.html")
    seen = screen.evaluate(_PLACES)
    assert len({link["top"] for link in seen["menu"]}) == 1
    tops, bottoms = [box["top"] for box in seen["row"]], [box["bottom"] for box in seen["row"]]
    assert len(seen["row"]) >= 3 and max(tops) < min(bottoms)


def test_the_menu_has_short_names_and_the_page_its_own(sub_url: str, screen: Page) -> None:
    screen.goto(f"{sub_url}columns/decisions.html")
    current = screen.locator(".sections [aria-current=page]")
    assert (current.inner_text(), screen.locator("h1").inner_text()) == ("重大决策", "重大行政决策")


def test_the_way_back_does_not_repeat_the_title(sub_url: str, screen: Page) -> None:
    screen.goto(f"{sub_url}documents/doc-2024-036.html")
    assert screen.locator(".trail li").all_inner_texts() == ["首页", "政策文件"]
