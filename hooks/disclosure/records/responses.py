"""What the office answers for: responses to services that rank low, and matters of a direct line passed to it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Record
from disclosure.records.delays import Delay
from disclosure.records.ratings import RatingSourceId
from disclosure.records.values import Day, Id, Month, Text, at_most


class PublicResponse(Record):
    """A public response to the figures of an item (data/responses/<year>/<id>.yml)."""

    record_type: ClassVar[str] = "response"
    type_label: ClassVar[str] = "整改回应"
    files: ClassVar[str] = "data/responses/{year}/{id}.yml"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["resp-2025-01"])
    source: RatingSourceId = Field(title="来源", description="月报来源的编号", examples=["hotline"])
    item: Text = Field(title="事项", description="事项或者类别的名称，和月报里一样", examples=["停车秩序"])
    month: Month = Field(title="从哪个月的数起", description="哪个月的数到了要回应的标准", examples=["2025-01"])
    published: Day = Field(title="公布日期", description="回应公布的日期")
    cause: Text = Field(title="原因", description="为什么会这样，查明的事实")
    measure: Text = Field(title="措施", description="做什么，做到什么程度")
    unit: DepartmentId = Field(title="责任部门", description="负责的部门编号")
    due: Day = Field(title="完成期限", description="最晚哪天做到")
    done: Day | None = Field(None, title="完成日期", description="做到的日期；没有做到的不写")
    result: Annotated[Text, at_most(300)] | None = Field(None, title="结果", description="做成了什么；做到了才写")
    delay: Delay | None = Field(None, title="延期说明", description="没有按时做到的写原因，还没有做到的再写新的日期")

    @property
    def title(self) -> str:
        """What readers know it by."""
        return f"{self.item}：原因和措施"


class DirectLineItem(Record):
    """A matter that a direct line (直通车) passed to the office (data/direct-line/<year>/<id>.yml), without persons."""

    record_type: ClassVar[str] = "direct-line-item"
    type_label: ClassVar[str] = "直通车事项"
    files: ClassVar[str] = "data/direct-line/{year}/{id}.yml"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["dl-2025-01"])
    topic: Annotated[Text, at_most(30)] = Field(
        title="什么事", description="一句话，不写人、门牌和单号", examples=["小区门口夜间停车拥堵"]
    )
    received: Day = Field(title="转来日期", description="转到本机关的日期，期限从第二个工作日数起")
    unit: DepartmentId = Field(title="承办部门", description="负责办理的部门编号")
    answered: Day | None = Field(None, title="答复日期", description="答复的日期；没有答复的不写")
    result: Annotated[Text, at_most(200)] | None = Field(
        None, title="办理结果", description="做成了什么、为什么不能做，不写人；答复了才写"
    )
    delay: Delay | None = Field(None, title="延期说明", description="没有按时答复的写原因，还没有答复的再写新的日期")

    @property
    def title(self) -> str:
        """What readers know it by."""
        return self.topic
