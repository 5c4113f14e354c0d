"""Meetings and trainings to come, what is still to be written down of them, and handovers that are not finished."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import charged_unit
from disclosure.agenda.sources import agenda_of
from disclosure.findings import Place
from disclosure.law.book import LawBook
from disclosure.plan.people import counts
from disclosure.records.organisation import Handover, Meeting, MeetingKind, Training
from disclosure.records.work_plans import PlanQuery
from disclosure.register import Register


@agenda_of
def meetings_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Each meeting that is to come, and each that was and of which nobody has written what it decided."""
    for meeting in register.all(Meeting):
        if meeting.date >= today:
            title = f"{meeting.body}：{meeting.subject}"
        elif meeting.decided is None:
            title = f"补写 {meeting.date} 会议的议定事项"
        else:
            continue
        yield Due(f"meeting-{meeting.id}", title, charged_unit(register), meeting.date, meeting.place(), meeting.id)
    heard = {one.date.year for one in register.all(Meeting) if MeetingKind.HEARD in one.kinds and one.date <= today}
    if register.all(Meeting) and today.year not in heard and not _in_plan(PlanQuery.HEARD, register, today):
        yield _once_a_year("heard", "领导班子听取一次政务公开工作汇报", Meeting.files, register, today)


@agenda_of
def trainings_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Each training that is to come, and one of the district in a year that has none yet."""
    trainings = register.all(Training)
    for training in trainings:
        if training.date >= today or training.people == 0:
            title = f"{'参加' if training.date >= today else '补写参加人数：'}培训：{training.title}"
            place = training.place()
            yield Due(f"training-{training.id}", title, charged_unit(register), training.date, place, training.id)
    attended = {one.date.year for one in trainings if counts(one, register.agency) and one.date <= today}
    if trainings and today.year not in attended and not _in_plan(PlanQuery.TRAINING, register, today):
        yield _once_a_year("training", "参加一次区里组织的政务公开培训", Training.files, register, today)


def _in_plan(query: PlanQuery, register: Register, today: date) -> bool:
    """Whether the plan of the year wants the same, which then tells of it."""
    plans = (plan for plan in register.workplans if plan.year == today.year)
    return any(item.query is query for plan in plans for point in plan.points for item in point.items)


def _once_a_year(key: str, title: str, files: str, register: Register, today: date) -> Due:
    place = Place(files.format(year=today.year, id=f"{key}-{today.year}-01"))
    return Due(f"{key}-{today.year}", title, charged_unit(register), date(today.year, 12, 31), place)


@agenda_of
def handovers_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """What of a change of person is not handed over, changed or reported yet."""
    for handover in register.all(Handover):
        if handover.is_complete(today):
            continue
        within = book.days("handover-within", handover.date)
        day = book.working_days.after(handover.date, within).day if within is not None else None
        left = "交接、改密码" if handover.reported is not None else "交接、改密码、报备"
        title = f"{handover.post}换人：{left}"
        yield Due(f"handover-{handover.id}", title, handover.unit, day, handover.place("items"), handover.id)
