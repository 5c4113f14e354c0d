"""The form for requests as a Word file."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from disclosure.exports.papers.word_files import word_bytes, word_document
from disclosure.pages.request_form import FORM, FormField, FormSection, RequestForm

_LABEL, _VALUE = Cm(4.2), Cm(11.8)


def request_word(form: RequestForm) -> bytes:
    """The form as a Word file; the same form gives the same bytes."""
    made = word_document(FORM, form.office)
    title = made.add_paragraph(FORM, style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph(f"收件机关：{form.office}")
    for section in form.sections:
        _add_section(made, section)
    made.add_paragraph()
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
    table.autofit = False
    for field in fields:
        label, value = table.add_row().cells
        label.width, value.width = _LABEL, _VALUE
        label.text = field.title
        value.text = "　".join(f"□ {choice}" for choice in field.choices) + "\n" * (field.lines - 1)
        if field.hint:
            small = label.add_paragraph().add_run(f"（{field.hint}）")
            small.font.size = Pt(8)


def _add_remarks(made: WordDocument, form: RequestForm) -> None:
    for number, remark in enumerate(form.remarks, 1):
        line = made.add_paragraph(f"{number}. {remark}")
        line.paragraph_format.space_after = Pt(0)
        if number == 1:
            line.paragraph_format.space_before = Pt(8)
        line.runs[0].font.size = Pt(9)
