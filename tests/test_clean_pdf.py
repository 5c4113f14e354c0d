"""PDF files through ``clean``: pages look as they did, nothing hidden comes to light, what is surely hidden goes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from disclosure.attachments.cleaning.pdf import clean_pdf
from disclosure.attachments.cleaning.reasons import NotCleaned, Undecided
from screening.attachment_files import action, annotation, chinese, in_root, pdf

_TEXT = "BT /F1 12 Tf 72 700 Td (Name: Moujiayi) Tj ET "
_OVER = (60, 690, 300, 720)  # left, bottom, right, top: over that text
_BESIDE = (60, 100, 300, 130)


def numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def remark(kind: str, place: tuple[int, ...] = _OVER, **more: Any) -> Callable[[PdfWriter], Any]:
    return annotation(kind, Rect=numbers(*place), **more)


def filled(grey: float) -> dict[str, Any]:
    return {"IC": numbers(grey, grey, grey), "C": numbers(grey, grey, grey)}


def with_picture(colour: str, box: str = "0 0 240 30") -> Callable[[PdfWriter], Any]:
    """An appearance that paints a box in a colour."""

    def make(writer: PdfWriter) -> None:
        look = DecodedStreamObject()
        look.set_data(f"{colour} rg {box} re f".encode())
        look.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/BBox"): numbers(0, 0, 240, 30)})
        found = writer.pages[0]["/Annots"][0].get_object()
        found[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})

    return make


def both(*makes: Callable[[PdfWriter], Any]) -> Callable[[PdfWriter], Any]:
    return lambda writer: [make(writer) for make in makes]


def drawn(data: bytes, remarks: bool = True) -> list[bytes]:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return [page.render(scale=1.3, draw_annots=remarks).to_pil().tobytes() for page in document]


def words(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


COVERS = {
    "black box": remark("/Square", **filled(0)),
    "white box": remark("/Square", **filled(1)),
    "grey circle": remark("/Circle", (0, 600, 500, 800), **filled(0.5)),
    "black highlight": both(remark("/Highlight"), with_picture("0 0 0")),
    "stamp": both(remark("/Stamp"), with_picture("1 1 1")),
    "typed over": both(remark("/FreeText"), with_picture("1 1 0")),
    "typed over, drawn by others": remark("/FreeText"),
    "to be blackened": remark("/Redact"),
    "polygon, drawn by others": remark("/Polygon", **filled(0)),
    "large note": both(remark("/Text"), with_picture("0 0 0")),
}


@pytest.mark.parametrize("name", COVERS)
def test_a_remark_that_covers_text_is_asked_about(name: str) -> None:
    with pytest.raises(Undecided, match="^第 1 页的批注盖住了下面的内容"):
        clean_pdf(pdf(_TEXT, make=COVERS[name]))


def test_a_remark_that_covers_a_part_of_a_picture_is_asked_about() -> None:
    drawing = "".join(f"{x} {y} 5 5 re f " for x in range(70, 280, 10) for y in range(692, 718, 10))
    with pytest.raises(Undecided):
        clean_pdf(pdf(drawing, make=COVERS["black box"]))


def test_a_cover_of_text_in_a_font_that_is_not_there_is_asked_about() -> None:
    text = f"BT /F2 12 Tf 72 700 Td {chinese('某甲乙')} Tj ET"
    nowhere = pdf(text, make=COVERS["black box"]).replace(b"STSong-Light", b"Nowhere-Here")
    with pytest.raises(Undecided):
        clean_pdf(nowhere)


REMARKS = {
    "note": remark("/Text", (200, 695, 220, 715)),
    "highlight": both(remark("/Highlight"), with_picture("1 1 0", "0 0 10 2")),
    "underline": both(remark("/Underline"), with_picture("1 0 0", "0 2 240 1")),
    "struck out": both(remark("/StrikeOut"), with_picture("1 0 0", "0 14 240 1")),
    "frame": remark("/Square", C=numbers(1, 0, 0)),
    "box on nothing": remark("/Square", _BESIDE, **filled(0)),
    "file": remark("/FileAttachment", _BESIDE),
}


@pytest.mark.parametrize("name", REMARKS)
def test_other_remarks_go_and_the_page_stays(name: str) -> None:
    data = pdf(_TEXT, make=REMARKS[name])
    copy = clean_pdf(data)
    assert drawn(copy) == drawn(copy, remarks=False) == drawn(data, remarks=False)
    assert words(copy) == words(data)
    assert "看这里".encode("utf-16-be") not in copy


@pytest.mark.parametrize("kind", ["/Stamp", "/FreeText", "/Ink"])
def test_what_is_stamped_or_written_on_a_page_stays_without_its_author(kind: str) -> None:
    more = {"T": TextStringObject("Moujiayi")}
    data = pdf(_TEXT, make=both(remark(kind, _BESIDE, **more), with_picture("0.8 0 0")))
    copy = clean_pdf(data)
    assert drawn(copy) == drawn(data) != drawn(copy, remarks=False)
    assert [entry.get_object().get("/T") for entry in PdfReader(BytesIO(copy)).pages[0]["/Annots"]] == [None]


def test_a_field_stays_as_it_is_filled_in_without_its_action() -> None:
    def listed(writer: PdfWriter) -> None:
        fields = ArrayObject([writer.pages[0]["/Annots"][0]])
        in_root("/AcroForm", DictionaryObject({NameObject("/Fields"): fields}))(writer)

    more = {"FT": NameObject("/Btn"), "T": TextStringObject("seal"), "A": action("/JavaScript", JS="app.alert(1)")}
    data = pdf(_TEXT, make=both(remark("/Widget", _BESIDE, **more), with_picture("0.5 0.8 0.5"), listed))
    copy = clean_pdf(data)
    assert drawn(copy) == drawn(data) != drawn(pdf(_TEXT))
    assert b"JavaScript" not in copy


VISIBLE = {
    "white on a filled frame": "0.8 0 0 rg 60 690 200 30 re f 1 g " + _TEXT,
    "inside a frame that is one path": _TEXT + "0 g 50 650 300 100 re 54 654 292 92 re f*",
    "red on green": "0 0.5 0 rg 60 690 200 30 re f 0.98 0 0 rg " + _TEXT,
    "white on a curve": "0.2 g 60 690 m 60 730 300 730 300 690 c f 1 g " + _TEXT,
    "tiny, but there": _TEXT.replace("12 Tf", "3 Tf"),
    "half covered": _TEXT + "0 g 60 690 40 30 re f",
}


@pytest.mark.parametrize("name", VISIBLE)
def test_text_that_can_be_seen_stays(name: str) -> None:
    data = pdf(VISIBLE[name])
    copy = clean_pdf(data)
    assert (drawn(copy), words(copy)) == (drawn(data), words(data))


HIDDEN = {
    "under black": _TEXT + "0 g 60 690 300 30 re f ",
    "under white": _TEXT + "1 g 60 690 300 30 re f ",
    "not painted": "3 Tr " + _TEXT,
    "white on paper": "1 g " + _TEXT,
    "told once more": "/Span <</ActualText (Name: Moujiayi)>> BDC " + _TEXT + "EMC 0 g 60 690 300 30 re f ",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_text_that_cannot_be_seen_goes(name: str) -> None:
    seen = "0 g 0 Tr BT /F1 12 Tf 72 600 Td (Lamps) Tj ET"
    data = pdf(HIDDEN[name] + seen)
    copy = clean_pdf(data)
    assert drawn(copy) == drawn(data)
    assert words(copy).strip() == "Lamps"
    assert b"Moujiayi" not in PdfReader(BytesIO(copy)).pages[0].get_contents().get_data()


def test_a_page_that_changes_without_its_text_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the reader is wrong about what is hidden, the pixels decide, page by page."""
    monkeypatch.setattr("disclosure.attachments.cleaning.pdf.covered", lambda drawing: iter(drawing.runs))
    data = pdf(_TEXT)
    assert words(clean_pdf(data)) == words(data)


