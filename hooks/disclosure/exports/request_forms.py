"""The form for requests to take along: as a Word file, and as a PDF that is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from disclosure.exports.fillable_pdf import fillable_pdf
from disclosure.exports.word_files import word_bytes, word_document
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.request_form import FORM, FormField, FormSection, RequestForm, request_column, request_form
from disclosure.pages.site import Site

_LABEL, _VALUE = Cm(4.2), Cm(11.8)


@site_assets
def request_forms(site: Site) -> Iterator[Asset]:
    """Two files, for an office that has a column of requests."""
    if request_column(site) is not None:
        yield Asset(addresses.request_form_address("docx"), partial(form_word, site))
        yield Asset(addresses.request_form_address("pdf"), partial(form_pdf, site))


def form_word(site: Site) -> bytes:
    """The form as a Word file; the same form gives the same bytes."""
    form = request_form(site)
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


def form_pdf(site: Site) -> bytes:
    """The form as a PDF with fields; the same form gives the same bytes."""
    return fillable_pdf(FORM, request_form(site))
