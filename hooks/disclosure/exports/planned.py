"""The items of a work plan → rows, as they stand on the day of the page."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from disclosure.exports.rows import DataRow, WebAddress
from disclosure.pages import addresses
from disclosure.pages.site import Site
from disclosure.pages.workplans import ShownItem, ShownPoint, shown_points
from disclosure.records.work_plans import WorkPlan


class PlanItemRow(DataRow):
    """An item of the work plan, as it stood on a day."""

    schema_name: ClassVar[str] = "plan-items"

    year: int = Field(title="年份", description="哪一年的工作要点")
    point: int = Field(title="要点", description="第几点")
    point_title: str = Field(title="要点名称", description="用自己的话概括")
    id: str = Field(title="编号", description="事项的编号，各年同样的事项用同一个")
    title: str = Field(title="事项", description="能查出做没做到的一件事")
    unit: str = Field(title="责任部门", description="负责的部门")
    limit: str = Field(title="期限", description="期限、周期，或者一直做到")
    due: date | None = Field(None, title="期限日期", description="最晚哪天做到；一直要做到的为空")
    as_of: date = Field(title="核对日期", description="哪一天核对的")
    state: str = Field(title="状态", description="达成、达标、进行中、未到期或者逾期")
    source: str = Field(title="证据从哪里来", description="系统核对，或者人工登记")
    evidence: str = Field(title="证据", description="核对时查到的")
    count: int = Field(title="件数", description="符合的有几件、几次")
    total: int | None = Field(None, title="总数", description="应当符合的有几件；数次数的为空")
    newest: date | None = Field(None, title="最近日期", description="证据里最近的日期")
    records: list[str] = Field([], title="证据的编号", description="证据是哪些记录")
    late_days: int = Field(title="逾期工作日", description="没有逾期的为 0")
    reason: str | None = Field(None, title="逾期原因", description="逾期的写明")
    new_date: date | None = Field(None, title="新的日期", description="逾期的，最晚哪天补上")
    url: WebAddress = Field(title="网址", description="事项在哪个网页")


def plan_rows(plan: WorkPlan, site: Site) -> list[DataRow]:
    """Every item of a plan, in its order."""
    return [_row(plan, shown, item, site) for shown in shown_points(plan, site) for item in shown.items]


def _row(plan: WorkPlan, shown: ShownPoint, item: ShownItem, site: Site) -> PlanItemRow:
    standing, proof, late = item.standing, item.standing.proof, item.standing.item.late
    is_due = item.has_evidence
    return PlanItemRow(
        year=plan.year,
        point=shown.point.number,
        point_title=shown.point.title,
        id=standing.item.id,
        title=standing.item.title,
        unit=item.unit,
        limit=item.limit,
        due=standing.due,
        as_of=site.today,
        state=item.state.word,
        source=item.source,
        evidence=proof.words if is_due else "到期后显示",
        count=proof.count if is_due else 0,
        total=proof.total if is_due else None,
        newest=proof.newest if is_due else None,
        records=list(proof.ids) if is_due else [],
        late_days=standing.late_days,
        reason=late.reason if late is not None else None,
        new_date=late.new_date if late is not None else None,
        url=site.url(f"{addresses.address(plan)}#{standing.item.id}"),
    )
