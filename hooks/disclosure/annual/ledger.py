"""The ledger at hand, counted: the requests of the register by the clock of the law."""

from __future__ import annotations

from datetime import date
from functools import partial

from disclosure.annual.counting import CountedYear, ReplyPace, counted
from disclosure.law.book import LawBook
from disclosure.law.request_facts import clock_of
from disclosure.records.documents import Document
from disclosure.records.requests import Request
from disclosure.register import Register


def counted_from(register: Register, law: LawBook, year: int, as_of: date) -> CountedYear | None:
    """The figures of a year up to and including ``as_of``; ``None`` without a ledger, or one that cannot be read."""
    if not register.requests or register.is_broken(f"{register.requests_folder}/"):
        return None
    published = {document.id: document.published.date() for document in register.documents}
    # What was published and taken down again was published.
    published |= {item.id: item.published.date() for item in register.stand_ins if isinstance(item, Document)}
    return counted(register.requests, year, as_of, partial(pace_of, law=law, today=as_of), published)


def pace_of(request: Request, *, law: LawBook, today: date) -> ReplyPace | None:
    """How long the reply to a request took; ``None`` where the law here sets no time for it."""
    clock = clock_of(request, law, today)
    if clock is None or clock.facts.replied is None:
        return None
    if clock.reply is None:  # a correction never came, so that no time ran
        return ReplyPace(None, in_time=True)
    late = clock.days_late(law.working_days)
    return ReplyPace(clock.reply.number_of(clock.facts.replied) + late, in_time=clock.was_in_time)
