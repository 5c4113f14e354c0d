"""Attachments with one defect each, and attachments without any: built when they are asked for, all made up.

``DEFECTS`` holds (class, file name, how it is built, the rule that must fire, and no other); ``CLEAN`` the same without
the rule. ``TELLING`` are those whose text, seen or hidden, has personal data or a mark of secrecy in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.shared import Pt, RGBColor
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PROG_ID
from pptx.util import Inches
from pypdf.generic import ArrayObject, NameObject

from screening import attachment_files as files
from screening.attachment_files import PERSON, annotation, excel, in_root, ofd, pdf, picture, slides, word, xml


class Case(NamedTuple):
    """One attachment."""

    kind: str
    name: str
    make: Callable[[], bytes]
    rule: str = ""

    def build(self) -> bytes:
        """Its content, made once."""
        return _built(self)


@cache
def _built(case: Case) -> bytes:
    return case.make()


_BY = f'w:id="1" w:author="{PERSON}" w:date="2025-01-01T00:00:00Z"'
_BODY_END = "<w:sectPr"


def _adds(markup: str) -> bytes:
    """A Word file with markup at the end of its text."""
    return word(parts={"word/document.xml": lambda text: text.replace(_BODY_END, markup + _BODY_END, 1)})


def _para(content: str, properties: str = "") -> str:
    return f"<w:p>{properties}{content}</w:p>"


def _run(text: str, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def _styled_hidden(document: object) -> None:
    style = document.styles.add_style("Inner", 2)  # type: ignore[attr-defined]
    style.font.hidden = True
    document.paragraphs[0].add_run("内部说明", style=style)  # type: ignore[attr-defined]


def _tiny(document: object) -> None:
    document.add_paragraph().add_run("极小的字").font.size = Pt(1)  # type: ignore[attr-defined]


def _white(document: object) -> None:
    document.add_paragraph().add_run("白色的字").font.color.rgb = RGBColor(255, 255, 255)  # type: ignore[attr-defined]


def _black(document: object) -> None:
    run = document.add_paragraph("经办人：").add_run(PERSON)  # type: ignore[attr-defined]
    run.font.highlight_color = 1


def _in_cell(document: object) -> None:
    table = document.add_table(1, 2)  # type: ignore[attr-defined]
    table.rows[0].cells[0].paragraphs[0].add_run("内部说明").font.hidden = True


def _in_header(document: object) -> None:
    document.sections[0].header.paragraphs[0].add_run("内部说明").font.hidden = True  # type: ignore[attr-defined]


def _company(text: str) -> str:
    return text.replace("<Company></Company>", "").replace("</Properties>", "<Company>某公司</Company></Properties>")


def _custom(properties: Mapping[str, str], kind: str = "lpwstr") -> files.Rewrite:
    """The part with properties of a document's own."""
    written = "".join(
        f'<property name="{name}"><vt:{kind}>{value}</vt:{kind}></property>' for name, value in properties.items()
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    spaces = f'xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes"'
    return {"docProps/custom.xml": f"<Properties {spaces}>{written}</Properties>"}


_OF_PROGRAMS = {
    "KSOProductBuildVer": "2052-12.1.0.1", "ICV": "0A1B", "ContentTypeId": "0x0101", "_AdHocReviewCycleID": "17",
    "_NewReviewCycle": "x", "MSIP_Label_0a1b2c3d-0000-0000-0000-000000000000_Name": "General",
}  # fmt: skip
_REVISIONS = [
    ("插入", _para(f"<w:ins {_BY}>{_run('新加的话')}</w:ins>")),
    ("删除", _para(f"<w:del {_BY}><w:r><w:delText>删去的话</w:delText></w:r></w:del>{_run('留下的话')}")),
    ("移动", _para(f"<w:moveFrom {_BY}>{_run('移')}</w:moveFrom>") + _para(f"<w:moveTo {_BY}>{_run('移')}</w:moveTo>")),
    ("移走", _para(f"<w:moveFrom {_BY}>{_run('移')}</w:moveFrom>")),
    ("格式", _para(f"<w:r><w:rPr><w:b/><w:rPrChange {_BY}><w:rPr/></w:rPrChange></w:rPr><w:t>加粗</w:t></w:r>")),
    ("段落格式", _para(_run("居中"), f"<w:pPr><w:pPrChange {_BY}><w:pPr/></w:pPrChange></w:pPr>")),
    ("段落标记", _para(_run("前半"), f"<w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>") + _para(_run("后半"))),
    (
        "表格行",
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr><w:tr>"
        f"<w:trPr><w:del {_BY}/>"
        f"</w:trPr><w:tc>{_para(_run('删去的行'))}</w:tc></w:tr></w:tbl>{_para('')}",
    ),
]

_WORD = [
    *(
        Case("Word 修订", f"a-{number}.docx", lambda markup=markup: _adds(markup), "XRY-001")
        for number, (_, markup) in enumerate(_REVISIONS)
    ),
    Case(
        "Word 批注",
        "b-1.docx",
        lambda: word(lambda d: d.add_comment(d.paragraphs[0].runs, "再核对", PERSON, "")),
        "XRY-002",
    ),
    Case("Word 隐藏文字", "c-1.docx", lambda: _adds(_para(_run("内部说明", "<w:vanish/>"))), "XRY-003"),
    Case("Word 隐藏文字", "c-2.docx", lambda: word(_styled_hidden), "XRY-003"),
    Case("Word 隐藏文字", "c-3.docx", lambda: word(_tiny), "XRY-003"),
    Case("Word 隐藏文字", "c-4.docx", lambda: word(_white), "XRY-003"),
    Case("Word 隐藏文字", "c-5.docx", lambda: word(_in_cell), "XRY-003"),
    Case("Word 隐藏文字", "c-6.docx", lambda: word(_in_header), "XRY-003"),
    Case("涂黑的文字", "d-1.docx", lambda: word(_black), "XRY-010"),
    Case(
        "涂黑的文字",
        "d-2.docx",
        lambda: _adds(_para(_run(PERSON, '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'))),
        "XRY-010",
    ),
    Case("嵌入的文件", "e-1.docx", lambda: word(parts={"word/embeddings/Sheet1.xlsx": excel()}), "XRY-005"),
    Case("嵌入的文件", "e-2.docx", lambda: word(parts={"word/embeddings/oleObject1.bin": files.OLD_OFFICE}), "XRY-005"),
    Case("嵌入的文件", "e-3.docx", lambda: word(parts={"word/afchunk1.docx": word()}), "XRY-005"),
    Case("宏和动作", "f-1.docm", lambda: word(parts={"word/vbaProject.bin": files.OLD_OFFICE}), "XRY-006"),
    Case("宏和动作", "f-2.docx", lambda: word(parts={"word/vbaProject.bin": files.OLD_OFFICE}), "XRY-006"),
    Case("宏和动作", "f-3.docx", lambda: word(parts={"word/activeX/activeX1.xml": "<a/>"}), "XRY-006"),
    Case("属性", "g-1.docx", lambda: word(lambda d: setattr(d.core_properties, "author", PERSON)), "XRY-007"),
    Case("属性", "g-2.docx", lambda: word(lambda d: setattr(d.core_properties, "last_modified_by", PERSON)), "XRY-007"),
    Case("属性", "g-3.docx", lambda: word(parts={"docProps/app.xml": _company}), "XRY-007"),
    Case("属性", "g-4.docx", lambda: word(parts=_custom({"经办": PERSON})), "XRY-007"),
    Case("属性", "g-5.docx", lambda: word(parts=_custom({"_AuthorEmailDisplayName": PERSON})), "XRY-007"),
]


def _hides_row(book: object) -> None:
    book.active.row_dimensions[2].hidden = True  # type: ignore[attr-defined]


def _hides_column(book: object) -> None:
    book.active.column_dimensions["B"].hidden = True  # type: ignore[attr-defined]


def _adds_sheet(state: str) -> Callable[[object], None]:
    def make(book: object) -> None:
        sheet = book.create_sheet("底稿")  # type: ignore[attr-defined]
        sheet["A1"], sheet.sheet_state = "核对用", state

    return make


def _comment(book: object) -> None:
    book.active["A2"].comment = Comment("再核对", PERSON)  # type: ignore[attr-defined]


def _unseen_cells(book: object) -> None:
    book.active["A3"].number_format = ";;;"  # type: ignore[attr-defined]


def _named(book: object) -> None:
    book.defined_names["外部"] = DefinedName("外部", attr_text="'C:\\\\tmp\\\\[other.xlsx]Sheet1'!$A$1")  # type: ignore[attr-defined]


def _no_height(text: str) -> str:
    return text.replace('<row r="3"', '<row r="3" ht="0" customHeight="1"')


_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_PIVOT = f'<pivotCacheRecords {_X}><r><s v="甲"/></r></pivotCacheRecords>'
_EXCEL = [
    Case("隐藏的工作表", "a-1.xlsx", lambda: excel(_adds_sheet("hidden")), "XRY-004"),
    Case("隐藏的工作表", "a-2.xlsx", lambda: excel(_adds_sheet("veryHidden")), "XRY-004"),
    Case("隐藏的行列", "b-1.xlsx", lambda: excel(_hides_row), "XRY-004"),
    Case("隐藏的行列", "b-2.xlsx", lambda: excel(_hides_column), "XRY-004"),
    Case("隐藏的行列", "b-3.xlsx", lambda: excel(parts={"xl/worksheets/sheet1.xml": _no_height}), "XRY-004"),
    Case("Excel 批注", "c-1.xlsx", lambda: excel(_comment), "XRY-002"),
    Case(
        "Excel 批注",
        "c-2.xlsx",
        lambda: excel(
            parts={
                "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments {_X}><threadedComment ref="A1"><text>甲'
                "</text></threadedComment></ThreadedComments>"
            }
        ),
        "XRY-002",
    ),
    Case("不显示的单元格", "d-1.xlsx", lambda: excel(_unseen_cells), "XRY-003"),
    Case(
        "别处的数据",
        "e-1.xlsx",
        lambda: excel(parts={"xl/externalLinks/externalLink1.xml": f"<externalLink {_X}/>"}),
        "XRY-008",
    ),
    Case(
        "别处的数据",
        "e-2.xlsx",
        lambda: excel(parts={"xl/pivotCache/pivotCacheRecords1.xml": _PIVOT}),
        "XRY-008",
    ),
    Case("别处的数据", "e-3.xlsx", lambda: excel(parts={"xl/connections.xml": f"<connections {_X}/>"}), "XRY-008"),
    Case("别处的数据", "e-4.xlsx", lambda: excel(_named), "XRY-008"),
    Case("嵌入的文件", "f-1.xlsx", lambda: excel(parts={"xl/embeddings/doc.docx": word()}), "XRY-005"),
    Case("宏和动作", "g-1.xlsm", lambda: excel(parts={"xl/vbaProject.bin": files.OLD_OFFICE}), "XRY-006"),
    Case("属性", "h-1.xlsx", lambda: excel(lambda b: setattr(b.properties, "creator", PERSON)), "XRY-007"),
    Case("属性", "h-2.xlsx", lambda: excel(lambda b: setattr(b.properties, "lastModifiedBy", PERSON)), "XRY-007"),
    Case(
        "修订记录", "i-1.xlsx", lambda: excel(parts={"xl/revisions/revisionLog1.xml": f"<revisions {_X}/>"}), "XRY-001"
    ),
]


def _hidden_slide(show: object) -> None:
    slide = show.slides.add_slide(show.slide_layouts[5])  # type: ignore[attr-defined]
    slide.shapes.title.text = "备用"
    slide._element.set("show", "0")


def _notes(show: object) -> None:
    show.slides[0].notes_slide.notes_text_frame.text = "讲到这里停一下"  # type: ignore[attr-defined]


def _beside(show: object) -> None:
    box = show.slides[0].shapes.add_textbox(Inches(-5), Inches(1), Inches(2), Inches(1))  # type: ignore[attr-defined]
    box.text_frame.text = "放在外面的话"


def _unseen(show: object) -> None:
    box = show.slides[0].shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1))  # type: ignore[attr-defined]
    box.text_frame.text = "看不见的话"
    box._element.nvSpPr.cNvPr.set("hidden", "1")


