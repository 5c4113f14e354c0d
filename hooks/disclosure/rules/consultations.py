"""Public consultations: what is asked, how and how long the public can answer."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.agenda.consultations import without_feedback
from disclosure.expressions import expression
from disclosure.findings import Severity
from disclosure.records.administration import WAIVE
from disclosure.records.base import Record
from disclosure.records.decisions import STAGE_KINDS, Stage
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("713号令/15", "地方/决策程序")


@rule("CON-001", "公开征求意见不少于三十日", on=Document, basis=(*_BASIS, "要点/征求意见"), limit="consultation-days")
def consultation_lasts_thirty_days(document: Document, context: Context) -> Iterator[Fault]:
    """A public consultation lasts at least 30 days, or says why it is shorter.

    Bad:  opens: 2023-05-04，closes: 2023-05-24，没有理由
    Good: opens: 2023-05-04，closes: 2023-06-05
    """
    facts = document.consultation
    limit = context.law.days("consultation-days", facts.opens) if facts else None
    if facts is None or limit is None or facts.shortened_reason is not None or facts.closes < facts.opens:
        return
    inclusive = facts.days_open
    if inclusive < limit:
        message = f"征求意见从 {facts.opens} 到 {facts.closes}，只有 {inclusive} 日，少于 {limit} 日。"
        remedy = "请延长截止日期；情况紧急需要缩短的，请在 shortened_reason 里写明理由。"
        yield document.place("consultation", "closes"), message, remedy


@rule("CON-002", "征求意见期限不含首日也满三十日", on=Document, basis=("民法典/201",), severity=Severity.WARNING)
def consultation_does_not_rest_on_its_first_day(document: Document, context: Context) -> Iterator[Fault]:
    """A consultation of exactly 30 days counts only if its first day counts, which is open to dispute.

    Bad:  opens: 2025-02-10，closes: 2025-03-11（首日计入才满 30 日）
    Good: closes: 2025-03-12
    """
    facts = document.consultation
    limit = context.law.days("consultation-days", facts.opens) if facts else None
    if facts is not None and facts.shortened_reason is None and facts.days_open == limit:
        message = f"征求意见从 {facts.opens} 到 {facts.closes}，把首日计算在内才满 {limit} 日。"
        yield document.place("consultation", "closes"), message, "建议把截止日期顺延一天，避免争议。"


@rule("CON-003", "征求意见附有草案和说明", on=Document, basis=_BASIS)
def consultation_shows_draft_and_explanation(document: Document, context: Context) -> Iterator[Fault]:
    """Those who are asked can read both the draft and its explanation.

    Bad:  只写 draft，没有 explanation
    Good: 决策事项的 stages 里 draft 和 explanation 都有
    """
    facts = document.consultation
    if facts is None or document.kind is not Kind.CONSULTATION or context.register.is_broken("data/decisions/"):
        return  # a decision that cannot be read may well be this one's
    if document in context.register.misnamed or document.id in context.register.bereft:
        return  # its decision may well mean it by the name of its file, or was taken down
    decisions = context.register.stages.get(document.id, [])
    if not decisions and Kind.CONSULTATION in context.register.kinds_astray:
        return  # its decision may be looking for it
    written = {"draft": facts.draft is not None, "explanation": facts.explanation is not None}
    for decision in decisions:
        for stage in (Stage.DRAFT, Stage.EXPLANATION):
            slot = decision.stages.slot(stage)
            written[stage.value] |= slot is not None and slot.ref is not None
    for name, label in (("draft", "草案"), ("explanation", "草案说明")):
        if not written[name]:
            message = f"征求意见没有附上{label}（{name}）。"
            remedy = f"属于重大行政决策的，请在决策事项的 stages 里写 {name}；其他的写在本文件 consultation 下面。"
            place = decisions[0].place("stages") if decisions else document.place("consultation")
            yield place, message, remedy


@rule("CON-004", "征求意见写明提出意见的方式", on=Document, basis=_BASIS)
def consultation_offers_a_channel(document: Document, context: Context) -> Iterator[Fault]:
    """The public is told at least one way of responding.

    Bad:  channels: {}
    Good: channels: {email: 单位邮箱, post: 地址和邮编}
    """
    facts = document.consultation
    if facts is not None and not any(facts.channels.model_dump().values()):
        place = document.place("consultation", "channels")
        yield place, "没有写明公众提出意见的方式。", "请至少填写网上、邮箱、来信、电话、当面中的一种。"


@rule("CON-005", "征求意见的日期合理", on=Document, basis=_BASIS)
def consultation_dates_are_in_order(document: Document, context: Context) -> Iterator[Fault]:
    """A consultation is announced by the day it opens, and closes after that.

    Bad:  published: 2023-05-10，opens: 2023-05-04
    Good: published: 2023-05-04，opens: 2023-05-04
    """
    facts = document.consultation
    if facts is None:
        return
    if facts.closes < facts.opens:
        message = f"截止日期 {facts.closes} 早于开始日期 {facts.opens}。"
        yield document.place("consultation", "closes"), message, "请核对这两个日期。"
    if document.published.date() > facts.opens:
        message = f"公告 {document.published.date()} 才发布，征求意见却从 {facts.opens} 开始。"
        yield document.place("consultation", "opens"), message, "请把开始日期改为发布当天或以后，期限相应顺延。"


@rule("CON-006", "征求意见公告填写期限和方式", on=Document, basis=_BASIS)
def consultation_states_its_facts(document: Document, context: Context) -> Iterator[Fault]:
    """A consultation announcement has its facts, and nothing else has them.

    Bad:  kind: consultation，没有 consultation
    Good: consultation: {opens: …, closes: …, channels: …}
    """
    if document.kind is Kind.CONSULTATION and document.consultation is None:
        remedy = "请在 consultation 下填写 opens、closes 和 channels。"
        yield document.place("kind"), "征求意见公告没有填写期限和方式（consultation）。", remedy
    if document.kind is not Kind.CONSULTATION and document.consultation is not None:
        message = f"“{document.kind.label}”不是征求意见公告，却填写了 consultation。"
        yield document.place("consultation"), message, "请删除 consultation，或者把 kind 改成 consultation。"


@rule(
    "CON-007",
    "征求意见结束后公布采纳情况",
    on=Register,
    basis=("要点/征求意见", "本办制度/18"),
    severity=Severity.NOTICE,
    by_time=True,
)
def closed_consultation_has_its_feedback(register: Register, context: Context) -> Iterator[Fault]:
    """What came of a consultation is published after it has closed. Time alone breaks this, so it never blocks.

    Of a consultation in the process of a decision the decision's own stages tell.

    Bad:  closes: 2025-04-15，今天是 2025-06-18，没有意见采纳情况链到这份公告
    Good: 一份意见采纳情况（kind: feedback）的正文写着 [](ref:doc-2025-101)
    """
    for document in without_feedback(register, context.today):
        assert document.consultation is not None
        message = f"征求意见 {document.consultation.closes} 已经截止，还没有公布意见采纳情况。"
        remedy = (
            f"请发布一份意见采纳情况（kind: feedback），正文里写 [](ref:{document.id}) 链到本公告；"
            "一条意见也没有收到的，也这样说明。"
        )
        yield document.place("consultation", "closes"), message, remedy


_ASKS = expression("(?:征求|征集|征询|听取).{0,40}(?:意见|建议)")
_ANSWERS = expression("采纳|反馈|答复|结果|情况|汇总|致谢|感谢")
_DRAFT = "征求意见稿"
_NAMED = expression("《[^》]*》")
# A meeting, the work of asking, what deputies propose: of these a notice tells the invited, not the public.
_MEETING_OR_WORK = expression("^的?(?:工作|办理|培训|会)|会议|(?:座谈|听证|论证|恳谈|协商|议事|评议)会")
_OF_THE_INVITED = expression("(?:召开|举行).{0,20}(?<!社)会|代表的?(?:建议|议案)|委员的?提案|(?:建议|提案|议案)的?办理")


_PAPERS = {kind: stage for stage, kinds in STAGE_KINDS.items() for kind in kinds if kind.value == stage.value}
# What the title of a paper of a process ends in; what stands in 《》 may be called anything.
_END = "(?:的?(?:公告|公示|通报|说明|公布|反馈))?$"
_PUBLISHED_AS_A_NOTICE = {
    Kind.FEEDBACK: expression(
        "(?:(?:征求|征集|征询|听取).{0,40}(?:意见|建议)|(?:意见|建议)(?:征集|征询|征求)|意见(?:和?建议)?采纳)"
        f".{{0,8}}(?:情况|结果|反馈){_END}"
    ),
    Kind.LEGALITY: expression(f"合法性审(?:查|核)(?:意见书?|情况|结论|报告){_END}"),
    Kind.EXPERT: expression(f"专家论证(?:意见书?|情况|结论|报告){_END}"),
    Kind.RISK: expression(f"(?:社会稳定|决策)风险评估(?:意见|情况|结论|报告){_END}"),
    Kind.DRAFT: expression(r"[（(]草案[）)]$"),
}


@rule("CON-008", "征求意见的公告和决策过程的文件按各自的种类发布", on=Document, basis=_BASIS, severity=Severity.WARNING)
def notice_is_no_paper_of_a_process(document: Document, context: Context) -> Iterator[Fault]:
    """What asks the public, and what follows from asking, stands in its process and not among the notices.

    Bad:  kind: notice，title: 关于征求停车管理办法意见的公告
    Good: kind: consultation，写明 consultation 的期限和方式
    """
    if document.kind is not Kind.NOTICE:
        return
    if _asks_the_public(document.title):
        kind, what, then = Kind.CONSULTATION, "征求意见", "填写 consultation 的 opens、closes、channels"
        exempt = "不是向公众征求意见的"
    elif paper := _paper_in(document.title):
        kind, what, exempt = paper, paper.label, "不是决策过程的文件的"
        then = f"在所属事项的 stages 里写 {_PAPERS[paper]}: {document.id}"
        then += "，不属于事项的，在正文里链到征求意见的公告" if paper is Kind.FEEDBACK else ""
    else:
        return
    columns = [column for column in context.register.columns if kind in column.kinds]
    where = (
        f"，column 改成 {columns[0].id}，文件移到 docs/{columns[0].id}/{document.published.year}/" if columns else ""
    )
    message = f"标题是{what}，文件种类却是“{document.kind.label}”。"
    remedy = f"请把 kind 改成 {kind}{where}，{then}；{exempt}，{WAIVE}。"
    yield document.place("kind"), message, remedy


def _paper_in(title: str) -> Kind | None:
    """The kind of paper of a process that a title names at its end."""
    own = title if title.endswith("》") else _NAMED.sub("《》", title)
    if _OF_THE_INVITED.search(own):
        return None
    return next((kind for kind, pattern in _PUBLISHED_AS_A_NOTICE.items() if pattern.search(own)), None)


def _asks_the_public(title: str) -> bool:
    own = _NAMED.sub("", title)  # what it asks about may be called anything
    asks = _ASKS.search(own)
    if _ANSWERS.search(title) or _OF_THE_INVITED.search(own):
        return False
    return not _MEETING_OR_WORK.search(own[asks.end() :]) if asks else _DRAFT in title


@rule(
    "DEC-013",
    "决策过程的文件属于某个事项",
    on=Register,
    basis=("要点/决策过程", "本办制度/18"),
    severity=Severity.WARNING,
    waits_for="data/decisions/",
)
def papers_belong_to_a_decision(register: Register, context: Context) -> Iterator[Fault]:
    """A paper of a decision's process stands in a stage of a decision, or belongs to a consultation.

    Bad:  一份会议审议，没有决策事项的 meeting 写它的编号
    Good: 决策事项的 stages 里写 meeting: doc-2025-040
    """
    papers = register.by(Document, _paper_of_a_process)
    for document in (document for key in papers if key not in register.stages for document in papers[key]):
        stage = _PAPERS[document.kind]
        if document in register.misnamed or document.id in register.bereft:
            continue
        if _is_named_by_a_process(document, register):
            continue
        if document.kind is Kind.FEEDBACK and _answers_what_was_asked(document, register):
            continue
        message = f"这份“{document.kind.label}”不属于任何决策事项，读者从事项里找不到它。"
        remedy = f"请在所属事项的 stages 里写 {stage}: {document.id}；不是重大行政决策的，请改成别的 kind。"
        if document.kind is Kind.FEEDBACK:
            remedy = f"请在所属事项的 stages 里写 {stage}: {document.id}；不属于事项的，在正文里链到征求意见的公告。"
        yield document.place("kind"), message, remedy


def _paper_of_a_process(document: Document) -> list[str]:
    """The id of a paper that stands in a decision's process alone."""
    return [document.id] if _PAPERS.get(document.kind) not in (None, Stage.CONSULTATION, Stage.INTERPRETATION) else []


def _is_named_by_a_process(document: Document, register: Register) -> bool:
    """Whether a paper that stands in a process itself, or asks the public, refers to it."""
    sources = (item.source for item in register.leading_to.get(document.id, ()))
    return any(item.key in register.stages or _asks(item) for item in sources)


def _answers_what_was_asked(document: Document, register: Register) -> bool:
    targets = (register.get(item.target_id, Document) for item in register.references_of(document))
    return any(target is not None and _asks(target) for target in targets)


def _asks(record: Record) -> bool:
    return isinstance(record, Document) and record.consultation is not None
