"""The pages for the staff alone: what is to be done; every cell of the annual tables, and what stands behind it.

They are made of the whole register, ledger included, and so are no part of the site: ``disclosure build --staff OUT``
writes them to a folder apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from disclosure.agenda.sources import everything_due
from disclosure.agenda.turns import by_unit
from disclosure.annual.cells import FigureSpot
from disclosure.annual.counting import CountedYear, Ids
from disclosure.annual.issuing import issuing
from disclosure.annual.ledger import counted_from
from disclosure.annual.report import COUNTED, completed, counts_of, year_of
from disclosure.annual.written import read_back
from disclosure.inspection.verdicts import Judgement
from disclosure.law.book import LawBook
from disclosure.law.request_facts import clock_of
from disclosure.pages.page import environment
from disclosure.pages.report_layout import FormTable, Square, layouts
from disclosure.pages.staff_board import StaffBoard, board_of, unit_page
from disclosure.pages.staff_standing import standing_parts
from disclosure.reading import blocks
from disclosure.records.agency import Department
from disclosure.records.annual_figures import AnnualFigures, SourcedRow
from disclosure.records.base import Record
from disclosure.records.report_tables import TABLES
from disclosure.records.request_figures import YearOfRequests
from disclosure.records.requests import Request
from disclosure.register import Register

INDEX = "index.html"
FIGURES = "figures.html"
STYLES = "staff.css"
_PARTS = {blocks.DISCLOSED: "disclosed", blocks.REQUESTS: "requests", blocks.APPEALS: "appeals"}
_OTHERS = ("replied", "on_time", "extended", "fees", "became_public")


@dataclass(frozen=True)
class StaffCell:
    """A square of a table: where it leads, if there are ids behind it, and whether their number is another one."""

    square: Square
    anchor: str = ""
    differs: bool = False


@dataclass(frozen=True)
class StaffTable:
    """A table of the form, row by row."""

    layout: FormTable
    rows: list[list[StaffCell]]


@dataclass(frozen=True)
class BehindFigure:
    """What stands behind a figure: its anchor on the page, its name, the records, and where else it comes from."""

    anchor: str
    words: str
    records: list[Record]
    source: str = ""


@dataclass(frozen=True)
class StaffYear:
    """All that is shown of a year."""

    year: int
    as_of: date
    tables: list[StaffTable]
    behind: list[BehindFigure]
    others: list[BehindFigure]
    repeated: list[BehindFigure]
    found: CountedYear | None


def staff_files(
    register: Register,
    law: LawBook,
    today: date,
    beside: Sequence[tuple[str, str]] = (),
    judgements: Sequence[Judgement] = (),
) -> dict[str, str]:
    """Every file of the tree by its address. The same register, in any order, gives the same texts.

    ``beside`` are the address and the title of each page that others lay into the same tree, ``judgements`` what an
    inspection of the office comes to.
    """
    template = environment().get_template
    years = [_year(register, law, today, year) for year in _years(register, today)]
    office = register.agency.name if register.agency is not None else ""
    shared = {"office": office, "today": today, "styles": STYLES, "page_of": page_of}
    files = {FIGURES: template("staff_figures.html").render(years=years, up="", **shared)}
    more = {"beside": beside, "standing": list(standing_parts(register, law, today, judgements))}
    for address, title, board in _boards(register, law, today):
        up = "../" * address.count("/")
        files[address] = template("staff_board.html").render(title=title, board=board, up=up, **more, **shared)
    for year in years:
        files[f"{year.year}.html"] = template("staff_year.html").render(year=year, up="", **shared)
    for request in register.requests:
        clock = clock_of(request, law, today)
        known: dict[str, Any] = {"request": request, "clock": clock, "facts": list(_facts(request, register))}
        files[page_of(request)] = template("staff_request.html").render(up="../", **known, **shared)
    files[STYLES] = (Path(__file__).parent / "theme" / "staff.css").read_text("utf-8")
    return dict(sorted(files.items()))


def page_of(record: Record) -> str:
    """Where the page of a request lies in the tree."""
    return f"requests/{record.key}.html"


def _boards(register: Register, law: LawBook, today: date) -> Iterator[tuple[str, str, StaffBoard]]:
    """The first page, and the same for each unit that has something to do: address, title, content."""
    items = everything_due(register, law, today)
    yield INDEX, "今天的待办", board_of(items, register, law, today)
    for title, found in by_unit(items, register):
        yield unit_page(found[0].unit), f"{title}的待办", board_of(found, register, law, today)


def _years(register: Register, today: date) -> list[int]:
    """The years of which there is something to show, the newest first."""
    reported = {year_of(record) for record in register.all(AnnualFigures)}
    counted = {counts.year for counts in register.all(YearOfRequests)}
    filed = {int(request.file_year) for request in register.requests if request.file_year}
    return sorted({year for year in reported | counted | filed if 0 < year <= today.year}, reverse=True)


def _year(register: Register, law: LawBook, today: date, year: int) -> StaffYear:
    counts = counts_of(register, year)
    as_of = counts.as_of if counts is not None else min(today, date(year, 12, 31))
    found = counted_from(register, law, year, as_of) if not _tells_itself(register, year) else None
    counts = counts or (read_back(found) if found is not None else None)
    ids = {**(found.cells if found is not None else {}), **_papers(register, year)}
    figures = _figures(register, year, counts)
    sources = dict(_sources(figures))
    tables = [_table(layout, _PARTS[name], ids, found) for name, layout in layouts(figures).items()]
    behind = [
        BehindFigure(_anchor(cell), _words(cell), _records(register, ids.get(cell, ())), sources.get(cell[:2], ""))
        for cell in sorted({*ids, *_sourced(figures)}, key=_order)
    ]
    others = list(_others(register, found)) if found is not None else []
    repeated = found.repeated.items() if found is not None else ()
    again = [BehindFigure(f"repeated-{number}", *_both(register, item)) for number, item in enumerate(repeated, 1)]
    return StaffYear(year, as_of, tables, behind, others, again, found)


def _both(register: Register, item: tuple[str, Ids]) -> tuple[str, list[Record]]:
    return item[0], _records(register, item[1])


def _tells_itself(register: Register, year: int) -> bool:
    """Whether the year's report tells the numbers of requests itself, of a time before the ledger."""
    return any(year_of(record) == year and record.written(COUNTED[0]) for record in register.all(AnnualFigures))


