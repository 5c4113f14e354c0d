"""The page of monthly figures: what ranks low and what is done about it, every source by month, the direct line.

Counts of one or two in a month are put together with others, at least two items together, so that neither the table
nor a subtraction tells of single persons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from disclosure.law.replies import ReplyStanding, direct_line_days, reply_to_matter
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.instruments import MonthColumns
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, single_page
from disclosure.pages.site import Site
from disclosure.pages.states import Status
from disclosure.ratings.arithmetic import added, rates_of
from disclosure.ratings.names import canonical
from disclosure.ratings.series import Series, all_series, in_words
from disclosure.ratings.trouble import Troubled, answered_by, is_overdue, response_to, troubled
from disclosure.records.ratings import RatingSource, RatingSources
from disclosure.records.responses import DirectLineItem, PublicResponse

FIGURES = "好差评和热线：数和整改"
FEW = 3  # below, an item of a month is not shown by itself
_LATEST = 12  # months that are drawn


@dataclass(frozen=True)
class ServiceRow:
    """An item of a month: its counts and rates, in the order of the source's columns."""

    item: str
    counts: tuple[int, ...]
    rates: tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    """A response with how it stands, why it is there, and the figures of its item since."""

    response: PublicResponse
    source: RatingSource
    status: Status
    unit: str
    cases: tuple[Troubled, ...]
    since: tuple[tuple[str, ServiceRow | None], ...]


@dataclass(frozen=True)
class Passed:
    """A matter of the direct line, and how its answer stands."""

    item: DirectLineItem
    standing: ReplyStanding | None
    status: Status
    unit: str


@dataclass(frozen=True)
class SourceShown:
    """A source as its page shows it."""

    series: Series

    @property
    def source(self) -> RatingSource:
        """Its columns and words."""
        return self.series.source

    @property
    def titles(self) -> list[str]:
        """The heads of its columns."""
        return [column.title for column in self.source.columns] + [rate.title for rate in self.source.rates]

    @property
    def last(self) -> str:
        """The last month that is there."""
        return self.series.months[-1]

    @property
    def span(self) -> str:
        """From which month to which, and how many of them are there."""
        months, missing = self.series.months, self.series.missing
        of = f"，{len(months)} 个月里有 {len(months) - len(missing)} 个月的数" if missing else f"，{len(months)} 个月"
        return f"{in_words(months[:1])}至{in_words(months[-1:])}{of}"

    @property
    def missing(self) -> list[tuple[str, str]]:
        """The months without figures, with the reason as far as it is told."""
        reasons = {gap.month: gap.reason for gap in self.source.gaps}
        return [(in_words([month]), reasons.get(month, "还没有收到月报")) for month in self.series.missing]

    @property
    def total(self) -> int:
        """The main count of all months that are there."""
        return sum(counts.get(self.source.main, 0) for counts in self.series.sums.values())

    @cached_property
    def months(self) -> list[tuple[str, list[ServiceRow], ServiceRow | None]]:
        """The latest month first: its rows, and their sum; of a month without figures nothing."""
        return [(month, self._rows(month), self._sum(month)) for month in reversed(self.series.months[-_LATEST:])]

    def _rows(self, month: str) -> list[ServiceRow]:
        counts = folded(self.series.counts.get(month, {}), self.source.main)
        ordered = sorted(
            counts, key=lambda item: (item.startswith("其余"), -counts[item].get(self.source.main, 0), item)
        )
        return [figure_row(self.source, item, counts[item]) for item in ordered]

    def _sum(self, month: str) -> ServiceRow | None:
        total = self.series.total(month)
        return figure_row(self.source, "合计", total) if total is not None else None

    @property
    def columns(self) -> MonthColumns:
        """The main count month by month; a month without figures has no column."""
        main = self.source.main
        groups = []
        for month in self.series.months[-_LATEST:]:
            total = self.series.total(month)
            groups.append((f"{int(month[5:])}月", (total.get(main, 0),) if total is not None else ()))
        return MonthColumns(f"{self.source.title}每月的数", (self.source.title_of(main),), tuple(groups))


def figure_row(source: RatingSource, item: str, counts: Mapping[str, int]) -> ServiceRow:
    """The counts of a row with the rates that follow from them."""
    rates = rates_of(source, counts)
    shown = tuple(f"{rates[rate.key]}%" if rate.key in rates else "—" for rate in source.rates)
    return ServiceRow(item, tuple(counts.get(column.key, 0) for column in source.columns), shown)


