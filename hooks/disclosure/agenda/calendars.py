"""The working days of next year, without which no period into it can be counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import charged_unit
from disclosure.agenda.sources import agenda_of
from disclosure.findings import Place
from disclosure.law.book import LawBook
from disclosure.records.law import CalendarYear
from disclosure.register import Register

_NOTICE = 11  # the month in which the notice on next year's holidays comes as a rule


@agenda_of
def calendar_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The first year from this one on of which no holidays are known: by the end of the year before."""
    known = book.working_days.years
    year = next((year for year in (today.year, today.year + 1) if year not in known), None)
    if year is None or (year > today.year and today.month < _NOTICE) or register.is_broken("data/calendar/"):
        return
    title, place = f"填写 {year} 年的放假安排", Place(CalendarYear.files.format(year=year))
    day = date(year - 1, 12, 31) if year > today.year else None
    yield Due(f"calendar-{year}", title, charged_unit(register), day, place)
