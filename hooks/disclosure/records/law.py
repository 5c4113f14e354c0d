"""Statutes, statutory numbers and working-day calendars, each with how far it was verified."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from disclosure.records.base import Part, Record
from disclosure.records.values import Choice, Count, Day, Id, PlaceName, Text, Url, Year, check_month_day, wrong


class Grade(Choice):
    """How far a citation was verified: only what was read in the original may block or be quoted."""

    TEXT = "text", "已核对原文"
    SECONDARY = "secondary", "据转引材料"
    MEMORY = "memory", "未核对"


class Applies(Choice):
    """How a provision binds a subdistrict office."""

    DIRECT = "direct", "直接适用"
    REFERENCE = "reference", "参照执行"
    PRACTICE = "practice", "通行做法"


# What each place settles for itself: rules cite it by a key, which the office's plan or the law of the place fills.
LOCAL = ("要点/", "地方/")


def _local(value: Any) -> Any:
    if isinstance(value, str) and not (value.startswith(LOCAL) and value.partition("/")[2].strip()):
        raise wrong(f"的值“{value[:40]}”不是通用名。", "请写 要点/任务名 或 地方/事项名，例如 要点/决策目录。")
    return value


class Article(Part):
    """One duty of a statute, in our own words."""

    number: Text = Field(title="条号", description="阿拉伯数字，或文件里的序号", examples=["26"])
    key: Annotated[Text, BeforeValidator(_local)] | None = Field(
        None, title="通用名", description="规则按它引用；各年的要点、各地的规定填同一个名", examples=["要点/决策目录"]
    )
    gist: Text = Field(title="要点", description="用自己的话概括这一条的要求")
    applies: Applies = Field(title="适用方式", description="直接适用、参照执行或通行做法")
    grade: Grade = Field(title="核对程度", description="有没有核对过原文")
    unwatched: Text | None = Field(None, title="暂未自动检查的原因", description="没有规则检查这一条时写明原因")


class Extent(Part):
    """How many articles a statute has, as it is in force now."""

    articles: Count = Field(title="条数", description="全文共有多少条", examples=["56"])
    grade: Grade = Field(title="核对程度", description="有没有核对过原文")


class Law(Record):
    """A statute or official document (data/laws/<id>.yml)."""

    record_type: ClassVar[str] = "law"
    type_label: ClassVar[str] = "法规文件"
    files: ClassVar[str] = "data/laws/{id}.yml"
    for_editors: ClassVar[bool] = False

    id: Id = Field(title="编号", description="永久不变的编号", examples=["law-711"])
    short: Text = Field(title="简称", description="规则引用时使用的简称", examples=["711号令"])
    title: Text = Field(title="名称", description="文件名称，不加书名号")
    doc_no: Text = Field(title="文号", description="文号或令号")
    jurisdiction: PlaceName | None = Field(
        None, title="施行地区", description="只在哪个地方或者哪个机关有效；全国有效的不写", examples=["某省"]
    )
    issued: Day | None = Field(None, title="公布日期", description="公布的日期；没有核实就不写")
    effective: Day | None = Field(None, title="施行日期", description="开始施行的日期")
    url: Url | None = Field(None, title="原文网址", description="官方原文的网址")
    unit: Text = Field("条", title="条款单位", description="条、项或部分", examples=["条"])
    extent: Extent | None = Field(None, title="条文总数", description="用来核对引用的条号；没有数过就不写")
    articles: list[Article] = Field(title="相关条款", description="与本站有关的条款")

    def holds_in(self, places: Collection[str]) -> bool:
        """Whether it is in force for an office of these places, of which the office itself is one."""
        return self.jurisdiction is None or self.jurisdiction in places


class Unit(Choice):
    """What a limit counts."""

    DAYS = "days", "日"
    WORKING_DAYS = "working-days", "个工作日"
    MONTHS = "months", "个月"
    MONTH_DAY = "month-day", "前"


class Limit(Record):
    """A statutory number with its citation and the time for which it holds (an entry of data/limits.yml)."""

    record_type: ClassVar[str] = "limit"
    type_label: ClassVar[str] = "期限"
    for_editors: ClassVar[bool] = False

    id: Id = Field(title="编号", description="永久不变的编号", examples=["publish-within"])
    title: Text = Field(title="名称", description="这个期限管什么")
    value: Text = Field(title="数值", description="天数、月数，或“月-日”", examples=["20"])
    unit: Unit = Field(title="单位", description="日、工作日、月或日期")
    basis: Text = Field(title="依据", description="简称/条号", examples=["711号令/26"])
    grade: Grade = Field(title="核对程度", description="有没有核对过原文")
    since: Day = Field(title="起", description="从哪天起适用")
    until: Day | None = Field(None, title="止", description="到哪天为止；仍适用就不写")
    note: Text | None = Field(None, title="说明", description="怎样计算")

    @model_validator(mode="after")
    def _value_fits_its_unit(self) -> Self:
        if self.unit is Unit.MONTH_DAY:
            check_month_day(self.value)
        elif not (self.value.isascii() and self.value.isdigit() and len(self.value) <= 3):
            raise wrong(f"的数值“{self.value[:20]}”不是天数。", "请只写阿拉伯数字，例如 20。")
        return self

    @property
    def family(self) -> str:
        """What rules ask for, all versions of one number: the id without ``-from-2030``, which marks a later one."""
        return self.id.partition("-from-")[0]

    def holds_on(self, day: date) -> bool:
        """Whether the limit was in force on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)


class Limits(Record):
    """All statutory numbers (data/limits.yml)."""

    record_type: ClassVar[str] = "limits"
    type_label: ClassVar[str] = "期限表"
    files: ClassVar[str] = "data/limits.yml"
    required: ClassVar[bool] = True

    limits: list[Limit] = Field(title="期限", description="法定期限和办公室自定的期限")


class Holiday(Part):
    """A run of days off."""

    name: Text = Field(title="名称", description="节日名称")
    first: Day = Field(title="第一天", description="放假第一天")
    last: Day = Field(title="最后一天", description="放假最后一天")


class CalendarYear(Record):
    """The working days of one year (data/calendar/<year>.yml)."""

    record_type: ClassVar[str] = "calendar"
    type_label: ClassVar[str] = "工作日历"
    files: ClassVar[str] = "data/calendar/{year}.yml"
    for_editors: ClassVar[bool] = False

    id: Id = Field(title="编号", description="永久不变的编号", examples=["calendar-2025"])
    year: Year = Field(title="年份", description="哪一年", examples=["2025"])
    source: Text = Field(title="来源", description="放假安排的来源")
    grade: Grade = Field(title="核对程度", description="有没有核对过原文")
    holidays: list[Holiday] = Field(title="放假", description="放假的起止日期")
    workdays: list[Day] = Field(default_factory=list, title="补班", description="周末改为上班的日期")
