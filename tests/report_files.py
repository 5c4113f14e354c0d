"""Annual reports of an office that is none, as files: the official layout, and what pages and programs make of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import escape

import docx
import openpyxl

from disclosure.annual.cells import FigureSpot
from disclosure.auditing.labels import APPLICANTS
from disclosure.auditing.material import Material, RowCell, TableRow, TextLine
from disclosure.records.report_tables import APPEALS, DISCLOSED, REQUESTS

ENDS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
HEADS = (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
)  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A cell over so many rows and columns."""

    text: str
    wide: int = 1
    high: int = 1


Table = list[list[Box]]
Write = Callable[[FigureSpot], str]


@dataclass(frozen=True)
class Report:
    """What a report says: its figures, its year, and the text of its sections, a paragraph each."""

    figures: Mapping[FigureSpot, Decimal]
    year: int = 2024
    title: str = "某省某市柳溪街道办事处{year}年政府信息公开工作年度报告"
    period: str = "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    published: str = ""
    general: tuple[str, ...] = (
        "（一）主动公开。{year}年，柳溪街道在区门户网站发布信息208条。",
        "（二）依申请公开。全年新收政府信息公开申请{received}件，上年结转{carried_in}件；办结{total}件，结转下年度{carried_out}件。",
        "（三）政府信息管理。每月清理一次过期的文件。",
        "（四）平台建设。专栏由区里统一设置。",
        "（五）监督保障。全年培训两次。",
    )
    problems: tuple[str, ...] = ("一是解读的形式不多。二是个别栏目更新不够及时。", "下一步按季度检查各栏目的更新。")
    rest: tuple[str, ...] = ("本年度没有收取信息处理费。",)
    written: Mapping[FigureSpot, str] = field(default_factory=dict)

    def said(self, text: str) -> str:
        """A text with the year and the totals of table three in it."""
        totals = {row: f"{self.figures[FigureSpot('requests', row, 'total')]:f}" for row in REQUESTS.model.model_fields}
        return text.format(year=self.year, **totals)

    def cell(self, spot: FigureSpot) -> str:
        """What stands in a cell."""
        return self.written.get(spot, f"{self.figures[spot]:f}")

    def wrote(self, **cells: str) -> Report:
        """The report with cells written otherwise: ``requests__granted__total="六"``."""
        return replace(
            self, written={**self.written, **{FigureSpot(*name.split("__")): text for name, text in cells.items()}}
        )

    @property
    def heading(self) -> str:
        """The title with the year."""
        return self.said(self.title)


def disclosed(report: Report) -> Table:
    """Table two."""
    rows: Table = []
    for table in DISCLOSED:
        columns = table.column_lines
        wide = 1 if len(columns) > 1 else 3
        rows.append([Box(table.title, wide=4)])
        rows.append([Box("信息内容"), *(Box(column.heads[-1], wide=wide) for column in columns)])
        for row in table.row_lines:
            cells = [Box(report.cell(FigureSpot("disclosed", row.key, column.key)), wide=wide) for column in columns]
            rows.append([Box(row.heads[-1]), *cells])
    return rows


def requests(report: Report) -> Table:
    """Table three with its merged heads."""
    rows: Table = [
        [Box(CORNER, wide=3, high=3), Box("申请人情况", wide=7)],
        [Box("自然人", high=2), Box("法人或其他组织", wide=5), Box("总计", high=2)],
        [Box(name) for name in APPLICANTS[1:-1]],
    ]
    lines = REQUESTS.row_lines
    for number, line in enumerate(lines):
        above = lines[number - 1].heads[:-1] if number else ()
        labels = []
        for level, head in enumerate(line.heads[:-1]):
            if line.heads[: level + 1] != above[: level + 1]:
                high = sum(1 for other in lines if other.heads[: level + 1] == line.heads[: level + 1])
                labels.append(Box(head, high=high))
        labels.append(Box(line.heads[-1], wide=4 - len(line.heads)))
        cells = [Box(report.cell(FigureSpot("requests", line.key, column.key))) for column in REQUESTS.column_lines]
        rows.append([*labels, *cells])
    return rows


def appeals(report: Report) -> Table:
    """Table four."""
    return [
        [Box("行政复议", wide=5, high=2), Box("行政诉讼", wide=10)],
        [Box("未经复议直接起诉", wide=5), Box("复议后起诉", wide=5)],
        [Box(end) for _ in range(3) for end in ENDS],
        [Box(text) for row in appeal_rows(report) for text in row],
    ]


def appeal_rows(report: Report) -> list[list[str]]:
    """The figures of table four, group by group."""
    return [
        [report.cell(FigureSpot("appeals", row.key, column.key)) for column in APPEALS.column_lines]
        for row in APPEALS.row_lines
    ]


Block = str | Table


