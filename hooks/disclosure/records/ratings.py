"""Where monthly figures on services come from, and the figures: ratings (好差评), hotline (12345), counts only.

The sources say by which heads a column of an export is known, what must add up, and from when on a figure is one that
the office answers for in public. They are data: another office has other columns, and other thresholds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Any, ClassVar
from unicodedata import normalize

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from disclosure.expressions import expression
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.facts import Key
from disclosure.records.values import Count, Id, Month, Text, wrong

_BLANKS = expression(r"[\s\u200b\ufeff]+")
_PERCENT = expression(r"[0-9]{1,3}(?:\.[0-9]{1,2})?", re.ASCII)


def _percent(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _PERCENT.fullmatch(value) or Decimal(value) > 100:
        raise wrong(f"的值“{value[:40]}”不是百分率。", "请写 0 到 100 的数，不写百分号，例如 97.62。")
    return Decimal(value)


Percent = Annotated[
    Decimal,
    BeforeValidator(_percent),
    PlainSerializer(float),
    WithJsonSchema({"type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": f"^{_PERCENT.pattern}$"}),
]


class RatingColumn(Part):
    """A column of counts."""

    key: Key = Field(title="代号", description="英文的代号，月报数据用它", examples=["accepted"])
    title: Text = Field(title="名称", description="读者看到的名称", examples=["受理数"])
    heads: list[Text] = Field(
        default_factory=list, title="表头", description="导出表里的叫法，和名称不同的才写", examples=["受理量"]
    )


class RatingSum(Part):
    """A column that is the sum of others."""

    total: Key = Field(title="合计", description="合计那一栏的代号", examples=["total"])
    of: list[Key] = Field(title="各项", description="加起来等于它的各栏的代号", examples=["phone"])


class RatingRate(Part):
    """A rate that follows from counts."""

    key: Key = Field(title="代号", description="英文的代号", examples=["on_time"])
    title: Text = Field(title="名称", description="读者看到的名称", examples=["按期办结率"])
    heads: list[Text] = Field(
        default_factory=list, title="表头", description="导出表里的叫法，和名称不同的才写", examples=["办结率"]
    )
    part: list[Key] = Field(title="分子", description="分子各栏的代号，几栏的加起来", examples=["on_time"])
    whole: Key = Field(title="分母", description="分母那一栏的代号", examples=["accepted"])


class Trouble(Part):
    """From when on a figure calls for a public response."""

    of: Key = Field(title="看哪一栏", description="比率或者件数的代号", examples=["satisfied"])
    below: Percent | None = Field(None, title="低于", description="比率低于百分之几", examples=["80"])
    reaches: Count | None = Field(None, title="达到", description="件数达到多少", examples=["50"])
    at_least: Count = Field(0, title="至少", description="分母少于这个数的月份不看，偶然性太大", examples=["10"])


class RatingGap(Part):
    """A month of which there are no figures, and why. Readers see both."""

    month: Month = Field(title="月份", description="没有数的月份", examples=["2025-04"])
    reason: Text = Field(title="原因", description="为什么没有，读者会看到")


class RatingSource(Record):
    """A source of monthly figures: how its exports look, and what its figures call for."""

    record_type: ClassVar[str] = "rating-source"
    type_label: ClassVar[str] = "月报来源"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["hotline"])
    title: Text = Field(title="名称", description="读者看到的名称", examples=["12345 热线"])
    measure: Text = Field("件", title="量词", description="数的是什么", examples=["件"])
    items: Text = Field(title="事项叫什么", description="每一行是什么", examples=["诉求类别"])
    heads: list[Text] = Field(
        default_factory=list, title="事项的表头", description="导出表里的叫法，和“事项叫什么”不同的才写"
    )
    columns: list[RatingColumn] = Field(title="件数各栏", description="取哪几栏件数")
    main: Key = Field(title="主要的一栏", description="说明一共多少件的那一栏的代号", examples=["accepted"])
    sums: list[RatingSum] = Field(default_factory=list, title="合计关系", description="哪一栏是哪几栏的合计")
    rates: list[RatingRate] = Field(default_factory=list, title="比率各栏", description="由件数算得出的比率")
    skipped: list[Text] = Field(default_factory=list, title="不取的栏", description="知道有、不取的栏的表头")
    trouble: list[Trouble] = Field(
        default_factory=list, title="要公开回应的情形", description="本机关定的标准，到了就要有回应"
    )
    due_day: Count | None = Field(None, title="几日以前公布", description="上个月的数在每月几日以前公布")
    gaps: list[RatingGap] = Field(default_factory=list, title="没有数的月份", description="说明原因，读者会看到")

    def column(self, key: str) -> RatingColumn | None:
        """A column of counts by its key."""
        return next((column for column in self.columns if column.key == key), None)

    def rate(self, key: str) -> RatingRate | None:
        """A rate by its key."""
        return next((rate for rate in self.rates if rate.key == key), None)

    def title_of(self, key: str) -> str:
        """What readers call a column or a rate."""
        found = self.column(key) or self.rate(key)
        return found.title if found is not None else key


RatingSourceId = Annotated[Id, RefTo("rating-source", "")]


class RatingSources(Record):
    """All sources, and what goes for them together (data/rating-sources.yml)."""

    record_type: ClassVar[str] = "rating-sources"
    type_label: ClassVar[str] = "月报来源一览"
    files: ClassVar[str] = "data/rating-sources.yml"

    sources: list[RatingSource] = Field(title="来源", description="一份月报一个来源")
    same: dict[str, list[Text]] = Field(
        default_factory=dict, title="同一事项", description="左边写用哪个名称，右边写还有哪些叫法；相加算一项"
    )
    distinct: list[list[Text]] = Field(
        default_factory=list, title="不是同一事项", description="名称相像、确实不同的，几个写在一起"
    )
    direct_line: Text = Field(
        "直通车", title="直通车的名称", description="转来事项的渠道叫什么，读者会看到", examples=["网上县长直通车"]
    )
    direct_line_days: Count | None = Field(
        None, title="直通车办理期限", description="转来的事项几个工作日内答复", examples=["15"]
    )

    @cached_property
    def first_names(self) -> Mapping[str, str]:
        """Every name of ``same``, as ``plain_name`` has it, and the one under which its item is counted."""
        found: dict[str, str] = {}
        for first, others in self.same.items():
            for name in (first, *others):
                found.setdefault(plain_name(name), plain_name(first))
        return found


@lru_cache(maxsize=1 << 14)
def plain_name(name: str) -> str:
    """The name of an item without blanks, full-width letters and the like; one blank stays between Latin words."""
    text = _BLANKS.sub(" ", normalize("NFKC", name)).strip()
    return re.sub(r"(?<![0-9A-Za-z]) | (?![0-9A-Za-z])", "", text)


class RatedItem(Part):
    """The figures of one item in a month."""

    item: Text = Field(title="事项", description="事项或者类别的名称", examples=["停车秩序"])
    counts: dict[str, Count] = Field(title="件数", description="各栏的代号和件数", examples=[{"accepted": "57"}])
    rates: dict[str, Percent] = Field(
        default_factory=dict,
        title="比率",
        description="各栏的代号和百分率，不写百分号",
        examples=[{"on_time": "96.49"}],
    )


class MonthRatings(Record):
    """The figures of one source in one month (data/ratings/<year>/<id>.yml), as ``import ratings`` writes them."""

    record_type: ClassVar[str] = "month-ratings"
    type_label: ClassVar[str] = "月报"
    files: ClassVar[str] = "data/ratings/{year}/{id}.yml"

    id: Id = Field(title="编号", description="来源和月份", examples=["hotline-2025-01"])
    source: RatingSourceId = Field(title="来源", description="来源的编号", examples=["hotline"])
    month: Month = Field(title="月份", description="哪个月的数", examples=["2025-01"])
    items: list[RatedItem] = Field(title="各事项", description="每个事项的件数和比率")


def month_id(source: str, month: str) -> str:
    """The id of the figures of a source in a month."""
    return f"{source}-{month}"
