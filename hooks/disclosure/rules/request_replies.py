"""The replies to requests: the kind fits the article, the reason is stated, and the applicant is told what he may do.

条例36 [text] says what a reply must tell, 37 that what can be separated is, 14 to 16 and 39 what is refused or not
handled; 行政复议法23 that a refusal goes to reconsideration first. What a kind of reply rests on that no verified text
names is left open, and replies older than a text are judged by the words of their own time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.annual.counting import is_older
from disclosure.expressions import expression
from disclosure.findings import Severity
from disclosure.law.remedies import skips_reconsideration
from disclosure.law.request_articles import OF_KINDS, cited_articles, fits
from disclosure.reading.stop_gaps import bare_words, says_nothing
from disclosure.records.documents import Document
from disclosure.records.requests import DROPPED, NodeKind, ReplyKind, Request, RequestReply
from disclosure.rules.framework import Context, Fault, rule

# What names the law and no reason.
_BY_THE_LAW = expression(
    "见(?:答复书?|告知书)|(?:已)?告知|依法(?:不予?公开|办理|答复|处理)|按规定(?:办理|答复)?|[根依]据(?:有关|相关)规定(?:不予?公开)?"
)


def _told(request: Request) -> Iterator[tuple[RequestReply, tuple[str | int, ...], date | None]]:
    """Every reply with where it stands and the day on which it was given, if that is written."""
    days = [node.date for _, node in request.nodes_of(NodeKind.REPLIED)]
    for number, reply in enumerate(request.replies):
        is_first = number == 0 and request.reply is not None
        where: tuple[str | int, ...] = ("reply",) if is_first else ("again", number - (request.reply is not None))
        yield reply, where, days[number] if number < len(days) else None


def _is_blank(text: str | None, reply: RequestReply | None = None) -> bool:
    """Whether nothing is said: no words, a stop-gap, or only the name of the kind of reply."""
    words, name = bare_words(text), bare_words(reply.kind.label) if reply is not None else ""
    is_empty = says_nothing(text) or _BY_THE_LAW.fullmatch(words) is not None
    return is_empty or words in (name, f"属于{name}", f"不予公开{name}")


@rule("REQ-010", "答复的依据合适", on=Request, basis=("711号令/36", "本办制度/63"))
def articles_fit_the_kind(request: Request, context: Context) -> Iterator[Fault]:
    """Each kind of reply rests on the article that provides for it.

    Bad:  kind: internal（内部事务），article: [711号令/15]
    Good: kind: internal，article: [711号令/16]
    """
    revised = context.law.laws.get("711号令")
    for reply, where, day in _told(request):
        wanted = OF_KINDS.get(reply.kind)
        if wanted is None or (day and revised and revised.effective and day < revised.effective):
            continue
        offered = "或者".join(f"711号令/{article}" for article in wanted)
        if not reply.article:
            message = f"答复是“{reply.kind.label}”，没有写依据哪一条。"
            yield request.place(*where, "article"), message, f"请核对是哪一种答复，写 article，例如 {offered}。"
        elif not fits(reply.kind, cited_articles(reply.article)):
            message = f"答复是“{reply.kind.label}”，写的依据不是规定这一种情形的条款。"
            yield request.place(*where, "article"), message, f"请核对是哪一种答复；这一种依据的是 {offered}。"


@rule("REQ-011", "答复说明理由", on=Request, basis=("711号令/36", "本办制度/63"))
def reasons_are_stated(request: Request, context: Context) -> Iterator[Fault]:
    """A reply that does not simply give what was asked for says why.

    Bad:  kind: in_process，没有 reason
    Good: kind: in_process，reason: 方案还在讨论，没有定稿，公开会影响决策。
    """
    for reply, where, _ in _told(request):
        if reply.kind not in (ReplyKind.GRANTED, *DROPPED) and _is_blank(reply.reason, reply):
            said = bare_words(reply.reason)
            what = f"理由只写了“{said[:20]}”，没有说明为什么" if said else "没有说明理由"
            message = f"答复是“{reply.kind.label}”，{what}。"
            remedy = "请写 reason：这件信息为什么属于这种情形，不能只写条款或者类型的名称。"
            yield request.place(*where, "reason"), message, remedy


@rule("REQ-012", "部分公开写明怎样区分", on=Request, basis=("711号令/37", "本办制度/63"))
def what_was_separated_is_told(request: Request, context: Context) -> Iterator[Fault]:
    """A reply that gives a part says what was held back and how the rest is given.

    Bad:  kind: partly，没有 separated
    Good: kind: partly，separated: 隐去第 3 页的造价一栏，其余全部提供。
    """
    for reply, where, _ in _told(request):
        if reply.kind is ReplyKind.PARTLY and _is_blank(reply.separated):
            remedy = "请写 separated：哪些没有公开、去掉了几处，其余怎样提供。"
            yield request.place(*where, "separated"), "部分公开，没有写怎样区分处理。", remedy


@rule("REQ-013", "信息不存在写明怎样检索", on=Request, basis=("711号令/36", "本办制度/63"))
def the_search_is_told(request: Request, context: Context) -> Iterator[Fault]:
    """A reply that the office does not have the information says how it was looked for, or who is in charge of it.

    Bad:  kind: not_held，没有 search，也没有 referred
    Good: kind: not_held，search: 3 月 12 日查了档案室的案卷和办公系统，没有查到。
    """
    for reply, where, _ in _told(request):
        items = {item for article, item in cited_articles(reply.article) if article == 36}
        is_told = not _is_blank(reply.search) or (4 not in items and not _is_blank(reply.referred))
        if reply.kind is ReplyKind.NOT_HELD and not is_told and 5 not in items:
            remedy = "请写 search：哪天、在哪里、用什么词查过，问过哪些部门；不归本机关负责的，写 referred。"
            yield request.place(*where, "search"), "答复本机关不掌握，没有写怎样检索。", remedy


@rule("REQ-014", "不归本机关负责的告知机关", on=Request, basis=("711号令/36", "本办制度/63"))
def the_office_in_charge_is_named(request: Request, context: Context) -> Iterator[Fault]:
    """A reply that another office is in charge names it.

    Bad:  article: [711号令/36（5）]，没有 referred
    Good: article: [711号令/36（5）]，referred: 区规划资源局，附联系电话
    """
    for reply, where, _ in _told(request):
        items = {item for article, item in cited_articles(reply.article) if article == 36}
        if reply.kind is ReplyKind.NOT_HELD and 5 in items and _is_blank(reply.referred):
            remedy = "请写 referred：告知了哪个机关和怎样联系；确实没法确定的，写明为什么没法确定。"
            yield request.place(*where, "referred"), "答复不归本机关负责，没有写告知了哪个机关。", remedy


@rule("REQ-015", "告知救济途径", on=Request, basis=("本办制度/63",))
def remedies_are_told(request: Request, context: Context) -> Iterator[Fault]:
    """A reply tells what the applicant may do against it.

    Bad:  没有 remedies
    Good: remedies: 告知可以申请行政复议，也可以提起行政诉讼，写明了机关和期限。
    """
    for reply, where, day in _told(request):
        if _is_blank(reply.remedies) and (reply.kind not in DROPPED or day is not None):
            message = f"答复是“{reply.kind.label}”，没有写告知了什么救济。"
            remedy = "请写 remedies：告知了向哪个机关、多久以内申请复议，怎样提起诉讼；没有告知的，请补正答复书。"
            yield request.place(*where, "remedies"), message, remedy


@rule("REQ-016", "不予公开告知先申请复议", on=Request, basis=("行政复议法/23",))
def refusals_go_to_reconsideration_first(request: Request, context: Context) -> Iterator[Fault]:
    """Since the day on which 行政复议法 (2023) is in force a refusal tells to ask for reconsideration first.

    Bad:  2025 年不予公开，remedies: 可以申请行政复议或者提起行政诉讼
    Good: 2025 年不予公开，remedies: 先申请行政复议，对复议决定不服的，再提起行政诉讼
    """
    law = context.law.laws.get("行政复议法")
    since = law.effective if law is not None else None
    for reply, where, given in _told(request):
        day = context.today if given is None and request.is_drafted else given
        if not (reply.kind.is_refusal and since and day and day >= since):
            continue
        if skips_reconsideration(reply.remedies or ""):
            message = f"{day} 不予公开，告知的是可以直接起诉；{since} 起要先申请行政复议。"
            remedy = "请核对答复书；确实这样告知的，请更正告知，再照更正的写：先申请行政复议，对复议决定不服的再起诉。"
            yield request.place(*where, "remedies"), message, remedy


# What the worklist says of a request that could not be handled as it came.
_UNCLEAR = expression(
    "(?<!没有)(?<!没)(?<!并非)(?<!并不是)(?:不(?:够|太|很)?(?:清(?![理算退欠除单])|明[确晰白])|看不出|含糊|笼统)"
)


@rule("REQ-017", "申请不清楚的写明沟通情况", on=Request, basis=("本办制度/62",), severity=Severity.WARNING)
def talks_are_recorded(request: Request, context: Context) -> Iterator[Fault]:
    """Where a correction was asked, or the request stayed unclear, the ledger says what was spoken with the applicant.

    Bad:  有告知补正的节点，没有 talk
    Good: talk: 3 月 5 日电话沟通，弄清要的是 2024 年的规划图。
    """
    asked = next(iter(request.nodes_of(NodeKind.CORRECTION_ASKED)), None)
    unclear = request.reply is not None and request.reply.kind in (ReplyKind.UNCLEAR, ReplyKind.NOT_CORRECTED)
    is_said = _UNCLEAR.search(request.steps.complete or "") is not None
    if (asked is not None or unclear or is_said) and _is_blank(request.talk):
        remedy = "请写 talk：哪天、怎样沟通，弄清了什么；没有沟通上的，写明怎样联系过。"
        yield request.place("talk"), "申请内容不清楚，没有写和申请人沟通的情况。", remedy


# What must have been done before a request can be answered like this, and on what article.
_AFTER = {
    ReplyKind.UNCLEAR: (NodeKind.CORRECTION_ASKED, NodeKind.CORRECTED),
    ReplyKind.NOT_PAID: (NodeKind.FEE_TOLD,),
}
_TRADE_SECRET = expression("(?:商业|技术|经营)秘密|第三方(?:不同意|的(?:合法)?权益)")


@rule("REQ-033", "答复的类型和办过的步骤相符", on=Request, basis=("711号令/30", "711号令/42", "本办制度/63"))
def replies_follow_from_what_was_done(request: Request, context: Context) -> Iterator[Fault]:
    """A request stays unclear only after a correction was asked and came, is not paid for only after a fee was told.

    Bad:  kind: unclear（补正后仍不明确），没有 correction-asked 的节点
    Good: 先有 correction-asked、corrected 的节点，再答复 kind: unclear
    """
    for reply, where, _ in _told(request):
        missing = next(_left_out(request, *_AFTER.get(reply.kind, ())), None)
        if missing is NodeKind.CORRECTED:
            remedy = "收到过补正的，请补写 kind: corrected 的节点；一直没有补正的，改为 kind: not_corrected。"
        elif missing is not None:
            step = f"请补写 kind: {missing.value} 的节点"
            remedy = f"{step}；没有办过那一步的，改正答复类型，确实这样答复的在 note 写明原因。"
        else:
            continue
        message = f"答复是“{reply.kind.label}”，没有“{missing.label}”的节点。"
        yield request.place(*where, "kind"), message, remedy


@rule("REQ-034", "保护第三方的先征求意见", on=Request, basis=("711号令/32",), severity=Severity.WARNING)
def third_parties_are_asked_before_they_are_protected(request: Request, context: Context) -> Iterator[Fault]:
    """What is refused for the sake of a third party, the whole or a part of it, is refused after that was asked.

    Bad:  kind: third_party，没有 third-party-asked 的节点
    Good: 先有 third-party-asked 的节点，再答复 kind: third_party
    """
    for reply, where, _ in _told(request):
        if not _protects_a_third_party(reply):
            continue
        for asked in _left_out(request, NodeKind.THIRD_PARTY_ASKED):
            message = f"为保护第三方的权益没有公开，没有“{asked.label}”的节点。"
            remedy = f"征求过的，请补写 kind: {asked.value} 的节点；没有征求的，请书面征求，来不及的在 note 写明原因。"
            yield request.place(*where, "kind"), message, remedy


def _protects_a_third_party(reply: RequestReply) -> bool:
    """Whether a reply refuses for a third party; of a part only where it speaks of one, not of numbers left out."""
    of_part = reply.kind is ReplyKind.PARTLY and 15 in {article for article, _ in cited_articles(reply.article)}
    says_so = _TRADE_SECRET.search(f"{reply.reason or ''} {reply.separated or ''}") is not None
    return reply.kind is ReplyKind.THIRD_PARTY or (of_part and says_so)


def _left_out(request: Request, *wanted: NodeKind) -> Iterator[NodeKind]:
    """Of the steps that a reply rests on those that were never taken, unless it is said why."""
    done = {node.kind for node in request.nodes}
    is_explained = request.note is not None or any(node.is_explained for _, node in request.nodes_of(NodeKind.REPLIED))
    yield from (kind for kind in wanted if kind not in done and not is_explained)


@rule("REQ-018", "七个问题都答了", on=Request, basis=("本办制度/65",), severity=Severity.NOTICE)
def the_seven_questions_are_answered(request: Request, context: Context) -> Iterator[Fault]:
    """Before a request is replied to, its seven questions are answered, as far as they arise.

    Bad:  已经答复，steps 里没有 held
    Good: steps 里七项都有，用不着的写“不涉及”
    """
    is_over = request.reply is not None and request.reply.kind not in DROPPED
    if is_over and request.steps.left:
        message = f"写了答复，办理清单还有 {len(request.steps.left)} 项没有答：{'、'.join(request.steps.left)}。"
        yield request.place("steps"), message, "请在 steps 里各写几个字；用不着的写“不涉及”。"


@rule("REQ-025", "转为主动公开在申请以后", on=Request, basis=("本办制度/60",))
def what_became_public_was_not_public_before(request: Request, context: Context) -> Iterator[Fault]:
    """A document that became public because of a request was published on the day it came, or later.

    Bad:  2025-05-12 收到申请，became_public 写着 2025-05-08 公开的文件
    Good: became_public 写着 2025-05-27 公开的文件
    """
    for number, key in enumerate(request.became_public):
        paper = context.register.get(key, Document)
        if paper is not None and is_older(paper.published.date(), request):
            message = f"“{key}” {paper.published.date()} 已经公开，早于收到申请，不是因为这件申请才公开的。"
            remedy = "请核对文件编号和日期；申请以前就公开的，从 became_public 删去，不计入转为主动公开。"
            yield request.place("became_public", number), message, remedy
