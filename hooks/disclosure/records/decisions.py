"""Major administrative decisions: the catalogue of a year, and each decision's whole process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Former, Part, Record, RefTo, Slot
from disclosure.records.kinds import Kind
from disclosure.records.review import Disclosure, Review
from disclosure.records.values import Choice, Count, Day, Id, Moment, Month, Text, Year, wrong
from disclosure.records.waiting import when_to_publish


class Stage(Choice):
    """The stages of a decision, in the order in which the public reads them."""

    DRAFT = "draft", "决策草案全文"
    EXPLANATION = "explanation", "草案说明"
    BACKGROUND = "background", "决策背景"
    CONSULTATION = "consultation", "征求公众意见"
    FEEDBACK = "feedback", "意见采纳情况"
    EXPERT = "expert", "专家论证"
    RISK = "risk", "风险评估"
    LEGALITY = "legality", "合法性审查"
    ATTENDANCE = "attendance", "公众代表列席"
    MEETING = "meeting", "会议审议"
    RESULT = "result", "决策结果"
    INTERPRETATION = "interpretation", "政策解读"
    EXECUTION = "execution", "执行情况"
    EVALUATION = "evaluation", "效果评估"


# The kinds of document that a stage takes: of its own name, but for the result.
KINDS = {kind.value: kind for kind in Kind}
STAGE_KINDS: dict[Stage, frozenset[Kind]] = {
    **{stage: frozenset({KINDS[stage.value]}) for stage in Stage if stage.value in KINDS},
    Stage.RESULT: frozenset({Kind.DECISION, Kind.POLICY, Kind.NORMATIVE}),
}


def _slot(stage: Stage) -> object:
    return Field(None, title=stage.label, description="文件编号，或者 absent 及其依据")


def _ref(stage: Stage) -> RefTo:
    return RefTo("document", stage.label, STAGE_KINDS[stage])


def _no_paper(slot: Slot | None) -> Slot | None:
    if slot is not None and slot.ref is not None:
        raise wrong(
            "不能写文件编号。",
            "请把编号写在它自己的环节；这里只写其余环节为什么没有文件，例如 {absent: not-due, due: 2025-10-31}。",
        )
    return slot


class Stages(Part):
    """One slot a stage; ``others`` states the absence of all stages that are not written."""

    draft: Annotated[Slot | None, _ref(Stage.DRAFT)] = _slot(Stage.DRAFT)  # type: ignore[assignment]
    explanation: Annotated[Slot | None, _ref(Stage.EXPLANATION)] = _slot(Stage.EXPLANATION)  # type: ignore[assignment]
    background: Annotated[Slot | None, _ref(Stage.BACKGROUND)] = _slot(Stage.BACKGROUND)  # type: ignore[assignment]
    consultation: Annotated[Slot | None, _ref(Stage.CONSULTATION)] = _slot(Stage.CONSULTATION)  # type: ignore[assignment]
    feedback: Annotated[Slot | None, _ref(Stage.FEEDBACK)] = _slot(Stage.FEEDBACK)  # type: ignore[assignment]
    expert: Annotated[Slot | None, _ref(Stage.EXPERT)] = _slot(Stage.EXPERT)  # type: ignore[assignment]
    risk: Annotated[Slot | None, _ref(Stage.RISK)] = _slot(Stage.RISK)  # type: ignore[assignment]
    legality: Annotated[Slot | None, _ref(Stage.LEGALITY)] = _slot(Stage.LEGALITY)  # type: ignore[assignment]
    attendance: Annotated[Slot | None, _ref(Stage.ATTENDANCE)] = _slot(Stage.ATTENDANCE)  # type: ignore[assignment]
    meeting: Annotated[Slot | None, _ref(Stage.MEETING)] = _slot(Stage.MEETING)  # type: ignore[assignment]
    result: Annotated[Slot | None, _ref(Stage.RESULT)] = _slot(Stage.RESULT)  # type: ignore[assignment]
    interpretation: Annotated[Slot | None, _ref(Stage.INTERPRETATION)] = _slot(Stage.INTERPRETATION)  # type: ignore[assignment]
    execution: Annotated[Slot | None, _ref(Stage.EXECUTION)] = _slot(Stage.EXECUTION)  # type: ignore[assignment]
    evaluation: Annotated[Slot | None, _ref(Stage.EVALUATION)] = _slot(Stage.EVALUATION)  # type: ignore[assignment]
    others: Annotated[Slot | None, AfterValidator(_no_paper)] = Field(
        None, title="其余环节", description="没有逐项写出的环节统一说明，例如 absent: not-due"
    )

    def slot(self, stage: Stage) -> Slot | None:
        """What stands in a stage: its own slot, else what ``others`` says of all the rest."""
        own: Slot | None = getattr(self, stage.value)
        return own if own is not None else self.others


class Category(Choice):
    """The categories of the official catalogue."""

    MEASURE = "major-measure", "重大公共措施"
    PLAN = "important-plan", "重要规划"
    PROJECT = "major-project", "重大建设项目"


class Adjustment(Choice):
    """What became of an item when the catalogue was adjusted."""

    KEPT = "kept", "保留"
    ADDED = "added", "新增"
    REMOVED = "removed", "移出"


class Outcome(Choice):
    """What became of an opinion."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT_ADOPTED = "not-adopted", "未采纳"


