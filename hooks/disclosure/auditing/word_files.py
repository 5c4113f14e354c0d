"""A Word file → lines and rows, as its reader sees them with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.attachments.facts import Source
from disclosure.attachments.package import opened
from disclosure.attachments.word import REMOVED
from disclosure.auditing.material import Material, RowCell, TableRow, TextLine
from disclosure.reading.bounds import DAMAGED, Unreadable
from disclosure.reading.xml_text import local

_BODY = "word/document.xml"
_PASSED_OVER = REMOVED | {"Fallback", "sectPr", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "instrText"}
_DEEPEST = 60  # elements in each other


def word_material(source: Source) -> Material:
    """The text and tables of a file. Raises :class:`Unreadable`."""
    with opened(source) as package:
        if _BODY not in package.parts:
            raise Unreadable(DAMAGED)
        found = _Body()
        found.blocks_of(package.tree(_BODY), 0)
    return Material(tuple(found.blocks), pictures=tuple(found.pictures))


class _Body:
    def __init__(self) -> None:
        self.blocks: list[TextLine | TableRow] = []
        self.pictures: list[int] = []
        self._tables = 0

    def blocks_of(self, holder: Element, depth: int) -> None:
        """Take the paragraphs and tables below an element."""
        if depth > _DEEPEST:
            raise Unreadable(DAMAGED)
        for element in holder:
            name = local(element.tag)
            if name == "p":
                self._paragraph(element, depth)
            elif name == "tbl":
                self._table(element, depth)
            elif name not in _PASSED_OVER:
                self.blocks_of(element, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> None:
        for text in "".join(written(paragraph)).split("\n"):
            if text.strip():
                self.blocks.append(TextLine(" ".join(text.split())))
        for element in _shown(paragraph, into_boxes=False):
            name = local(element.tag)
            if name == "txbxContent":
                self.blocks_of(element, depth + 1)
            elif name in ("blip", "imagedata"):
                self.pictures.append(len(self.blocks))

    def _table(self, table: Element, depth: int) -> None:
        """A table of data; one that holds others only arranges them."""
        if any(local(element.tag) == "tbl" for element in table.iter() if element is not table):
            for element in _below(table, "tc"):
                self.blocks_of(element, depth + 1)
            return
        self._tables += 1
        for row in _below(table, "tr"):
            self.blocks.append(TableRow(tuple(_cells(row)), self._tables))


def _cells(row: Element) -> Iterator[RowCell]:
    """The cells that begin in a row; what continues a cell from above only takes its columns."""
    column = 0
    for cell in _below(row, "tc"):
        width, goes_on = 1, False
        for element in (element for properties in cell if local(properties.tag) == "tcPr" for element in properties):
            value = next((text for key, text in element.attrib.items() if local(key) == "val"), "")
            if local(element.tag) == "gridSpan" and value.isdecimal():
                width = max(1, min(int(value), 60))
            goes_on = goes_on or (local(element.tag) == "vMerge" and value != "restart")
        if not goes_on:
            yield RowCell("\n".join(_lines(cell)), column, width)
        column += width


def _lines(cell: Element) -> Iterator[str]:
    for element in _shown(cell):
        if local(element.tag) == "p":
            yield from (" ".join(line.split()) for line in "".join(written(element)).split("\n") if line.strip())


def _below(holder: Element, name: str) -> Iterator[Element]:
    """The nearest elements of a name below, through whatever wraps them."""
    for element in holder:
        if local(element.tag) == name:
            yield element
        elif local(element.tag) in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"):
            yield from _below(element, name)


def _shown(element: Element, *, into_boxes: bool = True) -> Iterator[Element]:
    """All elements below but for what was removed and the second telling of drawings; a text box with what it holds."""
    for child in element:
        name = local(child.tag)
        if name not in _PASSED_OVER:
            yield child
            if into_boxes or name != "txbxContent":
                yield from _shown(child, into_boxes=into_boxes)


def written(paragraph: Element) -> Iterator[str]:
    """The text of a paragraph without that of a text box which hangs on it; breaks as line ends, tabs as such."""
    for child in paragraph:
        name = local(child.tag)
        if name == "t":
            yield child.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield "\t"
        elif name not in _PASSED_OVER and name != "txbxContent" and not _is_mark(child):
            yield from written(child)


def _is_mark(run: Element) -> bool:
    """Whether a run stands higher than its line, as the mark of a note does."""
    return any(
        local(look.tag) == "vertAlign" and "superscript" in look.attrib.values()
        for looks in run
        if local(looks.tag) == "rPr"
        for look in looks
    )