def _chart(show: object) -> None:
    data = CategoryChartData()
    data.categories = ["柳溪路", "古槐路"]
    data.add_series("盏数", (12, 8))
    place = Inches(1), Inches(2), Inches(4), Inches(3)
    show.slides[0].shapes.add_chart(XL_CHART_TYPE.PIE, *place, data)  # type: ignore[attr-defined]


def _object(show: object) -> None:
    place = Inches(1), Inches(2), Inches(4), Inches(3)
    show.slides[0].shapes.add_ole_object(BytesIO(excel()), PROG_ID.XLSX, *place)  # type: ignore[attr-defined]


_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_SLIDES = [
    Case("隐藏的幻灯片", "a-1.pptx", lambda: slides(_hidden_slide), "XRY-004"),
    Case("备注和批注", "b-1.pptx", lambda: slides(_notes), "XRY-002"),
    Case(
        "备注和批注",
        "b-2.pptx",
        lambda: slides(
            parts={"ppt/comments/comment1.xml": f"<p:cmLst {_P}><p:cm><p:text>核对</p:text></p:cm></p:cmLst>"}
        ),
        "XRY-002",
    ),
    Case("画面外的对象", "c-1.pptx", lambda: slides(_beside), "XRY-003"),
    Case("画面外的对象", "c-2.pptx", lambda: slides(_unseen), "XRY-003"),
    Case("嵌入的文件", "d-2.pptx", lambda: slides(_chart), "XRY-005"),
    Case("嵌入的文件", "d-3.pptx", lambda: slides(_object), "XRY-005"),
    Case("嵌入的文件", "d-1.pptx", lambda: slides(parts={"ppt/embeddings/Sheet.xlsx": excel()}), "XRY-005"),
    Case("属性", "e-1.pptx", lambda: slides(lambda s: setattr(s.core_properties, "author", PERSON)), "XRY-007"),
]

