"""The form for requests as a Word file."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from disclosure.exports.papers.word_files import word_bytes, word_document
from disclosure.pages.request_form import FORM, FormField, FormSection, RequestForm

_LABEL, _VALUE = Cm(4.8), Cm(11.2)
_ROOM, _MORE = 0.74, 0.6  # centimetres that a hand needs for a line, and for each below it


def request_word(form: RequestForm) -> bytes:
    """The form as a Word file; the same form gives the same bytes."""
    made = word_document(FORM, form.office)
    made.sections[0].top_margin = made.sections[0].bottom_margin = Cm(1.8)
    title = made.add_paragraph(FORM, style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph(f"收件机关：{form.office}").paragraph_format.space_after = Pt(0)
    for section in form.sections:
        _add_section(made, section)
    made.add_paragraph().paragraph_format.space_after = Pt(0)
    _add_rows(made, form.signing)
    _add_remarks(made, form)
    return word_bytes(made)


def _add_section(made: WordDocument, section: FormSection) -> None:
    heading = made.add_paragraph(section.title, style="Heading 1")
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(8), Pt(2)
    note = made.add_paragraph(section.note)
    note.paragraph_format.space_after = Pt(2)
    note.runs[0].font.size = Pt(9)
    _add_rows(made, section.fields)


def _add_rows(made: WordDocument, fields: tuple[FormField, ...]) -> None:
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, (_LABEL, _VALUE), strict=True):
        column.width = width
    for field in fields:
        row = table.add_row()
        row.height = Cm(_ROOM + _MORE * (field.lines - 1))
        label, value = row.cells
        label.width, value.width = _LABEL, _VALUE
        label.text, value.text = field.title, "　".join(f"□ {choice}" for choice in field.choices)
        if field.hint:
            label.add_paragraph().add_run(f"（{field.hint}）").font.size = Pt(8)
        for cell in (label, value):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            for line in cell.paragraphs:
                line.paragraph_format.space_after = Pt(0)


def _add_remarks(made: WordDocument, form: RequestForm) -> None:
    for number, remark in enumerate(form.remarks, 1):
        line = made.add_paragraph(f"{number}. {remark}")
        line.paragraph_format.space_after = Pt(0)
        if number == 1:
            line.paragraph_format.space_before = Pt(8)
        line.runs[0].font.size = Pt(9)
