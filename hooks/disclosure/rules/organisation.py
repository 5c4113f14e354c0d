"""Who does the work and how it is led: posts in every unit, meetings, trainings and handovers as they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.findings import Severity
from disclosure.law.media_duties import handovers_without
from disclosure.plan.people import counts, is_own
from disclosure.records.agency import Department
from disclosure.records.media_accounts import MediaAccount
from disclosure.records.organisation import Handover, Meeting, MeetingKind, Staffing, TrainedBy, Training
from disclosure.records.work_plans import WorkPlan
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_LED = ("要点/组织领导", "本办制度/93")
_WRITTEN = ("本办制度/91",)
_STAFFED = ("要点/队伍建设", "本办制度/92")
_WITHIN = "handover-within"
OnADay = Meeting | Training | Handover


@rule("ORG-002", "每个部门有联络员", on=Staffing, basis=_STAFFED, severity=Severity.WARNING)
def every_unit_has_a_liaison(staffing: Staffing, context: Context) -> Iterator[Fault]:
    """Every unit of the office has a liaison; that of the post in charge has it in that post.

    Bad:  司法所不在 liaisons 里
    Good: - {unit: justice-office, post: 法制审核岗}
    """
    covered = {staffing.charged.unit, *(post.unit for post in staffing.liaisons)}
    missing = [unit for unit in context.register.all(Department) if unit.id not in covered]
    if missing:
        names = "、".join(unit.title for unit in missing)
        example = f"- {{unit: {missing[0].id}, post: 岗位名称}}"
        yield staffing.place("liaisons"), f"{names}没有联络员。", f"请在 liaisons 里各加一行，例如 {example}。"


@rule("ORG-003", "专岗有后备，部门只有一个联络员", on=Staffing, basis=_STAFFED, severity=Severity.WARNING)
def the_post_in_charge_has_a_deputy(staffing: Staffing, context: Context) -> Iterator[Fault]:
    """Another post takes the place of the one in charge, and a unit has one liaison.

    Bad:  没有 deputy
    Good: deputy: {unit: party-office, post: 文电管理岗}
    """
    charged, deputy = staffing.charged, staffing.deputy
    if deputy is None:
        yield staffing.place("deputy"), "专岗没有后备。", "请写 deputy，写明专岗不在时由哪个部门的哪个岗位接替。"
    elif (deputy.unit, deputy.post) == (charged.unit, charged.post):
        message = f"后备和专岗是同一个岗位（{deputy.post}）。"
        yield staffing.place("deputy", "post"), message, "请写另一个岗位；没有的，先定下来再写。"
    seen: dict[str, int] = {}
    for number, post in enumerate(staffing.liaisons):
        place = staffing.place("liaisons", number, "unit")
        if post.unit in seen:
            message = f"“{post.unit}”写了两个联络员，另一个在第 {seen[post.unit]} 行。"
            yield place, message, "一个部门请只留一个岗位。"
        seen.setdefault(post.unit, place.line)


@rule("ORG-004", "会议、培训、交接放在当年的文件夹", on=OnADay, basis=_WRITTEN)
def what_happened_is_filed_by_its_year(record: OnADay, context: Context) -> Iterator[Fault]:
    """A meeting, a training, a handover lies in the folder of its year.

    Bad:  data/meetings/2025/ 里的会议，date: 2024-04-17
    Good: data/meetings/2024/ 里的会议，date: 2024-04-17
    """
    if record.file_year and int(record.file_year) != record.date.year:
        message = f"日期是 {record.date}，文件却放在 {record.file_year} 年的文件夹里。"
        yield record.place("date"), message, f"请核对日期；日期没有错的，把文件移到 {record.date.year} 的文件夹。"


@rule("ORG-005", "区里组织的培训不是自己办的", on=Training, basis=_STAFFED)
def own_trainings_are_not_those_of_the_district(training: Training, context: Context) -> Iterator[Fault]:
    """A training that the office held itself is not one of the district.

    Bad:  held_by: district，organiser 是本机关
    Good: held_by: office
    """
    if training.held_by is TrainedBy.DISTRICT and is_own(training, context.register.agency):
        message = f"组织单位是本机关（{training.organiser}），却写成区里组织的。"
        yield (
            training.place("held_by"),
            message,
            "自己办的写 held_by: office，它不算区里的培训；写错单位的改 organiser。",
        )


@rule("ORG-006", "每年参加一次区里的培训", on=Register, basis=_STAFFED, severity=Severity.NOTICE, by_time=True)
def a_training_of_the_district_each_year(register: Register, context: Context) -> Iterator[Fault]:
    """In each year that is over, since trainings are written down, somebody attended one of the district.

    Bad:  2024 年只有本机关自己办的培训
    Good: data/trainings/2024/ 里有一条 held_by: district
    """
    trainings = register.all(Training)
    attended = {one.date.year for one in trainings if counts(one, register.agency)}
    for year in _past_years([one.date for one in trainings], context.today):
        if year not in attended:
            place = next((one for one in trainings if one.date.year >= year), trainings[0]).place()
            message = f"{year} 年没有参加区里培训的登记。"
            yield place, message, f"参加过的，请补写到 data/trainings/{year}/；没有参加的，请如实保留。"


@rule("ORG-007", "领导班子每年听取一次汇报", on=Register, basis=_LED, severity=Severity.NOTICE, by_time=True)
def the_leaders_hear_a_report_each_year(register: Register, context: Context) -> Iterator[Fault]:
    """In each year that is over, since meetings are written down, the leaders heard a report.

    Bad:  2024 年的会议里没有 heard
    Good: kinds: [heard]
    """
    meetings = register.all(Meeting)
    heard = {one.date.year for one in meetings if MeetingKind.HEARD in one.kinds}
    for year in _past_years([one.date for one in meetings], context.today):
        if year not in heard:
            place = next((one for one in meetings if one.date.year >= year), meetings[0]).place("kinds")
            message = f"{year} 年没有领导班子听取汇报的登记。"
            yield place, message, f"听取过的，请补写到 data/meetings/{year}/；没有听取的，请如实保留。"


def _past_years(days: list[date], today: date) -> range:
    """The years that are over, from the first of some days on."""
    return range(min((day.year for day in days), default=today.year), today.year)


@rule("ORG-008", "换人以后按时报备", on=Handover, basis=_STAFFED, severity=Severity.NOTICE, by_time=True, limit=_WITHIN)
def a_change_of_person_is_reported(handover: Handover, context: Context) -> Iterator[Fault]:
    """A change of person is reported to the district within the working days that the office gives itself.

    Bad:  date: 2025-03-03，到 2025-06-18 没有 reported
    Good: reported: 2025-03-06
    """
    last = _last_day(handover, context)
    if handover.reported is None and last is not None and last < context.today:
        message = f"{handover.date} 换人，最晚 {last} 向区里报备，还没有写报备日期。"
        yield handover.place("reported"), message, "请报备，然后写 reported: 日期。"


@rule(
    "ORG-009",
    "换人以后逐项交清、改密码",
    on=Handover,
    basis=_STAFFED,
    severity=Severity.NOTICE,
    by_time=True,
    limit=_WITHIN,
)
def everything_is_handed_over(handover: Handover, context: Context) -> Iterator[Fault]:
    """Each line of the list is handed over or says why not, and the passwords of the accounts are changed.

    Bad:  - {what: 在办的依申请公开件}，到 2025-06-18 没有 done
    Good: - {what: 在办的依申请公开件, done: 2025-03-03}
    """
    last = _last_day(handover, context)
    if last is None or last >= context.today:
        return
    for number, item in enumerate(handover.items):
        if item.done is None and item.note is None:
            message = f"“{item.what}”最晚 {last} 交清，还没有写交清日期。"
            yield handover.place("items", number), message, "交清了的写 done: 日期；没有可交的写 note 说明。"
    for number, account in enumerate(handover.accounts):
        if account.changed is None:
            message = f"账号“{account.account}”最晚 {last} 改密码，还没有写日期。"
            yield handover.place("accounts", number), message, "请改密码，然后写 changed: 日期。"


def _last_day(handover: Handover, context: Context) -> date | None:
    within = context.law.days(_WITHIN, handover.date)
    return context.law.working_days.after(handover.date, within).day if within is not None else None


@rule("ORG-010", "交接的日期合理", on=Handover, basis=_STAFFED)
def days_of_a_handover_are_in_order(handover: Handover, context: Context) -> Iterator[Fault]:
    """Nothing was done on a day to come, and a password is changed once the person has changed.

    Bad:  date: 2025-03-03，changed: 2025-02-20
    Good: date: 2025-03-03，changed: 2025-03-03
    """
    days = [(("items", number, "done"), item.done) for number, item in enumerate(handover.items)]
    days += [(("accounts", number, "changed"), item.changed) for number, item in enumerate(handover.accounts)]
    for steps, day in ((("reported",), handover.reported), *days):
        if day is not None and day > context.today:
            message = f"日期 {day} 还没有到（今天是 {context.today}）。"
            yield handover.place(*steps), message, "请写实际的日期；还没有做的删去这一项。"
    for number, account in enumerate(handover.accounts):
        if account.changed is not None and account.changed < handover.date:
            message = f"改密码的日期 {account.changed} 早于换人的日期 {handover.date}，离开的人还知道密码。"
            yield handover.place("accounts", number, "changed"), message, "请核对日期；确实没有改的，改了再写。"


@rule("ORG-011", "还没有到的会议、培训没有结果", on=Meeting | Training, basis=_WRITTEN)
def what_is_to_come_has_no_result(record: Meeting | Training, context: Context) -> Iterator[Fault]:
    """A meeting or training of a day to come says nothing of what came of it.

    Bad:  今天是 2025-06-18，date: 2025-09-10，decided 写了议定事项
    Good: 开过以后再写 decided
    """
    if record.date <= context.today:
        return
    if isinstance(record, Meeting) and record.decided is not None:
        message = f"会议 {record.date} 才开，已经写了议定事项。"
        yield record.place("decided"), message, "请核对日期；还没有开的，删去 decided。"
    if isinstance(record, Training) and record.people > 0:
        message = f"培训 {record.date} 才办，已经写了参加人数 {record.people}。"
        yield record.place("people"), message, "请核对日期；还没有办的写 people: 0。"


@rule("ORG-012", "开过的会写议定事项", on=Meeting | Training, basis=_WRITTEN, severity=Severity.NOTICE, by_time=True)
def what_has_been_has_a_result(record: Meeting | Training, context: Context) -> Iterator[Fault]:
    """A meeting that was held says what it decided, and a training that was held how many attended.

    Bad:  date: 2025-04-17，没有 decided
    Good: decided: 留言先答能不能办，再写依据和办法。
    """
    if record.date >= context.today:
        return
    if isinstance(record, Meeting) and record.decided is None:
        yield (
            record.place("decided"),
            f"{record.date} 的会议没有写议定事项。",
            "请写 decided；没有开成的，删去这个文件。",
        )
    if isinstance(record, Training) and record.people == 0:
        message = f"{record.date} 的培训写的是 0 人参加。"
        yield record.place("people"), message, "请写实际参加的人数；没有人去的，删去这个文件。"


@rule("ORG-013", "部署会写明部署的是哪一年的要点", on=Meeting, basis=_LED, severity=Severity.WARNING)
def a_deployment_names_its_plan(meeting: Meeting, context: Context) -> Iterator[Fault]:
    """A meeting that deployed a year's plan names it, and is of that year or the end of the one before.

    Bad:  kinds: [deployed]，没有写 plan
    Good: plan: workplan-2025
    """
    if MeetingKind.DEPLOYED not in meeting.kinds:
        return
    plan = context.register.get(meeting.plan or "", WorkPlan)
    if plan is not None and plan.year not in (meeting.date.year, meeting.date.year + 1):
        message = f"{meeting.date} 的会议部署的是 {plan.year} 年的要点。"
        yield meeting.place("plan"), message, "请核对会议的日期和要点的编号。"
    due = next((one for one in context.register.workplans if one.year == meeting.date.year), None)
    if meeting.plan is None and due is not None:
        yield meeting.place("plan"), "部署会没有写明部署的是哪一份要点。", f"请写 plan: {due.id}。"


@rule("ORG-014", "换人的岗位管的账号都列出", on=Handover, basis=_STAFFED, severity=Severity.WARNING)
def accounts_of_the_post_are_handed_over(handover: Handover, context: Context) -> Iterator[Fault]:
    """A handover of a post that keeps accounts elsewhere names each, so that its password is changed.

    Bad:  政务公开专岗管着微信公众号，accounts 里没有 wechat
    Good: accounts: [{account: wechat, changed: 2025-03-03}]
    """
    for account in context.register.all(MediaAccount):
        is_told = account.closed is None and account.password_changed < handover.date  # by MED-004
        if handover in handovers_without(account, context.register) and not is_told:
            message = f"{handover.post}管着“{account.title}”，交接里没有这个账号。"
            remedy = f"请在 accounts 里加一行 - {{account: {account.id}, changed: 改密码的日期}}；没有改的请先改。"
            yield handover.place("accounts"), message, remedy
