"""Parts of an official paper as a Word file: title, headings, paragraphs, and the tables with their merged heads."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle
from docx.table import _Cell, _Row
from docx.text.run import Run

from disclosure.exports.papers.word_files import word_document
from disclosure.expressions import expression
from disclosure.pages.report_layout import FormTable

_SONG, _HEI, _FANG = "宋体", "黑体", "仿宋"  # on every Chinese system, in Word and WPS
_MARGINS = (3.7, 2.6, 3.5, 2.8)  # top, right, bottom, left in centimetres (GB/T 9704)
_SIZES = (20, 16, 15)  # of the title, of the headings, and of those below, in points
_AROUND = ((0, 14), (12, 4), (8, 2))  # points before and behind each of them
_WHOLE = 20  # rows of a table that is kept on one page with its heading; a longer one begins a page
_YEAR = expression("(?<=[^0-9])(?=(?:19|20)[0-9]{2}年)")
_LINE = 21  # characters of a title that one line holds


def official_paper(title: str, author: str) -> WordDocument:
    """An empty paper with the margins and the type of an official one."""
    paper = word_document(title, author)
    section = paper.sections[0]
    top, right, bottom, left = map(Cm, _MARGINS)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    _set_font(paper.styles["Normal"], _FANG, 14)
    return paper


def _set_font(piece: Run | BaseStyle, name: str, size: float) -> None:
    font = piece.font  # type: ignore[union-attr]
    font.name, font.size = name, Pt(size)
    piece.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def add_heading(paper: WordDocument, words: str, level: int) -> None:
    """A heading, which readers' programs know as one: level 0 is the title."""
    line = paper.add_heading(level=level)
    piece = line.add_run(_in_lines(words) if level == 0 else words)
    _set_font(piece, _SONG if level == 0 else _HEI, _SIZES[min(level, len(_SIZES) - 1)])
    piece.font.color.rgb, piece.bold = RGBColor(0, 0, 0), False
    around = _AROUND[min(level, len(_AROUND) - 1)]
    line.paragraph_format.space_before, line.paragraph_format.space_after = map(Pt, around)
    if level == 0:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for border in line.style.element.xpath("w:pPr/w:pBdr") if line.style is not None else ():
            border.getparent().remove(border)


def _in_lines(title: str) -> str:
    """A title that is longer than a line, parted before its year where it names one."""
    return _YEAR.sub("\n", title, count=1) if len(title) > _LINE else title


def add_line(paper: WordDocument, pieces: Sequence[tuple[str, bool]], *, is_item: bool = False) -> None:
    """A paragraph of pieces, each with its words and whether they are bold; the first line is set in."""
    line = paper.add_paragraph(style="List Bullet" if is_item else None)
    if not is_item:
        line.paragraph_format.first_line_indent = Pt(28)
    line.paragraph_format.line_spacing, line.paragraph_format.space_after = 1.5, Pt(0)
    for words, is_bold in pieces:
        line.add_run(words).bold = is_bold


def add_closing(paper: WordDocument, lines: Sequence[str]) -> None:
    """The office and the day at the right, on one page with the last line of the text."""
    paper.paragraphs[-1].paragraph_format.keep_with_next = True
    for number, words in enumerate(lines):
        line = paper.add_paragraph(words)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.line_spacing, line.paragraph_format.space_after = 1.5, Pt(0)
        line.paragraph_format.space_before = Pt(0 if number else 24)
        line.paragraph_format.keep_with_next = number + 1 < len(lines)


def add_table(paper: WordDocument, layout: FormTable, widths: Sequence[float], size: float) -> None:
    """A table of the form with its merged heads; ``widths`` of the columns in centimetres, letters of ``size`` points.

    The rows of heads are repeated on each page that the table goes on to.
    """
    rows, columns = layout.size
    if rows > _WHOLE and paper.paragraphs:
        paper.paragraphs[-1].paragraph_format.page_break_before = True
    table = paper.add_table(rows, columns, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    cells = [list(row.cells) for row in table.rows]  # asked once: each asking walks the whole table
    for number, width in enumerate(widths):
        table.columns[number].width = Cm(width)
        for row in cells:
            row[number].width = Cm(width)
    for square in layout.squares:
        cell = cells[square.row][square.column]
        if square.rows > 1 or square.columns > 1:
            cell = cell.merge(cells[square.row + square.rows - 1][square.column + square.columns - 1])
        stays = rows <= _WHOLE and square.row + square.rows < rows
        _fill(cell, square.words, size, stays=stays)
    for number, row in enumerate(table.rows):
        _mark(row, "w:cantSplit")
        if number < layout.head_rows:
            _mark(row, "w:tblHeader")


def _fill(cell: _Cell, words: str, size: float, *, stays: bool) -> None:
    """Write into a cell; ``stays`` keeps it on one page with the row below."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    line = cell.paragraphs[0]
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1)
    line.paragraph_format.keep_with_next = stays
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_font(line.add_run(words), _SONG, size)


def _mark(row: _Row, name: str) -> None:
    """A property of a row for which python-docx has no name."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))
