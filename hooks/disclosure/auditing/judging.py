"""A report → remarks and a verdict: what is certainly wrong, what cannot be told, what should be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from disclosure.annual.blame import Blame, blamed
from disclosure.annual.cells import FigureSpot, part_words, row_words, spots
from disclosure.annual.gaps import Gaps, without_gaps
from disclosure.annual.identities import MAY_DIFFER, Broken, broken, discontinued
from disclosure.auditing.blanks import blank_remarks, is_gap
from disclosure.auditing.causes import told_once
from disclosure.auditing.numbers import CellSays
from disclosure.auditing.prose import prose_remarks
from disclosure.auditing.remarks import Level, Remark
from disclosure.auditing.report import PARTS, AuditedReport
from disclosure.records.report_tables import REQUESTS

_TOO_MANY = 20  # sums of table three's 39 that differ: no office is that wrong, but a layout may be misread
_FEW = 4  # cells that are told by name
_REFUSED = REQUESTS.rows_under("（三）不予公开")
_AS_A_TABLE = "请用原文件（表格没有散开的网页、docx 或者 xlsx）再核对一次。"


class AuditVerdict(StrEnum):
    """What an audit ends in."""

    PASS = "PASS"
    FAIL = "FAIL"
    CANNOT_DECIDE = "CANNOT DECIDE"


@dataclass(frozen=True)
class Audit:
    """The verdict on a report, and all remarks, the worst first."""

    verdict: AuditVerdict
    remarks: tuple[Remark, ...] = field(default=())


def audited(
    report: AuditedReport, before: AuditedReport | None = None, review_first: Callable[[], date | None] = lambda: None
) -> Audit:
    """Judge a report, if it is given together with last year's.

    ``review_first`` tells since when a refusal goes to reconsideration first (行政复议法23), where the laws are at
    hand; it is asked only where that matters.
    """
    gaps = _figures(report)
    unsure = _unsure(report, gaps.figures)
    sure = {spot: number for spot, number in gaps.figures.items() if spot.part not in unsure}
    blames = _blames(gaps)
    mended = {blame.cell.spot: blame.cell.wanted for blame in blames if blame.cell is not None}
    elsewhere = [*prose_remarks(report, sure, {spot: mended.get(spot, number) for spot, number in sure.items()})]
    elsewhere += _goes_on(report, gaps, before) if before is not None else []
    sums = [*blank_remarks(report.found, gaps, unsure), *_misread(gaps)]
    sums += (_blame(blame, Level.UNDECIDED if blame.place.part in unsure else Level.FAIL) for blame in blames)
    remarks = [*told_once(sums, elsewhere, gaps.figures), *_unread(report), *_oddities(report, gaps)]
    remarks += _hints(report, sure, review_first)
    remarks.sort(key=lambda remark: list(Level).index(remark.level))
    levels = {remark.level for remark in remarks}
    verdict = (
        AuditVerdict.FAIL
        if Level.FAIL in levels
        else AuditVerdict.CANNOT_DECIDE
        if Level.UNDECIDED in levels
        else AuditVerdict.PASS
    )
    return Audit(verdict, tuple(remarks))


def _figures(report: AuditedReport) -> Gaps:
    """The numbers, with what blank cells must be."""
    cells = report.found.cells
    numbers = {spot: cell.number for spot, cell in cells.items() if cell.says is CellSays.NUMBER}
    return without_gaps(numbers, {spot for spot in cells if is_gap(report.found, spot)})


def _unsure(report: AuditedReport, figures: dict[FigureSpot, Decimal]) -> frozenset[str]:
    """The parts of which nothing is wrong for sure: all of another edition's form, and what was read in doubt."""
    doubted = (part for part in PARTS if report.found.doubts.get(part))
    return frozenset(PARTS if report.found.is_old else (*doubted, *((REQUESTS.part,) if _is_misread(figures) else ())))


def _is_misread(figures: dict[FigureSpot, Decimal]) -> bool:
    return sum(item.identity.part == REQUESTS.part for item in broken(figures)) >= _TOO_MANY


def _blames(gaps: Gaps) -> list[Blame]:
    """What does not add up, but for a table that was not read right."""
    left_out = REQUESTS.part if _is_misread(gaps.figures) else ""
    return [blame for blame in blamed(gaps.figures) if blame.place.part != left_out]


def _misread(gaps: Gaps) -> Iterator[Remark]:
    if _is_misread(gaps.figures):
        words = "表三有一半以上的合计不相等，多半是表格没有读对，无法判断"
        example = next(item for item in broken(gaps.figures) if item.identity.part == REQUESTS.part)
        yield Remark(Level.UNDECIDED, "READ", f"{words}（例如{example.words}）。", _AS_A_TABLE)


def _blame(blame: Blame, level: Level) -> Remark:
    names = "、".join(dict.fromkeys(item.identity.name for item in blame.broken))
    cells = (blame.cell.spot,) if blame.cell is not None else blame.candidates
    where = "" if blame.cell is not None else f"哪一格错了看不出来，可能在{_rows(blame.candidates)}。"
    return Remark(
        level,
        names,
        f"{blame.words}。{where}",
        "请核对这几项的原始数据，改正写错的数。",
        cells,
        wanted=(blame.cell.wanted,) if blame.cell is not None else (),
    )


def _rows(candidates: tuple[FigureSpot, ...]) -> str:
    rows = list(dict.fromkeys(row_words(spot.part, spot.row) for spot in candidates))
    return "、".join(rows[:_FEW]) + (f"等 {len(rows)} 行" if len(rows) > _FEW else "")


