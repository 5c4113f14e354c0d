"""Verdicts in words for people, as JSON for programs, and as Markdown for a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from disclosure.inspection.changes import TurnedIndicator
from disclosure.inspection.facts import Trace
from disclosure.inspection.verdicts import InspectionVerdict, Judgement
from disclosure.records.inspection import InspectionPack

SCHEMA = "disclosure/inspection/1"
_FEW = 8  # pieces of evidence of one indicator that people are told
_LONGEST = 160  # characters of one of them
NO_PACKS = "data/inspection 里没有检查指标，没有检查。"


@dataclass(frozen=True)
class Inspection:
    """What was inspected and what came of it; ``changes`` are those since ``base``, where one was given."""

    subject: str
    today: date
    judgements: Sequence[Judgement]
    notes: Sequence[str] = ()
    base: str = ""
    changes: Sequence[TurnedIndicator] = ()

    @property
    def counts(self) -> Counter[InspectionVerdict]:
        """How many indicators ended in each verdict."""
        return Counter(judgement.verdict for judgement in self.judgements)

    @property
    def fails(self) -> bool:
        """Whether any indicator fails."""
        return self.counts[InspectionVerdict.FAIL] > 0


def in_words(inspection: Inspection) -> str:
    """The sum first, then what a change has changed, then each indicator with its evidence."""
    lines = [f"检查{inspection.subject}，{inspection.today}：{_sum(inspection)}。", *inspection.notes]
    if not inspection.judgements:
        lines.append(NO_PACKS)
    if inspection.base:
        lines += ["", _change_line(inspection), *(f"  {_turn(item)}" for item in inspection.changes)]
    for pack, judgements in _by_pack(inspection):
        lines += ["", f"{pack.title}（{pack.source}）"]
        for judgement in judgements:
            lines += _indicator(judgement)
    return "\n".join(lines) + "\n"


def as_markdown(inspection: Inspection) -> str:
    """What a reader of a pull request wants: what the change does to the verdicts, and what fails."""
    lines = [f"**自查 {inspection.today}**：{_sum(inspection)}。", *inspection.notes]
    if inspection.base:
        lines += ["", _change_line(inspection)]
        if inspection.changes:
            lines += ["", "| 指标 | 改动前 | 改动后 | 依据 |", "| --- | --- | --- | --- |"]
            lines += [_row(item) for item in inspection.changes]
    told = [
        item for item in inspection.judgements if item.verdict in (InspectionVerdict.FAIL, InspectionVerdict.UNCERTAIN)
    ]
    for judgement in told:
        lines += [
            "",
            f"- **{judgement.verdict.label}** {_cell(judgement.indicator.title)}：{_cell(judgement.judged.words)}",
        ]
        lines += [f"  - {_cell(_evidence(seen))}" for seen in judgement.judged.evidence[:_FEW]]
    return "\n".join(lines) + "\n"


def as_data(inspection: Inspection) -> dict[str, Any]:
    """The same for programs."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "subject": inspection.subject,
        "today": inspection.today.isoformat(),
        "counts": {verdict.value: inspection.counts[verdict] for verdict in InspectionVerdict},
        "notes": list(inspection.notes),
        "indicators": [_judgement_data(judgement) for judgement in inspection.judgements],
    }
    if inspection.base:
        data |= {"base": inspection.base, "changes": [_change_data(item) for item in inspection.changes]}
    return data


def _sum(inspection: Inspection) -> str:
    counts = inspection.counts
    parts = [f"{verdict.label} {counts[verdict]} 项" for verdict in InspectionVerdict if counts[verdict]]
    return "，".join(parts) if parts else "没有检查的指标"


def _by_pack(inspection: Inspection) -> Iterator[tuple[InspectionPack, list[Judgement]]]:
    for _, judgements in groupby(inspection.judgements, key=lambda judgement: judgement.pack.id):
        listed = list(judgements)
        yield listed[0].pack, listed


def _indicator(judgement: Judgement) -> Iterator[str]:
    judged = judgement.judged
    yield f"  {judged.verdict.label}（{judged.verdict.value}） {judgement.indicator.title}：{judged.words}"
    yield from _pieces(judged.evidence, "      证据 ")
    yield from _pieces(judged.beside, "      另见 ")


def _pieces(pieces: Sequence[Trace], head: str) -> Iterator[str]:
    yield from (f"{head}{_evidence(seen)}" for seen in pieces[:_FEW])
    if len(pieces) > _FEW:
        yield f"{head}还有 {len(pieces) - _FEW} 处，没有列出。"


def _evidence(seen: Trace) -> str:
    what = seen.what if len(seen.what) <= _LONGEST else f"{seen.what[:_LONGEST]}……"
    return f"{seen.place.path}:{seen.place.line} {what}"


def _change_line(inspection: Inspection) -> str:
    turned = [item for item in inspection.changes if item.turned]
    if turned:
        return f"和 {inspection.base} 相比，有 {len(turned)} 项的结论变了。"
    if inspection.changes:
        return f"和 {inspection.base} 相比，结论没有变，有 {len(inspection.changes)} 项的证据变了。"
    return f"和 {inspection.base} 相比，结论没有变。"


def _turn(item: TurnedIndicator) -> str:
    words = f"{item.title}：{_label(item.before)} → {_label(item.after)}" if item.turned else f"{item.title}"
    came = "".join(f"\n      新增 {_evidence(seen)}" for seen in item.came[:_FEW])
    return words + came + "".join(f"\n      消除 {_evidence(seen)}" for seen in item.went[:_FEW])


def _row(item: TurnedIndicator) -> str:
    pieces = [f"新增 {_evidence(seen)}" for seen in item.came[:_FEW]]
    pieces += [f"消除 {_evidence(seen)}" for seen in item.went[:_FEW]]
    cells = (item.title, _label(item.before), _label(item.after), "；".join(pieces))
    return f"| {' | '.join(map(_cell, cells))} |"


def _label(judgement: Judgement | None) -> str:
    return judgement.verdict.label if judgement is not None else "没有这项指标"


def _cell(text: str) -> str:
    """Text that can neither end a cell nor mark anything up."""
    for sign in "\\`*_[]<>|@#":
        text = text.replace(sign, f"\\{sign}" if sign not in "<>@" else {"<": "&lt;", ">": "&gt;", "@": "＠"}[sign])
    return text.replace("\n", " ")


def _judgement_data(judgement: Judgement) -> dict[str, Any]:
    judged, indicator = judgement.judged, judgement.indicator
    return {
        "pack": judgement.pack.id,
        "indicator": indicator.id,
        "title": indicator.title,
        "verdict": judged.verdict.value,
        "label": judged.verdict.label,
        "words": judged.words,
        "check": indicator.check.value,
        "basis": indicator.basis,
        "grade": indicator.grade.value,
        "unverified": indicator.unverified or "",
        "evidence": [_seen_data(seen) for seen in judged.evidence],
        "beside": [_seen_data(seen) for seen in judged.beside],
    }


def _seen_data(seen: Trace) -> dict[str, Any]:
    return {"path": seen.place.path, "line": seen.place.line, "what": seen.what}


def _change_data(item: TurnedIndicator) -> dict[str, Any]:
    there = item.after or item.before
    return {
        "pack": there.pack.id if there is not None else "",
        "indicator": there.indicator.id if there is not None else "",
        "title": item.title,
        "before": item.before.verdict.value if item.before is not None else None,
        "after": item.after.verdict.value if item.after is not None else None,
        "came": [_seen_data(seen) for seen in item.came],
        "went": [_seen_data(seen) for seen in item.went],
    }
