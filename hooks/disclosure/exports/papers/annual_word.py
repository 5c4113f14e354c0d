"""An annual report as a Word file in the official form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.annual.report import completed
from disclosure.exports.papers.report_papers import add_heading, add_line, add_table, official_paper
from disclosure.exports.papers.word_files import word_bytes
from disclosure.pages.report_layout import FormTable, layouts
from disclosure.pages.site import Site
from disclosure.reading import blocks
from disclosure.reading.drawing import drawn
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.documents import Document

_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Widths in centimetres and the size of letters in points, within the 15 cm between the margins.
_WIDTHS = {
    blocks.DISCLOSED: ((5.4, 3.2, 3.2, 3.2), 10.5),
    blocks.REQUESTS: ((1.3, 1.9, 5.1, *[0.95] * 7), 9),
    blocks.APPEALS: ([1.0] * 15, 9),
}


def annual_word(record: AnnualFigures, report: Document, site: Site) -> bytes:
    """The report as a Word file. The same records give the same bytes."""
    paper = official_paper(report.title, report.issuer)
    add_heading(paper, report.title, 0)
    tables = layouts(completed(record, site.register))
    body = LexborHTMLParser(drawn(report.body.text) or "").body
    for node in body.iter() if body is not None else ():
        _add(paper, node, tables, site)
    return word_bytes(paper)


def _add(paper: Any, node: LexborNode, tables: dict[str, FormTable], site: Site) -> None:
    """One block of the text: a table where it asks for one."""
    asked = next((item.name for item in blocks.asked(node.text().strip(), *tables) if item.alone), None)
    if node.tag == "p" and asked is not None:
        add_table(paper, tables[asked], *_WIDTHS[asked])
    elif node.tag in _HEADS:
        add_heading(paper, node.text().strip(), int(node.tag[1]) - 1)
    elif node.tag in ("ul", "ol"):
        for item in node.css("li"):
            add_line(paper, list(_pieces(item, site)), is_item=True)
    elif node.tag == "table":
        for row in node.css("tr"):
            add_line(paper, [("　".join(cell.text().strip() for cell in row.css("th, td")), False)])
    elif node.text().strip():
        add_line(paper, list(_pieces(node, site)))


def _pieces(node: LexborNode, site: Site, *, is_bold: bool = False) -> Iterator[tuple[str, bool]]:
    """The words below a node, and whether they are bold; a reference without words of its own has the title's."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            words = " ".join(child.text().split("\n"))
            yield words, is_bold
        elif child.tag == "a" and not child.text().strip():
            target = site.register.records.get((child.attributes.get("href") or "").removeprefix("ref:"))
            yield str(getattr(target, "title", "")), is_bold
        elif child.tag not in ("ul", "ol"):
            yield from _pieces(child, site, is_bold=is_bold or child.tag in ("strong", "b"))
