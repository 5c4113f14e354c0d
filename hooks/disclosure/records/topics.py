"""One subject on one page (集成公开): its policies, interpretations, decisions, services, questions and events."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.records.agency import DepartmentId, ThemeId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.values import Choice, Id, Moment, Text, at_most
from disclosure.records.waiting import when_to_publish


class TopicPart(Choice):
    """The parts of such a page, in its order."""

    POLICIES = "policies", "政策文件"
    SERVICES = "services", "怎么办"
    READINGS = "readings", "政策解读"
    QUESTIONS = "questions", "问过的"
    DECISIONS = "decisions", "怎么定的"
    EVENTS = "events", "来看、来谈"
    OTHERS = "others", "其他有关内容"


class TopicQuery(Part):
    """What belongs to a subject without being named; what is written must hold together."""

    keyword: Text | None = Field(
        None, title="关键词", description="关键词里有这个词，或者标题里有这几个字的", examples=["加装电梯"]
    )
    theme: ThemeId | None = Field(None, title="主题分类", description="这个主题的文件", examples=["civil-affairs"])


class MissingPart(Part):
    """A part that has nothing, and why."""

    part: TopicPart = Field(title="哪一部分", description="没有内容的部分", examples=["events"])
    reason: Text = Field(title="为什么没有", description="读者会看到，一句话")


class Topic(Record):
    """One subject (data/topics/<id>.yml)."""

    record_type: ClassVar[str] = "topic"
    type_label: ClassVar[str] = "集成公开"
    files: ClassVar[str] = "data/topics/{id}.yml"
    page_folder: ClassVar[str] = "topics"
    list_page: ClassVar[str] = "一件事一页"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["lifts"])
    title: Annotated[Text, at_most(20)] = Field(title="名称", description="读者说的话", examples=["给老楼装电梯"])
    answer: Annotated[Text, at_most(120)] = Field(title="一句话", description="能得到什么、怎么办，放在最前面")
    unit: DepartmentId = Field(title="主管部门", description="部门的编号")
    how: Text | None = Field(
        None,
        title="怎么办",
        description="没有单独的办事指南的，写到哪里办、带什么、打哪个电话",
        examples=["到居民委员会登记"],
    )
    publish_on: Moment | None = when_to_publish()
    gathers: list[Annotated[Id, RefTo("page", "集成公开")]] = Field(
        default_factory=list,
        title="收在这里",
        description="文件、决策、留言、活动、栏目的编号",
        examples=["doc-2023-010"],
    )
    query: TopicQuery | None = Field(
        None, title="按条件找", description="不逐件写编号，写条件：符合的都收", examples=["{keyword: 加装电梯}"]
    )
    missing: list[MissingPart] = Field(
        default_factory=list, title="没有的部分", description="哪一部分没有内容，写明为什么"
    )
