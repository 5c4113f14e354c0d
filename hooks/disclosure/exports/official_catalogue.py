"""The standard catalogue as offices hand it in: a workbook in the official form, a sheet for each field.

Two rows of heads with merged cells, all 13 channels with ■ or □, marks for audience, mode and level. What
``disclosure import standard-catalogue`` reads of it is what the records say.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any

from disclosure.expressions import expression
from disclosure.law.book import LawBook
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.site import Site
from disclosure.records.agency import Department
from disclosure.records.standard_catalogue import (
    ItemAudience,
    ItemBoard,
    ItemChannel,
    ItemLevel,
    ItemMode,
    StandardField,
    StandardItem,
)
from disclosure.register import Register

_CREATED = datetime(2025, 1, 1)  # an Excel file says when it was made: always the same, or no two were alike
_NONE = "/"  # what has nothing on purpose
_NOTE = "注：“公开渠道和载体”中■为选中，□为未选。"
PENDING = "待核：记录里没有写公开渠道和载体"  # above the boxes of an item that has none
_A_LINE = 2  # channels in a line of a cell
_LONGEST = 32_767  # characters that Excel takes in a cell
_SHEET_NAME = expression(r"[\[\]:*?/\\']")
_SHEET_LONGEST = 31


@dataclass(frozen=True)
class OfficialColumn:
    """A column: its head, the head below it ("" if it goes over both rows), its width, and what it says of an item."""

    head: str
    below: str
    width: int
    text: Callable[[StandardItem], str]


@dataclass(frozen=True)
class KeyWords:
    """How bases and bodies are said in words, where records have keys: article and department → text."""

    cite: Callable[[str], str]
    departments: dict[str, str]

    def basis(self, item: StandardItem) -> str:
        """On what an item rests, a line for each."""
        return "\n".join(map(self.cite, item.basis))

    def body(self, item: StandardItem) -> str:
        """Who publishes an item."""
        return self.departments.get(item.body or "", item.body or "")


@site_assets
def official_catalogues(site: Site) -> Iterator[Asset]:
    """A workbook for each field, and one with all of them."""
    fields = in_order(site.register.all(StandardField))
    wording = wording_of(site.register, site.law)
    files = {field.id: [field] for field in fields} | ({"all": fields} if fields else {})
    for key, listed in files.items():
        made = partial(official_workbook, listed, wording, site.agency.short_name)
        yield Asset(addresses.official_catalogue(key), made)


def wording_of(register: Register, law: LawBook) -> KeyWords:
    """The words for keys, as the office's own files have them."""
    return KeyWords(law.cite, {item.id: item.title for item in register.all(Department)})


def in_order(fields: Sequence[StandardField]) -> list[StandardField]:
    """The fields in the order of the official list, those that are not on it behind the others."""
    return sorted(fields, key=lambda field: (field.number is None, field.number or 0, field.id))


def official_workbook(fields: Sequence[StandardField], wording: KeyWords, office: str) -> bytes:
    """The fields as a workbook. The same records give the same bytes."""
    from xlsxwriter import Workbook  # here, since reading it takes half as long as a command may take to start

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, options) as book:
        book.set_properties({"title": "基层政务公开标准目录", "author": office, "created": _CREATED})
        formats = _formats(book)
        names: set[str] = set()
        for field in fields:
            _fill(book.add_worksheet(_sheet_name(field.title, names)), field, wording, office, formats)
    return target.getvalue()


def channel_text(item: StandardItem) -> str:
    """All channels with their boxes, two in a line; behind the last one what it is."""
    boxes = [f"{'■' if channel in item.channels else '□'}{channel.label}" for channel in ItemChannel]
    if item.channel_other:
        boxes[-1] += f"：{item.channel_other}"
    lines = [" ".join(boxes[at : at + _A_LINE]) for at in range(0, len(boxes), _A_LINE)]
    return "\n".join(lines if item.channels else [PENDING, *lines])


