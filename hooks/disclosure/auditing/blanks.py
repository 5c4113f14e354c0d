"""Cells without a figure: those where a 0 belongs, those that hide a figure, and sums that nobody filled in at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from disclosure.annual.cells import FigureSpot, column_words, part_words, row_words, spots
from disclosure.annual.gaps import Gaps
from disclosure.auditing.found import TablesFound
from disclosure.auditing.numbers import CellSays
from disclosure.auditing.remarks import Level, Remark
from disclosure.auditing.report import PARTS
from disclosure.records.report_tables import APPEALS, REQUESTS

_FEW = 4  # cells that are told by name
_RESULTS = REQUESTS.equal_rows[1].left
_SEVERAL = 2  # sums that are missing for it to be a habit and no slip
# Lines of sums: some offices leave them to the reader, as the form of 2019 was often filled in.
_SUMS = (
    tuple(FigureSpot(REQUESTS.part, row, "total") for row in _RESULTS),
    tuple(FigureSpot(REQUESTS.part, "total", line.key) for line in REQUESTS.column_lines),
    tuple(FigureSpot(APPEALS.part, line.key, "total") for line in APPEALS.row_lines),
)


def is_gap(found: TablesFound, spot: FigureSpot) -> bool:
    """Whether a cell was read and has no figure."""
    return spot in found.cells and found.cells[spot].says in (CellSays.BLANK, CellSays.SIGN)


def blank_remarks(found: TablesFound, gaps: Gaps, unsure: Collection[str]) -> Iterator[Remark]:
    """All remarks on blank cells. One that hides a figure is wrong, but for the parts that were read in doubt."""
    lines = [line for line in _SUMS if _is_left_out(line, found, gaps)]
    for line in lines:
        yield _left_out(line)
    left_out = {spot for line in lines for spot in line}
    for part in PARTS:
        for spot in spots(part):
            if spot in gaps.wanted and spot not in left_out:
                yield _hidden(found, gaps, spot, Level.UNDECIDED if part in unsure else Level.FAIL)
        blank = [
            spot for spot in spots(part) if is_gap(found, spot) and spot not in gaps.wanted | dict.fromkeys(left_out)
        ]
        if blank:
            yield _nothing(part, blank)


def _is_left_out(line: tuple[FigureSpot, ...], found: TablesFound, gaps: Gaps) -> bool:
    return all(is_gap(found, spot) for spot in line) and sum(spot in gaps.wanted for spot in line) >= _SEVERAL


def _left_out(line: tuple[FigureSpot, ...]) -> Remark:
    first, last = line[0], line[-1]
    if first.row == last.row:
        where = f"{row_words(first.part, first.row)}一行"
    else:
        where = f"{part_words(first.part)}“{column_words(first.part, first.row, first.column)}”一栏"
    words = f"{where}都没有填，看不出是没有合计还是漏填，无法判断。"
    return Remark(Level.UNDECIDED, "N-2", words, "请把合计填上。", line)


def _hidden(found: TablesFound, gaps: Gaps, spot: FigureSpot, level: Level) -> Remark:
    shown = found.cells[spot].text
    told = f"写的是“{shown}”" if shown else "是空的"
    words = f"{spot}{told}，按合计这里应当有数，多半是 {gaps.wanted[spot]:f}。"
    return Remark(level, "N-2", words, "请查原始数据，填上这个数。", (spot,))


def _nothing(part: str, blank: list[FigureSpot]) -> Remark:
    told = "、".join(map(str, blank[:_FEW])) + (f"等 {len(blank)} 格" if len(blank) > _FEW else "")
    words = f"{told}没有写数，按 0 核对，和各处合计不矛盾。" if part != "disclosed" else f"{told}没有写数。"
    return Remark(Level.WARNING, "N-2", words, "没有发生的请写 0。", tuple(blank))
