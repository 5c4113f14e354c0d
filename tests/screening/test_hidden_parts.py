"""What attachments hide, and what only looks as if they did: one test a behaviour, each file made by ourselves."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from docx.shared import Pt, RGBColor
from PIL import Image
from pptx.dml.color import RGBColor as SlideColour
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from disclosure.attachments.examination import examined
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.written import Known
from screening import attachment_files as files
from screening.attachment_files import PERSON, annotation, excel, ofd, pdf, picture, slides, word

ID = files.identity(11)
_LINE = "BT /F1 12 Tf 72 700 Td (Street lamps) Tj ET "


def found(name: str, data: bytes) -> list[str]:
    return [finding.rule for finding in findings_of(name, examined(name, BytesIO(data)), Known())]


def _boxed(fill: str, colour: str = "FFFFFF") -> bytes:
    """A Word file with a text box; ``fill`` is what its shape says of its ground."""
    space = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    text = f'<w:p><w:r><w:rPr><w:color w:val="{colour}"/></w:rPr><w:t>办事指南</w:t></w:r></w:p>'
    shape = (
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>"
        f"<wps:bodyPr/></wps:wsp>"
    )
    drawing = (
        f'<w:p><w:r><w:drawing {space}><wp:inline><wp:docPr id="1" name="a"/><a:graphic><a:graphicData uri="x">'
        f"{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    return word(parts={"word/document.xml": lambda xml: xml.replace("<w:sectPr", drawing + "<w:sectPr", 1)})


def test_white_text_in_a_filled_shape_is_seen() -> None:
    assert found("a.docx", _boxed('<a:solidFill><a:srgbClr val="C00000"/></a:solidFill>')) == []


def test_white_text_in_a_shape_without_a_colour_is_hidden() -> None:
    assert found("a.docx", _boxed("<a:noFill/>")) == ["XRY-003"]
    assert found("a.docx", _boxed('<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>')) == ["XRY-003"]


@pytest.mark.parametrize("kind", [1, 2])
def test_text_that_a_style_makes_white_or_tiny_is_hidden(kind: int) -> None:
    def make(change: Callable[[object], object]) -> bytes:
        def add(document: object) -> None:
            style = document.styles.add_style("Inner", kind)  # type: ignore[attr-defined]
            change(style.font)
            paragraph = document.add_paragraph(style=style if kind == 1 else None)  # type: ignore[attr-defined]
            paragraph.add_run("看不见的话", style=style if kind == 2 else None)

        return word(add)

    assert found("a.docx", make(lambda font: setattr(font.color, "rgb", RGBColor(255, 255, 255)))) == ["XRY-003"]
    assert found("a.docx", make(lambda font: setattr(font, "size", Pt(1)))) == ["XRY-003"]
    assert found("a.docx", make(lambda font: setattr(font.color, "rgb", RGBColor(200, 0, 0)))) == []


@pytest.mark.parametrize(("width", "expected"), [(0.1, ["XRY-004"]), (0.5, ["XRY-004"]), (2.0, [])])
def test_a_column_too_narrow_to_read_is_hidden(width: float, expected: list[str]) -> None:
    assert found("a.xlsx", excel(lambda book: setattr(book.active.column_dimensions["B"], "width", width))) == expected


def _covered(fill: bool, left: float = 1.0) -> bytes:
    def make(show: object) -> None:
        shapes = show.slides[0].shapes  # type: ignore[attr-defined]
        shapes.add_textbox(Inches(1), Inches(3), Inches(3), Inches(1)).text_frame.text = f"名单：{PERSON}"
        cover = shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(left), Inches(3), Inches(4), Inches(1))
        if fill:
            cover.fill.solid()
            cover.fill.fore_color.rgb = SlideColour(0, 0, 0)
        else:
            cover.fill.background()

    return slides(make)


def test_text_on_a_slide_below_a_filled_shape_is_covered() -> None:
    assert found("a.pptx", _covered(True)) == ["XRY-010"]


def test_a_frame_or_a_shape_aside_covers_no_text_of_a_slide() -> None:
    assert (found("a.pptx", _covered(False)), found("a.pptx", _covered(True, 3.5))) == ([], [])


@pytest.mark.parametrize(
    "path",
    [
        "50 650 300 100 re 60 660 280 80 re f*",
        "50 650 m 350 650 l 350 750 l 50 750 l h 60 660 m 60 740 l 340 740 l 340 660 l h f",
        "50 650 m 350 650 l 350 660 l 60 660 l 60 740 l 350 740 l 350 750 l 50 750 l h f",
    ],
    ids=["even-odd", "the other way round", "one line around"],
)
def test_a_frame_drawn_as_one_filled_path_covers_nothing(path: str) -> None:
    assert found("a.pdf", pdf(f"{_LINE} 0 g {path}")) == []


@pytest.mark.parametrize(
    "path",
    ["50 650 300 100 re 60 660 280 80 re f", "50 650 m 350 650 l 350 750 l 50 750 l h f"],
    ids=["nested", "lines"],
)
def test_a_path_filled_all_through_covers_text(path: str) -> None:
    assert found("a.pdf", pdf(f"{_LINE} 0 g {path}")) == ["XRY-010"]


def test_text_that_differs_from_its_ground_in_hue_is_seen() -> None:
    line = _LINE.replace("BT", "BT 0.9 0 0 rg")
    assert found("a.pdf", pdf(f"0 0.4 0 rg 60 690 300 30 re f {line}")) == []
    assert found("a.pdf", pdf(f"0.9 0 0 rg 60 690 300 30 re f {line}")) == ["XRY-010"]


def _black(kind: str, key: str = "IC", **more: object) -> bytes:
    black = ArrayObject([FloatObject(0)] * 3)
    box = ArrayObject([FloatObject(number) for number in (60, 690, 300, 720)])
    return pdf(_LINE, make=annotation(kind, **{key: black, "Rect": box, **more}))


@pytest.mark.parametrize(("kind", "key"), [("/Square", "IC"), ("/Redact", "IC"), ("/FreeText", "C")])
def test_a_filled_remark_over_text_is_a_cover(kind: str, key: str) -> None:
    assert found("a.pdf", _black(kind, key)) == ["XRY-010"]


def test_a_remark_that_lets_the_text_through_is_a_remark() -> None:
    assert found("a.pdf", _black("/Square", "C")) == ["XRY-002"]
    assert found("a.pdf", _black("/Square", CA=FloatObject(0.3))) == ["XRY-002"]


def _saved_again(text: str) -> bytes:
    """A PDF whose page was changed to ``text`` and saved by appending."""
    before = pdf(f"BT /F2 12 Tf 72 700 Td {files.chinese('身份证号码：' + ID)} Tj ET")
    writer = PdfWriter(BytesIO(before), incremental=True)
    stream = PdfReader(BytesIO(pdf(f"BT /F2 12 Tf 72 700 Td {files.chinese(text)} Tj ET"))).pages[0]["/Contents"]
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.get_object().clone(writer))
    out = BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(before[:200])
    return out.getvalue()


def test_what_stood_in_an_earlier_version_of_a_pdf_is_found() -> None:
    assert found("a.pdf", _saved_again("路灯检修")) == ["XRY-001", "PRI-001"]


def test_a_pdf_saved_again_without_a_change_of_its_text_is_no_matter() -> None:
    data = pdf(_LINE)
    writer = PdfWriter(BytesIO(data), incremental=True)
    writer.pages[0][NameObject("/Rotate")] = FloatObject(0)
    out = BytesIO()
    writer.write(out)
    assert (out.getvalue().count(b"%%EOF"), found("a.pdf", out.getvalue())) == (2, [])


def test_bookmarks_of_a_pdf_are_read() -> None:
    data = pdf(make=lambda writer: writer.add_outline_item(title=f"身份证号码：{ID}", page_number=0))
    assert found("a.pdf", data) == ["PRI-001"]


def test_what_a_library_cannot_take_is_one_finding() -> None:
    """Filters by their short names, which the standard allows within pictures only."""
    data = pdf(make=lambda writer: _renamed(writer, "/Fl"))
    assert found("a.pdf", data) in ([], ["XRY-016"])
    assert found("a.pdf", pdf(make=lambda writer: _renamed(writer, "/A85"))) == ["XRY-016"]


def _renamed(writer: PdfWriter, name: str) -> None:
    writer.pages[0]["/Contents"].get_object()[NameObject("/Filter")] = NameObject(name)


def test_a_film_behind_a_picture_is_found() -> None:
    film = struct.pack(">L4s8s", 16, b"ftyp", b"mp42\0\0\0\0") + b"\0\1\2\3" * 100
    assert found("a.jpg", picture() + film) == ["XRY-005"]
    assert found("a.png", picture("PNG") + film) == ["XRY-005"]
    assert found("a.webp", picture("WEBP") + film) == ["XRY-005"]


def test_text_behind_a_picture_is_screened() -> None:
    assert found("a.jpg", picture() + f"\n身份证号码：{ID}\n".encode()) == ["XRY-005", "PRI-001"]


def test_padding_behind_a_picture_and_a_progressive_one_are_no_matter() -> None:
    assert found("a.jpg", picture() + b"\0" * 500) == []
    assert found("a.jpg", picture(progressive=True)) == []


def test_a_comment_in_a_gif_is_screened() -> None:
    out = BytesIO()
    Image.new("P", (8, 8)).save(out, "GIF", comment=f"身份证号码：{ID}".encode())
    assert found("a.gif", out.getvalue()) == ["PRI-001"]


def test_an_attachment_of_an_ofd_is_what_its_list_names_wherever_it_lies() -> None:
    listed = '<a xmlns:ofd="o"><ofd:Attachment><ofd:FileLoc>/Doc_0/Res/list.txt</ofd:FileLoc></ofd:Attachment></a>'
    data = ofd(parts={"Doc_0/Attachments.xml": listed, "Doc_0/Res/list.txt": f"身份证号码：{ID}"})
    assert found("a.ofd", data) == ["XRY-005", "PRI-001"]


def test_characters_of_an_ofd_that_stand_side_by_side_are_one_text() -> None:
    objects = "".join(
        f'<ofd:TextObject Boundary="{20 + 4 * number} 60 4 5"><ofd:TextCode>{character}</ofd:TextCode></ofd:TextObject>'
        for number, character in enumerate(f"身份证号码：{ID}")
    )
    assert found("a.ofd", ofd(objects)) == ["PRI-001"]


def test_what_a_mac_adds_to_an_archive_is_one_warning() -> None:
    data = files.archive({"通知.txt": "路灯检修", "__MACOSX/._通知.txt": b"\0\5\x16\7", ".DS_Store": b"\0\0\0\1Bud1"})
    (finding,) = findings_of("a.zip", examined("a.zip", BytesIO(data)), Known())
    assert (finding.rule, finding.severity) == ("XRY-018", "warning")
    assert "__MACOSX" in finding.message and "__MACOSX" in finding.remedy


def test_a_title_in_the_properties_is_no_name() -> None:
    assert found("a.pdf", pdf(make=lambda writer: writer.add_metadata({"/Title": TextStringObject("通知")}))) == []
