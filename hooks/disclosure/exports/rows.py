"""The rows of the tables that others take along: one line a field, with its Chinese head.

Choices and departments stand in words, as readers see them; the heads and explanations of the schema are those of the
fields. What a row says does not depend on the day on which it is made.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.fields import FieldInfo

_ADDRESS = WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"})
WebAddress = Annotated[str, _ADDRESS]


# What several tables have, under the same head.
OwnId = Annotated[str, Field(title="编号", description="永久不变的编号")]
PaperTitle = Annotated[str, Field(title="标题", description="文件标题")]
PaperKind = Annotated[str, Field(title="文件种类", description="文件属于哪一类")]
DocNo = Annotated[str | None, Field(title="发文字号", description="没有发文字号的为空")]
PaperPage = Annotated[WebAddress, Field(title="网址", description="文件所在网页的网址")]
DecisionTitle = Annotated[str, Field(title="决策事项名称", description="事项的规范名称")]
MatterPage = Annotated[WebAddress, Field(title="网址", description="事项所在网页的网址")]
FieldName = Annotated[str, Field(title="领域", description="领域的名称")]
NumberInField = Annotated[int, Field(title="序号", description="领域里的序号")]


def is_address(field: FieldInfo) -> bool:
    """Whether a field holds the address of something on the site."""
    return _ADDRESS in field.metadata


class RecordPart(BaseModel):
    """A mapping inside of a record that is given to others."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class CalledPaper(RecordPart):
    """A published paper, by what it is called."""

    id: str = Field(title="编号", description="文件的编号")
    title: PaperTitle
    kind: PaperKind
    doc_no: str | None = Field(None, title="发文字号", description="没有发文字号的不写")
    url: PaperPage


class DataRow(RecordPart):
    """One row of a table. ``schema_name`` is what its schema is called."""

    schema_name: ClassVar[str]


class DocumentRow(DataRow):
    """A published document."""

    schema_name: ClassVar[str] = "documents"

    id: OwnId
    index_number: str = Field(title="索引号", description="政府信息的索引号")
    title: PaperTitle
    kind: PaperKind
    column: str = Field(title="栏目", description="发布在哪个栏目")
    doc_no: DocNo = None
    issuer: str = Field(title="公开主体", description="制作文件的机关")
    department: str | None = Field(None, title="责任部门", description="起草或维护的部门")
    made: date = Field(title="生成日期", description="成文或形成的日期")
    published: datetime = Field(title="发布日期", description="网上发布的时间，北京时间")
    summary: str | None = Field(None, title="内容概述", description="一两句话说明主要内容")
    audience: list[str] = Field([], title="适用人群", description="政策面向的人群")
    keywords: list[str] = Field([], title="关键词", description="便于查找的词语")
    attachments: int = Field(title="附件数", description="随文件发布的附件有几个")
    basis_changed: list[str] = Field(
        [], title="依据的变化", description="依据的政策被修改、失效、废止的，写明从何时起、为什么、现行的是哪份"
    )
    url: PaperPage


class PolicyRow(DocumentRow):
    """A document of the policy library."""

    schema_name: ClassVar[str] = "policies"

    theme: str | None = Field(None, title="主题分类", description="文件的主题")
    validity: str | None = Field(None, title="有效性", description="有效、已修改、已失效或已废止")
    validity_reason: str | None = Field(None, title="有效性说明", description="失效、废止、修改的原因或文件")
    effective: date | None = Field(None, title="施行日期", description="开始施行的日期")
    expires: date | None = Field(None, title="有效期至", description="有效期的最后一天，没有写明的为空")
    validity_since: date | None = Field(None, title="从何时起", description="失效、废止、修改从哪一天起")
    validity_cause: str | None = Field(None, title="原因", description="失效、废止、修改的原因")
    replaced_by: str | None = Field(None, title="替代文件", description="取代本文件的新文件编号")
    amended_by: list[str] = Field([], title="修改决定", description="修改了本文件的文件编号")


