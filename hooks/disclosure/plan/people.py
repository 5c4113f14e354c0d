"""Queries on how the work is led and by whom it is done, by what was written down of meetings, trainings and posts."""

from __future__ import annotations

from disclosure.plan.proofs import Proof, Scope, answers, enough_of, latest
from disclosure.records.agency import Agency, Department
from disclosure.records.duty_maps import SitePage
from disclosure.records.organisation import Handover, Meeting, MeetingKind, Staffing, TrainedBy, Training
from disclosure.records.work_plans import PlanQuery


@answers(PlanQuery.DEPLOYED)
def deployed(scope: Scope) -> Proof:
    """A meeting deployed the year's plan."""
    return _met(scope, MeetingKind.DEPLOYED)


@answers(PlanQuery.HEARD)
def heard(scope: Scope) -> Proof:
    """The leaders heard a report on the work."""
    return _met(scope, MeetingKind.HEARD)


@answers(PlanQuery.STUDIED)
def studied(scope: Scope) -> Proof:
    """A meeting studied the subject."""
    return _met(scope, MeetingKind.STUDIED)


def _met(scope: Scope, kind: MeetingKind) -> Proof:
    meetings = [
        meeting
        for meeting in scope.register.all(Meeting)
        if kind in meeting.kinds and scope.covers(meeting.date) and meeting.plan in (None, scope.plan.id)
    ]
    last = max(meetings, key=lambda meeting: (meeting.date, meeting.id), default=None)
    words = f"{last.date.isoformat()}，{last.body}" if last is not None else "没有登记会议"
    found = [(meeting.id, meeting.date) for meeting in meetings]
    return enough_of(found, words, scope, shown=SitePage.ORGANISATION, by_hand=True)


@answers(PlanQuery.POSTS)
def posts(scope: Scope) -> Proof:
    """A post is charged with the work, another one takes its place, and each unit has a liaison."""
    staffing, units = _staffing(scope), scope.register.all(Department)
    if staffing is None:
        return Proof(False, False, "没有登记岗位", total=len(units), shown=SitePage.ORGANISATION, by_hand=True)
    covered = {staffing.charged.unit, *(post.unit for post in staffing.liaisons)}
    count = sum(unit.id in covered for unit in units)
    deputy = "" if staffing.deputy is not None else "，没有后备"
    words = f"专岗 1 个{deputy}，{len(units)} 个部门中 {count} 个有联络员"
    enough = staffing.deputy is not None and count == len(units)
    ids, day = (staffing.key,), staffing.checked
    return Proof(enough, True, words, count, len(units), ids, day, SitePage.ORGANISATION, by_hand=True)


@answers(PlanQuery.HANDOVERS)
def handovers(scope: Scope) -> Proof:
    """Each change of person was handed over item by item and reported; none is none of an office that has its posts."""
    staffing = _staffing(scope)
    found = [one for one in scope.register.all(Handover) if scope.covers(one.date)]
    done = sum(one.is_complete(scope.last) for one in found)
    words = f"变动 {len(found)} 次，{done} 次交接清楚并报区里" if found else "没有变动"
    ids = (*((staffing.key,) if staffing is not None else ()), *(one.id for one in found))
    enough, newest = staffing is not None and done == len(found), latest(one.date for one in found)
    begun = bool(ids)
    return Proof(enough, begun, words, done, len(found), ids, newest, SitePage.ORGANISATION, by_hand=True)


@answers(PlanQuery.TRAINING)
def training(scope: Scope) -> Proof:
    """People of the office attended a training that the district held."""
    agency = scope.register.agency
    found = [
        (one.id, one.date) for one in scope.register.all(Training) if scope.covers(one.date) and counts(one, agency)
    ]
    last = latest(day for _, day in found)
    words = f"已 {len(found)} 次" + (f"（{last.month}月{last.day}日）" if last is not None else "")
    return enough_of(found, words, scope, shown=SitePage.ORGANISATION, by_hand=True)


def counts(one: Training, agency: Agency | None) -> bool:
    """Whether a training is one that the district held and somebody of the office attended."""
    return one.held_by is TrainedBy.DISTRICT and one.people > 0 and not is_own(one, agency)


def is_own(one: Training, agency: Agency | None) -> bool:
    """Whether the office itself held a training, by the name of who held it."""
    names = (agency.name, agency.short_name) if agency is not None else ()
    return any(name in one.organiser for name in names)


def _staffing(scope: Scope) -> Staffing | None:
    return next(iter(scope.register.all(Staffing)), None)
