"""Workbooks: hidden sheets and what stands in hidden rows and columns taken out, formulas made values where needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from xml.etree.ElementTree import Element

from disclosure.attachments.cleaning.excel_sight import (
    SheetSight,
    chart_formulas,
    doubtful_sheets,
    is_hidden_sheet,
    mentions,
    sheet_sight,
)
from disclosure.attachments.cleaning.excel_view import book_view
from disclosure.attachments.cleaning.parts import Parts
from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.attachments.cleaning.surgery import Surgery
from disclosure.attachments.excel import OUTSIDE, rows_of
from disclosure.attachments.office import ACTIVE_PARTS, EMBEDDED_PARTS
from disclosure.attachments.package import opened
from disclosure.attachments.workbook import BOOK, STRINGS, Sheet, sheets_of
from disclosure.expressions import expression
from disclosure.reading.bounds import Unreadable
from disclosure.reading.xml_text import local, xml_text, xml_tree

_DROPPED = expression(
    r"^xl/(?:comments|threadedComments/|persons/|externalLinks/|pivotCache/|pivotTables/|slicers/|slicerCaches/|"
    r"timelines/|timelineCaches/|connections\.xml|queryTables/|revisions/|calcChain\.xml)",
    re.IGNORECASE,
)
_HARMLESS = expression(r"^xl/(?:comments|threadedComments/|persons/|calcChain)", re.IGNORECASE)
_OLD_DRAWINGS = expression(r"^xl/drawings/vmlDrawing", re.IGNORECASE)
_OBJECT = expression(rb"""ObjectType\s*=\s*["'](\w+)""")
_STYLES = "xl/styles.xml"
_NO_VALUES = "表里有公式没有存下算出的结果，去掉隐藏的内容以后会算错。请先用 Excel 或 WPS 打开、保存一次，再清理。"
_ALL_HIDDEN = "这个文件没有一张看得见的工作表，没有清理成。请核对文件。"
_DIFFERS = "清理后的表格和原来的不一样，没有写出。请用 Excel 或 WPS 打开、另存一次再试。"


def clean_excel(data: bytes) -> bytes:
    """A workbook without anything that its readers certainly do not see, and with all that they see."""
    parts = Parts(data)
    with opened(BytesIO(data)) as package:
        sheets = list(sheets_of(package))
    every, of_hidden_cells = chart_formulas(parts)
    formats = _empty_formats(parts)
    sights = {
        sheet.part: sheet_sight(parts, sheet, formats, of_hidden_cells)
        for sheet in sheets
        if not is_hidden_sheet(sheet) and local(_root(parts, sheet.part).tag) == "worksheet"
    }
    formulas = [*every, *(text for sight in sights.values() for text in sight.formulas)]
    doubtful = doubtful_sheets(parts, sheets, formulas)
    gone = [sheet for sheet in sheets if is_hidden_sheet(sheet) and sheet.title not in doubtful]
    kept = [sheet for sheet in sheets if sheet not in gone]
    if not any(not is_hidden_sheet(sheet) for sheet in kept):
        raise NotCleaned(_ALL_HIDDEN)
    before = book_view(parts, kept, {part: sight.gone for part, sight in sights.items()}, sights)
    _cut(parts, sheets, gone, sights)
    copy = parts.clean(_seen_parts(parts, kept))
    opened_again = Parts(copy)
    with opened(BytesIO(copy)) as package:
        left = list(sheets_of(package))
    if [sheet.title for sheet in left] != [sheet.title for sheet in kept] or book_view(opened_again, left) != before:
        raise NotCleaned(_DIFFERS)
    return copy


def _root(parts: Parts, part: str) -> Element:
    return xml_tree(xml_text(parts.contents[part]))


def _cut(parts: Parts, sheets: list[Sheet], gone: list[Sheet], sights: dict[str, SheetSight]) -> None:
    unseen = {sheet.part for sheet in gone}
    frozen = bool(gone) or any(_DROPPED.match(part) and not _HARMLESS.match(part) for part in parts.contents)
    frozen = frozen or any(sight.gone for sight in sights.values())
    parts.cut(BOOK, lambda surgery: _clean_book(surgery, sheets, gone))
    parts.drop(lambda part: part in unseen or _DROPPED.match(part))
    _clean_notes(parts)
    kept = [sheet for sheet in sheets if sheet not in gone]
    for sheet in kept:
        doomed = _numbers(sights[sheet.part]) if sheet.part in sights else set()
        parts.cut(sheet.part, partial(_clean_sheet, doomed=doomed, frozen=frozen))
    _clean_strings(parts, kept)


