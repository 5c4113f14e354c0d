"""Text on a slide that a shape covers, drawn later and filled."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.attachments.word_looks import attribute, child
from disclosure.reading.xml_text import local

_FILLS = {"solidFill", "gradFill", "blipFill", "pattFill"}
_MOST = 0.6  # of the area of a text's frame: under less, the text may well be seen
_SHAPES = 2_000  # on a slide that are held against each other

Frame = tuple[float, float, float, float]  # left, top, right, bottom in English metric units


def covered(shapes: list[Element], root: Element) -> Iterator[Element]:
    """The shapes with text of which most lies below a later one that is filled and does not move away."""
    moving = {attribute(element, "spid") for element in root.iter() if local(element.tag) == "spTgt"}
    frames = [(shape, frame) for shape in shapes[:_SHAPES] if (frame := _frame(shape)) is not None]
    covers = [(number, frame) for number, (shape, frame) in enumerate(frames) if _hides(shape, moving)]
    for number, (shape, frame) in enumerate(frames):
        if _has_text(shape) and any(later > number and _share(frame, cover) > _MOST for later, cover in covers):
            yield shape


def _hides(shape: Element, moving: set[str]) -> bool:
    """Whether a shape is opaque; what the show moves may be gone when it is looked at."""
    if _id(shape) in moving:
        return False
    if local(shape.tag) == "pic":
        return True
    properties = child(shape, "spPr")
    fill = next((item for item in properties or () if local(item.tag) in {*_FILLS, "noFill"}), None)
    if fill is None:
        return attribute(child(child(shape, "style"), "fillRef"), "idx") not in ("", "0")
    return local(fill.tag) in _FILLS and not any(local(item.tag) == "alpha" for item in fill.iter())


def _id(shape: Element) -> str:
    return next((attribute(item, "id") for item in shape.iter() if local(item.tag) == "cNvPr"), "")


def _has_text(shape: Element) -> bool:
    return any(local(item.tag) == "t" and (item.text or "").strip() for item in shape.iter())


def _frame(shape: Element) -> Frame | None:
    frame = next((item for item in shape.iter() if local(item.tag) == "xfrm"), None)
    place, size = child(frame, "off"), child(frame, "ext")
    try:
        left, top = float(attribute(place, "x")), float(attribute(place, "y"))
        return left, top, left + float(attribute(size, "cx")), top + float(attribute(size, "cy"))
    except ValueError:
        return None


def _share(frame: Frame, cover: Frame) -> float:
    """How much of a frame lies below a cover."""
    width = min(frame[2], cover[2]) - max(frame[0], cover[0])
    height = min(frame[3], cover[3]) - max(frame[1], cover[1])
    area = (frame[2] - frame[0]) * (frame[3] - frame[1])
    return width * height / area if width > 0 and height > 0 and area > 0 else 0.0
