"""Office files through ``clean``: what readers see stays to the letter, what is surely hidden goes, doubts stay."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import DataBarRule, FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from PIL import Image
from pptx.util import Inches, Pt

from disclosure.attachments.cleaning.excel import clean_excel
from disclosure.attachments.cleaning.reasons import NotCleaned, Undecided
from disclosure.attachments.cleaning.slides import clean_slides
from disclosure.attachments.cleaning.word import clean_word
from disclosure.reading.bounds import Unreadable
from screening.attachment_files import GPS, PERSON, SENTENCE, excel, picture, rewritten, slides, word

_DOCUMENT = "word/document.xml"
_BY = f'w:id="1" w:author="{PERSON}" w:date="2025-01-01T00:00:00Z"'
_WHITE = '<w:color w:val="FFFFFF"/>'
_GONE = f'<w:pPr><w:pStyle w:val="Heading1"/><w:rPr><w:del {_BY}/></w:rPr></w:pPr>'


def run(text: str, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def para(content: str, properties: str = "") -> str:
    return f"<w:p>{properties}{content}</w:p>"


def with_body(markup: str, **parts: Any) -> bytes:
    """A Word file with markup at the end of its text."""
    return word(parts={_DOCUMENT: lambda text: text.replace("<w:sectPr", markup + "<w:sectPr", 1), **parts})


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    return [(item.style.style_id, item.text) for item in docx.Document(BytesIO(data)).paragraphs][1:]


def text_of(data: bytes) -> str:
    return "".join(item.text or "" for item in docx.Document(BytesIO(data)).element.iter() if item.tag.endswith("}t"))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


_SHAPE = (
    '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" fillcolor="red"><v:textbox><w:txbxContent>'
    f"{para(run('白字', _WHITE))}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
)
_BEHIND = (
    '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" fillcolor="black" style="z-index:-1"/></w:pict></w:r>'
)
_STYLE = (
    '<w:style w:type="paragraph" w:styleId="Dark"><w:pPr><w:shd w:val="clear" w:fill="1F4E79"/></w:pPr></w:style>'
    "</w:styles>"
)
SEEN_IN_WORD: dict[str, Callable[[], bytes]] = {
    "white in a filled shape": lambda: with_body(para(_SHAPE)),
    "white over something behind the text": lambda: with_body(para(_BEHIND) + para(run("白字", _WHITE))),
    "white on the colour of the page": lambda: rewritten(with_body(para(run("白字", _WHITE))), {
        _DOCUMENT: lambda text: text.replace("<w:body>", '<w:background w:color="1F4E79"/><w:body>')}),
    "white on the ground of a style": lambda: with_body(
        para(run("白字", _WHITE), '<w:pPr><w:pStyle w:val="Dark"/></w:pPr>'),
        **{"word/styles.xml": lambda text: text.replace("</w:styles>", _STYLE)}),
    "small": lambda: with_body(para(run("小字", '<w:sz w:val="4"/>'))),
    "not hidden after all": lambda: with_body(para(run("看得见", '<w:vanish w:val="false"/>'))),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN_IN_WORD)
def test_text_that_can_be_seen_stays(name: str) -> None:
    data = SEEN_IN_WORD[name]()
    assert text_of(clean_word(data)) == text_of(data)


_GRID = "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
HIDDEN_IN_WORD = {
    "hidden": run("暗", "<w:vanish/>"),
    "hidden, with a break of the page": '<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t><w:br w:type="page"/></w:r>',
    "white on paper": run("暗", _WHITE),
    "of one point": run("暗", '<w:sz w:val="2"/>'),
}


@pytest.mark.parametrize("name", HIDDEN_IN_WORD)
def test_text_that_is_surely_hidden_goes(name: str) -> None:
    copy = clean_word(with_body(para(run("明") + HIDDEN_IN_WORD[name] + run("亮"))))
    assert text_of(copy) == SENTENCE + "明亮"


def test_a_hidden_run_that_holds_a_field_together_keeps_the_field_closed() -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t><w:fldChar w:fldCharType="{kind}"/></w:r>'

    copy = clean_word(with_body(para(sign("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + sign("end"))))
    assert (text_of(copy), part(copy, _DOCUMENT).count("w:fldChar ")) == (SENTENCE, 2)


CHANGED = {
    "a whole paragraph": (
        para(f"<w:del {_BY}><w:r><w:delText>去</w:delText></w:r></w:del>", _GONE) + para(run("留")),
        [("Normal", "留")],
    ),
    "two whole paragraphs": (
        2 * para(f"<w:del {_BY}><w:r><w:delText>去</w:delText></w:r></w:del>", _GONE) + para(run("留")),
        [("Normal", "留")],
    ),
    "the end of a paragraph and a whole one": (
        para(run("前"), _GONE.replace("Heading1", "Title"))
        + para(f"<w:del {_BY}><w:r><w:delText>去</w:delText></w:r></w:del>", _GONE)
        + para(run("后")),
        [("Title", "前后")],
    ),
    "the last paragraph before a table": (
        para(run("前"), _GONE) + f"<w:tbl>{_GRID}<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        [("Heading1", "前")],
    ),
    "all rows of a table": (
        f"<w:tbl>{_GRID}<w:tr><w:trPr><w:del {_BY}/></w:trPr><w:tc>"
        f"{para(run('去'))}</w:tc></w:tr></w:tbl>" + para(run("留")),
        [("Normal", "留")],
    ),
    "a change inside a change": (
        para(f"<w:ins {_BY}>{run('新')}<w:del {_BY}><w:r><w:delText>去</w:delText></w:r></w:del></w:ins>{run('留')}"),
        [("Normal", "新留")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_changes_are_accepted(name: str) -> None:
    markup, left = CHANGED[name]
    copy = clean_word(with_body(markup))
    assert paragraphs(copy) == left
    assert re.findall(r"<w:(?:del|ins|delText)\b", part(copy, _DOCUMENT)) == []


def test_a_deleted_cell_goes_with_its_text() -> None:
    row = (
        f"<w:tr><w:tc>{para(run('留'))}</w:tc><w:tc><w:tcPr><w:cellDel {_BY}/></w:tcPr>{para(run('去'))}</w:tc></w:tr>"
    )
    copy = clean_word(with_body(f"<w:tbl>{_GRID}{row}</w:tbl>{para('')}"))
    assert text_of(copy) == SENTENCE + "留"


def test_a_property_that_a_field_shows_stays() -> None:
    def authored(markup: str) -> bytes:
        with_author = word(lambda document: setattr(document.core_properties, "author", "某局"))
        return rewritten(with_author, {_DOCUMENT: lambda text: text.replace("<w:sectPr", markup + "<w:sectPr", 1)})

    def author(data: bytes) -> str:
        return docx.Document(BytesIO(data)).core_properties.author

    field = '<w:fldSimple w:instr=" AUTHOR  \\* MERGEFORMAT ">' + run("某局") + "</w:fldSimple>"
    told = '<w:r><w:instrText>ADDIN {"AUTHOR": 1}</w:instrText></w:r>'
    assert author(authored("")) == "某局"
    assert [author(clean_word(authored(para(markup)))) for markup in (field, told, "")] == ["某局", "", ""]


def test_a_box_that_is_filled_from_the_properties_keeps_its_text() -> None:
    bound = '<w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:creator[1]" w:storeItemID="{0}"/>'
    box = f"<w:sdt><w:sdtPr>{bound}</w:sdtPr><w:sdtContent>{para(run('某局'))}</w:sdtContent></w:sdt>"
    copy = clean_word(with_body(box))
    assert (text_of(copy), "dataBinding" in part(copy, _DOCUMENT)) == (SENTENCE + "某局", False)


def related(data: bytes, rels: str, kind: str, target: str, element: str, marker: str, whole: str) -> bytes:
    """A relationship from a part, and the element that uses it before ``marker``."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    entry = f'<Relationship Id="rIdX" Type="{space}/{kind}" Target="{target}"/></Relationships>'
    return rewritten(
        data,
        {
            rels: lambda text: text.replace("</Relationships>", entry),
            whole: lambda text: text.replace(marker, element.replace("r:id", f'xmlns:r="{space}" r:id') + marker, 1),
        },
    )


