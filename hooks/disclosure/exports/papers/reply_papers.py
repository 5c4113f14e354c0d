"""The reply to a request as a Word file, made from the ledger: a sample (样式) in the office's own form.

What the ledger does not hold, the applicant's name above all, and what no verified text settles, the bodies and the
terms of the remedies, are blanks to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.exports.papers.report_papers import add_closing, add_heading, add_line, official_paper
from disclosure.exports.papers.word_files import word_bytes
from disclosure.expressions import expression
from disclosure.law.book import LawBook
from disclosure.law.request_clock import CONFIRMED_CHANNELS
from disclosure.reading.days import in_words
from disclosure.records.agency import Agency
from disclosure.records.requests import NodeKind, ReplyKind, Request, RequestNode, RequestReply

TITLE = "政府信息公开申请答复书"
SAMPLE = "样式（示例），由台账生成；盖章前请核对，填好横线上的各项，并删去这一行。"
BLANK = "＿＿＿＿＿＿＿＿"

# What each kind of reply says first; why, stands in the ledger's own words behind it (条例36 to 39).
OPENINGS: dict[ReplyKind, str] = {
    ReplyKind.GRANTED: "您申请的信息可以公开，现提供给您。",
    ReplyKind.PARTLY: "您申请的信息里，有一部分不能公开。本机关作了区分处理，可以公开的部分现提供给您。",
    ReplyKind.STATE_SECRET: "您申请的信息属于国家秘密，本机关决定不予公开。",
    ReplyKind.FORBIDDEN: "您申请的信息属于法律、行政法规禁止公开的信息，本机关决定不予公开。",
    ReplyKind.SAFETY: "您申请的信息公开后可能危及国家安全、公共安全、经济安全、社会稳定，本机关决定不予公开。",
    ReplyKind.THIRD_PARTY: "您申请的信息涉及第三方的商业秘密或者个人隐私，公开会损害其合法权益，本机关决定不予公开。",
    ReplyKind.INTERNAL: "您申请的信息属于内部事务信息，本机关决定不予公开。",
    ReplyKind.IN_PROCESS: "您申请的信息属于过程性信息，本机关决定不予公开。",
    ReplyKind.ENFORCEMENT_FILE: "您申请的信息属于行政执法案卷信息，本机关决定不予公开。",
    ReplyKind.ENQUIRY: "您申请的信息，法律、行政法规对怎样查询另有规定，请按那项规定查询。",
    ReplyKind.NOT_HELD: "本机关不掌握您申请的信息。",
    ReplyKind.TO_BE_MADE: "本机关没有您申请的现成信息，要另行制作才有，因此无法提供。",
    ReplyKind.UNCLEAR: "您补正以后，申请的内容仍然不明确，本机关无法提供。",
    ReplyKind.COMPLAINT: "您提出的是信访、投诉、举报一类的事项，本机关不作为政府信息公开申请处理。",
    ReplyKind.REPEATED: "您以前申请过同样的信息，本机关已经答复，不再重复处理。",
    ReplyKind.PUBLICATION: "您申请的是公开出版的刊物，本机关不予提供，请从公开的途径获取。",
    ReplyKind.EXCESSIVE: "您申请的数量、频次明显超过合理范围，说明的理由不合理，本机关不予处理。",
    ReplyKind.CONFIRMATION: "您要求确认或者重新出具已经得到的信息，本机关不予处理。",
    ReplyKind.NOT_CORRECTED: "您没有在规定的时间里补正，也没有说明正当理由，视为放弃申请，本机关不再处理。",
    ReplyKind.NOT_PAID: "您没有按照收费通知缴纳信息处理费，本机关不再处理。",
    ReplyKind.OTHERWISE: "本机关对您的申请不再办理。",
}
_FIRST_LAW = "行政复议法/23"  # what is refused goes to reconsideration first; of 部分公开 no verified text says so
_EITHER_LAW = "711号令/51"
# What the clerk notes of the words that the applicant is told.
_NOTE = expression("^告知(?:了|申请人)?[，：]?|[，；]?写明了?(?:复议|受理)?机关[^，。；]*")


@dataclass(frozen=True)
class ReplyPaper:
    """A reply in words: its parts, each with a heading and paragraphs, and what is left to fill in by hand."""

    request: Request
    title: str
    opening: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    closing: tuple[str, ...]

    @property
    def blanks(self) -> list[str]:
        """What has to be filled in, in the order in which it stands."""
        lines = (*self.opening, *(line for _, lines in self.parts for line in lines), *self.closing)
        return [line.partition("：")[0] for line in lines if BLANK in line]


def reply_paper(request: Request, number: int, agency: Agency, law: LawBook) -> ReplyPaper:
    """The ``number``-th reply to a request, from 0; it must be there."""
    reply = request.replies[number]
    replied = [node for _, node in request.nodes_of(NodeKind.REPLIED)]
    given = replied[number] if number < len(replied) else None
    parts: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("一、收到和办理的情况", tuple(_course(request, given))),
        ("二、答复", tuple(_answer(reply, law))),
        ("三、不服答复可以怎样做", tuple(_remedies(reply, given, law))),
    )
    parts = tuple(part for part in parts if part[1])
    opening = (f"登记号：{request.number or request.id}", f"申请人：{BLANK}", f"申请的内容：{request.subject}")
    closing = (agency.name, in_words(given.date) if given is not None else f"日期：{BLANK}")
    return ReplyPaper(request, TITLE, opening, parts, closing)


def reply_word(paper: ReplyPaper) -> bytes:
    """The reply as a Word file; the same reply gives the same bytes."""
    made = official_paper(paper.title, paper.closing[0])
    add_line(made, [(SAMPLE, True)])
    add_heading(made, paper.title, 0)
    for line in paper.opening:
        add_line(made, [(line, False)])
    for heading, lines in paper.parts:
        add_heading(made, heading, 1)
        for line in lines:
            add_line(made, [(line, False)])
    add_closing(made, paper.closing)
    return word_bytes(made)


def _course(request: Request, given: RequestNode | None) -> Iterator[str]:
    """What happened to the request up to this reply, as far as the applicant has part in it."""
    is_asked = False
    for node in request.nodes:
        if node is given:
            break
        if node.kind is NodeKind.RECEIVED:
            yield _receipt(request, node)
        elif words := _of_node(node, is_asked):
            yield words
        is_asked = is_asked or node.kind is NodeKind.CORRECTION_ASKED


def _receipt(request: Request, node: RequestNode) -> str:
    """That it came; and when that was confirmed, where the period is counted from that day (条例31)."""
    words = f"{in_words(node.date)}，本机关收到您的申请{_by(node)}。"
    if node.confirmed is not None and request.channel.value in CONFIRMED_CHANNELS:
        words += f"{in_words(node.confirmed)}，本机关和您确认收到，答复的期限从这天起算。"
    return words


def _by(node: RequestNode) -> str:
    return f"（{node.channel.label}）" if node.channel is not None else ""


def _of_node(node: RequestNode, is_asked: bool) -> str:
    """What a node tells the applicant; ``is_asked`` where a correction has been asked for before (条例30: once)."""
    day, once = in_words(node.date), "再次" if is_asked else "一次"
    longer = BLANK if node.days is None else node.days
    return {
        NodeKind.CORRECTION_ASKED: f"{day}，本机关{once}告知您需要补正的事项{_by(node)}。",
        NodeKind.CORRECTED: f"{day}，本机关收到您的补正，答复的期限从这天起算。",
        NodeKind.THIRD_PARTY_ASKED: f"{day}，本机关书面征求第三方的意见，所需时间不算在答复的期限里。",
        NodeKind.THIRD_PARTY_ANSWERED: f"{day}，本机关收到第三方的意见。",
        NodeKind.EXTENDED: f"{day}，本机关告知您，经{node.approved or BLANK}同意，答复的期限延长 {longer} 个工作日。",
        NodeKind.FEE_TOLD: f"{day}，本机关告知您信息处理费的数额。",
        NodeKind.FEE_PAID: f"{day}，本机关收到您缴纳的信息处理费。",
        NodeKind.REPLIED: f"{day}，本机关作过一次答复。",
        NodeKind.REOPENED: f"{day}，本机关重新办理：{node.reason or BLANK}。",
    }.get(node.kind, "")


def _answer(reply: RequestReply, law: LawBook) -> Iterator[str]:
    yield OPENINGS[reply.kind]
    for label, text in (
        ("理由", reply.reason),
        ("区分处理", reply.separated),
        ("检索的情况", reply.search),
        ("可以向哪个机关申请", reply.referred),
    ):
        if text is not None:
            yield f"{label}：{_ended(text)}"
    if reply.article:
        yield f"依据：{'、'.join(map(law.cite, reply.article))}。"


def _remedies(reply: RequestReply, given: RequestNode | None, law: LawBook) -> Iterator[str]:
    """What the law says on the day; of a reply in part the ledger's own words, as no verified text says it."""
    if reply.remedies is None:
        return
    if reply.kind is ReplyKind.PARTLY:
        yield _ended(_NOTE.sub("", reply.remedies))
    elif reply.kind.is_refusal and _goes_to_review_first(given, law):
        yield f"对本答复不服的，应当先申请行政复议；对复议决定不服的，再向人民法院起诉（{law.cite(_FIRST_LAW)}）。"
    else:
        yield f"对本答复不服的，可以申请行政复议，也可以向人民法院起诉（{law.cite(_EITHER_LAW)}）。"
    yield f"复议机关和申请复议的期限：{BLANK}"
    yield f"人民法院和起诉的期限：{BLANK}"


def _goes_to_review_first(given: RequestNode | None, law: LawBook) -> bool:
    """Whether a refusal of that day, or of one to come, goes to reconsideration first."""
    first = law.laws.get(_FIRST_LAW.partition("/")[0])
    since = first.effective if first is not None else None
    return since is not None and (given is None or given.date >= since)


def _ended(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"
