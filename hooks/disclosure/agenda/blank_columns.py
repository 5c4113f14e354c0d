"""Columns that are blank for now and say until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import charged_unit
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.register import Register


@agenda_of
def blanks_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The day by which each is to have something, or another word on why not."""
    for column in register.columns:
        if column.empty is not None and column.empty.until is not None:
            title, unit = f"栏目“{column.title}”应当有内容", column.department or charged_unit(register)
            yield Due(f"blank-{column.id}", title, unit, column.empty.until, column.place("empty", "until"), column.id)
