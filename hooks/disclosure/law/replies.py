"""By when a question is to be answered, and how it stands on a day: in time, late, and for how many working days.

The day of receipt does not count. The office's own promise is in working days; what nobody may exceed is in months,
up to the day of the same number, or the last of the month where there is none.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from disclosure.law.book import LawBook
from disclosure.law.working_days import WorkingDays
from disclosure.records.questions import Question
from disclosure.records.ratings import RatingSources
from disclosure.records.responses import DirectLineItem
from disclosure.register import Register


@dataclass(frozen=True)
class ReplyStanding:
    """How the answer to one question stands. ``working_days`` are those left, or those late.

    ``promise`` is the office's period in working days and ``due`` the last day of it, both missing where it promises
    none; ``latest`` the last day before the answer is over the months that nobody may exceed.
    """

    received: date
    answered: date | None
    promise: int | None
    due: date | None
    latest: date | None
    is_late: bool
    working_days: int
    is_far_too_late: bool
    took: int | None
    provisional: bool = False

    @property
    def is_open(self) -> bool:
        """Whether there is no answer yet."""
        return self.answered is None

    @property
    def late_by(self) -> str:
        """How late it is, as it follows a verb; after the last day and before the next working day, less than one."""
        return f" {self.working_days} 个工作日" if self.working_days else "不到 1 个工作日"


def reply_to_question(question: Question, register: Register, book: LawBook, today: date) -> ReplyStanding:
    """How the answer to a question on a policy stands, by the office's promise and the months of the law."""
    promise = register.agency.reply_days if register.agency is not None else None
    months = book.months("message-reply", today)
    return reply(question.received, question.answered, today, book.working_days, promise=promise, months=months)


def reply_to_matter(item: DirectLineItem, register: Register, book: LawBook, today: date) -> ReplyStanding | None:
    """How the answer to a matter of a direct line stands; ``None`` where no period is stated."""
    days = direct_line_days(register)
    if not days:
        return None
    return reply(item.received, item.answered, today, book.working_days, promise=days, months=None)


def direct_line_days(register: Register) -> int | None:
    """In how many working days matters of a direct line are answered, as data/rating-sources.yml states."""
    return next((found.direct_line_days for found in register.all(RatingSources)), None)


def reply(
    received: date, answered: date | None, today: date, days: WorkingDays, *, promise: int | None, months: int | None
) -> ReplyStanding:
    """How an answer stands on ``today``; ``answered`` is the day of it, if there is one."""
    due = days.after(received, promise) if promise else None
    latest = months_after(received, months) if months else None
    end = answered or today
    is_late = due is not None and end > due.day
    if due is None or (answered is not None and not is_late):
        counted = 0
    else:
        counted = days.between(due.day, end).days if is_late else days.between(end, due.day).days
    return ReplyStanding(
        received=received,
        answered=answered,
        promise=promise,
        due=due.day if due is not None else None,
        latest=latest,
        is_late=is_late,
        working_days=counted,
        is_far_too_late=latest is not None and end > latest,
        took=days.between(received, answered).days if answered is not None else None,
        provisional=due is not None and due.provisional,
    )


def months_after(day: date, months: int) -> date:
    """The day of the same number some months later; the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(min(year, date.max.year), month + 1, min(day.day, monthrange(min(year, date.max.year), month + 1)[1]))
