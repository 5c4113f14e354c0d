"""A file → its sheets, and the one that is meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from disclosure.attachments.package import opened
from disclosure.importing.delimited import OLD, delimited_grids
from disclosure.importing.grid import Grid
from disclosure.importing.workbooks import Workbook
from disclosure.reading.bounds import CELLS, PART_LIMIT, TOO_BIG, Unreadable

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LEFT = {
    "xl/comments": "批注：批注是内部意见，没有取。",
    "xl/threadedComments": "批注：批注是内部意见，没有取。",
    "xl/charts/": "图表：没有取；请另存为图片，并保留数据的表格。",
    "xl/media/": "图片：没有取；请单独上传，并写一句图上是什么。",
    "xl/embeddings/": "嵌入的文件：没有取；要公开的请另存成单独的文件。",
    "xl/externalLinks/": "引用的别的工作簿：只取了存下来的结果，请核对。",
}
HIDDEN_SHEETS = "隐藏的工作表 {} 个：没有取；要公开的请先取消隐藏。"
LINKS = "链接：只取了格子里的文字；要链接的请写进正文。"
MANY = "文件里有 {} 个工作表有内容（{}），请用 --sheet 写明要哪一个。"
NONE_SUCH = "没有“{}”这个工作表，有：{}。"
NOTHING = "文件里没有看得见的内容。"


@dataclass
class SheetsRead:
    """The sheets of a file, and what it has besides, in words."""

    grids: list[Grid]
    left: list[str] = field(default_factory=list)


def is_old_workbook(data: bytes) -> bool:
    """Whether a file is of the format of before 2007, in which Kingsoft's ``et`` are too."""
    return data.startswith(_OLD) and "Workbook".encode("utf-16-le") in data


def sheets_read(data: bytes) -> SheetsRead:
    """The sheets of a workbook, or the text that is one. Raises :class:`Unreadable`."""
    if len(data) > PART_LIMIT:
        raise Unreadable(TOO_BIG)
    if data.startswith(_OLD):
        raise Unreadable(OLD)
    if not data.startswith(_ZIP):
        return SheetsRead([max(delimited_grids(data), key=_is_table)])
    with opened(BytesIO(data), CELLS) as package:
        left = dict.fromkeys(
            words for part in package.parts for start, words in _LEFT.items() if part.startswith(start)
        )
        grids = list(Workbook(package).grids())
        hidden = sum(grid.is_hidden and bool(grid.cells) for grid in grids)
        left |= {HIDDEN_SHEETS.format(hidden): None} if hidden else {}
        sheets = [part for part in package.parts if part.startswith("xl/worksheets/")]
        if any(item.kind == "hyperlink" for part in sheets for item in package.relationships(part).values()):
            left[LINKS] = None
        return SheetsRead(grids, list(left))


def _is_table(grid: Grid) -> int:
    """How much a text looks like a table with this separator: rows that have as many cells as the first."""
    widths = [len(grid.texts(row)) for row in grid.rows]
    return sum(width > 1 and width == widths[0] for width in widths)


def chosen(grids: list[Grid], title: str) -> Grid:
    """The sheet of a title; without one the only one that is seen and has something in it. Raises Unreadable."""
    filled = [grid for grid in grids if grid.cells]
    seen = [grid for grid in filled if not grid.is_hidden]
    if title:
        found = next((grid for grid in filled if grid.title == title), None)
        if found is None:
            raise Unreadable(NONE_SUCH.format(title[:40], "、".join(grid.title for grid in seen)))
        return found
    if not seen:
        raise Unreadable(NOTHING)
    if len(seen) > 1:
        raise Unreadable(MANY.format(len(seen), "、".join(grid.title for grid in seen)))
    return seen[0]
