"""Events: their days in order, everybody can come, what changes is explained, each August one on site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.findings import Severity
from disclosure.law.open_events import OPEN_MONTH, gathers, held_in
from disclosure.records.events import EventStatus, OpenEvent
from disclosure.records.work_plans import WorkPlan
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_EACH = ("本办制度/110",)
_YEARLY = ("要点/开放活动", "本办制度/114")
_YEAR = "请补上办过的那一场；确实没有办的，请写一条豁免，说明原因和打算。"


@rule("OPN-001", "每年8月办一场现场活动", on=Register, basis=_YEARLY, severity=Severity.WARNING, by_time=True)
def each_august_has_an_event(register: Register, context: Context) -> Iterator[Fault]:
    """In August of this year and the last, once it is over, there was an on-site event.

    Bad:  2024年8月只有一场网上直播
    Good: 2024年8月有一场参观，kind: visit
    """
    for year in _years(register, context.today):
        events = register.all(OpenEvent)
        if date(year, OPEN_MONTH, 31) < context.today and not gathers(events, year):
            message = f"{year}年{OPEN_MONTH}月没有登记现场的开放活动。"
            yield _latest(events, year).place("date"), message, _YEAR


@rule("OPN-002", "平时也办开放活动", on=Register, basis=_YEARLY, severity=Severity.NOTICE, by_time=True)
def events_are_not_only_in_august(register: Register, context: Context) -> Iterator[Fault]:
    """A year that is over, or nearly, has an event outside of August too.

    Bad:  2024年只在8月办过活动
    Good: 2024年11月还有一场
    """
    for year in _years(register, context.today):
        events = register.all(OpenEvent)
        months = {event.date.month for event in held_in(events, year)}
        if date(year, 12, 1) <= context.today and not months - {OPEN_MONTH}:
            yield _latest(events, year).place("date"), f"{year}年{OPEN_MONTH}月以外没有登记开放活动。", _YEAR


def _years(register: Register, today: date) -> Iterator[int]:
    """This year and the last, as far as the office has had events so long; none while some cannot be read."""
    first = min((event.date.year for event in register.all(OpenEvent)), default=today.year + 1)
    if not register.is_broken("data/events/"):
        yield from (year for year in (today.year - 1, today.year) if year >= first)


def _latest(events: list[OpenEvent], year: int) -> OpenEvent:
    """The last event up to the end of a year that has had one, or had one before."""
    return max((event for event in events if event.date.year <= year), key=lambda event: (event.date, event.id))


@rule("OPN-003", "活动的时间先后合理", on=OpenEvent, basis=_EACH)
def times_are_in_order(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """An event begins before it ends, is announced before it, and its steps follow each other in between.

    Bad:  start: 16:00，end: 14:00
    Good: start: 14:00，end: 16:00
    """
    if event.end <= event.start:
        yield event.place("end"), f"结束时间 {event.end} 不晚于开始时间 {event.start}。", "请核对这两个时间。"
    if event.published > context.today:
        message = f"公布日期 {event.published} 还没有到（今天是 {context.today}）。"
        yield event.place("published"), message, "请写实际公布的日期。"
    elif event.published > min([event.date, *event.was]):
        message = f"公布日期 {event.published} 晚于活动日期。"
        yield event.place("published"), message, "请核对这两个日期，公布日期是最早告诉大家的那一天。"
    if event.date in event.was:
        message = f"原定日期里有现在的活动日期 {event.date}。"
        yield event.place("was"), message, "请在 date 里写新的日期，在 was 里写原来的。"
    before = ""
    for row, step in enumerate(event.agenda):
        if step.time < before or step.time >= event.end:
            message = f"“{step.title}”在 {step.time}，不在前一步以后、结束时间 {event.end} 以前。"
            yield event.place("agenda", row, "time"), message, "请按先后写当天的安排，并核对时间。"
        before = max(before, step.time)


@rule("OPN-004", "报名在活动以前截止", on=OpenEvent, basis=_EACH)
def sign_up_closes_before_the_event(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """Sign-up opens once the event is announced, closes after that, and before the day of the event.

    Bad:  closes: 2025-08-20，date: 2025-08-20
    Good: closes: 2025-08-15，date: 2025-08-20
    """
    signup = event.signup
    if signup is None:
        return
    if signup.closes < signup.opens:
        message = f"报名截止 {signup.closes} 早于报名开始 {signup.opens}。"
        yield event.place("signup", "closes"), message, "请核对这两个日期。"
    if signup.closes >= event.date:
        message = f"报名截止 {signup.closes} 不在活动日期 {event.date} 以前。"
        yield event.place("signup", "closes"), message, "请把截止日期写在活动以前；不用报名的，删去 signup。"
    if signup.opens < event.published:
        message = f"报名开始 {signup.opens} 早于公布日期 {event.published}。"
        yield event.place("signup", "opens"), message, "请核对这两个日期，大家知道了才能报名。"


@rule("OPN-005", "人人能来、能报名", on=OpenEvent, basis=_EACH, severity=Severity.WARNING)
def everybody_can_come(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """An on-site event to come tells how old and disabled people get there, and can be joined by telephone.

    Bad:  现场活动没有写 access，报名只写了网上
    Good: access: [wheelchair, large-print]，channels 里有 phone
    """
    if event.date < context.today or not event.takes_place:
        return
    channels = event.signup.channels if event.signup is not None else None
    if channels is not None and not any(value for _, value in channels):
        yield event.place("signup", "channels"), "没有写怎样报名。", "请至少写 phone（电话）。"
    elif channels is not None and event.is_on_site and not channels.phone:
        message = "报名方式里没有电话，不用手机上网的人报不了名。"
        yield event.place("signup", "channels"), message, "请写 phone，可以写本办的电话。"
    if event.is_on_site and not event.access and event.access_note is None:
        message = "现场活动没有写便利条件。"
        remedy = "请在 access 里写有哪些；一样也没有的，在 access_note 里说明路怎样走、可以怎样帮助。"
        yield event.place("access"), message, remedy


@rule("OPN-006", "改期、取消写明原因", on=OpenEvent, basis=_EACH)
def changes_are_explained(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """What was moved or called off says why, and what was moved says from which day.

    Bad:  status: cancelled，没有 reason
    Good: status: cancelled，reason: 场地检修
    """
    changed = event.status in (EventStatus.MOVED, EventStatus.CANCELLED)
    if changed and event.reason is None:
        yield event.place("status"), f"{event.status.label}的活动没有写原因（reason）。", "请写明为什么，读者会看到。"
    if event.status is EventStatus.MOVED and not event.was:
        message = "已改期的活动没有写原定日期（was）。"
        yield event.place("status"), message, "请在 was 里写原来的日期，在 date 里写新的。"
    if event.was and event.status is EventStatus.PLANNED:
        message = "写了原定日期（was），情况却是按计划举行。"
        yield event.place("was"), message, "改过期的写 status: moved；没有改过的删去 was。"
    if not changed and event.reason is not None and not event.was:
        message = "写了原因（reason），没有写改期或者取消。"
        yield event.place("reason"), message, "请写 status: moved 或者 cancelled；没有变的删去 reason。"
    if event.status is EventStatus.FULL and event.signup is None:
        yield event.place("status"), "名额已满的活动没有写报名（signup）。", "请写怎样报名；不用报名的，删去 status。"


@rule("OPN-007", "活动有来由", on=OpenEvent, basis=_YEARLY, severity=Severity.WARNING)
def an_event_has_a_subject(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """An event belongs to a duty of a work plan, or to what people asked.

    Bad:  没有写 duty，也没有写 asked
    Good: asked: [q-2025-013]
    """
    if event.duty is None and not event.asked:
        message = "没有写活动对应工作要点的哪一项，也没有写由哪些留言引出。"
        yield event.place("duty"), message, "请写 duty（要点和第几项），或者在 asked 里写留言的编号。"


@rule("OPN-008", "对应的要点确有这一项", on=OpenEvent, basis=_EACH)
def the_duty_is_in_the_plan(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """The plan that an event names has a duty of that number.

    Bad:  duty: {plan: workplan-2023, number: 40}
    Good: duty: {plan: workplan-2023, number: 10}
    """
    plan = context.register.get(event.duty.plan, WorkPlan) if event.duty is not None else None
    if event.duty is not None and plan is not None:
        numbers = [point.number for point in plan.points]
        if event.duty.number not in numbers:
            message = f"《{plan.title}》里没有第 {event.duty.number} 项。"
            yield event.place("duty", "number"), message, f"请写其中一项的序号：{min(numbers)} 到 {max(numbers)}。"
