"""The instruments on built pages: marks stand out in every scheme, and shapes tell states apart without colours."""

from __future__ import annotations

import re
from typing import Any

import pytest
from keyboard import contrast as between
from playwright.sync_api import Page
from samples import FACES, SAMPLES

PAGES = ["decisions/dec-2025-02.html", "catalogues/decisions-2025.html", "workplans/workplan-2023.html"]
# Each mark with its edge, what lies behind it, and its shape: all that is seen of it but for its colours.
_MARKS = """() => [...document.querySelectorAll(".cell, .part, .rung__mark, .tag")].map((mark) => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const ground = (from) => {
    for (let node = from; node; node = node.parentElement) {
      const colour = numbers(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const style = getComputedStyle(mark);
  const owner = mark.matches(".rung__mark") ? mark.parentElement : mark;
  return {
    tone: [...owner.classList].find((name) => /--/.test(name)),
    edge: numbers(style.borderTopColor).slice(0, 3),
    ground: ground(mark.parentElement),
    shape: [style.borderTopStyle, style.borderTopWidth, style.borderLeftWidth, style.borderBottomWidth].join(" "),
  };
})"""


def luminance(colour: list[float]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(mark: dict[str, Any]) -> float:
    light, dark = sorted((luminance(mark["edge"]), luminance(mark["ground"])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark", "contrast", "print"])
def test_every_mark_stands_out(sub_url: str, page: Page, mode: str) -> None:
    page.emulate_media(
        color_scheme="dark" if mode == "dark" else "light", media="print" if mode == "print" else "screen"
    )
    seen = 0
    for path in PAGES:
        page.goto(sub_url + path)
        if mode == "contrast":
            page.evaluate("document.documentElement.classList.add('contrast')")
        marks = page.evaluate(_MARKS)
        assert [(path, mark) for mark in marks if contrast(mark) < 3] == []
        seen += len(marks)
    assert seen > 100


def test_forced_colours_leave_the_shapes(sub_url: str, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    shapes: dict[str, set[str]] = {}
    for path in PAGES:
        page.goto(sub_url + path)
        for mark in page.evaluate(_MARKS):
            assert contrast(mark) >= 3, mark
            shapes.setdefault(mark["tone"], set()).add(mark["shape"])
    for kind in ("cell", "part", "rung"):
        drawn = {tone: next(iter(found)) for tone, found in shapes.items() if tone.startswith(kind)}
        assert len(drawn) >= 2 and len(set(drawn.values())) == len(drawn), drawn


# What is drawn as a shape in one colour: the arrows of folds, the icons of a diagram; each with its colour.
_SHAPES = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number).slice(0, 3);
  const arrows = [...document.querySelectorAll("main summary")].filter((one) => one.checkVisibility())
    .map((one) => [one.textContent.trim(), numbers(getComputedStyle(one, "::after").backgroundColor)]);
  const icons = [...document.querySelectorAll(".diagram svg")].filter((one) => one.checkVisibility())
    .map((one) => ["icon", numbers(getComputedStyle(one).fill)]);
  const picked = document.querySelectorAll(".choose a[aria-current], .sift input:checked + label");
  return {shapes: [...arrows, ...icons], ground: numbers(getComputedStyle(document.body).backgroundColor),
    picked: [...picked].map((one) => getComputedStyle(one, "::before").content.includes("✓"))};
}"""
POLICY_PAGES = {
    "for-me.html#who=elderly": 1, "questions.html": 1, "service-figures.html": 0, FACES["policy"][0]: 0,
    SAMPLES["comparison"][0]: 0, "documents/doc-2025-070.html": 0,
}  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_arrows_icons_and_what_is_picked(sub_url: str, page: Page, scheme: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    shapes = 0
    for path, picked in POLICY_PAGES.items():
        page.goto(sub_url + path)
        seen = page.evaluate(_SHAPES)
        assert [name for name, colour in seen["shapes"] if between(colour, seen["ground"]) < 3] == [], path
        assert seen["picked"] == [True] * picked, path
        shapes += len(seen["shapes"])
    assert shapes > 20


def test_figures_of_services_are_drawn_spoken_and_tabled_alike(sub_url: str, open_context: Any) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{sub_url}service-figures.html")
    for section in page.locator("section:has(.columns)").all():
        drawing, name = section.locator(".columns"), section.locator(".key").inner_text().strip()
        spoken = re.findall(r"(\d+)月 (\d+|没有数)", drawing.get_attribute("aria-label") or "")
        bars = drawing.locator(".part").evaluate_all("(bars) => bars.map((bar) => bar.getBoundingClientRect().height)")
        counted = [int(amount) for _, amount in spoken if amount.isdigit()]
        assert drawing.locator(".column__above, .columns__none").all_inner_texts() == [amount for _, amount in spoken]
        assert [round(bar / max(bars), 1) for bar in bars] == [round(one / max(counted), 1) for one in counted]
        totals = section.locator("tbody tr:last-child").locator(f"[data-label='{name}']").all_text_contents()
        assert [int(total) for total in reversed(totals)] == counted and len(totals) >= 5, name
        assert f"加起来 {sum(counted)} 件" in section.inner_text()
    assert page.locator("section:has(.columns)").count() == 3
    stand = page.locator("[aria-labelledby=responses] .tag").all_inner_texts()
    lead = page.locator(".lead").inner_text()
    assert re.findall(r"正在办 (\d+) 项|已完成 (\d+) 项", lead) == [
        (str(stand.count("正在办")), ""), ("", str(stand.count("已完成")))
    ]  # fmt: skip