class Opinion(Part):
    """One opinion from the public, in the office's words and without the author's name."""

    id: Id | None = Field(
        None, title="编号", description="修改对照里引用它时写，在本事项里不重复，定了不改", examples=["opinion-3"]
    )
    summary: Text = Field(title="意见摘要", description="意见的主要内容，不写提出人")
    outcome: Outcome = Field(title="采纳情况", description="采纳、部分采纳或未采纳")
    reason: Text | None = Field(None, title="理由", description="未采纳、部分采纳的必须说明理由")
    count: Count | None = Field(
        None, title="条数", description="这一类意见有几条；写了就每一类都写，相加等于收到条数", examples=["5"]
    )


class OpinionsByChannel(Part):
    """How many opinions came in which way: those of the announcement, and those by which an office collects more."""

    online: Count | None = Field(None, title="网上", description="网上收到多少条")
    email: Count | None = Field(None, title="电子邮件", description="电子邮件收到多少条")
    post: Count | None = Field(None, title="来信", description="来信多少条")
    phone: Count | None = Field(None, title="电话", description="电话记录多少条")
    onsite: Count | None = Field(None, title="当面", description="当面提交多少条")
    box: Count | None = Field(None, title="意见箱、意见墙", description="意见箱、意见墙收到多少条")
    visits: Count | None = Field(None, title="上门代记", description="居民委员会等上门代记多少条")
    meetings: Count | None = Field(None, title="座谈会、说明会", description="会上记录多少条")
    other: Count | None = Field(None, title="其他", description="其他方式收到多少条")

    def counts(self) -> list[tuple[str, int]]:
        """The ways in which any came, by name, with how many."""
        named = ((info.title or name, getattr(self, name)) for name, info in type(self).model_fields.items())
        return [(label, count) for label, count in named if count]


class Opinions(Part):
    """The account of the opinions received (713号令18, 32)."""

    received: Count = Field(title="收到条数", description="一共收到多少条", examples=["12"])
    adopted: Count = Field(title="采纳条数", description="采纳多少条")
    partly: Count = Field(title="部分采纳条数", description="部分采纳多少条")
    not_adopted: Count = Field(title="未采纳条数", description="未采纳多少条")
    channels: OpinionsByChannel | None = Field(
        None, title="收到的渠道", description="各种方式分别收到多少条，相加等于收到条数；不写就不显示"
    )
    items: list[Opinion] = Field(default_factory=list, title="逐条说明", description="主要意见及处理情况")

    def stated(self) -> dict[Outcome, int]:
        """How many opinions the account says had each outcome."""
        counts = (self.adopted, self.partly, self.not_adopted)
        return dict(zip(Outcome, counts, strict=True))

    @property
    def is_counted(self) -> bool:
        """Whether the items say how many opinions each of them stands for."""
        return any(item.count is not None for item in self.items)