_LINE = "BT /F1 12 Tf 72 700 Td (Name: Moujiayi) Tj ET "
_BOX = "70 695 200 20 re f "
_SEEN = "BT /F1 12 Tf 72 600 Td (Lamps) Tj ET "
_PDF = [
    Case("黑块下的文字", "a-1.pdf", lambda: pdf(_LINE + "0 g " + _BOX), "XRY-010"),
    Case("黑块下的文字", "a-2.pdf", lambda: pdf("q 0 0 0 rg " + _BOX + "Q " + _LINE), "XRY-010"),
    Case(
        "黑块下的文字", "a-3.pdf", lambda: pdf(_LINE + "0 0 0 1 k 70 695 m 270 695 l 270 715 l 70 715 l h f"), "XRY-010"
    ),
    Case("黑块下的文字", "a-4.pdf", lambda: pdf(_LINE + "q 2 0 0 2 0 0 cm 35 347 100 10 re f Q"), "XRY-010"),
    Case("黑块下的文字", "a-5.pdf", lambda: pdf(_LINE + "1 g " + _BOX), "XRY-010"),
    Case("看不见的文字", "b-1.pdf", lambda: pdf(_SEEN + "3 Tr " + _LINE), "XRY-003"),
    Case("看不见的文字", "b-2.pdf", lambda: pdf(_SEEN + "1 g " + _LINE), "XRY-003"),
    Case("PDF 批注", "c-1.pdf", lambda: pdf(make=annotation("/Text")), "XRY-002"),
    Case("PDF 批注", "c-2.pdf", lambda: pdf(make=annotation("/Highlight")), "XRY-002"),
    Case("PDF 批注", "c-3.pdf", lambda: pdf(make=annotation("/Square")), "XRY-002"),
    Case("嵌入的文件", "d-1.pdf", lambda: pdf(make=lambda w: w.add_attachment("a.txt", b"x")), "XRY-005"),
    Case("嵌入的文件", "d-2.pdf", lambda: pdf(make=annotation("/FileAttachment")), "XRY-005"),
    Case(
        "宏和动作",
        "e-1.pdf",
        lambda: pdf(make=in_root("/OpenAction", files.action("/JavaScript", JS="app.alert(1)"))),
        "XRY-006",
    ),
    Case(
        "宏和动作", "e-2.pdf", lambda: pdf(make=in_root("/OpenAction", files.action("/Launch", F="a.exe"))), "XRY-006"
    ),
    Case(
        "宏和动作", "e-3.pdf", lambda: pdf(make=annotation("/Link", A=files.action("/JavaScript", JS="x"))), "XRY-006"
    ),
    Case("属性", "f-1.pdf", lambda: pdf(make=lambda w: w.add_metadata({"/Author": PERSON})), "XRY-007"),
    Case("属性", "f-2.pdf", lambda: pdf(make=lambda w: w.add_metadata({"/Company": PERSON})), "XRY-007"),
    Case("扫描件", "g-1.pdf", lambda: pdf("q 595 0 0 842 0 0 cm /Im Do Q", picture=True), "XRY-011"),
]

