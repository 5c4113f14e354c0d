"""A form as a PDF with fields to fill in (AcroForm), written with pypdf.

No font is embedded: Chinese is set in ``STSong-Light`` with the character map ``UniGB-UCS2-H``, both named by the PDF
standard (ISO 32000-1, 9.7.5.2), for which every reader takes a Chinese font of its own or of the system. An embedded
part of a font would have only the characters of the labels, and none of the names that people write into the fields.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from disclosure.pages.request_form import FormField, RequestForm

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 595, 842, 57, 538, 790, 48
_LABEL, _LINE, _SIZE, _SMALL = 128, 15, 10.5, 8.5
_MULTILINE, _PRINTED = 1 << 12, 4
_FORM_FONT = "/Song 10.5 Tf 0 g"


@dataclass
class _Sheet:
    """One page as it is drawn: operators, and the fields on it with their places."""

    drawn: list[str] = field(default_factory=list)
    fields: list[tuple[FormField, str, tuple[float, float, float, float]]] = field(default_factory=list)
    at: float = _TOP

    def text(self, words: str, x: float, size: float = _SIZE) -> None:
        """A line of words at the present height."""
        code = words.encode("utf-16-be").hex().upper()
        self.drawn.append(f"BT /Song {size} Tf {x} {self.at:.1f} Td <{code}> Tj ET")

    def frame(self, box: tuple[float, float, float, float]) -> None:
        """The lines around a box: left, bottom, right, top."""
        left, bottom, right, top = box
        self.drawn.append(f"0.5 w {left:.1f} {bottom:.1f} {right - left:.1f} {top - bottom:.1f} re S")


def fillable_pdf(title: str, form: RequestForm) -> bytes:
    """A form as a PDF: A4, a field for each that there is; the same form gives the same bytes."""
    writer = PdfWriter()
    font, marks = writer._add_object(_song()), writer._add_object(_dingbats())
    fonts = _entries(Song=font, ZaDb=marks)
    fields = ArrayObject()
    for sheet in _sheets(title, form):
        page = writer.add_blank_page(_WIDTH, _HEIGHT)
        page[NameObject("/Resources")] = _entries(Font=fonts)
        page[NameObject("/Tabs")] = NameObject("/R")
        content = StreamObject()
        content.set_data("\n".join(sheet.drawn).encode("ascii"))
        page[NameObject("/Contents")] = writer._add_object(content)
        placed = [writer._add_object(_widget(*item, page.indirect_reference, writer)) for item in sheet.fields]
        page[NameObject("/Annots")] = ArrayObject(placed)
        fields.extend(placed)
    _describe(writer, title, form.office, fields, fonts)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _describe(writer: PdfWriter, title: str, office: str, fields: ArrayObject, fonts: DictionaryObject) -> None:
    writer.root_object[NameObject("/AcroForm")] = _entries(
        Fields=fields,
        DR=_entries(Font=fonts),
        DA=TextStringObject(_FORM_FONT),
        NeedAppearances=BooleanObject(True),
    )
    writer.root_object[NameObject("/Lang")] = TextStringObject("zh-CN")
    shown = _entries(DisplayDocTitle=BooleanObject(True))
    writer.root_object[NameObject("/ViewerPreferences")] = shown
    writer.add_metadata({"/Title": title, "/Author": office})


def _song() -> DictionaryObject:
    """The Song type of the standard: full width, but for the letters and figures of ASCII, which take half."""
    descriptor = _entries(
        Type=NameObject("/FontDescriptor"),
        FontName=NameObject("/STSong-Light"),
        Flags=NumberObject(6),
        FontBBox=RectangleObject((-25, -254, 1000, 880)),
        ItalicAngle=NumberObject(0),
        Ascent=NumberObject(880),
        Descent=NumberObject(-120),
        CapHeight=NumberObject(737),
        StemV=NumberObject(58),
    )
    system = _entries(Registry=TextStringObject("Adobe"), Ordering=TextStringObject("GB1"), Supplement=NumberObject(2))
    below = _entries(
        Type=NameObject("/Font"),
        Subtype=NameObject("/CIDFontType0"),
        BaseFont=NameObject("/STSong-Light"),
        CIDSystemInfo=system,
        DW=NumberObject(1000),
        W=ArrayObject([NumberObject(1), NumberObject(95), NumberObject(500)]),
        FontDescriptor=descriptor,
    )
    return _entries(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type0"),
        BaseFont=NameObject("/STSong-Light-UniGB-UCS2-H"),
        Encoding=NameObject("/UniGB-UCS2-H"),
        DescendantFonts=ArrayObject([below]),
    )


def _dingbats() -> DictionaryObject:
    """The type that marks a box; one of the fourteen that every reader has."""
    return _entries(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type1"),
        BaseFont=NameObject("/ZapfDingbats"),
    )


def _sheets(title: str, form: RequestForm) -> list[_Sheet]:
    """The form laid out; a row that has no room begins the next page."""
    sheet = _Sheet()
    made = [sheet]
    sheet.text(title, _WIDTH / 2 - len(title) * 9, 18)
    sheet.at -= 26
    sheet.text(f"收件机关：{form.office}", _LEFT)
    sheet.at -= 10
    for section in form.sections:
        sheet = _with_room(made, 60)
        sheet.at -= 16
        sheet.text(section.title, _LEFT, 12)
        sheet.at -= 14
        sheet.text(section.note, _LEFT, _SMALL)
        sheet.at -= 5
        _add_rows(made, section.fields)
    made[-1].at -= 10
    _add_rows(made, form.signing)
    made[-1].at -= 8
    for number, remark in enumerate(form.remarks, 1):
        for line in _wrapped(f"{number}. {remark}", _SMALL):
            sheet = _with_room(made, 14)
            sheet.at -= 12
            sheet.text(line, _LEFT, _SMALL)
    return made


def _with_room(made: list[_Sheet], height: float) -> _Sheet:
    if made[-1].at - height < _BOTTOM:
        made.append(_Sheet())
    return made[-1]


def _add_rows(made: list[_Sheet], fields: Sequence[FormField]) -> None:
    for item in fields:
        height = item.lines * _LINE + 8
        sheet = _with_room(made, height)
        top, bottom = sheet.at, sheet.at - height
        sheet.frame((_LEFT, bottom, _LEFT + _LABEL, top))
        sheet.frame((_LEFT + _LABEL, bottom, _RIGHT, top))
        sheet.at = top - 15
        sheet.text(item.title, _LEFT + 4)
        if item.choices:
            _add_choices(sheet, item, bottom)
        else:
            sheet.fields.append((item, "", (_LEFT + _LABEL + 2, bottom + 2, _RIGHT - 2, top - 2)))
        sheet.at = bottom


def _add_choices(sheet: _Sheet, item: FormField, bottom: float) -> None:
    left = _LEFT + _LABEL + 6.0
    for choice in item.choices:
        box = (left, bottom + 6, left + 11, bottom + 17)
        sheet.frame(box)
        sheet.fields.append((item, choice, box))
        sheet.text(choice, left + 15)
        left += 15 + len(choice) * _SIZE + 14


def _wrapped(words: str, size: float) -> Iterator[str]:
    """The words in lines that fit between the margins; ASCII takes half the room of Chinese."""
    line, width = "", 0.0
    for char in words:
        wide = size * (0.5 if char.isascii() else 1)
        if width + wide > _RIGHT - _LEFT:
            yield line
            line, width = "", 0.0
        line, width = line + char, width + wide
    yield line


def _widget(
    item: FormField, choice: str, box: tuple[float, ...], page: IndirectObject | None, writer: PdfWriter
) -> DictionaryObject:
    """One field: what is written, or one box to mark."""
    said = "：".join(filter(None, (item.title, choice or item.hint)))
    made = _entries(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Widget"),
        Rect=ArrayObject(FloatObject(round(edge, 1)) for edge in box),
        F=NumberObject(_PRINTED),
        T=TextStringObject(f"{item.key}-{item.choices.index(choice) + 1}" if choice else item.key),
        TU=TextStringObject(said),
    )
    if page is not None:
        made[NameObject("/P")] = page
    made.update(_marked(box, writer) if choice else _written(item))
    return made


def _written(item: FormField) -> DictionaryObject:
    return _entries(
        FT=NameObject("/Tx"),
        DA=TextStringObject(_FORM_FONT),
        Ff=NumberObject(_MULTILINE if item.lines > 1 else 0),
    )


def _marked(box: tuple[float, ...], writer: PdfWriter) -> DictionaryObject:
    """A box that is off, with how it looks on and off."""
    looks = _entries()
    for state, operators in (("/Yes", "BT /ZaDb 10 Tf 1.5 2 Td (4) Tj ET"), ("/Off", "")):
        look = StreamObject()
        look.set_data(operators.encode("ascii"))
        look[NameObject("/Type")] = NameObject("/XObject")
        look[NameObject("/Subtype")] = NameObject("/Form")
        look[NameObject("/BBox")] = RectangleObject((0, 0, round(box[2] - box[0]), round(box[3] - box[1])))
        dingbats = _entries(ZaDb=_dingbats())
        look[NameObject("/Resources")] = _entries(Font=dingbats)
        looks[NameObject(state)] = writer._add_object(look)
    return _entries(
        FT=NameObject("/Btn"),
        V=NameObject("/Off"),
        AS=NameObject("/Off"),
        DA=TextStringObject("/ZaDb 0 Tf 0 g"),
        MK=_entries(CA=TextStringObject("4")),
        AP=_entries(N=looks),
    )


def _entries(**values: PdfObject) -> DictionaryObject:
    """A dictionary of a PDF."""
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})
