"""Names that stand where an id is wanted: which id is meant, or which there are."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from disclosure.reading.validation import VALUE
from disclosure.records.names import Unnamed, offered
from disclosure.register import Register

_FEW = 5  # ids that are offered when a name is not known


def offer_ids(register: Register) -> None:
    """Say of each name that stands for an id, and is none, which id is meant or which there are."""
    meant = dict(register.unnamed)
    for number, finding in enumerate(register.findings):
        item = meant.get(finding.place)
        if item is not None and finding.rule == VALUE.id and f"“{item.name[:40]}" in finding.message:
            label = finding.message.partition("的值")[0]
            message = f"{label}写成了名称“{item.name}”，这里要写编号。"
            register.findings[number] = replace(finding, message=message, remedy=_ids_for(register, item))


def _ids_for(register: Register, item: Unnamed) -> str:
    any_page = item.kind == "page"
    records = [
        record
        for record in register.records.values()
        if (record.page_folder if any_page else record.record_type == item.kind)
    ]
    same = [record for record in records if item.name in (getattr(record, "title", ""), getattr(record, "doc_no", ""))]
    if len(same) == 1:
        return f"“{item.name}”的编号是 {same[0].key}。"
    names = [str(getattr(record, "title", "")) for record in records]
    close = [name for name in names if item.name in name] or get_close_matches(item.name, names, n=3, cutoff=0.6)
    near = same or [record for record in records if getattr(record, "title", "") in close]
    if near and len(near) <= _FEW:
        return f"可能是：{offered(near)}。"
    if known := register.names.offered(item.kind):
        return f"可以写：{known}。"
    return "请打开那份文件，写信息栏里 id 后面的编号，例如 doc-2023-014。"
