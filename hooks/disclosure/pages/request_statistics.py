"""What a year's requests add up to, as the public sees it: how many came, how they were answered, in what time.

All of it is read from the counts that the office has written (data/request-figures), never from a request. How many
came, were done and went on are sums over everything and stand as they are. What was answered in which way, and what
was taken further, is told by kinds, and a kind of one or two is put together with others, at least two kinds, so that
no subtraction tells of a single request. The official tables of the annual report stay exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from disclosure.findings import Place
from disclosure.pages.instruments import MonthColumns, StackedBar, stacked
from disclosure.pages.ratings import FEW, folded
from disclosure.pages.site import Site
from disclosure.records.annual_figures import AnnualFigures, ByApplicant, ByOutcome
from disclosure.records.documents import Document
from disclosure.records.report_tables import REQUESTS
from disclosure.records.request_figures import RepeatedSubject, YearOfRequests

FEWER = f"少于 {FEW}"
_TOGETHER = "其他各类"
_KINDS: Mapping[str, tuple[str, ...]] = {
    "予以公开": ("granted",),
    "部分公开": ("partly",),
    "不予公开": REQUESTS.rows_under("（三）不予公开"),
    "无法提供": REQUESTS.rows_under("（四）无法提供"),
    "不予处理": REQUESTS.rows_under("（五）不予处理"),
    "其他处理": REQUESTS.rows_under("（六）其他处理"),
}
_OUTCOMES = ("upheld", "corrected", "other", "pending")
_LOOKS = ("full", "half", "bare", "open")


class StatisticLine(NamedTuple):
    """One figure of a year: what it counts, how it is shown, its unit, and its number where it may be told."""

    item: str
    shown: str
    unit: str
    number: int | float | None


class Became(NamedTuple):
    """A paper that was disclosed because somebody had asked, and the line that says so."""

    paper: Document
    column: str
    origin: Place


@dataclass(frozen=True)
class YearShown:
    """One year."""

    record: YearOfRequests

    @property
    def label(self) -> str:
        """The year, and of one that is not over up to which day it is counted."""
        until = self.record.as_of
        return (
            str(self.record.year) if self.record.is_whole else f"{self.record.year}（到{until.month}月{until.day}日）"
        )

    @property
    def name(self) -> str:
        """The same in a sentence."""
        return f"{self.label}年" if self.record.is_whole else self.label

    @property
    def received(self) -> int:
        """How many requests were new."""
        return self._total("received")

    @property
    def done(self) -> int:
        """How many were answered or ended in another way."""
        return self._total("total")

    def _total(self, name: str) -> int:
        return _sum_of(getattr(self.record.requests, name))

    @property
    def in_time(self) -> str:
        """The share of the replies that came in time; never 100 % while one did not."""
        if not self.record.replied:
            return "—"
        tenths = self.record.on_time * 1000 // self.record.replied
        return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10}%"

    @property
    def median(self) -> str:
        """The median of the working days that a reply took, without the days that do not count."""
        return f"{self.record.median_days.normalize():f}" if self.record.median_days is not None else "—"

    @cached_property
    def kinds(self) -> list[tuple[str, int]]:
        """How the requests of the year ended, by kind; empty where there are too few to tell."""
        return _told({kind: sum(map(self._total, rows)) for kind, rows in _KINDS.items()})

    @property
    def bar(self) -> StackedBar | None:
        """The same as a bar."""
        return _bar(f"{self.name}办结的申请", self.kinds)

    @property
    def reviews(self) -> int:
        """How many reviews (行政复议) there were."""
        return self._appeals("reviews")

    @property
    def suits(self) -> int:
        """How many suits (行政诉讼) there were, with a review before them or without."""
        return self._appeals("direct") + self._appeals("after_review")

    def _appeals(self, name: str) -> int:
        return _sum_of(getattr(self.record.appeals, name))

    @property
    def appeals_bars(self) -> list[StackedBar]:
        """How the reviews and how the suits of the year ended, each as a bar; none of those too few to tell."""
        groups = (("行政复议", ("reviews",)), ("行政诉讼", ("direct", "after_review")))
        made = (_bar(f"{self.name}的{word}", _told(self._ends(names))) for word, names in groups)
        return [bar for bar in made if bar is not None]

    def _ends(self, names: Sequence[str]) -> dict[str, int]:
        rows = [row for name in names if (row := getattr(self.record.appeals, name)) is not None]
        titles = {name: str(ByOutcome.model_fields[name].title) for name in _OUTCOMES}
        return {title: sum(_whole(getattr(row, name)) for row in rows) for name, title in titles.items()}

    @cached_property
    def lines(self) -> list[StatisticLine]:
        """The figures of the year, in the order of the table."""
        record = self.record
        flow = {
            "新收": self.received,
            "上年结转": self._total("carried_in"),
            "办结": self.done,
            "结转下年": self._total("carried_out"),
        }
        few = {"延长期限": record.extended, "行政复议": self.reviews, "行政诉讼": self.suits}
        share = _number(self.in_time.removesuffix("%"))
        median = _number(self.median)
        return [
            *(StatisticLine(item, str(count), "件", count) for item, count in flow.items()),
            StatisticLine("按期答复", self.in_time.removesuffix("%"), "%", share),
            StatisticLine("答复用时中位数", self.median, "个工作日", median),
            *(_few(item, count) for item, count in few.items()),
            StatisticLine("信息处理费", str(record.fees), "元", record.fees),
        ]


def _number(shown: str) -> int | float | None:
    """A figure as a number: 12, 8.5, or none."""
    if shown == "—":
        return None
    return float(shown) if "." in shown else int(shown)


def _sum_of(row: ByApplicant | ByOutcome | None) -> int:
    return _whole(row.total) if row is not None else 0


def _whole(figure: Any) -> int:
    """A figure of the official tables as a number; what does not apply is none."""
    return figure if isinstance(figure, int) else 0


def _few(item: str, count: int) -> StatisticLine:
    """A count that is not told where it is one or two."""
    hidden = 0 < count < FEW
    return StatisticLine(item, FEWER if hidden else str(count), "件", None if hidden else count)


def _told(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The counts of kinds that there are, the few put together; nothing where all together are too few."""
    there = {kind: {"n": count} for kind, count in counts.items() if count}
    if sum(count["n"] for count in there.values()) < FEW:
        return []
    made = folded(there, "n")
    return [(_TOGETHER if kind not in counts else kind, count["n"]) for kind, count in made.items()]