def test_a_document_that_is_shown_inside_another_stays_and_one_that_is_not_goes() -> None:
    data = word(parts={"word/afchunk1.docx": word(), "word/afchunk2.docx": word()})
    data = related(data, "word/_rels/document.xml.rels", "aFChunk", "afchunk1.docx",
                   '<w:altChunk r:id="rIdX"/>', "<w:sectPr", _DOCUMENT)  # fmt: skip
    copy = clean_word(data)
    assert [name for name in names(copy) if "afchunk" in name] == ["word/afchunk1.docx"]
    assert "altChunk" in part(copy, _DOCUMENT)


@pytest.mark.parametrize("target", ["Media/IMAGE1.png", "./media/image1.png", "/word/media/image%31.png"])
def test_a_picture_stays_however_its_name_is_written(target: str) -> None:
    def pictured(document: Any) -> None:
        document.add_picture(BytesIO(picture("PNG")))

    data = rewritten(
        word(pictured), {"word/_rels/document.xml.rels": lambda text: text.replace("media/image1.png", target)}
    )
    copy = clean_word(data)
    assert "word/media/image1.png" in names(copy)
    assert "r:embed" in part(copy, _DOCUMENT)


def test_a_picture_inside_keeps_its_way_up_and_loses_its_place() -> None:
    def pictured(document: Any) -> None:
        document.add_picture(BytesIO(picture("JPEG", {**GPS, 0x112: 6})))

    with zipfile.ZipFile(BytesIO(clean_word(word(pictured)))) as archive:
        exif = Image.open(BytesIO(archive.read("word/media/image1.jpg"))).getexif()
    assert dict(exif) == {0x112: 6}