def _columns(field: StandardField, wording: KeyWords) -> list[OfficialColumn]:
    levels = [ItemLevel.COUNTY, ItemLevel.TOWN]
    levels += [ItemLevel.VILLAGE] if any(ItemLevel.VILLAGE in item.levels for item in field.items) else []
    columns = [
        OfficialColumn("序号", "", 6, lambda item: str(item.number)),
        OfficialColumn("公开事项", "一级事项", 14, lambda item: item.level1),
        OfficialColumn("公开事项", "二级事项", 16, lambda item: item.level2 or _NONE),
        OfficialColumn("公开内容（要素）", "", 32, lambda item: item.content or ""),
        OfficialColumn("公开依据", "", 28, wording.basis),
        OfficialColumn("公开时限", "", 20, lambda item: item.limit or ""),
        OfficialColumn("公开主体", "", 18, wording.body),
        OfficialColumn("公开渠道和载体", "", 44, channel_text),
        OfficialColumn("公开对象", "全社会", 7, lambda item: _tick(ItemAudience.EVERYONE in item.audience)),
        OfficialColumn("公开对象", "特定群体", 12, _group),
        OfficialColumn("公开方式", "主动", 6, lambda item: _tick(ItemMode.ACTIVE in item.modes)),
        OfficialColumn("公开方式", "依申请公开", 7, lambda item: _tick(ItemMode.ON_REQUEST in item.modes)),
        *(OfficialColumn("公开层级", level.label, 6, partial(_at_level, level)) for level in levels),
    ]
    if any(item.board is not ItemBoard.KEY for item in field.items):
        columns.append(OfficialColumn("板块", "", 10, lambda item: item.board.label))
    return columns


def _tick(yes: bool) -> str:
    return "√" if yes else ""


def _group(item: StandardItem) -> str:
    if ItemAudience.GROUP not in item.audience:
        return ""
    return f"√（{item.group}）" if item.group else "√"


def _at_level(level: ItemLevel, item: StandardItem) -> str:
    return _tick(level in item.levels)


def _formats(book: Any) -> dict[str, Any]:
    cell = {"text_wrap": True, "valign": "vcenter", "border": 1}
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}),
        "head": book.add_format({**cell, "bold": True, "align": "center"}),
        "text": book.add_format(cell),
        "centred": book.add_format({**cell, "align": "center"}),
        "note": book.add_format({"text_wrap": True}),
    }


def _fill(sheet: Any, field: StandardField, wording: KeyWords, office: str, formats: dict[str, Any]) -> None:
    columns = _columns(field, wording)
    last = len(columns) - 1
    sheet.merge_range(0, 0, 0, last, f"{office}{field.title}领域基层政务公开标准目录", formats["title"])
    _write_heads(sheet, columns, formats["head"])
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    for row, item in enumerate(field.items, 3):
        sheet.write_number(row, 0, item.number, formats["centred"])
        for at, column in enumerate(columns[1:], 1):
            how = formats["text" if column.width > 12 else "centred"]
            sheet.write_string(row, at, column.text(item)[:_LONGEST], how)
    _merge_levels(sheet, field, formats["text"])
    end = 3 + len(field.items)
    sheet.merge_range(end, 0, end, last, _NOTE, formats["note"])
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3, as such tables are printed
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1, 2)


def _write_heads(sheet: Any, columns: Sequence[OfficialColumn], how: Any) -> None:
    at = 0
    for head, group in groupby(columns, key=lambda column: column.head):
        below = [column.below for column in group]
        if len(below) > 1:
            sheet.merge_range(1, at, 1, at + len(below) - 1, head, how)
            for number, name in enumerate(below):
                sheet.write_string(2, at + number, name, how)
        else:
            sheet.merge_range(1, at, 2, at, head, how)
        at += len(below)


def _merge_levels(sheet: Any, field: StandardField, how: Any) -> None:
    """One cell for items of the same level 1 that follow each other."""
    row = 3
    for level1, group in groupby(field.items, key=lambda item: item.level1):
        rows = len(list(group))
        if rows > 1:
            sheet.merge_range(row, 1, row + rows - 1, 1, level1, how)
        row += rows


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes, other than those that are there."""
    plain = _SHEET_NAME.sub("", title)[:_SHEET_LONGEST] or "目录"
    name, number = plain, 2
    while name.lower() in taken:
        name, number = f"{plain[: _SHEET_LONGEST - 4]}({number})", number + 1
    taken.add(name.lower())
    return name
