"""Raw HTML in Markdown: what passes the allow-list and what does not."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Rule
from disclosure.screening.written import Hit, Known, Written

RULES: tuple[Rule, ...] = ()


def hits(written: Written, known: Known) -> Iterator[Hit]:
    """Every element, attribute and address in raw HTML that is not allowed."""
    yield from ()
