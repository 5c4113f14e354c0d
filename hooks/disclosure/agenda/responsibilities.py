"""Who answers for what is said on the net states each year how it was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.law.media_duties import statements_due
from disclosure.records.media_accounts import Responsibility
from disclosure.register import Register


@agenda_of
def statements_to_make(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Each year's statement that is not there yet."""
    for item in register.all(Responsibility):
        for year, last in statements_due(item, book, today):
            key, title = f"online-statement-{item.id}-{year}", f"说明{year}年“{item.title}”的落实情况"
            yield Due(key, title, item.unit, last, item.place("statements"), item.id)
