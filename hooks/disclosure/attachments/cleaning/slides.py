"""Presentations: hidden slides, notes, comments, and what lies beside the slides taken out."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree.ElementTree import Element

from disclosure.attachments.cleaning.parts import Parts
from disclosure.attachments.cleaning.surgery import Surgery
from disclosure.attachments.package import opened
from disclosure.attachments.slides import (
    PRESENTATION,
    REMARKS_PARTS,
    is_hidden,
    is_outside,
    is_unseen,
    shapes_of,
    slide_size,
    slides_in_order,
)
from disclosure.reading.xml_text import local

_NOTES = re.compile(r"^ppt/(?:notesSlides|comments|authors)")


def clean_slides(data: bytes) -> bytes:
    """A presentation without anything that is not shown."""
    parts = Parts(data)
    with opened(BytesIO(data)) as package:
        size = slide_size(package.tree(PRESENTATION))
        slides = list(slides_in_order(package))
        hidden = {part for part in slides if is_hidden(package.tree(part))}
    parts.cut(PRESENTATION, lambda surgery: _clean_sections(surgery, parts, hidden))
    parts.drop(lambda part: part in hidden or _NOTES.match(part) or REMARKS_PARTS.match(part))
    for part in slides:
        parts.cut(part, lambda surgery: _clean_slide(surgery, size))
    return parts.clean()


def _clean_sections(surgery: Surgery, parts: Parts, hidden: set[str]) -> None:
    """The list of sections names slides by a number of their own."""
    gone_ids = {key for key, _, target in parts.relationships(PRESENTATION) if target in hidden}
    entries = [element for element in surgery.root.iter() if local(element.tag) == "sldId"]
    gone = {entry.get("id") for entry in entries if gone_ids & set(entry.attrib.values())}
    for entry in entries:
        if entry.get("id") in gone and local(surgery.parents[entry].tag) == "sldIdLst" and len(entry.attrib) == 1:
            surgery.cut(entry)


def _clean_slide(surgery: Surgery, size: tuple[int, int]) -> None:
    for shape in shapes_of(surgery.root):
        if is_unseen(shape) or is_outside(shape, size):
            surgery.cut(shape)
        else:
            _keep_picture(surgery, shape)


def _keep_picture(surgery: Surgery, shape: Element) -> None:
    """Of an embedded file only its picture on the slide stays."""
    if any(local(element.tag) == "oleObj" for element in shape.iter()):
        pictures = [element for element in shape.iter() if local(element.tag) == "pic"]
        if pictures:
            surgery.replace(shape, pictures[-1])
        else:
            surgery.cut(shape)
