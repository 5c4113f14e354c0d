"""Major administrative decisions: the catalogue in time, no silent hole, stages in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.findings import Severity
from disclosure.records.base import AbsenceReason, Slot
from disclosure.records.decisions import Adjustment, Decision, DecisionCatalogue, Stage
from disclosure.records.documents import Document
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.references import stage_document

_PROCESS = ("要点/决策过程", "地方/决策程序", "本办制度/18")


@rule(
    "DEC-001",
    "三月底前公布目录",
    on=DecisionCatalogue,
    basis=("要点/决策目录", "713号令/3"),
    limit="catalogue-published",
)
def catalogue_is_published_in_time(catalogue: DecisionCatalogue, context: Context) -> Iterator[Fault]:
    """The catalogue of a year is published by 31 March of that year.

    Bad:  year: 2024，published: 2024-04-20
    Good: year: 2024，published: 2024-03-20
    """
    deadline = context.law.deadline("catalogue-published", catalogue.published, catalogue.year)
    if deadline is not None and catalogue.published > deadline:
        message = f"{catalogue.year} 年目录的公布日期 {catalogue.published} 晚于 {deadline}。"
        yield catalogue.place("published"), message, "请核对日期；确已逾期的，请按规定报批豁免并写明原因。"


@rule("DEC-002", "每个环节有文件或有说明", on=Decision, basis=_PROCESS)
def every_stage_is_stated(decision: Decision, context: Context) -> Iterator[Fault]:
    """Every stage has a document or a stated absence; an empty stage does not exist.

    Bad:  stages 里没有 meeting，也没有 others
    Good: meeting: {absent: not-due, due: 2025-10-31}
    """
    missing = [stage for stage in Stage if decision.stages.slot(stage) is None]
    if missing:
        names = "、".join(f"{stage.label}（{stage.value}）" for stage in missing)
        remedy = "请逐项写文件编号，没有文件的写 absent；其余都一样的，可以统一写在 others 里。"
        yield decision.place("stages"), f"这些环节没有写：{names}。", remedy


@rule("DEC-003", "必经程序不能写不适用", on=Decision, basis=("713号令/11", *_PROCESS))
def required_step_is_not_waved_away(decision: Decision, context: Context) -> Iterator[Fault]:
    """A step that the decision requires is a document, or not yet due, or withheld by law.

    Bad:  required_steps: [risk]，risk: {absent: not-required, basis: …}
    Good: required_steps: [risk]，risk: doc-2024-031
    """
    for stage in decision.required_steps:
        slot = decision.stages.slot(stage)
        if slot is not None and slot.absent is AbsenceReason.NOT_REQUIRED:
            own = decision.written("stages", stage.value)
            place = decision.place("stages", stage.value if own else "others")
            message = f"“{stage.label}”列为必经程序，{'' if own else '“其余环节”（others）'}却写着“不适用”。"
            yield place, message, "请写文件编号，或者写 not-due 及预计时间；确实不需要的，从 required_steps 里删除。"


@rule("DEC-004", "没有文件的环节写明依据或时间", on=Decision, basis=("要点/决策过程", "本办制度/18"))
def absence_has_its_ground(decision: Decision, context: Context) -> Iterator[Fault]:
    """An absence gives its basis; one that is not due gives the expected day.

    Bad:  risk: {absent: not-required}
    Good: risk: {absent: not-required, basis: 不涉及社会稳定风险}
    """
    names = (*((stage.value, stage.label) for stage in Stage), ("others", "其余环节"))
    for name, label in names:
        slot: Slot | None = getattr(decision.stages, name)
        if slot is None or slot.ref is not None or slot.absent is None:
            continue
        if slot.absent is AbsenceReason.NOT_DUE and slot.due is None:
            yield (
                decision.place("stages", name),
                f"“{label}”写了未到期，没有写预计时间。",
                "请加上 due，例如 due: 2025-10-31。",
            )
        if slot.absent is not AbsenceReason.NOT_DUE and slot.basis is None:
            yield (
                decision.place("stages", name),
                f"“{label}”写了“{slot.absent.label}”，没有写依据。",
                "请加上 basis，说明依据或理由。",
            )


@rule("DEC-005", "未收到意见只用于征求意见的反馈", on=Decision, basis=("713号令/18",))
def none_received_belongs_to_feedback(decision: Decision, context: Context) -> Iterator[Fault]:
    """That no opinion was received is said of the feedback alone, after a consultation that took place.

    Bad:  meeting: {absent: none-received, basis: …}
    Good: feedback: {absent: none-received, basis: …}
    """
    for name, label in (*((stage.value, stage.label) for stage in Stage), ("others", "其余环节")):
        slot: Slot | None = getattr(decision.stages, name)
        if slot is None or slot.absent is not AbsenceReason.NONE_RECEIVED:
            continue
        place = decision.place("stages", name)
        if name != Stage.FEEDBACK.value:
            yield place, f"“{label}”不能写“未收到意见”。", "请改用 not-due、not-required 或 withheld。"
        elif not _has_closed(decision, context):
            message = "写了未收到意见，可是征求意见还没有进行或者没有结束。"
            yield place, message, "请在征求意见截止以后再填写；没有征求意见的写 not-required。"


def _has_closed(decision: Decision, context: Context) -> bool:
    """Whether the decision's consultation took place and is over."""
    slot = decision.stages.slot(Stage.CONSULTATION)
    if slot is None or slot.ref is None:
        return False
    consultation = context.register.get(slot.ref, Document)
    if consultation is None or consultation.consultation is None:
        return True  # another rule has said what is wrong with it
    return consultation.consultation.closes < context.today


