"""Inspection packs (检查指标): what inspectors look at, the thresholds, the source of both and how far it was verified.

What a check does is code; which checks there are is a closed list. What fails whom is data: another edition of the
indicators, a district's own, an office's own line are other files.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from pydantic import Field

from disclosure.records.base import Part, Record
from disclosure.records.law import Grade, Unit
from disclosure.records.values import Choice, Count, Id, Text


class Inspected(Choice):
    """What a pack inspects."""

    WEBSITE = "website", "政府网站"
    MEDIA = "media", "政务新媒体"
    OFFICE = "office", "本机关"


class Measure(Choice):
    """What the number of a threshold is."""

    NUMBER = "number", "达到几个算不合格"
    PERIOD = "period", "多久以内要有"
    NEWS_PERIOD = "news-period", "动态、要闻类栏目多久以内要有更新"
    PAPERS_PERIOD = "papers-period", "通知公告、政策文件类栏目多久以内要有更新"
    WINDOW = "window", "往前看多久"
    ELEMENTS = "elements", "缺几类要素算缺失"


class InspectionCheck(Choice):
    """How an indicator is checked."""

    SEVERE_WORDING = "severe-wording", "对照用语表，逐页查找严重表述错误"
    SECRECY = "secrecy-marks", "逐页查找国家秘密标志"
    HARMFUL = "harmful-links", "查找看不见的对外链接和博彩、色情的推广词"
    DATES = "publication-dates", "核对网页标签、正文和代码库记录的发稿日期"
    HOME = "home-updated", "找首页上最新的一条是哪天发布的"
    COLUMNS = "columns-updated", "找各栏目最新的一条，数没有按期更新的栏目"
    LONG_STALE = "columns-long-stale", "数长期没有更新的栏目"
    BLANK = "columns-blank", "数没有内容的栏目"
    CHANNEL = "advice-channel", "找可以提问、提建议的网上渠道"
    MESSAGES = "messages-answered", "找超过期限没有答复的留言"
    SERVICES = "services-offered", "找办事服务事项"
    ELEMENTS = "service-elements", "核对每份办事指南的要素"
    MEDIA = "media-updated", "查政务新媒体最近一次发布的日期"
    MEDIA_REPLY = "media-interactive", "查政务新媒体登记的互动功能"
    OWN_PERIODS = "columns-in-own-period", "对照每个栏目自己的更新周期"
    UNEXPLAINED = "columns-blank-unexplained", "找空白又没有说明的栏目"
    PROMISE = "messages-as-promised", "对照本机关承诺的工作日，找逾期没有答复的留言"
    RULES = "rules", "本站检查规则里依据是这一条的，有没有发现问题"
    OUTSIDE = "outside", "从内容和网页看不出来，要另外监测"


_COLUMNS = frozenset({Measure.NEWS_PERIOD, Measure.PAPERS_PERIOD, Measure.NUMBER})
_COUNTED = frozenset({Measure.NUMBER})
# The thresholds without which a check cannot decide; those that are not named need none.
MEASURES: Mapping[InspectionCheck, frozenset[Measure]] = MappingProxyType({
    InspectionCheck.HOME: frozenset({Measure.PERIOD}),
    InspectionCheck.COLUMNS: _COLUMNS,
    InspectionCheck.LONG_STALE: _COLUMNS,
    InspectionCheck.BLANK: _COUNTED,
    InspectionCheck.MESSAGES: frozenset({Measure.PERIOD, Measure.WINDOW}),
    InspectionCheck.ELEMENTS: frozenset({Measure.NUMBER, Measure.ELEMENTS}),
    InspectionCheck.MEDIA: frozenset({Measure.PERIOD}),
    InspectionCheck.OWN_PERIODS: _COUNTED,
    InspectionCheck.UNEXPLAINED: _COUNTED,
    InspectionCheck.PROMISE: _COUNTED,
})  # fmt: skip


class Threshold(Part):
    """One number of an indicator: that of a limit of data/limits.yml, or its own with its source."""

    measure: Measure = Field(title="量什么", description="这个数管什么", examples=["number"])
    limit: Id | None = Field(
        None, title="期限", description="用 data/limits.yml 里哪一条的数", examples=["home-updated"]
    )
    value: Count | None = Field(None, title="数值", description="没有相应期限的，写数", examples=["5"])
    unit: Unit | None = Field(None, title="单位", description="数的是日、月的才写；个数不写", examples=["months"])
    basis: Text | None = Field(
        None, title="依据", description="简称/条号，自己写数的必填", examples=["19号函/空白栏目"]
    )
    grade: Grade | None = Field(None, title="核对程度", description="这个数有没有核对过原文，自己写数的必填")


class Points(Part):
    """What an indicator takes from the score; nobody is shown a score that was not read in the original."""

    value: Count = Field(title="分值", description="扣几分", examples=["5"])
    basis: Text = Field(title="依据", description="简称/条号，或者从哪里核对")
    grade: Grade = Field(title="核对程度", description="分值有没有核对过原文")


class Indicator(Part):
    """One thing that is inspected."""

    id: Id = Field(title="代号", description="在这一组指标里不重复", examples=["home-stale"])
    title: Text = Field(title="指标", description="指标的名称", examples=["首页不更新"])
    counts: Text = Field(title="什么算", description="怎样算不合格，用自己的话写")
    check: InspectionCheck = Field(title="怎样检查", description="从清单里选一种", examples=["home-updated"])
    basis: Text = Field(title="依据", description="简称/条号，或者 要点/任务名", examples=["19号函/首页不更新"])
    grade: Grade = Field(title="核对程度", description="这项指标有没有核对过原文", examples=["text"])
    unverified: Text | None = Field(
        None, title="没有核对到的部分", description="哪一半没有见到原文；只凭它才不合格的，结论写不能确定"
    )
    thresholds: list[Threshold] = Field(default_factory=list, title="门槛", description="达到多少算不合格")
    reason: Text | None = Field(None, title="为什么看不出来", description="怎样检查写 outside 的必填")
    points: Points | None = Field(None, title="分值", description="核对过原文的分值；检查结果里不显示")


class InspectionPack(Record):
    """Indicators that belong together (data/inspection/<id>.yml)."""

    record_type: ClassVar[str] = "inspection-pack"
    type_label: ClassVar[str] = "检查指标"
    files: ClassVar[str] = "data/inspection/{id}.yml"
    for_editors: ClassVar[bool] = False

    id: Id = Field(title="编号", description="永久不变的编号，与文件名相同", examples=["website-veto-2019"])
    title: Text = Field(title="名称", description="这一组指标的名称", examples=["政府网站单项否决指标"])
    inspected: Inspected = Field(title="检查对象", description="检查网站、政务新媒体，还是本机关自己的要求")
    source: Text = Field(title="来源", description="指标出自哪个文件，怎样核对的")
    indicators: list[Indicator] = Field(title="指标", description="每项指标一条", min_length=1)

    def indicator(self, key: str) -> Indicator | None:
        """The indicator of an id."""
        return next((indicator for indicator in self.indicators if indicator.id == key), None)
