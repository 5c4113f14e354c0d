"""A file → the records to write, or all that is wrong with it; nothing in between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from disclosure.importing.delimited import OLD, delimited_grids
from disclosure.importing.grid import Grid
from disclosure.importing.ratings.heads import Heads, heads_in
from disclosure.importing.ratings.leaks import hidden_parts, invisible_cells, personal_data, remarks
from disclosure.importing.ratings.months import MonthsTold, in_file_name, in_texts
from disclosure.importing.ratings.table import ItemRow, RatingTable, read_table
from disclosure.importing.workbooks import workbook_grids
from disclosure.ratings.arithmetic import added
from disclosure.ratings.names import canonical
from disclosure.ratings.series import month_of
from disclosure.reading.bounds import PART_LIMIT, TOO_BIG, Unreadable
from disclosure.records.ratings import RatingSource, RatingSources
from disclosure.screening.written import Known

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
Counted = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Export:
    """A file as it was given: the name it has without its ending, and its bytes."""

    stem: str
    data: bytes


@dataclass(frozen=True)
class MonthTaken:
    """The figures of a month: item → column → count, names that are one item added up."""

    source: RatingSource
    month: str
    counts: Counted


@dataclass
class Taking:
    """What comes of a file: the months, or the ``faults`` for which nothing is taken; ``notes`` hinder nothing."""

    months: list[MonthTaken] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Terms:
    """What holds for every file: the sources, what the office is known by, the day, and what the command was told."""

    sources: RatingSources
    known: Known
    today: date
    month: str = ""
    source: str = ""

    @property
    def choice(self) -> list[RatingSource]:
        """The sources that a file may be of."""
        return [source for source in self.sources.sources if self.source in ("", source.id)]


def take(export: Export, terms: Terms) -> Taking:
    """The figures of a file. Whatever is wrong is told at once, and then nothing is taken."""
    taking = Taking()
    try:
        grids = _grids(export.data)
        is_workbook = export.data.startswith(_ZIP)
        grids = grids if is_workbook else [_best(grids, terms)]
        heads = {grid.title: head for grid in grids if (head := heads_in(grid, terms.choice)) is not None}
        taking.faults += hidden_parts(grids)
        taking.faults += personal_data(grids, heads, terms.known)
        if is_workbook:
            taking.faults += [*invisible_cells(export.data), *remarks(export.data, terms.known)]
    except Unreadable as error:
        taking.faults.append(str(error))
        return taking
    if not taking.faults:
        _read(export, grids, heads, terms, taking)
    if taking.faults:
        taking.months = []
    return taking


def _grids(data: bytes) -> list[Grid]:
    if len(data) > PART_LIMIT:
        raise Unreadable(TOO_BIG)
    if data.startswith(_OLD):
        raise Unreadable(OLD)
    if data.startswith(_ZIP):
        return workbook_grids(BytesIO(data))
    return delimited_grids(data)


def _best(grids: Sequence[Grid], terms: Terms) -> Grid:
    """The reading of a text in which the most heads are known."""

    def fit(grid: Grid) -> tuple[bool, int, int]:
        head = heads_in(grid, terms.choice)
        return (head is not None and not head.missing, head.known if head is not None else 0, len(grid.cells))

    return max(grids, key=fit)


def _read(export: Export, grids: list[Grid], heads: dict[str, Heads], terms: Terms, taking: Taking) -> None:
    tables = [grid for grid in grids if grid.title in heads]
    if not tables:
        names = "；".join(f"{source.title}：{source.items}、{_listed(source)}" for source in terms.choice)
        taking.faults.append(
            f"没有找到认得的表头（{names}），请核对文件；表头叫别的，写进 data/rating-sources.yml 的 heads。"
        )
    for grid in tables:
        table = read_table(grid, heads[grid.title])
        taking.faults += table.faults
        if not table.faults:
            _take_months(export, table, terms, taking)


def _listed(source: RatingSource) -> str:
    return "、".join(column.title for column in source.columns)


def _take_months(export: Export, table: RatingTable, terms: Terms, taking: Taking) -> None:
    ignored = [f"“{name}”" for name, _ in table.heads.unknown]
    if ignored:
        taking.notes.append(f"{'、'.join(ignored)}不在 data/rating-sources.yml 里，没有取。")
    by_month: dict[str, list[ItemRow]] = defaultdict(list)
    if any(item.month for item in table.items):
        for item in table.items:
            by_month[item.month].append(item)
        told = _told(export, table) if len(by_month) == 1 else MonthsTold()
    else:
        told, by_month = _told(export, table), {"": table.items}
    for month, items in by_month.items():
        settled = _settled(month, told, table, terms, taking)
        if settled is not None:
            _add(settled, items, table, terms, taking)


def _told(export: Export, table: RatingTable) -> MonthsTold:
    """What the sheet says beside its items, and the file's name."""
    grid, inside = table.grid, {item.row for item in table.items}
    rows = [row for row in grid.rows if row not in inside and not table.heads.first <= row <= table.heads.last]
    texts = [text for row in rows if row < table.heads.first for text in grid.texts(row).values()]
    return in_texts([*texts, grid.title]) | in_file_name(export.stem)


def _settled(month: str, told: MonthsTold, table: RatingTable, terms: Terms, taking: Taking) -> str | None:
    """The one month that all agree on; ``None`` with the reason told."""
    sheet = f"工作表“{table.grid.title}”" if table.grid.title else "文件"
    if told.spans:
        taking.faults.append(f"{sheet}写的是“{told.spans[0]}”，不是一个月的数，请按月导出。")
        return None
    found = sorted({*told.months, *filter(None, (month, terms.month))})
    if not found and len(told.years) == 1 and len(told.bare) == 1:
        found = [f"{min(told.years)}-{min(told.bare):02}"]
    if len(found) > 1 or (found and any(f"-{bare:02}" != found[0][4:] for bare in told.bare)):
        bare = [f"{number} 月" for number in sorted(told.bare)]
        taking.faults.append(f"{sheet}的标题、文件名和指定的月份不一致（{'、'.join([*found, *bare])}），请核对。")
    elif not found:
        taking.faults.append(f"整个{sheet}看不出是哪个月的：标题和文件名里都没有。请用 --month 2025-03 这样写明。")
    elif len(found[0]) != 7 or found[0] >= month_of(terms.today):
        taking.faults.append(f"{sheet}的月份 {found[0]} 不对，或者还没有过完（今天是 {terms.today}）。")
    else:
        return found[0]
    return None


def _add(month: str, items: list[ItemRow], table: RatingTable, terms: Terms, taking: Taking) -> None:
    seen: dict[str, int] = {}
    rows: dict[str, list[dict[str, int]]] = defaultdict(list)
    for item in items:
        if item.name in seen:
            place = table.grid.place(item.row, table.heads.columns["item"])
            taking.faults.append(f"{place}：“{item.name}”出现了两次（上一次在第 {seen[item.name]} 行），请核对。")
        seen.setdefault(item.name, item.row)
        rows[canonical(item.name, terms.sources)].append(item.counts)
    if any(taken.month == month and taken.source.id == table.source.id for taken in taking.months):
        taking.faults.append(f"文件里有两张 {month} 的表，看不出用哪一张，请只留一张。")
    taking.months.append(MonthTaken(table.source, month, {name: added(counts) for name, counts in rows.items()}))
    together = [name for name, counts in rows.items() if len(counts) > 1]
    if together:
        taking.notes.append(f"{'、'.join(f'“{name}”' for name in together)}的几个叫法加在一起，算一项。")
