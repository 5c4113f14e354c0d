"""A workbook or table → the fields of the catalogue with their items, and everything that has to be said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.importing.delimited import OLD, delimited_grids
from disclosure.importing.grid import Grid
from disclosure.importing.standard_catalogue.fields import field_name
from disclosure.importing.standard_catalogue.heads import CatalogueHeads, TableColumn, heads_in
from disclosure.importing.standard_catalogue.rows import ItemRead, ItemReader
from disclosure.importing.standard_catalogue.tables import CatalogueTable, tables_in
from disclosure.importing.standard_catalogue.told import Remarks
from disclosure.importing.workbooks import workbook_grids
from disclosure.reading.bounds import PART_LIMIT, TOO_BIG, TOO_MUCH, Unreadable
from disclosure.reading.numerals import chinese_number, int_of
from disclosure.records.standard_catalogue import ItemChannel
from disclosure.screening.leaks import leaks as leaks_in
from disclosure.screening.written import Known, Written

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_ROWS = 3_000  # of a sheet; a catalogue of all fields has some hundreds
_NAMED = 8  # cells that are named
_FIGURE = expression("[0-9]{1,5}|[一二三四五六七八九十百零〇]+")
_LIKE_ITEMS = 5  # texts of a row that may be an item
_WANTED = (TableColumn.CONTENT, TableColumn.BASIS, TableColumn.LIMIT, TableColumn.BODY, TableColumn.CHANNELS)
NO_HEAD = (
    "没有找到标准目录的表头（序号、公开事项、公开内容、公开依据、公开时限、公开主体、公开渠道和载体……），请核对文件。"
)
NO_NAME = "看不出是哪个领域的：标题和工作表名称里都没有。请用 --field 领域名称 写明。"
NOT_ONE = "文件里有 {} 个领域（{}），没有“{}”。请去掉 --field 全部导入，或者写其中一个。"


@dataclass
class FieldTaken:
    """A field and its items, in order; the keys of an item are those of the record, ``number`` counts from 1."""

    name: str
    items: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class CatalogueTaking:
    """What comes of a file. Where there are ``told.faults`` nothing is taken."""

    fields: list[FieldTaken] = field(default_factory=list)
    told: Remarks = field(default_factory=Remarks)


def take(data: bytes, known: Known, wanted: str = "") -> CatalogueTaking:
    """The fields of a file; ``wanted`` is the name of the only one, or of the one that cannot be told."""
    taking = CatalogueTaking()
    try:
        grids = _grids(data)
        if any(len(grid.rows) > _MOST_ROWS for grid in grids):
            raise Unreadable(TOO_MUCH)
    except Unreadable as error:
        taking.told.faults.append(str(error))
        return taking
    _say_hidden(grids, taking.told)
    named = _named(_tables(grids, taking.told), wanted, taking.told)
    for name, tables in named.items():
        _take_field(name, tables, taking)
    _say_personal(taking, known)
    taking.told.settle()
    if taking.told.faults:
        taking.fields = []
    return taking


def _grids(data: bytes) -> list[Grid]:
    if len(data) > PART_LIMIT:
        raise Unreadable(TOO_BIG)
    if data.startswith(_OLD):
        raise Unreadable(OLD)
    if data.startswith(_ZIP):
        return workbook_grids(BytesIO(data))
    grids = delimited_grids(data)
    return [max(grids, key=lambda grid: len(heads_in(grid)))]


def _say_hidden(grids: Iterable[Grid], told: Remarks) -> None:
    for grid in grids:
        told.notes += [f"{words}，没有导入。" for words in grid.hidden]
        unseen = sorted(spot for spot, cell in grid.cells.items() if cell.is_unseen and not grid.is_hidden)
        if unseen:
            named = "、".join(grid.place(*spot) for spot in unseen[:_NAMED])
            told.questions.append(f"{named}设成了不显示的内容，没有导入；需要的，请改成看得见的再导入。")


def _tables(grids: Iterable[Grid], told: Remarks) -> list[CatalogueTable]:
    shown = [grid for grid in grids if not grid.is_hidden]
    tables = [table for grid in shown for table in tables_in(grid)]
    without = [grid for grid in shown if grid.cells and not heads_in(grid)]
    if not tables:
        told.faults.append(NO_HEAD)
        return []
    for grid in without:
        words = f"工作表“{grid.title}”里没有标准目录的表头，没有导入"
        if sum(len(grid.texts(row)) >= _LIKE_ITEMS for row in grid.rows) > 1:
            told.questions.append(f"{words}；它是目录的续表的，请在第一行补上表头再导入。")
        else:
            told.notes.append(f"{words}。")
    return tables


def _named(tables: list[CatalogueTable], wanted: str, told: Remarks) -> dict[str, list[CatalogueTable]]:
    """The tables by field, in the order of the file."""
    found: dict[str, list[CatalogueTable]] = defaultdict(list)
    last = ""
    for table in tables:
        if table.heads.has(TableColumn.FIELD):
            for written, part in table.by_field().items():
                if part.items:
                    found[(field_name([f"{written}领域"], "") or written) if written else ""].append(part)
            continue
        last = field_name(table.above, table.grid.title) or last
        found[last].append(table)
    if wanted and list(found) != [wanted]:
        if wanted not in found and len(found) > 1:
            told.faults.append(NOT_ONE.format(len(found), "、".join(filter(None, found)), wanted))
            return {}
        return {wanted: found.get(wanted) or next(iter(found.values()), [])}
    if "" in found:
        told.faults.append(NO_NAME)
    return found


def _take_field(name: str, tables: list[CatalogueTable], taking: CatalogueTaking) -> None:
    reader, told = ItemReader(taking.told), taking.told
    read: list[ItemRead] = []
    for table in tables:
        told.faults += _unclear(table)
        told.notes += _missing(table, table.heads)
        told.questions += [_alone(table, row) for row in table.lines]
        read += reader.items(table)
    if not read:
        told.faults.append(f"“{name}”的表头下面没有事项。")
    told.questions += _twice(name, read)
    told.notes += _broken_numbers(name, read)
    taking.fields.append(FieldTaken(name, [{"number": at, **item.fields} for at, item in enumerate(read, 1)]))


def _alone(table: CatalogueTable, row: int) -> str:
    """What is said of a row in which one text stands alone."""
    (column, text), *_ = table.grid.texts(row).items()
    return f"{table.grid.place(row, column)}只有一格文字（“{text.strip()[:20]}”），不是事项，没有导入。"


def _unclear(table: CatalogueTable) -> Iterator[str]:
    for title, column in table.heads.twice:
        place = table.grid.place(table.heads.last, column)
        yield f"{place}：“{title}”这一栏出现了两次，看不出用哪一栏，请改表头或者删去一栏。"


def _missing(table: CatalogueTable, heads: CatalogueHeads) -> Iterator[str]:
    sheet = f"工作表“{table.grid.title}”" if table.grid.title else "表里"
    missing = [
        column.value for column in _WANTED
        if not heads.has(column) and not (column is TableColumn.CHANNELS and heads.has(*ItemChannel))
    ]  # fmt: skip
    if missing:
        yield f"{sheet}没有“{'”“'.join(missing)}”这些栏，记录里这几项空着。"
    unknown = [title for title, _ in heads.unknown]
    if unknown:
        yield f"{sheet}的“{'”“'.join(title[:20] for title in unknown[:_NAMED])}”不是标准目录的栏目，没有导入。"


def _twice(name: str, read: list[ItemRead]) -> Iterator[str]:
    """One sentence if rows say in every column what another one says, as those of an old table do."""
    seen: dict[str, int] = {}
    again = [item for at, item in enumerate(read) if seen.setdefault(repr(item.fields), at) != at]
    if again:
        cells = "、".join(item.table.place(item.row, TableColumn.CONTENT) for item in again[:_NAMED])
        more = f" 等 {len(again)} 处" if len(again) > _NAMED else ""
        yield f"“{name}”有的事项和前面的完全一样（{cells}{more}），都导入了；是旧表或者重复的，请删去以后再导入。"


def _broken_numbers(name: str, read: list[ItemRead]) -> Iterator[str]:
    """One sentence if the numbers of the rows are not 1, 2, 3 …; where they are merged, those of the groups."""
    numbered = [
        item for item in read
        if item.table.heads.has(TableColumn.NUMBER) and not item.table.is_covered(item.row, TableColumn.NUMBER)
    ]  # fmt: skip
    if not any(item.written_number for item in numbered):
        return
    in_words = {item.written_number.isascii() for item in numbered} == {False}
    broken = list(_off(numbered, in_words=in_words))
    if broken:
        cells = "、".join(map(_numbered, broken[:_NAMED]))
        more = f" 等 {len(broken)} 处" if len(broken) > _NAMED else ""
        yield (
            f"“{name}”的序号断了、重复了或者写法不一样：{cells}{more}。"
            f"没有因此少导入、合并或者移动事项，序号按行从 1 编到 {len(read)}。"
        )


def _off(numbered: list[ItemRead], *, in_words: bool) -> Iterator[ItemRead]:
    """The rows whose number does not follow the one above; behind a gap the numbers go on from there."""
    last = 0
    for item in numbered:
        if item.written_number not in _numbers(last + 1, in_words=in_words):
            yield item
        found = _FIGURE.search(normalize("NFKC", item.written_number[:_NAMED]))
        last = (int_of(found[0]) if found is not None else None) or last + 1


def _numbered(item: ItemRead) -> str:
    """Where a number stands, and what it is."""
    written = f"“{item.written_number[:10]}”" if item.written_number else "空着"
    return f"{item.table.place(item.row, TableColumn.NUMBER)}（{written}）"


def _numbers(number: int, *, in_words: bool) -> tuple[str, ...]:
    return (str(number), chinese_number(number)) if in_words else (str(number),)


def _say_personal(taking: CatalogueTaking, known: Known) -> None:
    """Personal data in what would be written; numbers are never told in full."""
    for taken in taking.fields:
        for item in taken.items:
            text = "\n".join(
                str(item.get(key, "")) for key in ("level1", "level2", "content", "body", "limit", "group")
            )
            for finding in leaks_in(Written("", text, attachment=True), known):
                taking.told.faults.append(f"“{taken.name}”第 {item['number']} 项：{finding.message}")
                break
