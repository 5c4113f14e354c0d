"""What must not become public in a text that is no document: its form is nobody's business here."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Finding
from disclosure.screening import personal, secrecy
from disclosure.screening.written import Known, Written


def leaks(written: Written, known: Known) -> Iterator[Finding]:
    """Personal data and marks of secrecy in one text."""
    for topic in (personal, secrecy):
        for hit in topic.hits(written, known):
            yield hit.within(written)
