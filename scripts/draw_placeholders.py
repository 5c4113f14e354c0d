"""Draws the pictures that stand in the demonstration where an office shows photographs of its events.

They show nobody, and say themselves that they are no photographs. Committed beside the report of the event;
``python scripts/draw_placeholders.py`` draws them anew. Debian's fonts-wqy-zenhei writes the words.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).resolve().parent.parent / "docs/news/2024"
SIZE, WORDS = (640, 400), "示意图，不是照片（演示）"
SKY, GROUND, WALL, DARK, MARK, WHITE = "#dfe8f2", "#c3ccd6", "#b9c6d6", "#24405f", "#c26a00", "#ffffff"
_FONT = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"
_FINER = 3  # drawn so many times larger, then reduced: smooth edges


def main() -> None:
    """Write the two pictures of the walk along the street."""
    for number, draw in enumerate((sign_board, pavement), 1):
        picture = draw().resize(SIZE, Image.Resampling.LANCZOS)
        stamp(picture)
        picture.quantize(32).save(FOLDER / f"doc-2024-023-{number}.png", optimize=True)


def sign_board() -> Image.Image:
    """A shop with a board that hangs askew, somebody who points at it and somebody who listens."""
    picture, draw = _street()
    draw.rectangle(_scaled(60, 60, 420, 300), fill=WALL)
    draw.rectangle(_scaled(110, 150, 370, 300), fill=DARK)
    draw.polygon(_scaled(90, 70, 390, 100, 386, 145, 86, 115), fill=MARK)
    _person(draw, 440, 190, arm=(400, 130))
    _person(draw, 540, 200)
    return picture


def pavement() -> Image.Image:
    """A row of people on the pavement; the first one pushes a wheelchair."""
    picture, draw = _street()
    draw.rectangle(_scaled(0, 318, 640, 328), fill=MARK)
    for left in (60, 160, 260, 360):
        _person(draw, left, 190)
    _person(draw, 470, 210, arm=(520, 235))
    draw.ellipse(_scaled(520, 250, 590, 320), outline=DARK, width=6 * _FINER)
    draw.ellipse(_scaled(545, 190, 575, 220), fill=DARK)
    draw.line(_scaled(560, 220, 555, 270, 595, 275), fill=DARK, width=14 * _FINER)
    return picture


def stamp(picture: Image.Image) -> None:
    """Say on the picture that it is none of anything that happened."""
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(_FONT, 22)
    draw.rectangle((0, SIZE[1] - 40, SIZE[0], SIZE[1]), fill=DARK)
    draw.text((SIZE[0] / 2, SIZE[1] - 20), WORDS, font=font, fill=WHITE, anchor="mm")


def _street() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (SIZE[0] * _FINER, SIZE[1] * _FINER), SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle(_scaled(0, 300, 640, 400), fill=GROUND)
    return picture, draw


def _person(draw: ImageDraw.ImageDraw, left: int, top: int, arm: tuple[int, int] | None = None) -> None:
    """A figure without a face."""
    draw.ellipse(_scaled(left, top, left + 34, top + 34), fill=DARK)
    draw.rounded_rectangle(_scaled(left - 8, top + 38, left + 42, top + 110), 14 * _FINER, fill=DARK)
    draw.rectangle(_scaled(left, top + 105, left + 14, top + 140), fill=DARK)
    draw.rectangle(_scaled(left + 20, top + 105, left + 34, top + 140), fill=DARK)
    if arm is not None:
        draw.line(_scaled(left + 10, top + 50, *arm), fill=DARK, width=12 * _FINER)


def _scaled(*places: int) -> tuple[int, ...]:
    return tuple(place * _FINER for place in places)


if __name__ == "__main__":
    main()
