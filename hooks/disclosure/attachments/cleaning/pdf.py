"""PDF files: names, remarks, actions, files inside, text under boxes, and earlier versions taken out."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from disclosure.attachments.cleaning.pdf_view import covering_pages, differing_pages
from disclosure.attachments.cleaning.reasons import NotCleaned, Undecided
from disclosure.attachments.pdf import INSERTED, budget, is_active
from disclosure.attachments.pdf_cover import covered, invisible
from disclosure.attachments.pdf_file import opened_pdf, resolved, value
from disclosure.attachments.pdf_operations import operations
from disclosure.attachments.pdf_page import Budget, Drawing, Run, contents, drawing

# Remarks on the text. What is written, drawn or stamped on a page for all readers to see is not for us to take away.
_REMARKS = {
    "/Text", "/Popup", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Square", "/Circle", "/Line",
    "/Polygon", "/PolyLine",
}  # fmt: skip
_ASIDE = ("/AA", "/AF", "/Metadata", "/PieceInfo", "/Thumb")  # keys that say or do something, and show nothing
_TELLING = {"/Type", "/Subtype", "/FT", "/Kids", "/Title"}  # in lists of fonts or pictures such keys would be names
_SAID = {"/ActualText", "/Alt", "/E"}  # the text once more, for those who cannot see it
_COVERED = (
    "第 {page} 页的批注盖住了下面的内容：去掉它，盖住的内容会露出来；留着它，读者仍能复制出来。"
    "请在原来的软件里删去不公开的内容，重新导出 PDF。"
)
_SIGNED = "这个 PDF 有电子签章，清理会使签章失效。请先清理没有签章的原件，核对以后再签章。"
_FORM = "这个 PDF 是动态表单，去掉程序以后就看不到内容了。请用原来的软件另存为普通的 PDF，再清理。"
_DIFFERS = "清理后的第 {page} 页和原来的看起来不一样，没有写出。请用原来的软件重新导出 PDF 再试。"
_PAGES = "清理后的页数和原来的不一样，没有写出。请用原来的软件重新导出 PDF 再试。"


@dataclass
class _Copy:
    """A copy, and what was taken out of it: per page the numbers of remarks, and the pages that lost text."""

    data: bytes = b""
    gone: dict[int, list[int]] = field(default_factory=dict)
    cut: set[int] = field(default_factory=set)


def clean_pdf(data: bytes) -> bytes:
    """A PDF without anything that its readers certainly do not see, and that looks as it did.

    Text that seems to be hidden is only taken out where the page looks the same without it.
    """
    covering = covering_pages(data)
    if covering:
        raise Undecided(_COVERED.format(page=covering[0] + 1))
    copy = _copied(data, set())
    differing = _differing(data, copy)
    if differing & copy.cut:
        copy = _copied(data, differing)
        differing = _differing(data, copy)
    if differing:
        raise NotCleaned(_DIFFERS.format(page=min(differing) + 1))
    return copy.data


def _differing(data: bytes, copy: _Copy) -> set[int]:
    found = differing_pages(data, copy.data, copy.gone, copy.cut)
    if found is None:
        raise NotCleaned(_PAGES)
    return found


def _copied(data: bytes, spared: set[int]) -> _Copy:
    """A copy; the text of the pages ``spared`` stays as it is."""
    copy = _Copy()
    with opened_pdf(BytesIO(data)) as reader:
        writer = PdfWriter(clone_from=reader)
        doubt = _doubt(writer)
        if not doubt:
            _clean_writer(writer, reader, copy, spared)
    if doubt:
        raise Undecided(doubt)
    return copy


def _clean_writer(writer: PdfWriter, reader: PdfReader, copy: _Copy, spared: set[int]) -> None:
    _clean_document(writer, reader)
    left = budget()
    for number, page in enumerate(writer.pages):
        copy.gone[number] = _clean_remarks(page)
        if number not in spared and _clean_content(writer, page, left):
            copy.cut.add(number)
    _clean_objects(writer)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    cleaned = BytesIO()
    writer.write(cleaned)
    copy.data = cleaned.getvalue()


def _doubt(writer: PdfWriter) -> str:
    """Why a human being has to decide first."""
    if _is_signed(writer):
        return _SIGNED
    return _FORM if value(writer.root_object, "/NeedsRendering") is not None else ""


def _is_signed(writer: PdfWriter) -> bool:
    """Whether a field holds a signature over the bytes of the file."""
    return any("/ByteRange" in holder for found in writer._objects if isinstance(holder := value(found, "/V"), dict))


def _clean_document(writer: PdfWriter, reader: PdfReader) -> None:
    title = value(value(reader.trailer, "/Info"), "/Title")
    writer._info_obj = None  # what the file calls its properties may be a part of its pages: it is not emptied
    if title:
        writer.metadata = {"/Title": str(title)}
    root = writer.root_object
    root.pop(NameObject("/Perms"), None)  # rights that a program gave to the file as it was
    if is_active(value(root, "/OpenAction")):
        del root["/OpenAction"]
    for holder, keys in (
        (value(root, "/Names"), ("/JavaScript", "/EmbeddedFiles")),
        (value(root, "/AcroForm"), ("/XFA",)),
    ):
        if isinstance(holder, DictionaryObject):
            for key in keys:
                holder.pop(NameObject(key), None)


def _clean_objects(writer: PdfWriter) -> None:
    """Wherever it stands: what runs by itself, files inside, and what programs note for themselves."""
    for found in writer._objects:
        if isinstance(found, DictionaryObject) and _TELLING & found.keys():
            for key in _ASIDE:
                found.pop(NameObject(key), None)
            if "/EF" in found:
                del found["/EF"]
            if is_active(value(found, "/A")):
                del found["/A"]


def _clean_remarks(page: PageObject) -> list[int]:
    """Take the remarks out of a page; their numbers. Of those that stay only the name of the author goes."""
    remarks = value(page, "/Annots")
    if not isinstance(remarks, ArrayObject):
        return []
    gone = [number for number, entry in enumerate(remarks) if _kind(resolved(entry)) in _REMARKS | INSERTED]
    kept = [entry for number, entry in enumerate(remarks) if number not in set(gone)]
    for number in gone:
        remark = resolved(remarks[number])
        if isinstance(remark, DictionaryObject):
            remark.clear()  # the order of reading may still lead to it
    for entry in kept:
        remark = resolved(entry)
        if isinstance(remark, DictionaryObject) and _kind(remark) != "/Widget":
            for key in ("/T", "/Popup", "/IRT", "/RC"):
                remark.pop(NameObject(key), None)
    if gone:
        page[NameObject("/Annots")] = ArrayObject(kept)
    return gone


def _kind(remark: object) -> str:
    return str(value(remark, "/Subtype") or "")


def _clean_content(writer: PdfWriter, page: PageObject, left: Budget) -> bool:
    """Take out the text that seems to be hidden; whether there was any."""
    doomed = _doomed(drawing(page, left))
    if doomed:
        stream = DecodedStreamObject()
        stream.set_data(_without(contents(value(page, "/Contents")), doomed))
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    return bool(doomed)


def _doomed(found: Drawing) -> dict[int, float]:
    """The operations whose text nobody sees, and how far each moves on. One that is seen in part is left."""
    page_scan = bool(found.images)
    unseen: set[int] = {run.order for run in covered(found)}
    unseen |= set() if page_scan else {run.order for run in invisible(found)}
    by_operation: dict[int, list[Run]] = {}
    for run in found.runs:
        by_operation.setdefault(run.index, []).append(run)
    return {
        index: sum(run.advance for run in runs)
        for index, runs in by_operation.items()
        if index >= 0
        and any(run.order in unseen for run in runs)
        and all(run.order in unseen or not run.text.strip() for run in runs)
    }


def _without(data: bytes, doomed: dict[int, float]) -> bytes:
    """A content stream without the text of some operations, nor that text once more in the marks around them."""
    edits: list[tuple[int, int, bytes]] = []
    marks: list[tuple[int, int, bytes] | None] = []  # the open ones, each with what to write instead if need be
    for index, operation in enumerate(operations(data)):
        if operation.operator in (b"BDC", b"BMC"):
            name = str(operation.operands[0]) if operation.operands else "/Span"
            said = any(isinstance(item, list) and _SAID & set(map(str, item)) for item in operation.operands)
            marks.append((operation.start, operation.end, f" {name} BMC ".encode("latin-1")) if said else None)
        elif operation.operator == b"EMC" and marks:
            marks.pop()
        elif index in doomed:
            edits += [mark for mark in marks if mark is not None]
            edits.append((operation.start, operation.end, b" [%.3f] TJ " % doomed[index]))
    pieces, position = [], 0
    for start, end, new in sorted(set(edits)):
        pieces += [data[position:start], new]
        position = end
    return b"".join([*pieces, data[position:]])
