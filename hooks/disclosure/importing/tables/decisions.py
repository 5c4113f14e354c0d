"""The year's catalogue of decisions as a table → what is known of each item, in words that ``new decision`` takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosure.expressions import expression
from disclosure.importing.grid import Grid
from disclosure.importing.tables.opinions import UNKNOWN
from disclosure.importing.tables.templates import known_table, rows_below
from disclosure.records.decisions import Stage

HEADS = {
    "order": ("序号",),
    "title": ("决策事项名称", "事项名称", "决策事项", "决策名称", "名称", "事项"),
    "summary": ("主要内容", "内容概述", "决策内容", "内容"),
    "category": ("决策类别", "类别", "类型"),
    "owner": ("承办部门", "承办单位", "责任部门", "责任单位", "牵头部门", "起草部门"),
    "basis": ("法律政策依据", "决策依据", "依据"),
    "required_steps": ("必经程序", "履行程序", "法定程序", "决策程序", "程序"),
    "completion": ("计划完成时间", "完成时间", "决策时间", "时间安排", "时间"),
    "adjusted": ("调整情况", "调整"),
}
_STEPS = {
    **{stage.label: stage for stage in Stage},
    "公众参与": Stage.CONSULTATION,
    "征求意见": Stage.CONSULTATION,
    "公开征求意见": Stage.CONSULTATION,
    "专家论证评估": Stage.EXPERT,
    "社会稳定风险评估": Stage.RISK,
    "集体讨论": Stage.MEETING,
    "集体讨论决定": Stage.MEETING,
    "集体审议": Stage.MEETING,
    "决策公布": Stage.RESULT,
    "公布": Stage.RESULT,
    "解读": Stage.INTERPRETATION,
}
_MONTH = expression(r"(20\d\d)\s*(?:年|[-./])\s*(1[0-2]|0?[1-9])\s*(?:月|(?=\D|$))")
_BETWEEN = expression(r"[、，,；;\s]+|和|以及")
_LINES = expression(r"[；;\n]+|(?<=》)[、，,](?=《)|(?<=）)[、，,](?=《)")
NO_HEAD = "没有找到决策目录的表头（事项名称、承办部门、计划完成时间……），请核对文件。"


@dataclass
class DecisionsTaken:
    """What is known of each item by field; ``notes`` say what could not be read, and where."""

    items: list[dict[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def decisions_in(grid: Grid) -> DecisionsTaken:
    """The items of a catalogue."""
    taken = DecisionsTaken()
    table = known_table(grid, HEADS, ("title", "owner"))
    if table is None:
        taken.faults.append(NO_HEAD)
        return taken
    for row in rows_below(grid, table):
        texts = {name: text for name, text in row.texts.items() if text and name != "order"}
        if "title" not in texts:
            continue
        month = _MONTH.search(texts.get("completion", ""))
        if "completion" in texts and month is None:
            place = grid.place(row.row, table.columns["completion"], "计划完成时间")
            taken.notes.append(f"{place}写的是“{texts['completion'][:20]}”，看不出年月，没有取。")
        texts.pop("completion", None)
        texts |= {"completion": f"{month[1]}-{int(month[2]):02}"} if month else {}
        if "basis" in texts:
            texts["basis"] = "\n".join([*(part.strip() for part in _LINES.split(texts["basis"]) if part.strip()), ""])
        if "required_steps" in texts:
            place = grid.place(row.row, table.columns["required_steps"], "必经程序")
            texts["required_steps"] = _steps(texts["required_steps"], place, taken)
        taken.items.append(texts)
    taken.notes += [UNKNOWN.format(head[:20]) for head in table.unknown]
    return taken


def _steps(said: str, place: str, taken: DecisionsTaken) -> str:
    """The keys of the steps that are named; those that nobody knows are told."""
    words = [word for word in _BETWEEN.split(said) if word]
    unknown = [word for word in words if word not in _STEPS]
    if unknown:
        taken.notes.append(f"{place}里的“{'、'.join(unknown)[:40]}”认不出是哪个环节，没有取。")
    return "、".join(dict.fromkeys(_STEPS[word].value for word in words if word in _STEPS))