_XMP_GPS = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r exif:GPSLatitude="31,8N"/></x:xmpmeta>'
_PICTURES = [
    Case("位置", "a-1.jpg", lambda: picture("JPEG", files.GPS), "XRY-009"),
    Case("位置", "a-2.png", lambda: picture("PNG", files.GPS), "XRY-009"),
    Case("位置", "a-3.webp", lambda: picture("WEBP", files.GPS), "XRY-009"),
    Case("位置", "a-4.tiff", lambda: picture("TIFF", files.GPS), "XRY-009"),
    Case("位置", "a-5.jpg", lambda: picture("JPEG", xmp=_XMP_GPS), "XRY-009"),
    Case("位置", "a-6.docx", lambda: word(parts={"word/media/image9.jpeg": picture("JPEG", files.GPS)}), "XRY-009"),
    Case("设备和作者", "b-1.jpg", lambda: picture("JPEG", {0x10F: "Maker", 0x110: "Phone 9"}), "XRY-007"),
    Case("设备和作者", "b-2.jpg", lambda: picture("JPEG", {0x13B: PERSON}), "XRY-007"),
    Case("设备和作者", "b-3.png", lambda: picture("PNG", {0x8769: {0xA431: "SN-0000"}}), "XRY-007"),
    Case("设备和作者", "b-4.webp", lambda: picture("WEBP", {0x13B: "Mou Jiayi"}), "XRY-007"),
]

