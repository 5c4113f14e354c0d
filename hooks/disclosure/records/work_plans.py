"""The disclosure work plan of a year: points, each split into items that can be checked (data/workplan/<year>.yml).

No item says of itself that it is done. It names what shows it: a query of a closed list that is asked of the register,
records by their ids, or what was done and written down by hand. How it stands is computed (``plan``).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.delays import Delay
from disclosure.records.values import Choice, Count, Day, Id, Text, Truth, Year, at_most, wrong

PageId = Annotated[Id, RefTo("page", "工作要点任务的落实情况")]


class PlanQuery(Choice):
    """What can be asked of the register, each answered by a function of ``plan``."""

    ATTRIBUTES = "attributes", "文件的公开属性在起草时认定"
    REVIEWS = "reviews", "文件发布前逐件审查"
    ATTACHMENTS = "attachments", "有附件的文件查过附件"
    CORRECTIONS = "corrections", "发布以后的更正"
    COLUMNS = "columns", "栏目没有空白，按期更新"
    LINKS = "links", "每夜巡查，没有错链断链"
    ACCOUNTS = "accounts", "每个政务新媒体巡查过"
    GUIDE = "guide", "公开指南核对过"
    REQUESTS = "requests", "申请按期答复"
    AUDIENCES = "audiences", "有效的政策写明适用人群"
    AUDIENCE_FEEDS = "audience-feeds", "每类人群有政策可以订阅"
    INTERPRETED = "interpreted", "应当解读的政策都有解读"
    SAME_DAY = "same-day", "解读和政策同日发布"
    FORMS = "forms", "解读形式有几种"
    REPLY_PROMISE = "reply-promise", "公布留言答复期限"
    QUESTIONS = "questions", "留言按期答复"
    LOW_RATINGS = "low-ratings", "好差评靠后的事项有回应"
    HOTLINE = "hotline", "热线集中反映的事项有回应"
    CATALOGUE = "catalogue", "公布重大行政决策事项目录"
    ADJUSTMENTS = "adjustments", "目录调整写明原因"
    CONSULTATIONS = "consultations", "征求意见的天数够，不够的写明理由"
    OPINIONS = "opinions", "收到的意见都有处理结果"
    STAGES = "stages", "决策的每个环节有文件或者原因"
    STAGE_PAPERS = "stage-papers", "决策环节引用的文件都在"
    AFTERWARDS = "afterwards", "执行情况、效果评估按时公开"
    EVENTS_ANNOUNCED = "events-announced", "公布8月的开放活动"
    AUGUST_EVENT = "august-event", "8月办现场活动"
    EVENT_RESULTS = "event-results", "办过的活动公布结果"
    SUGGESTIONS = "suggestions", "上一年活动上的建议办结"
    STANDARD_ITEMS = "standard-items", "标准目录的事项都对应到内容"
    STANDARD_LATE = "standard-late", "标准目录没有逾期的事项"
    SELF_CHECK = "self-check", "标准目录自查"
    DEPLOYED = "deployed", "部署年度工作"
    HEARD = "heard", "领导班子听取汇报"
    STUDIED = "studied", "专题研究"
    POSTS = "posts", "专岗、后备和各部门联络员"
    HANDOVERS = "handovers", "人员变动逐项交接并报区里"
    TRAINING = "training", "参加区里组织的培训"


class PlanPeriod(Choice):
    """How often something is to be done again; each period that has passed is looked at by itself."""

    YEAR = "year", "全年"
    HALF_YEAR = "half-year", "每半年"
    QUARTER = "quarter", "每季度"
    MONTH = "month", "每月"
    HALF_MONTH = "half-month", "每半月"


class Recorded(Part):
    """What was done on a day and written down by hand, with what shows it where that is public."""

    date: Day = Field(title="日期", description="做这件事的日期", examples=["2025-04-22"])
    words: Annotated[Text, at_most(40)] = Field(
        title="做了什么", description="一句话，写数字，不写人", examples=["试读 2 次，改 9 处"]
    )
    done: Truth = Field(True, title="做到了", description="只是进展、还没有做到的写 false")
    makes_up: Day | None = Field(
        None, title="补哪一期", description="补做以前缺的一期的，写那一期里的一天；不是补做的不写"
    )
    shown: list[PageId] = Field(default_factory=list, title="凭据", description="有网页的文件、栏目、决策的编号")


class PlanItem(Part):
    """One thing of a point that can be checked: who does it, by when or how long, and what shows that it is done."""

    id: Id = Field(
        title="编号", description="在本要点里不重复，定了不改；下一年同样的事项用同一个编号", examples=["training"]
    )
    title: Annotated[Text, at_most(24)] = Field(title="事项", description="能查出做没做到的一件事")
    unit: DepartmentId = Field(title="责任部门", description="责任部门的编号", examples=["party-office"])
    starts: Day | None = Field(None, title="开始日期", description="到哪天才开始的，写那一天")
    due: Day | None = Field(None, title="期限", description="最晚哪天做到；做一次的写", examples=["2025-03-31"])
    period: PlanPeriod | None = Field(None, title="周期", description="一期一期做的写；全年写 year（全年）")
    continuous: Truth = Field(False, title="一直做到", description="每天都应当做到、没有做完那一天的写 true")
    each: Annotated[Text, at_most(8)] | None = Field(
        None, title="期限的说法", description="读者看到的期限，一直做到的才写", examples=["每件"]
    )
    times: Count = Field(1, title="次数", description="要做几次（种、项）才算做到，不写就是一次")
    query: PlanQuery | None = Field(None, title="核对什么", description="从网站的记录算出来的，从清单里选")
    records: list[PageId] = Field(default_factory=list, title="佐证", description="做到了就有的文件、决策的编号")
    recorded: list[Recorded] | None = Field(
        None, title="登记", description="网站算不出来的，做一次登记一条；还没有做过的写 []"
    )
    late: Delay | None = Field(None, title="逾期说明", description="逾期的写原因和新的日期，读者会看到")

    @model_validator(mode="after")
    def _has_one_limit(self) -> Self:
        if (self.due is not None) + (self.period is not None) + self.continuous != 1:
            remedy = "做一次的写 due: 日期，一期一期做的写 period: quarter，一直要做到的写 continuous: true。"
            raise wrong("要写期限、周期、一直做到里的一样，而且只写一样。", remedy)
        if self.each is not None and not self.continuous:
            raise wrong("有期限或者周期，又写了 each。", "请删去 each，它只给一直要做到的事项用。")
        return self

    @model_validator(mode="after")
    def _has_one_evidence(self) -> Self:
        if (self.query is not None) + bool(self.records) + (self.recorded is not None) != 1:
            remedy = "网站算得出来的写 query，有文件可查的写 records，其余的写 recorded，还没有做过的写 recorded: []。"
            raise wrong("要写核对什么、佐证、登记里的一样，而且只写一样。", remedy)
        if self.times == 0:
            raise wrong("次数写的是 0。", "请写至少几次；一次的删去 times。", below=("times",))
        return self


class PlanPoint(Part):
    """One point of the plan, in the office's own words, with its items."""

    number: Count = Field(title="序号", description="第几点，从 1 连续编号", examples=["1"])
    title: Annotated[Text, at_most(24)] = Field(title="要点", description="用自己的话概括")
    summary: Text | None = Field(None, title="要求", description="用自己的话写一两句")
    items: list[PlanItem] = Field(title="事项", description="这一点要做的每件事", min_length=1)


class WorkPlan(Record):
    """The disclosure work plan of a year (data/workplan/<year>.yml)."""

    record_type: ClassVar[str] = "workplan"
    type_label: ClassVar[str] = "政务公开工作要点"
    files: ClassVar[str] = "data/workplan/{year}.yml"
    page_folder: ClassVar[str] = "workplans"
    list_page: ClassVar[str] = "政务公开工作要点"
    of_work: ClassVar[bool] = True

    id: Id = Field(title="编号", description="永久不变的编号", examples=["workplan-2025"])
    year: Year = Field(title="年份", description="哪一年", examples=["2025"])
    title: Text = Field(title="名称", description="工作要点的名称")
    source: Text = Field(title="来源", description="任务从哪里来")
    issued: Day | None = Field(None, title="印发日期", description="年度方案印发的日期", examples=["2025-02-20"])
    paper: Annotated[Id, RefTo("document", "年度工作要点")] | None = Field(
        None, title="文件", description="印发要点的文件编号，没有公开的不写"
    )
    points: list[PlanPoint] = Field(title="要点", description="逐点", min_length=1)

    def item(self, key: str) -> PlanItem | None:
        """The item with an id, in whichever point it stands."""
        return next((item for point in self.points for item in point.items if item.id == key), None)
