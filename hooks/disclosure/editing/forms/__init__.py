"""A record's text → the fields of a form, and what was typed → the record's text again. No file, no clock, no network.

The contract with the desk and the proposals of new records:

``form(model, text, lookups)``
    the fields in the order of the record type, one for each value that may be written, with label, hint and choices;
    ``lookups_of(register)`` gives what may be referred to. A document's Markdown is the input named ``body``. A file
    of which no value can be changed alone is one input that holds the whole of it.
``taken_in(model, text, submitted, lookups)``
    the text with what was typed; ``submitted`` are the pairs that the browser sent for the form of *this* text. Nothing
    changed, or nothing sent: the same bytes. What cannot be written is refused in Chinese at the name of its input.
``shown(form, typed, at, refusals)``
    the HTML of the fields; ``typed`` (``TakenIn.typed``) stands in place of what the file says.
``Form.at(findings)``
    the findings on the record's file, in the words of the form, by the names of the inputs; "" has those on the record
    as a whole. ``told(finding, lookups)`` says one on a file of which no form is shown.

The names of inputs are locations: ``title``, ``stages.0.date``; those of what is no value of the file have a colon.
The buttons for one row more are named ``:more``: show the form of the text taken in with ``more`` set to their value.
Those that look for what may be named are named ``:find``: the words stay typed, and the form shows what was found.
The module ``short`` asks for a few fields before there is a text that they could be written into.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from disclosure.editing.forms.html import Proposals, drawn_found, rendered
from disclosure.editing.forms.lookups import Lookups, Referable, lookups_of
from disclosure.editing.forms.making import FormMaker
from disclosure.editing.forms.names import BODY, FIND, MORE, WHOLE, name_of
from disclosure.editing.forms.nodes import FieldGroup, FormNode, Input, as_sent
from disclosure.editing.forms.places import FindingPlaces
from disclosure.editing.forms.taking import TakenIn, fields_taken, whole_taken
from disclosure.editing.forms.telling import Teller
from disclosure.editing.forms.written import RecordText, written
from disclosure.findings import Finding
from disclosure.reading.yaml_tree import Location
from disclosure.records.documents import Document
from disclosure.records.files import data_file

__all__ = [
    "BODY", "FIND", "MORE", "WHOLE", "Form", "Lookups", "Referable", "TakenIn",
    "drawn_found", "form", "lookups_of", "name_of", "shown", "taken_in", "told",
]  # fmt: skip

_MOST_ROWS = 100  # that are added to one list at a time


@dataclass(frozen=True)
class Form:
    """The fields of a record; ``names`` says under which name each place of the file is found among them.

    ``odd`` are the names of what is not written as the record type wants it.
    """

    model: type[BaseModel]
    record: RecordText
    fields: tuple[FormNode, ...]
    names: Mapping[Location, str] = field(default_factory=dict)
    proposals: Proposals = field(default_factory=dict)
    lookups: Lookups = field(default_factory=Lookups)
    odd: frozenset[str] = frozenset()

    def at(self, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
        """The findings on this record's file, in words of the form, by the names of the inputs that they are about."""
        places = FindingPlaces(self.record, self.model, self.names, self.lookups, self.odd)
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            name, said = places.told(finding)
            found[name].append(said)
        return dict(found)


def form(
    model: type[BaseModel],
    text: str,
    lookups: Lookups,
    location: Location = (),
    more: Sequence[str] = (),
    typed: Iterable[str] = (),
) -> Form:
    """The form of a record's text, or of the part at ``location``; ``more`` names lists that get a row more each.

    ``typed`` are the names of inputs (``TakenIn.typed``) for which there must be rows.
    """
    asked, lengths = Counter(more), _lengths(typed)
    record, root, body, maker = _made(
        model, text, lookups, lambda name, length: min(max(1 + asked[name], lengths[name] - length), _MOST_ROWS)
    )
    if root is None:
        return Form(model, record, (body,) if body is not None else (), lookups=lookups)
    fields = _below(root, location)
    if body is not None and not location:
        fields = (*fields, body)
    return Form(model, record, fields, maker.names, maker.proposals, lookups, frozenset(maker.odd))


def taken_in(model: type[BaseModel], text: str, submitted: Sequence[tuple[str, str]], lookups: Lookups) -> TakenIn:
    """The text with what was submitted; everything else byte for byte as it was."""
    sent: dict[str, list[str]] = defaultdict(list)
    for name, value in submitted:
        sent[name].append(value)
    lengths = _lengths(sent)
    record, root, body, _ = _made(
        model, text, lookups, lambda name, length: min(max(lengths[name] - length, 0), _MOST_ROWS)
    )
    if root is not None:
        return fields_taken(model, record, root, body, sent)
    typed = sent.get(WHOLE)
    return TakenIn(text) if not typed else whole_taken(text, as_sent(typed[-1]))


def shown(
    form: Form,
    typed: Mapping[str, Sequence[str]] | None = None,
    at: Mapping[str, Sequence[Finding]] | None = None,
    refusals: Mapping[str, str] | None = None,
) -> str:
    """The HTML of the fields, each with what is found or refused at it."""
    return rendered(form.fields, form.proposals, form.lookups, typed or {}, at or {}, refusals or {})


def told(finding: Finding, lookups: Lookups) -> Finding:
    """A finding on a file of which no form is shown, in the words of forms."""
    kind = data_file(finding.place.path)
    teller = Teller(kind.model if kind is not None else Document, (), lookups)
    return replace(finding, message=teller.said(finding.message).text, remedy=teller.said(finding.remedy).text)


def _made(
    model: type[BaseModel], text: str, lookups: Lookups, blanks: Callable[[str, int], int]
) -> tuple[RecordText, FieldGroup | None, Input | None, FormMaker]:
    record = written(model, text)
    maker = FormMaker(lookups, blanks)
    if record.tree is None:
        hint = "这个文件有的地方读不出来，改好以后才能分项填写。"
        shown = (text.removeprefix("\ufeff"),)
        return record, None, Input((), "整个文件", hint, shown=shown, control="text", aspect="text"), maker
    root = maker.group(model, record.tree.data, (), FieldGroup((), ""))
    body = record.body
    if body is None:
        return record, root, None, maker
    return record, root, Input((BODY,), "正文", "Markdown 写法", shown=(body,), control="text"), maker


def _below(root: FieldGroup, location: Location) -> tuple[FormNode, ...]:
    """The fields of the part at a location; all of them if there is no such part."""
    nodes: tuple[FormNode, ...] = root.fields
    for length in range(1, len(location) + 1):
        node = next((node for node in nodes if node.location == location[:length]), None)
        if node is None:
            return root.fields
        nodes = tuple(getattr(node, "fields", getattr(node, "rows", (node,))))
    return nodes


def _lengths(sent: Iterable[str]) -> Counter[str]:
    """How many items each list has of which an input was sent."""
    lengths: Counter[str] = Counter()
    for name in sent:
        steps = name.partition(":")[0].split(".")
        for place, step in enumerate(steps):
            if step.isascii() and step.isdecimal() and len(step) < 6:
                above = ".".join(steps[:place])
                lengths[above] = max(lengths[above], int(step) + 1)
    return lengths
