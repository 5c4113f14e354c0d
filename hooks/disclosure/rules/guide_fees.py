"""The fees of a guide are those of the official steps."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Severity
from disclosure.law.request_fees import fees_on
from disclosure.records.agency import Agency
from disclosure.records.documents import Document
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.guide_charges import wrong_charges
from disclosure.rules.guide_texts import place_in, tells


@rule("GDE-016", "指南里的信息处理费按标准", on=Document | Agency, basis=("109号文/标准",), severity=Severity.WARNING)
def guides_charge_by_the_official_steps(record: Document | Agency, context: Context) -> Iterator[Fault]:
    """A guide that says from which item or page on how much is charged says it as the official steps do.

    Bad:  每月申请超过5件的，每件收取100元
    Good: 每月申请10件以下不收费，第11到30件每件收取100元
    """
    fees = fees_on(context.register, context.today)
    if fees is None:
        return
    for told in tells(record, context.register):
        for phrase in wrong_charges(told.said, fees):
            words = told.said.text[phrase.start : phrase.end]
            message = f"{told.quoted}写的收费是“{words}”，国家的标准是{phrase.right}。"
            yield place_in(told, phrase.start, record), message, f"请照标准改为“{phrase.right}”。"
