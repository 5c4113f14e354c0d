"""Documents: docs/<column>/<year>/<id>.md, front matter and Markdown body."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import Field

from disclosure.findings import Place
from disclosure.memory.engine import digest
from disclosure.memory.tracing import NOTING, note
from disclosure.reading.destinations import Destination
from disclosure.reading.front_matter import Body
from disclosure.reading.yaml_tree import Location
from disclosure.records.agency import AudienceId, DepartmentId, ThemeId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.comparisons import Comparison
from disclosure.records.facts import WHO, Criterion
from disclosure.records.gains import Gain
from disclosure.records.guides import GuideElements
from disclosure.records.interpreting import Diagram, Interpretation, Media, ReadingForm
from disclosure.records.kinds import EXPLAINED_KINDS, POLICY_KINDS, Kind
from disclosure.records.life_events import LifeEventId
from disclosure.records.review import Disclosure, Review
from disclosure.records.values import Choice, ClauseId, Count, Day, Id, Moment, Text, Url, at_most
from disclosure.records.waiting import when_to_publish

BODY: Location = ("body",)  # where what stands in the text is, among the fields


class Validity(Choice):
    """Whether a policy still holds (国办发〔2017〕47号: changes and repeals are marked plainly)."""

    VALID = "valid", "有效"
    AMENDED = "amended", "已修改"
    EXPIRED = "expired", "已失效"
    REPEALED = "repealed", "已废止"


class ValidityCause(Choice):
    """Why a policy no longer holds as it stood."""

    REPLACED = "replaced", "由新文件取代"
    ANNULLED = "annulled", "发文宣布废止"
    CLEANED = "cleaned", "清理时废止或者宣布失效"
    TERM = "term", "有效期届满"
    BASIS = "basis", "依据的上级规定变了"
    DONE = "done", "规定的任务已经完成"
    CHANGED = "changed", "部分条款修改"


class Attachment(Part):
    """A file beside the document."""

    file: Text = Field(title="文件名", description="与文档放在同一文件夹的文件", examples=["doc-2023-014-1.pdf"])
    title: Text = Field(title="附件名称", description="读者看到的名称")
    number: Count | None = Field(None, title="附件序号", description="正文里“附件1”的序号")


class Change(Part):
    """One entry of the change history."""

    date: Day = Field(title="修改日期", description="修改的日期")
    note: Text = Field(title="修改说明", description="改了什么、为什么")


class Backfill(Part):
    """Why a document stands here with a day of publication on which this site did not have it."""

    date: Day = Field(title="补录日期", description="放到本站的日期", examples=["2025-06-18"])
    original: Text = Field(title="首次发布的地方", description="发布日期那天发布在哪里", examples=["某区政府门户网站"])
    reason: Text = Field(title="补录原因", description="为什么现在才放到本站")
    approved_by: Text = Field(title="批准单位", description="哪个部门批准补录，不写个人姓名", examples=["党政办公室"])


class ElsewhereToo(Part):
    """Another place in which a document stood as well: an account of the office, a newspaper, another site."""

    platform: Text = Field(title="登载的地方", description="读者看到的名称", examples=["某某街道微信公众号"])
    account: Annotated[Id, RefTo("media-account", "在这里登过")] | None = Field(
        None, title="账号", description="是本机关的新媒体的，写它的编号", examples=["wechat"]
    )
    date: Day = Field(title="登载日期", description="哪天登的", examples=["2025-05-08"])
    url: Url | None = Field(None, title="网址", description="那里的网址，没有的不写")


class Channels(Part):
    """The ways in which the public can respond (713号令15: 方式)."""

    online: Text | None = Field(None, title="网上提交", description="网址或栏目")
    email: Text | None = Field(None, title="电子邮件", description="单位邮箱")
    post: Text | None = Field(None, title="来信", description="地址、收件部门和邮编")
    phone: Text | None = Field(None, title="电话", description="办公电话")
    onsite: Text | None = Field(None, title="当面提交", description="地点和时间")


class Consultation(Part):
    """The facts of a public consultation (713号令15)."""

    opens: Day = Field(title="开始日期", description="开始征求意见的日期", examples=["2025-05-06"])
    closes: Day = Field(title="截止日期", description="截止日期，含当日", examples=["2025-06-06"])
    channels: Channels = Field(title="提出意见的方式", description="至少写一种")
    ask: Text | None = Field(
        None,
        title="想问的问题",
        description="用居民的话问一句，显示在首页和公告的最前面；不写就用事项名称",
        examples=["老房子加装电梯，街道该怎么帮？"],
    )
    announced: list[Text] = Field(
        default_factory=list,
        title="怎样告知公众",
        description="除了本网站，还通过哪些便于公众知道的途径告知",
        examples=["街道微信公众号"],
    )
    shortened_reason: Text | None = Field(None, title="缩短期限的理由", description="少于 30 日的，说明紧急原因")
    draft: Annotated[Id, RefTo("document", "征求意见公告", frozenset({Kind.DRAFT}))] | None = Field(
        None, title="草案", description="不属于重大行政决策的征求意见，写草案的编号"
    )
    explanation: Annotated[Id, RefTo("document", "征求意见公告", frozenset({Kind.EXPLANATION}))] | None = Field(
        None, title="草案说明", description="不属于重大行政决策的征求意见，写草案说明的编号"
    )

    @property
    def days_open(self) -> int:
        """How many days it lasts, the first and the last day counted."""
        return (self.closes - self.opens).days + 1


class Document(Record):
    """One published document."""

    record_type: ClassVar[str] = "document"
    type_label: ClassVar[str] = "文件"
    files: ClassVar[str] = "docs/{column}/{year}/{id}.md"
    page_folder: ClassVar[str] = "documents"
    tells_back: ClassVar[bool] = True

    id: Id = Field(title="编号", description="永久不变的编号，与文件名相同", examples=["doc-2023-014"])
    title: Text = Field(title="标题", description="文件标题", examples=["关于……的通知"])
    kind: Kind = Field(title="文件种类", description="文件属于哪一类")
    column: Annotated[Id, RefTo("column")] = Field(title="栏目", description="发布在哪个栏目", examples=["policies"])
    issuer: Text = Field(title="公开主体", description="制作文件的机关", examples=["某街道办事处"])
    department: DepartmentId | None = Field(None, title="责任部门", description="起草或维护的部门编号")
    doc_no: Text | None = Field(None, title="发文字号", description="没有就不写", examples=["某办发〔2023〕14号"])
    made: Day = Field(title="生成日期", description="成文或形成的日期", examples=["2023-05-04"])
    published: Moment = Field(title="发布日期", description="网上发布的日期，可加时间", examples=["2023-05-06 09:30"])
    publish_on: Moment | None = when_to_publish()
    effective: Day | None = Field(None, title="施行日期", description="开始施行的日期")
    expires: Day | None = Field(None, title="有效期至", description="有效期的最后一天")
    validity: Validity | None = Field(None, title="有效性", description="政策文件必填")
    validity_reason: Text | None = Field(None, title="有效性说明", description="失效、废止、修改的原因或文件")
    validity_since: Day | None = Field(
        None, title="从何时起", description="失效、废止、修改从哪一天起", examples=["2024-07-01"]
    )
    validity_cause: ValidityCause | None = Field(None, title="失效、废止、修改的原因", description="从清单里选一种")
    amended_by: list[Annotated[Id, RefTo("document", "修改的文件", POLICY_KINDS)]] = Field(
        default_factory=list, title="修改决定", description="修改了本文件的文件编号，有几份写几份"
    )
    amended_clauses: list[ClauseId] = Field(
        default_factory=list, title="修改了的条", description="被修改的条目编号，正文里会标出来", examples=["art-3"]
    )
    replaced_by: Annotated[Id, RefTo("document", "替代的旧文件", POLICY_KINDS)] | None = Field(
        None, title="替代文件", description="取代本文件的新文件编号"
    )
    theme: ThemeId | None = Field(None, title="主题分类", description="主题的编号，政策文件必填")
    summary: Text | None = Field(None, title="内容概述", description="一两句话说明主要内容")
    audience: list[AudienceId] = Field(default_factory=list, title="适用人群", description="人群的编号")
    headline: Annotated[Text, at_most(16)] | None = Field(
        None, title="卡片标题", description="一句话说出得到什么，16 个字以内", examples=["装电梯：每台补贴 2 万元"]
    )
    gain: Gain | None = Field(None, title="得到什么", description="给居民看的卡片；正在执行的政策都应当有")
    who: list[Criterion] = Field(
        default_factory=list, title="条件", description=WHO, examples=["[{age: {min: 65}, hukou: city}]"]
    )
    life: list[LifeEventId] = Field(default_factory=list, title="要办的事", description="要办的事的编号")
    open_from: Day | None = Field(None, title="开始受理", description="从哪天起可以办", examples=["2025-06-01"])
    open_until: Day | None = Field(None, title="受理截止", description="受理的最后一天", examples=["2025-08-31"])
    keywords: list[Text] = Field(default_factory=list, title="关键词", description="便于查找的词语")
    source: Text | None = Field(None, title="信息来源", description="转载的写来源单位；自己发布的不写")
    disclosure: Disclosure = Field(title="公开属性", description="主动公开、依申请公开或不予公开", examples=["active"])
    review: Review | None = Field(None, title="发布审查", description="发布前审查的记录")
    drafted: Day | None = Field(
        None, title="起草日期", description="政策和它的解读什么时候起草", examples=["2025-03-03"]
    )
    signed: Day | None = Field(
        None, title="签发日期", description="政策和它的解读什么时候审签", examples=["2025-03-24"]
    )
    interpretation: Interpretation | None = Field(
        None, title="解读安排", description="政策文件不解读的写明原因；不写就是要解读"
    )
    interprets: Annotated[Id, RefTo("document", "政策解读", EXPLAINED_KINDS)] | None = Field(
        None, title="解读的文件", description="被解读的政策文件、征求意见公告或者草案的编号"
    )
    form: ReadingForm | None = Field(None, title="解读形式", description="解读用什么形式，不写就是文字解读")
    diagram: Diagram | None = Field(None, title="图解", description="图解必填，生成时画成图，并附同样内容的表")
    media: Media | None = Field(None, title="视频音频", description="视频、音频解读必填")
    explains: list[ClauseId] = Field(
        default_factory=list, title="解读的条款", description="条款的编号，第三条是 art-3", examples=["art-3"]
    )
    clause_hints: dict[str, Text] = Field(
        default_factory=dict,
        title="条目提示语",
        description="条目里给读者的话，不是正文；左边写 art-3（第三条）、sec-1（一、）这样的条目编号",
    )
    comparison: Comparison | None = Field(None, title="修改对照", description="和旧文件或者征求意见稿比，改了什么")
    consultation: Consultation | None = Field(None, title="征求意见", description="征求意见公告必填")
    guide: GuideElements | None = Field(None, title="指南要素", description="公开指南必填")
    attachments: list[Attachment] = Field(default_factory=list, title="附件", description="随文件发布的附件")
    also_at: list[ElsewhereToo] = Field(
        default_factory=list, title="也登在", description="这份文件还在哪里登过，登过几处写几处"
    )
    backfill: Backfill | None = Field(None, title="补录", description="比发布日期晚放到本站的，写明经过，读者会看到")
    changes: list[Change] = Field(default_factory=list, title="修改记录", description="发布后的修改，旧的在前")

    __slots__ = ("_body", "_withdrawal")

    def model_post_init(self, context: Any) -> None:
        """A document has no text until it is given one."""
        super().model_post_init(context)
        self._body: Body = Body("", 1)
        self._withdrawal: Record | None = None

    def __copy__(self) -> Document:
        """The same, with the same text."""
        copied = super().__copy__().with_body(self._body)
        copied._withdrawal = self._withdrawal
        return copied

    def has_lapsed(self, today: date) -> bool:
        """Whether its last day is past, whatever is said of its validity."""
        return self.expires is not None and self.expires < today

    @property
    def withdrawal(self) -> Record | None:
        """What tells that this paper was taken down, of which only number, kind and dates are left here."""
        return self._withdrawal

    def in_place_of(self, withdrawal: Record) -> Document:
        """This document as what stands in for one that was taken down."""
        self._withdrawal = withdrawal
        return self.rooted_at(withdrawal.tree)

    @property
    def body(self) -> Body:
        """The Markdown text below the front matter."""
        if NOTING.doors is not None:
            NOTING.doors.add(("body", self.path))
        return self._body

    def unread_body(self, body: Body) -> None:
        """Give a document that was not read yet its text."""
        object.__setattr__(self, "_body", body)
        object.__setattr__(self, "_withdrawal", None)

    @property
    def carried_body(self) -> Body:
        """The Markdown text and where it stands, for whoever only carries it on."""
        return self._body

    @property
    def carried_text(self) -> str:
        """The Markdown text for whoever only carries it on: what is worked out meanwhile does not follow from it."""
        return self._body.text

    @property
    def opening(self) -> str:
        """A digest of the words at the beginning of the text; "" of a text that has few."""
        note("body", self.path)
        if self.later is not None:
            return self.later.opening
        words = self._body.opening
        return digest(words) if words else ""

    def leads(self, sign: str = "") -> tuple[Destination, ...]:
        """The addresses that the text leads to; none where the text does not hold the sign that they must have."""
        note("leads", self.path)
        return self._body.destinations if sign in self._body.text else ()

    def place_in_text(self, lead: Destination) -> Place:
        """Where one of these addresses stands."""
        return self.place_of(BODY, lead.start)

    def place_of(self, location: Location, after: int) -> Place:
        """Where a reference stands, in a field or in the text."""
        if location == BODY:
            return Place(self.path, *self._body.line_and_column(after))
        return super().place_of(location, after)

    def with_body(self, body: Body) -> Document:
        """This document with its Markdown text."""
        self._body = body
        return self

    @property
    def folder(self) -> str:
        """The folder that the file and its attachments stand in."""
        return self.path.rpartition("/")[0]
