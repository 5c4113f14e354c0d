"""A PDF or a plain text → lines, without the numbers of its pages."""

from __future__ import annotations

from itertools import groupby

from disclosure.attachments.contents import Contents
from disclosure.attachments.facts import Passage
from disclosure.auditing.material import Material, RowCell, TableRow, TextLine
from disclosure.expressions import expression
from disclosure.reading.charsets import html_text

_PAGE = expression(r"第\d+页")
_PAGE_NUMBER = expression(
    r"[\s\-—–－~·]*\d{1,3}[\s\-—–－~·]*|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"
)
_FEWEST_STROKES = 2
_PASSED_OVER = expression(
    r"[\s|:-]+|\s*[\-—–－·]+\s*\d{1,3}\s*[\-—–－·]+\s*|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
)


def pdf_material(contents: Contents) -> Material:
    """The lines of all pages, the cells of a line apart by tabs."""
    passages = [fact for fact in contents.facts if isinstance(fact, Passage) and _PAGE.fullmatch(fact.where)]
    lines: list[TextLine] = []
    for _, page in groupby(passages, key=lambda passage: passage.where):
        texts = ["\t".join(passage.cells) for passage in page]
        for edge in (0, -1):
            if texts and _PAGE_NUMBER.fullmatch(texts[edge]):
                del texts[edge]
        lines += map(TextLine, texts)
    return Material(tuple(lines))


def text_material(data: bytes) -> Material:
    """The lines of a text in any encoding that occurs."""
    lines = (line.strip("\r\n\ufeff") for line in html_text(data).split("\n"))
    return Material(tuple(_block(line) for line in lines if line.strip() and not _PASSED_OVER.fullmatch(line)))


def _block(line: str) -> TextLine | TableRow:
    """A line, or a row whose cells are drawn with strokes; rows apart may still be one table."""
    if line.count("|") <= _FEWEST_STROKES:
        return TextLine(line.strip())
    texts = line.rstrip().removeprefix("|").removesuffix("|").split("|")
    return TableRow(tuple(RowCell(text.strip(), column) for column, text in enumerate(texts)), 1)