def test_a_copy_that_lost_a_word_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(surgery: Any, sight: object) -> None:
        surgery.cut(next(item for item in surgery.root.iter() if item.tag.endswith("}t")))

    monkeypatch.setattr("disclosure.attachments.cleaning.word._clean_text", careless)
    with pytest.raises(NotCleaned, match="文字和原来的不一样"):
        clean_word(word())


def test_a_signed_file_is_left_to_who_signed_it() -> None:
    with pytest.raises(Undecided, match="数字签名"):
        clean_word(word(parts={"_xmlsignatures/sig1.xml": "<Signature/>"}))


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(Unreadable):
        clean_word(word(parts={"word/Document.xml": "<a/>"}))


def cells(data: bytes, sheet: str = "名单") -> dict[str, object]:
    found = openpyxl.load_workbook(BytesIO(data), data_only=True)[sheet]
    return {cell.coordinate: cell.value for row in found.iter_rows() for cell in row if cell.value is not None}


_TABLE = {"A1": "路段", "B1": "盏数", "A2": "柳溪路", "B2": 12, "A3": "古槐路", "B3": 8}


def hidden_sheet(book: Any, use: Callable[[Any, Any], Any]) -> None:
    sheet = book.create_sheet("底稿")
    for row in (("类", "数"), ("甲", 1), ("乙", 2)):
        sheet.append(row)
    sheet.sheet_state = "hidden"
    use(book.active, sheet)


def _chart(active: Any, sheet: Any) -> None:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    active.add_chart(chart, "D2")


def _choices(formula: str) -> Callable[[Any, Any], None]:
    def use(active: Any, sheet: Any) -> None:
        active.parent.defined_names["类别"] = DefinedName("类别", attr_text="底稿!$A$2:$A$3")
        active.add_data_validation(DataValidation("list", formula, sqref="C2:C3"))

    return use


def _colours(active: Any, sheet: Any) -> None:
    active.conditional_formatting.add("A2:A3", FormulaRule(formula=["底稿!$B$2>0"]))


@pytest.mark.parametrize("use", [_chart, _choices("=底稿!$A$2:$A$3"), _choices("=类别"), _colours],
                         ids=["chart", "list", "named list", "colours"])  # fmt: skip
