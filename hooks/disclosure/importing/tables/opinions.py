"""The account of opinions as offices keep it in a table → the ``opinions`` of a decision, ready for ``put``.

Who said it, where he lives and how he can be reached is never taken.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

from disclosure.importing.grid import Grid
from disclosure.importing.tables.templates import KnownTable, TemplateRow, known_table, rows_below
from disclosure.records.decisions import Outcome

HEADS = {
    "outcome": ("采纳情况", "是否采纳", "处理情况", "采纳结果", "办理结果", "处理意见"),
    "reason": ("理由", "说明", "原因", "采纳理由", "未采纳理由", "处理说明"),
    "count": ("条数", "件数", "数量", "意见数"),
    "person": ("提出人", "姓名", "联系电话", "电话", "地址", "住址", "邮箱", "反馈人", "单位个人", "意见来源人"),
    "channel": ("渠道", "方式", "来源"),
    "summary": ("意见摘要", "主要意见", "意见内容", "意见建议", "意见和建议", "反馈意见", "意见"),
    "number": ("序号", "编号"),
}
_OUTCOMES = {
    **dict.fromkeys(("采纳", "已采纳", "全部采纳", "予以采纳", "是", "吸收采纳"), Outcome.ADOPTED),
    **dict.fromkeys(("部分采纳", "部分吸收", "基本采纳"), Outcome.PARTLY),
    **dict.fromkeys(("未采纳", "不采纳", "不予采纳", "没有采纳", "否", "暂不采纳"), Outcome.NOT_ADOPTED),
}
_TOTALS = ("合计", "总计", "小计", "共计")
NO_HEAD = "没有找到意见汇总的表头（意见摘要、采纳情况、理由、条数……），请核对文件。"
NO_COUNT = "表里没有“条数”一栏：一行算一条，请核对总数。"
PERSONAL = "“{}”一栏是个人信息，没有取。"
UNKNOWN = "“{}”一栏认不出是什么，没有取。"


@dataclass
class OpinionsTaken:
    """The account, or why there is none; ``notes`` are what the editor should look at."""

    opinions: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def opinions_in(grid: Grid) -> OpinionsTaken:
    """The opinions of a sheet with what became of each, and their counts."""
    taken = OpinionsTaken()
    table = known_table(grid, HEADS, ("summary", "outcome"))
    if table is None:
        taken.faults.append(NO_HEAD)
        return taken
    items = [item for row in rows_below(grid, table) if (item := _item(row, grid, table, taken)) is not None]
    _say(grid, table, taken)
    if items and not taken.faults:
        taken.opinions = _account(items)
    elif not items and not taken.faults:
        taken.faults.append("表头下面没有意见。")
    return taken


def _account(items: list[dict[str, Any]]) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    for item in items:
        counts[item["outcome"]] += int(item.get("count", 1))
    return {
        "received": counts.total(),
        "adopted": counts[Outcome.ADOPTED.value],
        "partly": counts[Outcome.PARTLY.value],
        "not_adopted": counts[Outcome.NOT_ADOPTED.value],
        "items": [item | ({"count": int(item["count"])} if "count" in item else {}) for item in items],
    }


def _item(row: TemplateRow, grid: Grid, table: KnownTable, taken: OpinionsTaken) -> dict[str, Any] | None:
    texts = row.texts
    if any(text.startswith(_TOTALS) for text in texts.values()) or not texts.get("summary"):
        return None
    outcome = _OUTCOMES.get(texts["outcome"].rstrip("。"))
    if outcome is None:
        place = grid.place(row.row, table.columns["outcome"], "采纳情况")
        taken.faults.append(f"{place}写的是“{texts['outcome'][:20]}”，请写采纳、部分采纳或者未采纳。")
        return None
    item: dict[str, Any] = {"summary": texts["summary"]}
    count = normalize("NFKC", texts.get("count", "")).removesuffix("条").strip()
    if "count" in table.columns and not (count.isascii() and count.isdigit()):
        place = grid.place(row.row, table.columns["count"], "条数")
        taken.faults.append(f"{place}写的是“{count[:20]}”，请写整数。")
        return None
    item |= {"count": count} if count else {}
    item["outcome"] = outcome.value
    return item | ({"reason": texts["reason"]} if texts.get("reason") else {})


def _say(grid: Grid, table: KnownTable, taken: OpinionsTaken) -> None:
    if "count" not in table.columns:
        taken.notes.append(NO_COUNT)
    if "person" in table.columns:
        taken.notes.append(PERSONAL.format(grid.seen(table.row, table.columns["person"])[:20]))
    taken.notes += [UNKNOWN.format(head[:20]) for head in table.unknown]
