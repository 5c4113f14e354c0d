"""How the office stands, for the first page of the staff: inspectors' verdicts, the plan, the standard catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.coverage.matrix import coverage
from disclosure.inspection.verdicts import InspectionVerdict, Judgement
from disclosure.law.book import LawBook
from disclosure.pages.standard_catalogue import CATALOGUE, sentence
from disclosure.plan.standing import DutyStanding, counted, standings
from disclosure.records.work_plans import WorkPlan
from disclosure.register import Register

_TOLD = (InspectionVerdict.FAIL, InspectionVerdict.UNCERTAIN)


@dataclass(frozen=True)
class StandingRow:
    """One thing that does not stand well: its state, what it is, why, and where to look."""

    state: str
    title: str
    words: str
    path: str = ""
    line: int = 0


@dataclass(frozen=True)
class StandingPart:
    """How one part of the work stands: its key, its heading, one sentence, and what does not stand well."""

    key: str
    title: str
    said: str
    rows: list[StandingRow]


def standing_parts(
    register: Register, law: LawBook, today: date, judgements: Sequence[Judgement]
) -> Iterator[StandingPart]:
    """The parts that there is something to say of."""
    if judgements:
        yield _inspection(judgements)
    if register.workplans:
        yield _plan(register.workplans[0], register, law, today)
    found = coverage(register, law, today)
    if found.fields:
        late = [
            StandingRow(
                "逾期",
                f"{item.standing.field.title}：{item.standing.item.title}",
                f"应于 {item.round.day} 前公开",
                item.standing.place("number").path,
                item.standing.place("number").line,
            )
            for item in found.late
        ]
        yield StandingPart("catalogue", CATALOGUE, sentence(found), late)


def _plan(plan: WorkPlan, register: Register, law: LawBook, today: date) -> StandingPart:
    found = standings(plan, register, law, today)
    told = "，".join(f"{state.label} {count}" for state, count in counted(found).items())
    late = [
        StandingRow(
            item.state.label, item.item.title, f"应于 {item.due} 前完成" if item.due else "", *_where(plan, item)
        )
        for item in found
        if item.is_late
    ]
    return StandingPart("plan", plan.title, f"共 {len(found)} 项：{told}。", late)


def _where(plan: WorkPlan, found: DutyStanding) -> tuple[str, int]:
    place = plan.place("points", plan.points.index(found.point), "items", found.point.items.index(found.item))
    return place.path, place.line


def _inspection(judgements: Sequence[Judgement]) -> StandingPart:
    counts = Counter(item.verdict for item in judgements)
    told = "，".join(f"{verdict.label} {counts[verdict]}" for verdict in InspectionVerdict)
    rows = [_row(item) for verdict in _TOLD for item in judgements if item.verdict is verdict]
    return StandingPart("inspection", "检查指标", f"共 {len(judgements)} 项：{told}。", rows)


def _row(item: Judgement) -> StandingRow:
    seen = item.judged.evidence[0].place if item.judged.evidence else None
    path, line = (seen.path, seen.line) if seen is not None else ("", 0)
    return StandingRow(item.verdict.label, item.indicator.title, item.judged.words, path, line)
