"""Checks that look for a mark: one that is found proves, none that is found proves nothing more than was looked for."""

from __future__ import annotations

from disclosure.inspection.facts import SiteFacts
from disclosure.inspection.measures import Measures
from disclosure.inspection.verdicts import IndicatorOutcome


def severe_wording(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Words that inspections have named as grave slips."""
    if facts.slips:
        return IndicatorOutcome.failing(f"有 {len(facts.slips)} 处严重表述错误。", facts.slips)
    return IndicatorOutcome.passing(f"对照用语表查了 {facts.looked_at}，没有发现。")


def secrecy(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Marks of state secrets."""
    if facts.secrets:
        return IndicatorOutcome.failing(f"有 {len(facts.secrets)} 处国家秘密标志。", facts.secrets)
    return IndicatorOutcome.uncertain(f"查了 {facts.looked_at}，没有发现密级标志；没有标志不能证明没有泄密。")


def harmful(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Links that nobody sees, and words by which harmful sites advertise themselves: signs, no proof."""
    if facts.harms:
        words = f"有 {len(facts.harms)} 处迹象，网页上看不出对方的内容，请立即打开核对。"
        return IndicatorOutcome.uncertain(words, facts.harms)
    return IndicatorOutcome.uncertain(f"查了 {facts.looked_at}，没有发现迹象；链接到的网页没有打开看，不能证明没有。")


def dates(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Days of publication that contradict each other: a slip, or forged; which of them cannot be seen."""
    if facts.dates:
        words = f"有 {len(facts.dates)} 处发稿日期互相矛盾，是写错还是伪造，从网页看不出来，请核对。"
        return IndicatorOutcome.uncertain(words, facts.dates)
    if facts.dates_are_witnessed:
        return IndicatorOutcome.passing("发布日期和代码库里文件首次上网的日期相符。")
    return IndicatorOutcome.uncertain("没有发现互相矛盾的日期；前后一致的伪造从内容上看不出来。")


def rules(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """What the checks of this site found that rest on the indicator's basis."""
    found = facts.found.get(measures.indicator.basis, [])
    if found:
        return IndicatorOutcome.failing(f"检查规则发现 {len(found)} 处问题。", found)
    return IndicatorOutcome.passing("依据是这一条的检查规则都没有发现问题。")
