"""Monthly figures, responses and matters of the direct line → rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from disclosure.exports.rows import DataRow, DirectLineRow, FigureDataRow, ResponseRow
from disclosure.pages.ratings import SourceShown, answered, passed_on, shown
from disclosure.pages.site import Site


def figure_rows(site: Site) -> Sequence[DataRow]:
    """Every figure that the page shows, one a row; a month without figures has none."""
    return [row for item in shown(site) for row in _of_source(item)]


def _of_source(item: SourceShown) -> Iterator[FigureDataRow]:
    for month, rows, _ in item.months:
        for row in rows:
            for title, value in zip(item.titles, row.counts + row.rates, strict=True):
                if value != "—":
                    number = float(str(value).removesuffix("%"))
                    unit = "%" if isinstance(value, str) else item.source.measure
                    yield FigureDataRow(
                        source=item.source.title, month=month, item=row.item, figure=title, value=number, unit=unit
                    )


def response_rows(site: Site) -> Sequence[DataRow]:
    """Every response, as on the page."""
    return [
        ResponseRow(
            id=item.response.id,
            source=item.source.title,
            item=item.response.item,
            month=item.response.month,
            published=item.response.published,
            cause=item.response.cause,
            measure=item.response.measure,
            unit=item.unit,
            due=item.response.due,
            new_date=item.response.delay.new_date if item.response.delay is not None else None,
            done=item.response.done,
            result=item.response.result,
        )
        for item in answered(site)
    ]


def direct_line_rows(site: Site) -> Sequence[DataRow]:
    """Every matter of the direct line, as on the page."""
    return [
        DirectLineRow(
            id=item.item.id,
            topic=item.item.topic,
            received=item.item.received,
            due=item.standing.due if item.standing is not None else None,
            unit=item.unit,
            answered=item.item.answered,
            result=item.item.result,
        )
        for item in passed_on(site)
    ]


def figures_changed(site: Site) -> date:
    """The last day that changed any of them: the month after the last figures begins them."""
    months = [item.last for item in shown(site)]
    year, month = divmod(max(int(last[:4]) * 12 + int(last[5:]) for last in months), 12) if months else (1, 0)
    days = [date(year, month + 1, 1)] if months else []
    days += [item.response.done or item.response.published for item in answered(site)]
    return max([*days, *(item.item.answered or item.item.received for item in passed_on(site))], default=date.min)