# Stages in the order in which they must have happened; a pair is checked only where both have documents.
_ORDER = (
    (Stage.DRAFT, Stage.CONSULTATION),
    (Stage.EXPLANATION, Stage.CONSULTATION),
    (Stage.CONSULTATION, Stage.FEEDBACK),
    (Stage.FEEDBACK, Stage.RESULT),
    (Stage.LEGALITY, Stage.MEETING),
    (Stage.RISK, Stage.MEETING),
    (Stage.EXPERT, Stage.MEETING),
    (Stage.MEETING, Stage.RESULT),
    (Stage.RESULT, Stage.INTERPRETATION),
    (Stage.RESULT, Stage.EXECUTION),
    (Stage.RESULT, Stage.EVALUATION),
)


@rule("DEC-006", "各环节按时间先后", on=Decision, basis=("713号令/15", "713号令/30", *_PROCESS))
def stages_follow_each_other(decision: Decision, context: Context) -> Iterator[Fault]:
    """No stage is dated before the one that it rests on.

    Bad:  会议审议的生成日期早于合法性审查
    Good: 先合法性审查，后会议审议
    """
    for earlier, later in _ORDER:
        first = stage_document(decision, earlier, context.register)
        second = stage_document(decision, later, context.register)
        if first is not None and second is not None and second.made < first.made:
            place = decision.place("stages", later.value)
            message = f"“{later.label}”（{second.made}）早于“{earlier.label}”（{first.made}）。"
            yield place, message, "请核对两份文件的编号和生成日期。"


@rule("DEC-007", "征求意见结束后再反馈和决策", on=Decision, basis=("713号令/15", "713号令/18"))
def feedback_and_result_follow_the_closing(decision: Decision, context: Context) -> Iterator[Fault]:
    """Feedback is published, and the decision taken, after the consultation has closed.

    Bad:  征求意见 2024-06-05 截止，意见采纳情况 2024-05-30 生成
    Good: 意见采纳情况 2024-06-12 生成
    """
    consultation = stage_document(decision, Stage.CONSULTATION, context.register)
    if consultation is None or consultation.consultation is None:
        return
    closes = consultation.consultation.closes
    for stage in (Stage.FEEDBACK, Stage.MEETING, Stage.RESULT):
        document = stage_document(decision, stage, context.register)
        if document is not None and document.made <= closes:
            place = decision.place("stages", stage.value)
            message = f"“{stage.label}”的生成日期 {document.made} 不在征求意见截止（{closes}）之后。"
            yield place, message, "请核对日期和编号；征求意见结束前不能汇总意见或作出决定。"


@rule("DEC-008", "调整的事项说明原因", on=Decision, basis=("713号令/3",))
def adjustment_is_explained(decision: Decision, context: Context) -> Iterator[Fault]:
    """An item that was added or removed says when and why.

    Bad:  adjusted: removed，没有 adjusted_note
    Good: adjusted_note: 2024年9月因规划调整移出目录
    """
    if decision.adjusted is not Adjustment.KEPT and decision.adjusted_note is None:
        message = f"事项标为“{decision.adjusted.label}”，没有说明原因。"
        yield decision.place("adjusted"), message, "请填写 adjusted_note，写明时间和原因。"


