"""Procedures: each step has somebody who does it and a time, and what is named to watch over it exists."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from disclosure.records.files import record_types
from disclosure.records.processes import Process
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/130",)


@rule("PRC-001", "流程里写的规则和记录都有", on=Process, basis=_BASIS)
def what_a_step_names_exists(process: Process, context: Context) -> Iterator[Fault]:
    """Every rule and every kind of record that a step names exists.

    Bad:  rules: [REQ-999]
    Good: rules: [REQ-005]
    """
    known = {
        "rules": ("规则", {one.id for one in context.rules}),
        "records": ("记录", {kind.type_label for kind in record_types()}),
    }
    for row, step in enumerate(process.steps):
        for field, (word, names) in known.items():
            for number, name in enumerate(getattr(step, field)):
                if name not in names:
                    place = process.place("steps", row, field, number)
                    close = get_close_matches(name, sorted(names), n=1, cutoff=0.6)
                    remedy = f"您要写的是不是“{close[0]}”？" if close else "请核对；没有的删去这一项。"
                    yield place, f"没有“{name}”这样的{word}。", remedy


@rule("PRC-002", "流程的每一步写明谁做", on=Process, basis=_BASIS)
def a_step_has_a_role(process: Process, context: Context) -> Iterator[Fault]:
    """A step names the department or the post that does it.

    Bad:  - {title: 登记, does: 当天登记到台账}
    Good: - {title: 登记, post: 政务公开专岗, does: 当天登记到台账}
    """
    for row, step in enumerate(process.steps):
        if step.unit is None and step.post is None:
            message = f"“{step.title}”这一步没有写谁做。"
            yield process.place("steps", row), message, "请写 unit（部门的编号）或者 post（岗位），写职务不写姓名。"


@rule("PRC-003", "流程的每一步写明多久做完", on=Process, basis=_BASIS)
def a_step_has_one_period(process: Process, context: Context) -> Iterator[Fault]:
    """A step has one period: a limit with its basis, or else the office's own in words.

    Bad:  - {title: 答复, unit: general-office, does: 作出答复}
    Good: - {title: 答复, unit: general-office, does: 作出答复, limit: reply-within}
    """
    for row, step in enumerate(process.steps):
        if step.limit is None and step.period is None:
            message = f"“{step.title}”这一步没有写多久做完。"
            remedy = "有依据的期限写 limit（期限表里的编号）；没有依据的写 period，用一句话。"
            yield process.place("steps", row), message, remedy
        if step.limit is not None and step.period is not None:
            message = f"“{step.title}”这一步写了两个期限。"
            yield process.place("steps", row, "period"), message, "有依据的期限已经写在 limit 里，请删去 period。"


@rule("PRC-004", "每个流程至少有一步由规则检查", on=Process, basis=_BASIS)
def some_step_is_watched(process: Process, context: Context) -> Iterator[Fault]:
    """A procedure has at least one step that a rule watches over.

    Bad:  各步都没有 rules
    Good: rules: [REQ-005]
    """
    if not any(step.rules for step in process.steps):
        remedy = "请在由系统检查的那一步写 rules，编号在网页“发布规则与依据”里找。"
        yield process.place("steps"), f"“{process.title}”没有一步由规则检查。", remedy
