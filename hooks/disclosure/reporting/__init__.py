"""Findings → the text that people read and the formats that code hosts and tools read.

One module a format, read when there is something to write; the order of the findings is the caller's, and the same
findings give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure.findings import Finding, Rule, Silenced
    from disclosure.reporting.office import OwnerOf

# Artefacts of a code host, which more people read than the office itself.
_OF_HOSTS = frozenset({"github", "gitlab", "sarif", "junit"})

__all__ = ["Format", "Shape", "Style", "render"]

_NO_RULES: Mapping[str, Rule] = MappingProxyType({})


class Format(StrEnum):
    """How findings are written out; the values are those of ``--format``."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
    HTML = "html"


class Style(StrEnum):
    """How rules are listed: one a line, as data, or as a table."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "md"


class Shape(StrEnum):
    """How the review list of withheld papers is printed: in words, or as a table."""

    TEXT = "text"
    CSV = "csv"


def render(
    findings: Sequence[Finding],
    format: Format,
    *,
    silenced: Sequence[Silenced] = (),
    rules: Mapping[str, Rule] = _NO_RULES,
    colour: bool = False,
    strict: bool = False,
    owner_of: OwnerOf = lambda finding: "",
) -> str:
    """``findings`` in ``format``, ending with a newline unless there is nothing to say.

    ``silenced`` is what approvals left out, told as text, as JSON, on GitHub and on the office's page. ``rules`` gives
    titles and examples to the formats that show them; ``colour`` is for text on a terminal. ``strict`` matters where a
    format tells what stops publication: text, gitlab, junit. ``owner_of`` names the department that is to mend a
    finding, for the office's page. What code hosts show quotes nothing of the ledger of requests.
    """
    from disclosure.reporting import github, gitlab, junit, machine, office, plain, sarif
    from disclosure.reporting.discreet import discreet, discreetly

    if format in _OF_HOSTS:
        findings, silenced = discreet(findings), discreetly(silenced)
    match Format(format):
        case Format.TEXT:
            return plain.render(findings, silenced, rules=rules, colour=colour, strict=strict)
        case Format.JSON:
            return machine.render(findings, silenced)
        case Format.GITHUB:
            return github.render(findings, rules, silenced)
        case Format.GITLAB:
            return gitlab.render(findings, strict=strict)
        case Format.SARIF:
            return sarif.render(findings, rules)
        case Format.JUNIT:
            return junit.render(findings, strict=strict)
        case Format.HTML:
            return office.render(findings, owner_of, silenced)
