"""The HTML of a form's fields: semantic, without a script or a style of its own, every text escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclosure.editing.drawing import templates_of
from disclosure.editing.forms.names import MORE
from disclosure.editing.forms.nodes import Choosable, FormNode
from disclosure.editing.forms.unions import SIDES
from disclosure.findings import Finding

Proposals = Mapping[str, tuple[Choosable, ...]]


def rendered(
    fields: Sequence[FormNode],
    proposals: Proposals,
    typed: Mapping[str, Sequence[str]],
    at: Mapping[str, Sequence[Finding]],
    refusals: Mapping[str, str],
) -> str:
    """The fields with what is told of each; a part that is folded up is open where there is something to be seen."""
    told = _with_those_above((*at, *refusals, *typed))
    return (
        templates_of("disclosure.editing.forms")
        .get_template("fields.html")
        .render(
            fields=fields, proposals=proposals, typed=typed, at=at, refusals=refusals, told=told, sides=SIDES, more=MORE
        )
    )


def _with_those_above(names: Sequence[str]) -> set[str]:
    """The names, and those of all that they are a part of."""
    found: set[str] = set()
    for name in names:
        steps = name.partition(":")[0].split(".")
        found |= {".".join(steps[:length]) for length in range(1, len(steps) + 1)}
    return found