def test_a_copy_that_looks_different_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def scribbled(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(b"0 0 5 5 re f")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    monkeypatch.setattr("disclosure.attachments.cleaning.pdf._clean_objects", scribbled)
    with pytest.raises(NotCleaned, match="第 1 页和原来的看起来不一样"):
        clean_pdf(pdf(_TEXT))


def test_an_earlier_version_does_not_come_along() -> None:
    first = pdf("BT /F1 12 Tf 72 700 Td (Moujiayi 13900000000) Tj ET ")
    writer = PdfWriter(BytesIO(first), incremental=True)
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 72 700 Td (Lamps) Tj ET")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    data = out.getvalue()
    assert data.startswith(first)
    copy = clean_pdf(data)
    assert (words(copy), drawn(copy), copy.count(b"%%EOF")) == ("Lamps", drawn(data), 1)


@pytest.mark.parametrize("place", ["/Root", "/Pages"])
def test_properties_that_are_a_part_of_the_pages_do_not_take_them_along(place: str) -> None:
    reader = PdfReader(BytesIO(pdf(_TEXT)))
    root = reader.trailer.raw_get("/Root")
    target = root if place == "/Root" else root.get_object().raw_get("/Pages")
    data = pdf(_TEXT)
    start = data.rindex(b"/Info ")
    odd = b"/Info %d 0 R" % target.idnum
    data = data[:start] + odd + data[data.index(b"R", start) + 1 :]
    copy = clean_pdf(data)
    assert (drawn(copy), words(copy)) == (drawn(data), words(data))


def test_a_signed_file_is_left_to_who_signed_it() -> None:
    seal = DictionaryObject({NameObject("/ByteRange"): numbers(0, 1, 2, 3), NameObject("/Type"): NameObject("/Sig")})
    named = DictionaryObject({NameObject("/FT"): NameObject("/Sig"), NameObject("/V"): seal})

    def make(writer: PdfWriter) -> None:
        form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(named)])})
        form[NameObject("/SigFlags")] = NumberObject(3)
        in_root("/AcroForm", form)(writer)

    with pytest.raises(Undecided, match="电子签章"):
        clean_pdf(pdf(_TEXT, make=make))


