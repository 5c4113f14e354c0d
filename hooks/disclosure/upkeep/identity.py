"""What makes a finding the same on two days: its rule, its file, and whom it concerns.

Its words may count the days since, and its line moves with what is written above it.
"""

from __future__ import annotations

from disclosure.findings import Finding

SameFinding = tuple[str, str, str]


def identity(finding: Finding) -> SameFinding:
    """The rule, the file, and the record or the link."""
    return finding.rule, finding.place.path, finding.record or finding.href
