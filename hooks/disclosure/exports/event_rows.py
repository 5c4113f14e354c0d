"""The rows of the tables on events, one line a field, as in ``rows``."""

from __future__ import annotations

from datetime import date as date_  # rows have a field of that name
from typing import ClassVar

from pydantic import Field

from disclosure.exports.rows import DataRow, WebAddress


class EventRow(DataRow):
    """An event to which the public is invited."""

    schema_name: ClassVar[str] = "events"

    id: str = Field(title="编号", description="永久不变的编号")
    title: str = Field(title="名称", description="活动的名称")
    kind: str = Field(title="形式", description="参观、体验、座谈、宣讲咨询或者网上直播")
    unit: str = Field(title="主办部门", description="负责这场活动的部门")
    date: date_ = Field(title="活动日期", description="哪天举行")
    start: str = Field(title="开始", description="几点开始，北京时间")
    end: str = Field(title="结束", description="几点结束")
    place: str = Field(title="地点", description="在哪里；网上直播的，在哪里看")
    capacity: int | None = Field(None, title="名额", description="能来多少人，不限的为空")
    terms: str | None = Field(None, title="参加条件", description="收不收费、要不要带证件")
    opens: date_ | None = Field(None, title="报名开始", description="哪天开始报名，不用报名的为空")
    closes: date_ | None = Field(None, title="报名截止", description="报名的最后一天")
    phone: str | None = Field(None, title="报名电话", description="打这个电话报名")
    access: list[str] = Field([], title="便利条件", description="怎样照顾老人、残疾人")
    status: str = Field(title="情况", description="按计划举行、名额已满、已改期或者已取消")
    was: list[str] = Field([], title="原定日期", description="改期以前的日期")
    reason: str | None = Field(None, title="原因", description="改期、取消的原因")
    attendance: int | None = Field(None, title="参加人数", description="来了多少人")
    questions: int = Field(title="提问", description="当场有多少个提问")
    returned: int | None = Field(None, title="收回问卷", description="收回多少份问卷")
    satisfied: int | None = Field(None, title="满意", description="表示满意的份数")
    suggestions: int = Field(title="建议", description="提了多少条建议")
    url: WebAddress = Field(title="网址", description="活动所在网页的网址")


class EventSuggestionRow(DataRow):
    """What was suggested at an event, and what became of it."""

    schema_name: ClassVar[str] = "event-suggestions"

    event: str = Field(title="活动编号", description="在哪场活动上提的")
    event_title: str = Field(title="活动", description="活动的名称")
    date: date_ = Field(title="活动日期", description="哪天提的")
    suggestion: str = Field(title="建议", description="概括成一句话")
    state: str = Field(title="办理", description="正在办、办成或者没有采纳")
    unit: str = Field(title="办理部门", description="负责办的部门")
    due: date_ | None = Field(None, title="期限", description="最晚哪天办成")
    done: date_ | None = Field(None, title="办成日期", description="哪天办成")
    answer: str | None = Field(None, title="结果", description="办成了什么")
    reason: str | None = Field(None, title="理由", description="没有采纳、延期的理由")
    url: WebAddress = Field(title="网址", description="活动所在网页的网址")
