"""The instruments on built pages: marks stand out in every scheme, and shapes tell states apart without colours."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

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
