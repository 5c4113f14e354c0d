"""Which fields of a document its kind has a use for; the others are offered folded up, behind all else."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from disclosure.reading.yaml_tree import Data
from disclosure.records.documents import Document
from disclosure.records.kinds import EXPLAINED_KINDS, POLICY_KINDS, Kind

_READINGS = frozenset({Kind.INTERPRETATION, Kind.QUESTIONS})
_OFFERS = POLICY_KINDS | {Kind.SERVICE, Kind.NOTICE, Kind.WELFARE}
_LASTING = POLICY_KINDS | {Kind.SYSTEM, Kind.GUIDE, Kind.PLAN}
_BY_KIND: dict[frozenset[Kind], tuple[str, ...]] = {
    _LASTING: ("effective", "expires", "validity", "validity_reason", "validity_since", "validity_cause"),
    POLICY_KINDS: ("amended_by", "amended_clauses", "replaced_by", "interpretation", "comparison"),
    _READINGS: ("interprets", "form", "diagram", "media", "explains"),
    _OFFERS: ("headline", "gain", "who", "life", "open_from", "open_until"),
    POLICY_KINDS | _READINGS: ("drafted", "signed"),
    EXPLAINED_KINDS | {Kind.SYSTEM, Kind.DECISION}: ("clause_hints",),
    frozenset({Kind.CONSULTATION}): ("consultation",),
    frozenset({Kind.GUIDE}): ("guide",),
}
_KINDS = {name: kinds for kinds, names in _BY_KIND.items() for name in names}
_ALL_KINDS = frozenset(Kind)


def fits(model: type[BaseModel], name: str, data: Mapping[str, Data]) -> bool:
    """Whether a record that says this may well fill in the field; with no kind chosen yet, all of them."""
    kind = str(data.get("kind"))  # whatever stands there
    return model is not Document or name not in _KINDS or kind not in _ALL_KINDS or kind in _KINDS[name]
