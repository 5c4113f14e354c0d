"""What a reference is chosen from, made once for all forms of the same content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from disclosure.editing.forms.lookups import Lookups
from disclosure.editing.forms.nodes import Choosable, Input
from disclosure.records.base import RefTo
from disclosure.records.names import NAMED

MOST_PROPOSALS = 60  # of each list; whatever else there is, is found by its words


def choices_among(expects: RefTo, lookups: Lookups) -> tuple[Choosable, ...]:
    """All that a reference may name; what nobody knows by its title alone with its id."""
    named = expects.record in NAMED
    return lookups.once(
        ("choices", expects),
        lambda: tuple(
            Choosable(target.id, target.title if named else f"{target.title}（{target.id}）")
            for target in lookups.offered(expects)
        ),
    )


def proposed(expects: RefTo, lookups: Lookups) -> tuple[Choosable, ...]:
    """What is proposed while a reference is typed: the newest."""
    return lookups.once(
        ("proposed", expects),
        lambda: tuple(Choosable(target.id, target.title) for target in lookups.offered(expects)[:MOST_PROPOSALS]),
    )


def list_name(expects: RefTo) -> str:
    """What the list of proposals is called of which a reference is chosen."""
    return f"proposals.{'.'.join((expects.record, *sorted(expects.kinds)))}"


def list_of(name: str, lookups: Lookups) -> RefTo | None:
    """What a reference expects that is chosen of the list of this name; ``None`` where nothing may be named so."""
    _, _, told = name.partition(".")
    record, *kinds = told.split(".")
    return RefTo(record, kinds=frozenset(kinds)) if record in lookups.targets else None


def narrowed(node: Input, kinds: Sequence[str]) -> Input:
    """Only the kinds of document that a column takes, and what is written."""
    if not kinds:
        return node
    options = tuple(item for item in node.options if item.value in (*kinds, "", node.value))
    return replace(node, options=options, same=None)