_DARK = 'Boundary="18 18 110 10" Fill="true"'
_OTHERS = [
    Case("OFD", "a-1.ofd", lambda: ofd(author=PERSON), "XRY-007"),
    Case("OFD", "a-2.ofd", lambda: ofd(parts={"Doc_0/Attachs/a.docx": word()}), "XRY-005"),
    Case(
        "OFD",
        "a-3.ofd",
        lambda: ofd(parts={"Doc_0/Annots/Page_0/Annotation.xml": '<PageAnnot><Annot Type="Highlight"/></PageAnnot>'}),
        "XRY-002",
    ),
    Case("OFD", "a-4.ofd", lambda: ofd(files.ofd_text("看不见", 'Visible="false"')), "XRY-003"),
    Case(
        "OFD",
        "a-5.ofd",
        lambda: ofd(f'<ofd:PathObject {_DARK}><ofd:FillColor Value="0 0 0"/></ofd:PathObject>'),
        "XRY-010",
    ),
    Case("压缩包", "b-1.zip", lambda: files.encrypted(files.archive({"a.txt": "甲"})), "XRY-015"),
    Case("压缩包", "b-2.zip", lambda: files.archive({"../a.txt": "甲"}), "XRY-015"),
    Case("压缩包", "b-3.zip", lambda: files.archive({"b.zip": files.archive({"a.txt": "甲"})}), "XRY-015"),
    Case("压缩包", "b-4.zip", lambda: files.archive({}, {"a.txt": "/etc/passwd"}), "XRY-015"),
    Case("压缩包", "b-5.zip", lambda: files.archive({"a.txt": b"0" * (30 << 20)}), "XRY-015"),
    Case("压缩包", "b-6.zip", lambda: files.archive({f"{n}.txt": "甲" for n in range(300)}), "XRY-015"),
    Case("压缩包", "b-7.zip", lambda: files.archive({"甲.pdf": files.archive({"a.txt": "甲"})}), "XRY-015"),
    Case("压缩包", "b-8.zip", lambda: files.archive({"甲.docx": _WORD[0].build()}), "XRY-001"),
    Case("名不副实", "c-1.pdf", word, "XRY-012"),
    Case("名不副实", "c-2.docx", pdf, "XRY-012"),
    Case("名不副实", "c-3.jpg", lambda: b"MZ" + b"\0" * 200, "XRY-012"),
    Case("名不副实", "c-4.xlsx", word, "XRY-012"),
    Case("名不副实", "c-5.txt", picture, "XRY-012"),
    Case("文件名", "附件 1.pdf", pdf, "XRY-013"),
    Case("文件名", "附件\u200b1.pdf", pdf, "XRY-013"),
    Case("文件名", "附件#1.pdf", pdf, "XRY-013"),
    Case("文件名", "名单.xlsx.docx", word, "XRY-013"),
    Case("格式", "d-1.xls", lambda: files.OLD_OFFICE, "XRY-014"),
    Case("格式", "d-2.doc", lambda: files.OLD_OFFICE, "XRY-014"),
    Case("格式", "d-3.zip", lambda: files.archive({"a.avi": b"\0" * 50}), "XRY-014"),
    Case("压缩包", "d-4.zip", lambda: files.archive({"a.html": "<script>alert(1)</script>"}), "XRY-015"),
    Case("压缩包", "d-5.zip", lambda: files.archive({"a.exe": b"MZ" + b"\0" * 50}), "XRY-015"),
    Case("打不开", "e-1.docx", lambda: word()[:9000], "XRY-016"),
    Case("打不开", "e-2.xlsx", lambda: excel()[:2000], "XRY-016"),
    Case("打不开", "e-3.pdf", lambda: b"%PDF-1.7\n" + b"x" * 100, "XRY-016"),
    Case("打不开", "e-4.docx", lambda: files.OLD_OFFICE, "XRY-016"),
    Case("打不开", "e-5.png", lambda: picture("PNG")[:20], "XRY-016"),
    Case("打不开", "e-6.zip", lambda: files.archive({"a.txt": "甲"})[:40], "XRY-016"),
]

