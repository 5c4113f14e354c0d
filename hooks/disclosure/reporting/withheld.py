"""The yearly review list (条例18): every withheld paper, what it rests on, and when somebody must look at it again.

For the office alone. What it prints comes from a register that holds no content; no page shows either.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from disclosure.agenda.withheld import review_due
from disclosure.law.book import LawBook
from disclosure.records.agency import Department
from disclosure.records.withheld import Withheld
from disclosure.register import Register
from disclosure.reporting import Shape
from disclosure.reporting.characters import visible

_COLUMNS = (
    "编号", "制作部门", "生成日期", "公开属性", "依据", "理由",
    "决定人", "决定日期", "最近评估", "结果", "下次评估", "撤下的文件", "状态",
)  # fmt: skip


def review_list(register: Register, law: LawBook, today: date, shape: Shape, year: int | None = None) -> str:
    """The entries of all years or of one, those that are due first on top."""
    entries = [entry for entry in register.all(Withheld) if year is None or entry.file_year == str(year)]
    entries.sort(key=lambda entry: (review_due(entry, law) or date.max, entry.id))
    rows = [[*map(visible, _row(entry, register, law, today))] for entry in entries]
    return _csv(rows) if shape is Shape.CSV else _text(rows)


def _row(entry: Withheld, register: Register, law: LawBook, today: date) -> list[str]:
    department, due = register.get(entry.department, Department), review_due(entry, law)
    return [
        entry.id,
        department.title if department is not None else entry.department,
        str(entry.made),
        entry.attribute.label,
        law.cite(entry.article) if entry.article else "",
        entry.ground.label if entry.ground else "",
        entry.decided_by,
        str(entry.decided),
        str(entry.reviewed.date) if entry.reviewed else "",
        entry.reviewed.result.label if entry.reviewed else "",
        str(due or ""),
        _withdrawn(entry),
        "逾期" if due is not None and due < today else "",
    ]


def _withdrawn(entry: Withheld) -> str:
    """Which published paper it was, when it was taken down and why."""
    paper = entry.withdrawn
    return f"{paper.number}（{paper.label}）{paper.time:%Y-%m-%d %H:%M} {paper.code.label}" if paper else ""


def _csv(rows: list[list[str]]) -> str:
    """With a byte order mark, by which spreadsheet programs recognise UTF-8; a formula stays text."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row] for row in rows)
    return "\ufeff" + file.getvalue()


def _text(rows: list[list[str]]) -> str:
    overdue = sum(row[-1] != "" for row in rows)
    return "".join(_blocks(rows)) + f"共 {len(rows)} 件，其中 {overdue} 件逾期没有评估。\n"


def _blocks(rows: list[list[str]]) -> Iterator[str]:
    """One paragraph an entry: a table of thirteen columns fits no terminal."""
    for row in rows:
        facts = "  ".join(f"{name} {cell}" for name, cell in zip(_COLUMNS[1:-1], row[1:-1], strict=True) if cell)
        yield f"{row[0]}{f'（{row[-1]}）' if row[-1] else ''}\n    {facts}\n"
