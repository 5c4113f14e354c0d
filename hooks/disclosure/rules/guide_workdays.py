"""The periods of a guide are of working days, and it says so."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Severity
from disclosure.records.agency import Agency
from disclosure.records.documents import Document
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.guide_texts import place_in, tells
from disclosure.rules.guide_wording import without_workdays
from disclosure.rules.guides import todays_periods


@rule(
    "GDE-015", "指南里的期限写明工作日", on=Document | Agency, basis=("711号令/33", "711号令/30", "711号令/32"),
    severity=Severity.WARNING,
)  # fmt: skip
def guides_count_working_days(record: Document | Agency, context: Context) -> Iterator[Fault]:
    """A guide that gives the number of today's periods says that they are working days.

    Bad:  自收到申请之日起20日内答复
    Good: 自收到申请之日起20个工作日内答复
    """
    periods = todays_periods(context)
    for told in tells(record, context.register):
        for _, phrase in without_workdays(told.said, periods):
            words = told.said.text[phrase.start : phrase.end]
            message = f"{told.quoted}写的是“{words}”，条例规定的是 {phrase.right}。"
            yield place_in(told, phrase.start, record), message, f"请改为“{phrase.right.replace(' ', '')}”。"
