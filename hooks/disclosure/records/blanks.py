"""A key with nothing behind it: what to write there, as the record type has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import BaseModel

from disclosure.findings import Finding, Place
from disclosure.reading.validation import example_of_field, field_at, types_in
from disclosure.reading.yaml_tree import EMPTY_VALUE, Location, Tree
from disclosure.records.base import Slot


def filled(model: type[BaseModel], tree: Tree, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The reader's findings, those on empty values with what the field needs: deleting its line may not do."""
    empty: dict[Place, Location] = {}
    for finding in findings:
        if finding.rule == EMPTY_VALUE.id:
            empty = empty or {tree.place(location): location for location in reversed(tree.spots)}
            location = empty.get(finding.place)
            field = None if location is None else field_at(model, location)
            if field is not None and Slot in types_in(field.annotation):
                key = location[-1] if location else ""
                remedy = f"请写文件编号；还没有文件的，写 {key}: {{absent: not-due, due: 预计的日期}}。"
                finding = replace(finding, remedy=remedy)
            elif field is not None and field.is_required() and isinstance(location[-1] if location else 0, str):
                finding = replace(finding, remedy=example_of_field(model, location or ()))
        yield finding
