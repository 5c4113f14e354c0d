"""Presentations (pptx): hidden slides, notes, comments, things beside the slide, and the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.attachments.facts import Concern, Fact, Pages, Source, passage, spot
from disclosure.attachments.office import office_facts
from disclosure.attachments.office_links import other_links
from disclosure.attachments.package import Package, natural, opened
from disclosure.attachments.slides_cover import covered
from disclosure.expressions import expression
from disclosure.reading.xml_text import local

PRESENTATION = "ppt/presentation.xml"
REMARKS_PARTS = expression(r"^ppt/comments/.*\.xml$", re.IGNORECASE)
_SHAPES = {"sp", "pic", "graphicFrame", "grpSp", "cxnSp"}


def slide_facts(source: Source) -> Iterator[Fact]:
    """Everything in a presentation that should not be there, and all of its text."""
    with opened(source) as package:
        yield from office_facts(package)
        size = slide_size(package.tree(PRESENTATION))
        slides = list(slides_in_order(package))
        yield Pages(len(slides))
        for number, part in enumerate(slides, 1):
            yield from _slide(package, part, f"第{number}张幻灯片", size)
        for part in sorted(package.parts, key=natural):
            if REMARKS_PARTS.match(part):
                yield from _remarks(package.tree(part))
            elif part.startswith(("ppt/slideMasters/slide", "ppt/slideLayouts/slide", "ppt/charts/chart")):
                yield from _texts(package.tree(part), "母版和图表")
        yield from other_links(package, frozenset())


def slides_in_order(package: Package) -> Iterator[str]:
    """The parts of the slides as they are shown."""
    relationships = package.relationships(PRESENTATION)
    for element in package.tree(PRESENTATION).iter():
        if local(element.tag) == "sldId":
            key = next((value for name, value in element.attrib.items() if name.startswith("{")), "")
            target = relationships.get(key)
            if target is not None and target.target in package.parts:
                yield target.target


def slide_size(presentation: Element) -> tuple[int, int]:
    """Width and height of the slides; nothing lies outside of what is not known."""
    for element in presentation.iter():
        if local(element.tag) == "sldSz":
            return _number(element, "cx"), _number(element, "cy")
    return (0, 0)


def _slide(package: Package, part: str, where: str, size: tuple[int, int]) -> Iterator[Fact]:
    root = package.tree(part)
    if is_hidden(root):
        yield spot(Concern.HIDDEN_SHEETS, "隐藏的幻灯片", where)
    for shape in shapes_of(root):
        if is_unseen(shape):
            yield spot(Concern.HIDDEN_TEXT, "设成不可见的对象", where)
        elif is_outside(shape, size):
            yield spot(Concern.HIDDEN_TEXT, "画面之外的对象", where)
    for _ in covered(shapes_of(root), root):
        yield spot(Concern.BLACKED_OUT, "被图形盖住的文字", where)
    yield from _texts(root, where)
    for item in package.relationships(part).values():
        if item.kind == "notesSlide" and item.target in package.parts:
            notes = package.tree(item.target)
            if any(_paragraphs(shape) for shape in shapes_of(notes) if _placeholder(shape) in ("body", "")):
                yield spot(Concern.REMARKS, "演讲备注", where)
                yield from _texts(notes, f"{where}的备注")


def is_hidden(slide: Element) -> bool:
    """Whether a slide is left out when the slides are shown."""
    return slide.get("show") in ("0", "false")


def shapes_of(root: Element) -> list[Element]:
    """The shapes that lie on a slide themselves, not in a group."""
    tree = next((element for element in root.iter() if local(element.tag) == "spTree"), None)
    return [element for element in tree if local(element.tag) in _SHAPES] if tree is not None else []


def is_unseen(shape: Element) -> bool:
    """Whether a shape is switched off in the selection pane."""
    holder = next((element for element in shape.iter() if local(element.tag) == "cNvPr"), None)
    return holder is not None and holder.get("hidden") in ("1", "true")


def is_outside(shape: Element, size: tuple[int, int]) -> bool:
    """Whether a shape lies wholly beside the slide and says or shows something."""
    frame = next((element for element in shape.iter() if local(element.tag) == "xfrm"), None)
    if frame is None or not all(size):
        return False
    boxes = {local(element.tag): element for element in frame}
    if "off" not in boxes or "ext" not in boxes:
        return False
    left, top = _number(boxes["off"], "x"), _number(boxes["off"], "y")
    right, bottom = left + _number(boxes["ext"], "cx"), top + _number(boxes["ext"], "cy")
    outside = right <= 0 or bottom <= 0 or left >= size[0] or top >= size[1]
    return outside and (local(shape.tag) in ("pic", "graphicFrame") or bool(_paragraphs(shape)))


def _placeholder(shape: Element) -> str:
    """Which slot of its layout a shape fills; "" if none."""
    for element in shape.iter():
        if local(element.tag) == "ph":
            return element.get("type", "body")
    return "" if local(shape.tag) == "sp" else local(shape.tag)


def _remarks(root: Element) -> Iterator[Fact]:
    for element in root:
        if local(element.tag) == "cm":
            yield spot(Concern.REMARKS, "批注")
            yield from passage("批注", "".join(element.itertext()))


def _texts(root: Element, where: str) -> Iterator[Fact]:
    rows = [element for element in root.iter() if local(element.tag) == "tr"]
    in_tables = {paragraph for row in rows for paragraph in row.iter() if local(paragraph.tag) == "p"}
    for row in rows:
        yield from passage(where, *(" ".join(_paragraphs(cell)) for cell in row if local(cell.tag) == "tc"))
    for element in root.iter():
        name = local(element.tag)
        if name == "p" and element not in in_tables:
            yield from passage(where, _line(element))
        elif name in ("v", "cNvPr"):
            yield from passage(where, (element.text or "") + element.get("descr", ""))


def _paragraphs(holder: Element) -> list[str]:
    lines = (_line(element) for element in holder.iter() if local(element.tag) == "p")
    return [line for line in lines if line.strip()]


def _line(paragraph: Element) -> str:
    return "".join(
        (element.text or "") if local(element.tag) == "t" else " " if local(element.tag) == "br" else ""
        for element in paragraph.iter()
    )


def _number(element: Element, name: str) -> int:
    text = element.get(name, "0")
    return int(text) if text.lstrip("-").isdecimal() else 0
