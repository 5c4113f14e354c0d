"""Workbooks (xlsx): hidden sheets, rows and columns, data from elsewhere, comments, and the text of the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.attachments.beside import texts_beside
from disclosure.attachments.excel_links import sheet_links
from disclosure.attachments.facts import Concern, Fact, Source, passage, spot
from disclosure.attachments.office import office_facts
from disclosure.attachments.office_links import other_links
from disclosure.attachments.package import Package, natural, opened
from disclosure.attachments.workbook import BOOK, Sheet, shared_strings, sheets_of
from disclosure.expressions import expression
from disclosure.reading.bounds import CELLS
from disclosure.reading.xml_text import local

_STATES = {"hidden": "隐藏的工作表", "veryHidden": "深度隐藏的工作表"}
_REMARKS = expression(r"^xl/(?:comments|threadedComments)[^.]*\.xml$", re.IGNORECASE)
_ELSEWHERE = {
    expression(r"^xl/externalLinks/[^/]+\.xml$"): "引用的外部文件",
    expression(r"^xl/pivotCache/[^/]+\.xml$"): "数据透视表的缓存",
    expression(r"^xl/(?:connections|queryTables/[^/]+)\.xml$"): "外部数据连接",
}
_REVISIONS = expression(r"^xl/revisions/")
OUTSIDE = expression(r"\[\d+\]|\[[^\]]+\.xl\w+\]|(?:[A-Za-z]:)?\\\\|file:", re.IGNORECASE)  # a name of another file
# In a header: the place, the font, its size and colour, numbers of pages and the like.
_CODES = expression(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|\d{1,2}|[A-Z])", re.IGNORECASE)
_WIDEST = 500  # columns; a cell further out is not told apart from its neighbours
_NARROWEST, _LOWEST = 0.8, 2.0  # widths of a digit, points: nothing can be read in less
_SHEETS = expression(r"^xl/(?:worksheets|chartsheets|dialogsheets|macrosheets)/[^/]+\.xml$")


def excel_facts(source: Source) -> Iterator[Fact]:
    """Everything in a workbook that should not be there, and all of its text."""
    with opened(source, CELLS) as package:
        yield from office_facts(package)
        yield from _book(package)
        strings = shared_strings(package)
        invisible = hidden_formats(package)
        used: set[int] = set()
        for sheet in sheets_of(package):
            yield from passage("工作表名称", sheet.title)
            if _SHEETS.match(sheet.part):
                root = package.tree(sheet.part)
                cells = _Cells(sheet, strings, invisible, used)
                yield from cells.facts(root)
                yield from _around_cells(f"工作表“{sheet.title}”", root)
                yield from sheet_links(root, package.relationships(sheet.part), sheet.title, cells.text)
        yield from passage("不再显示的文字", *(text for number, text in enumerate(strings) if number not in used))
        for part in sorted(package.parts, key=natural):
            yield from _other_part(package, part)
        yield from texts_beside(package)
        yield from other_links(package, {sheet.part for sheet in sheets_of(package)})


def _book(package: Package) -> Iterator[Fact]:
    for sheet in sheets_of(package):
        if sheet.state in _STATES:
            yield spot(Concern.HIDDEN_SHEETS, _STATES[sheet.state], f"“{sheet.title}”")
    for element in package.tree(BOOK).iter():
        if local(element.tag) == "definedName":
            name = element.get("name", "")
            if OUTSIDE.search(element.text or ""):
                yield spot(Concern.OTHER_DATA, "指向别的文件的名称", f"“{name}”")
            yield from passage(f"名称“{name}”", element.text or "")


def _other_part(package: Package, part: str) -> Iterator[Fact]:
    if _REMARKS.match(part):
        for element in package.tree(part).iter():
            if local(element.tag) in ("comment", "threadedComment"):
                text = "".join(child.text or "" for child in element.iter() if local(child.tag) in ("t", "text"))
                yield spot(Concern.REMARKS, "批注", f"单元格 {element.get('ref', '')}")
                yield from passage(f"单元格 {element.get('ref', '')} 的批注", text)
    elif _REVISIONS.match(part):
        yield spot(Concern.REVISIONS, "共享工作簿的修订记录")
    for pattern, what in _ELSEWHERE.items():
        if pattern.match(part):
            yield spot(Concern.OTHER_DATA, what)
            yield from passage(what, *_values(package.tree(part)))


def _values(root: Element) -> Iterator[str]:
    """The values that a workbook keeps of other data: as text of an element, or as its attribute ``v``."""
    for element in root.iter():
        yield from (value for value in (element.text or "", element.get("v", "")) if value.strip())


def _around_cells(where: str, root: Element) -> Iterator[Fact]:
    """What a sheet says beside its cells: on each printed page, in drop-down lists, and of its links."""
    for element in root.iter():
        name = local(element.tag)
        if name == "headerFooter":
            for line in element:
                text = _CODES.sub(" ", line.text or "").replace("&&", "&")
                yield from passage(f"{where}的页眉页脚", text)
        elif name == "dataValidation":
            for choices in (child.text or "" for child in element.iter() if local(child.tag) != "sqref"):
                for choice in choices.strip('"').split(","):
                    yield from passage(f"{where}的数据验证", choice)
            for key in ("promptTitle", "prompt", "errorTitle", "error"):
                yield from passage(f"{where}的数据验证", element.get(key, ""))
        elif name == "hyperlink":
            yield from passage(f"{where}的链接", element.get("display", ""))
            yield from passage(f"{where}的链接", element.get("tooltip", ""))


class _Cells:
    """One sheet: its rows as text, and what of it is hidden."""

    def __init__(self, sheet: Sheet, strings: list[str], invisible: set[str], used: set[int]) -> None:
        self._place = f"工作表“{sheet.title}”"
        self._strings, self._invisible, self._used = strings, invisible, used
        self._columns: set[int] = set()  # hidden ones
        self._filled: set[int] = set()  # hidden ones with something in them

    def facts(self, root: Element) -> Iterator[Fact]:
        """The facts of the sheet, row by row."""
        self._columns = hidden_columns(root)
        for number, row in enumerate(rows_of(root), 1):
            yield from self._row(row, int(row.get("r") or number))
        if self._filled:
            letters = "、".join(map(letter, sorted(self._filled)[:5]))
            yield spot(Concern.HIDDEN_SHEETS, "隐藏的列", f"{self._place}{letters}列")

    def _row(self, row: Element, number: int) -> Iterator[Fact]:
        where = f"{self._place}第{number}行"
        texts: list[str] = []
        for cell in row:
            text = self.text(cell)
            column = column_of(cell.get("r", "")) or len(texts) + 1
            texts += [""] * (min(column, _WIDEST) - 1 - len(texts))  # cells without content are not written
            texts.append(text)
            if text.strip() and column in self._columns:
                self._filled.add(column)
            if text.strip() and cell.get("s", "") in self._invisible:
                yield spot(Concern.HIDDEN_TEXT, "设成不显示的单元格", f"{self._place}{cell.get('r', '')}")
        if is_hidden(row) and any(text.strip() for text in texts):
            yield spot(Concern.HIDDEN_SHEETS, "隐藏的行", where)
        yield from passage(where, *texts)

    def text(self, cell: Element) -> str:
        """What a cell shows, or the values from which its format makes it."""
        value = "".join(
            element.text or "" for element in cell.iter() if local(element.tag) in ("v", "t") and element.text
        )
        if cell.get("t") != "s":
            return value
        number = int(value) if value.isdecimal() else -1
        self._used.add(number)
        return self._strings[number] if 0 <= number < len(self._strings) else ""


def rows_of(root: Element) -> Iterator[Element]:
    """The rows of a sheet."""
    for holder in root:
        if local(holder.tag) == "sheetData":
            yield from holder


def is_hidden(row: Element) -> bool:
    """Whether a row is hidden, or as good as hidden by its height."""
    return row.get("hidden") in ("1", "true") or (
        row.get("customHeight") in ("1", "true") and _size(row.get("ht", "")) < _LOWEST
    )


def _size(text: str) -> float:
    """A width or height; one that is not said or no number hides nothing."""
    try:
        return float(text)
    except ValueError:
        return 1e6


def hidden_columns(root: Element) -> set[int]:
    """The numbers of the columns that are hidden, or as good as hidden by their width."""
    found: set[int] = set()
    for element in root.iter():
        if local(element.tag) == "col" and (
            element.get("hidden") in ("1", "true") or _size(element.get("width", "")) < _NARROWEST
        ):
            first, last = (int(element.get(key, "0") or 0) for key in ("min", "max"))
            found |= set(range(first, min(last, 16_384) + 1))
    return found


def hidden_formats(package: Package) -> set[str]:
    """The numbers of the cell formats that show nothing (``;;;``)."""
    if "xl/styles.xml" not in package.parts:
        return set()
    root = package.tree("xl/styles.xml")
    codes = {
        element.get("numFmtId")
        for element in root.iter()
        if local(element.tag) == "numFmt" and element.get("formatCode", "").replace('""', "") in (";;;", ";;")
    }
    formats = next((element for element in root if local(element.tag) == "cellXfs"), ())
    return {str(number) for number, element in enumerate(formats) if element.get("numFmtId") in codes}


def column_of(reference: str) -> int:
    """The number of the column in a cell's name: ``C4`` → 3; 0 if there is none."""
    number = 0
    for character in reference.upper():
        if not "A" <= character <= "Z":
            break
        number = number * 26 + ord(character) - 64
    return number


def letter(column: int) -> str:
    """The letters of a column."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