def folded(items: Mapping[str, Mapping[str, int]], main: str) -> dict[str, Mapping[str, int]]:
    """The items of a month, those of one or two put together; never one alone, which a subtraction would tell."""
    few = [item for item, counts in items.items() if 0 < counts.get(main, 0) < FEW]
    if few and (len(few) == 1 or sum(items[item].get(main, 0) for item in few) < FEW):
        others = sorted((counts.get(main, 0), item) for item, counts in items.items() if item not in few)
        few += [item for count, item in others if count][:1]
    kept: dict[str, Mapping[str, int]] = {item: counts for item, counts in items.items() if item not in few}
    return {**kept, f"其余 {len(few)} 项": added(items[item] for item in few)} if few else kept


@site_pages
def figures_page(site: Site) -> Iterator[Page]:
    """Everything on one page; none for an office that has no figures."""
    if not site.has_figures:
        return
    responses, passed = answered(site), passed_on(site)

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "title": FIGURES,
            "sources": shown(site),
            "answered": responses,
            "unanswered": unanswered(site),
            "counts": _counts([item.status for item in responses]),
            "passed": passed,
            "passed_counts": _counts([item.status for item in passed]),
            "days": direct_line_days(site.register),
            "direct_line": direct_line(site),
        }

    yield single_page(
        site,
        addresses.SERVICE_FIGURES,
        FIGURES,
        "ratings.html",
        values,
        f"{site.agency.short_name}的政务服务好差评、12345 热线每月的数，满意率低的事项怎样整改。",
        changed=max((item.response.done or item.response.published for item in responses), default=None),
        of_work=True,
    )


def _counts(states: list[Status]) -> list[tuple[Status, int]]:
    """How many are in each state, what is late first."""
    order = (Status.LATE, Status.IN_HAND, Status.DONE, Status.ANSWERED)
    return [(state, states.count(state)) for state in order if states.count(state)]


def shown(site: Site) -> list[SourceShown]:
    """Every source that has figures."""
    return [SourceShown(series) for series in all_series(site.register)]


def answered(site: Site) -> list[Answered]:
    """Every response, what is late first, then what is in hand, the newest first."""
    series = {item.source.id: item for item in all_series(site.register)}
    responses = site.register.all(PublicResponse)
    found = [_answered(item, series[item.source], site) for item in responses if item.source in series]
    order = (Status.LATE, Status.IN_HAND, Status.DONE)
    return sorted(
        found, key=lambda item: (order.index(item.status), -item.response.published.toordinal(), item.response.id)
    )


def _answered(response: PublicResponse, series: Series, site: Site) -> Answered:
    item = canonical(response.item, series.sources)
    cases = answered_by(response, site.register)
    status = Status.DONE if response.done else Status.LATE if is_overdue(response, site.today) else Status.IN_HAND
    since = tuple((month, _figures(series, item, month)) for month in series.months if month >= response.month)
    return Answered(response, series.source, status, site.department(response.unit), tuple(cases), since)


def _figures(series: Series, item: str, month: str) -> ServiceRow | None:
    counts = folded(series.counts.get(month, {}), series.source.main).get(item)
    return figure_row(series.source, item, counts) if counts is not None else None


def unanswered(site: Site) -> list[Troubled]:
    """What calls for a response and has none yet, the latest month of each item."""
    found: dict[tuple[str, str], Troubled] = {}
    for series in all_series(site.register):
        for case in troubled(series):
            if response_to(case, site.register) is None:
                found[case.source.id, case.item] = case
    return list(found.values())


def direct_line(site: Site) -> str:
    """What the direct line is called here."""
    return next((sources.direct_line for sources in site.register.all(RatingSources)), "直通车")


def passed_on(site: Site) -> list[Passed]:
    """The matters of the direct line, what is late first, then what is open, the newest first."""
    found = [_passed(item, site) for item in site.register.all(DirectLineItem)]
    order = (Status.LATE, Status.IN_HAND, Status.ANSWERED)
    return sorted(found, key=lambda item: (order.index(item.status), -item.item.received.toordinal(), item.item.id))


def _passed(item: DirectLineItem, site: Site) -> Passed:
    standing = reply_to_matter(item, site.register, site.law, site.today)
    late = standing is not None and standing.is_late and item.answered is None
    status = Status.ANSWERED if item.answered else Status.LATE if late else Status.IN_HAND
    return Passed(item, standing, status, site.department(item.unit))
