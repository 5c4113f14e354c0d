"""The annual report on disclosure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import charged_unit
from disclosure.agenda.sources import agenda_of
from disclosure.agenda.yearly import next_of
from disclosure.annual.report import year_of
from disclosure.findings import Place
from disclosure.law.book import LawBook
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.kinds import Kind
from disclosure.register import Register


@agenda_of
def annual_report_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The next report, by the day that the law names in the year after."""
    found = next_of(_reported(register), lambda year: book.deadline("annual-report", today, year + 1), today)
    if found is not None and not register.is_broken("data/annual-reports/"):
        year, day = found
        title, place = f"公布 {year} 年政府信息公开工作年度报告", Place(AnnualFigures.files.format(year=year))
        yield Due(f"annual-report-{year}", title, charged_unit(register), day, place)


def _reported(register: Register) -> set[int]:
    """The years of which a report is published; what comes without numbers is taken to be on the year before."""
    with_numbers = {figures.report: year_of(figures) for figures in register.all(AnnualFigures)}
    reports = [document for document in register.documents if document.kind is Kind.REPORT]
    return {with_numbers.get(report.id) or report.published.year - 1 for report in reports}