def _unread(report: AuditedReport) -> Iterator[Remark]:
    """What could not be read, so that nothing can be said of it."""
    found = report.found
    if found.is_old:
        words = f"这是 2019 年的旧格式（{found.is_old}），2021 年起用国办公开办函〔2021〕30号的格式，不能按新格式核对。"
        yield Remark(Level.UNDECIDED, "FORM", words, "2021 年及以后的年报，请改用新格式。")
    for part in PARTS:
        for words in found.doubts.get(part, []):
            yield Remark(Level.UNDECIDED, "READ", f"{part_words(part)}：{words}，无法判断。", _AS_A_TABLE)
        unclear = [spot for spot in spots(part) if spot in found.cells and found.cells[spot].says is CellSays.UNCLEAR]
        if unclear:
            told = "、".join(f"{spot}写的是“{found.cells[spot].text[:20]}”" for spot in unclear[:_FEW])
            yield Remark(Level.UNDECIDED, "READ", f"{told}，不是一个数，无法判断。", "请改成一个数。", tuple(unclear))
        missing = list(dict.fromkeys(spot.row for spot in spots(part) if spot not in found.cells))
        if missing and part not in found.doubts and not found.is_old:
            yield _missing(report, part, missing)


def _missing(report: AuditedReport, part: str, rows: list[str]) -> Remark:
    if report.found.has(part):
        told = "、".join(row_words(part, row) for row in rows[:_FEW]) + (
            f"等 {len(rows)} 行" if len(rows) > _FEW else ""
        )
        return Remark(
            Level.UNDECIDED, "READ", f"{told}没有读出数来，无法判断。", f"请看这几行是不是缺了格子。{_AS_A_TABLE}"
        )
    picture = "，可能是图片" if report.has_pictures else ""
    return Remark(
        Level.UNDECIDED, "READ", f"{part_words(part)}没有找到或者散成了文字{picture}，无法判断。", _AS_A_TABLE
    )


def _oddities(report: AuditedReport, gaps: Gaps) -> Iterator[Remark]:
    """What else is odd in the cells, and how they were read."""
    for spot, number in gaps.figures.items():
        if number != number.to_integral_value() and spot.row != "fees":
            yield Remark(Level.WARNING, "READ", f"{spot}写的是 {number:f}，件数应当是整数。", "请核对这个数。", (spot,))
    for words in report.found.hows:
        yield Remark(Level.WARNING, "READ", f"{words}。", "请和原文件对照一次。")
    for words in report.notes:
        yield Remark(Level.WARNING, "READ", f"{words}，没有核对隐藏的工作表。", "请看发布的文件里该不该有隐藏的内容。")


def _hints(
    report: AuditedReport, figures: dict[FigureSpot, Decimal], review_first: Callable[[], date | None]
) -> Iterator[Remark]:
    """L-1: a refusal goes to reconsideration first since a day; a direct suit may be about something else."""
    refused = [spot for row in _REFUSED if figures.get(spot := FigureSpot("requests", row, "total"))]
    direct = FigureSpot("appeals", "direct", "total")
    if not refused or not figures.get(direct):
        return
    since = review_first()
    if since is not None and (report.years.year or 0) >= since.year:
        told = "、".join(f"{spot}是 {figures[spot]:f}" for spot in refused[:_FEW])
        words = (
            f"{told}，{direct}是 {figures[direct]:f}；{since} 起对不予公开不服的应当先申请行政复议，也可能是别的案件。"
        )
        yield Remark(Level.HINT, "L-1", words, "请核对这件诉讼告的是什么。", (*refused, direct))


def _goes_on(report: AuditedReport, gaps: Gaps, before: AuditedReport) -> Iterator[Remark]:
    """X-1 and X-2 against last year's report."""
    last = _figures(before)
    this, that = report.years.year, before.years.year
    if this is not None and that is not None and this != that + 1:
        words = f"这份是 {this} 年的报告，给出的上一年报告却是 {that} 年的，没有比较。"
        yield Remark(Level.UNDECIDED, "X-1", words, "请用 --last-year 给出上一年的报告。")
        return
    for name, one, figures in (("这份报告", report, gaps.figures), ("上一年的报告", before, last.figures)):
        if why := _why_not_compared(one, figures):
            yield Remark(Level.UNDECIDED, "X-1", f"{name}{why}，不能比较上年结转。", "请换这份报告的原文件再核对。")
            return
    found = discontinued(gaps.figures, last.figures)
    carried = [item for item in found if item.identity.name not in MAY_DIFFER]
    if carried:
        yield _differs(carried, Level.FAIL, "请核对两年的报告，改正写错的一份。")
    for item in found:
        if item not in carried:
            yield _differs([item], Level.WARNING, "文件到期失效也会造成不同，请核对。")


def _differs(found: list[Broken], level: Level, remedy: str) -> Remark:
    told = [f"{item.identity.left[0]}是 {item.left:f}，{item.identity.told[1]}是 {item.right:f}" for item in found]
    cells = tuple(item.identity.left[0] for item in found)
    wanted = tuple(item.right for item in found)
    return Remark(level, found[0].identity.name, f"{'；'.join(told)}，应当相等。", remedy, cells, wanted=wanted)


def _why_not_compared(report: AuditedReport, figures: dict[FigureSpot, Decimal]) -> str:
    """Why nothing can be said of what goes on from one report to the next; "" where it can."""
    years = report.years
    if report.found.is_old:
        return "是 2019 年的旧格式"
    if years.year is None:
        return "没有认出年份"
    if len({year for _, year in years.titles}) > 1 and (years.year, years.year) not in years.periods:
        return "标题里的年份不一致"
    if not report.found.has(REQUESTS.part):
        return "没有读出表三"
    return "的表三没有读准" if REQUESTS.part in _unsure(report, figures) else ""
