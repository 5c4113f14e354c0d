"""Packs and facts → verdicts: each indicator by its check, and nothing that is known from memory alone fails anyone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from disclosure.inspection import columns, marks, messages, services
from disclosure.inspection.facts import SiteFacts
from disclosure.inspection.measures import Measures, NoMeasure
from disclosure.inspection.verdicts import IndicatorOutcome, InspectionVerdict, Judgement
from disclosure.law.book import LawBook
from disclosure.records.inspection import Indicator, Inspected, InspectionCheck, InspectionPack

CheckOf = Callable[[SiteFacts, Measures], IndicatorOutcome]
_CHECKS: Mapping[InspectionCheck, CheckOf] = {
    InspectionCheck.SEVERE_WORDING: marks.severe_wording,
    InspectionCheck.SECRECY: marks.secrecy,
    InspectionCheck.HARMFUL: marks.harmful,
    InspectionCheck.DATES: marks.dates,
    InspectionCheck.RULES: marks.rules,
    InspectionCheck.HOME: columns.home,
    InspectionCheck.COLUMNS: columns.renewed,
    InspectionCheck.LONG_STALE: columns.long_stale,
    InspectionCheck.BLANK: columns.blank,
    InspectionCheck.OWN_PERIODS: columns.own_periods,
    InspectionCheck.UNEXPLAINED: columns.unexplained,
    InspectionCheck.CHANNEL: messages.channel,
    InspectionCheck.MESSAGES: messages.answered,
    InspectionCheck.PROMISE: messages.promised,
    InspectionCheck.MEDIA: messages.media_renewed,
    InspectionCheck.MEDIA_REPLY: messages.media_replies,
    InspectionCheck.SERVICES: services.offered,
    InspectionCheck.ELEMENTS: services.complete,
}


def inspected(
    facts: SiteFacts, packs: Iterable[InspectionPack], law: LawBook, today: date, of: Collection[Inspected]
) -> list[Judgement]:
    """The verdict on each indicator of the packs that are ``of`` these kinds, in their order.

    An indicator that rests on a duty which each place settles for itself is left out where this place has not.
    """
    return list(_judgements(facts, packs, law, today, of))


def _judgements(
    facts: SiteFacts, packs: Iterable[InspectionPack], law: LawBook, today: date, of: Collection[Inspected]
) -> Iterator[Judgement]:
    order = list(Inspected)
    for pack in sorted(packs, key=lambda pack: (order.index(pack.inspected), pack.id)):
        for indicator in pack.indicators if pack.inspected in of else ():
            if law.stands((indicator.basis,)):
                yield Judgement(pack, indicator, _judged(facts, Measures(indicator, law, today)))


def _judged(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    indicator = measures.indicator
    if indicator.check is InspectionCheck.OUTSIDE:
        return IndicatorOutcome.unassessable(f"{(indicator.reason or '从内容和网页看不出来').removesuffix('。')}。")
    if indicator.check in facts.untold:
        return IndicatorOutcome.unassessable(f"{facts.untold[indicator.check]}。")
    try:
        judged = _CHECKS[indicator.check](facts, measures)
    except NoMeasure as missing:
        return IndicatorOutcome.unassessable(f"没有“{missing}”的数，不能判断。")
    if judged.verdict is InspectionVerdict.FAIL and measures.is_doubtful:
        return replace(judged, verdict=InspectionVerdict.UNCERTAIN, words=_doubtful(judged.words, indicator))
    return judged


def _doubtful(words: str, indicator: Indicator) -> str:
    doubt = (indicator.unverified or "这项指标没有核对原文").removesuffix("。")
    return f"{words.removesuffix('。')}；但{doubt}，不能据此认定不合格。"