DEFECTS: list[Case] = [*_WORD, *_EXCEL, *_SLIDES, *_PDF, *_PICTURES, *_OTHERS]


def _plain_table(document: object) -> None:
    table = document.add_table(3, 2)  # type: ignore[attr-defined]
    for row in table.rows:
        row.cells[0].text, row.cells[1].text = "柳溪路", "12"


def _shaded(document: object) -> None:
    table = document.add_table(1, 1)  # type: ignore[attr-defined]
    cell = table.rows[0].cells[0]
    cell._element.get_or_add_tcPr().append(xml('<w:shd w:val="clear" w:fill="1F4E79"/>'))
    cell.paragraphs[0].add_run("表头").font.color.rgb = RGBColor(255, 255, 255)


def _not_hidden(document: object) -> None:
    run = document.add_paragraph().add_run("看得见的字")  # type: ignore[attr-defined]
    run.font.hidden = False
    run.font.highlight_color = 7


def _empty_hidden_columns(book: object) -> None:
    for letter in "HIJK":
        book.active.column_dimensions[letter].hidden = True  # type: ignore[attr-defined]


def _formula(book: object) -> None:
    book.active["B4"] = "=SUM(B2:B3)"  # type: ignore[attr-defined]


def _filter(book: object) -> None:
    book.active.auto_filter.ref = "A1:B3"  # type: ignore[attr-defined]


def _text_box(show: object) -> None:
    box = show.slides[0].shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1))  # type: ignore[attr-defined]
    box.text_frame.text = "画面里的话"


