"""PDF files: properties, remarks, actions, files inside, covered and unseen text, scans, and the text of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from disclosure.attachments.facts import Concern, Fact, Pages, Passage, Source, inside, named, passage, spot
from disclosure.attachments.pdf_colours import brightness, colour_of
from disclosure.attachments.pdf_cover import covered, invisible
from disclosure.attachments.pdf_file import opened_pdf, resolved, string, value, versions_before
from disclosure.attachments.pdf_lines import lines
from disclosure.attachments.pdf_links import bookmarks, page_links
from disclosure.attachments.pdf_page import Budget, Drawing, drawing, inherited
from disclosure.attachments.pdf_shapes import Area, Box
from disclosure.reading.bounds import BOMB, Unreadable
from disclosure.reading.xml_text import local, xml_text, xml_tree

_DATA = 24 << 20  # bytes of all pages' content
_STEPS = 400_000  # operations of all pages
_MOST = 20_000  # remarks, fields, files: more are a loop or an attack
_COVERS = {"/Square", "/Circle", "/Polygon", "/Redact", "/FreeText", "/Highlight"}
_NOT_SHOWN = 2 | 32  # flags of a remark: hidden, not on the screen
_OPAQUE, _INK = 0.9, 0.2
_LAST = 1 << 40  # remarks are painted after the page
_PEOPLE = {"/Author": "作者", "/Company": "单位", "/Manager": "负责人", "/LastSavedBy": "最后修改者"}
_DESCRIPTIONS = ("/Title", "/Subject", "/Keywords")
HARMLESS_REMARKS = {"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet"}
INSERTED = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
HARMLESS_ACTIONS = {"/GoTo", "/URI", "/Named", "/GoToR", "/Hide", "/ResetForm", ""}


def pdf_facts(source: Source) -> Iterator[Fact]:
    """Everything in a PDF that should not be there, and all of its text."""
    with opened_pdf(source) as reader:
        pages = list(_pages(reader))
        found = [*_properties(reader), *_document(reader), *pages, *_outline(reader)]
        found += _earlier_versions(source, pages)
    yield from found


def _earlier_versions(source: Source, pages: list[Fact]) -> Iterator[Fact]:
    """What stood on the pages in versions that the file still holds, and stands there no more."""
    now = {_gist(fact) for fact in pages if isinstance(fact, Passage)}
    for version in versions_before(source):
        try:
            with opened_pdf(BytesIO(version)) as reader:
                gone = [fact for fact in _pages(reader) if isinstance(fact, Passage) and _gist(fact) not in now]
        except Unreadable:
            continue  # no reader would show it
        if gone:
            yield spot(Concern.REVISIONS, "早先的版本", gone[0].where)
        yield from inside("早先版本的", iter(gone))


def _gist(fact: Passage) -> str:
    return "".join("".join(fact.cells).split())


def _properties(reader: PdfReader) -> Iterator[Fact]:
    information = value(reader.trailer, "/Info")
    for key, what in _PEOPLE.items():
        yield from named(what, string(value(information, key)))
    for key in _DESCRIPTIONS:
        yield from passage("文件属性", string(value(information, key)))
    packet = value(reader.root_object, "/Metadata")
    if isinstance(packet, StreamObject):
        yield from _packet(packet.get_data())


def _packet(data: bytes) -> Iterator[Fact]:
    """The properties once more, as XMP; one that is damaged says nothing."""
    try:
        root = xml_tree(re.sub(r"<\?xpacket.*?\?>", "", xml_text(data)).strip())
    except Unreadable:
        return
    for element in root.iter():
        if local(element.tag) in ("creator", "Company"):
            what = "作者" if local(element.tag) == "creator" else "单位"
            yield from named(what, " ".join("".join(element.itertext()).split()))


def _document(reader: PdfReader) -> Iterator[Fact]:
    root = reader.root_object
    names = value(root, "/Names")
    if value(names, "/JavaScript") is not None or is_active(value(root, "/OpenAction")) or value(root, "/AA"):
        yield spot(Concern.ACTIVE, "自动执行的动作")
    if value(names, "/EmbeddedFiles") is not None or value(root, "/AF"):
        yield spot(Concern.EMBEDDED, "嵌入的文件")
    off = value(value(value(root, "/OCProperties"), "/D"), "/OFF")
    if isinstance(off, ArrayObject) and off:
        yield spot(Concern.HIDDEN_TEXT, "隐藏的图层")
    form = value(root, "/AcroForm")
    if value(form, "/XFA") is not None:
        yield spot(Concern.ACTIVE, "动态表单")
    yield from _fields(value(form, "/Fields"))


def _fields(fields: object) -> Iterator[Fact]:
    """What is filled in a form."""
    stack, seen = [fields], 0
    while stack:
        for entry in _listed(stack.pop()):
            seen += 1
            if seen > _MOST:
                raise Unreadable(BOMB)
            field = resolved(entry)
            yield from passage("表单", string(value(field, "/V")))
            if is_active(value(field, "/A")) or value(field, "/AA") is not None:
                yield spot(Concern.ACTIVE, "自动执行的动作", "表单")
            stack.append(value(field, "/Kids"))


def is_active(action: object) -> bool:
    """Whether an action does more than lead somewhere."""
    return isinstance(action, DictionaryObject) and str(value(action, "/S") or "") not in HARMLESS_ACTIONS


def _outline(reader: PdfReader) -> Iterator[Fact]:
    for bookmark in bookmarks(reader.root_object):
        yield from passage("书签", bookmark.title)
        yield from bookmark.links


def _pages(reader: PdfReader) -> Iterator[Fact]:
    allowed = budget()
    left = _MOST
    yield Pages(len(reader.pages))
    for number, page in enumerate(reader.pages, 1):
        where = f"第{number}页"
        remarks = [resolved(remark) for remark in _listed(value(page, "/Annots"))]
        left -= len(remarks)
        if left < 0:
            raise Unreadable(BOMB)
        yield from page_links(remarks, number)
        if value(page, "/AA") is not None:
            yield spot(Concern.ACTIVE, "自动执行的动作", where)
        found = drawing(page, allowed)
        for remark in remarks:
            yield from _remark(remark, where, found)
        yield from _painted(found, where, _size(page))


def budget() -> Budget:
    """What is looked at of the pages of one file."""
    return Budget(_DATA, _STEPS)


def _remark(remark: object, where: str, found: Drawing) -> Iterator[Fact]:
    kind = str(value(remark, "/Subtype") or "")
    if kind in INSERTED:
        yield spot(Concern.EMBEDDED, "嵌入的文件", where)
    elif kind and kind not in HARMLESS_REMARKS:
        area = _cover(remark, kind)
        if area is not None and any(covered(replace(found, areas=[area]))):
            yield spot(Concern.BLACKED_OUT, "被批注的色块盖住的文字", where)
        else:
            yield spot(Concern.REMARKS, "批注", where)
        yield from passage(f"{where}的批注", string(value(remark, "/Contents")))
    if is_active(value(remark, "/A")) or (kind != "/Widget" and value(remark, "/AA") is not None):
        yield spot(Concern.ACTIVE, "自动执行的动作", where)


def _cover(remark: object, kind: str) -> Area | None:
    """What a remark paints over the page, if it is opaque and shown."""
    fill = _numbers(value(remark, {"/FreeText": "/C", "/Highlight": "/C"}.get(kind, "/IC")))
    flags, opacity = resolved(value(remark, "/F")), resolved(value(remark, "/CA"))
    hidden = isinstance(flags, int) and bool(flags & _NOT_SHOWN)
    pale = isinstance(opacity, int | float) and float(opacity) < _OPAQUE
    box = _numbers(value(remark, "/Rect"))
    colour = colour_of(fill, "") if fill else None
    if kind not in _COVERS or colour is None or hidden or pale or len(box) != 4:
        return None
    if kind == "/Highlight" and brightness(colour) > _INK:
        return None  # it lets the text through
    left, right, bottom, top = *sorted(box[::2]), *sorted(box[1::2])
    return Area(_LAST, (left, bottom, right, top), colour)


def _numbers(values: object) -> list[float]:
    found = [resolved(item) for item in _listed(values)]
    return [float(item) for item in found if isinstance(item, int | float)]


def _painted(found: Drawing, where: str, size: Box) -> Iterator[Fact]:
    for _ in covered(found):
        yield spot(Concern.BLACKED_OUT, "被色块盖住的文字", where)
    page = (size[2] - size[0]) * (size[3] - size[1])
    scanned = any((box[2] - box[0]) * (box[3] - box[1]) > page / 2 for box in found.images)
    if not scanned:
        for _ in invisible(found):
            yield spot(Concern.HIDDEN_TEXT, "看不见的文字", where)
    elif not any(run.text.strip() for run in found.runs):
        yield spot(Concern.SCANNED, "只有图像、没有文字的页", where)
    for cells in lines(found.runs):
        yield from passage(where, *cells)


def _size(page: DictionaryObject) -> Box:
    numbers = _numbers(inherited(page, "/MediaBox"))
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else (0.0, 0.0, 0.0, 0.0)


def _listed(values: object) -> list[object]:
    return list(values) if isinstance(values, ArrayObject) else []