def test_a_hidden_sheet_that_something_visible_is_made_of_stays(use: Callable[[Any, Any], None]) -> None:
    copy = clean_excel(excel(lambda book: hidden_sheet(book, use)))
    assert openpyxl.load_workbook(BytesIO(copy)).sheetnames == ["名单", "底稿"]
    assert cells(copy, "底稿") == {"A1": "类", "B1": "数", "A2": "甲", "B2": 1, "A3": "乙", "B3": 2}


def test_a_hidden_sheet_that_nothing_visible_needs_goes() -> None:
    copy = clean_excel(excel(lambda book: hidden_sheet(book, lambda active, sheet: None)))
    assert openpyxl.load_workbook(BytesIO(copy)).sheetnames == ["名单"]
    assert "底稿" not in part(copy, "xl/workbook.xml")


def test_a_sheet_of_an_unknown_state_is_shown() -> None:
    copy = clean_excel(excel(parts={"xl/workbook.xml": lambda text: text.replace('state="visible"', 'state="show"')}))
    assert part(copy, "xl/worksheets/sheet1.xml").count("<c ") == 6


def in_sheet(change: Callable[[Any], Any]) -> bytes:
    return excel(lambda book: change(book.active))


def _merged(sheet: Any) -> None:
    sheet["A5"] = "合并的标题"
    sheet.merge_cells("A5:B5")
    sheet.column_dimensions["A"].hidden = True


def _grouped(sheet: Any) -> None:
    sheet.row_dimensions.group(2, 3, hidden=True)


def _table(sheet: Any) -> None:
    sheet.add_table(Table(displayName="T", ref="A1:B3"))
    sheet.column_dimensions["B"].hidden = True


def _scaled(sheet: Any) -> None:
    sheet.conditional_formatting.add("B2:B3", DataBarRule("min", None, "max", None, "FF0000"))
    sheet.row_dimensions[3].hidden = True


def _bars(sheet: Any) -> None:
    sheet.conditional_formatting.add("B2:B3", DataBarRule("min", None, "max", None, "FF0000"))
    for cell in ("B2", "B3"):
        sheet[cell].number_format = ";;;"


def _text_in_half_empty_format(sheet: Any) -> None:
    sheet["A2"].number_format = sheet["B2"].number_format = ";;"


