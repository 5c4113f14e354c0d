"""Many spots, few findings: a list of two thousand names must not bury everything else."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from disclosure.screening.personal.kinds import PersonalData
from disclosure.screening.written import Hit

_NEAR = 2  # lines between two spots of one run
_RUN = 4  # so many spots make a run
_MOST = 20  # findings of one rule in one text; what is beyond is told in one more


def grouped(text: str, spots: Sequence[PersonalData]) -> Iterator[Hit]:
    """One hit a spot, but one for a whole run, and no more than so many of a rule."""
    line_ends = [offset for offset, character in enumerate(text) if character == "\n"] if spots else []
    by_rule = defaultdict(list)
    for spot in spots:
        by_rule[spot.rule].append((spot, bisect_right(line_ends, spot.start - 1) + 1))
    for placed in by_rule.values():
        runs = list(_runs(placed))
        for run in runs[:_MOST]:
            yield from _told(run)
        rest = [entry for run in runs[_MOST:] for entry in run]
        if rest:
            yield _as_one(rest)


Placed = list[tuple[PersonalData, int]]


def _runs(placed: Placed) -> Iterator[Placed]:
    """Spots that follow each other; those that make no run stand alone."""
    run: Placed = []
    for entry in placed:
        if run and entry[1] - run[-1][1] > _NEAR:
            yield from [run] if len(run) >= _RUN else [[one] for one in run]
            run = []
        run.append(entry)
    yield from [run] if len(run) >= _RUN else [[one] for one in run]


def _told(run: Placed) -> Iterator[Hit]:
    if len(run) >= _RUN:
        yield _as_one(run)
    else:
        yield from (Hit(spot.rule, spot.start, spot.message, spot.remedy) for spot, _ in run)


def _as_one(run: Placed) -> Hit:
    spot, first = run[0]
    last = run[-1][1]
    where = f"第 {first} 行到第 {last} 行" if last > first else f"第 {first} 行"
    message = f"{where}共有 {len(run)} 处{spot.called}，第一处是“{spot.masked}”。"
    return Hit(spot.rule, spot.start, message, f"请逐处照这样处理：{spot.remedy.removeprefix('请')}")
