"""The numbers that annual reports name in their text, told where readers read them: in pages, search and exports."""

from __future__ import annotations

from dataclasses import replace

from disclosure.annual.numbers import ReportNumbers
from disclosure.reading.front_matter import Body
from disclosure.reading.inserts import told
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.register import Register


def with_numbers(register: Register) -> Register:
    """The register with the numbers in the texts of its reports; the very same one if no text names any."""
    changed: dict[str, Record] = {}
    for record in register.all(AnnualFigures):
        report = register.get(record.report, Document)
        text = told(report.body.text, ReportNumbers(record, register).told) if report is not None else ""
        if report is not None and text != report.body.text:
            changed[report.id] = report.model_copy().with_body(Body(text, report.body.first_line))
    return replace(register, records={**register.records, **changed}) if changed else register
