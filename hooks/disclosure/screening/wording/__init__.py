"""The form of what is written: document numbers, dates, headings, brackets, punctuation, fixed phrases."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Rule
from disclosure.screening.written import Hit, Known, Written

RULES: tuple[Rule, ...] = ()


def hits(written: Written, known: Known) -> Iterator[Hit]:
    """Every slip of form in a text."""
    yield from ()
