"""What of a presentation is certainly never shown. What moves, overflows or can be jumped to is not."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from disclosure.attachments.cleaning.parts import Parts
from disclosure.attachments.slides import is_outside, is_unseen, shapes_of
from disclosure.reading.xml_text import local

_EMU = 12_700  # a point
_LARGEST = 44.0  # points of text whose size the slide does not say: a title's
_MARGIN = 36 * _EMU  # shadows, thick lines


def hidden_shapes(root: Element, size: tuple[int, int]) -> set[Element]:
    """The shapes of a slide that are switched off, or lie so far outside that nothing of them can be seen."""
    moving = {element.get("spid") for element in root.iter() if local(element.tag) == "spTgt"}
    return {
        shape
        for shape in shapes_of(root)
        if not moving & {element.get("id") for element in shape.iter() if local(element.tag) == "cNvPr"}
        and (is_unseen(shape) or (is_outside(shape, size) and not _reaches(shape, size)))
    }


def _reaches(shape: Element, size: tuple[int, int]) -> bool:
    """Whether a shape that lies outside may still reach the slide: turned, or by text that flows out of it."""
    frame = next(element for element in shape.iter() if local(element.tag) == "xfrm")
    place = next(element for element in frame if local(element.tag) == "off")
    extent = next(element for element in frame if local(element.tag) == "ext")
    left, top, width, height = (
        int(element.get(key, "0")) for element, key in ((place, "x"), (place, "y"), (extent, "cx"), (extent, "cy"))
    )
    reach = _MARGIN + int(_length_of_text(shape) * _EMU)
    if frame.get("rot", "0") != "0":
        reach += max(width, height)
    return (
        left - reach < size[0] and left + width + reach > 0 and top - reach < size[1] and top + height + reach > 0
    )  # fmt: skip


def _length_of_text(shape: Element) -> float:
    """How far the text would go in one line, or one character a line, in points."""
    texts = [element.text or "" for element in shape.iter() if local(element.tag) == "t"]
    sizes = [
        int(element.get("sz", "0")) / 100
        for element in shape.iter()
        if local(element.tag) in ("rPr", "defRPr", "endParaRPr") and element.get("sz", "").isdecimal()
    ]
    breaks = sum(local(element.tag) in ("p", "br") for element in shape.iter())
    is_text_box = any(element.get("txBox") in ("1", "true") for element in shape.iter())
    usual = 18.0 if is_text_box else _LARGEST
    return (sum(map(len, texts)) + 1.2 * breaks * bool(texts)) * max([*sizes, usual if texts else 0.0])


def reachable_slides(parts: Parts, hidden: set[str], shown: list[str]) -> set[str]:
    """The hidden slides that something on a shown slide leads to."""
    return {
        target
        for part in shown
        for _, kind, target in parts.relationships(part)
        if kind == "slide" and target in hidden
    }
