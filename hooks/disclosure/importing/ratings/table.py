"""The rows of a sheet: which are items, which are totals or notes, and whether they say one thing together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.importing.grid import Grid, GridCell
from disclosure.importing.ratings.heads import ITEM, MONTH, Heads, plain_head
from disclosure.importing.ratings.months import in_texts
from disclosure.importing.ratings.numbers import NoNumberError, count_of, is_nothing, plain_value, rate_written
from disclosure.ratings.arithmetic import added, contradictions
from disclosure.records.ratings import RatingSource, plain_name

_TOTAL = expression(r"(?:本月|全月|月度|以上|各项|全部)?(?:合计|总计|小计|共计|总数|总和|累计|汇总)(?:数|件数)?")
_PARTIAL = "小计"
_NOTE = expression(
    r"(?:注|备注|说明|附注|填表|制表|审核|复核|负责人|联系|数据来源|来源|统计|单位|填报|报表|打印|导出|口径)[0-9一二三]?.{0,12}[::]|注[0-9]|\*|※"
)


@dataclass(frozen=True)
class ItemRow:
    """The figures of one item as a file has them."""

    row: int
    name: str
    month: str
    counts: dict[str, int]


@dataclass
class RatingTable:
    """What a sheet says, and everything that is wrong with it."""

    source: RatingSource
    grid: Grid
    heads: Heads
    items: list[ItemRow] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_table(grid: Grid, heads: Heads) -> RatingTable:
    """The items of a sheet; rows of totals are held against them, notes are passed over."""
    table = RatingTable(heads.source, grid, heads)
    table.faults += _incomplete(grid, heads)
    since, broken = 0, set[str]()  # the first item since the last subtotal, the columns with faults
    for row in [row for row in grid.rows if row > heads.last] if not table.faults else []:
        kind = _kind(table, row)
        if kind == "item":
            _take(table, row, broken)
        elif kind == "total":
            label = _label(table, row)
            of = table.items[since:] if _PARTIAL in label and "合计" not in label else table.items
            _hold(table, row, of, broken)
            since = len(table.items)
    if not table.items and not table.faults:
        table.faults.append(f"{_sheet(grid)}表头下面没有事项。")
    return table


def _incomplete(grid: Grid, heads: Heads) -> Iterator[str]:
    if heads.missing:
        columns = "、".join(f"“{title}”" for title in heads.missing)
        yield f"{_sheet(grid)}没有{columns}这些栏，表头写的是别的，请在 data/rating-sources.yml 的 heads 里补上。"
    for title, column in heads.twice:
        yield f"{grid.place(heads.last, column)}：“{title}”这一栏出现了两次，看不出用哪一栏。"


def _kind(table: RatingTable, row: int) -> str:
    """``item``, ``total``, ``head`` (the head again), or "" for notes."""
    grid, columns = table.grid, table.heads.columns
    label, texts = _label(table, row), grid.texts(row)
    numbers = [column for key, column in columns.items() if key not in (ITEM, MONTH) and column in texts]
    if _TOTAL.fullmatch(label):
        return "total"
    if plain_head(label) in {plain_head(name) for name in (table.source.items, *table.source.heads)}:
        return "head"
    faults = any((row, column) in grid.cells and grid.cells[row, column].fault for column in columns.values())
    if not numbers and not faults:
        alone = len(texts) == 1 or grid.merged.get((row, columns[ITEM]), (row, columns[ITEM])) != (row, columns[ITEM])
        return "" if alone or _NOTE.match(label) or not grid.text(row, columns[ITEM]).strip() else "item"
    return "" if _NOTE.match(label) else "item"


def _label(table: RatingTable, row: int) -> str:
    """What a row is called: in the column of items, else in the first one before it in which there are words."""
    item = table.heads.columns[ITEM]
    texts = table.grid.texts(row)
    words = [texts[column] for column in sorted(texts) if column < item and not plain_value(texts[column]).isdecimal()]
    total = next((word for word in words if _TOTAL.fullmatch(plain_name(word))), "")
    return plain_name(normalize("NFKC", total or texts.get(item) or (words[0] if words else "")))


def _take(table: RatingTable, row: int, broken: set[str]) -> None:
    grid, columns = table.grid, table.heads.columns
    name = plain_name(grid.text(row, columns[ITEM]))
    if not name:
        table.faults.append(f"{grid.place(row, columns[ITEM], table.source.items)}没有写名称，这一行却有数。")
        return
    counts, rates = _numbers(table, row, broken)
    for found in contradictions(table.source, counts, rates):
        broken.add(found.key)
        table.faults.append(f"{_place(table, row, found.key)}“{name}”的{found.words}。")
    table.items.append(ItemRow(row, name, _month(table, row), counts))


def _numbers(table: RatingTable, row: int, broken: set[str]) -> tuple[dict[str, int], dict[str, Decimal]]:
    """The counts and rates of a row; each cell that is none is told."""
    counts: dict[str, int] = {}
    rates: dict[str, Decimal] = {}
    for column in table.source.columns:
        try:
            counts[column.key] = count_of(_cell(table, row, column.key))
        except NoNumberError as error:
            broken.add(column.key)
            table.faults.append(f"{_place(table, row, column.key)}{error}。")
    for rate in table.source.rates:
        if rate.key in table.heads.columns and counts.get(rate.whole) != 0:  # of nothing there is no rate to be held
            try:
                written = rate_written(_cell(table, row, rate.key))
            except NoNumberError as error:
                table.faults.append(f"{_place(table, row, rate.key)}{error}。")
            else:
                rates |= {rate.key: written} if written is not None else {}
    return counts, rates


def _hold(table: RatingTable, row: int, items: list[ItemRow], broken: set[str]) -> None:
    """A row of totals against the sums of its items; of columns with faults nothing is said again."""
    sums = added(item.counts for item in items)
    written: dict[str, int] = {}
    for key in sums:
        cell = _cell(table, row, key)
        if is_nothing(cell) or key in broken:
            continue
        try:
            written[key] = count_of(cell)
        except NoNumberError as error:
            table.faults.append(f"{_place(table, row, key)}{error}。")
            continue
        if written[key] != sums[key]:
            title = table.source.title_of(key)
            table.faults.append(
                f"{_place(table, row, key)}合计行的{title}是 {written[key]}，各事项加起来是 {sums[key]}。"
            )
    if written == sums and not broken:
        _, rates = _numbers(table, row, broken)
        for found in contradictions(table.source, sums, rates):
            table.faults.append(f"{_place(table, row, found.key)}合计行的{found.words}。")


def _month(table: RatingTable, row: int) -> str:
    """The month in a row's own column; "" where there is no such column."""
    column = table.heads.columns.get(MONTH)
    text = table.grid.seen(row, column) if column is not None else ""
    told = in_texts([text]) if text else None
    return next(iter(told.months)) if told is not None and len(told.months) == 1 else text.strip()


def _cell(table: RatingTable, row: int, key: str) -> GridCell | None:
    return table.grid.cells.get((row, table.heads.columns[key])) if key in table.heads.columns else None


def _place(table: RatingTable, row: int, key: str) -> str:
    """Where a value stands, or where it would stand if the table had its column."""
    column = table.heads.columns.get(key, table.heads.columns[ITEM])
    return f"{table.grid.place(row, column, table.source.title_of(key))}："


def _sheet(grid: Grid) -> str:
    return f"工作表“{grid.title}”" if grid.title else ""
