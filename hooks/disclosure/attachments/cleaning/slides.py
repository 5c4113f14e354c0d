"""Presentations: hidden slides, notes, comments, and what lies beside the slides taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from xml.etree.ElementTree import Element

from disclosure.attachments.cleaning.office_view import view
from disclosure.attachments.cleaning.parts import Parts
from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.attachments.cleaning.slides_sight import hidden_shapes, reachable_slides
from disclosure.attachments.cleaning.surgery import Surgery
from disclosure.attachments.package import opened
from disclosure.attachments.slides import (
    PRESENTATION,
    REMARKS_PARTS,
    is_hidden,
    shapes_of,
    slide_size,
    slides_in_order,
)
from disclosure.expressions import expression
from disclosure.reading.xml_text import local, xml_text, xml_tree

_NOTES = expression(r"^ppt/(?:notesSlides|comments|authors)")
_CONTROLS = expression(r"^ppt/(?:activeX|ctrlProps)/", re.IGNORECASE)
_ALL_HIDDEN = "这个演示文稿没有一张看得见的幻灯片，没有清理成。请核对文件。"
_DIFFERS = "清理后的幻灯片和原来的不一样，没有写出。请用 PowerPoint 或 WPS 打开、另存一次再试。"


def clean_slides(data: bytes) -> bytes:
    """A presentation without anything that is certainly not shown, and with all that is."""
    parts = Parts(data)
    size, slides, hidden = _slides(data)
    shown = [part for part in slides if part not in hidden]
    if slides and not shown:
        raise NotCleaned(_ALL_HIDDEN)
    hidden -= reachable_slides(parts, hidden, shown)
    left = [part for part in slides if part not in hidden]
    before = [_seen(parts, part, size, whole=False) for part in left]
    parts.cut(PRESENTATION, lambda surgery: _clean_sections(surgery, parts, hidden))
    parts.drop(lambda part: part in hidden or _NOTES.match(part) or REMARKS_PARTS.match(part))
    for part in left:
        parts.cut(part, partial(_clean_slide, size=size))
    spared = {target for part in left for target in _spared(parts, part)}
    copy = parts.clean(lambda part: part in spared or (spared and _CONTROLS.match(part)))
    opened_again, again = Parts(copy), _slides(copy)
    if again[1] != left or [_seen(opened_again, part, size, whole=True) for part in left] != before:
        raise NotCleaned(_DIFFERS)
    return copy


def _slides(data: bytes) -> tuple[tuple[int, int], list[str], set[str]]:
    """The size of the slides, their parts in order, and the hidden ones."""
    with opened(BytesIO(data)) as package:
        slides = list(slides_in_order(package))
        hidden = {part for part in slides if is_hidden(package.tree(part))}
        return slide_size(package.tree(PRESENTATION)), slides, hidden


def _spared(parts: Parts, part: str) -> Iterator[str]:
    """Controls, and files inside of which a slide shows a picture that lies elsewhere: for a human being to judge."""
    root = xml_tree(xml_text(parts.contents[part]))
    keys = {
        value
        for shape in shapes_of(root)
        if _picture_of(shape) is None
        for element in shape.iter()
        if local(element.tag) == "oleObj"
        for value in element.attrib.values()
    }
    for key, _, target in parts.relationships(part):
        if key in keys or _CONTROLS.match(target):
            yield target


def _seen(parts: Parts, part: str, size: tuple[int, int], *, whole: bool) -> str:
    """What is seen of a slide: of an embedded file its picture. In a copy, ``whole``, nothing else is left."""
    root = xml_tree(xml_text(parts.contents[part]))
    hidden: set[Element] = set() if whole else hidden_shapes(root, size)
    frames: dict[Element, str] = {}
    for shape in () if whole else shapes_of(root):
        picture = _picture_of(shape)
        if picture is not None:
            inside = set(picture.iter())
            hidden |= {element for element in shape.iter() if element not in inside and picture not in element.iter()}
            frames.update((element, "") for element in shape.iter() if picture in element.iter() and element != picture)
    return view(parts, part, root, hidden.__contains__, frames, lambda paragraph: True)


def _clean_sections(surgery: Surgery, parts: Parts, hidden: set[str]) -> None:
    """The list of sections names slides by a number of their own."""
    gone_ids = {key for key, _, target in parts.relationships(PRESENTATION) if target in hidden}
    entries = [element for element in surgery.root.iter() if local(element.tag) == "sldId"]
    gone = {entry.get("id") for entry in entries if gone_ids & set(entry.attrib.values())}
    for entry in entries:
        if entry.get("id") in gone and local(surgery.parents[entry].tag) == "sldIdLst" and len(entry.attrib) == 1:
            surgery.cut(entry)


def _clean_slide(surgery: Surgery, size: tuple[int, int]) -> None:
    hidden = hidden_shapes(surgery.root, size)
    for shape in shapes_of(surgery.root):
        if shape in hidden:
            surgery.cut(shape)
        elif (picture := _picture_of(shape)) is not None:
            surgery.replace(shape, picture)


def _picture_of(shape: Element) -> Element | None:
    """Of an embedded file only its picture on the slide stays; one without a picture shows nothing."""
    if not any(local(element.tag) == "oleObj" for element in shape.iter()):
        return None
    pictures = [element for element in shape.iter() if local(element.tag) == "pic"]
    return pictures[-1] if pictures else None
