"""What a browser sent → the record's text: only the values that were changed, and no other byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from disclosure.editing.forms.names import BODY, WHOLE
from disclosure.editing.forms.nodes import FieldGroup, Input, Intake, RefusedError, as_sent, check
from disclosure.editing.forms.written import RecordText
from disclosure.reading.put import PutRefusedError, put
from disclosure.reading.put.source import YamlText
from disclosure.reading.text import LARGEST_TEXT, decode
from disclosure.reading.yaml_tree import Data, Location, read_tree


@dataclass(frozen=True)
class TakenIn:
    """The record's text with what was sent. What could not be written is in ``refusals``, by the name of its input.

    ``typed`` holds what was sent for these inputs. Both have the names that the inputs have in a form of the new text.
    """

    text: str
    refusals: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)


def whole_taken(text: str, typed: str) -> TakenIn:
    """The whole file as it was typed, with the line ends that it has."""
    before = text.removeprefix("\ufeff")
    if as_sent(before) == typed:
        return TakenIn(text)
    end = YamlText(text).line_end
    made = text[: len(text) - len(before)] + typed.replace("\n", end)
    try:
        check(typed.replace("\ufffd", ""))
        _bounded(made)
    except RefusedError as error:
        return TakenIn(text, {WHOLE: str(error)}, {WHOLE: [typed]})
    return TakenIn(made)


def fields_taken(
    model: type[BaseModel], record: RecordText, root: FieldGroup, body: Input | None, sent: Mapping[str, Sequence[str]]
) -> TakenIn:
    """The record's text with what was sent for its fields and its body."""
    intake = Intake(sent)
    data = root.taken(intake)
    text = _body_taken(record, body, intake)
    try:
        text = _changed(text, data, intake.gone, model)
    except RefusedError:
        text = _one_by_one(text, root, intake, model)
    refusals = {intake.renamed(name): words for name, words in intake.refusals.items()}
    return TakenIn(text, refusals, intake.typed)


def _body_taken(record: RecordText, body: Input | None, intake: Intake) -> str:
    typed = None if body is None else body.typed(intake)
    if body is None or typed is None:
        return record.text
    try:
        check(typed[0])
        made = record.with_body(typed[0].strip("\n"))
        _bounded(made, record.text)
    except RefusedError as error:
        intake.refuse(BODY, str(error))
        return record.text
    return made


def _changed(text: str, data: Data | None, gone: Iterable[Location], model: type[BaseModel]) -> str:
    """The text that says this, without the items that are gone; raises ``RefusedError``."""
    if not isinstance(data, dict) or not data:
        raise RefusedError("这是文件里唯一的内容，不能清空。")
    try:
        made = put(text, (), data, model)
        for location in sorted(gone, reverse=True):
            made = _without(made, location, model)
    except PutRefusedError as error:
        raise RefusedError(f"{error.message}{error.remedy}") from None
    _bounded(made, text)
    return made


def _without(text: str, location: Location, model: type[BaseModel]) -> str:
    """The text without an item, and without what would be left empty by that."""
    source = YamlText(text)
    tree = read_tree(source.yaml, "")[0]
    data: Any = tree.data if tree is not None else {}
    holders = [data]
    for step in location[:-1]:
        holders.append(holders[-1][step])
    while len(location) > 1 and len(holders[-1]) == 1:
        location, holders = location[:-1], holders[:-1]
    return put(text, location, None, model)


def _one_by_one(text: str, root: FieldGroup, intake: Intake, model: type[BaseModel]) -> str:
    """The text with as many of the changed inputs as can be written; the others are refused."""
    accepted: dict[str, Sequence[str]] = {
        name: values for name, values in intake.sent.items() if name not in intake.changed and ":" in name
    }
    made = text
    for name in intake.changed:
        if name in intake.refusals or name not in intake.sent:
            continue
        trial = Intake({**accepted, name: intake.sent[name]})
        try:
            made = _changed(text, root.taken(trial), trial.gone, model)
        except RefusedError as error:
            intake.refuse(name, str(error))
        else:
            accepted[name] = intake.sent[name]
    return made


def _bounded(text: str, before: str = "") -> None:
    """Refuse a file of which the reader would leave something out."""
    raw = text.encode("utf-8", "replace")
    if len(raw) > LARGEST_TEXT:
        raise RefusedError(f"写进去以后文件超过 {LARGEST_TEXT >> 20} MB，没有写进去。请缩短，或者作为附件上传。")
    told = {finding.rule for finding in decode(before.encode("utf-8", "replace"), "")[1]} if before.strip() else set()
    more = next((item for item in decode(raw, "")[1] if item.rule not in told), None) if text.strip() else None
    if more is not None:
        raise RefusedError(f"{more.message}没有写进去。{more.remedy}")
