"""The nodes of requests as a table for the city's platform, in the columns that data/request-columns.yml names.

For the office alone: a command asks for it, no publication does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from disclosure.exports.cells import CellValue, written
from disclosure.law.book import LawBook
from disclosure.law.platform_entry import Entered, entry_due, entry_state
from disclosure.records.agency import Department
from disclosure.records.request_columns import NodeField, PlatformColumn, RequestColumns
from disclosure.records.requests import NodeKind, Request, RequestNode
from disclosure.register import Register

_MADE = datetime(2025, 1, 1)  # an Excel file says when it was made: always the same, or no two were alike
NodeRows = list[list[CellValue | None]]


@dataclass(frozen=True)
class NodeAt:
    """One node of a request, with what a column may ask for beside it."""

    request: Request
    number: int
    register: Register
    law: LawBook
    today: date

    @property
    def node(self) -> RequestNode:
        """The node itself."""
        return self.request.nodes[self.number]

    @property
    def due(self) -> date | None:
        """The last day on which it may be entered."""
        return entry_due(self.node, self.register.agency, self.law)

    @property
    def entered(self) -> Entered | None:
        """Whether it was entered in time, late, or not at all; ``None`` where the office has set no number of days."""
        return entry_state(self.node, self.due, self.today)

    def unit(self, key: str | None) -> str:
        """The name of a department."""
        found = self.register.get(key or "", Department)
        return found.title if found is not None else key or ""

    def reply(self) -> str:
        """The kind of the reply that belongs to the node, where it is one."""
        if self.node.kind is not NodeKind.REPLIED:
            return ""
        before = sum(node.kind is NodeKind.REPLIED for node in self.request.nodes[: self.number])
        replies = self.request.replies
        return replies[before].kind.label if before < len(replies) else ""


_VALUES: dict[NodeField, Callable[[NodeAt], CellValue | None]] = {
    NodeField.ID: lambda at: at.request.id,
    NodeField.NUMBER: lambda at: at.request.number,
    NodeField.APPLICANT: lambda at: at.request.applicant.label,
    NodeField.SUBJECT: lambda at: at.request.subject,
    NodeField.CHANNEL: lambda at: at.request.channel.label,
    NodeField.UNIT: lambda at: at.unit(at.request.unit),
    NodeField.NODE: lambda at: at.node.kind.label,
    NodeField.DATE: lambda at: at.node.date,
    NodeField.NODE_CHANNEL: lambda at: at.node.channel.label if at.node.channel else None,
    NodeField.NODE_UNIT: lambda at: at.unit(at.node.unit),
    NodeField.DOCUMENT: lambda at: at.node.document,
    NodeField.REPLY: lambda at: at.reply(),
    NodeField.DUE: lambda at: at.due,
    NodeField.ENTERED: lambda at: at.node.entered,
    NodeField.STATE: lambda at: at.entered.label if at.entered else None,
    NodeField.NOTE: lambda at: at.node.note,
}


def columns_of(register: Register) -> list[PlatformColumn]:
    """The columns that the office has set; without them all there are, under our own names."""
    own = next(iter(register.all(RequestColumns)), None)
    if own is not None:
        return own.columns
    return [PlatformColumn(title=field.label, field=field, words=[]) for field in NodeField]


def nodes_of(requests: Iterable[Request], register: Register, law: LawBook, today: date) -> list[NodeAt]:
    """Every node of some requests, in their order."""
    return [
        NodeAt(request, number, register, law, today) for request in requests for number in range(len(request.nodes))
    ]


def rows_of(columns: Sequence[PlatformColumn], nodes: Iterable[NodeAt]) -> NodeRows:
    """The cells of each node."""
    words = [{word.ours: word.theirs for word in column.words} for column in columns]

    def cell(column: PlatformColumn, theirs: dict[str, str], node: NodeAt) -> CellValue | None:
        value = _VALUES[column.field](node)
        return theirs.get(value, value) if isinstance(value, str) else value

    return [[cell(column, theirs, node) for column, theirs in zip(columns, words, strict=True)] for node in nodes]


def csv_of(columns: Sequence[PlatformColumn], rows: NodeRows) -> bytes:
    """A table in UTF-8, with the mark by which Excel knows it; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([written(column.title) for column in columns])
    writer.writerows([written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_of(columns: Sequence[PlatformColumn], rows: NodeRows) -> bytes:
    """A workbook of one sheet; texts stay texts, days are days."""
    from xlsxwriter import Workbook  # here, since reading it takes half as long as a command may take to start

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, options) as book:
        book.set_properties({"title": "依申请公开节点", "created": _MADE})
        sheet, head = book.add_worksheet("节点"), book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        for number, column in enumerate(columns):
            sheet.write_string(0, number, column.title, head)
        for line, row in enumerate(rows, 1):
            for number, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, number, cell, day)
                elif cell is not None:
                    sheet.write_string(line, number, str(cell))
        sheet.set_column(0, max(len(columns) - 1, 0), 16)
        sheet.freeze_panes(1, 0)
    return target.getvalue()
