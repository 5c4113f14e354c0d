"""Text beside the running text of Office files: in charts, diagrams and drawings, and where links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from disclosure.attachments.facts import Fact, passage
from disclosure.attachments.package import Package, natural
from disclosure.expressions import expression
from disclosure.reading.xml_text import local

_DRAWN = expression(r"/(?P<what>charts/chart|diagrams/data|drawings/drawing)(?:Ex)?\d*\.xml$", re.IGNORECASE)
_WHAT = {"charts/chart": "图表", "diagrams/data": "示意图", "drawings/drawing": "图形"}


def texts_beside(package: Package) -> Iterator[Fact]:
    """The addresses of a file's links, and the text in what is drawn in it."""
    for part in package.linking_parts():
        for item in package.relationships(part).values():
            if item.is_link and item.kind == "hyperlink":
                yield from passage("链接的地址", unquote(item.target))
    for part in sorted(package.parts, key=natural):
        if match := _DRAWN.search(part):
            for text in _texts(package.tree(part)):
                yield from passage(_WHAT[match["what"].lower()], text)


def _texts(root: Element) -> Iterator[str]:
    """Each paragraph, each value that a chart keeps of its data, and the descriptions for those who cannot see it."""
    for element in root.iter():
        name = local(element.tag)
        if name == "p":
            yield "".join(child.text or "" for child in element.iter() if local(child.tag) == "t")
        elif name in ("v", "pt"):
            yield element.text or ""
        elif name in ("cNvPr", "docPr"):
            yield element.get("descr", "")
            yield element.get("title", "")
