"""Where the numbers of an annual report come from: each from one place, with its source, going on from last year's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure.annual.cells import Figures
from disclosure.annual.identities import MAY_DIFFER, Broken, discontinued
from disclosure.annual.issuing import issuing
from disclosure.annual.report import COUNTED, counts_of, issued_in, numbers_in, report_of_year, year_of
from disclosure.findings import Severity
from disclosure.records.annual_figures import NOT_APPLICABLE, AnnualFigures, Issued, SourcedRow
from disclosure.records.request_figures import YearOfRequests
from disclosure.records.unwritten import WHERE_FROM
from disclosure.rules.framework import Context, Fault, rule

_SOURCES = ("本办制度/70",)
_FROM_OUTSIDE = ("permits", "penalties", "compulsion", "fees")  # rows of table two that no register of the office holds
_FEW = 5


@rule("ANN-006", "年报里申请的数只有一个来源", on=AnnualFigures, basis=_SOURCES)
def requests_are_counted_once(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """Where the year's requests are counted, the report's record does not tell the same numbers again.

    Bad:  已有 data/request-figures/2024.yml，data/annual-reports/2024.yml 里又写 requests
    Good: data/annual-reports/2024.yml 不写 requests 和 appeals
    """
    year = year_of(record)
    counts = counts_of(context.register, year)
    if counts is None:
        return
    again = [part for part in COUNTED if record.written(part)]
    for part in again:
        remedy = f"请删去这里的 {part}；数不对的，先改台账，再运行 disclosure requests figures {year}。"
        yield record.place(part), f"{part} 的数已经在 {counts.path} 里。", remedy
    if not again and not counts.is_whole:
        message = f"{counts.path} 只数到 {counts.as_of}，年度报告要全年的数。"
        yield counts.place("as_of"), message, f"请重新运行 disclosure requests figures {year}。"


@rule(
    "ANN-007", "年报的规范性文件数与登记的文件相符", on=AnnualFigures, basis=_SOURCES, severity=Severity.WARNING
)  # fmt: skip
def normative_papers_agree(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """The numbers of normative papers are those of the register, if the record tells them itself.

    Bad:  normative: {made: 2, repealed: 1, in_force: 4}，登记的文件里这一年制发的有 3 件
    Good: 不写 normative，由登记的文件算出
    """
    year = year_of(record)
    found, own = issuing(context.register, year), record.disclosed.normative
    counted = issued_in(context.register, year)
    if own is None or counted is None:
        return
    differing = [name for name in Issued.columns() if getattr(own, name) not in (None, getattr(counted, name))]
    if differing:
        told = "；".join(_compared(name, own, counted, getattr(found, name)) for name in differing)
        place = record.place("disclosed", "normative", differing[0])
        yield place, f"{told}。", "请核对；登记的没有错的，删去 normative 一项，由程序去数。"


def _compared(name: str, own: Issued, counted: Issued, ids: Sequence[str]) -> str:
    """A number as the record tells it, and as the register has it."""
    shown = f"（{'、'.join(ids[:_FEW])}{'等' if len(ids) > _FEW else ''}）" if ids else ""
    title = Issued.model_fields[name].title
    return f"{title}写的是 {getattr(own, name)}，登记的文件有 {getattr(counted, name)} 件{shown}"


@rule(
    "ANN-008", "没有台账的数写明单位和来源", on=AnnualFigures, basis=_SOURCES, severity=Severity.WARNING
)  # fmt: skip
def numbers_tell_their_source(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """A number that no register of the office holds says what it counts and where it comes from.

    Bad:  penalties: 203
    Good: penalties: {decided: 203, unit: 件, source: 城市运行管理中心，案件管理系统}
    """
    for row in _FROM_OUTSIDE:
        part: SourcedRow | None = getattr(record.disclosed, row)
        if part is None or (part.unit and part.source) or NOT_APPLICABLE in dict(part).values():
            continue
        lacking = "、".join(name for name in ("unit", "source") if not getattr(part, name))
        first = type(part).columns()[0]
        values = f"{first}: {getattr(part, first)}, unit: {part.measure}, source: {WHERE_FROM}"
        example = f"{row}: {{{values}}}"
        yield record.place("disclosed", row), f"{row} 没有写 {lacking}。", f"请写成 {example}。"


@rule("ANN-009", "上年结转等于上一年的结转下年", on=AnnualFigures | YearOfRequests, basis=("30号函/表三",))
def what_was_left_over_is_carried_in(figures: AnnualFigures | YearOfRequests, context: Context) -> Iterator[Fault]:
    """The requests carried in are those that last year's table carries out, column by column.

    Bad:  上一年 carried_out 的 natural 是 1，这一年 carried_in 的 natural 是 0
    Good: 两个数相同
    """
    found = [broken for broken in _discontinued(figures, context) if broken.identity.name not in MAY_DIFFER]
    if found:
        told = "；".join(broken.words for broken in found[:_FEW])
        place = figures.place(*found[0].identity.left[0])
        yield place, f"{told}，应当相等。", "请核对两年的数，改正写错的那一个。"


@rule(
    "ANN-010", "现行有效的件数与上一年衔接", on=AnnualFigures, basis=("30号函/表二",), severity=Severity.WARNING
)  # fmt: skip
def papers_in_force_go_on(record: AnnualFigures, context: Context) -> Iterator[Fault]:
    """What holds is what held a year before, with what was made and without what was repealed.

    Bad:  上一年 in_force 是 3，这一年 made: 3、repealed: 1、in_force: 4
    Good: in_force: 5
    """
    for broken in _discontinued(record, context):
        if broken.identity.name in MAY_DIFFER:
            place = record.place(*broken.identity.left[0])
            yield place, f"{broken.words}。", "请核对两年的数；因失效等原因不同的，请在正文里说明，并申请豁免。"


def _discontinued(figures: AnnualFigures | YearOfRequests, context: Context) -> list[Broken]:
    before = _before(figures, context)
    return discontinued(numbers_in(figures), before) if before else []


def _before(figures: AnnualFigures | YearOfRequests, context: Context) -> Figures:
    """The numbers of the year before: of its report, or of its requests; none if neither is there."""
    year = (year_of(figures) if isinstance(figures, AnnualFigures) else figures.year) - 1
    report, counts = report_of_year(context.register, year), counts_of(context.register, year)
    if report is not None:
        return numbers_in(report)
    return numbers_in(counts) if counts is not None and counts.is_whole else {}
