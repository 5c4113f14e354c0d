"""The office's procedures, step by step: who does what, within which time, and what watches over it (标准化规范化)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.values import Choice, Id, Moment, Text, at_most
from disclosure.records.waiting import when_to_publish


class Procedure(Choice):
    """The five procedures that are to be laid down."""

    MANAGEMENT = "management", "信息管理"
    PUBLICATION = "publication", "信息发布"
    RESPONSE = "response", "解读回应"
    ON_REQUEST = "on-request", "依申请公开"
    PARTICIPATION = "participation", "公众参与"


class ProcessStep(Part):
    """One step. Its period is a limit of data/limits.yml, or the office's own in words."""

    title: Annotated[Text, at_most(16)] = Field(title="步骤", description="几个字说明这一步", examples=["登记"])
    unit: DepartmentId | None = Field(None, title="部门", description="哪个部门做；各部门都做的不写，写岗位")
    post: Text | None = Field(None, title="岗位", description="哪个岗位做，写职务不写姓名", examples=["政务公开专岗"])
    does: Text = Field(title="做什么", description="做什么、留下什么")
    limit: Annotated[Id, RefTo("limit", "")] | None = Field(
        None, title="期限", description="有依据的期限的编号，数值由系统显示", examples=["reply-within"]
    )
    period: Text | None = Field(
        None, title="本办自定的期限", description="没有依据的期限，用一句话写，网页会注明本办自定", examples=["当天"]
    )
    rules: list[Text] = Field(
        default_factory=list, title="规则", description="检查这一步的规则的编号", examples=["REQ-005"]
    )
    records: list[Text] = Field(
        default_factory=list, title="记录", description="这一步留下哪种记录，用它的中文名称", examples=["政策留言"]
    )
    commands: list[Text] = Field(
        default_factory=list, title="命令", description="disclosure 后面的词", examples=["due"]
    )


class Process(Record):
    """One procedure (data/processes/<id>.yml)."""

    record_type: ClassVar[str] = "process"
    type_label: ClassVar[str] = "工作流程"
    files: ClassVar[str] = "data/processes/{id}.yml"
    page_folder: ClassVar[str] = "processes"
    list_page: ClassVar[str] = "政务公开工作流程"
    of_work: ClassVar[bool] = True

    id: Id = Field(title="编号", description="永久不变的编号", examples=["on-request"])
    title: Text = Field(title="名称", description="读者看到的名称", examples=["依申请公开流程"])
    procedure: Procedure = Field(title="哪个流程", description="五个流程里的哪一个", examples=["on-request"])
    unit: DepartmentId = Field(title="牵头部门", description="部门的编号")
    summary: Text = Field(title="说明", description="一句话：从什么开始，到什么为止")
    publish_on: Moment | None = when_to_publish()
    pages: list[Annotated[Id, RefTo("page", "工作流程")]] = Field(
        default_factory=list, title="有关网页", description="指南、制度、栏目的编号", examples=["doc-2023-044"]
    )
    steps: list[ProcessStep] = Field(title="步骤", description="按先后一步一项", min_length=1)
