"""On a phone 390 pixels wide: nothing to scroll sideways, text to read, links to hit, tables as cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from samples import PAGES, SAMPLES

WIDTH = 390
PHONE = {"viewport": {"width": WIDTH, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}

# What does not fit on a page, by kind of fault. The sizes of text are those that readers see, in CSS pixels:
# 16 for what people come to read, 14 for dates and notes beside it.
_MISFITS = """(width) => {
  const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.getClientRects().length);
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  const box = (element) => element.getBoundingClientRect();
  const rolls = (element) => element && (["auto", "scroll", "hidden"].includes(getComputedStyle(element).overflowX)
    || rolls(element.parentElement));
  const speaks = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const name = (element) => `${element.tagName.toLowerCase()}.${element.closest("[class]").className}`;
  const aside = ".note, .list__facts, .row__line *, .held, .held *, .files__what, .doors__what, .state, .filter label, "
    + ".unseen, .tag, .key, .part, .rung__state";
  const small = (limit) => (element) => speaks(element) && size(element) < limit;
  const sized = (element) => `${name(element)} ${size(element)}px`;
  return {
    wide: document.documentElement.scrollWidth > width ? [`${document.documentElement.scrollWidth}px`] : [],
    outside: all("body *").filter((element) => box(element).right > width + 0.5 && !rolls(element.parentElement))
      .map((element) => `${name(element)} up to ${box(element).right}px`),
    small: all("main *").filter((element) => !element.closest(aside)).filter(small(16)).map(sized),
    tiny: all("body *").filter(small(14)).map(sized),
    low: all("nav:not(.trail) a, .facets a, .pager a, .button").filter((element) => box(element).height < 40)
      .map((element) => `${name(element)} “${element.textContent.trim()}” ${box(element).height}px`),
  };
}"""


@pytest.fixture
def phone(open_context: Any) -> Page:
    return open_context(**PHONE).new_page()


@pytest.fixture(scope="module")
def misfits(browser: Browser, sub_url: str) -> Iterator[dict[str, dict[str, list[str]]]]:
    """What does not fit, by page and kind of fault."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(sub_url + path)
        found[path] = {kind: sorted(set(items)) for kind, items in page.evaluate(_MISFITS, WIDTH).items()}
    yield found
    context.close()


@pytest.mark.any_office
@pytest.mark.parametrize("kind", ["wide", "outside", "small", "tiny", "low"])
def test_all_pages_fit(misfits: dict[str, dict[str, list[str]]], kind: str) -> None:
    assert {path: found[kind] for path, found in misfits.items() if found[kind]} == {}


@pytest.mark.parametrize("path", [SAMPLES[name][0] for name in ("decisions", "catalogue", "law")])
def test_table_rows_are_cards_with_labels(sub_url: str, phone: Page, path: str) -> None:
    phone.goto(sub_url + path)
    cells = phone.locator("table.cards").first.locator("tbody tr:first-child > *")
    boxes = cells.evaluate_all("""(cells) => cells.map((cell) => {
      const box = cell.getBoundingClientRect(), label = getComputedStyle(cell, "::before");
      return {top: box.top, left: box.left, right: box.right, label: label.content, shown: label.display !== "none",
        wide: parseFloat(label.width), small: parseFloat(label.fontSize), written: cell.dataset.label};
    })""")
    assert len(boxes) >= 3
    for box in boxes:
        assert box["written"] and box["label"] == f'"{box["written"]}" / ""', box  # shown, and read aloud but once
        assert box["shown"] and box["wide"] > 30 and box["small"] >= 16, box
        assert box["left"] >= 0 and box["right"] <= WIDTH, box
    tops = [box["top"] for box in boxes]
    assert tops == sorted(set(tops)), "the cells of a row are not one below the other"


def test_an_opinion_is_read_at_a_glance(sub_url: str, phone: Page) -> None:
    phone.goto(f"{sub_url}decisions/dec-2024-01.html")
    for row in phone.locator(".account tbody tr").all():
        summary, count, outcome, reason = (cell.bounding_box() for cell in row.locator("> *").all())
        assert summary and count and outcome and reason
        assert summary["y"] + summary["height"] <= count["y"] + 1 and count["y"] == outcome["y"]
        assert count["x"] + count["width"] <= outcome["x"] and outcome["y"] + outcome["height"] <= reason["y"] + 1


def test_from_home_to_a_draft_by_touch(sub_url: str, phone: Page) -> None:
    phone.goto(sub_url)
    for name, address in (
        ("重大决策", "columns/decisions.html"),
        ("2024年度目录（4 项）", "catalogues/decisions-2024.html"),
        ("制定古美路街道生活垃圾分类投放点设置与管理办法", "decisions/dec-2024-01.html"),
        ("古美路街道生活垃圾分类投放点设置与管理办法（征求意见稿）", "documents/doc-2024-027.html"),
    ):
        if address.startswith("documents/"):
            phone.get_by_text("1 起草（3 份）").tap()
        phone.get_by_role("link", name=name, exact=True).first.tap()
        expect(phone).to_have_url(sub_url + address)


@pytest.mark.parametrize("width", [320, WIDTH])
def test_a_year_of_the_standard_catalogue_is_twelve_cells_in_a_row(sub_url: str, phone: Page, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 844})
    phone.goto(f"{sub_url}standard-catalogue.html")
    rows = phone.locator("table.months tbody tr").evaluate_all(
        """(rows) => rows.map((row) => [...row.querySelectorAll("td[data-month]")]
          .map((cell) => cell.getBoundingClientRect()))"""
    )
    assert len(rows) >= 15
    for cells in rows:
        assert len(cells) == 12 and len({round(cell["top"]) for cell in cells}) == 1
        assert cells[0]["left"] >= 0 and cells[-1]["right"] <= width and min(cell["width"] for cell in cells) > 14
    assert phone.evaluate("document.documentElement.scrollWidth") == width
