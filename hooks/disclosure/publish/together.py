"""What a build tells: what the check found and what the finished links are found to be, every cause once."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.findings import Finding, Severity

# What the check tells of addresses in the text, as far as it can be told without the pages.
_OF_THE_TEXT = frozenset({"ATT-007", "REF-007", "REF-008"})


def told_together(checked: Sequence[Finding], links: Sequence[Finding]) -> list[Finding]:
    """The findings of both. Of a link the gate's own finding counts, since it has seen the page.

    Where the check has found errors, links are dead or strange because of them: then only the gate's errors are told,
    and none in the files that the check tells of.
    """
    broken = {(item.place.path, item.place.line) for item in links if item.severity is Severity.ERROR}
    kept = [
        item for item in checked if item.rule not in _OF_THE_TEXT or (item.place.path, item.place.line) not in broken
    ]
    wrong = {item.place.path for item in checked if item.severity is Severity.ERROR and item.rule not in _OF_THE_TEXT}
    if wrong:
        links = [item for item in links if item.severity is Severity.ERROR and item.place.path not in wrong]
    return [*kept, *links]