_HEADED = f"0.2 0.3 0.5 rg {_BOX} 1 g BT /F1 12 Tf 72 700 Td (Header) Tj ET "
CLEAN: list[Case] = [
    Case("Word", "a-1.docx", word),
    Case("Word", "a-2.docx", lambda: word(_plain_table)),
    Case("Word", "a-3.docx", lambda: word(_shaded)),
    Case("Word", "a-4.docx", lambda: word(_not_hidden)),
    Case("Word", "a-5.docx", lambda: word(lambda d: d.add_heading("一、检修时间"))),
    Case("Word", "a-6.docx", lambda: word(parts={"word/media/image9.png": picture("PNG")})),
    Case("Word", "a-7.docx", lambda: _adds(_para(_run("XE", '<w:vanish w:val="0"/>')))),
    Case("Word", "a-9.docx", lambda: word(parts=_custom(_OF_PROGRAMS))),
    Case("Word", "a-10.docx", lambda: word(parts=_custom({"审定": "true"}, "bool"))),
    Case("Word", "a-8.docx", lambda: word(lambda d: setattr(d.core_properties, "author", "python-docx"))),
    Case("Excel", "b-1.xlsx", excel),
    Case("Excel", "b-2.xlsx", lambda: excel(_empty_hidden_columns)),
    Case("Excel", "b-3.xlsx", lambda: excel(_formula)),
    Case("Excel", "b-4.xlsx", lambda: excel(_filter)),
    Case("Excel", "b-5.xlsx", lambda: excel(lambda b: setattr(b.active.oddFooter.center, "text", "第 &P 页"))),
    Case("Excel", "b-6.xlsx", lambda: excel(lambda b: _choices(b, "北侧,南侧"))),
    Case("Excel", "b-7.xlsx", lambda: excel(lambda b: _linked_cell(b, "https://www.district.example/"))),
    Case("Excel", "b-8.xlsx", lambda: excel(lambda b: _bar_chart(b, "路灯盏数"))),
    Case("Word", "a-9.docx", lambda: word(lambda d: _linked_text(d, "https://www.district.example/a"))),
    Case("Word", "a-10.docx", lambda: _drawn("charts/chart", "路灯盏数")),
    Case("演示文稿", "c-1.pptx", slides),
    Case("演示文稿", "c-2.pptx", lambda: slides(_text_box)),
    Case("PDF", "d-1.pdf", pdf),
    Case("PDF", "d-2.pdf", lambda: pdf(_HEADED)),
    Case("PDF", "d-3.pdf", lambda: pdf(_LINE + "0 g 70 702 200 1 re f")),
    Case("PDF", "d-4.pdf", lambda: pdf("0 g 300 695 200 20 re f " + _LINE)),
    Case("PDF", "d-5.pdf", lambda: pdf(_LINE + "/Pale gs 1 1 0 rg " + _BOX)),
    Case("PDF", "d-6.pdf", lambda: pdf(make=annotation("/Link", A=files.action("/URI", URI="https://example.com/")))),
    Case("PDF", "d-7.pdf", lambda: pdf("q 595 0 0 842 0 0 cm /Im Do Q 3 Tr " + _LINE, picture=True)),
    Case("PDF", "d-8.pdf", lambda: pdf("q 10 10 5 5 re W n 0 g 0 0 595 842 re f Q " + _LINE)),
    Case("PDF", "d-9.pdf", lambda: pdf(make=in_root("/OpenAction", ArrayObject([NameObject("/Fit")])))),
    Case("图片", "e-1.jpg", picture),
    Case("图片", "e-2.png", lambda: picture("PNG")),
    Case("图片", "e-3.webp", lambda: picture("WEBP")),
    Case("图片", "e-4.tiff", lambda: picture("TIFF")),
    Case("图片", "e-5.jpg", lambda: picture("JPEG", {0x112: 6})),
    Case("其他", "f-1.ofd", ofd),
    Case("其他", "f-2.zip", lambda: files.archive({"甲.docx": word(), "乙.pdf": pdf(), "说明.txt": "说明"})),
    Case("其他", "f-3.txt", lambda: "路灯检修说明".encode()),
    Case("其他", "f-4.csv", lambda: "路段,盏数\n柳溪路,12\n".encode("gb18030")),
]


def _sheet_of_people(book: object) -> None:
    for number in range(2000):
        book.active.append([PERSON, files.identity(number)])  # type: ignore[attr-defined]


def _hidden_person(document: object) -> None:
    document.paragraphs[0].add_run(f"身份证号码：{files.identity(7)}").font.hidden = True  # type: ignore[attr-defined]


def _headed(book: object) -> None:
    book.active.oddHeader.left.text = f"身份证号码：{_ID}"  # type: ignore[attr-defined]
    book.active.oddHeader.left.font = "宋体,常规"  # type: ignore[attr-defined]
    book.active.oddHeader.left.size = 10  # type: ignore[attr-defined]


def _choices(book: object, choices: str) -> None:
    listed = DataValidation("list", f'"{choices}"', sqref="C2:C3")
    book.active.add_data_validation(listed)  # type: ignore[attr-defined]


def _linked_cell(book: object, address: str) -> None:
    book.active["A2"].hyperlink = address  # type: ignore[attr-defined]


