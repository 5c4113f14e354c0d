"""What is said of a field at its input: how to fill it in, in the words of the form, and an example."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pydantic import BaseModel

from disclosure.editing.forms.lookups import Lookups
from disclosure.editing.forms.telling import Teller
from disclosure.expressions import expression
from disclosure.records.shapes import FieldShape, Takes, fields_of

_WRITE_ID, _OF_ID = expression("写(.{1,8}?)的?编号"), expression("的?编号")
_WITHOUT_EXAMPLE = {Takes.CHOICE, Takes.REFERENCE, Takes.SLOT, Takes.STEP, Takes.TRUTH, Takes.PART}


@cache
def labelled(model: type[BaseModel]) -> tuple[FieldShape, ...]:
    """The fields with what is said of them in the words of the form."""
    teller = Teller(model, (), Lookups())
    return tuple(replace(item, description=teller.said(item.description).text) for item in fields_of(model))


def by_name(description: str) -> str:
    """How to fill in by id, as it is said where the id is chosen by its title."""
    return _OF_ID.sub("", _WRITE_ID.sub(r"选\1", description))


def hint_of(item: FieldShape) -> str:
    """How to fill the field in: what it is, and an example where it is typed."""
    inner = item.shape.item.takes if item.shape.item is not None else item.shape.takes
    example = item.example if inner not in _WITHOUT_EXAMPLE else ""
    return "，".join(filter(None, (item.description, f"例如 {example}" if example else "")))
