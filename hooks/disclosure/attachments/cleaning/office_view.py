"""What readers see of an Office file as a row of words and signs, so that a copy can be held against its original.

Text stands in it as it is, without regard to the pieces in which it is stored; a picture by its bytes, anything else
that is drawn and every row and cell by its name.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from xml.etree.ElementTree import Element

from disclosure.attachments.cleaning.parts import Parts
from disclosure.attachments.cleaning.pictures import trimmed
from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.reading.bounds import Unreadable
from disclosure.reading.xml_text import local

_TEXTS = {"t", "instrText", "v"}
_SIGNS = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t", "fldChar": "{fld}", "tr": "{tr}",
    "tc": "{tc}", "tbl": "{tbl}", "pic": "{pic}", "sp": "{sp}", "graphicFrame": "{frame}", "cxnSp": "{line}",
    "footnoteReference": "{note}", "endnoteReference": "{note}", "drawing": "{drawn}", "shape": "{shape}",
    "oMath": "{math}", "chart": "{chart}",
}  # fmt: skip
# What is said about what is seen, and where things begin and end that nobody sees.
_SILENT = {
    "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "proofErr", "OLEObject", "control",
}  # fmt: skip
_PICTURES = {"blip": "embed", "imagedata": "id"}
Hidden = Callable[[Element], bool]


def view(parts: Parts, part: str, root: Element, hidden: Hidden, shown: dict[Element, str], ends: Hidden) -> str:
    """One part as readers see it.

    ``hidden`` tells of an element that it is not seen, with all in it; ``shown`` what is seen in the place of an
    element; ``ends`` of a paragraph whether it ends there, and does not go on in the next.
    """
    targets = {key: target for key, _, target in parts.relationships(part)}
    pieces: list[str] = []
    stack: list[Element | str] = [root]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            pieces.append(element)
            continue
        name = local(element.tag)
        if name in _SILENT or hidden(element):
            continue
        pieces.append(shown[element] if element in shown else _told(parts, targets, element, name))
        if name == "p" and ends(element):
            stack.append("\n")
        stack.extend(reversed(element))
    return "".join(pieces)


def _told(parts: Parts, targets: dict[str, str], element: Element, name: str) -> str:
    if name in _TEXTS:
        return element.text or ""
    if name == "sym":
        return f"{{{''.join(sorted(element.attrib.values()))}}}"
    if name in _PICTURES:
        keys = [value for key, value in element.attrib.items() if local(key) == _PICTURES[name]]
        return "".join(_picture(parts, targets.get(key, "")) for key in keys)
    return _SIGNS.get(name, "")


def _picture(parts: Parts, part: str) -> str:
    """A picture by what is left of it when it says nothing about itself."""
    data = parts.contents.get(part)
    if data is None:
        return "{no picture}"
    with suppress(NotCleaned, Unreadable):
        data = trimmed(data)
    return f"{{{zlib.crc32(data):08x}}}"
