"""Larger letters, stronger contrast, reading aloud: for those who want it, kept in their own browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

PATH = "documents/doc-2024-036.html"
# A voice that says nothing and notes what it was given; each piece ends as soon as the next task runs.
_VOICES = """(lang) => {
  const said = [], listeners = [];
  window.said = said;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => [{lang: "en-US"}, {lang}], addEventListener: (name, listener) => listeners.push(listener),
    cancel: () => said.push("cancelled"),
    speak: (spoken) => { said.push([spoken.text, spoken.lang, spoken.voice.lang]); setTimeout(spoken.onend); },
  }});
}"""
_LOOK = """() => { const style = getComputedStyle(document.querySelector("main p"));
  return [getComputedStyle(document.documentElement).fontSize, style.color, document.documentElement.scrollWidth]; }"""


@pytest.fixture
def reader(open_context: Any) -> Any:
    """A browser of somebody's own."""
    return open_context()


def test_what_is_switched_on_stays_on_every_page_and_can_be_taken_back(sub_url: str, reader: Any) -> None:
    page = reader.new_page()
    page.goto(sub_url + PATH)
    size, contrast = page.get_by_role("button", name="大字版"), page.get_by_role("button", name="高对比")
    assert page.evaluate(_LOOK)[0] == "16px"
    size.click()
    assert page.evaluate(_LOOK)[0] == "20px"
    size.click()
    contrast.click()
    expect(size).to_have_text("大字版：特大")
    page.goto(f"{sub_url}columns/news.html")
    assert page.evaluate("[...document.documentElement.classList]") == ["larger", "contrast"]
    expect(page.get_by_role("button", name="高对比")).to_have_attribute("aria-pressed", "true")
    page.goto(sub_url + PATH)
    assert page.evaluate(_LOOK) == ["24px", "rgb(255, 255, 255)", 1280]
    page.get_by_role("button", name="大字版").click()
    page.get_by_role("button", name="高对比").click()
    assert page.evaluate(_LOOK)[0] == "16px" and page.evaluate("document.documentElement.className") == ""


def test_on_a_phone_they_open_from_one_button(sub_url: str, open_context: Any) -> None:
    page = open_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(sub_url)
    size = page.get_by_role("button", name="大字版")
    expect(size).to_be_hidden()
    page.get_by_role("button", name="无障碍").click()
    size.click()
    size.click()
    assert page.evaluate(_LOOK)[::2] == ["24px", 390]


def test_without_scripts_there_are_no_buttons_that_do_nothing(sub_url: str, open_context: Any) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(sub_url + PATH)
    expect(page.locator("[data-aids]")).to_be_hidden()
    expect(page.get_by_role("button", name="大字版")).to_have_count(0)


def test_the_main_text_is_read_from_its_title_to_its_end(sub_url: str, page: Page) -> None:
    page.add_init_script(f"({_VOICES})('zh-CN')")
    page.goto(sub_url + PATH)
    page.get_by_role("button", name="朗读").click()
    expect(page.get_by_role("button", name="朗读", exact=True)).to_be_visible()  # said to the end, it can begin anew
    spoken = [item for item in page.evaluate("said") if item != "cancelled"]
    assert spoken[0] == [page.locator("h1").inner_text(), "zh-CN", "zh-CN"]
    assert max(len(text) for text, *_ in spoken) <= 160
    read, written = "".join(text for text, *_ in spoken), page.locator("main").inner_text()
    assert "".join(read.split()) == "".join(written.split())


def test_reading_stops_when_it_is_pressed_again(sub_url: str, page: Page) -> None:
    page.add_init_script(f"({_VOICES.replace('setTimeout(spoken.onend)', '')})('zh-CN')")
    page.goto(sub_url + PATH)
    page.get_by_role("button", name="朗读").click()
    page.get_by_role("button", name="停止朗读").click()
    expect(page.get_by_role("button", name="朗读", exact=True)).to_have_attribute("aria-pressed", "false")
    assert [item == "cancelled" for item in page.evaluate("said")] == [False, True]


def test_where_no_chinese_voice_is_none_is_offered(sub_url: str, page: Page) -> None:
    page.add_init_script(f"({_VOICES})('ja-JP')")
    page.goto(sub_url + PATH)
    expect(page.get_by_role("button", name="大字版")).to_be_visible()
    expect(page.get_by_role("button", name="朗读")).to_have_count(0)
