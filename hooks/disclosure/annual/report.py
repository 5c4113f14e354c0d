"""The numbers of an annual report put together: from the year's requests, from the register, from what is recorded.

Tables three and four come from data/request-figures/<year>.yml once the whole year is counted, the row of normative
papers of table two from the register; the rest stands in the report's own record. What nobody has told stays unknown,
which is never 0. What the record tells itself, it tells: rules hold that against the computed numbers.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from disclosure.annual.cells import FigureSpot, spots
from disclosure.annual.issuing import issuing
from disclosure.records.annual_figures import AnnualFigures, Issued
from disclosure.records.report_tables import TABLES
from disclosure.records.request_figures import YearOfRequests
from disclosure.register import Register

PARTS = tuple(dict.fromkeys(table.part for table in TABLES))
COUNTED = ("requests", "appeals")  # parts that come from the year's requests


def year_of(record: AnnualFigures) -> int:
    """The year that a record of numbers is filed under; 0 if its file is named otherwise."""
    return int(record.file_year or 0)


def counts_of(register: Register, year: int) -> YearOfRequests | None:
    """What the requests of a year add up to, counted to its end or to some day before."""
    return next((counts for counts in register.all(YearOfRequests) if counts.year == year), None)


def completed(record: AnnualFigures, register: Register) -> AnnualFigures:
    """The record with every number that can be computed and that it does not tell itself."""
    year = year_of(record)
    found: dict[str, Any] = {}
    counts = counts_of(register, year)
    if counts is not None and counts.is_whole:
        found = {part: getattr(counts, part) for part in COUNTED if not record.written(part)}
    if record.disclosed.normative is None and (issued := issued_in(register, year)) is not None:
        found["disclosed"] = record.disclosed.model_copy(update={"normative": issued})
    return record.model_copy(update=found) if found else record


def issued_in(register: Register, year: int) -> Issued | None:
    """How many normative papers were made and repealed in a year and hold at its end; ``None`` if that is unclear."""
    found = issuing(register, year)
    if found.undated:
        return None
    return Issued(
        unit=None, source=None, made=len(found.made), repealed=len(found.repealed), in_force=len(found.in_force)
    )


def report_of_year(register: Register, year: int) -> AnnualFigures | None:
    """The numbers of the report on a year, completed."""
    record = next((record for record in register.all(AnnualFigures) if year_of(record) == year), None)
    return completed(record, register) if record is not None else None


def numbers_in(figures: AnnualFigures | YearOfRequests) -> dict[FigureSpot, Decimal]:
    """The cells that have a number."""
    written = {spot: figures.figure(*spot) for part in PARTS for spot in spots(part)}
    return {spot: Decimal(number) for spot, number in written.items() if isinstance(number, int | Decimal)}
