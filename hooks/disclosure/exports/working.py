"""What the office has to do for disclosure → rows, as it stands on the day of the page; nothing that is private."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from disclosure.agenda.items import Due, by_day
from disclosure.agenda.turns import unit_name
from disclosure.exports.rows import DataRow, WebAddress
from disclosure.pages import addresses
from disclosure.pages.open_work import public_items, shown_at
from disclosure.pages.site import Site


class OpenWorkRow(DataRow):
    """Something that the office has to do by a day."""

    schema_name: ClassVar[str] = "open-work"

    id: str = Field(title="编号", description="这一项的编号，每次导出都一样")
    title: str = Field(title="事项", description="要办的事")
    unit: str | None = Field(None, title="责任部门", description="没有写明部门的为空")
    due: date | None = Field(None, title="期限", description="最晚哪天办好；没有期限的为空")
    new_date: date | None = Field(None, title="新的日期", description="写明原因改定的日期，不算按期")
    as_of: date = Field(title="核对日期", description="哪一天核对的")
    state: str = Field(title="状态", description="逾期、本周到期或者以后到期")
    late_days: int = Field(title="逾期工作日", description="没有逾期的为 0")
    url: WebAddress = Field(title="网址", description="事项在哪个网页；没有自己的网页的是“公开工作”")


def work_rows(site: Site) -> list[DataRow]:
    """Everything that is due and public, the first to fall due on top."""
    return [_row(item, site) for item in by_day(public_items(site), site.today)]


def _row(item: Due, site: Site) -> OpenWorkRow:
    last, today = item.last, site.today
    is_late = last is not None and item.is_late(today)
    return OpenWorkRow(
        id=item.key,
        title=item.title,
        unit=unit_name(item.unit, site.register) if item.unit else None,
        due=last,
        new_date=item.promised,
        as_of=today,
        state=item.turn(today).label,
        late_days=site.law.working_days.between(last, today).days if is_late and last is not None else 0,
        url=site.url(shown_at(item, site) or addresses.OPEN_WORK),
    )
