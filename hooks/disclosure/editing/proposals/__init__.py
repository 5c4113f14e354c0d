"""What is to be made → the text of a new record, with everything that is known and nothing that is not.

Known are the next free id, the file by year, the issuer, the column that alone takes a kind, the place in the year's
catalogue. Everything else stays open and is listed, with its Chinese label, what to write, and an example.
``disclosure new``, the form and the importers use the same function. Pure: the day and the taken ids are given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from disclosure.editing.proposals.asking import NeedsMoreError, NotProposedError, OpenField
from disclosure.editing.proposals.known import LEFT_OPEN, data_of, filing, known
from disclosure.editing.proposals.openings import Office, open_fields
from disclosure.editing.proposals.papers import (
    NewPaper,
    annual_report,
    catalogue,
    consultation,
    filled_column,
    stage_paper,
)
from disclosure.editing.proposals.places import FreshIds, PlaceInData, place_of, year_for
from disclosure.editing.proposals.texts import marked, text_of, within
from disclosure.editing.proposals.wanted import ANNUAL_REPORT, CONSULTATION, Wanted, alike, wanted
from disclosure.records.base import Record
from disclosure.records.decisions import DecisionCatalogue
from disclosure.records.documents import Document
from disclosure.records.files import data_file
from disclosure.register import Register

__all__ = ["LEFT_OPEN", "NeedsMoreError", "NotProposedError", "OpenField", "NewRecord", "proposal"]


class NewRecord(NamedTuple):
    """The new and changed files by path, without the fields that are open, and these in the order of the files.

    ``models`` has the record type of each file.
    """

    files: dict[str, str]
    open_fields: tuple[OpenField, ...]
    models: Mapping[str, type[Record]]

    def for_hands(self) -> dict[str, str]:
        """The files for whoever fills them in by hand: each open field is there, empty, with what to write behind it.

        The check does not let a file pass while one of them is left.
        """
        return {
            path: marked(text, self.models[path], [field for field in self.open_fields if field.path == path])
            for path, text in self.files.items()
        }


def proposal(
    kind: str, register: Register, today: date, given: Mapping[str, str], taken_ids: Collection[str] = frozenset()
) -> NewRecord:
    """A new record of a kind, for an office, on a day.

    ``kind`` is a record type, a kind of document or a set of papers, by id or Chinese name (``wanted.offered``).
    ``given`` has what the editor has said, by location: ``title``, ``stages.others``; and ``year``, ``id``. Labels and
    names are taken for keys and ids; ``LEFT_OPEN`` leaves open what would be known. ``taken_ids`` are ids that are
    used outside these files: on branches, of old.
    Raises ``NeedsMoreError`` where it is not even known where the record goes, ``NotProposedError`` for the rest.
    """
    found = wanted(kind)
    if found is None:
        others = alike(kind)
        hint = f"您要写的是不是{'、'.join(f'“{word}”' for word in others)}？" if others else "不写种类就列出全部。"
        raise NotProposedError(f"没有“{kind[:40]}”这一种。", hint)
    laying = _Laying(register, today, taken_ids)
    laying.lay_all(found, {name: value for name, value in given.items() if value.strip()})
    files = {**{path: text for path, (text, _, _) in laying.laid.items()}, **laying.changed}
    models = {path: model for path, (_, model, _) in laying.laid.items()} | {path: Record for path in laying.changed}
    return NewRecord(files, tuple(field for _, _, fields in laying.laid.values() for field in fields), models)


class _Laying:
    """The records of one proposal, one after the other: each takes an id that the next may not have."""

    def __init__(self, register: Register, today: date, taken_ids: Collection[str]) -> None:
        self.office = Office(register, today)
        self.ids = FreshIds(register, today, taken_ids)
        self.laid: dict[str, tuple[str, type[Record], list[OpenField]]] = {}
        self.changed: dict[str, str] = {}  # the texts of files that are there

    def lay_all(self, found: Wanted, given: Mapping[str, str]) -> None:
        register, this_year = self.office.register, self.office.today.year
        if found.papers == CONSULTATION:
            year = given.get("year") or given.get("published", "")[:4] or str(this_year)
            self.changed |= consultation(register, given, year, self.lay)
        elif found.papers == ANNUAL_REPORT:
            annual_report(register, given, given.get("year") or str(this_year - 1), self.lay)
        elif found.model is DecisionCatalogue:
            catalogue(given, year_for(DecisionCatalogue, given, this_year), self.lay)
        else:
            given = {**given, **({"kind": found.kind.value} if found.kind is not None else {})}
            if found.model is Document and given.get("decision"):
                self.changed |= stage_paper(register, given, self.lay)
            else:
                self.lay(NewPaper(found.model, given))

    def lay(self, sheet: NewPaper) -> str:
        """Make the text of one record, and tell its id."""
        model, register = sheet.model, self.office.register
        given = filing(model, sheet.given, register, self.office.today)
        place = place_of(model, self.ids, given["year"], given)
        data = {**known(model, place, given, register), **data_of(model, given, register.names)}
        data = {name: data[name] for name in model.model_fields if name in data and data[name] != LEFT_OPEN}
        unit = next((data[name] for name in ("department", "owner", "unit") if name in data), "")
        fields = open_fields(model, place.path, place.location, data, self.office._replace(unit=unit))
        fields += _open_text(place) if model is Document else ()
        data = {name: value for name, value in data.items() if value != {}}
        if model is Document:
            self.changed |= filled_column(register, given["column"], self.changed)
        self.laid[place.path] = self._text(sheet, place, data), _model_of(sheet, place), fields
        return place.id

    def _text(self, sheet: NewPaper, place: PlaceInData, data: Mapping[str, Any]) -> str:
        if place.location:
            return within(self.office.register.texts[place.path], _model_of(sheet, place), place.location, data)
        return text_of(sheet.model, place.path, data, sheet.body)


def _model_of(sheet: NewPaper, place: PlaceInData) -> type[Record]:
    file = data_file(place.path) if place.location else None
    return sheet.model if file is None else file.model


def _open_text(place: PlaceInData) -> Iterator[OpenField]:
    yield OpenField(place.path, ("body",), "正文", "信息栏下面写正文，或者登记附件", "")
