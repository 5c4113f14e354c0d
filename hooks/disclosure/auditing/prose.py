"""What is to be said of a report's text: its years, its sections, and its figures against those of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosure.annual.cells import FigureSpot
from disclosure.auditing.labels import plain
from disclosure.auditing.remarks import Level, Remark
from disclosure.auditing.report import AuditedReport
from disclosure.auditing.sections import TITLES, with_figures
from disclosure.auditing.statements import FigureTold, other_years, statements, vague_statements
from disclosure.expressions import expression

_Figures = dict[FigureSpot, Decimal]

_PROBLEMS, _REST = 5, 6
_ENOUGH = 4  # of the six sections that are recognised, for it to be told which are not
_MOST_MISSING = 1  # of the six sections, for it to be sure that one is missing
_CHARGED = expression(r"信息处理费\D{0,12}?(?P<sum>\d[\d,]*(?:\.\d+)?)(?:万?元)")
_NOT_CHARGED = expression(
    r"(?:没有|未|不)\S{0,6}?收取\S{0,10}?(?:信息处理费|费用)|(?:未|没有)(?:发生|产生)\S{0,6}?信息处理费"
)
_DEADLINE = (1, 31)
_LONGEST_HEAD = 40  # characters


def prose_remarks(report: AuditedReport, figures: _Figures, mended: _Figures) -> Iterator[Remark]:
    """All remarks on the text; ``mended`` are the figures as they must be for the sums to be right."""
    yield from _years(report)
    yield from _sections(report)
    yield from _figures_told(report, figures, mended)
    yield from _fees(report, figures)


def _years(report: AuditedReport) -> Iterator[Remark]:
    """Y-1: title, period, text and publication name one year."""
    years = report.years
    if years.year is None:
        words = "标题和统计期里没有认出年份，无法判断年份是否一致。"
        yield Remark(Level.UNDECIDED, "Y-1", words, "请在标题里写明是哪一年的报告。")
        return
    titles = {year for _, year in years.titles}
    if len(titles) > 1:
        told = "、".join(f"{where} {year} 年" for where, year in years.titles)
        yield Remark(Level.WARNING, "Y-1", f"标题里的年份不一致：{told}。", "请核对各处标题。")
    yield from _period(report, titles)
    if len(titles) <= 1:
        yield from _text_years(report, years.year)
    yield from _published(report, years.year)


def _period(report: AuditedReport, titles: set[int]) -> Iterator[Remark]:
    periods = report.years.periods
    if periods and titles and not any(start == end and end in titles for start, end in periods):
        start, end = periods[0]
        told = f"{start} 年" if start == end else f"{start} 年至 {end} 年"
        title = "、".join(f"{year} 年" for year in sorted(titles))
        words = f"标题写的是 {title}，统计期写的是{told}（1 月 1 日至 12 月 31 日），年份不一致。"
        yield Remark(Level.FAIL, "Y-1", words, "请核对标题和统计期，改正写错的一处。", section=1)


def _text_years(report: AuditedReport, year: int) -> Iterator[Remark]:
    section = report.sections.get(1)
    for other, words in other_years(section.text if section is not None else "", year):
        message = f"标题写的是 {year} 年，{TITLES[1]}里“{words}”写的是 {other} 年，年份不一致。"
        yield Remark(Level.FAIL, "Y-1", message, "请核对这一段是不是去年的内容，改正年份。", section=1)


def _published(report: AuditedReport, year: int) -> Iterator[Remark]:
    days = report.years.published
    if not days:
        return
    early = [day for day in days if day[0] <= year and day[:2] < (year, 12)]
    if early and len(early) == len(days):
        told = "-".join(map(str, early[0]))
        message = f"标题写的是 {year} 年的报告，发布日期却是 {told}，早于统计期结束。"
        yield Remark(Level.FAIL, "Y-1", message, "请核对标题的年份和发布日期。")
    elif all(day > (year + 1, *_DEADLINE) for day in days):
        told = "-".join(map(str, days[0]))
        yield Remark(
            Level.WARNING,
            "Y-1",
            f"{year} 年的报告发布日期是 {told}，晚于 {year + 1} 年 1 月 31 日。",
            "请核对发布日期。",
        )


def _sections(report: AuditedReport) -> Iterator[Remark]:
    """N-3: six sections, and the one on problems says something."""
    missing = [number for number in TITLES if number not in report.sections]
    if len(TITLES) - len(missing) < _ENOUGH:
        told = "、".join(f"“{TITLES[number]}”" for number in missing)
        words = "六个部分的标题一个也没有认出" if len(missing) == len(TITLES) else f"没有认出{told}这几个标题"
        remedy = "请看六个部分是不是齐全，标题是不是照格式写的。"
        yield Remark(Level.UNDECIDED, "N-3", f"{words}，无法判断六个部分是否齐全。", remedy)
        return
    for number in missing:
        yield _missing(report, number, is_sure=len(missing) <= _MOST_MISSING)
    problems = report.sections.get(_PROBLEMS)
    if problems is not None and (problems.is_empty and _REST in report.sections or problems.says_none):
        told = "标题下面没有内容" if problems.is_empty else f"只写了“{problems.text.strip()[:20]}”"
        remedy = "请写明存在的主要问题和改进情况，这一部分不能空缺。"
        yield Remark(Level.FAIL, "N-3", f"{TITLES[_PROBLEMS]}：{told}。", remedy, section=_PROBLEMS)


def _missing(report: AuditedReport, number: int, *, is_sure: bool) -> Remark:
    """A section without a head; that it is missing is sure only where no line has the words of its title."""
    told = any("问题" in plain(line) and len(plain(line)) <= _LONGEST_HEAD for line in report.lines)
    level = Level.FAIL if is_sure and number == _PROBLEMS and not told else Level.WARNING
    verb = "没有这一部分" if level is Level.FAIL else "没有认出这一部分的标题"
    return Remark(level, "N-3", f"{TITLES[number]}：{verb}。", "年度报告的六个部分不能遗漏，请补上。", section=number)


def _figures_told(report: AuditedReport, figures: _Figures, mended: _Figures) -> Iterator[Remark]:
    """N-1: figures in the text against the same figures in table three."""
    section = report.sections.get(1)
    text = section.text if section is not None else ""
    year = report.years.year
    told = statements(text, year)
    for row in dict.fromkeys(statement.row for statement in told):
        yield from _against(FigureSpot("requests", row, "total"), [item for item in told if item.row == row], figures)
    sums = _sums_of(figures) | _sums_of(mended)
    for statement in vague_statements(text, year):
        if sums and statement.number not in sums:
            message = f"{TITLES[1]}里写“{statement.words}”，和表三的新收、上年结转、总计都对不上。"
            yield Remark(Level.WARNING, "N-1", message, "收到、受理、办理的口径可能不同，请核对。", section=1)


def _against(spot: FigureSpot, told: list[FigureTold], figures: _Figures) -> Iterator[Remark]:
    """Nothing is wrong as long as one of several statements is right: the others may be about something else."""
    number = figures.get(spot)
    if number is not None and all(item.number != number for item in told):
        message = f"{TITLES[1]}里写“{told[0].words}”，{spot}是 {number:f}，两处不一致。"
        numbers = {Decimal(item.number) for item in told}
        wanted = tuple(numbers) if len(numbers) == 1 else ()
        yield Remark(Level.FAIL, "N-1", message, "请核对哪一处是对的，改正另一处。", (spot,), 1, wanted)


def _sums_of(figures: _Figures) -> set[int]:
    """All totals that words like 收到 and 办结 may mean."""
    totals = {
        spot.row: int(number) for spot, number in figures.items() if spot.part == "requests" and spot.column == "total"
    }
    if not {"received", "carried_in", "total", "carried_out"} <= set(totals):
        return set()
    came, before, done, after = (totals[row] for row in ("received", "carried_in", "total", "carried_out"))
    return {*totals.values(), came + before, done + after, came - after, done - before}


def _fees(report: AuditedReport, figures: _Figures) -> Iterator[Remark]:
    """N-3: what was charged for information belongs in the last section. Fees of table two are others."""
    rest = report.sections.get(_REST)
    if rest is None:
        return
    elsewhere = with_figures("\n".join(section.text for number, section in report.sections.items() if number != _REST))
    charged = next((match for match in _CHARGED.finditer(elsewhere) if float(match["sum"].replace(",", ""))), None)
    denied = _NOT_CHARGED.search(with_figures(rest.text))
    if charged is not None and (denied is not None or rest.says_none or rest.is_empty):
        told = denied[0] if denied is not None else rest.text.strip() or "（空）"
        message = f"前面写“{charged[0]}”，{TITLES[_REST]}却写“{told[:30]}”。"
        yield Remark(Level.FAIL, "N-3", message, "收取信息处理费的情况应当写在第六部分，请核对。", section=_REST)
    fees = figures.get(FigureSpot("disclosed", "fees", "charged"))
    if fees and (rest.says_none or rest.is_empty):
        message = f"表二行政事业性收费是 {fees:f} 万元，{TITLES[_REST]}写“{rest.text.strip()[:20] or '（空）'}”。"
        yield Remark(
            Level.WARNING, "N-3", message, "如果收了信息处理费，要在第六部分报告；别的收费不用。", section=_REST
        )
