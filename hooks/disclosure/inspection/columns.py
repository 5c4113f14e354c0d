"""Checks of renewal: the home page, columns by their sort and by their own period, blank columns."""

from __future__ import annotations

from datetime import date

from disclosure.inspection.facts import ColumnFacts, ColumnSort, SiteFacts, Trace
from disclosure.inspection.measures import Measures
from disclosure.inspection.verdicts import IndicatorOutcome
from disclosure.records.inspection import Measure

_UNDATED = "各条没有写发布时间，视为没有更新"


def home(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Whether the home page, or where it only leads on the pages below it, has something new."""
    found = facts.home
    if found is None:
        return IndicatorOutcome.unassessable("没有找到首页。")
    start = measures.start(Measure.PERIOD)
    where = "首页只有导航，二级页面上" if found.only_leads_on else "首页上"
    if found.newest is not None and found.newest >= start:
        return IndicatorOutcome.passing(
            f"{where}最新的一条是 {found.newest}。", [Trace(found.place, f"最新 {found.newest}")]
        )
    if found.is_unclear:
        told = [Trace(found.place, "网页里看不到内容")]
        return IndicatorOutcome.uncertain("首页的内容看不到，可能由脚本生成。", told)
    if found.newest is None:
        return IndicatorOutcome.failing(f"{where}{_UNDATED}。", [Trace(found.place, "没有一条写明发布时间")])
    what = f"最新 {found.newest}，早于 {start}"
    return IndicatorOutcome.failing(
        f"{where}最新的一条是 {found.newest}，{start} 以来没有更新。", [Trace(found.place, what)]
    )


def renewed(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Columns of the two sorts that have a period, together."""
    number = measures.number(Measure.NUMBER)
    stale = [column for column in facts.columns if _is_overdue(column, measures)]
    blank = [column for column in facts.columns if column.is_blank and _has_period(column)]
    told = [_told(column, measures) for column in stale]
    if not facts.columns:
        return IndicatorOutcome.unassessable("没有认出栏目。")
    if len(stale) >= number:
        return IndicatorOutcome.failing(f"有 {len(stale)} 个栏目没有按期更新，达到 {number} 个。", told)
    doubtful = [*blank, *(column for column in facts.columns if column.is_unclear and _has_period(column))]
    if len(stale) + len(doubtful) >= number:
        sure = f"{len(stale)} 个没有按期更新，{len(doubtful)} 个空白或者看不到内容"
        words = f"有 {len(stale) + len(doubtful)} 个栏目要看：{sure}，后一种算不算没有明确。"
        return IndicatorOutcome.uncertain(
            words, [*told, *(Trace(column.place, f"{column.title}：没有内容") for column in doubtful)]
        )
    return IndicatorOutcome.passing(f"没有按期更新的栏目有 {len(stale)} 个，不到 {number} 个。", told)


def long_stale(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Columns that ought to have been renewed long ago; which these are is verified for two sorts alone."""
    if not facts.columns:
        return IndicatorOutcome.unassessable("没有认出栏目。")
    number, long_ago = measures.number(Measure.NUMBER), measures.start(Measure.PAPERS_PERIOD)
    filled = [column for column in facts.columns if not column.is_blank and not column.is_unclear]
    old = [column for column in filled if column.newest is None or column.newest < long_ago]
    sure = [column for column in old if _is_overdue(column, measures)]
    maybe = [*old, *(column for column in filled if column not in old and _is_overdue(column, measures))]
    if len(facts.columns) < number:
        return IndicatorOutcome.passing(f"一共 {len(facts.columns)} 个栏目，不到 {number} 个。")
    if len(sure) >= number:
        told = [_told(column, measures) for column in sure]
        return IndicatorOutcome.failing(f"有 {len(sure)} 个应当更新的栏目长期没有更新，达到 {number} 个。", told)
    told = [_told(column, measures) for column in maybe]
    if len(maybe) >= number:
        doubt = (measures.indicator.unverified or "哪些栏目应更新没有明确").removesuffix("。")
        return IndicatorOutcome.uncertain(f"有 {len(maybe)} 个栏目较长时间没有更新；{doubt}。", told)
    return IndicatorOutcome.passing(f"较长时间没有更新的栏目有 {len(maybe)} 个，不到 {number} 个。", told)


def blank(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Columns without any content."""
    if not facts.columns:
        return IndicatorOutcome.unassessable("没有认出栏目。")
    number = measures.number(Measure.NUMBER)
    told = [_blankness(column) for column in facts.columns if column.is_blank]
    unclear = [Trace(column.place, f"{column.title}：看不到内容") for column in facts.columns if column.is_unclear]
    if len(told) >= number:
        return IndicatorOutcome.failing(f"有 {len(told)} 个空白栏目，达到 {number} 个。", told)
    if len(told) + len(unclear) >= number:
        return IndicatorOutcome.uncertain(
            f"有 {len(told) + len(unclear)} 个栏目要看：{len(told)} 个空白，{len(unclear)} 个看不到内容。",
            [*told, *unclear],
        )
    return IndicatorOutcome.passing(f"空白栏目有 {len(told)} 个，不到 {number} 个。", told)


def unexplained(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Blank columns of which readers are not told why."""
    number = measures.number(Measure.NUMBER)
    told = [_blankness(column) for column in facts.columns if column.is_blank and not column.explanation]
    explained = [_blankness(column) for column in facts.columns if column.is_blank and column.explanation]
    if len(told) >= number:
        return IndicatorOutcome.failing(f"有 {len(told)} 个空白栏目没有说明。", told, explained)
    return IndicatorOutcome.passing("没有内容的栏目都有说明。" if explained else "没有空白栏目。", explained)


def own_periods(facts: SiteFacts, measures: Measures) -> IndicatorOutcome:
    """Columns against the period that the office has set each of them."""
    number = measures.number(Measure.NUMBER)
    kept = [column for column in facts.columns if column.duty and not column.is_blank]
    if not kept:
        return IndicatorOutcome.unassessable("没有栏目写明更新周期。")
    late = [
        Trace(column.place, f"{column.title}：最新 {column.newest}，周期{column.duty}，{column.until} 以前应当更新")
        for column in kept
        if column.until is not None and column.until < measures.today
    ]
    if len(late) >= number:
        return IndicatorOutcome.failing(f"有 {len(late)} 个栏目超过自己的更新周期。", late)
    return IndicatorOutcome.passing(f"写明更新周期的 {len(kept)} 个栏目，超过周期的有 {len(late)} 个。", late)


def _has_period(column: ColumnFacts) -> bool:
    return column.sort is ColumnSort.NEWS or (column.sort is ColumnSort.PAPERS and column.is_first)


def _start(column: ColumnFacts, measures: Measures) -> date:
    is_news = column.sort is ColumnSort.NEWS
    return measures.start(Measure.NEWS_PERIOD if is_news else Measure.PAPERS_PERIOD)


def _is_overdue(column: ColumnFacts, measures: Measures) -> bool:
    if column.is_blank or column.is_unclear or not _has_period(column):
        return False
    return column.newest is None or column.newest < _start(column, measures)


def _told(column: ColumnFacts, measures: Measures) -> Trace:
    if column.newest is None:
        return Trace(column.place, f"{column.title}：{_UNDATED}")
    start = _start(column, measures) if _has_period(column) else measures.start(Measure.PAPERS_PERIOD)
    return Trace(column.place, f"{column.title}：最新 {column.newest}，早于 {start}")


def _blankness(column: ColumnFacts) -> Trace:
    return Trace(column.place, f"{column.title}：{column.explanation or '没有内容'}")
