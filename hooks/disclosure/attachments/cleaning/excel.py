"""Workbooks: hidden sheets and what stands in hidden rows and columns taken out, formulas made values where needed."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree.ElementTree import Element

from disclosure.attachments.cleaning.parts import Parts
from disclosure.attachments.cleaning.surgery import Surgery
from disclosure.attachments.excel import (
    OUTSIDE,
    column_of,
    hidden_columns,
    hidden_formats,
    is_hidden,
    rows_of,
)
from disclosure.attachments.package import opened
from disclosure.attachments.workbook import BOOK, STRINGS, Sheet, sheets_of
from disclosure.reading.xml_text import local

_DROPPED = re.compile(
    r"^xl/(?:comments|threadedComments/|persons/|externalLinks/|pivotCache/|pivotTables/|slicers/|slicerCaches/|"
    r"timelines/|timelineCaches/|connections\.xml|queryTables/|revisions/|calcChain\.xml|drawings/vmlDrawing)",
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"^xl/(?:comments|threadedComments/|persons/|calcChain|drawings/)", re.IGNORECASE)


def clean_excel(data: bytes) -> bytes:
    """A workbook without anything that its readers do not see."""
    parts = Parts(data)
    with opened(BytesIO(data)) as package:
        sheets = list(sheets_of(package))
        invisible = hidden_formats(package)
    hidden = [sheet for sheet in sheets if sheet.state != "visible"]
    kept = [sheet for sheet in sheets if sheet.state == "visible"]
    frozen = bool(hidden) or any(_DROPPED.match(part) and not _HARMLESS.match(part) for part in parts.contents)
    frozen = frozen or any(_hides(parts, sheet) for sheet in kept)
    parts.cut(BOOK, lambda surgery: _clean_book(surgery, sheets))
    doomed = {sheet.part for sheet in hidden}
    parts.drop(lambda part: part in doomed or _DROPPED.match(part))
    for sheet in kept:
        parts.cut(sheet.part, lambda surgery: _clean_sheet(surgery, invisible, frozen=frozen))
    _clean_strings(parts, kept)
    return parts.clean()


def _hides(parts: Parts, sheet: Sheet) -> bool:
    root = Surgery(parts.contents[sheet.part]).root
    return bool(hidden_columns(root)) or any(is_hidden(row) for row in rows_of(root))


def _clean_book(surgery: Surgery, sheets: list[Sheet]) -> None:
    """Names of the file that lead elsewhere or to sheets that go are cut; the rest count the sheets that stay."""
    gone = {number for number, sheet in enumerate(sheets) if sheet.state != "visible"}
    titles = [sheets[number].title for number in gone]
    for element in surgery.root.iter():
        if local(element.tag) == "definedName":
            text, number = element.text or "", element.get("localSheetId", "")
            if OUTSIDE.search(text) or number in map(str, gone) or any(_names(text, title) for title in titles):
                surgery.cut(element)
            elif number.isdecimal():
                surgery.set_attribute(
                    element, "localSheetId", str(int(number) - sum(item < int(number) for item in gone))
                )
        elif local(element.tag) == "workbookView":
            surgery.without_attribute(element, "activeTab", "firstSheet")


def _names(formula: str, title: str) -> bool:
    return f"{title}!" in formula or f"'{title}'!" in formula


def _clean_sheet(surgery: Surgery, invisible: set[str], *, frozen: bool) -> None:
    columns = hidden_columns(surgery.root)
    for row in rows_of(surgery.root):
        for number, cell in enumerate(row, 1):
            column = column_of(cell.get("r", "")) or number
            if is_hidden(row) or column in columns or cell.get("s", "") in invisible:
                surgery.cut(cell)
            elif frozen:
                _freeze(surgery, cell)


def _freeze(surgery: Surgery, cell: Element) -> None:
    """Keep what a formula came to, where that is known: it may build on what is taken out."""
    known = any(local(element.tag) == "v" and element.text for element in cell)
    for element in cell:
        if local(element.tag) == "f" and known:
            surgery.cut(element)


def _clean_strings(parts: Parts, sheets: list[Sheet]) -> None:
    """Empty the shared texts that no cell shows any more; their numbers must stay."""
    used: set[str] = set()
    for sheet in sheets:
        for cell in Surgery(parts.contents[sheet.part]).root.iter():
            if local(cell.tag) == "c" and cell.get("t") == "s":
                used |= {(element.text or "").strip() for element in cell if local(element.tag) == "v"}

    def incise(surgery: Surgery) -> None:
        items = [element for element in surgery.root if local(element.tag) == "si"]
        for number, element in enumerate(items):
            if str(number) not in used:
                surgery.refill(element, "<t></t>")

    parts.cut(STRINGS, incise)
