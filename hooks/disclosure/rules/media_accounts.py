"""The office's accounts elsewhere: kept by posts, looked after, handed over; who answers for what is said there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from disclosure.findings import Severity
from disclosure.law.media_duties import (
    ISSUE,
    LOOK,
    STATEMENT,
    handed_over,
    handovers_without,
    issue_due,
    last_issue,
    look_due,
    statements_due,
)
from disclosure.records.media_accounts import MediaAccount, Responsibility
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.posts import names_a_person

_KEPT = ("本办制度/123",)
_INSPECTED = ("19号函/政务新媒体",)


@rule(
    "MED-001",
    "政务新媒体按时更新",
    on=MediaAccount,
    basis=_INSPECTED,
    severity=Severity.NOTICE,
    limit=ISSUE,
    by_time=True,
)
def account_has_something_new(account: MediaAccount, context: Context) -> Iterator[Fault]:
    """Something new stands on an account every two weeks.

    Bad:  最近一次发布在三个星期以前
    Good: 两周内有新的内容
    """
    due = issue_due(account, context.register, context.law, context.today)
    if due is not None and due < context.today:
        last = last_issue(account, context.register, context.today)
        said = f"最近一次发布是 {last}" if last is not None else "开通以后没有发布过"
        message = f"“{account.title}”{said}，从 {due + timedelta(1)} 起超过期限没有更新。"
        remedy = "请发布新的内容，在 last_issue 里写日期；不再使用的，请注销并写 closed。"
        yield account.place("last_issue"), message, remedy


@rule("MED-002", "政务新媒体有互动功能", on=MediaAccount, basis=_INSPECTED)
def account_can_be_answered(account: MediaAccount, context: Context) -> Iterator[Fault]:
    """Readers can write back on an account, and it is told how.

    Bad:  没有写 interaction
    Good: interaction: 后台留言，两个工作日内回复
    """
    if account.closed is None and account.interaction is None:
        message = f"“{account.title}”没有写明读者怎样互动。"
        yield account.place("id"), message, "请写 interaction；账号没有互动功能的，请先在平台上打开。"


@rule("MED-003", "政务新媒体有备用岗位", on=MediaAccount, basis=_KEPT)
def account_has_a_deputy(account: MediaAccount, context: Context) -> Iterator[Fault]:
    """Somebody else can keep an account while its keeper is away.

    Bad:  没有写 deputy，或者和 keeper 是同一个岗位
    Good: keeper: 政务公开专岗，deputy: 综合岗
    """
    if account.closed is not None:
        return
    if account.deputy is None:
        yield account.place("keeper"), f"“{account.title}”没有备用岗位。", "请写 deputy，管理的人不在时由这个岗位管理。"
    elif account.deputy == account.keeper:
        message = f"“{account.title}”的备用岗位和管理岗位都是“{account.keeper}”。"
        yield account.place("deputy"), message, "请写另一个岗位。"


@rule("MED-004", "交接时更换密码", on=MediaAccount, basis=_KEPT)
def password_changes_with_the_keeper(account: MediaAccount, context: Context) -> Iterator[Fault]:
    """When somebody else takes an account over, or its keeper's post, its password is changed that day or later.

    Bad:  handed_over: 2025-03-03，password_changed: 2024-11-11
    Good: handed_over: 2025-03-03，password_changed: 2025-03-03
    """
    day = handed_over(account, context.register)
    if account.closed is None and day is not None and account.password_changed < day:
        message = f"“{account.title}”在 {day} 交接，最近一次换密码还是 {account.password_changed}。"
        remedy = "请更换密码，再写更换的日期；这里不要写密码。"
        unlisted = next((item for item in handovers_without(account, context.register) if item.date == day), None)
        if unlisted is not None:
            row = f"- {{account: {account.id}, changed: 更换的日期}}"
            remedy = f"请更换密码，再写更换的日期（不写密码），并在 {unlisted.path} 的 accounts 里加一行 {row}。"
        yield account.place("password_changed"), message, remedy


@rule("MED-005", "新媒体的岗位不写姓名", on=MediaAccount | Responsibility, basis=_KEPT)
def posts_are_named(record: MediaAccount | Responsibility, context: Context) -> Iterator[Fault]:
    """Accounts and responsibilities name posts, never persons: all of it is published.

    Bad:  keeper: 李某
    Good: keeper: 政务公开专岗
    """
    names = ("keeper", "deputy") if isinstance(record, MediaAccount) else ("post",)
    for name in names:
        post = getattr(record, name)
        if post is not None and names_a_person(post):
            title = type(record).model_fields[name].title
            yield record.place(name), f"“{title}”写成了人名。", "请只写岗位或者职务，例如 政务公开专岗。"


@rule("MED-006", "新媒体的日期合理", on=MediaAccount, basis=_KEPT)
def days_of_an_account_are_possible(account: MediaAccount, context: Context) -> Iterator[Fault]:
    """Nothing of an account happened before it was opened, after it was closed, or only in the future.

    Bad:  opened: 2019-03-01，password_changed: 2018-03-01
    Good: opened: 2019-03-01，password_changed: 2025-03-03
    """
    closed = account.closed.date if account.closed is not None else None
    if account.opened > context.today:
        yield account.place("opened"), f"“开通日期” {account.opened} 还没有到。", "请填写真实的日期。"
        return
    for location, title, day in _days(account):
        if day > context.today:
            yield account.place(*location), f"“{title}” {day} 还没有到。", "请填写真实的日期。"
        elif day < account.opened:
            message = f"“{title}” {day} 早于开通日期 {account.opened}。"
            yield account.place(*location), message, "请核对这两个日期。"
        elif closed is not None and day > closed and location[0] != "checks":
            yield account.place(*location), f"“{title}” {day} 晚于停用日期 {closed}。", "请核对这两个日期。"


def _days(account: MediaAccount) -> Iterator[tuple[tuple[str | int, ...], str, date]]:
    for name in ("password_changed", "handed_over", "last_issue"):
        day = getattr(account, name)
        if day is not None:
            yield (name,), MediaAccount.model_fields[name].title or name, day
    for number, item in enumerate(account.checks):
        yield ("checks", number, "date"), "巡查日期", item.date
    if account.closed is not None:
        yield ("closed", "date"), "停用日期", account.closed.date


@rule(
    "MED-007",
    "政务新媒体每月巡查",
    on=MediaAccount,
    basis=("本办制度/124",),
    severity=Severity.NOTICE,
    limit=LOOK,
    by_time=True,
)
def account_is_looked_at(account: MediaAccount, context: Context) -> Iterator[Fault]:
    """The office looks at each of its accounts once a month, and writes down what it saw.

    Bad:  最近一次巡查在两个月以前
    Good: 每月一条巡查记录
    """
    due = look_due(account, context.law, context.today)
    if due is not None and due < context.today:
        last = max((item.date for item in account.checks), default=None)
        said = f"最近一次巡查是 {last}" if last is not None else "还没有巡查过"
        message = f"“{account.title}”{said}，应在 {due} 前再看一次。"
        yield account.place("checks"), message, "请打开账号看一遍，再在 checks 里写日期和结果。"


@rule("MED-008", "有新媒体的写明责任", on=Register, basis=("本办制度/125",))
def somebody_answers(register: Register, context: Context) -> Iterator[Fault]:
    """An office that keeps accounts says which post answers for what is said on the net.

    Bad:  有 data/media/wechat.yml，没有 data/responsibilities/
    Good: data/responsibilities/online-content.yml
    """
    kept = [account for account in register.all(MediaAccount) if account.closed is None]
    if kept and not register.all(Responsibility) and not register.is_broken("data/responsibilities/"):
        message = "有政务新媒体，没有写明哪个岗位对网络意识形态负责。"
        remedy = "请写 data/responsibilities/online-content.yml，写法见手册“政务新媒体”。"
        yield kept[0].place("id"), message, remedy


@rule(
    "MED-009",
    "每年说明责任落实情况",
    on=Responsibility,
    basis=("本办制度/125",),
    severity=Severity.NOTICE,
    limit=STATEMENT,
    by_time=True,
)
def statement_is_there_each_year(responsibility: Responsibility, context: Context) -> Iterator[Fault]:
    """The post that answers states each year how it did.

    Bad:  statements 里没有 2024 年的
    Good: statements: [{year: 2024, date: 2024-12-20, kept: 党政办公室存档}]
    """
    late = [year for year, last in statements_due(responsibility, context.law, context.today) if last < context.today]
    if late:
        message = f"“{responsibility.title}”没有 {'、'.join(map(str, late))} 年的说明。"
        yield responsibility.place("statements"), message, "请提交后在 statements 里写年份、日期和存放的地方。"


@rule("MED-010", "年度说明的年份和日期相符", on=Responsibility, basis=("本办制度/125",))
def statements_are_of_their_years(responsibility: Responsibility, context: Context) -> Iterator[Fault]:
    """A year has one statement, of that year or the next, with a paper or the place where it is kept.

    Bad:  {year: 2024, date: 2022-12-20}
    Good: {year: 2024, date: 2024-12-20, kept: 党政办公室存档}
    """
    seen: set[int] = set()
    for number, item in enumerate(responsibility.statements):
        where = ("statements", number)
        if item.year in seen:
            yield responsibility.place(*where, "year"), f"{item.year} 年的说明写了两次。", "请核对年份，重复的删去。"
        seen.add(item.year)
        if item.date > context.today:
            yield responsibility.place(*where, "date"), f"“提交日期” {item.date} 还没有到。", "请填写真实的日期。"
        elif item.date.year not in (item.year, item.year + 1):
            message = f"{item.year} 年的说明，提交日期写的是 {item.date}。"
            yield responsibility.place(*where, "date"), message, "请核对年份和日期。"
        if item.paper is None and item.kept is None:
            message = f"{item.year} 年的说明没有写在哪里。"
            yield responsibility.place(*where), message, "请写 paper（公开的文件编号）或者 kept（存在哪里）。"
