"""Values of rows as cells and as JSON; no cell of a table is taken for a formula."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from unicodedata import category, normalize

CellValue = str | int | float | date | datetime

_BEGINS_A_FORMULA = frozenset("=+-@\u2212")
_ACTS = frozenset("\t\r\n")  # at the head of a cell these alone make some programs read on for a formula
_QUOTES = frozenset("\"'`“”‘’＂＇｀")


def cell_of(value: Any) -> CellValue | None:
    """A value of a row as one cell: lists joined, ``None`` where there is nothing to say."""
    if isinstance(value, list):
        return "；".join(map(str, value)) or None
    return None if value is None or value == "" else value


def guarded(text: str) -> str:
    """A text as it may stand in a CSV file: behind an apostrophe where a spreadsheet could take it for a formula."""
    first = next((char for char in text if not _is_passed_over(char)), "")
    return f"'{text}" if text[:1] in _ACTS or normalize("NFKC", first)[:1] in _BEGINS_A_FORMULA else text


def _is_passed_over(char: str) -> bool:
    """Whether a spreadsheet may look behind a character for a formula: blanks, quotes, and what cannot be seen."""
    return char in _QUOTES or category(char)[0] in "CZM"


def written(value: CellValue | None) -> str:
    """A cell of a CSV file."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return guarded(value) if isinstance(value, str) else str(value)


def plain(value: Any) -> Any:
    """A value as JSON has it: moments with their zone, days as text; what says nothing is left out of mappings."""
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='seconds')}+08:00"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item is not None and item != []}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value
