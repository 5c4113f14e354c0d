"""Attachments built for the tests with the libraries that offices' programs resemble; every name in them is made up."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pptx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.workbook import Workbook
from PIL import Image
from pptx.presentation import Presentation
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

# A made-up name; a made-up identity number in the shape of one, with a birthday in the year 1900.
PERSON = "某甲乙"
SENTENCE = "路灯夜间检修，请绕行北侧人行道。"
Rewrite = Mapping[str, Callable[[str], str] | str | bytes]


def identity(serial: int) -> str:
    """A number in the shape of an identity number: region and serial are made up, the check digit is right."""
    body = f"31011219000101{serial % 1000:03d}"
    total = sum(int(digit) * factor for digit, factor in zip(body, _FACTORS, strict=True))
    return body + "10X98765432"[total % 11]


_FACTORS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def word(make: Callable[[Document], Any] = lambda document: None, parts: Rewrite | None = None) -> bytes:
    """A Word file with one paragraph and what ``make`` adds; ``parts`` are rewritten or added afterwards."""
    document = docx.Document()
    document.core_properties.author = ""
    document.add_paragraph(SENTENCE)
    make(document)
    return rewritten(_saved(document), parts or {})


def excel(make: Callable[[Workbook], Any] = lambda book: None, parts: Rewrite | None = None) -> bytes:
    """A workbook with one small table."""
    book = openpyxl.Workbook()
    book.properties.creator = None
    sheet = book.active
    assert sheet is not None
    sheet.title = "名单"
    for row in (("路段", "盏数"), ("柳溪路", 12), ("古槐路", 8)):
        sheet.append(row)
    make(book)
    return rewritten(_saved(book), parts or {})


def slides(make: Callable[[Presentation], Any] = lambda show: None, parts: Rewrite | None = None) -> bytes:
    """A presentation with one slide."""
    show = pptx.Presentation()
    show.core_properties.author = ""
    show.core_properties.last_modified_by = ""
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = SENTENCE
    make(show)
    return rewritten(_saved(show), parts or {})


def _saved(thing: Any) -> bytes:
    stream = BytesIO()
    thing.save(stream)
    return stream.getvalue()


def rewritten(data: bytes, parts: Rewrite) -> bytes:
    """A package with some parts changed by a function, or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            change = parts.get(info.filename)
            content = old.read(info)
            if callable(change):
                content = change(content.decode("utf-8")).encode()
            elif change is not None:
                content = change.encode() if isinstance(change, str) else change
            new.writestr(info.filename, content)
        for name in parts.keys() - set(old.namelist()):
            change = parts[name]
            assert not callable(change), name
            new.writestr(name, change)
    return out.getvalue()


def xml(text: str) -> Any:
    """A piece of WordprocessingML."""
    return parse_xml(re.sub(r"^<(w:\w+)", rf"<\1 {nsdecls('w')}", text))