class Decision(Record):
    """One item of a year's catalogue, with its whole process (data/decisions/<year>/<id>.yml)."""

    record_type: ClassVar[str] = "decision"
    type_label: ClassVar[str] = "重大行政决策事项"
    files: ClassVar[str] = "data/decisions/{year}/{id}.yml"
    former: ClassVar[Former | None] = Former("data/decisions/{year}.yml", "decisions")
    page_folder: ClassVar[str] = "decisions"
    tells_back: ClassVar[bool] = True

    id: Id = Field(title="编号", description="永久不变的编号", examples=["dec-2024-01"])
    order: Count = Field(title="序号", description="在当年目录里排第几", examples=["1"])
    title: Text = Field(title="决策事项名称", description="事项的规范名称")
    summary: Text = Field(title="主要内容", description="一两句话说明决策什么")
    category: Category = Field(title="决策类别", description="重大公共措施、重要规划或重大建设项目")
    owner: DepartmentId = Field(title="承办部门", description="承办部门的编号", examples=["party-office"])
    basis: list[Text] = Field(title="法律政策依据", description="决策依据，一行一条", min_length=1)
    required_steps: list[Stage] = Field(title="必经程序", description="本事项必须履行的环节", min_length=1)
    completion: Month = Field(title="计划完成时间", description="计划完成的年月", examples=["2024-10"])
    adjusted: Adjustment = Field(title="调整情况", description="保留、新增或移出", examples=["kept"])
    adjusted_note: Text | None = Field(None, title="调整说明", description="新增、移出的原因和日期")
    stages: Stages = Field(title="全过程", description="每个环节的文件编号，或没有的原因")
    opinions: Opinions | None = Field(None, title="公众意见", description="征求意见结束后的统计")
    publish_on: Moment | None = when_to_publish()
    disclosure: Disclosure = Field(title="公开属性", description="主动公开、依申请公开或不予公开", examples=["active"])
    review: Review | None = Field(None, title="发布审查", description="列入目录公布前审查的记录")

    def documents(self) -> Iterator[tuple[Stage, str]]:
        """Every stage that names a document, with the document's id, in the order of the stages."""
        if self.later is not None:
            named = {place[-1]: target for place, target, _ in self.later.references if place[0] == "stages"}
            yield from ((stage, named[stage.value]) for stage in Stage if stage.value in named)
            return
        for stage in Stage:
            slot = self.stages.slot(stage)
            if slot is not None and slot.ref is not None:
                yield stage, slot.ref


class Considered(Part):
    """What was looked at when the catalogue was made (应入尽入): a paper, or a section of the office's yearly plan."""

    paper: Annotated[Id, RefTo("document")] = Field(
        title="文件", description="征求意见公告、规范性文件，或者本年度重点工作的文件", examples=["doc-2025-003"]
    )
    heading: Text | None = Field(
        None, title="重点工作", description="年度重点工作里的哪一段，写小标题", examples=["民生服务"]
    )
    decisions: list[Annotated[Id, RefTo("decision")]] = Field(
        default_factory=list, title="列入的事项", description="这一段里列入目录的决策事项"
    )
    reason: Text | None = Field(None, title="不列入的原因", description="没有列入目录的，向公众说明为什么")


class DecisionCatalogue(Record):
    """What is said of a year's catalogue as a whole (data/decisions/<year>/catalogue.yml)."""

    record_type: ClassVar[str] = "catalogue"
    type_label: ClassVar[str] = "重大行政决策事项目录"
    files: ClassVar[str] = "data/decisions/{year}/catalogue.yml"
    former: ClassVar[Former | None] = Former("data/decisions/{year}.yml")
    page_folder: ClassVar[str] = "catalogues"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["decisions-2024"])
    year: Year = Field(title="年份", description="目录的年份", examples=["2024"])
    published: Day = Field(title="公布日期", description="目录向社会公布的日期", examples=["2024-03-20"])
    approval: Text = Field(title="审定情况", description="目录经谁、何时审定同意")
    adjusted: Day | None = Field(None, title="调整日期", description="最近一次调整的日期，没有调整就不写")
    weighed: list[Considered] = Field(
        default_factory=list, title="应入尽入的核对", description="年度重点工作的每一段、没有列入的文件，逐项写明"
    )