def _bar_chart(book: object, title: str) -> None:
    chart = BarChart()
    chart.title = title
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3))  # type: ignore[attr-defined]
    book.active.add_chart(chart, "D2")  # type: ignore[attr-defined]


def _linked_text(document: object, address: str) -> None:
    document.part.relate_to(address, RT.HYPERLINK, is_external=True)  # type: ignore[attr-defined]


def _drawn(kind: str, text: str) -> bytes:
    return word(parts={f"word/{kind}1.xml": f'<a xmlns:x="x"><x:p><x:r><x:t>{text}</x:t></x:r></x:p></a>'})


_ID = files.identity(5)
_MAIL = f"mailto:a@district.example?subject=身份证号码：{_ID}"
TELLING: list[Case] = [
    Case("Word 正文", "a-1.docx", lambda: word(lambda d: d.add_paragraph(f"身份证号码：{_ID}")), "PRI-001"),
    Case("Word 表格", "a-2.docx", lambda: word(lambda d: _row(d, ["姓名", "身份证号码"], [PERSON, _ID])), "PRI-001"),
    Case("Word 隐藏文字", "a-3.docx", lambda: word(_hidden_person), "PRI-001"),
    Case("Word 链接", "a-4.docx", lambda: word(lambda d: _linked_text(d, _MAIL)), "PRI-001"),
    Case("Word 图表", "a-5.docx", lambda: _drawn("charts/chart", f"身份证号码：{_ID}"), "PRI-001"),
    Case("Word 示意图", "a-6.docx", lambda: _drawn("diagrams/data", "机密★5年"), "SEC-001"),
    Case("Excel 名单", "b-1.xlsx", lambda: excel(_sheet_of_people), "PRI-001"),
    Case("Excel 页眉", "b-2.xlsx", lambda: excel(_headed), "PRI-001"),
    Case("Excel 数据验证", "b-3.xlsx", lambda: excel(lambda b: _choices(b, f"身份证号码：{_ID},乙")), "PRI-001"),
    Case("Excel 链接", "b-4.xlsx", lambda: excel(lambda b: _linked_cell(b, _MAIL)), "PRI-001"),
    Case("Excel 图表", "b-5.xlsx", lambda: excel(lambda b: _bar_chart(b, f"身份证号码：{_ID}")), "PRI-001"),
    Case(
        "PDF 中文字体",
        "c-1.pdf",
        lambda: pdf(f"BT /F2 12 Tf 72 700 Td {files.chinese('身份证号码：' + _ID)} Tj ET"),
        "PRI-001",
    ),
    Case("PDF 黑块下", "c-2.pdf", lambda: pdf(f"BT /F1 12 Tf 72 700 Td (ID {_ID}) Tj ET 0 g {_BOX}"), "PRI-001"),
    Case(
        "演示文稿",
        "d-1.pptx",
        lambda: slides(lambda s: setattr(s.slides[0].shapes.title, "text", f"身份证号码：{_ID}")),
        "PRI-001",
    ),
    Case("OFD", "e-1.ofd", lambda: ofd(files.ofd_text(f"身份证号码：{_ID}")), "PRI-001"),
    Case("文本", "f-1.csv", lambda: f"姓名,身份证号码\n{PERSON},{_ID}\n".encode("gb18030"), "PRI-001"),
    Case(
        "旧格式",
        "g-1.xls",
        lambda: files.OLD_OFFICE + f"身份证号码：{_ID} ".encode("utf-16-le") + b"\0" * 64,
        "PRI-001",
    ),
    Case("压缩包", "h-1.zip", lambda: files.archive({"名单.txt": f"身份证号码：{_ID}"}), "PRI-001"),
    Case("密级", "i-1.docx", lambda: word(lambda d: d.add_paragraph("机密★5年")), "SEC-001"),
    Case("密级", "i-2.pdf", lambda: pdf(f"BT /F2 12 Tf 72 700 Td {files.chinese('秘密★1年')} Tj ET"), "SEC-001"),
]


def _row(document: object, *rows: list[str]) -> None:
    table = document.add_table(len(rows), len(rows[0]))  # type: ignore[attr-defined]
    for number, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.rows[number].cells[column].text = text
