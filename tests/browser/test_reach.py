"""What axe does not see: a page fits on the narrowest screen and in the largest letters, its targets can be hit, its
marks be told from their ground, in forced colours too, and its headings are heard as words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from keyboard import contrast
from playwright.sync_api import Browser, Page
from samples import PAGES

NARROWEST = 320
PHONE = 390
SMALLEST = 44  # CSS pixels of a target that stands alone; what stands in a sentence is as high as its line

# How wide the page is, and which elements make it so.
_WIDE = """(width) => document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll("body *")]
  .map((element) => [element, Math.round(element.getBoundingClientRect().right)])
  .filter(([element, right]) => right > width + 1 && !element.closest(".table"))
  .map(([element, right]) => `${element.tagName.toLowerCase()}.${element.className} ${right}px`).slice(0, 5)"""
# Targets that are too low or too narrow. One in a sentence has text beside it in the same line.
_SMALL = """(least) => {
  const beside = (element) => [...element.parentElement.childNodes]
    .some((node) => node.nodeType === 3 && /[\\\\p{L}\\\\p{N}]/u.test(node.textContent));
  const inline = (element) => getComputedStyle(element).display === "inline" && (beside(element)
    || element.parentElement.matches("dd, td, th, em, strong, cite, q, blockquote, .body *"));
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((e) => e.getClientRects().length && !e.matches(".skip") && !inline(e))
    .map((e) => [e, e.getBoundingClientRect()]).filter(([, box]) => box.height < least - 0.5 || box.width < 24)
    .map(([e, box]) => [e.tagName.toLowerCase(), `.${e.closest("[class]").className}`,
      `“${e.textContent.trim().slice(0, 12)}”`, `${Math.round(box.width)}×${Math.round(box.height)}`].join(" "));
}"""
# Headings in which the words of two elements follow each other without anything between.
_JOINED = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, summary")].flatMap((shown) => {
  const heading = shown.cloneNode(true);
  for (const between of heading.querySelectorAll("wbr")) between.remove();
  heading.normalize();
  const walk = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT), texts = [];
  while (walk.nextNode()) if (walk.currentNode.textContent) texts.push(walk.currentNode.textContent);
  return texts.slice(1).filter((text, n) => /[\\\\p{L}\\\\p{N}]$/u.test(texts[n]) && /^[\\\\p{L}\\\\p{N}]/u.test(text))
    .map((text) => `${heading.textContent.trim()}`);
})"""
_COLOURS = """(names) => {
  const style = getComputedStyle(document.documentElement);
  const probe = document.body.appendChild(document.createElement("i"));
  const colours = Object.fromEntries(names.map((name) => {
    probe.style.color = style.getPropertyValue(name);
    return [name, getComputedStyle(probe).color.match(/[\\d.]+/g).map(Number).slice(0, 3)];
  }));
  probe.remove();
  return colours;
}"""
# Words of headings that are on two lines though one would hold them.
_SPLIT = """() => [...document.querySelectorAll("h1, h2, h3")].filter((heading) => heading.querySelector("wbr"))
  .flatMap((heading) => {
    const walk = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT), range = document.createRange(), found = [];
    while (walk.nextNode()) {
      range.selectNodeContents(walk.currentNode);
      const lines = [...range.getClientRects()], wide = lines.reduce((sum, line) => sum + line.width, 0);
      if (lines.length > 1 && wide <= heading.clientWidth && !/[^\\p{L}\\p{N}]/u.test(walk.currentNode.data.trim())) {
        found.push(walk.currentNode.data);
      }
    }
    return found;
  })"""
_UNFOLD = "for (const part of document.querySelectorAll('details')) part.open = true"
_LARGE = "document.documentElement.style.fontSize = '200%'"


@pytest.fixture(scope="module")
def seen(browser: Browser, sub_url: str) -> Iterator[dict[str, dict[str, list[str]]]]:
    """What is wrong on each page, by kind; each page is loaded once."""
    context = browser.new_context(locale="zh-CN", viewport={"width": PHONE, "height": 844})
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(sub_url + path)
        page.evaluate(_UNFOLD)  # what is folded has no size yet
        small, joined = (
            page.evaluate(_SMALL.replace("\\\\", "\\"), SMALLEST),
            page.evaluate(_JOINED.replace("\\\\", "\\")),
        )
        narrow = at_width(page, NARROWEST)
        split = page.evaluate(_SPLIT)
        page.evaluate(_LARGE)
        large = at_width(page, PHONE)
        found[path] = {"small": small, "joined": joined, "narrow": narrow, "large": large, "split": split}
    yield found
    context.close()


def at_width(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 844})
    return list(page.evaluate(_WIDE, width))


@pytest.mark.any_office
@pytest.mark.parametrize("kind", ["narrow", "large", "small", "joined", "split"])
def test_every_kind_of_page_can_be_reached_by_everybody(seen: dict[str, dict[str, list[str]]], kind: str) -> None:
    assert {path: found[kind] for path, found in seen.items() if found[kind]} == {}


GROUNDS = ("--paper", "--tint")
PAINT = ("--mark", "--mark-two", "--mark-line", "--focus", "--good", "--warn")
MARKS = [(mark, ground) for mark in PAINT for ground in GROUNDS]
TEXTS = [
    *(("--on-main", ground) for ground in ("--main", "--main-deep", "--fill")),
    *((text, ground) for text in ("--ink", "--quiet", "--link") for ground in GROUNDS),
    ("--on-mark", "--mark"),
]


@pytest.mark.any_office
@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_marks_and_words_stand_out_from_their_ground(sub_url: str, open_context: Any, scheme: str) -> None:
    page = open_context(color_scheme="light" if scheme == "contrast" else scheme).new_page()
    page.route("**/assets/site/aids.js", lambda route: route.abort())
    page.goto(sub_url)
    if scheme == "contrast":
        page.evaluate("document.documentElement.classList.add('contrast')")
    colours = page.evaluate(_COLOURS, sorted({name for pair in (*MARKS, *TEXTS) for name in pair}))
    seen = {(one, other): contrast(colours[one], colours[other]) for one, other in (*MARKS, *TEXTS)}
    least = 7 if scheme == "contrast" else 4.5
    assert {pair: seen[pair] for pair in MARKS if seen[pair] < 3} == {}
    assert {pair: seen[pair] for pair in TEXTS if seen[pair] < least} == {}


def test_where_a_system_forces_its_colours_the_current_section_is_still_told(sub_url: str, open_context: Any) -> None:
    page = open_context(forced_colors="active").new_page()
    page.goto(f"{sub_url}columns/news.html")
    lines = page.locator(".sections a").evaluate_all(
        "(links) => links.map((link) => [link.hasAttribute('aria-current'), getComputedStyle(link).textDecorationLine])"
    )
    assert {tuple(line) for line in lines} == {(True, "underline"), (False, "none")}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_current_section_is_told_by_more_than_its_ground(sub_url: str, open_context: Any, scheme: str) -> None:
    page = open_context(color_scheme=scheme).new_page()
    page.goto(f"{sub_url}columns/news.html")
    line, ground = page.locator(".sections [aria-current]").evaluate(
        """(link) => [getComputedStyle(link).borderBottomColor, getComputedStyle(link.closest("nav")).backgroundColor]
          .map((colour) => colour.match(/[\\d.]+/g).map(Number).slice(0, 3))"""
    )
    assert contrast(line, ground) >= 3