@rule(
    "DEC-009",
    "预计时间已过的环节及时更新",
    on=Decision,
    basis=("要点/决策过程", "本办制度/18"),
    severity=Severity.NOTICE,
    by_time=True,
)
def due_stage_is_delivered(decision: Decision, context: Context) -> Iterator[Fault]:
    """A stage whose expected day has passed is delivered. Time alone breaks this, so it never blocks.

    Bad:  今天是 2025-06-18，meeting: {absent: not-due, due: 2025-05-31}
    Good: meeting: doc-2025-040
    """
    for name in (*(stage.value for stage in Stage), "others"):
        slot: Slot | None = getattr(decision.stages, name)
        if slot is not None and slot.due is not None and slot.due < context.today:
            message = f"预计 {slot.due} 公开的材料还没有公开。"
            yield decision.place("stages", name), message, "请发布材料并填写编号，或者更新预计时间。"


@rule("DEC-010", "目录的年份和日期合得上", on=DecisionCatalogue, basis=("713号令/3",))
def catalogue_is_named_after_its_year(catalogue: DecisionCatalogue, context: Context) -> Iterator[Fault]:
    """A catalogue's folder fits its year; it is published, and then adjusted, on days that have come.

    Bad:  data/decisions/2024/catalogue.yml 里写 year: 2023
    Good: data/decisions/2024/catalogue.yml 里写 year: 2024
    """
    if catalogue.file_year != str(catalogue.year):
        message = f"文件 {catalogue.path} 里写的年份是 {catalogue.year}。"
        remedy = f"请改正年份；放错了文件夹的，连同事项一起移到 data/decisions/{catalogue.year}。"
        yield catalogue.place("year"), message, remedy
    if catalogue.published > context.today:
        message = f"公布日期 {catalogue.published} 晚于今天（{context.today}）。"
        yield catalogue.place("published"), message, "请填写真实的公布日期；准备以后公布的，请到当天再合并。"
    if catalogue.adjusted is not None and not catalogue.published <= catalogue.adjusted <= context.today:
        early = catalogue.adjusted < catalogue.published
        than = f"早于公布日期 {catalogue.published}" if early else f"晚于今天（{context.today}）"
        message = f"调整日期 {catalogue.adjusted} {than}。"
        yield catalogue.place("adjusted"), message, "请填写真实的调整日期；没有调整过的，删去 adjusted。"


@rule("DEC-016", "目录从第 1 项排起", on=DecisionCatalogue, basis=("713号令/3",), severity=Severity.WARNING)
def items_are_counted_from_one(catalogue: DecisionCatalogue, context: Context) -> Iterator[Fault]:
    """The first item of a year is number 1. Two that were added side by side may share a number: ids decide then.

    Bad:  order: 0
    Good: order: 1
    """
    for decision in context.register.decisions_of(catalogue):
        if decision.order == 0:
            yield decision.place("order"), "序号写的是 0，目录从 1 排起。", "请写这一项在目录里排第几。"


@rule("DEC-011", "决策事项都有当年的目录", on=Register, basis=("713号令/3",))
def decisions_stand_in_a_catalogue(register: Register, context: Context) -> Iterator[Fault]:
    """A year with decisions has its catalogue; without one none of them gets a page.

    Bad:  有 data/decisions/2026/dec-2026-01.yml，没有 data/decisions/2026/catalogue.yml
    Good: 两个文件都有
    """
    first: dict[str, Decision] = {}
    for decision in register.decisions:
        if register.catalogue_of(decision) is None:
            first.setdefault(decision.file_year, decision)
    for year, decision in first.items():
        path = DecisionCatalogue.files.replace("{year}", year)
        # A catalogue that lies there and was not read has a finding of its own; so has a year still in one file.
        if path in register.texts or any(map(register.is_broken, (path, f"data/decisions/{year}.yml"))):
            continue
        message = f"文件夹 data/decisions/{year} 里有决策事项，没有目录，网站上看不到这些事项。"
        remedy = f"请新建 {path}，写明 id、year、published、approval；放错了年份的，请移到所属年份的文件夹。"
        yield decision.place(), message, remedy


