"""How a command ends that has found something, or nothing: what it prints, and its exit status."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from disclosure.cli.options import working_day
from disclosure.reporting import Format

if TYPE_CHECKING:
    from disclosure.findings import Finding, Rule, Silenced
    from disclosure.register import Register


def finish(
    findings: list[Finding],
    format: Format,
    *,
    strict: bool,
    register: Register | None = None,
    silenced: Sequence[Silenced] = (),
    is_discreet: bool = False,
) -> None:
    """Print the findings and end the command. A ``register`` tells which department keeps each file.

    Where it ``is_discreet``, nothing of the ledger of requests is quoted, in whatever format.
    """
    from disclosure.findings import CRASHED, blocking
    from disclosure.reporting import render
    from disclosure.reporting.discreet import discreet, discreetly

    if is_discreet:
        findings, silenced = discreet(findings), discreetly(silenced)
    colour = format is Format.TEXT and sys.stdout.isatty()
    owners = {} if register is None else {item.place.path: register.owner_of(item.place.path) for item in findings}
    if format is Format.TEXT:
        findings = _told_first(findings, register, strict=strict)
    text = render(
        findings,
        format,
        silenced=silenced,
        rules=_rules(register) if findings or format is Format.SARIF else {},
        colour=colour,
        strict=strict,
        owner_of=lambda finding: owners.get(finding.place.path, ""),
    )
    sys.stdout.write(text)
    if any(finding.rule == CRASHED.id for finding in findings):
        raise typer.Exit(2)
    raise typer.Exit(1 if blocking(findings, strict=strict) else 0)


def _told_first(findings: list[Finding], register: Register | None, *, strict: bool) -> list[Finding]:
    """Say in one line what is to be done, where anything is; the findings as people read them, their own first."""
    from disclosure.findings import blocking, by_urgency
    from disclosure.reading.git import changed_paths
    from disclosure.reporting.verdict import verdict

    own = changed_paths(register.root) if findings and register is not None else set()
    urgent = by_urgency(findings, own)
    if blocking(urgent, strict=strict):
        sys.stdout.write(f"{verdict(urgent, strict=strict)}\n")
    return urgent


def _rules(register: Register | None) -> Mapping[str, Rule]:
    """All rules, by id, as they weigh here; whoever found nothing has no need of them."""
    from disclosure.catalogue import RULES_BY_ID, weighed  # here, since this is the whole of the product
    from disclosure.law.book import law_book

    return RULES_BY_ID if register is None else weighed(law_book(register), working_day(register))
