"""Nothing that belongs in the catalogue of decisions is missing from it, and people know what they are asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.records.base import Slot
from disclosure.records.decisions import Adjustment, Decision, DecisionCatalogue, Stage
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_COMPLETE = ("要点/决策目录", "本办制度/18")
_ASKED = frozenset({Kind.CONSULTATION, Kind.NORMATIVE})
_YEARLY_PLAN = expression("重点工作|工作要点|工作计划|工作安排")


@rule("DOT-001", "征求意见和规范性文件列入目录或者说明原因", on=Document, basis=_COMPLETE, severity=Severity.NOTICE)
def papers_are_in_the_catalogue_or_it_is_said_why_not(document: Document, context: Context) -> Iterator[Fault]:
    """A consultation or a normative document of a year belongs to a decision, or the catalogue says why it does not.

    Bad:  2025 年发布的征求意见公告不属于任何决策事项，目录里也没有写原因
    Good: weighed: [{paper: doc-2025-040, reason: 只调整开放时间}]
    """
    if document.kind not in _ASKED or document.id != document.file_name:
        return
    if document.id in context.register.stages or document.id in context.register.bereft:
        return
    catalogue = _catalogue(context.register, document.published.year)
    if catalogue is None or context.register.is_broken("data/decisions/"):
        return
    if document.kind in context.register.kinds_astray:
        return  # its decision may be looking for it
    if not any(item.paper == document.id for item in catalogue.weighed):
        message = f"这份{document.kind.label}没有列入 {catalogue.year} 年的重大行政决策事项目录，也没有说明原因。"
        remedy = f"请核对要不要列入；不列入的，在 {catalogue.path} 的 weighed 写 paper: {document.id} 和 reason。"
        yield document.place("kind"), message, remedy


@rule("DOT-002", "年度重点工作逐段核对过目录", on=Document, basis=_COMPLETE, severity=Severity.NOTICE)
def headings_of_the_yearly_plan_are_weighed(document: Document, context: Context) -> Iterator[Fault]:
    """Each section of the office's plan of a year has its decisions in the catalogue, or a reason why there are none.

    Bad:  重点工作里有“民生服务”一段，目录里没有说到它
    Good: weighed: [{paper: doc-2025-003, heading: 民生服务, decisions: [dec-2025-01]}]
    """
    catalogue = _catalogue(context.register, document.published.year)
    if not _is_yearly_plan(document) or catalogue is None:
        return
    told = {item.heading for item in catalogue.weighed if item.paper == document.id}
    for clause in document.body.clauses:
        if clause.is_heading and clause.level == 1 and not told & {clause.title, clause.name}:
            message = f"年度重点工作的“{clause.name}”一段，{catalogue.year} 年的目录里没有说到。"
            remedy = (
                f"请在 {catalogue.path} 的 weighed 写 paper: {document.id}、heading: {clause.name}，"
                "再写 decisions（列入的事项）或者 reason（不列入的原因）。"
            )
            yield Place(document.path, clause.line), message, remedy


@rule("DOT-003", "应入尽入的核对写得完整", on=DecisionCatalogue, basis=_COMPLETE)
def what_was_weighed_is_whole(catalogue: DecisionCatalogue, context: Context) -> Iterator[Fault]:
    """What was weighed names a section that stands in its paper, and decisions of this catalogue or a reason.

    Bad:  weighed: [{paper: doc-2025-003, heading: 民生服务}]
    Good: weighed: [{paper: doc-2025-003, heading: 民生服务, reason: 都是日常服务}]
    """
    own = {decision.id for decision in context.register.decisions_of(catalogue)}
    for number, item in enumerate(catalogue.weighed):
        paper = context.register.get(item.paper, Document)
        if not item.decisions and item.reason is None:
            remedy = "请写 decisions（列入的事项）或者 reason（不列入的原因）。"
            yield catalogue.place("weighed", number), "这一项没有写列入的事项，也没有写不列入的原因。", remedy
        for which, key in enumerate(item.decisions):
            if key not in own and context.register.get(key, Decision) is not None:
                message = f"“{key}”不是 {catalogue.year} 年目录里的事项。"
                yield catalogue.place("weighed", number, "decisions", which), message, "请改成本年目录里的事项编号。"
        if paper is None or paper.withdrawal is not None:
            continue  # what was taken down has no sections any more
        if item.heading is not None and item.heading not in _headings(paper):
            known = "、".join(f"“{name}”" for name in sorted(_headings(paper))[:6])
            message = f"《{paper.title}》里没有“{item.heading}”这一段。"
            none = "请核对文件编号；这份文件没有小标题，就删去 heading。"
            remedy = f"请照原文写小标题；文件里有{known}。" if known else none
            yield catalogue.place("weighed", number, "heading"), message, remedy


@rule(
    "DOT-004",
    "决策征求意见写明怎样告知公众",
    on=Document,
    basis=("713号令/15", "要点/征求意见"),
    severity=Severity.NOTICE,
)
def consultation_says_how_people_know_of_it(document: Document, context: Context) -> Iterator[Fault]:
    """A consultation on a decision says through which channels besides this site people were told of it.

    Bad:  征求意见公告没有写 announced
    Good: announced: [街道微信公众号, 居民区公告栏]
    """
    facts = document.consultation
    if document.kind is not Kind.CONSULTATION or facts is None or document.id not in context.register.stages:
        return
    if not facts.announced and not document.also_at:
        remedy = "请在 consultation 下写 announced，例如 announced: [街道微信公众号]。"
        yield document.place("consultation"), "征求意见没有写通过哪些途径告知公众。", remedy


@rule(
    "DOT-005",
    "过了计划完成时间的事项有结果或者说明",
    on=Decision,
    basis=_COMPLETE,
    severity=Severity.NOTICE,
    by_time=True,
)
def decisions_are_done_by_their_month(decision: Decision, context: Context) -> Iterator[Fault]:
    """A decision whose month of completion is over has its result, or says why it was put off or taken out.

    Bad:  completion: 2025-05，result 到 6 月还没有，也没有写推迟
    Good: result: {absent: not-due, due: 2025-08-31, was_due: 2025-05-31, delay: 方案修改后重新审查}
    """
    is_over = decision.completion < f"{context.today:%Y-%m}" and decision.adjusted is not Adjustment.REMOVED
    if not is_over or _is_told(decision.stages.slot(Stage.RESULT), context.today):
        return
    message = f"计划 {decision.completion} 完成，到现在没有公开决策结果，也没有说明推迟的原因。"
    remedy = "请发布决策结果并填写编号；推迟了的，在 result 写 due、was_due 和 delay。"
    yield decision.place("completion"), message, remedy


def _is_told(result: Slot | None, today: date) -> bool:
    """Whether there is a result or why there is none; of a day for it that is past DEC-009 tells."""
    if result is None:
        return False
    return result.ref is not None or result.delay is not None or (result.due is not None and result.due < today)


def _is_yearly_plan(document: Document) -> bool:
    """Whether a paper is the office's plan of work for its year."""
    named = f"{document.published.year}年" in document.title and _YEARLY_PLAN.search(document.title) is not None
    return document.kind is Kind.PLAN and named


def _catalogue(register: Register, year: int) -> DecisionCatalogue | None:
    return next((item for item in register.catalogues if item.year == year), None)


def _headings(paper: Document) -> set[str]:
    return {name for clause in paper.body.clauses if clause.is_heading for name in (clause.title, clause.name)}
