"""Checks of services: whether there are any, and whether their guides are complete."""

from __future__ import annotations

from disclosure.inspection.facts import ServiceFacts, SiteFacts, Trace
from disclosure.inspection.measures import Measures
from disclosure.inspection.verdicts import IndicatorOutcome
from disclosure.records.inspection import Measure

# The ten elements of a guide (19号函); only the first four were read in the original.
ELEMENTS = (
    "事项名称", "设定依据", "申请条件", "办理材料", "办理地点",
    "办理机构", "收费标准", "办理时间", "联系电话", "办理流程",
)  # fmt: skip


def offered(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """At least one service."""
    if facts.services:
        places = list(dict.fromkeys(item.place for item in facts.services))
        return IndicatorOutcome.passing(
            f"有 {len(facts.services)} 个办事服务事项。",
            [Trace(place, "、".join(item.title for item in facts.services if item.place == place)) for place in places],
        )
    if facts.services_elsewhere:
        return IndicatorOutcome.uncertain("办事服务由别的网站提供，这里看不到事项。", facts.services_elsewhere)
    if facts.unseen:
        words = f"{facts.looked_at}里没有办事服务事项；有的看不到，不能认定没有。"
        return IndicatorOutcome.uncertain(words, facts.unseen)
    missing = facts.services_missing or [Trace(facts.root, f"{facts.looked_at}里没有办事服务事项")]
    return IndicatorOutcome.failing("没有办事服务。", missing)


def complete(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Guides that lack too many elements. Threshold and list are verified only in part."""
    guides = [(item, item.missing) for item in facts.services if item.missing is not None]
    if not guides:
        return IndicatorOutcome.unassessable("没有可以核对要素的办事指南。")
    least, number = measures.number(Measure.ELEMENTS), measures.number(Measure.NUMBER)
    poor = [_told(item, missing) for item, missing in guides if len(missing) >= least]
    if poor and len(poor) >= min(number, len(guides)):
        return IndicatorOutcome.failing(f"{len(guides)} 个事项里，有 {len(poor)} 个缺少 {least} 类以上要素。", poor)
    if poor and measures.is_doubtful:
        doubt = (measures.indicator.unverified or "门槛没有核对原文").removesuffix("。")
        words = f"{len(guides)} 个事项里，有 {len(poor)} 个缺少 {least} 类以上要素；{doubt}。"
        return IndicatorOutcome.uncertain(words, poor)
    told = [*poor, *(_told(item, missing) for item, missing in guides if 0 < len(missing) < least)]
    return IndicatorOutcome.passing(f"{len(guides)} 个事项都不缺 {least} 类以上要素。", told)


def _told(item: ServiceFacts, missing: tuple[str, ...]) -> Trace:
    return Trace(item.place, f"{item.title}：缺少{'、'.join(missing)}")
