"""What a request is charged: by pages, the sum that the official steps give (国办函〔2020〕109号).

By items the sum depends on what else the applicant asked for in that month, which no ledger without persons can tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Severity
from disclosure.law.request_fees import fee, fees_on
from disclosure.records.requests import FeeWay, NodeKind, Request
from disclosure.rules.framework import Context, Fault, rule


@rule("REQ-029", "按量收费算得对", on=Request, basis=("109号文/标准",), severity=Severity.WARNING)
def the_fee_follows_the_steps(request: Request, context: Context) -> Iterator[Fault]:
    """What is charged by pages is what the steps in force give for them.

    Bad:  fee: {way: pages, number: 130, amount: 1500}
    Good: fee: {way: pages, number: 130, amount: 1300}
    """
    charged, told = request.fee, request.first(NodeKind.FEE_TOLD)
    day = told.date if told is not None else context.today
    steps = fees_on(context.register, day)
    if charged is None or charged.way is not FeeWay.PAGES or steps is None or request.note is not None:
        return
    due = fee(steps.pages, charged.number)
    if charged.amount != due:
        message = f"{charged.number} 页按标准是 {due} 元，这里写的是 {charged.amount} 元。"
        remedy = "请核对页数和金额；几件合在一起算页数的，在 note 写明怎样合计。"
        yield request.place("fee", "amount"), message, remedy
