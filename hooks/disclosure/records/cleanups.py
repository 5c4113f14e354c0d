"""The yearly clean-up of policies (清理): every policy that was in force, and what is to become of it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from disclosure.records.agency import DepartmentId
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.values import Choice, Day, Id, Month, Text, Year


class CleanupOutcome(Choice):
    """What a clean-up finds of a policy."""

    KEPT = "kept", "继续有效"
    TO_AMEND = "to-amend", "拟修改"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "废止"
    EXPIRED = "expired", "宣布失效"


class CleanupResult(Part):
    """What was found of one policy."""

    policy: Annotated[Id, RefTo("document", "清理结果", POLICY_KINDS)] = Field(
        title="文件", description="政策文件的编号", examples=["doc-2023-010"]
    )
    outcome: CleanupOutcome = Field(title="清理结果", description="这份文件怎样处理", examples=["kept"])
    due: Month | None = Field(
        None, title="修改的时间", description="拟修改的，写明哪个月以前改完", examples=["2025-09"]
    )
    note: Text | None = Field(None, title="说明", description="为什么这样处理")


class Cleanup(Record):
    """The clean-up of a year (data/cleanups/<year>.yml)."""

    record_type: ClassVar[str] = "cleanup"
    type_label: ClassVar[str] = "政策文件清理"
    files: ClassVar[str] = "data/cleanups/{year}.yml"
    page_folder: ClassVar[str] = "cleanups"
    list_page: ClassVar[str] = "政策文件清理结果"
    of_work: ClassVar[bool] = True

    id: Id = Field(title="编号", description="永久不变的编号", examples=["cleanup-2024"])
    year: Year = Field(title="年份", description="哪一年的清理", examples=["2024"])
    title: Text = Field(title="名称", description="读者看到的名称", examples=["2024年政策文件清理结果"])
    as_of: Day = Field(title="清理基准日", description="这一天有效的文件都要清理", examples=["2024-11-30"])
    published: Day = Field(title="公布日期", description="清理结果公布的日期", examples=["2024-12-20"])
    unit: DepartmentId = Field(title="承办部门", description="承办部门的编号", examples=["justice-office"])
    paper: Annotated[Id, RefTo("document", "清理结果的通知", frozenset({*POLICY_KINDS, Kind.NOTICE}))] | None = Field(
        None, title="公布的文件", description="公布清理结果的文件编号，没有另外发文的不写"
    )
    results: list[CleanupResult] = Field(title="逐份结果", description="每份有效的政策文件一条", min_length=1)

    def outcome_of(self, policy: str) -> CleanupResult | None:
        """What was found of a policy."""
        return next((result for result in self.results if result.policy == policy), None)
