"""What fulfils each sentence of a year's work plan: rules, pages, records, commands, items (data/duty-map/<year>.yml).

The sentences are told in the office's own short words. What is named must exist, and a sentence with nothing behind it
is an error: that is how the office knows that no duty was forgotten.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from disclosure.expressions import expression
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.values import Choice, Id, Text, Year, at_most, wrong

_NUMBER = expression(r"[1-9][0-9]?\.[1-9][0-9]?")


def _number(value: Any) -> Any:
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise wrong(f"的值“{value[:20]}”不是句子的序号。", "请写“第几点.第几句”，例如 3.2。")
    return value


class SitePage(Choice):
    """Pages that are those of no record."""

    HOME = "home", "首页"
    RULES = "rules", "发布规则与依据"
    DATA = "data", "数据下载"
    SITE_MAP = "site-map", "网站地图"
    QUESTIONS = "questions", "政策留言板"
    SERVICES = "services", "好差评和热线：数和整改"
    FOR_ME = "for-me", "与我有关的政策"
    REQUESTS = "requests", "依申请公开"
    ORGANISATION = "organisation", "谁在做政务公开"
    PATROLS = "patrols", "网站日常巡查"
    STANDARD_CATALOGUE = "standard-catalogue", "基层政务公开标准目录"


class MappedDuty(Part):
    """One sentence of the plan that lays down a duty, and what fulfils it."""

    number: Annotated[Text, BeforeValidator(_number)] = Field(
        title="序号", description="第几点.第几句", examples=["3.2"]
    )
    gist: Annotated[Text, at_most(48)] = Field(title="要求", description="用自己的话概括这一句")
    rules: list[Text] = Field(default_factory=list, title="规则", description="规则的编号", examples=["REV-002"])
    pages: list[Annotated[Id, RefTo("page", "工作要点落实对照")]] = Field(
        default_factory=list, title="网页", description="栏目、文件、决策等的编号"
    )
    shown: list[SitePage] = Field(default_factory=list, title="公共网页", description="不属于哪一条记录的网页")
    records: list[Text] = Field(
        default_factory=list, title="记录", description="记录的种类，用它的中文名称", examples=["政策留言"]
    )
    commands: list[Text] = Field(
        default_factory=list, title="命令", description="disclosure 后面的词", examples=["due"]
    )
    items: list[Id] = Field(default_factory=list, title="事项", description="这一年要点里的事项编号")
    outside: Text | None = Field(None, title="网站以外", description="网站做不了的部分，由谁在哪里做")

    @property
    def is_fulfilled(self) -> bool:
        """Whether there is anything behind it."""
        return any((self.rules, self.pages, self.shown, self.records, self.commands, self.items))


class DutyMap(Record):
    """The table of a year's plan (data/duty-map/<year>.yml)."""

    record_type: ClassVar[str] = "duty-map"
    type_label: ClassVar[str] = "工作要点落实对照"
    files: ClassVar[str] = "data/duty-map/{year}.yml"
    page_folder: ClassVar[str] = "duty-maps"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["duty-map-2023"])
    year: Year = Field(title="年份", description="哪一年的要点", examples=["2023"])
    title: Text = Field(title="名称", description="读者看到的名称")
    plan: Annotated[Id, RefTo("workplan", "")] = Field(
        title="工作要点", description="工作要点的编号", examples=["workplan-2023"]
    )
    duties: list[MappedDuty] = Field(title="逐句", description="要点里每一句职责一条", min_length=1)
