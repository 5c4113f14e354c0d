"""The frame around every page: short on a phone, all of the menu in sight, one line on a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
HIGHEST = 212  # where the main content of the home page begins at the latest, the banner of a demonstration left out
# Places in the window: of the main content, of the menu's links, of what stands in the masthead's row.
_PLACES = """() => {
  const box = (element) => { const {top, bottom, left, right, height} = element.getBoundingClientRect();
    return {top, bottom, left, right, height}; };
  const shown = (selector) =>
    [...document.querySelectorAll(selector)].filter((element) => element.getClientRects().length).map(box);
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


def test_on_a_phone_the_main_content_begins_high_under_the_whole_menu(sub_url: str, screen: Page) -> None:
    screen.set_viewport_size(PHONE)
    screen.goto(sub_url)
    home = screen.evaluate(_PLACES)
    assert home["main"] <= HIGHEST and home["banner"] <= 32
    assert len(home["menu"]) == 8 and len({link["top"] for link in home["menu"]}) == 2
    assert min(link["height"] for link in home["menu"]) >= 44
    assert {(link["left"] >= 0, link["right"] <= 390) for link in home["menu"]} == {(True, True)}
    screen.goto(f"{sub_url}documents/doc-2024-036.html")
    inner = screen.evaluate(_PLACES)
    assert inner["main"] <= HIGHEST + 2 * 52  # the search field's line and the way back


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
