"""Rounds of self-check (自查自纠): what the office found in its own disclosure, and what was done about it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Part, Record
from disclosure.records.delays import Delay
from disclosure.records.standard_catalogue import StandardFieldId
from disclosure.records.values import Count, Day, Id, Text


class SelfCheckFinding(Part):
    """One thing that was found."""

    what: Text = Field(title="发现", description="发现了什么问题，一句话", examples=["第二季度检查计划没有公开"])
    field: StandardFieldId | None = Field(
        None, title="领域", description="标准目录领域的编号；和目录无关的不写", examples=["std-work-safety"]
    )
    item: Count | None = Field(None, title="事项序号", description="这个领域里事项的序号", examples=["3"])
    mending: Text = Field(title="怎样改", description="做什么，做到什么程度", examples=["补发第二季度计划"])
    unit: DepartmentId | None = Field(None, title="责任部门", description="不写就是本轮自查的部门")
    due: Day = Field(title="期限", description="最晚哪天改好", examples=["2025-06-25"])
    mended: Day | None = Field(None, title="改好的日期", description="还没有改好的不写")
    delay: Delay | None = Field(None, title="延期说明", description="没有按时改好的，写原因和新的日期")

    def is_overdue(self, today: date) -> bool:
        """Whether it should be mended by now and is not."""
        return self.mended is None and self.due < today


class SelfCheckRound(Record):
    """One round (data/self-checks/<id>.yml)."""

    record_type: ClassVar[str] = "self-check"
    type_label: ClassVar[str] = "自查自纠"
    files: ClassVar[str] = "data/self-checks/{id}.yml"
    page_folder: ClassVar[str] = "self-checks"
    list_page: ClassVar[str] = "自查自纠记录"
    of_work: ClassVar[bool] = True

    id: Id = Field(title="编号", description="永久不变的编号", examples=["self-check-2025-1"])
    title: Text = Field(title="名称", description="读者看到的名称", examples=["2025年上半年自查自纠"])
    period: Text = Field(title="轮次", description="哪一段时间的自查", examples=["2025年上半年"])
    date: Day = Field(title="自查日期", description="哪天查完", examples=["2025-06-10"])
    unit: DepartmentId = Field(title="组织部门", description="负责自查的部门编号", examples=["party-office"])
    scope: Text | None = Field(None, title="范围", description="查了哪些内容", examples=["全部领域的标准目录"])
    note: Text | None = Field(None, title="说明", description="给读者的说明")
    findings: list[SelfCheckFinding] = Field(
        default_factory=list, title="发现的问题", description="一个问题一条；没有发现的不写"
    )
