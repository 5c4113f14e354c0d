"""The tables of an annual report in which nothing happened in most rows: those of which nothing is written are none."""

from __future__ import annotations

from pydantic import BaseModel

from disclosure.reading.put import put
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.annual_figures import AnnualFigures, AppealFigures, DisclosedFigures, RequestFigures

_TABLES: dict[str, type[BaseModel]] = {
    "disclosed": DisclosedFigures,
    "requests": RequestFigures,
    "appeals": AppealFigures,
}
_COUNTED = frozenset({"normative"})  # by what is published
_NONE = "0"


def with_zeros(text: str, path: str) -> str:
    """The text in which each row of the tables that is not there is none. Raises PutRefusedError."""
    tree = read_tree(text.removeprefix("\ufeff"), path)[0]
    for name, table in _TABLES.items():
        written = tree.data.get(name) if tree is not None else None
        there = written if isinstance(written, dict) else {}
        rows = {row: there.get(row, _NONE) for row in table.model_fields if row in there or row not in _COUNTED}
        if rows != there:
            text = put(text, (name,), rows, AnnualFigures)
    return text
