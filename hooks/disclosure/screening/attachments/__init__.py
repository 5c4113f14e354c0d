"""What attachments carry besides what their readers see."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Finding, Rule
from disclosure.register import Register
from disclosure.screening.written import Known

RULES: tuple[Rule, ...] = ()


def examine(register: Register, known: Known) -> Iterator[Finding]:
    """Every fault of every attachment of the register."""
    yield from ()
