"""Checks of talk with the public: channels, messages that wait, accounts on platforms."""

from __future__ import annotations

from disclosure.inspection.facts import MessageFacts, SiteFacts, Trace
from disclosure.inspection.measures import Measures
from disclosure.inspection.verdicts import IndicatorOutcome
from disclosure.records.inspection import Measure


def channel(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """A way to ask and to advise online that is not for complaints of one kind alone."""
    special = [Trace(item.place, item.what) for item in facts.channels if item.is_special]
    common = [item for item in facts.channels if not item.is_special]
    sure = [Trace(item.place, item.what) for item in common if item.is_sure]
    if sure:
        return IndicatorOutcome.passing("有网上咨询建言渠道。", sure)
    doubtful = [Trace(item.place, item.what) for item in common]
    if doubtful:
        return IndicatorOutcome.uncertain("有渠道的入口，是不是有效要打开试一次。", doubtful)
    if facts.unseen:
        words = f"{facts.looked_at}里没有可以提问、提建议的渠道；有的看不到，不能认定没有。"
        return IndicatorOutcome.uncertain(words, [*special, *facts.unseen])
    evidence = special or [Trace(facts.root, f"{facts.looked_at}里没有可以提问、提建议的渠道")]
    return IndicatorOutcome.failing("没有可用的网上咨询建言渠道。", evidence)


def answered(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Messages of the last year that have waited longer than the period."""
    start = measures.start(Measure.WINDOW)
    open_ones = [item for item in facts.messages if not item.is_special and item.is_answered is not True]
    waiting = [
        item
        for item in open_ones
        if item.received is not None and measures.end(Measure.PERIOD, item.received) < measures.today
    ]
    recent = [item for item in waiting if item.received is not None and item.received >= start]
    late = [_told(item) for item in recent if item.is_answered is False]
    if late:
        return IndicatorOutcome.failing(f"有 {len(late)} 条留言超过期限没有回应。", late, _older(waiting, recent))
    doubtful = [_told(item) for item in recent] + [_told(item) for item in open_ones if item.received is None]
    if doubtful:
        return IndicatorOutcome.uncertain("有的留言看不出收到的日期，或者看不出有没有回应。", doubtful)
    if not facts.messages:
        return IndicatorOutcome.uncertain("没有看到公开的留言，有没有没回应的从网页看不出来。")
    return IndicatorOutcome.passing(
        f"{len(facts.messages)} 条留言里，没有超过期限没有回应的。", _older(waiting, recent)
    )


def promised(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Open messages against the office's own promise."""
    number = measures.number(Measure.NUMBER)
    late = [
        Trace(item.place, f"{item.name}：{item.received} 收到，逾期{item.late_by}")
        for item in facts.messages
        if item.late_by
    ]
    if len(late) >= number:
        return IndicatorOutcome.failing(f"有 {len(late)} 条留言超过承诺的期限没有答复。", late)
    return IndicatorOutcome.passing("没有超过承诺期限还没有答复的留言。", late)


def media_renewed(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """The last issue of each account."""
    if not facts.media:
        return IndicatorOutcome.unassessable("没有登记政务新媒体。")
    start = measures.start(Measure.PERIOD)
    unknown = [Trace(item.place, f"{item.title}：没有登记最近一次发布") for item in facts.media if item.newest is None]
    stale = [
        Trace(item.place, f"{item.title}：最近一次发布 {item.newest}，早于 {start}")
        for item in facts.media
        if item.newest is not None and item.newest < start
    ]
    if stale:
        return IndicatorOutcome.failing(f"有 {len(stale)} 个账号没有按期更新。", stale)
    if unknown:
        return IndicatorOutcome.uncertain("有的账号没有登记最近一次发布的日期。", unknown)
    return IndicatorOutcome.passing(f"登记的 {len(facts.media)} 个账号都按期更新。")


def media_replies(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Whether readers can answer on each account, as far as that is on record."""
    if not facts.media:
        return IndicatorOutcome.unassessable("没有登记政务新媒体。")
    mute = [Trace(item.place, f"{item.title}：登记为没有互动功能") for item in facts.media if item.replies is False]
    if mute:
        return IndicatorOutcome.failing(f"有 {len(mute)} 个账号没有互动功能。", mute)
    if any(item.replies is None for item in facts.media):
        return IndicatorOutcome.uncertain("有没有互动功能没有登记，要打开账号看。")
    return IndicatorOutcome.passing("登记的账号都有互动功能。")


def _told(item: MessageFacts) -> Trace:
    kind = f"（{item.kind}）" if item.kind else ""
    state = "没有答复" if item.is_answered is False else "看不出有没有答复"
    when = f"{item.received} 的留言" if item.received is not None else "留言没有写日期"
    return Trace(item.place, f"{item.name}{kind}：{when}，{state}")


def _older(waiting: list[MessageFacts], recent: list[MessageFacts]) -> list[Trace]:
    """Messages of more than a year ago, which the indicator does not count and the office should not forget."""
    return [_told(item) for item in waiting if item not in recent]
