"""The work plan: how an item stands follows from its evidence, and from nothing that anybody says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from demonstration import REPOSITORY
from disclosure.exports.planned import plan_rows
from disclosure.law.book import LawBook, law_book
from disclosure.law.renewal import column_standings
from disclosure.loading import read_register
from disclosure.pages.makers import made
from disclosure.pages.public import public_part
from disclosure.pages.site import Site
from disclosure.plan.next_year import begun_from
from disclosure.plan.proofs import answered
from disclosure.plan.standing import COUNTED, DutyStanding, DutyState, counted, standings
from disclosure.plan.windows import windows
from disclosure.records.documents import Document
from disclosure.records.media_accounts import MediaAccount
from disclosure.records.withdrawals import Withdrawal
from disclosure.records.work_plans import PlanItem, PlanPeriod, PlanQuery, WorkPlan
from disclosure.register import Register
from disclosure.withdrawn import stand_in

TODAY = date(2025, 6, 18)
DAY = timedelta(days=1)
LATE, UNDER_WAY, NOT_DUE = DutyState.LATE, DutyState.UNDER_WAY, DutyState.NOT_DUE


@cache
def demonstration() -> Register:
    return read_register(REPOSITORY)


@cache
def book() -> LawBook:
    return law_book(demonstration())


@cache
def pages() -> Site:
    return Site(demonstration(), book(), TODAY)


def plans() -> list[WorkPlan]:
    return demonstration().workplans


def page_of(plan: WorkPlan) -> LexborHTMLParser:
    page = next(page for page in made(pages()) if page.address == f"workplans/{plan.id}.html")
    return LexborHTMLParser(page.render()[0])


def words(html: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in html.css(selector)]


def plan_of(**item: Any) -> WorkPlan:
    """A plan of one item, of 2025."""
    told = {"id": "duty", "title": "专人负责", "unit": "party-office", **item}
    point = {"number": 1, "title": "加强队伍建设", "items": [told]}
    return WorkPlan.model_validate({"id": "p", "year": "2025", "title": "要点", "source": "自拟", "points": [point]})


def state_on(plan: WorkPlan, day: str, register: Register | None = None) -> DutyState:
    (found,) = standings(plan, register or Register(REPOSITORY), book(), date.fromisoformat(day))
    return found.state


def entries(*days: str, **more: Any) -> list[dict[str, Any]]:
    return [{"date": day, "words": "做过一次", **more} for day in days]


# --- the state of an item ---------------------------------------------------------------------------------------------


def test_every_query_has_its_answer() -> None:
    assert set(answered()) == set(PlanQuery)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2025-03-01", NOT_DUE), ("2025-03-31", NOT_DUE), ("2025-04-01", LATE)],
)
def test_what_has_a_last_day_and_no_evidence_is_late_from_the_day_after(day: str, state: DutyState) -> None:
    assert state_on(plan_of(due="2025-03-31", recorded=[]), day) is state


def test_what_has_a_last_day_is_achieved_once_it_is_done_and_under_way_while_it_has_begun() -> None:
    plan = plan_of(due="2025-03-31", recorded=[*entries("2025-02-10", done="false"), *entries("2025-03-20")])
    days = ("2025-02-09", "2025-02-10", "2025-03-20", "2025-12-31", "2026-06-01")
    achieved = DutyState.ACHIEVED
    assert [state_on(plan, day) for day in days] == [NOT_DUE, UNDER_WAY, achieved, achieved, achieved]


def test_what_was_done_late_is_achieved_and_says_so() -> None:
    plan = plan_of(due="2025-03-31", recorded=entries("2025-04-10"))
    (found,) = standings(plan, Register(REPOSITORY), book(), TODAY)
    assert (found.state, found.was_late) == (DutyState.ACHIEVED, True)
    assert state_on(plan, "2025-04-09") is LATE


def test_accounts_are_looked_after_while_each_in_use_was_looked_at_in_each_period() -> None:
    told = {"platform": "wechat", "unit": "party-office", "purpose": "发布政策", "keeper": "专岗"}
    told |= {"opened": "2024-05-01", "password_changed": "2024-05-01"}

    def states(*accounts: dict[str, Any]) -> list[DutyState]:
        made = [
            MediaAccount.model_validate({"id": f"a{n}", "title": f"号{n}", **told, **one})
            for n, one in enumerate(accounts)
        ]
        register = Register(REPOSITORY, {one.key: one for one in made})
        return [
            state_on(plan_of(period="quarter", query="accounts"), day, register) for day in ("2025-03-31", "2025-04-01")
        ]

    looked = {"checks": [{"date": "2025-03-20", "result": "没有发现问题。"}]}
    assert states(looked, looked) == [UNDER_WAY, UNDER_WAY]
    assert states(looked, {}) == [UNDER_WAY, LATE]  # each of them
    assert states(looked, {"closed": {"date": "2025-02-01", "reason": "合并"}}) == [UNDER_WAY, UNDER_WAY]
    assert states(looked, {"opened": "2025-03-25"}) == [UNDER_WAY, UNDER_WAY]  # from its first whole period on
    assert states() == [UNDER_WAY, LATE]


@pytest.mark.demonstration
def test_a_continuous_duty_is_up_to_standard_while_its_query_holds_and_late_at_once_when_not() -> None:
    plan = plan_of(continuous="true", query="posts")
    assert state_on(plan, "2025-06-18", demonstration()) is DutyState.UP_TO_STANDARD
    assert DutyState.UP_TO_STANDARD.counts_as is DutyState.ACHIEVED
    assert state_on(plan, "2025-06-18", without(demonstration(), {"staffing"})) is LATE
    assert state_on(plan_of(continuous="true", query="posts", starts="2025-09-01"), "2025-06-18") is NOT_DUE


@pytest.mark.demonstration
def test_columns_are_held_against_their_own_duty_to_be_renewed() -> None:
    """Whether it is said in days or by a period: as the daily inspection of the columns finds it."""
    plan, came = plan_of(continuous="true", query="columns"), {}
    for day in ("2025-06-18", "2025-07-20", "2025-12-20"):
        today = date.fromisoformat(day)
        stale = any(one.is_stale(today) for one in column_standings(demonstration(), book(), today))
        came[day] = stale
        assert (state_on(plan, day, demonstration()) is LATE) is stale, day
    assert set(came.values()) == {True, False}


def test_what_is_done_again_and_again_is_late_when_a_period_has_passed_without_it() -> None:
    plan = plan_of(period="quarter", recorded=entries("2025-02-10", "2025-08-01"))
    days = ("2025-03-31", "2025-06-30", "2025-07-01", "2025-12-31")
    assert [state_on(plan, day) for day in days] == [UNDER_WAY, UNDER_WAY, LATE, LATE]
    (found,) = standings(plan, Register(REPOSITORY), book(), date(2025, 7, 9))
    assert (found.due, found.missed, found.late_days) == (date(2025, 6, 30), "第二季度", 7)


def test_a_period_that_was_missed_can_be_made_up_for() -> None:
    made_up = [*entries("2025-02-10", "2025-08-01"), *entries("2025-07-10", makes_up="2025-05-01")]
    plan = plan_of(period="quarter", recorded=made_up)
    assert [state_on(plan, day) for day in ("2025-07-09", "2025-07-10")] == [LATE, UNDER_WAY]


def test_the_whole_year_is_under_way_until_it_is_over() -> None:
    plan = plan_of(period="year", recorded=entries("2025-02-10"))
    days = ("2025-01-01", "2025-12-31", "2026-01-01")
    assert [state_on(plan, day) for day in days] == [UNDER_WAY, UNDER_WAY, DutyState.ACHIEVED]
    assert state_on(plan_of(period="year", recorded=[]), "2026-01-01") is LATE


def test_something_may_be_wanted_several_times() -> None:
    plan = plan_of(due="2025-06-30", times="2", recorded=entries("2025-02-10", "2025-05-10"))
    assert [state_on(plan, day) for day in ("2025-05-09", "2025-05-10")] == [UNDER_WAY, DutyState.ACHIEVED]


@pytest.mark.parametrize(
    ("period", "count"), [("year", 1), ("half-year", 2), ("quarter", 4), ("month", 12), ("half-month", 24)]
)
def test_the_periods_of_a_year_follow_each_other_without_a_gap(period: str, count: int) -> None:
    found = windows(PlanPeriod(period), 2024)
    assert len(found) == count == len({window.words for window in found})
    assert (found[0].first, found[-1].last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert all(one.last + DAY == other.first for one, other in zip(found, found[1:], strict=False))


# --- the demonstration ------------------------------------------------------------------------------------------------


def alone(plan: WorkPlan, item: PlanItem) -> WorkPlan:
    """The plan with one item only."""
    point = plan.points[0].model_copy(update={"items": [item]})
    return plan.model_copy(update={"points": [point]})


def without(register: Register, ids: set[str]) -> Register:
    """The register as it is when records are taken out of it."""
    records = {key: record for key, record in register.records.items() if key not in ids}
    singles = [record for record in register.singles if record.key not in ids]
    root = register.root / "nowhere" if "patrols" in ids else register.root  # the nightly runs lie beside the records
    return replace(register, root=root, records=records, singles=singles)


def every_item() -> Iterator[tuple[WorkPlan, PlanItem]]:
    for plan in plans():
        for point in plan.points:
            yield from ((plan, item) for item in point.items)


def after_its_limit(plan: WorkPlan, item: PlanItem) -> date:
    """A day on which the item is late if its evidence is not there."""
    if item.continuous:
        return max(TODAY, item.starts or TODAY)
    return date(plan.year + 1, 1, 1) if item.period is not None else (item.due or TODAY) + DAY


def judged(plan: WorkPlan, item: PlanItem, register: Register, day: date) -> DutyStanding:
    (found,) = standings(alone(plan, item), register, book(), day)
    return found


@pytest.mark.demonstration
def test_without_its_evidence_every_item_is_late() -> None:
    held = []
    for plan, item in every_item():
        day = after_its_limit(plan, item)
        if item.recorded is not None:
            found = judged(plan, item.model_copy(update={"recorded": []}), demonstration(), day)
        else:
            ids = set(judged(plan, item, demonstration(), max(day, TODAY)).proof.ids)
            assert ids, item.id
            found = judged(plan, item, without(demonstration(), ids), day)
        held += [] if found.is_late else [f"{plan.year} {item.id}: {found.state.label}"]
    assert held == []


@pytest.mark.demonstration
def test_what_was_taken_down_is_no_evidence() -> None:
    plan, paper = plan_of(due="2025-03-31", records=["doc-2023-044"]), demonstration().records["doc-2023-044"]
    facts = {"column": "plans", "issuer": "示例", "made": "2023-03-01", "published": "2023-03-02 09:00"}
    told = {"kind": "plan", "time": "2025-03-01 09:00", "code": "error", "reason": "发布有误", "ordered_by": "负责人"}
    taken = stand_in(Withdrawal.model_validate({"number": "doc-2023-044", **told, "kept": facts}))
    assert taken is not None
    states = [state_on(plan, "2025-04-01", Register(REPOSITORY, {paper.key: one})) for one in (paper, taken)]
    assert states == [DutyState.ACHIEVED, LATE]


@pytest.mark.demonstration
def test_the_plan_of_the_year_has_48_items_in_14_points_and_each_is_counted_once() -> None:
    plan = next(plan for plan in plans() if plan.year == 2025)
    found = standings(plan, demonstration(), book(), TODAY)
    assert [len(plan.points), len(found), sum(counted(found).values())] == [14, 48, 48]
    assert [len(other.points) for other in plans()] == [14, 14]
    assert (
        counted(found) == {state: sum(one.state.counts_as is state for one in found) for state in COUNTED}
        and min(counted(found).values()) > 0
    )


@pytest.mark.demonstration
def test_pages_which_see_no_ledger_say_the_same_as_the_check() -> None:
    public = public_part(demonstration())
    assert public is not demonstration()
    for plan in plans():
        assert standings(plan, public, book(), TODAY) == standings(plan, demonstration(), book(), TODAY)


@pytest.mark.demonstration
def test_one_record_less_changes_the_bar() -> None:
    plan = next(plan for plan in plans() if plan.year == 2025)
    before = counted(standings(plan, demonstration(), book(), TODAY))
    paper = next(paper for paper in demonstration().documents if paper.published.year == 2025 and paper.review)
    changed = {**demonstration().records, paper.id: Document.model_copy(paper, update={"review": None})}
    after = counted(standings(plan, replace(demonstration(), records=changed), book(), TODAY))
    assert after[LATE] > before[LATE] and sum(after.values()) == sum(before.values())


@pytest.mark.demonstration
def test_the_page_says_the_sum_first_then_what_is_late_with_unit_and_new_date() -> None:
    plan = next(plan for plan in plans() if plan.year == 2025)
    found, html = standings(plan, demonstration(), book(), TODAY), page_of(plan)
    counts = counted(found)
    said = "，".join(f"{state.label} {counts[state]}" for state in COUNTED)
    assert words(html, ".plan > .lead") == [f"做到哪了：14 点 48 项，{said}。"]
    (picture,) = html.css('.plan > .stack [role="img"]')
    spoken = "，".join(f"{state.label} {counts[state]} 项" for state in COUNTED)
    assert picture.attributes["aria-label"] == f"事项共 48 项：{spoken}"
    late = [one for one in found if one.is_late]
    assert words(html, ".plan__late li > a") == [one.item.title for one in late]
    for one, line in zip(late, words(html, ".plan__late li"), strict=True):
        assert pages().department(one.item.unit) in line
        promised = one.item.late.new_date if one.item.late is not None else None
        assert promised is None or f"{promised.month}月{promised.day}日前补上" in line
        assert promised is not None or "还没有写明原因" in line
    assert html.body.text().index("逾期 ") < html.body.text().index("14 点 48") + 400


@pytest.mark.demonstration
def test_each_row_says_where_its_evidence_comes_from_and_what_the_site_says_leads_to_a_page() -> None:
    for plan in plans():
        found, html = standings(plan, demonstration(), book(), TODAY), page_of(plan)
        rows = html.css(".plan__points tbody tr")
        assert [row.attributes["id"] for row in rows] == [one.item.id for one in found]
        for one, row in zip(found, rows, strict=True):
            cells = [" ".join(cell.text().split()) for cell in row.css("td")]
            assert cells[0] == one.state.label
            if one.state is NOT_DUE:
                assert cells[1].startswith("到期后显示")
                continue
            assert cells[1].startswith("人工登记" if one.proof.by_hand else "系统核对"), one.item.id
            assert one.proof.words in cells[1]
            assert one.proof.by_hand or row.css("td a"), f"{one.item.id}: nothing shows its figure"


@pytest.mark.demonstration
def test_points_with_something_late_stand_open_and_the_others_are_folded() -> None:
    plan = next(plan for plan in plans() if plan.year == 2025)
    found, html = standings(plan, demonstration(), book(), TODAY), page_of(plan)
    late = {one.point.number for one in found if one.is_late}
    opened = {number for number in range(1, 15) if html.css(f"#p-{number} > details[open]")}
    assert opened == late != set()


@pytest.mark.demonstration
def test_the_table_to_take_along_has_the_same_states() -> None:
    for plan in plans():
        rows = plan_rows(plan, pages())
        found = standings(plan, demonstration(), book(), TODAY)
        assert [(row.id, row.state) for row in rows] == [(one.item.id, one.state.label) for one in found]  # type: ignore[attr-defined]


# --- the next year ----------------------------------------------------------------------------------------------------


@pytest.mark.demonstration
def test_the_plan_of_the_next_year_begins_with_the_same_items_a_year_later() -> None:
    plan = next(plan for plan in plans() if plan.year == 2025)
    text = begun_from(plan, standings(plan, demonstration(), book(), TODAY), 2026)
    begun = WorkPlan.model_validate(yaml.load(text, yaml.CBaseLoader))
    assert (begun.id, begun.year, begun.issued) == ("workplan-2026", 2026, None)
    old, new = [list(_.points) for _ in (plan, begun)]
    assert [[item.id for item in point.items] for point in new] == [[item.id for item in point.items] for point in old]
    for before, after in zip(
        *([item for point in points for item in point.items] for points in (old, new)), strict=True
    ):
        assert after.due == (before.due.replace(year=2026) if before.due else None)
        assert (after.query, after.period, after.late) == (before.query, before.period, None)
        assert not after.records and not after.recorded
    assert text.count("# 去年没有做完") == sum(one.is_late for one in standings(plan, demonstration(), book(), TODAY))
