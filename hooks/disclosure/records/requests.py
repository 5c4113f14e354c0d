"""Requests for disclosure: the office's ledger (<requests>/<year>/<id>.yml), with nobody in it.

``requests`` of data/agency.yml names the folder; without it there is no ledger. It is never published: no page, no
search, no export is made of it. What the public learns are counts (data/request-figures/<year>.yml).

The kinds of reply, of applicant and of outcome are the rows and columns of the annual report's tables three and four
(国办公开办函〔2021〕30号) under the codes of ``annual_figures``; their Chinese titles are taken as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import Field

from disclosure.expressions import expression
from disclosure.reading.stop_gaps import gives_no_reason
from disclosure.records.agency import DepartmentId
from disclosure.records.annual_figures import AppealFigures, ByApplicant, ByOutcome, RequestFigures
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.report_tables import REQUESTS
from disclosure.records.values import Choice, Count, Day, Id, Text, at_most

Subject = Annotated[Text, at_most(60)]  # what is asked for, in general words

_REFUSALS = frozenset(REQUESTS.rows_under("（三）不予公开"))
_COUNTED = expression(r"^(?:（[一二三四五六七八九十]+）|\d{1,2}[.．、]?)\s*|（.*）$")


def _title(model: type[Part], code: str) -> str:
    """What the official table calls a row or a column, without its number."""
    return _COUNTED.sub("", model.model_fields[code].title or code)


class Titled(Choice):
    """A closed list in which the Chinese title of a member is taken for its code, with its number or without."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        title = _COUNTED.sub("", str(value).strip())
        return next((member for member in cls if title in (member.label, member.value)), None)


class Applicant(Titled):
    """Who has asked: the columns of table three. Nothing else is written about the applicant."""

    NATURAL = "natural", _title(ByApplicant, "natural")
    BUSINESS = "business", _title(ByApplicant, "business")
    RESEARCH = "research", _title(ByApplicant, "research")
    WELFARE = "welfare", _title(ByApplicant, "welfare")
    LEGAL = "legal", _title(ByApplicant, "legal")
    OTHER = "other", _title(ByApplicant, "other")


class RequestChannel(Titled):
    """The ways on which requests come and papers go; from which day is counted depends on it (条例31)."""

    IN_PERSON = "in-person", "当面"
    POST = "post", "邮寄"  # registered or by courier: somebody signs for it
    LETTER = "letter", "平常信函"  # nobody signs for it
    ONLINE = "online", "网络"
    FAX = "fax", "传真"
    ORAL = "oral", "口头"


class NodeKind(Titled):
    """What happens to a request, one node after another."""

    RECEIVED = "received", "接收"
    REGISTERED = "registered", "登记"
    CORRECTION_ASKED = "correction-asked", "告知补正"
    CORRECTED = "corrected", "收到补正"
    THIRD_PARTY_ASKED = "third-party-asked", "征求第三方意见"
    THIRD_PARTY_ANSWERED = "third-party-answered", "收到第三方意见"
    EXTENDED = "extended", "延期"
    FEE_TOLD = "fee-told", "告知收费"
    FEE_PAID = "fee-paid", "收到费用"
    REPLIED = "replied", "答复"
    SERVED = "served", "送达"
    CLOSED = "closed", "办结"
    REOPENED = "reopened", "重新办理"


class ReplyKind(Titled):
    """How a request was answered: the rows of table three between those carried in and those carried out."""

    GRANTED = "granted", _title(RequestFigures, "granted")
    PARTLY = "partly", _title(RequestFigures, "partly")
    STATE_SECRET = "state_secret", _title(RequestFigures, "state_secret")
    FORBIDDEN = "forbidden", _title(RequestFigures, "forbidden")
    SAFETY = "safety", _title(RequestFigures, "safety")
    THIRD_PARTY = "third_party", _title(RequestFigures, "third_party")
    INTERNAL = "internal", _title(RequestFigures, "internal")
    IN_PROCESS = "in_process", _title(RequestFigures, "in_process")
    ENFORCEMENT_FILE = "enforcement_file", _title(RequestFigures, "enforcement_file")
    ENQUIRY = "enquiry", _title(RequestFigures, "enquiry")
    NOT_HELD = "not_held", _title(RequestFigures, "not_held")
    TO_BE_MADE = "to_be_made", _title(RequestFigures, "to_be_made")
    UNCLEAR = "unclear", _title(RequestFigures, "unclear")
    COMPLAINT = "complaint", _title(RequestFigures, "complaint")
    REPEATED = "repeated", _title(RequestFigures, "repeated")
    PUBLICATION = "publication", _title(RequestFigures, "publication")
    EXCESSIVE = "excessive", _title(RequestFigures, "excessive")
    CONFIRMATION = "confirmation", _title(RequestFigures, "confirmation")
    NOT_CORRECTED = "not_corrected", _title(RequestFigures, "not_corrected")
    NOT_PAID = "not_paid", _title(RequestFigures, "not_paid")
    OTHERWISE = "otherwise", _title(RequestFigures, "otherwise")

    @property
    def is_refusal(self) -> bool:
        """Whether table three counts it as 不予公开."""
        return self.value in _REFUSALS


