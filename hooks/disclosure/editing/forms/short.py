"""A short form: a few fields of record types, asked before there is anything that they could be written into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from disclosure.editing.forms.choosing import proposed
from disclosure.editing.forms.hints import labelled
from disclosure.editing.forms.html import rendered
from disclosure.editing.forms.lookups import Lookups
from disclosure.editing.forms.making import FormMaker
from disclosure.editing.forms.nodes import Input, Intake
from disclosure.records.shapes import FieldShape


@dataclass(frozen=True)
class ShortAnswers:
    """The values of the fields by name, "" for none; why some were refused, and all as they were typed."""

    values: Mapping[str, str]
    refusals: Mapping[str, str]
    typed: Mapping[str, Sequence[str]]


def asked(
    model: type[BaseModel], name: str, lookups: Lookups, *, hint: str = "", value: str = "", required: bool = False
) -> Input:
    """A field as its record type has it, with words of its own on what to write; ``value`` stands there at first."""
    item = next(item for item in labelled(model) if item.name == name)
    node = shaped(replace(item, required=required), lookups)
    return replace(node, hint=hint or node.hint, data=value or None, shown=(value,))


def shaped(item: FieldShape, lookups: Lookups) -> Input:
    """A field that no record type has."""
    return FormMaker(lookups, lambda rows, length: 0).lone(item)


def answered(nodes: Iterable[Input], submitted: Iterable[tuple[str, str]]) -> ShortAnswers:
    """What was sent for some fields."""
    sent: dict[str, list[str]] = defaultdict(list)
    for name, value in submitted:
        sent[name].append(value)
    intake = Intake(sent)
    values = {node.name: str(node.taken(intake) or "") for node in nodes}
    return ShortAnswers(values, intake.refusals, {name: sent[name] for name in values if name in sent})


def shown_alone(
    nodes: Sequence[Input],
    lookups: Lookups,
    typed: Mapping[str, Sequence[str]] | None = None,
    refusals: Mapping[str, str] | None = None,
) -> str:
    """The HTML of the fields."""
    lists = {node.proposals: proposed(node.expected, lookups) for node in nodes if node.expected is not None}
    return rendered(nodes, lists, lookups, typed or {}, {}, refusals or {})
