"""PDF files: names, remarks, actions, files inside, and text under boxes taken out."""

from __future__ import annotations

from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from disclosure.attachments.pdf import HARMLESS_REMARKS, budget, is_active
from disclosure.attachments.pdf_cover import covered, invisible
from disclosure.attachments.pdf_file import opened_pdf, resolved, value
from disclosure.attachments.pdf_operations import operations
from disclosure.attachments.pdf_page import Budget, Drawing, Run, contents, drawing


def clean_pdf(data: bytes) -> bytes:
    """A PDF without anything that its readers do not see."""
    with opened_pdf(BytesIO(data)) as reader:
        writer = PdfWriter(clone_from=reader)
        _clean_document(writer, reader)
        left = budget()
        for page in writer.pages:
            _clean_remarks(page)
            _clean_content(writer, page, left)
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        cleaned = BytesIO()
        writer.write(cleaned)
    return cleaned.getvalue()


def _clean_document(writer: PdfWriter, reader: PdfReader) -> None:
    title = value(value(reader.trailer, "/Info"), "/Title")
    writer.metadata = {"/Title": str(title)} if title else None
    root = writer.root_object
    for key in ("/Metadata", "/AA", "/AF", "/PieceInfo"):
        root.pop(NameObject(key), None)
    if is_active(value(root, "/OpenAction")):
        del root["/OpenAction"]
    for holder, keys in (
        (value(root, "/Names"), ("/JavaScript", "/EmbeddedFiles")),
        (value(root, "/AcroForm"), ("/XFA",)),
    ):
        if isinstance(holder, DictionaryObject):
            for key in keys:
                holder.pop(NameObject(key), None)


def _clean_remarks(page: PageObject) -> None:
    for key in ("/AA", "/Metadata", "/PieceInfo"):
        page.pop(NameObject(key), None)
    remarks = value(page, "/Annots")
    if isinstance(remarks, ArrayObject):
        page[NameObject("/Annots")] = ArrayObject([entry for entry in remarks if _is_kept(resolved(entry))])


def _is_kept(remark: object) -> bool:
    kind = str(value(remark, "/Subtype") or "")
    return kind in HARMLESS_REMARKS - {"/Popup"} and not is_active(value(remark, "/A")) and not value(remark, "/AA")


def _clean_content(writer: PdfWriter, page: PageObject, left: Budget) -> None:
    found = drawing(page, left)
    doomed = _doomed(found)
    if doomed:
        stream = DecodedStreamObject()
        stream.set_data(_without(contents(value(page, "/Contents")), doomed))
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())


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
        if index >= 0 and all(run.order in unseen or not run.text.strip() for run in runs)
    }


def _without(data: bytes, doomed: dict[int, float]) -> bytes:
    pieces, position = [], 0
    for index, operation in enumerate(operations(data)):
        if index in doomed:
            pieces += [data[position : operation.start], b" [%.3f] TJ " % doomed[index]]
            position = operation.end
    return b"".join([*pieces, data[position:]])
