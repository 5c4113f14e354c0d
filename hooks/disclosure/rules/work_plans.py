"""Work plans: items that can be checked, limits in order, and for what is late a reason and a new day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.findings import Place, Severity
from disclosure.plan.standing import DutyStanding, standings
from disclosure.records.work_plans import PlanItem, WorkPlan
from disclosure.register import Register
from disclosure.rules.delays import not_later
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/90",)
_ISSUED = "plan-issued"
PlanSpot = tuple[int, int, PlanItem]  # the numbers of the point and of the item in it, from 0


def _items(plan: WorkPlan) -> Iterator[PlanSpot]:
    for row, point in enumerate(plan.points):
        for number, item in enumerate(point.items):
            yield row, number, item


def _place(plan: WorkPlan, item: PlanSpot, *steps: str | int) -> Place:
    return plan.place("points", item[0], "items", item[1], *steps)


@rule("WKP-001", "要点连续编号，事项的编号不重复", on=WorkPlan, basis=_BASIS)
def points_and_items_are_told_apart(plan: WorkPlan, context: Context) -> Iterator[Fault]:
    """Points are numbered 1, 2, 3 …, and no two items of a plan share an id.

    Bad:  两个事项都写 id: training
    Good: id: training，id: newcomers
    """
    for row, point in enumerate(plan.points):
        if point.number != row + 1:
            message = f"第 {row + 1} 个要点的序号写的是 {point.number}。"
            yield plan.place("points", row, "number"), message, f"请写 number: {row + 1}，各点从 1 连续编号。"
    seen: dict[str, int] = {}
    for item in _items(plan):
        place = _place(plan, item, "id")
        if item[2].id in seen:
            message = f"事项的编号“{item[2].id}”用了两次，另一次在第 {seen[item[2].id]} 行。"
            yield place, message, "请给新加的事项另取一个编号。"
        seen.setdefault(item[2].id, place.line)


@rule("WKP-002", "事项的期限在这一年，不早于开始", on=WorkPlan, basis=_BASIS)
def limits_of_items_are_in_order(plan: WorkPlan, context: Context) -> Iterator[Fault]:
    """An item of a year's plan begins and is due in that year, and is not due before it begins.

    Bad:  starts: 2025-09-01，due: 2025-08-31
    Good: starts: 2025-09-01，due: 2025-09-30
    """
    for item in _items(plan):
        starts, due = item[2].starts, item[2].due
        for name, day in (("starts", starts), ("due", due)):
            if day is not None and day.year != plan.year:
                message = f"“{item[2].title}”的日期 {day} 不在 {plan.year} 年。"
                yield _place(plan, item, name), message, f"请写 {plan.year} 年的日期；跨年的事项写进下一年的要点。"
        if starts is not None and due is not None and starts.year == due.year == plan.year and due < starts:
            message = f"“{item[2].title}”的期限 {due} 早于开始日期 {starts}。"
            yield _place(plan, item, "due"), message, "请核对这两个日期。"


@rule(
    "WKP-003", "逾期的事项写明原因和新的日期", on=WorkPlan, basis=_BASIS, severity=Severity.NOTICE, by_time=True,
    waits_for=("docs/", "data/"),
)  # fmt: skip
def late_items_say_why(plan: WorkPlan, context: Context) -> Iterator[Fault]:
    """What should be done by now and is not tells its readers why, and until when it will be.

    Where something could not be read, or is wrong, the evidence may be there; and what an item that goes on all the
    time is held against has its own rules, which tell the cause.

    Bad:  5 月的巡查没有登记，也没有写 late
    Good: late: {reason: 当时忙于汛期值守, new_date: 2025-06-20}
    """
    if context.register.broken:
        return
    found = _standings(plan, context)
    for item in _items(plan):
        standing, late = found.get(item[2].id), item[2].late
        lost = any(key not in context.register.records for key in item[2].records)
        if standing is None or not standing.is_late or item[2].continuous or lost:
            continue
        missed = f"（缺{standing.missed}的）" if standing.missed else ""
        said = f"“{item[2].title}”应于 {standing.due} 前做到{missed}，现在查到的是：{standing.proof.words}。"
        if late is None or late.new_date is None:
            yield _place(plan, item), said, "请补做；一时补不了的写 late，写明 reason 和 new_date，读者会看到。"
        elif late.new_date < context.today:
            remedy = "请补做；补不了的，在 late 里写明新的原因和 new_date。"
            yield _place(plan, item, "late", "new_date"), f"{said}新的日期 {late.new_date} 也过了。", remedy


@rule("WKP-004", "新的日期晚于原来的期限", on=WorkPlan, basis=_BASIS)
def new_dates_lie_behind_the_old(plan: WorkPlan, context: Context) -> Iterator[Fault]:
    """The day that is promised anew lies behind the one that was missed.

    Bad:  due: 2025-06-15，late 里 new_date: 2025-06-10
    Good: due: 2025-06-15，late 里 new_date: 2025-06-30
    """
    for item in _items(plan):
        due = item[2].due or date(plan.year, 1, 1)
        yield from not_later(item[2].late, due, _place(plan, item, "late", "new_date"), "late")


@rule("WKP-005", "登记的是做过的事", on=WorkPlan, basis=("本办制度/91",))
def what_is_recorded_has_happened(plan: WorkPlan, context: Context) -> Iterator[Fault]:
    """What is written down as done was done: not on a day to come, nor before the plan's year.

    Bad:  今天是 2025-06-18，recorded 里 date: 2025-08-20
    Good: date: 2025-06-10
    """
    for item in _items(plan):
        for number, entry in enumerate(item[2].recorded or ()):
            place = _place(plan, item, "recorded", number, "date")
            if entry.date > context.today:
                message = f"“{item[2].title}”登记的日期 {entry.date} 还没有到（今天是 {context.today}）。"
                yield place, message, "请写实际做的日期；还没有做的，删去这一条。"
            elif entry.date.year < plan.year:
                message = f"“{item[2].title}”登记的日期 {entry.date} 早于 {plan.year} 年。"
                yield place, message, f"请核对日期，只登记从 {plan.year} 年起做的。"
            if entry.makes_up is not None and entry.makes_up >= entry.date:
                message = f"补的是 {entry.makes_up} 那一期，不早于登记的日期 {entry.date}。"
                remedy = "makes_up 写以前缺的那一期里的一天；不是补做的删去它。"
                yield _place(plan, item, "recorded", number, "makes_up"), message, remedy


@rule("WKP-006", "没有逾期的不写逾期说明", on=WorkPlan, basis=_BASIS, severity=Severity.NOTICE)
def what_is_in_time_needs_no_excuse(plan: WorkPlan, context: Context) -> Iterator[Fault]:
    """An item that is in time, and was, has no reason for being late.

    Bad:  事项是“达成”，没有晚于期限，还写着 late
    Good: 删去 late
    """
    found = _standings(plan, context)
    for item in _items(plan):
        standing = found.get(item[2].id)
        if standing is None or item[2].late is None or standing.is_late or standing.was_late:
            continue
        if item[2].period is not None and any(entry.makes_up for entry in item[2].recorded or ()):
            continue  # a period was missed and made up for
        message = f"“{item[2].title}”现在是“{standing.state.label}”，没有逾期，却写着逾期说明。"
        yield _place(plan, item, "late"), message, "请删去 late 和它的 reason、new_date。"


@rule("WKP-007", "每年有工作要点", on=Register, basis=_BASIS, severity=Severity.NOTICE, by_time=True, limit=_ISSUED)
def there_is_a_plan_each_year(register: Register, context: Context) -> Iterator[Fault]:
    """An office that keeps its work plans has one for this year, once the day for it has passed.

    Bad:  今天是 2026-05-10，最近的要点是 2025 年的
    Good: data/workplan/2026.yml
    """
    last = next(iter(register.workplans), None) if not register.is_broken("data/workplan/") else None
    day = context.law.deadline(_ISSUED, context.today, context.today.year)
    if last is not None and day is not None and day < context.today and last.year < context.today.year:
        year = context.today.year
        message = f"{year} 年的工作要点还没有写，最近的是 {last.year} 年的。"
        remedy = f"请运行 disclosure plan next {year}，由 {last.path} 起草，改好以后提交。"
        yield last.place("year"), message, remedy


@rule("WKP-008", "去年没有做完的，今年接着做", on=WorkPlan, basis=_BASIS, severity=Severity.WARNING)
def what_was_not_done_goes_on(plan: WorkPlan, context: Context) -> Iterator[Fault]:
    """What the plan of the year before had and was not done stands in the new plan too.

    Bad:  2024 年的要点里 merging 逾期，2025 年的要点里没有 merging
    Good: 2025 年的要点里有 id: merging 的事项
    """
    before = next((other for other in context.register.workplans if other.year == plan.year - 1), None)
    if before is None or context.today < date(plan.year, 1, 1):
        return
    here = {item.id for _, _, item in _items(plan)}
    left = [found for found in _standings(before, context).values() if found.is_late and found.item.id not in here]
    for standing in left:
        message = f"{before.year} 年没有做完的“{standing.item.title}”，{plan.year} 年的要点里没有。"
        remedy = f"请在 points 里加上这个事项，仍用编号“{standing.item.id}”；不再做的，在去年的要点里写明 late。"
        if standing.item.late is None:
            yield plan.place("points"), message, remedy


def _standings(plan: WorkPlan, context: Context) -> dict[str, DutyStanding]:
    """How each item of a plan stands today, by its id."""
    found = standings(plan, context.register, context.law, context.today)
    return {standing.item.id: standing for standing in found}