class ConsultationRow(DocumentRow):
    """A document of a column in which the public is consulted."""

    schema_name: ClassVar[str] = "consultations"

    opens: date | None = Field(None, title="开始日期", description="开始征求意见的日期")
    closes: date | None = Field(None, title="截止日期", description="截止日期，含当日")
    feedback: str | None = Field(None, title="采纳情况", description="公布意见采纳情况的文件编号，没有公布的为空")


class DecisionRow(DataRow):
    """An item of a year's catalogue of major decisions."""

    schema_name: ClassVar[str] = "decisions"

    id: OwnId
    year: int = Field(title="年份", description="列入哪一年的目录")
    order: int = Field(title="序号", description="在当年目录里排第几")
    title: DecisionTitle
    summary: str = Field(title="主要内容", description="一两句话说明决策什么")
    category: str = Field(title="决策类别", description="重大公共措施、重要规划或重大建设项目")
    owner: str = Field(title="承办部门", description="承办的内设机构")
    basis: list[str] = Field(title="法律政策依据", description="决策依据")
    required_steps: list[str] = Field(title="必经程序", description="本事项必须履行的环节")
    completion: str = Field(title="计划完成时间", description="计划完成的年月")
    adjusted: str = Field(title="调整情况", description="保留、新增或移出")
    adjusted_note: str | None = Field(None, title="调整说明", description="新增、移出的原因和日期")
    published_stages: int = Field(title="已公开环节数", description="全过程的环节里已经公开的有几个")
    received: int | None = Field(None, title="收到意见", description="一共收到多少条意见，还没有统计的为空")
    adopted: int | None = Field(None, title="采纳", description="采纳多少条")
    partly: int | None = Field(None, title="部分采纳", description="部分采纳多少条")
    not_adopted: int | None = Field(None, title="未采纳", description="未采纳多少条")
    url: MatterPage
    record: WebAddress = Field(title="全过程数据", description="全过程记录（JSON）的网址")
    archive: WebAddress = Field(title="全部材料", description="全部材料打包下载（ZIP）的网址")


class OpinionRow(DataRow):
    """One opinion from the public on a decision, and what became of it."""

    schema_name: ClassVar[str] = "opinions"

    decision: str = Field(title="事项编号", description="意见针对的决策事项")
    decision_title: DecisionTitle
    number: int = Field(title="序号", description="在本事项的意见里排第几")
    summary: str = Field(title="意见摘要", description="意见的主要内容，不写提出人")
    count: int | None = Field(None, title="条数", description="这一类意见有几条，没有分类统计的为空")
    outcome: str = Field(title="采纳情况", description="采纳、部分采纳或未采纳")
    reason: str | None = Field(None, title="理由", description="未采纳、部分采纳的理由")
    url: MatterPage


class ChangeRow(DataRow):
    """One change of a policy against its draft or the paper that it replaced."""

    schema_name: ClassVar[str] = "comparison"

    document: str = Field(title="文件编号", description="改动所在的文件")
    document_title: str = Field(title="文件标题", description="改动所在文件的标题")
    compared_with: str = Field(title="对照的文件", description="征求意见稿或者被取代的旧文件的编号")
    clause: str = Field(title="条目编号", description="改动所在的条目，第三条是 art-3")
    clause_name: str = Field(title="条", description="条目的名称")
    before: str | None = Field(None, title="原来", description="原文里的话，新加的为空")
    after: str | None = Field(None, title="现在", description="现在的话，删去的为空")
    cause: str = Field(title="为什么改", description="依据的意见，或者审查时修改、只改表述")
    note: str | None = Field(None, title="说明", description="其他说明")
    url: WebAddress = Field(title="网址", description="这一条的网址")


