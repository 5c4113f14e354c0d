"""When something is to be put on an account of the office, when it is looked at, when a year's statement is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.law.book import LawBook
from disclosure.law.renewal import period_end
from disclosure.records.documents import Document
from disclosure.records.media_accounts import MediaAccount, Responsibility
from disclosure.records.organisation import Handover
from disclosure.register import Register

ISSUE, LOOK, STATEMENT = "media-updated", "media-checked", "online-statement"


def last_issue(account: MediaAccount, register: Register, today: date) -> date | None:
    """The last day up to ``today`` on which something stood there, as is told by the account or by a document."""
    days = [*register.once(_issues).get(account.id, ()), *([account.last_issue] if account.last_issue else ())]
    return max((day for day in days if day <= today), default=None)


def _issues(register: Register) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for document in register.all(Document):
        for item in document.also_at:
            if item.account is not None:
                found.setdefault(item.account, []).append(item.date)
    return found


def issue_due(account: MediaAccount, register: Register, law: LawBook, today: date) -> date | None:
    """The last day for something new on an account; one where nothing was ever issued counts from its first day."""
    limit = law.limit(ISSUE, today)
    if limit is None or account.closed is not None:
        return None
    return period_end(last_issue(account, register, today) or account.opened, limit)


def look_due(account: MediaAccount, law: LawBook, today: date) -> date | None:
    """The last day for the office to look at an account again."""
    limit = law.limit(LOOK, today)
    if limit is None or account.closed is not None:
        return None
    return period_end(max((item.date for item in account.checks), default=account.opened), limit)


def handed_over(account: MediaAccount, register: Register) -> date | None:
    """The last day on which somebody else took an account over with no word there on its password.

    As the account tells, or a handover of its keeper's post that does not list it; one that does has its own check.
    """
    days = [account.handed_over] if account.handed_over is not None else []
    return max([*days, *(handover.date for handover in handovers_without(account, register))], default=None)


def handovers_without(account: MediaAccount, register: Register) -> Iterator[Handover]:
    """The handovers of the post that keeps an account, while it was in use, that do not list it."""
    for handover in register.all(Handover):
        is_keepers = (handover.unit, handover.post) == (account.unit, account.keeper)
        is_kept = account.opened <= handover.date and (account.closed is None or account.closed.date > handover.date)
        if is_keepers and is_kept and all(item.account != account.id for item in handover.accounts):
            yield handover


def statements_due(responsibility: Responsibility, law: LawBook, today: date) -> Iterator[tuple[int, date]]:
    """The years up to this one of which no statement is there, each with the last day for it, the earliest first."""
    told = {statement.year for statement in responsibility.statements}
    for year in range(responsibility.since.year, today.year + 1):
        last = law.deadline(STATEMENT, today, year)
        if last is not None and year not in told:
            yield year, last
