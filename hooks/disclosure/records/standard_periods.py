"""How often an item of the standard catalogue falls due, where its editor states that."""

from __future__ import annotations

import re
from typing import Any, Self

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from disclosure.expressions import expression
from disclosure.records.base import Part
from disclosure.records.values import Choice, Count, Text, check_month_day, wrong


class PeriodKind(Choice):
    """How often an item falls due."""

    ONCE = "once", "一次性"
    STANDING = "standing", "长期公开"
    REALTIME = "realtime", "实时"
    PROMPTLY = "promptly", "及时"
    WITHIN = "within", "形成或变更后若干日内"
    YEARLY = "yearly", "每年"
    HALF_YEARLY = "half-yearly", "每半年"
    QUARTERLY = "quarterly", "每季度"
    MONTHLY = "monthly", "每月"
    WEEKLY = "weekly", "每周"

    @property
    def months(self) -> int:
        """How many months a round has; 0 for what does not come round, and for weeks."""
        return _MONTHS.get(self, 0)


_MONTHS = {PeriodKind.YEARLY: 12, PeriodKind.HALF_YEARLY: 6, PeriodKind.QUARTERLY: 3, PeriodKind.MONTHLY: 1}
_LONGEST = 999  # days within which anything is to be made public
_DAY_IN_ROUND = expression(r"([1-6])/([1-9]|[12][0-9]|3[01])", re.ASCII)


class DayUnit(Choice):
    """What the days of a period are."""

    WORKING_DAYS = "working-days", "个工作日"
    DAYS = "days", "日"


class ItemPeriod(Part):
    """How often an item falls due, and on which day. Written as ``quarterly`` or as ``{kind: quarterly, by: 1/15}``."""

    kind: PeriodKind = Field(title="周期", description="多久公开一次", examples=["quarterly"])
    days: Count | None = Field(None, title="天数", description="within 必填：形成或变更后多少日内", examples=["20"])
    unit: DayUnit = Field(DayUnit.WORKING_DAYS, title="工作日还是日", description="不写就是工作日")
    by: Text | None = Field(
        None,
        title="最晚哪天",
        description="每年写“月-日”；每半年、每季度写“第几个月/几日”，如 1/15；每月写几日；不写就是最后一天",
        examples=["1/15"],
    )

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, value: Any) -> Any:
        return {"kind": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.kind is PeriodKind.WITHIN) is not bool(self.days):
            missing, extra = "请写 {kind: within, days: 20} 这样。", "请删去 days，或者写 kind: within。"
            raise wrong("的天数和周期不相配。", missing if self.days is None else extra)
        if self.days is not None and self.days > _LONGEST:
            raise wrong(f"的天数 {self.days} 太多。", f"请写 {_LONGEST} 以内的天数。")
        if self.by is not None:
            _check_by(self.kind, self.by)
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        whole = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [{"type": "string", "enum": [kind.value for kind in PeriodKind]}, dict(whole)]}


def _check_by(kind: PeriodKind, by: str) -> None:
    """Raise unless ``by`` is a day of a round of this kind."""
    if kind is PeriodKind.YEARLY:
        check_month_day(by)
    elif kind is PeriodKind.MONTHLY:
        if not re.fullmatch("[1-9]|[12][0-9]|3[01]", by, re.ASCII):
            raise wrong(f"的 by 写的是“{by[:20]}”，不是几日。", "请只写几日，例如 by: 10。")
    elif kind in (PeriodKind.HALF_YEARLY, PeriodKind.QUARTERLY):
        found = _DAY_IN_ROUND.fullmatch(by)
        if found is None or int(found[1]) > kind.months:
            raise wrong(f"的 by 写的是“{by[:20]}”，不是“第几个月/几日”。", "请写成 1/15 这样：第 1 个月的 15 日。")
    else:
        raise wrong(f"的周期是“{kind.label}”，没有最晚哪天。", "请删去 by。")