def blocks(report: Report) -> list[Block]:
    """The whole report: paragraphs and tables in order; the title first."""
    return [
        report.heading,
        *([report.published] if report.published else []),
        report.said(report.period),
        HEADS[0], *map(report.said, report.general),
        HEADS[1], disclosed(report),
        HEADS[2], requests(report),
        HEADS[3], appeals(report),
        HEADS[4], *map(report.said, report.problems),
        HEADS[5], *map(report.said, report.rest),
    ]  # fmt: skip


def as_html(content: list[Block], *, before: str = "", after: str = "", title: str | None = None) -> bytes:
    """A page; the first block is its head."""
    head = str(content[0])
    body = "\n".join(
        html_table(block) if isinstance(block, list) else f"<p>{escape(block)}</p>" for block in content[1:]
    )
    page = (
        f"<!doctype html>\n<html><head><meta charset='utf-8'><title>{escape(head if title is None else title)}</title>"
        f"</head><body>{before}<h1>{escape(head)}</h1>\n{body}\n{after}</body></html>"
    )
    return page.encode()


def html_table(table: Table, cell: Callable[[str], str] = escape) -> str:
    """A table with its spans; ``cell`` writes what is in a cell."""
    rows = []
    for row in table:
        boxes = "".join(
            f"<td{f' colspan={box.wide}' if box.wide > 1 else ''}{f' rowspan={box.high}' if box.high > 1 else ''}>"
            f"{cell(box.text)}</td>"
            for box in row
        )
        rows.append(f"<tr>{boxes}</tr>")
    return f"<table border='1'>{''.join(rows)}</table>"


def squares(table: Table) -> list[list[tuple[Box | None, bool]]]:
    """Every square of a table: the box that covers it, and whether it begins there."""
    taken: dict[tuple[int, int], tuple[Box, bool]] = {}
    for y, row in enumerate(table):
        x = 0
        for box in row:
            while (y, x) in taken:
                x += 1
            for down in range(box.high):
                for right in range(box.wide):
                    taken[y + down, x + right] = (box, down == right == 0)
    height, width = (max(place[axis] for place in taken) + 1 for axis in (0, 1))
    return [[taken.get((y, x), (None, False)) for x in range(width)] for y in range(height)]


def as_docx(content: list[Block], *, merged: bool = True) -> bytes:
    """A Word file; without merged cells each text stands in the first square."""
    file = docx.Document()
    for block in content:
        if isinstance(block, str):
            file.add_paragraph(block)
            continue
        grid = squares(block)
        table = file.add_table(len(grid), len(grid[0]))
        rows = [row.cells for row in table.rows]
        for y, row in enumerate(grid):
            for x, (box, begins) in enumerate(row):
                if box is not None and begins:
                    cell = rows[y][x]
                    if merged and (box.wide > 1 or box.high > 1):
                        cell = cell.merge(rows[y + box.high - 1][x + box.wide - 1])
                    cell.text = box.text
    return _saved(file)


def as_xlsx(content: list[Block], *, merged: bool = True, sheets: bool = False, numbers: bool = False) -> bytes:
    """A workbook: all on one sheet below each other, or a sheet for each table."""
    book = openpyxl.Workbook()
    sheet = book.active
    y = 1
    for block in content:
        if isinstance(block, str):
            sheet.cell(y, 1, block)
            y += 1
            continue
        if sheets:
            sheet, y = book.create_sheet(), 1
        for down, row in enumerate(squares(block)):
            for right, (box, begins) in enumerate(row):
                if box is None or not begins:
                    continue
                value = int(box.text) if numbers and box.text.isdecimal() else box.text
                sheet.cell(y + down, 1 + right, value)
                if merged and (box.wide > 1 or box.high > 1):
                    sheet.merge_cells(
                        start_row=y + down, start_column=1 + right,
                        end_row=y + down + box.high - 1, end_column=right + box.wide,
                    )  # fmt: skip
        y += len(squares(block))
        if sheets:
            sheet, y = book[book.sheetnames[0]], sheet.max_row + 1 if sheet.title == book.sheetnames[0] else y + 40
    return _saved(book)


def as_text(content: list[Block], between: str = "\t", *, rows_apart: str = "\n") -> bytes:
    """Plain text: the cells of a row one after another."""
    lines = []
    for block in content:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines += [rows_apart.join([between.join(box.text for box in row)]) for row in block]
    return "\n".join(lines).encode()


def _saved(file: object) -> bytes:
    stream = io.BytesIO()
    file.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def as_material(content: list[Block]) -> Material:
    """What a reader of files makes of it, without a file."""
    found: list[TextLine | TableRow] = []
    for number, block in enumerate(content):
        if isinstance(block, str):
            found.append(TextLine(block))
        else:
            for row in squares(block):
                begun = [(x, box) for x, (box, begins) in enumerate(row) if box is not None and begins]
                found.append(TableRow(tuple(RowCell(box.text, x, box.wide) for x, box in begun), number))
    return Material(tuple(found))
