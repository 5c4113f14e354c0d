"""The office's accounts elsewhere: when something new is to stand there, when they are to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.law.media_duties import issue_due, look_due
from disclosure.records.media_accounts import MediaAccount
from disclosure.register import Register


@agenda_of
def accounts_to_keep(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Each account that is in use: the last day for something new, and for the next look."""
    for account in register.all(MediaAccount):
        issue, look = issue_due(account, register, book, today), look_due(account, book, today)
        name = f"“{account.title}”"
        if issue is not None:
            place = account.place("last_issue")
            yield Due(f"media-issued-{account.id}", f"在{name}发布新的内容", account.unit, issue, place, account.id)
        if look is not None:
            place = account.place("checks")
            yield Due(f"media-checked-{account.id}", f"巡查{name}", account.unit, look, place, account.id)
