"""What readers see of a workbook: for each sheet its title, its cells, and what lies around and over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, tostring

from disclosure.attachments.cleaning.excel_sight import SheetSight
from disclosure.attachments.cleaning.office_view import view
from disclosure.attachments.cleaning.parts import Parts
from disclosure.attachments.workbook import STRINGS, Sheet, strings_of
from disclosure.reading.xml_text import local, xml_text, xml_tree

# What changes with a copy and is not seen: the way to comments, to other files, and to lists of data elsewhere.
_ASIDE = {
    "sheetData", "legacyDrawing", "dimension", "tableParts", "extLst", "oleObjects", "controls", "AlternateContent",
}  # fmt: skip
_DRAWN = ("drawing", "chart")


def book_view(
    parts: Parts,
    sheets: Iterable[Sheet],
    gone: Mapping[str, set[Element]] | None = None,
    sights: Mapping[str, SheetSight] | None = None,
) -> list[object]:
    """Everything that is seen; ``gone`` are the cells that are not, elements of the trees in ``sights``."""
    strings = strings_of(xml_tree(xml_text(parts.contents[STRINGS]))) if STRINGS in parts.contents else []
    found: list[object] = []
    for sheet in sheets:
        if sights is not None and sheet.part in sights:
            root, hidden = sights[sheet.part].root, (gone or {}).get(sheet.part, set())
        else:
            root, hidden = xml_tree(xml_text(parts.contents[sheet.part])), set()
        cells = [_cell(cell, strings) for row in _rows(root) for cell in row if cell not in hidden]
        around = [tostring(element) for element in root if local(element.tag) not in _ASIDE]
        found.append((sheet.title, sheet.state, cells, around, _over(parts, sheet.part)))
    return found


def _rows(root: Element) -> Iterable[Element]:
    return next((element for element in root if local(element.tag) == "sheetData"), ())


def _cell(cell: Element, strings: list[str]) -> tuple[str, ...]:
    """Place, format and what is shown; not by which formula it came about."""
    texts = [
        element.text or ""
        for element in cell.iter()
        if local(element.tag) in ("v", "t") and (element.text or local(element.tag) == "v")
    ]
    value = "".join(texts)
    if cell.get("t") == "s":
        value = strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    return cell.get("r", ""), cell.get("s", ""), value


def _over(parts: Parts, part: str) -> list[str]:
    """What lies over the cells: pictures, shapes, charts."""
    seen, stack, found = set[str](), [part], []
    while stack:
        for _, kind, target in parts.relationships(stack.pop()):
            if kind in _DRAWN and target in parts.contents and target not in seen:
                seen.add(target)
                stack.append(target)
                root = xml_tree(xml_text(parts.contents[target]))
                found.append(view(parts, target, root, lambda element: False, {}, lambda paragraph: True))
    return found
