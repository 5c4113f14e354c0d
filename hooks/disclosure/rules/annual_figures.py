"""The numbers of annual reports: shown where they belong, none missing, and equal where the form wants it."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.annual.blame import blamed
from disclosure.annual.cells import spots
from disclosure.annual.issuing import issuing
from disclosure.annual.report import COUNTED, PARTS, completed, numbers_in, year_of
from disclosure.reading.blocks import NAMES, REPORT_TABLES
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.documents import Document
from disclosure.records.request_figures import YearOfRequests
from disclosure.rules.blocks import blocks_in, misplaced, place_of
from disclosure.rules.framework import Context, Fault, rule

_COMPUTED = "normative"  # the row that comes from the register
_FEW = 3  # names of one kind that are told all


@rule("ANN-001", "年报的表格有数据可用", on=Document, basis=("30号函/表二", "30号函/表三", "30号函/表四"))
def tables_are_asked_for_where_there_are_numbers(document: Document, context: Context) -> Iterator[Fault]:
    """A text that asks for the tables of an annual report is named by a record of numbers; each stands once, alone.

    Bad:  通知的正文里写“{{ requests-table }}”
    Good: data/annual-reports/2024.yml 写 report: doc-2025-015，这份年报的正文里单独一行写“{{ requests-table }}”
    """
    uses = list(blocks_in(document, *REPORT_TABLES))
    if not uses or context.register.figures_of(document.id) is not None:
        yield from misplaced(document, uses)
    elif not context.register.is_broken("data/annual-reports/"):
        first = uses[0]
        message = f"没有这份文件的年报数据，“{{{{ {first.name} }}}}”不会变成{NAMES[first.name]}。"
        remedy = (
            f"请在 data/annual-reports/ 里统计年份的文件写 report: {document.id} 和数据；不是年度报告的，删去这一行。"
        )
        yield place_of(document, first), message, remedy


@rule("ANN-002", "年报的数据不缺项", on=AnnualFigures, basis=("30号函/表二", "30号函/表三", "30号函/表四"))
def no_number_is_missing(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """Every cell of the form has a number, or says that the matter is none of the office's. A gap is never taken for 0.

    Bad:  disclosed 里没有 permits
    Good: disclosed: {permits: {decided: 0, unit: 件, source: 社区事务受理服务中心，受理系统}}
    """
    figures, year = completed(record, context.register), year_of(record)
    undated = issuing(context.register, year).undated
    for part in PARTS:
        missing = [(row, column) for _, row, column in spots(part) if figures.figure(part, row, column) is None]
        missing = [cell for cell in missing if cell[0] != _COMPUTED or not undated]  # VAL-006 tells of these
        if missing:
            names = list(dict.fromkeys(_named(figures, part, *cell) for cell in missing))
            told = "、".join(names[:_FEW]) + ("等" if len(names) > _FEW else "")
            message = f"{part}（{_title(part)}）有 {len(missing)} 个数没有：{told}；缺的数不当作 0。"
            place = record.place(part, *missing[0]) if record.written(part, missing[0][0]) else record.place(part)
            yield place, message, _how_to_fill(record, part, year)


def _how_to_fill(record: AnnualFigures, part: str, year: int) -> str:
    if part in COUNTED and not record.written(part):
        return f"请运行 disclosure requests figures {year}，由台账算出；没有台账的，在这里填写。"
    return "请填写；没有的写 0，本机关不涉及的写 不适用。"


@rule(
    "ANN-003", "年报的表格勾稽相符", on=AnnualFigures | YearOfRequests,
    basis=("30号函/表三勾稽", "30号函/表三", "30号函/表四"),
)  # fmt: skip
def sums_are_equal(figures: AnnualFigures | YearOfRequests, context: Context) -> Iterator[Fault]:
    """What the form itself calls a sum is one, and what it wants equal is equal. Cells that are not filled say nothing.

    Bad:  received: {natural: 10, …, total: 11}（各栏相加是 12）
    Good: received: {natural: 10, business: 1, legal: 1, …, total: 12}
    """
    remedy = "请核对这几项，改正写错的数。"
    if isinstance(figures, YearOfRequests):
        remedy = f"这个文件由程序写，请重新运行 disclosure requests figures {figures.year}。"
    for blame in blamed(numbers_in(figures)):
        yield figures.place(*blame.place), f"{blame.words}。", remedy


def _named(figures: AnnualFigures, part: str, row: str, column: str) -> str:
    """A cell by the names that are written in the file: its row's alone, if nothing of the row is."""
    return row if figures.figure(part, row) is None else f"{row} 的 {column}"


def _title(part: str) -> str:
    return AnnualFigures.model_fields[part].title or part
