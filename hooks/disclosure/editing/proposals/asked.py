"""What the rules ask of a new record beyond what its model requires, so that nobody learns of it error by error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from disclosure.reading.yaml_tree import Location
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.guides import GuideElements
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.request_figures import YearOfRequests
from disclosure.register import Register

_REVIEW = tuple(("review", step) for step in ("proposed", "department", "secrecy", "approved"))
_READ = tuple(("interpretation", name) for name in ("required", "reason"))
_POLICY: tuple[Location, ...] = (("validity",), ("theme",), ("effective",), *_READ)
_ITEM = ("content", "basis", "limit", "body", "channels", "audience", "modes")
_OF_KINDS: dict[Kind, tuple[Location, ...]] = {
    **dict.fromkeys(POLICY_KINDS, _POLICY),
    Kind.NORMATIVE: (("doc_no",), *_POLICY, ("expires",)),
    Kind.INTERPRETATION: (("interprets",),),
    Kind.QUESTIONS: (("interprets",),),
    Kind.CONSULTATION: (("consultation", "opens"), ("consultation", "closes"), ("consultation", "channels", "phone")),
    Kind.GUIDE: tuple(("guide", name) for name in GuideElements.model_fields),
}
_COUNTED: tuple[Location, ...] = (("requests",), ("appeals",))  # unless the ledger of requests has told them
_ROWS = ("rules", "permits", "penalties", "compulsion", "fees")
_OF_TYPES: dict[str, tuple[Location, ...]] = {
    "annual-figures": tuple(("disclosed", row) for row in _ROWS),
    "column": (("kinds",), ("empty",)),
    "decision": (*(("stages", stage) for stage in ("execution", "evaluation", "others")), *_REVIEW),
    "event": (("access",), ("duty",)),
    "law": (("articles", 0, "unwatched"),),
    "media-account": (("interaction",), ("deputy",)),
    "process": (("steps", 0, "unit"), ("steps", 0, "period"), ("steps", 0, "rules")),
    "question": (("question",),),
    "request": (("nodes", 0, "unit"),),
    "standard-field": tuple(("items", 0, name) for name in _ITEM),
    "workplan": (("points", 0, "items", 0, "due"), ("points", 0, "items", 0, "query")),
    "withdrawal": (("kind",), ("kept",)),
    "withheld": (("article",), ("ground",)),
}


def asked_by_rules(model: type[Record], data: Mapping[str, Any], register: Register) -> tuple[Location, ...]:
    """The places that a rule wants filled in a record of which ``data`` is known."""
    if model is Document:
        kind = next((kind for kind in Kind if kind.value == data.get("kind")), None)
        return (("summary",), *_REVIEW, *(_OF_KINDS.get(kind, ()) if kind else ()))
    if model is AnnualFigures:
        years = [item.year for item in register.all(YearOfRequests) if item.as_of >= date(item.year, 12, 31)]
        counted = any(str(data["id"]).endswith(f"-{year}") for year in years)
        return (*_OF_TYPES[model.record_type], *(() if counted else _COUNTED))
    explained = (("adjusted_note",),) if data.get("adjusted") in ("added", "removed") else ()
    return (*explained, *_OF_TYPES.get(model.record_type, ()))