def _figures(register: Register, year: int, counts: YearOfRequests | None) -> AnnualFigures:
    """The numbers of the year's report; what it does not tell, as far as it is counted."""
    record = next((item for item in register.all(AnnualFigures) if year_of(item) == year), None)
    figures = AnnualFigures(id="none", report="none") if record is None else completed(record, register)
    parts = [part for part in COUNTED if record is None or not record.written(part)]
    return figures.model_copy(update={part: getattr(counts, part) for part in parts}) if counts is not None else figures


def _papers(register: Register, year: int) -> dict[FigureSpot, Ids]:
    """The papers behind the row of normative papers."""
    found = issuing(register, year)
    named = {"made": found.made, "repealed": found.repealed, "in_force": found.in_force}
    return {FigureSpot("disclosed", "normative", column): ids for column, ids in named.items() if ids}


def _table(layout: FormTable, part: str, ids: Mapping[FigureSpot, Ids], found: CountedYear | None) -> StaffTable:
    rows: list[list[StaffCell]] = [[] for _ in range(layout.size[0])]
    for square in sorted(layout.squares, key=lambda square: (square.row, square.column)):
        rows[square.row].append(_cell(square, part, ids, found))
    return StaffTable(layout, rows)


def _cell(square: Square, part: str, ids: Mapping[FigureSpot, Ids], found: CountedYear | None) -> StaffCell:
    if square.spot is None:
        return StaffCell(square)
    cell = FigureSpot(part, *square.spot)
    behind = ids.get(cell, ())
    is_counted = (part != "disclosed" and found is not None) or square.spot[0] == "normative"
    differs = is_counted and square.number is not None and square.number != len(behind)
    leads = bool(behind) or (part == "disclosed" and bool(square.number))
    return StaffCell(square, _anchor(cell) if leads else "", differs)


def _others(register: Register, found: CountedYear) -> Iterator[BehindFigure]:
    for name in _OTHERS:
        title = YearOfRequests.model_fields[name].title or name
        yield BehindFigure(name.replace("_", "-"), title, _records(register, found.others[name]))
    late = [key for key in found.others["replied"] if key not in found.others["on_time"]]
    yield BehindFigure("late", "没有按期答复", _records(register, late))


def _records(register: Register, ids: Iterator[str] | Ids | list[str]) -> list[Record]:
    return [register.records[key] for key in ids]


def _sourced(figures: AnnualFigures) -> Iterator[FigureSpot]:
    """The cells whose numbers somebody has told."""
    for row, _ in _sources(figures):
        part: SourcedRow = getattr(figures.disclosed, row[1])
        yield from (FigureSpot("disclosed", row[1], column) for column in type(part).columns() if getattr(part, column))


def _sources(figures: AnnualFigures) -> Iterator[tuple[tuple[str, str], str]]:
    for name, part in figures.disclosed:
        if isinstance(part, SourcedRow) and part.source:
            yield ("disclosed", name), part.source


def _anchor(cell: FigureSpot) -> str:
    return "-".join(cell).replace("_", "-")


def _order(cell: FigureSpot) -> tuple[int, int, int]:
    """The place of a cell in the form."""
    for number, table in enumerate(TABLES):
        rows, columns = [line.key for line in table.row_lines], [line.key for line in table.column_lines]
        if table.part == cell[0] and cell[1] in rows:
            return number, rows.index(cell[1]), columns.index(cell[2])
    return len(TABLES), 0, 0


def _words(cell: FigureSpot) -> str:
    """A cell in words: what it counts, and for whom."""
    table = next(table for table in TABLES if table.part == cell[0] and cell[1] in [row.key for row in table.row_lines])
    return f"{table.words(cell[1])}：{table.row.model_fields[cell[2]].title or cell[2]}"


def _facts(request: Request, register: Register) -> Iterator[tuple[str, str]]:
    """What is on record of a request beside its nodes."""
    for name in ("number", "applicant", "subject", "channel", "unit", "talk", "note"):
        value = getattr(request, name)
        known = register.get(value, Department) if name == "unit" else None
        if value:
            shown = known.title if known is not None else getattr(value, "label", value)
            yield Request.model_fields[name].title or name, str(shown)
    for title, reply in [("答复", request.reply), *(("重新答复", item) for item in request.again)]:
        if reply is not None:
            yield title, "；".join(_said(reply))
    for review in request.reviews:
        yield review.kind.label, "；".join(_said(review))
    for key in request.became_public:
        yield "转为主动公开", key


def _said(part: Any) -> Iterator[str]:
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if value:
            shown = "、".join(value) if isinstance(value, list) else str(getattr(value, "label", value))
            yield f"{field.title}：{shown.removesuffix('。')}"
