"""The figures of a year's requests (data/request-figures/<year>.yml): counts and nothing of any one request.

``disclosure requests figures YEAR`` writes them from the ledger; pages and the annual report read nothing else.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator

from disclosure.expressions import expression
from disclosure.records.annual_figures import AppealFigures, RequestFigures, TableFigure, figure_in
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.requests import Subject
from disclosure.records.values import Count, Day, Id, Year, wrong

LEAST_REPEATED = 3  # requests on one subject below which nothing of them is told
_HALF_DAYS = expression(r"\d{1,4}(?:\.5)?", re.ASCII)


def _median(value: Any) -> Any:
    if isinstance(value, str) and not _HALF_DAYS.fullmatch(value):
        raise wrong(f"的值“{value[:40]}”不是天数。", "请写工作日的个数，例如 12 或 12.5；没有答复过的，整项不写。")
    return Decimal(value) if isinstance(value, str) else value


def _often(value: int) -> int:
    if value < LEAST_REPEATED:
        raise wrong(f"的值 {value} 太小。", f"同一内容有 {LEAST_REPEATED} 件以上才列出，请删去这一项。")
    return value


HalfDays = Annotated[Decimal, BeforeValidator(_median), WithJsonSchema({"type": "number", "minimum": 0})]


class RepeatedSubject(Part):
    """What was asked for again and again, in general words, and how often: to be considered for disclosure unasked."""

    subject: Subject = Field(title="内容", description="概括地写，看不出是谁申请的")
    count: Count = Field(title="件数", description=f"这一年收到的件数，{LEAST_REPEATED} 件以上才列出")

    _is_often = field_validator("count")(_often)


class YearOfRequests(Record):
    """What a year's requests add up to, as of a day."""

    record_type: ClassVar[str] = "request-figures"
    type_label: ClassVar[str] = "申请的年度数字"
    files: ClassVar[str] = "data/request-figures/{year}.yml"
    for_editors: ClassVar[bool] = False

    id: Id = Field(title="编号", description="永久不变的编号", examples=["request-figures-2025"])
    year: Year = Field(title="年份", description="哪一年", examples=["2025"])
    as_of: Day = Field(title="统计到", description="数到哪一天为止，含这一天；全年的是 12 月 31 日")
    requests: RequestFigures = Field(title="申请", description="收到和处理政府信息公开申请情况表的数")
    appeals: AppealFigures = Field(title="复议诉讼", description="行政复议、行政诉讼情况表的数")
    replied: Count = Field(title="已答复", description="这一年答复的件数，撤回等没有答复就办结的不计")
    on_time: Count = Field(title="按期答复", description="其中在期限内答复的件数")
    median_days: HalfDays | None = Field(
        None, title="答复用时的中位数", description="工作日，不含补正、征求第三方意见的时间；没有答复过的不写"
    )
    extended: Count = Field(title="延长", description="已答复的里面，延长过期限的件数")
    fees: Count = Field(title="信息处理费", description="这一年收取的信息处理费，单位是元")
    became_public: list[Annotated[Id, RefTo("document")]] = Field(
        default_factory=list, title="转为主动公开", description="因为申请而主动公开的文件的编号"
    )
    repeated: list[RepeatedSubject] = Field(
        default_factory=list, title="反复申请的内容", description=f"申请达到 {LEAST_REPEATED} 件的内容"
    )

    def figure(self, *steps: str) -> TableFigure:
        """What stands in a cell, by table, row and column; ``None`` if nothing is written."""
        return figure_in(self, *steps)

    @property
    def is_whole(self) -> bool:
        """Whether the whole year is counted."""
        return (self.as_of.year, self.as_of.month, self.as_of.day) == (self.year, 12, 31)