def _numbers(sight: SheetSight) -> set[int]:
    """Which cells of a sheet go, counted from its start."""
    return {number for number, cell in enumerate(_cells(sight.root)) if cell in sight.gone}


def _empty_formats(parts: Parts) -> dict[str, str]:
    """The numbers of the cell formats that show nothing, and their codes: of anything, or of numbers only."""
    if _STYLES not in parts.contents:
        return {}
    root = _root(parts, _STYLES)
    codes = {
        element.get("numFmtId", ""): element.get("formatCode", "").replace('""', "")
        for element in root.iter()
        if local(element.tag) == "numFmt"
    }
    formats = next((element for element in root if local(element.tag) == "cellXfs"), ())
    found = {str(number): codes.get(element.get("numFmtId", ""), "") for number, element in enumerate(formats)}
    return {number: code for number, code in found.items() if code in (";;;", ";;")}


def _clean_book(surgery: Surgery, sheets: list[Sheet], gone: list[Sheet]) -> None:
    """Names of the file that lead elsewhere or to sheets that go are cut; the rest count the sheets that stay."""
    numbers = {number for number, sheet in enumerate(sheets) if sheet in gone}
    titles = [sheet.title for sheet in gone]
    for element in surgery.root.iter():
        if local(element.tag) == "definedName":
            text, number = element.text or "", element.get("localSheetId", "")
            if OUTSIDE.search(text) or number in map(str, numbers) or any(mentions(text, title) for title in titles):
                surgery.cut(element)
            elif number.isdecimal():
                surgery.set_attribute(
                    element, "localSheetId", str(int(number) - sum(item < int(number) for item in numbers))
                )
        elif local(element.tag) == "workbookView" and gone:
            surgery.without_attribute(element, "activeTab", "firstSheet")


def _clean_sheet(surgery: Surgery, doomed: set[int], *, frozen: bool) -> None:
    for number, cell in enumerate(_cells(surgery.root)):
        if number in doomed:
            surgery.cut(cell)
        elif frozen:
            _freeze(surgery, cell)


def _cells(root: Element) -> Iterator[Element]:
    return (cell for row in rows_of(root) for cell in row)


def _freeze(surgery: Surgery, cell: Element) -> None:
    """Keep what a formula came to: it may build on what is taken out."""
    formulas = [element for element in cell if local(element.tag) == "f"]
    known = any(local(element.tag) == "v" and (element.text or cell.get("t") == "str") for element in cell)
    if formulas and not known:
        raise NotCleaned(_NO_VALUES)
    for element in formulas:
        surgery.cut(element)


def _clean_notes(parts: Parts) -> None:
    """The frames of comments go; pictures of headers and fields of forms, which lie in the same parts, stay."""
    for part in [part for part in parts.contents if _OLD_DRAWINGS.match(part)]:
        kinds = set(_OBJECT.findall(parts.contents[part]))
        if kinds == {b"Note"}:
            parts.drop(part.__eq__)
        elif b"Note" in kinds:
            try:
                parts.cut(part, _cut_notes)
            except Unreadable:
                continue  # programs write these parts as they like; the frame alone says nothing


def _cut_notes(surgery: Surgery) -> None:
    for element in surgery.root.iter():
        if local(element.tag) == "ClientData" and element.get("ObjectType") == "Note":
            surgery.cut(surgery.parents[element])


def _seen_parts(parts: Parts, kept: list[Sheet]) -> Callable[[str], object]:
    """Fields of forms, and files of which the sheet shows a picture: they are for a human being to judge."""
    seen, stack = set[str](), [sheet.part for sheet in kept]
    while stack:
        for _, _, target in parts.relationships(stack.pop()):
            if target in parts.contents and target not in seen:
                seen.add(target)
                stack.append(target)
    sheets = {sheet.part for sheet in kept}
    return {part for part in seen | sheets if ACTIVE_PARTS.search(part) or EMBEDDED_PARTS.search(part)}.__contains__


def _clean_strings(parts: Parts, sheets: list[Sheet]) -> None:
    """Empty the shared texts that no cell shows any more; their numbers must stay."""
    used: set[str] = set()
    for sheet in sheets:
        for cell in _root(parts, sheet.part).iter():
            if local(cell.tag) == "c" and cell.get("t") == "s":
                used |= {(element.text or "").strip() for element in cell if local(element.tag) == "v"}

    def incise(surgery: Surgery) -> None:
        items = [element for element in surgery.root if local(element.tag) == "si"]
        for number, element in enumerate(items):
            if str(number) not in used:
                surgery.refill(element, "<t></t>")

    parts.cut(STRINGS, incise)
