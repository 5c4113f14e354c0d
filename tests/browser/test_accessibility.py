"""axe-core finds nothing to object to on any kind of page, wide and narrow, light and dark."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from samples import ALL, FACES, MOVED, PAGES, SAMPLES

from demonstration import REPOSITORY, staff_beside, started

DEVICES = {"电脑": 1280, "手机": 360}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 390)
COLOURS = ["color-contrast", "link-in-text-block"]  # the only rules that can judge light and dark differently
# A colour on its way from light to dark is neither; the transitions are brought to their end first. What turns for ever
# has no end, and stands still.
_RUN = """(only) => {
  for (const animation of document.getAnimations()) {
    if (animation.effect.getComputedTiming().endTime === Infinity) animation.pause();
    else animation.finish();
  }
  return axe.run({runOnly: only, resultTypes: ["violations", "incomplete"]});
}"""

# Rows and items alike in tags, classes and attributes differ for axe in nothing but their texts. The whole page is
# judged once; for its other colours and width five of them stand for all.
_FIVE_OF_A_KIND = """() => {
  const shapes = new WeakMap(), kept = new Map();
  const shape = (node) => {
    if (!shapes.has(node)) {
      const named = [...node.attributes].map((item) => item.name + (item.value.trim() ? "" : "=")).sort();
      const own = [...node.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim());
      const below = [...node.children].map(shape);
      shapes.set(node, [node.tagName, node.getAttribute("class"), ...named, own, ...below].join("|"));
    }
    return shapes.get(node);
  };
  for (const node of document.querySelectorAll("main :is(table:not(:has([rowspan])) tr, li, article, details)")) {
    if (!node.isConnected) continue;
    const among = kept.get(node.parentElement) ?? new Map();
    const met = (among.get(shape(node)) ?? 0) + 1;
    kept.set(node.parentElement, among.set(shape(node), met));
    if (met > 5) node.remove();
  }
}"""


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    """One page for all samples: opening a context for each would cost more than the check itself."""
    context = browser.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.mark.any_office
@pytest.mark.parametrize("path", PAGES)
def test_no_violation(sub_url: str, page: Page, path: str) -> None:
    page.goto(sub_url + path)
    assert violations(page) == []


def test_no_violation_on_a_page_that_moves_on(sub_url: str, open_context: Any) -> None:
    page = open_context().new_page()
    page.route("**/documents/*", lambda route: route.fulfill(status=204))  # keeps it from moving on
    page.goto(sub_url + MOVED)
    assert violations(page) == []


@pytest.mark.demonstration
@pytest.mark.parametrize("name", ["index.html", "figures.html", "ahead.html"])
def test_no_violation_in_the_tree_for_the_staff(demonstration_site: Path, page: Page, name: str) -> None:
    page.goto((staff_beside(demonstration_site) / name).as_uri())
    assert violations(page) == []


def violations(page: Page) -> list[tuple[int, str, str, str, str]]:
    """Everything to object to on a page, with the width and the colours in which it shows."""
    page.evaluate(AXE_SCRIPT)
    found = set()
    for width, (scheme, rules) in product(WIDTHS, (("light", STANDARDS), ("dark", COLOURS))):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found |= {(width, scheme, *line) for line in objections(page, rules)}
        page.evaluate(_FIVE_OF_A_KIND)
    return sorted(found)


def objections(page: Page, rules: list[str]) -> set[tuple[str, str, str]]:
    """Rule, element and reason of every violation, and of every contrast that axe could not judge."""
    answer = page.evaluate(_RUN, rules)
    unsure = [rule for rule in answer["incomplete"] if rule["id"] == "color-contrast"]
    return {
        (rule["id"], " ".join(map(str, node["target"])), re.sub(r"\s+", " ", node["failureSummary"]))
        for rule in (*answer["violations"], *unsure)
        for node in rule["nodes"]
    }


def test_every_template_has_a_sample(demonstration_site: Path) -> None:
    folder = REPOSITORY / "hooks" / "disclosure" / "pages" / "templates"
    pages = {file.stem for file in folder.glob("*.html") if '{% extends "shell.html" %}' in file.read_text("utf-8")}
    assert pages - {"portal"} == set(SAMPLES)  # the portal of a district has tests of its own
    assert [path for path in PAGES if not (demonstration_site / path).is_file()] == []
    assert [path for template, paths in FACES.items() for path in paths if path not in ALL[template]] == []


def test_the_report_of_a_change_and_its_preview_open_from_the_disk(tmp_path: Path, open_context: Any) -> None:
    """Nothing to object to, nothing asked of anybody, and pictures of the page as readers see it."""
    style = '<link rel="stylesheet" href="../site.css"></head><body>'
    for folder, day in (("before", "6日"), ("after", "9日")):
        (tmp_path / folder / "documents").mkdir(parents=True)
        (tmp_path / folder / "site.css").write_text("h1{color:rgb(1, 2, 3)}")
        html = f"<title>甲</title>{style}<main><article><h1>标题</h1><p>截止{day}。</p></article></main>"
        (tmp_path / folder / "documents/doc-1.html").write_text(f"<!doctype html><html lang=zh><head>{html}", "utf-8")
    ended = started("story", tmp_path / "before", tmp_path / "after", "--out", tmp_path)
    assert ended.returncode == 0, ended.stderr
    with ZipFile(tmp_path / "preview.zip") as archive:
        archive.extractall(tmp_path / "shown")
    page, told = open_context(bypass_csp=True).new_page(), list[str]()
    page.on("console", lambda message: told.append(message.text))
    page.goto((tmp_path / "report.html").as_uri())
    assert violations(page) == []
    shown = page.evaluate("[...document.images].map((image) => [image.alt, image.naturalWidth])")
    assert shown == [[f"documents/doc-1.html，{name}（{width} 像素宽）", width] for name, width in DEVICES.items()]
    page.goto((tmp_path / "shown/documents/doc-1.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(1, 2, 3)"
    assert page.inner_text(".preview-mark") == "预览，未发布。" and told == []
