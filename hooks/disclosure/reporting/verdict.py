"""May this change be merged? One line that says it, and below it all that bears on it, in Markdown for a code host.

GitHub shows it as the run's Summary, GitLab takes it for a comment; whoever reads no further than the first line knows
what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from disclosure.findings import Finding, Rule, Silenced, blocking
from disclosure.reporting import plain
from disclosure.reporting.characters import visible
from disclosure.reporting.wording import where

_FENCE = "~" * 8
_LIMIT = 900_000  # bytes; GitHub drops a Summary of more than 1 MiB as a whole


def verdict(findings: Sequence[Finding], *, strict: bool = False, fault: str = "") -> str:
    """The one line: how many places must be changed in how many files; ``fault`` says why a check did not end."""
    stopping = blocking(findings, strict=strict)
    if stopping:
        files = {where(finding) for finding in stopping}
        return f"不能合并：您要改 {len(stopping)} 处（{len(files)} 个文件）"
    return "不能合并：检查没有做完，请告诉管程序的人" if fault else "可以合并"


def render(
    findings: Sequence[Finding],
    *,
    silenced: Sequence[Silenced] = (),
    remarks: Iterable[str] = (),
    fault: str = "",
    strict: bool = False,
    rules: Mapping[str, Rule] = MappingProxyType({}),
) -> str:
    """The verdict, remarks about the check itself, what was found, and what waivers silenced, at most 900,000 bytes."""
    lines = plain.render(findings, silenced, strict=strict, rules=rules).splitlines()
    if fault:
        lines = ["没有做完的原因：", *fault.splitlines(), "", *lines]
    head = [verdict(findings, strict=strict, fault=fault), *map(visible, remarks)]
    return "\n\n".join([*head, "\n".join(_block(lines))]) + "\n"


def _block(lines: Iterable[str]) -> Iterator[str]:
    """Lines as they are, in a block that none of them can end, and no more of them than a host takes."""
    yield f"{_FENCE}text"
    room = _LIMIT
    for line in map(visible, lines):
        room -= len(line.encode()) + 1
        if room < 0:
            yield "……后面还有，没有列出。"
            break
        yield line.replace(_FENCE, "～" * len(_FENCE))
    yield _FENCE
