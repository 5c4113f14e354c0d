"""What a reader without a mouse sees: where the focus is, and how well its mark stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# The ring of a focused element, and the colours it is drawn on: what lies behind the element's edge.
_LOOK = """(element) => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const behind = (from) => {
    for (let node = from; node; node = node.parentElement) {
      const colour = numbers(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 20)}”`,
    href: element.href || "",
    kind: style.outlineStyle,
    width: parseFloat(style.outlineWidth),
    colour: numbers(style.outlineColor).slice(0, 3),
    ground: behind(parseFloat(style.outlineOffset) < 0 ? element : element.parentElement),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""


_FOCUSED = f"() => document.activeElement === document.body ? null : ({_LOOK})(document.activeElement)"
# Focus that a script moves is shown like the keyboard's own as long as the last thing pressed was a key.
# What is folded is opened first: its links have a ring of their own.
_ALL = f"""() => {{
  for (const folded of document.querySelectorAll("main details")) folded.open = true;
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((element) => element.getClientRects().length)
    .map((element) => {{ element.focus(); return ({_LOOK})(element); }});
}}"""


@dataclass(frozen=True)
class Focus:
    """The focused element: who it is, where it leads, what its ring looks like."""

    name: str
    href: str
    kind: str
    width: float
    colour: tuple[float, ...]
    ground: tuple[float, ...]
    seen: bool

    @property
    def contrast(self) -> float:
        """Between the ring and what is behind it (WCAG 2.2, 1.4.11 asks for 3)."""
        return contrast(self.colour, self.ground)

    def faults(self) -> list[str]:
        """Why a reader would lose the focus here; nothing if they would not."""
        found = []
        if not self.seen:
            found.append(f"{self.name}: outside of the screen")
        if self.kind == "none" or self.width < 2:
            found.append(f"{self.name}: no ring ({self.kind} {self.width}px)")
        elif self.contrast < 3:
            found.append(f"{self.name}: ring {self.colour} on {self.ground} has contrast {self.contrast:.2f}")
        return found


def tab(page: Page) -> Focus | None:
    """Press Tab; the element that has the focus now, if any."""
    page.keyboard.press("Tab")
    return focused(page)


def focused(page: Page) -> Focus | None:
    """The element that has the focus, if any."""
    found = page.evaluate(_FOCUSED)
    return _read(found) if found else None


def focused_in_turn(page: Page) -> list[Focus]:
    """All elements that Tab would reach with every fold open, each as it looks with the focus on it."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.keyboard.press("Tab")
    return [_read(found) for found in page.evaluate(_ALL)]


def _read(found: dict[str, Any]) -> Focus:
    return Focus(**found | {"colour": tuple(found["colour"]), "ground": tuple(found["ground"])})


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """Between two colours, as WCAG defines it: from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Sequence[float]) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
