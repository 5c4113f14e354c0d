"""One part of a file with running text → its blocks, in the order in which readers see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from disclosure.attachments.word import ADDED
from disclosure.attachments.word_looks import attribute, child, switched_on
from disclosure.importing.word.grids import MOST_COLUMNS, GridRow, WordGrid
from disclosure.importing.word.look import is_unfilled, whole_number
from disclosure.importing.word.losses import Left
from disclosure.importing.word.numbering import Numbering, WordNumber
from disclosure.importing.word.paper import BOLD, WordBlock, WordParagraph, Words
from disclosure.importing.word.passages import Passages, Surroundings
from disclosure.importing.word.side_by_side import laid_out
from disclosure.reading.xml_text import local

_THROUGH = {*ADDED, "customXml", "sdtContent", "smartTag", "body"}
_INSTEAD = {"contents": Left.CONTENTS, "unfilled": Left.UNFILLED}  # what stands in place of a content control
_QUOTED = 12  # signs of a paragraph by which it is told
_RED = 0xA0  # of the first part of a colour, from which it may be red
_CENTRED = {"center", "distribute"}


@dataclass
class Story:
    """Reads the body of a file, or its notes; paragraphs are counted as they come."""

    around: Surroundings
    numbering: Numbering
    paper_is_coloured: bool = False
    name: str = ""
    _paragraphs: int = 0
    _within: Story | None = None

    def blocks(self, holder: Element, *, on_colour: bool = False) -> list[WordBlock]:
        """What stands in an element, paragraph by paragraph and table by table."""
        made: list[WordBlock] = []
        joined: WordParagraph | None = None
        for element in _flat(holder):
            name = local(element.tag)
            if name == "p":
                before, paragraph, behind, goes_on = self._paragraph(element, on_colour=on_colour)
                if joined is not None:
                    paragraph = _joined(joined, paragraph)
                joined = paragraph if goes_on else None
                made += before
                if joined is None:
                    made.append(paragraph)
                made += behind
            elif name == "tbl":
                made += self._table(element, on_colour=on_colour)
            elif name in ("altChunk", "subDoc"):
                self.around.losses.add(Left.OTHER_FILE, self._where(""))
            elif name in _INSTEAD:
                self.around.losses.add(_INSTEAD[name])
        if joined is not None:
            made.append(joined)
        return [block for block in made if not isinstance(block, WordParagraph) or not block.is_empty or block.new_page]

    def _where(self, text: str) -> str:
        begins = text.strip()[:_QUOTED]
        return f"{self.name}第{self._paragraphs}段" + (f"“{begins}”" if begins else "")

    def _paragraph(
        self, element: Element, *, on_colour: bool
    ) -> tuple[list[WordBlock], WordParagraph, list[WordBlock], bool]:
        """A paragraph, the text boxes before and behind it, and whether it runs on into the next."""
        self._paragraphs += 1
        properties = child(element, "pPr")
        place = self._paragraphs
        passages = Passages(self.around, element, self._where(""), on_colour=on_colour or self.paper_is_coloured).read()
        made = self._made(place, properties, passages)
        if any(passages.colours) and not made.is_red:
            self.around.losses.add(Left.COLOURS, f"第{place}段“{made.words.strip()[:_QUOTED]}”")
        mark = child(properties, "rPr")
        goes_on = (
            child(mark, "del") is not None
            or switched_on(child(mark, "vanish"))
            or switched_on(child(mark, "specVanish"))
        )
        if not goes_on or made.words.strip():
            counted = self.numbering.of(properties) if not self._is_contents(properties) else WordNumber()
            made.number, made.gap, made.bullet = counted.number, counted.gap, counted.bullet
        return self._boxes(passages.before), made, self._boxes(passages.behind), goes_on

    def _boxes(self, found: Sequence[tuple[Element, bool]]) -> list[WordBlock]:
        """What stands in text boxes, whose lists count for themselves."""
        if not found:
            return []
        if self._within is None:
            self._within = replace(self, numbering=self.numbering.apart(), _within=None)
        within = self._within
        within._paragraphs = self._paragraphs
        made = [block for box, filled in found for block in within.blocks(box, on_colour=filled)]
        self._paragraphs = within._paragraphs
        return made

    def _is_contents(self, properties: Element | None) -> bool:
        return self.around.looks.is_contents(properties)

    def _made(self, place: int, properties: Element | None, passages: Passages) -> WordParagraph:
        looks = self.around.looks
        first = _first_seen_run(passages)
        aligned = attribute(looks.of_paragraph(properties, "jc"), "val")
        words = [piece for piece in passages.pieces if isinstance(piece, Words) and piece.text.strip()]
        return WordParagraph(
            place,
            passages.pieces,
            outline=looks.outline(properties),
            is_title=looks.is_title(properties),
            is_centred=aligned in _CENTRED,
            is_bold=bool(words) and all(BOLD in piece.looks for piece in words),
            is_red=bool(passages.colours) and all(map(_is_red, passages.colours)),
            size=looks.size(child(first, "rPr"), properties),
            font=looks.font(child(first, "rPr"), properties),
            new_page=passages.new_page or switched_on(looks.of_paragraph(properties, "pageBreakBefore")),
        )

    def _table(self, element: Element, *, on_colour: bool) -> Iterator[WordBlock]:
        place = self._paragraphs + 1
        if self.around.looks.hides(attribute(child(child(element, "tblPr"), "tblStyle"), "val")):
            self.around.losses.add(Left.HIDDEN, f"第{place}段附近的表格")
            return
        rows = [self._row(row, on_colour=on_colour or self._is_grounded(element)) for row in _rows(element)]
        columns = child(element, "tblGrid")
        widths = [whole_number(attribute(item, "w")) for item in columns] if columns is not None else []
        grid = WordGrid([row for row in rows if row is not None], widths)
        table = grid.table(place)
        for _ in range(grid.covered):
            self.around.losses.add(Left.HIDDEN, f"第{place}段附近合并的单元格")
        if table.rows:
            yield from laid_out(table)

    def _row(self, row: Element, *, on_colour: bool) -> GridRow | None:
        """A row of a table; ``None`` for one that readers do not see."""
        properties = child(row, "trPr")
        if switched_on(child(properties, "hidden")) or self.around.looks.is_flat(properties):
            self.around.losses.add(Left.ROWS, f"第{self._paragraphs + 1}段附近的表格")
            return None
        if child(properties, "del") is not None:
            self.around.losses.add(Left.DELETED, f"第{self._paragraphs + 1}段附近的表格")
            return None
        made = GridRow(
            before=_number(child(properties, "gridBefore")),
            is_head=switched_on(child(properties, "tblHeader")),
        )
        for cell in _cells(row):
            said = child(cell, "tcPr")
            if child(said, "cellDel") is not None:
                self.around.losses.add(Left.DELETED, f"第{self._paragraphs + 1}段附近的表格")
                continue
            filled = on_colour or attribute(child(said, "shd"), "fill").upper() not in ("", "AUTO", "FFFFFF")
            made.add(said, self.blocks(cell, on_colour=filled))
        return made

    def _is_grounded(self, table: Element) -> bool:
        said = child(table, "tblPr")
        style = attribute(child(said, "tblStyle"), "val")
        return child(said, "shd") is not None or self.around.looks.has_ground(style)


def _flat(holder: Element) -> Iterator[Element]:
    """The paragraphs and tables in an element, whatever they are wrapped in."""
    for element in holder:
        name = local(element.tag)
        if name in _THROUGH:
            yield from _flat(element)
        elif name == "sdt":
            yield from _controlled(element)
        elif name == "AlternateContent":
            yield from _flat(next(iter(element), element))
        else:
            yield element


def _controlled(element: Element) -> Iterator[Element]:
    """What stands in a content control; a table of contents is none of the text."""
    gallery = child(child(child(element, "sdtPr"), "docPartObj"), "docPartGallery")
    if attribute(gallery, "val") == "Table of Contents":
        yield Element("contents")
        return
    if is_unfilled(element):
        yield Element("unfilled")
        return
    content = child(element, "sdtContent")
    if content is not None:
        yield from _flat(content)


def _rows(table: Element) -> Iterator[Element]:
    return (element for element in _flat(table) if local(element.tag) == "tr")


def _cells(row: Element) -> Iterator[Element]:
    return (element for element in _flat(row) if local(element.tag) == "tc")


def _joined(first: WordParagraph, second: WordParagraph) -> WordParagraph:
    """Two paragraphs between which the mark was taken away."""
    return replace(first, pieces=[*first.pieces, *second.pieces]) if first.words.strip() else second


def _first_seen_run(passages: Passages) -> Element | None:
    """The first run of a paragraph that has text."""
    for run in passages.paragraph.iter():
        if local(run.tag) == "r" and any((item.text or "").strip() for item in run if local(item.tag) == "t"):
            return run
    return None


def _is_red(colour: str) -> bool:
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return colour == "red"
    return red >= _RED and max(green, blue) < _RED // 2


def _number(element: Element | None) -> int:
    return min(whole_number(attribute(element, "val")), MOST_COLUMNS)
