"""The yearly clean-up of policies, and what the last ones said was to be amended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.sources import agenda_of
from disclosure.findings import Place
from disclosure.law.book import LawBook
from disclosure.life import is_dead
from disclosure.ratings.series import day_in
from disclosure.records.cleanups import Cleanup, CleanupOutcome
from disclosure.records.documents import Document
from disclosure.records.titles import titled
from disclosure.register import Register


@agenda_of
def cleanup_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The clean-up of the year after the last, by the end of that year, of an office that has begun with it."""
    last = max(register.all(Cleanup), key=lambda cleanup: cleanup.year, default=None)
    if last is not None and not register.is_broken("data/cleanups/"):
        year = last.year + 1
        title, place = f"公布 {year} 年政策文件清理结果", Place(Cleanup.files.format(year=year))
        yield Due(f"cleanup-{year}", title, last.unit, date(year, 12, 31), place)


@agenda_of
def amendments_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The policies that a clean-up wants amended by a month and that are as they were."""
    for cleanup in register.all(Cleanup):
        for number, result in enumerate(cleanup.results):
            policy = register.get(result.policy, Document)
            if policy is None or result.outcome is not CleanupOutcome.TO_AMEND or result.due is None:
                continue
            if not is_dead(policy, today) and not _is_settled(policy, cleanup):
                day, place = day_in(result.due), cleanup.place("results", number, "due")
                title, unit = f"按清理结果修改：{titled(policy.title)}", policy.department or cleanup.unit
                yield Due(f"amendment-{cleanup.year}-{policy.id}", title, unit, day, place, policy.id)


def _is_settled(policy: Document, cleanup: Cleanup) -> bool:
    """Whether a policy was amended after the clean-up looked at it."""
    since = policy.validity_since
    return bool(policy.amended_by) and (since is None or since > cleanup.as_of)
