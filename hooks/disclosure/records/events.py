"""Open days: the events to which an office invites the public, in its open month and in the rest of the year.

One record goes with an event all its life: when it is announced, full, moved or cancelled, held, and until the last
suggestion that came of it is done.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.documents import Channels
from disclosure.records.kinds import Kind
from disclosure.records.values import Choice, Count, Day, Id, Moment, Text, TimeOfDay, at_most
from disclosure.records.waiting import when_to_publish

# Of the report of an event, beside which its photographs lie.
_TELLING = frozenset({Kind.ACTIVITY, Kind.NEWS, Kind.NOTICE})


class EventKind(Choice):
    """What one does there."""

    VISIT = "visit", "参观"
    EXPERIENCE = "experience", "体验"
    MEETING = "meeting", "座谈"
    LECTURE = "lecture", "宣讲咨询"
    ONLINE = "online", "网上直播"


class EventStatus(Choice):
    """What was announced of an event after it was planned; that it is over, the calendar tells."""

    PLANNED = "planned", "按计划举行"
    FULL = "full", "名额已满"
    MOVED = "moved", "已改期"
    CANCELLED = "cancelled", "已取消"


class Access(Choice):
    """What makes it possible to come, to hear, to see and to follow."""

    WHEELCHAIR = "wheelchair", "轮椅可达"
    LIFT = "lift", "有电梯"
    TOILET = "toilet", "无障碍卫生间"
    SIGN = "sign", "手语翻译"
    LARGE_PRINT = "large-print", "大字材料"
    AMPLIFIED = "amplified", "扩音设备"
    CAPTIONS = "captions", "实时字幕"
    BRAILLE = "braille", "盲文材料"
    GUIDE_DOG = "guide-dog", "导盲犬可进"
    COMPANION = "companion", "可带一人陪同"
    SEATS = "seats", "全程有座"


class Consent(Choice):
    """Why a photograph may be published."""

    GIVEN = "given", "画面里的人都同意公开"
    NOBODY = "nobody", "画面里没有可以辨认的人"


class SuggestionState(Choice):
    """How far a suggestion has come."""

    OPEN = "open", "正在办"
    DONE = "done", "办成"
    DECLINED = "declined", "没有采纳"


class SignUp(Part):
    """When and how one can sign up."""

    opens: Day = Field(title="报名开始", description="哪天开始报名", examples=["2025-07-21"])
    closes: Day = Field(title="报名截止", description="报名的最后一天，在活动以前", examples=["2025-08-15"])
    channels: Channels = Field(
        title="报名方式", description="phone 电话、onsite 到哪里说一声、online 网上哪里；现场活动至少写电话"
    )


class AgendaStep(Part):
    """One step of the day."""

    time: TimeOfDay = Field(title="时间", description="几点几分", examples=["14:10"])
    title: Annotated[Text, at_most(16)] = Field(title="做什么", description="海报上放得下的几个字", examples=["看后厨"])
    note: Annotated[Text, at_most(30)] | None = Field(
        None, title="说明", description="怎样分组、领什么", examples=["分两组，每组 20 分钟"]
    )


class EventQuestion(Part):
    """What somebody asked there, and the answer."""

    question: Text = Field(title="问题", description="概括成一句话，不写是谁问的")
    answer: Text | None = Field(None, title="回答", description="怎样回答的；当场没有答的，答了再写")


class EventSurvey(Part):
    """What those who came said on paper."""

    returned: Count = Field(title="收回问卷", description="收回多少份", examples=["38"])
    satisfied: Count = Field(title="满意", description="表示满意的份数", examples=["36"])
    fairly: Count = Field(0, title="基本满意", description="表示基本满意的份数")
    dissatisfied: Count = Field(0, title="不满意", description="表示不满意的份数")
    silent: Count = Field(0, title="没有填", description="没有填满意不满意的份数")


class EventPhoto(Part):
    """A picture of the event."""

    file: Text = Field(title="文件名", description="和活动报道放在同一文件夹的图片", examples=["doc-2024-023-1.png"])
    alt: Text | None = Field(None, title="文字说明", description="看不见的人听的：画面里有什么、在做什么")
    consent: Consent | None = Field(None, title="同意公开", description="画面里的人同不同意公开")


class EventSuggestion(Part):
    """What those who came suggested, and what became of it."""

    text: Text = Field(title="建议", description="概括成一句话，不写是谁提的")
    state: SuggestionState = Field(title="办理", description="办到哪一步")
    unit: DepartmentId | None = Field(None, title="办理部门", description="负责办的部门编号；不写的是主办部门")
    due: Day | None = Field(None, title="期限", description="正在办的，写最晚哪天办成", examples=["2025-07-31"])
    done: Day | None = Field(None, title="办成日期", description="办成的，写哪天办成")
    answer: Text | None = Field(None, title="结果", description="办成了什么，或者办到哪一步")
    reason: Text | None = Field(None, title="理由", description="没有采纳的，写明为什么；延期的，写明为什么晚")


class PlanTie(Part):
    """The duty of a work plan that an event belongs to."""

    plan: Annotated[Id, RefTo("workplan", "开放活动")] = Field(
        title="工作要点", description="哪一年的工作要点的编号", examples=["workplan-2025"]
    )
    number: Count = Field(title="第几项", description="工作要点里的序号", examples=["10"])


class OpenEvent(Record):
    """An event to which the public is invited (data/events/<year>/<id>.yml)."""

    record_type: ClassVar[str] = "event"
    type_label: ClassVar[str] = "政府开放活动"
    files: ClassVar[str] = "data/events/{year}/{id}.yml"
    page_folder: ClassVar[str] = "events"
    tells_back: ClassVar[bool] = True

    id: Id = Field(title="编号", description="永久不变的编号，与文件名相同", examples=["ev-2025-02"])
    title: Annotated[Text, at_most(18)] = Field(
        title="名称", description="海报上的大字，一看就懂", examples=["社区食堂后厨开放日"]
    )
    summary: Annotated[Text, at_most(40)] = Field(
        title="一句话", description="来了做什么", examples=["看一看后厨，聊一聊价格，提一提意见。"]
    )
    kind: EventKind = Field(title="形式", description="参观、体验、座谈、宣讲咨询是现场活动，网上直播不是")
    unit: DepartmentId = Field(title="主办部门", description="负责这场活动的部门编号")
    published: Day = Field(title="公布日期", description="哪天在网上公布有这场活动")
    publish_on: Moment | None = when_to_publish()
    date: Day = Field(title="活动日期", description="哪天举行；改期的写新的日期")
    start: TimeOfDay = Field(title="开始", description="几点开始", examples=["14:00"])
    end: TimeOfDay = Field(title="结束", description="几点结束", examples=["16:00"])
    venue: Annotated[Text, at_most(40)] = Field(title="地点", description="找得到的地址；网上直播的，写在哪里看")
    capacity: Count | None = Field(None, title="名额", description="能来多少人；不限的不写", examples=["40"])
    terms: Annotated[Text, at_most(20)] | None = Field(
        None, title="参加条件", description="收不收费、带不带证件，海报上放得下", examples=["不收费、不用带证件"]
    )
    signup: SignUp | None = Field(None, title="报名", description="不用报名的不写")
    access: list[Access] = Field(default_factory=list, title="便利条件", description="怎样照顾老人、残疾人")
    access_note: Annotated[Text, at_most(60)] | None = Field(
        None, title="便利说明", description="一句话说清楚路怎样走、要什么事先说", examples=["从东门进，没有台阶。"]
    )
    agenda: list[AgendaStep] = Field(default_factory=list, title="当天安排", description="按先后一步一步写")
    materials: list[Annotated[Id, RefTo("page", "开放活动的材料")]] = Field(
        default_factory=list, title="材料", description="事先可看的文件、决策事项的编号", examples=["doc-2025-033"]
    )
    duty: PlanTie | None = Field(None, title="对应的要点", description="属于工作要点的哪一项")
    asked: list[Annotated[Id, RefTo("question", "由此举办的开放活动")]] = Field(
        default_factory=list, title="大家问的", description="由哪些留言引出的，写留言的编号", examples=["q-2025-013"]
    )
    status: EventStatus = Field(
        EventStatus.PLANNED, title="情况", description="按计划、已满、已改期还是已取消；办完了不用改"
    )
    reason: Annotated[Text, at_most(60)] | None = Field(
        None, title="原因", description="改期、取消的写明为什么，读者会看到"
    )
    was: list[Day] = Field(default_factory=list, title="原定日期", description="改过几次期，从最早的写起")
    report: Annotated[Id, RefTo("document", "开放活动", _TELLING)] | None = Field(
        None, title="活动报道", description="报道这场活动的文件编号；照片放在它的文件夹里", examples=["doc-2024-023"]
    )
    attendance: Count | None = Field(None, title="参加人数", description="来了多少人；直播的写观看人次")
    questions: list[EventQuestion] = Field(default_factory=list, title="问答", description="当场问了什么，怎样回答")
    survey: EventSurvey | None = Field(None, title="问卷", description="没有发问卷的不写")
    photos: list[EventPhoto] = Field(default_factory=list, title="照片", description="有人像的要先得到同意")
    suggestions: list[EventSuggestion] = Field(default_factory=list, title="建议", description="一条一条写到办成为止")

    @property
    def is_on_site(self) -> bool:
        """Whether one goes there."""
        return self.kind is not EventKind.ONLINE

    @property
    def takes_place(self) -> bool:
        """Whether it was not called off."""
        return self.status is not EventStatus.CANCELLED

    @property
    def phone(self) -> str | None:
        """The telephone by which one can sign up, if that is one of the ways."""
        return self.signup.channels.phone if self.signup is not None else None

    @property
    def sequence(self) -> int:
        """How often what calendars hold of it was changed (RFC 5545: SEQUENCE)."""
        return len(self.was) + (not self.takes_place)