class QuestionRow(DataRow):
    """A question on a policy, and the answer."""

    schema_name: ClassVar[str] = "questions"

    id: OwnId
    policy: str | None = Field(None, title="政策编号", description="问的是哪一份文件，不是问哪一份的为空")
    policy_title: str | None = Field(None, title="政策名称", description="问的文件的标题")
    clauses: list[str] = Field([], title="问的条款", description="问到的条款")
    question: str = Field(title="问题", description="去掉个人信息以后的问题")
    received: date = Field(title="收到日期", description="收到留言的日期")
    channel: str = Field(title="收到方式", description="从哪里收到")
    unit: str = Field(title="答复部门", description="负责答复的部门")
    due: date | None = Field(None, title="应答复日期", description="按承诺的工作日计算，没有承诺的为空")
    answered: date | None = Field(None, title="答复日期", description="答复的日期，还没有答复的为空")
    working_days: int | None = Field(None, title="用时", description="从收到到答复用了几个工作日")
    answer: str | None = Field(None, title="答复", description="答复的内容")
    cites: list[str] = Field([], title="依据", description="答复依据的文件和条款")
    satisfaction: str | None = Field(None, title="提问人评价", description="提问人没有评价的为空")
    same_as: str | None = Field(None, title="同样的问题", description="和哪一条问的一样")
    delay: str | None = Field(None, title="逾期原因", description="没有按时答复的原因")
    new_date: date | None = Field(None, title="新的日期", description="逾期以后改定的答复日期")
    url: WebAddress = Field(title="网址", description="这条留言所在网页的网址")


class QuestionMonthRow(DataRow):
    """How many questions came in a month, those that were answered alone among them."""

    schema_name: ClassVar[str] = "questions-by-month"

    month: str = Field(title="月份", description="年和月")
    received: int = Field(title="收到", description="这个月收到的留言，单独答复的也算在内")
    answered: int = Field(title="其中已答复", description="这个月收到的留言里已经答复的")


class FigureDataRow(DataRow):
    """One figure of one item in a month."""

    schema_name: ClassVar[str] = "service-figures"

    source: str = Field(title="来源", description="好差评、12345 热线等")
    month: str = Field(title="月份", description="年和月；没有数的月份没有行")
    item: str = Field(title="事项", description="事项或者类别；一个月只有一两件的合在一起")
    figure: str = Field(title="指标", description="件数或者比率的名称")
    value: float = Field(title="数值", description="件数，或者百分率")
    unit: str = Field(title="单位", description="件，或者百分号")


class RequestYearRow(DataRow):
    """One figure of a year's requests for disclosure."""

    schema_name: ClassVar[str] = "request-statistics"

    year: int = Field(title="年份", description="哪一年收到、办结的")
    as_of: date = Field(title="统计到", description="数到哪一天；全年的是 12 月 31 日")
    item: str = Field(title="项目", description="新收、办结、答复等；办结的各类里，不足 3 件的合在一起")
    value: int | float | None = Field(None, title="数值", description="不足 3 件、不单列的为空")
    unit: str = Field(title="单位", description="件、个工作日或者元")
    remark: str | None = Field(None, title="说明", description="数值为空的原因")


class ResponseRow(DataRow):
    """A public response to what ranks low."""

    schema_name: ClassVar[str] = "service-responses"

    id: OwnId
    source: str = Field(title="来源", description="哪里的数")
    item: str = Field(title="事项", description="事项或者类别")
    month: str = Field(title="月份", description="从哪个月的数起")
    published: date = Field(title="公布日期", description="回应公布的日期")
    cause: str = Field(title="原因", description="为什么会这样")
    measure: str = Field(title="措施", description="做什么")
    unit: str = Field(title="责任部门", description="负责的部门")
    due: date = Field(title="完成期限", description="最晚哪天做到")
    new_date: date | None = Field(None, title="新的日期", description="延期以后改定的日期")
    done: date | None = Field(None, title="完成日期", description="还没有做到的为空")
    result: str | None = Field(None, title="结果", description="做成了什么")


