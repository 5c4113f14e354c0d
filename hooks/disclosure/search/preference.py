"""What readers rather look for, all else being alike: what holds, then what led to it; what holds no longer last."""

from __future__ import annotations

from collections.abc import Mapping

from disclosure.records.agency import Audience
from disclosure.records.columns import Column
from disclosure.records.documents import Validity
from disclosure.records.kinds import Kind
from disclosure.records.questions import Question
from disclosure.search.entries import PAGE

_PREFERENCE: Mapping[str, float] = {
    Kind.NORMATIVE.label: 1.4,
    Kind.POLICY.label: 1.4,
    Kind.SERVICE.label: 1.3,
    Kind.GUIDE.label: 1.2,
    Kind.REPORT.label: 1.2,
    Kind.INTERPRETATION.label: 1.15,
    Kind.QUESTIONS.label: 1.15,
    Kind.CONSULTATION.label: 0.9,
    Kind.FEEDBACK.label: 0.85,
    Kind.EXECUTION.label: 0.9,
    Kind.EVALUATION.label: 0.9,
    Kind.DRAFT.label: 0.8,
    Kind.EXPLANATION.label: 0.8,
    Kind.BACKGROUND.label: 0.8,
    Kind.EXPERT.label: 0.75,
    Kind.RISK.label: 0.75,
    Kind.LEGALITY.label: 0.75,
    Kind.ATTENDANCE.label: 0.75,
    Kind.MEETING.label: 0.75,
    Column.type_label: 0.75,
    Audience.type_label: 0.75,
    Question.type_label: 0.8,
    PAGE: 0.75,
    Validity.EXPIRED.label: 0.7,
    Validity.REPEALED.label: 0.7,
}
_FOR_WHO_ACTS: Mapping[str, float] = {
    Kind.SERVICE.label: 1.25,
    Kind.GUIDE.label: 1.25,
    Kind.QUESTIONS.label: 1.2,
    Kind.INTERPRETATION.label: 1.15,
    Kind.WELFARE.label: 1.15,
    Kind.REPORT.label: 0.85,
    Kind.BUDGET.label: 0.85,
    Kind.STATISTICS.label: 0.85,
    Kind.NEWS.label: 0.9,
    Kind.FEEDBACK.label: 0.9,
}


def preference(label: str) -> float:
    """By what the weight of an entry of this kind, or of this validity, is multiplied."""
    return _PREFERENCE.get(label, 1.0)


def preference_for_who_acts(label: str) -> float:
    """By what it is multiplied besides for readers who want to do something: what tells them how comes first."""
    return _FOR_WHO_ACTS.get(label, 1.0)


def preference_now(current: bool) -> float:
    """By what that of an entry is multiplied besides which readers can still take part in."""
    return 1.6 if current else 1.0