def _bar(subject: str, kinds: Sequence[tuple[str, int]]) -> StackedBar | None:
    if not kinds:
        return None
    looks = [*_LOOKS[: len(kinds)], *("open" for _ in kinds[len(_LOOKS) :])]
    return stacked(subject, "件", [(kind, count, look) for (kind, count), look in zip(kinds, looks, strict=True)])


@dataclass(frozen=True)
class RequestStatistics:
    """All years, the newest first; ``papers`` were disclosed after a request, ``subjects`` asked for repeatedly."""

    years: Sequence[YearShown]
    papers: Sequence[Became]
    subjects: Sequence[tuple[int, RepeatedSubject]]
    reports: Sequence[tuple[str, Document]]

    @property
    def main(self) -> YearShown:
        """The year that stands first: the last that is over, else the newest."""
        return next((year for year in self.years if year.record.is_whole), self.years[0])

    @property
    def columns(self) -> MonthColumns | None:
        """The new requests of each year as columns, a year that is not over in dashes; none of one year alone."""
        groups = tuple((year.label, (year.received,)) for year in reversed(self.years))
        unfinished = frozenset(year.label for year in self.years if not year.record.is_whole)
        if len(groups) < 2 or not any(count for _, (count,) in groups):
            return None
        return MonthColumns("每年新收的申请", ("新收（件）",), groups, unfinished)

    @property
    def fees_said(self) -> str:
        """Whether anything was charged in the last two years that are over, in a sentence."""
        whole = [year.record for year in self.years if year.record.is_whole][:2]
        names = "、".join(f"{record.year} 年" for record in sorted(whole, key=lambda record: record.year))
        if not whole:
            return ""
        charged = sum(Decimal(record.fees) for record in whole)
        return f"{names}收了 {charged} 元。" if charged else f"{names}没有收过。"


def statistics(site: Site) -> RequestStatistics | None:
    """The statistics of all years; none where the office has no figures."""
    records = sorted(site.register.all(YearOfRequests), key=lambda record: record.year, reverse=True)
    if not records:
        return None
    subjects = [(record.year, subject) for record in records for subject in record.repeated]
    return RequestStatistics(list(map(YearShown, records)), _papers(records, site), subjects, _reports(site))


def _papers(records: Sequence[YearOfRequests], site: Site) -> list[Became]:
    """The papers that became public, the newest first, each once: what is published of them and nothing else."""
    found: dict[str, Became] = {}
    for record in records:
        for number, key in enumerate(record.became_public):
            paper = site.register.get(key, Document)
            if paper is not None:
                column = next((item.title for item in site.columns if item.id == paper.column), "")
                found.setdefault(paper.id, Became(paper, column, record.place("became_public", number)))
    return sorted(found.values(), key=lambda item: (item.paper.published, item.paper.id), reverse=True)


def _reports(site: Site) -> list[tuple[str, Document]]:
    """The annual reports that have the official tables, the newest first."""
    figures = sorted(site.register.all(AnnualFigures), key=lambda item: item.path, reverse=True)
    named = ((item.file_name, site.register.get(item.report, Document)) for item in figures)
    return [(year, paper) for year, paper in named if paper is not None]