class DirectLineRow(DataRow):
    """A matter of the direct line that was passed to the office."""

    schema_name: ClassVar[str] = "direct-line"

    id: OwnId
    topic: str = Field(title="什么事", description="不写人")
    received: date = Field(title="转来日期", description="转到本机关的日期")
    due: date | None = Field(None, title="应答复日期", description="按办理期限计算，没有期限的为空")
    unit: str = Field(title="承办部门", description="负责办理的部门")
    answered: date | None = Field(None, title="答复日期", description="还没有答复的为空")
    result: str | None = Field(None, title="办理结果", description="做成了什么，或者为什么不能做")


class CleanupRow(DataRow):
    """What a year's clean-up found of one policy."""

    schema_name: ClassVar[str] = "cleanups"

    policy: str = Field(title="文件编号", description="政策文件的编号")
    title: str = Field(title="文件标题", description="政策文件的标题")
    doc_no: DocNo = None
    outcome: str = Field(title="清理结果", description="继续有效、拟修改、已修改、废止或宣布失效")
    due: str | None = Field(None, title="修改的时间", description="拟修改的，哪个月以前改完")
    note: str | None = Field(None, title="说明", description="为什么这样处理")
    url: PaperPage


class StandardItemRow(DataRow):
    """An item of the standard catalogue."""

    schema_name: ClassVar[str] = "standard-catalogue"

    field: FieldName
    number: NumberInField
    level1: str = Field(title="一级事项", description="公开事项的第一级")
    level2: str | None = Field(None, title="二级事项", description="没有二级的为空")
    content: str | None = Field(None, title="公开内容（要素）", description="公开哪些要素")
    basis: str | None = Field(None, title="公开依据", description="没有核对过原文的写明待核")
    limit: str | None = Field(None, title="公开时限", description="照目录原来的话")
    body: str | None = Field(None, title="公开主体", description="哪个机关或者部门公开")
    channels: list[str] = Field(title="公开渠道和载体", description="选中的渠道")
    audience: list[str] = Field(title="公开对象", description="全社会或者特定群体")
    group: str | None = Field(None, title="特定群体", description="是哪些人")
    modes: list[str] = Field(title="公开方式", description="主动或者依申请")
    levels: list[str] = Field(title="公开层级", description="县级、乡级、村级")
    board: str = Field(title="板块", description="综合政务或者重点业务")
    not_applicable: str | None = Field(None, title="不适用的原因", description="目前不用公开的才有")
    published: date | None = Field(None, title="最近公开日期", description="最近一件公开的日期")
    papers: list[str] = Field(title="已经公开的", description="公开了这一项的文件、栏目的编号，新的在前")
    url: WebAddress = Field(title="网址", description="这一项在网页上的位置")


class StandardRoundRow(DataRow):
    """One time that an item of the standard catalogue fell due."""

    schema_name: ClassVar[str] = "standard-catalogue-rounds"

    field: FieldName
    number: NumberInField
    item: str = Field(title="事项", description="一级和二级事项")
    due: date = Field(title="到期日", description="最晚哪天公开")
    published: date | None = Field(None, title="公开日期", description="这一次公开的日期，没有公开的为空")
    paper: str | None = Field(None, title="公开的内容", description="文件等的编号")
    unit: str = Field(title="承办部门", description="负责的部门或者公开主体")


class PatrolRow(DataRow):
    """A day on which the site was looked through by night, or was not."""

    schema_name: ClassVar[str] = "patrols"

    day: date = Field(title="日期", description="哪一天")
    state: str = Field(title="情况", description="没有发现、有发现或者没有巡查")
    errors: int | None = Field(None, title="错误", description="阻止发布的处数，没有巡查的为空")
    warnings: int | None = Field(None, title="提醒", description="应当改的处数")
    notices: int | None = Field(None, title="建议", description="建议看一看的处数")
    mended: int | None = Field(None, title="改好", description="比上一次巡查少了的处数")
    pages: int | None = Field(None, title="网页", description="查了多少个网页")
    internal: int | None = Field(None, title="站内链接", description="查了多少条站内的链接")
    external: int | None = Field(None, title="站外链接", description="查了多少条站外的链接，没有查的为空")
    commit: str | None = Field(None, title="内容的版本", description="内容在代码库里的版本")
