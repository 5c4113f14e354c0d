"""Columns in which there should be something new: the last day on which the last one is enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import charged_unit
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.law.renewal import column_standings
from disclosure.register import Register


@agenda_of
def columns_to_renew(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Each column that is to be renewed by a day; of one on an event, or that stands for long, nothing falls due."""
    for standing in column_standings(register, book, today):
        column = standing.column
        if standing.until is not None:
            yield Due(
                f"column-renewed-{column.id}",
                f"更新栏目“{column.title}”（每{standing.words}）",
                column.department or charged_unit(register),
                standing.until,
                column.place("renewal" if column.renewal is not None else "update_days"),
                column.id,
                changed=standing.last,
            )
