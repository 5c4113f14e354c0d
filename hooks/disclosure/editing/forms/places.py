"""Which input a finding belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from disclosure.editing.forms.names import BODY, WHOLE
from disclosure.editing.forms.written import RecordText
from disclosure.findings import Finding
from disclosure.reading.validation import MISSING, missing_words, model_at
from disclosure.reading.yaml_tree import Location


def input_of(finding: Finding, record: RecordText, model: type[BaseModel], names: Mapping[Location, str]) -> str:
    """The name of the input that a finding on this record's file is about; "" if it is about the record as a whole."""
    place, tree = finding.place, record.tree
    if tree is None:
        return WHOLE
    if record.start is not None and place.line >= record.first_line:
        return BODY
    at = _location(record, place.line, place.column)
    if finding.rule == MISSING.id:
        at = next((one for one in _missing(model, at) if finding.message == missing_words(model, one)), at)
    while at and at not in names:
        at = at[:-1]
    return names.get(at, "")


def _missing(model: type[BaseModel], at: Location) -> Iterator[Location]:
    """What may be missing in what stands at a place, or in what begins there with it."""
    for length in range(len(at), -1, -1):
        owner = model_at(model, at[:length])
        yield from ((*at[:length], name) for name in (owner.model_fields if owner is not None else ()))


def _location(record: RecordText, line: int, column: int) -> Location:
    """What begins at a place of the file; else the last that begins before it, of which it is a part."""
    assert record.tree is not None
    places = [(record.tree.place(at), at) for at in record.tree.spots]
    exact = [at for place, at in places if (place.line, place.column) == (line, column)]
    if exact:
        return max(exact, key=len)
    before = [
        (place.line, place.column, len(at), at) for place, at in places if (place.line, place.column) < (line, column)
    ]
    return max(before, key=lambda item: item[:3])[3] if before else ()
