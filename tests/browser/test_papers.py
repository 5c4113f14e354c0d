"""The page of a document: what is useful comes first on a phone, what is registered last, and all of it is there."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from visit import Visit

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
ANSWER_AT = 420  # pixels from the top at which the answer has begun
POLICY = "documents/doc-2023-010.html"
OPEN = "documents/doc-2025-033.html"
CLOSED = "documents/doc-2024-030.html"


@pytest.fixture
def phone(open_context: Any) -> Page:
    return open_context(**PHONE).new_page()


def top(page: Page, selector: str) -> float:
    """Where the first such element begins, from the top of the page."""
    return float(page.locator(selector).first.evaluate("(element) => element.getBoundingClientRect().top + scrollY"))


def test_how_to_answer_a_consultation_stands_on_the_first_screen(sub_url: str, phone: Page) -> None:
    phone.goto(sub_url + OPEN)
    assert top(phone, "#how") <= ANSWER_AT
    words = phone.locator(".answer .acts a").evaluate_all("(all) => all.map((a) => a.firstChild.textContent)")
    assert words == ["提意见", "看草案", "看草案说明", "加入日历"]
    numbers = phone.locator(".answer a[href^='tel:'], .answer a[href^='mailto:']").evaluate_all(
        "(all) => all.map((a) => a.getAttribute('href'))"
    )
    assert numbers == ["mailto:gmjdxx@shmh.gov.cn", "tel:02134227900"]


def test_a_closed_consultation_begins_with_what_became_of_it(sub_url: str, phone: Page) -> None:
    phone.goto(sub_url + CLOSED)
    expect(phone.locator(".outcome")).to_contain_text("收到 38 条，采纳 21 条，部分采纳 12 条，未采纳 5 条。")
    assert top(phone, "#outcome") <= ANSWER_AT
    phone.get_by_role("link", name="看意见采纳情况").tap()
    expect(phone.locator("h1")).to_contain_text("意见采纳")


def test_the_order_of_a_policys_page(sub_url: str, phone: Page) -> None:
    phone.goto(sub_url + POLICY)
    order = [
        top(phone, name) for name in ("h1", ".line", ".gain", ".toc", ".body", "#attachments", "#life", ".registration")
    ]
    assert order == sorted(order)
    words = phone.locator(".ways__word").all_inner_texts()
    assert words == ["解读", "留言 2", "修改对照", "意见采纳", "决策全过程"]


def test_from_a_policy_to_what_to_do_and_back(sub_url: str, phone: Page) -> None:
    phone.goto(sub_url + POLICY)
    title = phone.locator("h1").inner_text()
    phone.locator(".gain a").first.tap()
    expect(phone.locator("h1")).to_contain_text("办理指南")
    expect(phone.locator(".ways a[href^='tel:']")).to_have_count(1)
    phone.locator(".ways a", has_text="依据").tap()
    expect(phone.locator("h1")).to_have_text(title)


def test_what_is_registered_opens_without_a_script(sub_url: str, open_context: Any) -> None:
    page = open_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(sub_url + POLICY)
    expect(page.get_by_text("GML-doc-2023-010", exact=True)).to_be_hidden()
    page.locator(".registration summary").tap()
    for word in ("GML-doc-2023-010", "演示规〔2023〕2号", "主动公开", "行政规范性文件"):
        expect(page.locator(".registration dd", has_text=word).first).to_be_visible()


@pytest.mark.parametrize("path", [POLICY, OPEN, CLOSED, "documents/doc-2025-015.html", "documents/doc-2024-010.html"])
def test_nothing_is_wider_than_a_small_screen(sub_url: str, open_context: Any, path: str) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(sub_url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320  # noqa: PLR2004 — the screen's width


@pytest.mark.parametrize(
    ("day", "said", "can_answer"),
    [("2025-06-29", "征集中，还剩 2 天", True), ("2025-07-01", "今天截止", True), ("2025-07-02", "已结束", False)],
)
def test_a_page_built_before_follows_the_day(sub_url: str, page: Page, day: str, said: str, can_answer: bool) -> None:
    page.clock.set_fixed_time(f"{day}T09:00:00+08:00")
    in_use = "<body data-live"
    page.route("**/*.html", lambda route: route.fulfill(body=route.fetch().text().replace("<body", in_use)))
    page.goto(sub_url + OPEN)
    expect(page.locator(".line .tag")).to_have_text(said)
    assert page.get_by_role("link", name="提意见").is_visible() == can_answer


_PLAY = """async (video) => {
  video.muted = true;
  video.playbackRate = 8;
  await video.play();
  await new Promise((done) => video.addEventListener("timeupdate", () => { if (video.currentTime > 5) done(); }));
  video.pause();
  const [captions] = video.textTracks;
  return {length: video.duration, wide: video.videoWidth, captions: [captions.kind, captions.language, captions.mode],
    said: [...captions.activeCues].map((cue) => cue.text)};
}"""


def test_a_recording_of_our_own_plays_with_captions_once_it_is_asked_to(sub_url: str, phone: Page) -> None:
    visit = Visit(phone)
    phone.goto(f"{sub_url}documents/doc-2025-051.html")
    phone.wait_for_load_state("networkidle")
    assert not [url for url in visit.requested if url.endswith(".webm")]
    played = phone.locator("video").evaluate(_PLAY)
    assert (played["length"], played["wide"]) == (24, 480)
    assert played["captions"] == ["captions", "zh", "showing"] and len(played["said"]) == 1
    assert played["said"][0] in phone.locator("#text, .body").first.inner_text()  # the transcript has it too
    assert visit.strangers() == [] and visit.complaints == []
