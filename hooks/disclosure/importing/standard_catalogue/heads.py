"""Which rows of a sheet are heads, over one row or several, and what stands in which column, by meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.importing.grid import Grid
from disclosure.importing.standard_catalogue.channels import CHANNELS
from disclosure.records.standard_catalogue import ItemAudience, ItemChannel, ItemLevel, ItemMode


class TableColumn(StrEnum):
    """What a column says."""

    NUMBER = "序号"
    LEVEL1 = "一级事项"
    LEVEL2 = "二级事项"
    CONTENT = "公开内容（要素）"
    BASIS = "公开依据"
    LIMIT = "公开时限"
    BODY = "公开主体"
    CHANNELS = "公开渠道和载体"
    AUDIENCE = "公开对象"
    MODE = "公开方式"
    LEVEL = "公开层级"
    BOARD = "板块"
    FIELD = "领域"
    ITEM = "公开事项"


ColumnKey = TableColumn | ItemAudience | ItemMode | ItemLevel | ItemChannel
ColumnKeys = tuple[ColumnKey, ...]  # a column of two levels (乡、村级) has both

_KINDS = r"(?:公开)?(?:事项|目录|类别|分类|指标|栏目)?(?:名称)?"
_AND = r"[和及与、,/]?"
_MORE = r"(?:\(.*\))?"
_OFTEN = r"(?:时限|期限|时间|时效|频率|频次)"
_WAY = r"(?:渠道|载体|途径|平台)"
_COUNTY = r"(?:县|区|市|区县|县区|县\(区\)|县\(市、?区\)|市、?县|市县|县市区|县、区)"
_TOWN = r"(?:乡|镇|街道|乡镇|街镇|镇街|乡\(镇\)|镇\(街道\)|乡镇\(街道\)|街道\(乡镇\)|乡\(镇、?街道\)|乡、镇|乡镇、街道)"
_VILLAGE = r"(?:村|社区|村居|居村|村\(社区\)|村\(居\)|居\(村\)|村、社区)"
_HEADS: tuple[tuple[str, ColumnKeys], ...] = (
    (r"序号|编号|序列|序", (TableColumn.NUMBER,)),
    (rf"(?:公开)?(?:事项)?\(?第?一级(?:公开)?\)?{_KINDS}|事项(?:类别|分类|大类)|类别", (TableColumn.LEVEL1,)),
    (rf"(?:公开)?(?:事项)?\(?第?二级(?:公开)?\)?{_KINDS}", (TableColumn.LEVEL2,)),
    (r"(?:公开)?事项(?:名称|内容)?|公开事项|目录名称", (TableColumn.ITEM,)),
    (r"(?:公开|主要|具体)?内容(?:\((?:公开)?要素\)|[和及与、/]?要素)?|(?:公开|内容)要素|要素", (TableColumn.CONTENT,)),
    (r"(?:公开|设立|设定|法定|法律|政策|法律法规)*(?:和政策)?依据(?:文件)?(?:\(.*\))?", (TableColumn.BASIS,)),
    (rf"(?:公开|发布|更新)?{_OFTEN}(?:{_AND}(?:公开|更新)?(?:{_OFTEN}|周期|要求))?{_MORE}", (TableColumn.LIMIT,)),
    (r"(?:公开|责任|发布|信息公开)?(?:责任)?(?:主体|单位|部门|科室|处室)(?:\(.*\))?", (TableColumn.BODY,)),
    (rf"(?:公开|发布)?{_WAY}(?:{_AND}(?:公开)?(?:{_WAY}|方式))?{_MORE}", (TableColumn.CHANNELS,)),
    (r"(?:公开|面向|服务)?(?:对象|范围|受众)", (TableColumn.AUDIENCE,)),
    (r"公开(?:方式|属性|类型)|方式", (TableColumn.MODE,)),
    (r"(?:公开)?(?:层级|级别)", (TableColumn.LEVEL,)),
    (r"(?:所属)?(?:板块|版块)", (TableColumn.BOARD,)),
    (r"(?:所属|公开|试点)?领域(?:名称)?", (TableColumn.FIELD,)),
    (r"(?:面向)?(?:全)?社会(?:公众)?|(?:社会)?公众", (ItemAudience.EVERYONE,)),
    (r"特定(?:群体|群众|对象|人群|人员)(?:\(.*\))?", (ItemAudience.GROUP,)),
    (r"主动(?:公开)?", (ItemMode.ACTIVE,)),
    (r"依?申请(?:公开)?", (ItemMode.ON_REQUEST,)),
    (rf"{_COUNTY}级?", (ItemLevel.COUNTY,)),
    (rf"{_TOWN}级?", (ItemLevel.TOWN,)),
    (rf"{_VILLAGE}级?", (ItemLevel.VILLAGE,)),
    (rf"{_TOWN}级?{_AND}{_VILLAGE}级", (ItemLevel.TOWN, ItemLevel.VILLAGE)),
    (rf"{_COUNTY}级?{_AND}{_TOWN}级", (ItemLevel.COUNTY, ItemLevel.TOWN)),
    (rf"{_COUNTY}级?{_AND}{_TOWN}级?{_AND}{_VILLAGE}级", (ItemLevel.COUNTY, ItemLevel.TOWN, ItemLevel.VILLAGE)),
)  # fmt: skip
_PATTERNS = tuple((expression(pattern), keys) for pattern, keys in _HEADS)
_BELOW = frozenset(
    {TableColumn.LEVEL1, TableColumn.LEVEL2, *ItemAudience, *ItemMode, *ItemLevel}
)  # may stand in the second row
_TOP = frozenset(
    {
        TableColumn.LEVEL1,
        TableColumn.LEVEL2,
        TableColumn.ITEM,
        TableColumn.CONTENT,
        TableColumn.BASIS,
        TableColumn.LIMIT,
        TableColumn.BODY,
        TableColumn.CHANNELS,
    }
)
_FEWEST = 4  # columns that make a row a head
_LONGEST = 40  # characters of a head
_ROWS = 3  # of which a head is made up
_SIGNS = expression(r"[\s\u200b\ufeff“”\"'*:]+")


@dataclass(frozen=True)
class CatalogueHeads:
    """The head of a table: its rows, the columns by meaning, what stands twice, and what is not known.

    ``beside`` are the further columns over which one head is merged, for which the choices of a cell were too many.
    """

    first: int
    last: int
    columns: dict[ColumnKey, int]
    twice: tuple[tuple[str, int], ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()
    beside: tuple[tuple[ColumnKey, int], ...] = ()

    def has(self, *keys: ColumnKey) -> bool:
        """Whether there is a column for one of these."""
        return any(key in self.columns for key in keys)


def heads_in(grid: Grid) -> list[CatalogueHeads]:
    """Every head of a sheet, from the top."""
    found: list[CatalogueHeads] = []
    for at, row in enumerate(grid.rows):
        if (not found or row > found[-1].last) and _begins(grid, row):
            found.append(_heads(grid, row, _last(grid, grid.rows[at : at + _ROWS])))
    return found


@lru_cache(maxsize=4096)
def keys_of(text: str) -> ColumnKeys:
    """What a head means; nothing if it is not known."""
    plain = _SIGNS.sub("", normalize("NFKC", text)) if len(text) <= _LONGEST else ""
    for name in filter(None, (plain, re.sub(r"(?:\([^()]*\))+$", "", plain))):
        for pattern, keys in _PATTERNS:
            if pattern.fullmatch(name):
                return keys
    named = CHANNELS.pattern.fullmatch(plain) if plain else None
    return (CHANNELS.known[(named.lastindex or 1) - 1][1],) if named is not None else ()


def _begins(grid: Grid, row: int) -> bool:
    """Whether a head begins in a row: enough of its cells are heads, and none is anything long."""
    known = {key for text in grid.texts(row).values() for key in keys_of(text)}
    return len(known & _TOP) >= _FEWEST


def _last(grid: Grid, rows: list[int]) -> int:
    """The last row of a head: those below it hold nothing but what stands below other heads."""
    last = rows[0]
    for row in rows[1:]:
        keys = [keys_of(text) for text in grid.texts(row).values()]
        if not keys or not all(found and set(found) <= _BELOW | set(ItemChannel) for found in keys):
            break
        last = row
    return last


def _heads(grid: Grid, first: int, last: int) -> CatalogueHeads:
    columns: dict[ColumnKey, int] = {}
    twice, unknown, beside = list[tuple[str, int]](), list[tuple[str, int]](), list[tuple[ColumnKey, int]]()
    named = list(_named(grid, first, last))
    times = Counter(key for keys, _, _ in named for key in keys)
    for keys, column, text in _with_levels(named, times):
        for key in keys:
            if key is TableColumn.CHANNELS and _share_a_head(grid, range(first, last + 1), columns.get(key), column):
                beside.append((key, column))
            elif key in columns:
                twice.append((text, column))
            columns.setdefault(key, column)
        if not keys:
            unknown.append((text, column))
    return CatalogueHeads(first, last, columns, tuple(twice), tuple(unknown), tuple(beside))


def _share_a_head(grid: Grid, rows: range, one: int | None, other: int) -> bool:
    """Whether a cell of the head is merged over two columns."""
    spots = ((grid.merged.get((row, one)), grid.merged.get((row, other))) for row in rows) if one is not None else ()
    return any(first is not None and first == second for first, second in spots)


def _named(grid: Grid, first: int, last: int) -> Iterator[tuple[ColumnKeys, int, str]]:
    """Each column that has a head, with what it means: by its lowest head that is known."""
    for column in (column for column in grid.columns if column not in grid.hidden_columns):
        parts = [grid.seen(row, column).strip() for row in range(last, first - 1, -1)]
        parts = [part for number, part in enumerate(parts) if part and part not in parts[:number]]
        if parts:
            yield next((keys for part in parts if (keys := keys_of(part))), ()), column, parts[0]


def _with_levels(
    named: list[tuple[ColumnKeys, int, str]], times: Counter[ColumnKey]
) -> Iterator[tuple[ColumnKeys, int, str]]:
    """公开事项 over two columns without heads of their own are the two levels; one column alone is one of them."""
    seen = 0
    for keys, column, text in named:
        if keys == (TableColumn.ITEM,):
            is_first = seen == 0 and times[TableColumn.LEVEL1] == 0
            seen += 1
            yield (TableColumn.LEVEL1 if is_first else TableColumn.LEVEL2,), column, text
        else:
            yield keys, column, text