CELLS = {
    "a merged cell that shows beside": (_merged, {"B1": "盏数", "B2": 12, "B3": 8, "A5": "合并的标题"}),
    "rows with a sign to open them": (_grouped, _TABLE),
    "the heading of a table": (_table, {"A1": "路段", "A2": "柳溪路", "A3": "古槐路", "B1": "盏数"}),
    "a row that the bars are measured by": (_scaled, _TABLE),
    "numbers that are bars": (_bars, _TABLE),
    "text in a format for numbers": (_text_in_half_empty_format, {k: v for k, v in _TABLE.items() if k != "B2"}),
    "a hidden row": (lambda sheet: setattr(sheet.row_dimensions[3], "hidden", True),
                     {k: v for k, v in _TABLE.items() if "3" not in k}),
    "a hidden column": (lambda sheet: setattr(sheet.column_dimensions["B"], "hidden", True),
                        {k: v for k, v in _TABLE.items() if "B" not in k}),
    "a narrow column": (lambda sheet: setattr(sheet.column_dimensions["A"], "width", 0.1), _TABLE),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_of_cells_only_those_go_that_show_nothing(name: str) -> None:
    change, left = CELLS[name]
    assert cells(clean_excel(in_sheet(change))) == left


def test_a_chart_that_draws_hidden_cells_keeps_them() -> None:
    def drawn(sheet: Any) -> None:
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        chart.visible_cells_only = False
        sheet.add_chart(chart, "D2")
        sheet.column_dimensions["B"].hidden = True

    assert cells(clean_excel(in_sheet(drawn))) == _TABLE


def test_formulas_without_what_they_came_to_forbid_to_take_anything_out() -> None:
    def sums(sheet: Any) -> None:
        sheet["A9"] = "=B3*2"
        sheet.row_dimensions[3].hidden = True

    with pytest.raises(NotCleaned, match="公式没有存下算出的结果"):
        clean_excel(in_sheet(sums))


def test_a_picture_in_the_header_stays_where_frames_of_comments_go() -> None:
    frame = '<v:shape><x:ClientData ObjectType="Note"/></v:shape>'
    field = '<v:shape><x:ClientData ObjectType="Checkbox"/></v:shape>'
    drawn = '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">%s</xml>'
    sheet, rels = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    found = {}
    for name, shapes, use in (
        ("note", frame, ""), ("field", field, ""), ("both", frame + field, ""), ("picture", "<v:shape/>", "HF"),
    ):  # fmt: skip
        data = excel(parts={"xl/drawings/vmlDrawing1.vml": drawn % shapes, rels: empty})
        data = related(data, rels, "vmlDrawing", "../drawings/vmlDrawing1.vml",
                       f'<legacyDrawing{use} r:id="rIdX"/>', "</worksheet>", sheet)  # fmt: skip
        copy = clean_excel(data)
        kept = [item for item in names(copy) if "vml" in item]
        found[name] = [re.findall(r"ObjectType=.(\w+)", part(copy, item)) for item in kept]
    assert found == {"note": [], "field": [["Checkbox"]], "both": [["Checkbox"]], "picture": [[]]}


def test_a_workbook_that_lost_a_cell_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure.attachments.cleaning.excel._numbers", lambda sight: {0})
    with pytest.raises(NotCleaned, match="表格和原来的不一样"):
        clean_excel(excel())


def shown(data: bytes) -> list[list[str]]:
    slides_of = pptx.Presentation(BytesIO(data)).slides
    return [[shape.text_frame.text for shape in slide.shapes if shape.has_text_frame] for slide in slides_of]


def box(show: Any, left: float, text: str, width: float = 2) -> Any:
    found = show.slides[0].shapes.add_textbox(Inches(left), Inches(1), Inches(width), Inches(1))
    found.text_frame.text = text
    return found


def _moving(show: Any) -> None:
    shape = box(show, -5, "飞进来的话")
    timing = f'<p:timing xmlns:p="{_P}"><p:spTgt spid="{shape.shape_id}"/></p:timing>'
    show.slides[0]._element.append(pptx.oxml.parse_xml(timing))


def _large(show: Any) -> None:
    box(show, -2.5, "很大的字").text_frame.paragraphs[0].runs[0].font.size = Pt(88)


_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
SLIDES = {
    "far outside": (lambda show: box(show, -5, "外面的话"), [[SENTENCE]]),
    "outside, but it flies in": (_moving, [[SENTENCE, "飞进来的话"]]),
    "outside, but its text flows in": (lambda show: box(show, -3, "很长的话" * 20), [[SENTENCE, "很长的话" * 20]]),
    "outside, but in large letters": (_large, [[SENTENCE, "很大的字"]]),
    "outside, but turned": (
        lambda show: setattr(box(show, -6, "转过来的话", 5), "rotation", 30), [[SENTENCE, "转过来的话"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIDES)
def test_what_may_reach_a_slide_stays(name: str) -> None:
    make, left = SLIDES[name]
    assert shown(clean_slides(slides(make))) == left


def test_a_hidden_slide_goes_unless_a_visible_one_leads_to_it() -> None:
    def make(show: Any, linked: bool) -> None:
        other = show.slides.add_slide(show.slide_layouts[5])
        other.shapes.title.text = "备用"
        other._element.set("show", "0")
        if linked:
            show.slides[0].shapes.title.click_action.target_slide = other

    assert [shown(clean_slides(slides(lambda show, on=on: make(show, on)))) for on in (True, False)] == [
        [[SENTENCE], ["备用"]], [[SENTENCE]],
    ]  # fmt: skip


def test_slides_that_lost_a_word_are_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(surgery: Any, size: object) -> None:
        surgery.cut(next(item for item in surgery.root.iter() if item.tag.endswith("}t")))

    monkeypatch.setattr("disclosure.attachments.cleaning.slides._clean_slide", careless)
    with pytest.raises(NotCleaned, match="幻灯片和原来的不一样"):
        clean_slides(slides())
