"""The years of requests for disclosure → rows; counts below three are no rows of their own, as on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from disclosure.exports.rows import DataRow, RequestYearRow
from disclosure.pages.request_statistics import YearShown, statistics
from disclosure.pages.site import Site


def request_rows(site: Site) -> Sequence[DataRow]:
    """Every figure that the page shows, one a row, the newest year first."""
    found = statistics(site)
    return [row for year in (found.years if found is not None else ()) for row in _rows(year)]


def _rows(year: YearShown) -> Iterator[RequestYearRow]:
    made = partial(RequestYearRow, year=year.record.year, as_of=year.record.as_of)
    for line in year.lines:
        remark = None if line.number is not None or line.shown == "—" else f"{line.shown}，不单列"
        yield made(item=line.item, value=line.number, unit=line.unit, remark=remark)
    for kind, count in year.kinds:
        yield made(item=f"办结：{kind}", value=count, unit="件", remark=None)


def requests_changed(site: Site) -> date:
    """The last day that any of the figures counts."""
    found = statistics(site)
    return max((year.record.as_of for year in found.years), default=date.min) if found is not None else date.min
