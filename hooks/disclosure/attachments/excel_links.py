"""Links on the sheets of a workbook: hyperlinks of cells, and ``HYPERLINK()`` formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from disclosure.attachments.facts import Hyperlink
from disclosure.attachments.office_links import leads_out
from disclosure.attachments.package import Relationship
from disclosure.expressions import expression
from disclosure.reading.xml_text import local

# An address that is written out, as the whole first argument; one that is put together from cells is not known here.
_FORMULA = expression(
    r'\bHYPERLINK\(\s*"((?>(?:[^"]|"")*))"\s*(?:,\s*(?:"((?>(?:[^"]|"")*))"\s*\))?|\))', re.IGNORECASE
)


def sheet_links(
    root: Element, relationships: Mapping[str, Relationship], title: str, text_of: Callable[[Element], str]
) -> Iterator[Hyperlink]:
    """The links of one sheet, each with what its cell shows; ``text_of`` a cell."""
    cells: dict[str, Element] = {}
    links: list[Mapping[str, str]] = []
    formulas: list[tuple[Element, str]] = []
    for element in root.iter():
        name = local(element.tag)
        if name == "c":
            cells[element.get("r", "")] = element
            formula = next((child.text or "" for child in element if local(child.tag) == "f"), "")
            formulas += [(element, formula)] if "hyperlink" in formula.lower() else []
        elif name == "hyperlink":
            links.append({local(key): value for key, value in element.attrib.items()})
    for link in links:
        cell = cells.get(link.get("ref", "").partition(":")[0])
        yield from _hyperlink(link, relationships, title, "" if cell is None else _one_line(text_of(cell)))
    for cell, formula in formulas:
        for match in _FORMULA.finditer(formula):
            href, label = ((group or "").replace('""', '"') for group in match.groups())
            if leads_out(href):
                yield Hyperlink(href, _one_line(text_of(cell)) or label[:200], f"{title}!{cell.get('r', '')}")


def _hyperlink(
    link: Mapping[str, str], relationships: Mapping[str, Relationship], title: str, shown: str
) -> Iterator[Hyperlink]:
    relationship = relationships.get(link.get("id", ""))
    if relationship is None or not relationship.external:
        return  # leads to another sheet
    place = link.get("location", "")
    href = relationship.target + (f"#{place}" if place else "")
    if leads_out(href):
        yield Hyperlink(href, shown or link.get("display", "")[:200], f"{title}!{link.get('ref', '')}")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