# How a request ends that nobody replies to: the applicant has let it drop.
DROPPED = (ReplyKind.NOT_CORRECTED, ReplyKind.NOT_PAID, ReplyKind.OTHERWISE)


class AppealKind(Titled):
    """How somebody goes against a reply: the groups of table four."""

    REVIEWS = "reviews", _title(AppealFigures, "reviews")
    DIRECT = "direct", _title(AppealFigures, "direct")
    AFTER_REVIEW = "after_review", _title(AppealFigures, "after_review")


class AppealOutcome(Titled):
    """How a review or a suit ended: the columns of table four."""

    UPHELD = "upheld", _title(ByOutcome, "upheld")
    CORRECTED = "corrected", _title(ByOutcome, "corrected")
    OTHER = "other", _title(ByOutcome, "other")
    PENDING = "pending", _title(ByOutcome, "pending")


class FeeWay(Titled):
    """By what the fee for excessive requests is measured (国办函〔2020〕109号)."""

    ITEMS = "items", "按件"
    PAGES = "pages", "按量"


class RequestNode(Part):
    """One thing that happened to a request. The nodes stand in the order in which they happened."""

    kind: NodeKind = Field(title="节点", description="办到了哪一步", examples=["received"])
    date: Day = Field(
        title="日期", description="这一步的日期；received 写当面提交、签收或者收到的那天", examples=["2025-03-03"]
    )
    channel: RequestChannel | None = Field(None, title="方式", description="收到、告知、送达用的方式")
    unit: DepartmentId | None = Field(None, title="部门", description="办这一步的部门编号", examples=["party-office"])
    document: Text | None = Field(
        None, title="文书", description="这一步的文书名称、文号或者文件名，不带姓名", examples=["补正告知书"]
    )
    entered: Day | None = Field(None, title="录入日期", description="哪天录入上级的政务公开工作平台；没有录入的不写")
    confirmed: Day | None = Field(
        None, title="确认日期", description="平常信函、网络、传真收到的，哪天和申请人双方确认"
    )
    delivered: Day | None = Field(
        None, title="送达日期", description="补正告知书、征求意见书送达的日期；和 date 同一天的不写"
    )
    term: Count | None = Field(
        None,
        title="补正的天数",
        description="告知补正时给了多少日，从送达第二天数起；写了 until 的不写",
        examples=["10"],
    )
    until: Day | None = Field(
        None,
        title="期限",
        description="告知补正时给的最后一天，写了 term 的不写；重新办理的，写决定书、判决书上给的最后一天",
    )
    days: Count | None = Field(None, title="延长的工作日", description="延期的写，不超过 20 个工作日", examples=["20"])
    approved: Text | None = Field(
        None, title="同意延期的人", description="延期的写，只写机构或职务", examples=["政府信息公开工作机构负责人"]
    )
    party: Text | None = Field(None, title="第三方", description="征求意见的写，用甲、乙代替名称", examples=["甲"])
    reason: Text | None = Field(None, title="原因", description="延期、重新办理的原因")
    note: Text | None = Field(None, title="备注", description="要说明的事，例如为什么录入晚了")

    @property
    def is_explained(self) -> bool:
        """Whether the note says why, and not only again what was done."""
        return not gives_no_reason(self.note)


class RequestReply(Part):
    """What the office answered, and why."""

    kind: ReplyKind = Field(title="答复类型", description="年度报告申请情况表里的一行", examples=["granted"])
    article: list[Text] = Field(
        default_factory=list, title="依据条款", description="依据的条款", examples=["711号令/36"]
    )
    reason: Text | None = Field(None, title="理由", description="为什么这样答复，写给申请人的理由")
    separated: Text | None = Field(
        None, title="区分处理", description="部分公开的，写明哪些没有公开、去掉了几处，其余怎样提供"
    )
    search: Text | None = Field(
        None, title="检索情况", description="信息不存在的，写明哪天、在哪里、用什么词查过，问过哪些部门"
    )
    referred: Text | None = Field(None, title="告知的机关", description="不归本机关负责的，告知了向哪个机关申请")
    remedies: Text | None = Field(None, title="告知的救济", description="答复书里告知的复议、诉讼的途径、机关和期限")


class RequestFee(Part):
    """What was charged for handling an excessive request."""

    way: FeeWay = Field(title="计费方式", description="按件或者按量，只用一种", examples=["pages"])
    number: Count = Field(title="数量", description="本月第几件，或者一共多少页", examples=["45"])
    amount: Count = Field(title="金额", description="应收多少元", examples=["150"])


