"""Text for people: place, weight, rule and message on one line, the advice indented below it, a closing count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.color import ColorSystem
from rich.style import Style

from disclosure.findings import Finding, Rule, Severity, Silenced
from disclosure.reporting.characters import visible
from disclosure.reporting.wording import details, left_out, summary, where

Paint = Callable[[str, str], str]

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def render(
    findings: Sequence[Finding],
    silenced: Sequence[Silenced] = (),
    *,
    rules: Mapping[str, Rule] = MappingProxyType({}),
    colour: bool = False,
    strict: bool = False,
) -> str:
    """Every finding, then how many there are, then what was left out and by whose leave.

    What only time has brought up, as the ``rules`` say, stands apart at the end.
    """
    paint = _ansi if colour else _uncoloured
    own, late = _parted(findings, rules)
    lines = [line for finding in own for line in _lines(finding, paint)]
    if late:
        lines += [f"以下 {len(late)} 处只是时间到了，不是这次改动带来的："]
        lines += [line for finding in late for line in _lines(finding, paint)]
    return "\n".join([*lines, summary(findings, strict=strict), *left_out(silenced), ""])


def _parted(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> tuple[list[Finding], list[Finding]]:
    """What is there whatever the day, and what only time has brought up."""
    own: list[Finding] = []
    late: list[Finding] = []
    for finding in findings:
        (late if finding.rule in rules and rules[finding.rule].by_time else own).append(finding)
    return own, late


def _lines(finding: Finding, paint: Paint) -> Iterator[str]:
    path = paint(visible(where(finding)), "bold")
    weight = paint(finding.severity.value, _COLOURS[finding.severity])
    place = f"{path}:{finding.place.line}:{finding.place.column}"
    yield f"{place}: {weight} {visible(finding.rule)} {visible(finding.message)}"
    for line in details(finding):
        yield f"    {line}"


def _uncoloured(text: str, style: str) -> str:
    return text


def _ansi(text: str, style: str) -> str:
    # Styles are rendered one by one, not through a Console: that would read the environment and fold long lines.
    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)
