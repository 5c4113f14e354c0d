"""What pages do in the reader's hands: a page built yesterday says what is true today, one reckons, one keeps quiet."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import pytest
from codes import read_codes
from playwright.sync_api import Page, Route, expect
from samples import REGISTER, SITE_URL
from visit import Visit

from disclosure.law.request_fees import fee
from disclosure.records.guides import RequestFees


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2025-06-18T09:00:00+08:00", "还剩13天"),
        ("2025-06-29T00:30:00+08:00", "还剩2天"),
        ("2025-07-01T23:00:00+08:00", "今天截止"),
        ("2025-07-02T00:10:00+08:00", "已结束"),
    ],
)
def test_the_days_left_are_counted_anew(sub_url: str, page: Page, now: str, said: str) -> None:
    page.route(sub_url, at_work)
    page.clock.set_fixed_time(datetime.fromisoformat(now))
    page.goto(sub_url)
    assert ["".join(text.split()) for text in page.locator(".ask__left").all_inner_texts()] == [said]


def at_work(route: Route) -> None:
    """The home page of an office whose clock runs."""
    answer = route.fetch()
    body = answer.text()
    assert "<body>" in body
    route.fulfill(response=answer, body=body.replace("<body>", "<body data-live>"))


def test_the_calculator_of_fees_reckons_as_the_engine(sub_url: str, page: Page) -> None:
    (fees,) = REGISTER.all(RequestFees)
    page.goto(f"{sub_url}columns/requests.html")
    for kind, steps in (("items", fees.items), ("pages", fees.pages)):
        page.check(f"[name=fees-kind][value={kind}]")
        for count in (0, 10, 11, 30, 31, 40, 41, 100, 101, 200, 201, 345):
            page.fill("#fees-count", str(count))
            yuan = fee(steps, count)
            said = page.locator(".fees__said").inner_text()
            assert said.endswith(f" = {yuan} 元（供参考）" if yuan else "：不收"), said
    page.fill("#fees-count", "")
    assert page.locator(".fees__said").inner_text() == "请填 0 到 9999 的整数。"


def test_what_is_written_into_the_form_for_requests_never_leaves_the_page(
    sub_url: str, page: Page, visit: Visit
) -> None:
    address = f"{sub_url}request-form.html"
    page.goto(address, wait_until="networkidle")
    before = len(visit.requested)
    for field in page.locator("main input[type=text], main textarea").all():
        field.fill("写在这里的话")
        field.press("Enter")
    assert page.url == address and len(visit.requested) == before
    page.reload()
    assert {field.input_value() for field in page.locator("main input[type=text]").all()} == {""}
    assert visit.complaints == []


# Which pages of the display are seen at a second after it was opened; nobody waits for it.
_SEEN_AT = """(second) => {
  for (const animation of document.getAnimations()) { animation.pause(); animation.currentTime = second * 1000; }
  return [...document.querySelectorAll(".pg")].filter((one) => getComputedStyle(one).visibility === "visible")
    .map((one) => one.id);
}"""
_OUTSIDE = """() => [...document.querySelectorAll(".pg *, .hall__head, .hall__nav *")]
  .filter((part) => part.getClientRects().length && getComputedStyle(part).position !== "absolute")
  .filter((part) => { const box = part.getBoundingClientRect();
    return box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.top < 0; })
  .map((part) => `${part.closest("[id]").id} ${part.tagName}.${part.className}`)"""
DISPLAYS = [{"width": 1920, "height": 1080}, {"width": 1080, "height": 1920}]


@pytest.mark.any_office
@pytest.mark.parametrize("size", DISPLAYS)
def test_the_display_turns_its_pages_without_a_script(sub_url: str, open_context: Any, size: Any) -> None:
    page = open_context(viewport=size, java_script_enabled=False).new_page()
    page.goto(f"{sub_url}hall.html")
    count = page.locator(".pg").count()
    for turn in range(2 * count):
        for second in (15 * turn + 1, 15 * turn + 14):
            assert page.evaluate(_SEEN_AT, second) == [f"p{turn % count + 1}"], second
    assert page.evaluate(_OUTSIDE) == []
    codes = [code.bounding_box() for code in page.locator(".pg .qr path").all()]  # without the white around them
    assert [code for code in codes if not code or code["width"] < 1080 * 0.28] == []
    page.get_by_label("暂停").check(force=True)
    states = page.evaluate("document.getAnimations().map((one) => [one.playState, one.animationName])")
    assert {state for state, _ in states} == {"paused"} and len(states) == count + 1


def test_a_page_of_the_display_can_be_held_and_its_code_read(sub_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{sub_url}hall.html")
    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == "86400"
    expect(page.locator(".hall__head")).to_contain_text("数据截至 2025-06-18")
    for number, link in enumerate(page.locator(".pg__code a").all(), 1):
        page.get_by_role("link", name=f"第 {number} 个画面").click()
        assert page.evaluate(_SEEN_AT, 16) == [f"p{number}"]
        address = urljoin(f"{SITE_URL}hall.html", link.get_attribute("href") or "")
        assert read_codes(page.screenshot()) == [address]
    page.get_by_role("link", name="轮播").click()
    assert page.evaluate(_SEEN_AT, 1) == ["p1"]


def test_who_wants_no_motion_has_the_display_as_one_page(sub_url: str, open_context: Any) -> None:
    for options in ({"reduced_motion": "reduce"}, {"viewport": {"width": 390, "height": 844}}):
        page = open_context(**options).new_page()
        page.goto(f"{sub_url}hall.html")
        shown = page.locator(".pg").evaluate_all("(all) => all.map((one) => getComputedStyle(one).visibility)")
        assert set(shown) == {"visible"} and page.evaluate("document.getAnimations().length") == 0
        expect(page.locator(".pg__code a").last).to_be_visible()
