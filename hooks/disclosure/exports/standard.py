"""The standard catalogue → rows, and the days on which it falls due → a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import partial

from disclosure.coverage.rounds import DueRound
from disclosure.coverage.standing import ItemStanding, coming
from disclosure.exports.rows import DataRow, StandardItemRow, StandardRoundRow
from disclosure.exports.whole_days import DayEvent, calendar_of
from disclosure.order import CHINA
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.site import Site
from disclosure.pages.standard_catalogue import body_name, covered, row_address, unit_name

_YEAR = 366  # days ahead of which the calendar tells


@site_assets
def catalogue_calendar(site: Site) -> Iterator[Asset]:
    """What falls due in a year to come, as a calendar; none for an office without a catalogue."""
    if covered(site).fields:
        yield Asset(addresses.CATALOGUE_CALENDAR, partial(_calendar, site))


def _calendar(site: Site) -> bytes:
    listed = [(item, due) for item in covered(site).standings for due in coming(item, site.today, _YEAR)]
    events = [_event(item, due, site) for item, due in sorted(listed, key=lambda pair: (pair[1].day, _key(*pair)))]
    return calendar_of(events, f"{site.agency.site_name}：标准目录", site.agency.site_url.split("/")[2])


def _key(standing: ItemStanding, due: DueRound) -> str:
    return f"{standing.field.id}-{standing.item.number}-{due.day}"


def _event(standing: ItemStanding, due: DueRound, site: Site) -> DayEvent:
    item, field = standing.item, standing.field
    told = [entry.date for entry in (*field.history, *item.history)]
    changed = max([field.since, *told])
    title = f"{field.title}：{item.title}"
    url = site.url(row_address(standing))
    return DayEvent(
        key=_key(standing, due),
        stamp=datetime.combine(changed, time(), CHINA).astimezone(UTC),
        sequence=len(told),
        summary=f"标准目录到期：{title}",
        day=due.day,
        description=f"{unit_name(item, site)}，公开时限：{item.limit or ''}\n{url}",
        url=url,
        category="标准目录",
        alarm=f"还有三天到期：{title}",
    )


def item_rows(site: Site) -> Sequence[DataRow]:
    """Every item, field by field."""
    return [_item_row(item, site) for item in covered(site).standings]


def _item_row(standing: ItemStanding, site: Site) -> StandardItemRow:
    item = standing.item
    return StandardItemRow(
        field=standing.field.title,
        number=item.number,
        level1=item.level1,
        level2=item.level2,
        content=item.content,
        basis="；".join(map(site.law.cite, item.basis)) or None,
        limit=item.limit,
        body=body_name(item, site) or None,
        channels=[channel.label for channel in item.channels],
        audience=[audience.label for audience in item.audience],
        group=item.group,
        modes=[mode.label for mode in item.modes],
        levels=[level.label for level in item.levels],
        board=item.board.label,
        not_applicable=standing.excuse.reason if standing.excuse is not None else None,
        published=max((paper.day for paper in standing.evidence if paper.day is not None), default=None),
        papers=[paper.record.key for paper in standing.evidence],
        url=site.url(row_address(standing)),
    )


def round_rows(site: Site) -> Sequence[DataRow]:
    """Every time that an item fell due in the months that are shown."""
    return [_round_row(item, due, site) for item in covered(site).standings for due in item.rounds]


def _round_row(standing: ItemStanding, due: DueRound, site: Site) -> StandardRoundRow:
    return StandardRoundRow(
        field=standing.field.title,
        number=standing.item.number,
        item=standing.item.title,
        due=due.day,
        published=due.served.day if due.served is not None else None,
        paper=due.served.record.key if due.served is not None else None,
        unit=unit_name(standing.item, site),
    )


def standard_changed(site: Site) -> date:
    """The last day that changed any of it: an item, or something published for one."""
    found = covered(site)
    days = [day for item in found.standings for paper in item.evidence if (day := paper.day) is not None]
    fields = [item.field for item in found.fields]
    told = (entry.date for field in fields for entry in field.history)
    return max([*(field.since for field in fields), *days, *told], default=date.min)