def pdf(
    content: str = "BT /F1 12 Tf 72 700 Td (Street lamps are repaired at night.) Tj ET",
    make: Callable[[PdfWriter], Any] = lambda writer: None,
    picture: bool = False,
) -> bytes:
    """A PDF of one page; ``/F1`` is Helvetica, ``/F2`` a Chinese font, ``/Im`` a grey picture."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    resources = {"/Font": _mapping({"/F1": _helvetica(), "/F2": _song()})}
    resources["/ExtGState"] = _mapping({"/Pale": _mapping({"/ca": FloatObject(0.3)})})
    if picture:
        image = DecodedStreamObject()
        image.set_data(b"\x80")
        image.update(_mapping({"/Subtype": NameObject("/Image"), "/Width": FloatObject(1), "/Height": FloatObject(1)}))
        resources["/XObject"] = _mapping({"/Im": writer._add_object(image)})
    page[NameObject("/Resources")] = _mapping(resources)
    stream = DecodedStreamObject()
    stream.set_data(content.encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    writer.metadata = {"/Producer": "test"}
    make(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _mapping(values: Mapping[str, Any]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in values.items()})


def _helvetica() -> DictionaryObject:
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    return _mapping({key: NameObject(value) for key, value in names.items()})


def _song() -> DictionaryObject:
    names = {"/Type": "/Font", "/Subtype": "/CIDFontType0", "/BaseFont": "/STSong-Light"}
    inner = _mapping({key: NameObject(value) for key, value in names.items()})
    inner[NameObject("/DW")] = FloatObject(1000)
    inner[NameObject("/FontDescriptor")] = _mapping({"/Type": NameObject("/FontDescriptor")})
    outer = {"/Type": "/Font", "/Subtype": "/Type0", "/BaseFont": "/STSong-Light", "/Encoding": "/UniGB-UCS2-H"}
    font = _mapping({key: NameObject(value) for key, value in outer.items()})
    font[NameObject("/DescendantFonts")] = ArrayObject([inner])
    return font


def chinese(text: str) -> str:
    """Text as the string operand of the Chinese font."""
    return f"<{text.encode('utf-16-be').hex()}>"


def annotation(kind: str, **more: Any) -> Callable[[PdfWriter], Any]:
    """Adds one annotation to the first page."""

    def make(writer: PdfWriter) -> None:
        box = ArrayObject([FloatObject(number) for number in (100, 100, 200, 120)])
        values = {"/Type": NameObject("/Annot"), "/Subtype": NameObject(kind), "/Rect": box}
        values["/Contents"] = TextStringObject("看这里")
        note = _mapping({**values, **{f"/{key}": value for key, value in more.items()}})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])

    return make


def action(kind: str, **more: str) -> DictionaryObject:
    """An action of a PDF."""
    return _mapping({"/S": NameObject(kind), **{f"/{key}": TextStringObject(value) for key, value in more.items()}})


def in_root(key: str, value: Any) -> Callable[[PdfWriter], Any]:
    """Puts a value in the catalogue of a PDF."""

    def make(writer: PdfWriter) -> None:
        writer.root_object[NameObject(key)] = value

    return make


def picture(kind: str = "JPEG", tags: Mapping[int, Any] | None = None, **more: Any) -> bytes:
    """A small picture with EXIF tags; a mapping as a value is a directory of its own."""
    exif = Image.Exif()
    exif[0x112] = 1
    for tag, value in (tags or {}).items():
        exif[tag] = value
    image = Image.new("RGB", (32, 24), (30, 90, 150))
    image.paste((200, 40, 40), (0, 0, 16, 12))
    out = BytesIO()
    image.save(out, kind, **({"exif": exif.tobytes()} if tags else {}), **more)
    return out.getvalue()


GPS = {0x8825: {1: "N", 2: (31.0, 8.0, 0.0), 3: "E", 4: (121.0, 24.0, 0.0)}}


def archive(members: Mapping[str, bytes | str], links: Mapping[str, str] | None = None) -> bytes:
    """A zip file; ``links`` are stored as symbolic links."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
        for name, target in (links or {}).items():
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            new.writestr(info, target)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """A zip file of which every member says that it is encrypted."""
    changed = bytearray(data)
    for sign, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        for match in re.finditer(re.escape(sign), data):
            changed[match.start() + offset] |= 1
    return bytes(changed)


def ofd(page: str = "", author: str = "", parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """An OFD file of one page with one line of text."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    info = f"<ofd:DocInfo><ofd:Author>{author}</ofd:Author></ofd:DocInfo>"
    text = ofd_text(SENTENCE)
    return archive(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody>{info}<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {space}/>",
            "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{text}{page}</ofd:Layer>"
            "</ofd:Content></ofd:Page>",
            **(parts or {}),
        }
    )


def ofd_text(text: str, more: str = "") -> str:
    """A line of text on an OFD page."""
    code = f'<ofd:TextCode X="0" Y="5">{text}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="20 20 100 6" {more}>{code}</ofd:TextObject>'


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
