"""Draws the site's icon as pictures, and the picture that is shown where a page is shared; all are committed.

No font and no name of an office is in them, so that every office can use them. ``python scripts/draw_icons.py`` draws
them anew, from the same shapes as hooks/disclosure/pages/theme/assets/site/icon.svg.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "hooks/disclosure/pages/theme/assets/site"
BLUE, PALE, WHITE = "#17457f", "#2f5f9e", "#ffffff"
_LINES = ((8, 9, 16), (8, 15, 16), (8, 21, 10))  # of the icon's page: left, top and width, in 32nds
_FINER = 8  # drawn so many times larger, then reduced: smooth edges


def main() -> None:
    """Write the pictures beside the icon."""
    icon(180, rounded=False).save(FOLDER / "apple-touch-icon.png", optimize=True)
    icon(32, rounded=True).save(FOLDER / "icon.ico", sizes=[(32, 32)])
    shared().save(FOLDER / "share.png", optimize=True)


def icon(size: int, *, rounded: bool) -> Image.Image:
    """The icon as a square picture; phones round the corners themselves."""
    unit = size * _FINER / 32
    picture = Image.new("RGBA", (size * _FINER, size * _FINER), (0, 0, 0, 0) if rounded else BLUE)
    draw = ImageDraw.Draw(picture)
    if rounded:
        draw.rounded_rectangle((0, 0, picture.width - 1, picture.height - 1), 5 * unit, fill=BLUE)
    for left, top, width in _LINES:
        draw.rectangle((left * unit, top * unit, (left + width) * unit - 1, (top + 2.5) * unit - 1), fill=WHITE)
    smooth = picture.resize((size, size), Image.Resampling.LANCZOS)
    return smooth if rounded else smooth.convert("RGB")


def shared() -> Image.Image:
    """1200 × 630: a page with its lines, and the stages of a process, one after another."""
    picture = Image.new("RGB", (1200 * 2, 630 * 2), BLUE)
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((180, 160, 900, 1100), 24, fill=WHITE)
    for number, width in enumerate((480, 560, 560, 440, 560, 320)):
        top = 270 + number * 120
        draw.rectangle((260, top, 260 + width, top + (44 if number == 0 else 26)), fill=BLUE if number == 0 else PALE)
    draw.line((1100, 630, 2200, 630), fill=WHITE, width=10)
    for number in range(5):
        middle, filled = 1140 + number * 260, number < 3
        circle = (middle - 56, 630 - 56, middle + 56, 630 + 56)
        draw.ellipse(circle, fill=WHITE if filled else BLUE, outline=WHITE, width=12)
        if filled:
            draw.line(((middle - 26, 630), (middle - 6, 652), (middle + 28, 606)), fill=BLUE, width=14, joint="curve")
    return picture.resize((1200, 630), Image.Resampling.LANCZOS).quantize(32)


if __name__ == "__main__":
    main()