def test_a_form_that_a_program_draws_is_asked_about() -> None:
    with pytest.raises(Undecided, match="动态表单"):
        clean_pdf(pdf(_TEXT, make=in_root("/NeedsRendering", BooleanObject(True))))


def test_what_programs_note_and_small_pictures_of_pages_go_but_a_font_of_such_a_name_stays() -> None:
    def make(writer: PdfWriter) -> None:
        page = writer.pages[0]
        note = DecodedStreamObject()
        note.set_data(b"Moujiayi")
        for key in ("/Thumb", "/Metadata", "/PieceInfo", "/AF"):
            page[NameObject(key)] = writer._add_object(note)
        fonts = writer._add_object(DictionaryObject({NameObject("/AF"): page["/Resources"]["/Font"]["/F1"]}))
        page["/Resources"][NameObject("/Font")] = fonts

    data = pdf(_TEXT.replace("/F1", "/AF"), make=make)
    copy = clean_pdf(data)
    assert b"Moujiayi" in data and b"Moujiayi" not in copy
    assert (drawn(copy), words(copy)) == (drawn(data), words(data))


def test_a_page_that_is_drawn_is_not_blank() -> None:
    """The comparisons above would be worth nothing if nothing was drawn."""
    page = pypdfium2.PdfDocument(pdf(_TEXT))[0].render(scale=1.3).to_pil()
    assert isinstance(page, Image.Image)
    assert page.convert("L").getextrema() == (2, 255)