@rule("DEC-012", "目录里有决策事项", on=DecisionCatalogue, basis=("713号令/3",), severity=Severity.WARNING)
def catalogue_has_decisions(catalogue: DecisionCatalogue, context: Context) -> Iterator[Fault]:
    """A catalogue lists at least one decision; the public would read an empty table.

    Bad:  data/decisions/2026/ 里只有 catalogue.yml
    Good: data/decisions/2026/ 里有 catalogue.yml 和 dec-2026-01.yml
    """
    register, folder = context.register, catalogue.path.rpartition("/")[0]
    # Decisions that lie there and were not read have findings of their own; so has a year still in one file.
    unread = {path for path in register.texts if path.startswith(f"{folder}/")} - {catalogue.path}
    if unread or register.decisions_of(catalogue) or any(map(register.is_broken, (f"{folder}/", f"{folder}.yml"))):
        return
    message = f"{catalogue.year} 年的目录里没有决策事项，网页上是一张空表。"
    remedy = f"请在 {folder} 里为每个事项新建一个文件；这一年确实没有事项的，请删除 {catalogue.path}。"
    yield catalogue.place(), message, remedy


@rule("DEC-014", "执行和评估排在作出决定以后", on=Decision, basis=("要点/决策过程", "本办制度/18"))
def what_follows_the_decision_is_expected_after_it(decision: Decision, context: Context) -> Iterator[Fault]:
    """Execution and evaluation are not promised for the day on which the decision is expected, nor before it.

    Bad:  others: {absent: not-due, due: 2025-09-30}，result、execution、evaluation 都没有单独写
    Good: evaluation: {absent: not-due, due: 2026-09-30}，其余同上
    """
    result = decision.stages.slot(Stage.RESULT)
    paper = stage_document(decision, Stage.RESULT, context.register)
    decided = paper.made if paper is not None else result.due if result is not None else None
    early = [stage for stage in (Stage.EXECUTION, Stage.EVALUATION) if _is_due_by(decision, stage, decided)]
    by_others = [stage for stage in early if not decision.written("stages", stage.value)]
    for stages in ([stage] for stage in early if stage not in by_others):
        yield _promised_too_early(decision, stages, decided, stages[0].value)
    if by_others:
        yield _promised_too_early(decision, by_others, decided, "others")


def _is_due_by(decision: Decision, stage: Stage, day: date | None) -> bool:
    slot = decision.stages.slot(stage)
    return day is not None and slot is not None and slot.due is not None and slot.due <= day


def _promised_too_early(decision: Decision, stages: list[Stage], decided: date | None, name: str) -> Fault:
    """The fault at the line by which these stages are promised for the day of the decision, or an earlier one."""
    slot = getattr(decision.stages, name)
    labels = "、".join(f"“{stage.label}”" for stage in stages)
    message = f"{labels}的预计时间 {slot.due} 不在作出决定的日子（{decided}）之后，那时还没有执行。"
    lines = "、".join(f"{stage.value}: {{absent: not-due, due: …}}" for stage in stages)
    where = "请推迟预计时间" if name != "others" else f"请在 others 上面单独写 {lines}，日期推后"
    return (
        decision.place("stages", name),
        message,
        f"{where}，留出执行的时间；不需要的写 absent: not-required 和依据。",
    )


@rule("DEC-015", "推迟的环节写明原来的时间和原因", on=Decision, basis=("要点/决策过程", "本办制度/18"))
def delay_is_explained(decision: Decision, context: Context) -> Iterator[Fault]:
    """A stage that was put off tells the day promised first, why it was put off, and a later day.

    Bad:  meeting: {absent: not-due, due: 2025-07-31, was_due: 2025-05-31}
    Good: meeting: {absent: not-due, due: 2025-07-31, was_due: 2025-05-31, delay: 方案修改后重新审查}
    """
    for name, label in (*((stage.value, stage.label) for stage in Stage), ("others", "其余环节")):
        slot: Slot | None = getattr(decision.stages, name)
        if slot is None or (slot.was_due is None and slot.delay is None):
            continue
        place = decision.place("stages", name)
        if slot.was_due is None or slot.delay is None:
            lacking, what = ("was_due", "原来的预计时间") if slot.was_due is None else ("delay", "推迟的原因")
            yield place, f"“{label}”推迟了，没有写{what}。", f"请加上 {lacking}。"
        elif slot.due is None or slot.due <= slot.was_due:
            message = f"“{label}”原定 {slot.was_due}，现在的预计时间 {slot.due or '没有写'}，不在它之后。"
            yield place, message, "请核对两个日期；没有推迟的，删去 was_due 和 delay。"
