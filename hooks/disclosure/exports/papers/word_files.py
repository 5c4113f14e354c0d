"""Word files made with python-docx: Chinese type, tables with lines, and the same bytes each time."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_MOST = 255  # characters of a property of a Word file (OPC)
_MOMENT = (2025, 1, 1, 0, 0, 0)
_TEXT, _HEADS = "宋体", "黑体"


def word_document(title: str, author: str) -> WordDocument:
    """An empty A4 document in the type of official papers, which tells its title and the office."""
    made = new_document()
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.2)
    for name, font, size in (("Normal", _TEXT, 11), ("Title", _HEADS, 18), ("Heading 1", _HEADS, 13)):
        style = made.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia"):
            fonts.set(qn(kind), font)
    facts = made.core_properties
    facts.title, facts.author, facts.last_modified_by = title[:_MOST], author[:_MOST], author[:_MOST]
    facts.comments, facts.language = "", "zh-CN"
    return made


def word_bytes(document: WordDocument) -> bytes:
    """The file; nothing in it tells when it was written, or has the picture of the library's own template."""
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]
    written, target = io.BytesIO(), io.BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in sorted(source.namelist()):
            archive.writestr(ZipInfo(name, _MOMENT), source.read(name), ZIP_DEFLATED)
    return target.getvalue()