class Appeal(Part):
    """A review or a suit against a reply, with a clock of its own; its outcome stands beside the first reply."""

    kind: AppealKind = Field(title="类型", description="行政复议，直接起诉，复议后起诉", examples=["reviews"])
    noticed: Day = Field(title="收到通知", description="收到复议答复通知、应诉通知的日期", examples=["2025-05-06"])
    due: Day | None = Field(None, title="答复期限", description="通知书上写的提交答复、答辩的最后一天")
    answered: Day | None = Field(None, title="提交答复", description="提交答复、答辩和证据的日期")
    evidence: Text | None = Field(None, title="证据", description="提交了哪些证据；信息不存在的，写检索的证据")
    outcome: AppealOutcome = Field(AppealOutcome.PENDING, title="结果", description="没有审结的不写，或者写 pending")
    decided: Day | None = Field(None, title="结果日期", description="收到决定书、判决书的日期")
    mended: Text | None = Field(None, title="纠正情况", description="结果纠正的，写改了什么、怎样重新答复")


class SevenSteps(Part):
    """The seven questions of the one who handles a request, in their order; each answer is a few words."""

    complete: Text | None = Field(None, title="补不补", description="申请内容清楚吗，要不要补正")
    information: Text | None = Field(None, title="是不是", description="申请的是不是政府信息")
    in_charge: Text | None = Field(None, title="谁负责", description="归不归本机关负责")
    held: Text | None = Field(None, title="有没有", description="有没有这个信息，怎样查的")
    given: Text | None = Field(None, title="给不给", description="能不能公开，依据哪一条")
    how_given: Text | None = Field(None, title="怎么给", description="用什么形式提供，要不要区分处理")
    how_answered: Text | None = Field(None, title="怎么答", description="答复书用哪一种，理由和救济写全没有")

    @property
    def left(self) -> list[str]:
        """The questions without an answer, in their order."""
        return [field.title or name for name, field in type(self).model_fields.items() if not getattr(self, name)]


class Request(Record):
    """One request for disclosure, without a word about a person (<requests>/<year>/<id>.yml).

    ``again`` are the replies given after a review, a suit or another reason to reopen: the first stays in ``reply``,
    and with it what was counted; the n-th reply belongs to the n-th ``replied`` node.
    """

    record_type: ClassVar[str] = "request"
    type_label: ClassVar[str] = "依申请公开台账"
    files: ClassVar[str] = "data/requests/{year}/{id}.yml"

    id: Id = Field(title="编号", description="永久不变的编号，与文件名相同", examples=["req-2025-001"])
    number: Text | None = Field(None, title="登记号", description="登记簿上的号码", examples=["2025-001"])
    applicant: Applicant = Field(title="申请人类别", description="只写类别，不写姓名和名称", examples=["natural"])
    subject: Subject = Field(
        title="申请内容", description="概括地写一句，不写人、门牌和单位", examples=["社区活动场地开放时间"]
    )
    channel: RequestChannel = Field(title="收到方式", description="从哪里收到申请", examples=["online"])
    unit: DepartmentId = Field(title="承办部门", description="负责办理的部门编号", examples=["party-office"])
    talk: Text | None = Field(
        None, title="沟通情况", description="申请内容不清楚的，写哪天、怎样和申请人沟通，弄清了什么"
    )
    nodes: list[RequestNode] = Field(title="节点", description="按先后写，一步一条", min_length=1)
    reply: RequestReply | None = Field(None, title="答复", description="第一次答复；没有答复的不写")
    again: list[RequestReply] = Field(
        default_factory=list, title="重新答复", description="重新办理以后的答复，第一次的答复不改"
    )
    fee: RequestFee | None = Field(None, title="信息处理费", description="收费的才写")
    became_public: list[Annotated[Id, RefTo("document", "")]] = Field(
        default_factory=list, title="转为主动公开", description="后来主动公开的文件编号", examples=["doc-2025-003"]
    )
    reviews: list[Appeal] = Field(default_factory=list, title="复议诉讼", description="每件复议、诉讼一条")
    steps: SevenSteps = Field(
        default_factory=lambda: SevenSteps.model_validate({}), title="办理清单", description="七个问题，办一步答一步"
    )
    note: Text | None = Field(None, title="备注", description="别的要说明的事")

    def nodes_of(self, *kinds: NodeKind) -> Iterator[tuple[int, RequestNode]]:
        """The nodes of these kinds with their numbers, in the order in which they are written."""
        return ((number, node) for number, node in enumerate(self.nodes) if node.kind in kinds)

    def first(self, kind: NodeKind) -> RequestNode | None:
        """The first node of a kind, if there is one."""
        return next((node for _, node in self.nodes_of(kind)), None)

    @property
    def is_drafted(self) -> bool:
        """Whether the last reply is written down, and no node says yet that it was given or that all is over."""
        since: list[NodeKind] = []
        for node in self.nodes:
            since = [] if node.kind is NodeKind.REOPENED else [*since, node.kind]
        times = 1 + sum(1 for _ in self.nodes_of(NodeKind.REOPENED))
        ends = (NodeKind.REPLIED, NodeKind.SERVED, NodeKind.CLOSED)
        return self.reply is not None and len(self.replies) == times and not any(kind in ends for kind in since)

    @property
    def waits_to_be_closed(self) -> bool:
        """Whether it is written that the applicant has let it drop, and not that it is closed."""
        return self.is_drafted and self.replies[-1].kind in DROPPED

    @property
    def replies(self) -> list[RequestReply]:
        """Every reply, the first in front."""
        return [*([self.reply] if self.reply is not None else []), *self.again]
