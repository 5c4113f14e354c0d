"""Kinds of sentence that were once told wrongly, each in a hundred and twenty sentences."""

from __future__ import annotations

import pytest

from disclosure.screening import personal
from disclosure.screening.written import Written
from screening.persons_kinds import KINDS, NOBODY, Kind, made
from screening.trials import office

PERSONAL = {"PRI-008", "PRI-009", "PRI-010", "PRI-015"}


def is_told(text: str) -> bool:
    hits = personal.hits(Written("docs/notices/2025/a.md", text), office())
    return any(hit.rule.id in PERSONAL for hit in hits)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_said_of_somebody_is_told_and_what_is_not_is_not(kind: Kind) -> None:
    told, silent = made(kind.told), made(kind.silent)
    assert len(told) + len(silent) == 120
    assert [text for text in told if not is_told(text)] == []
    assert [text for text in silent if is_told(text)] == []


def test_words_that_end_in_a_surname_are_nobody() -> None:
    texts = made(NOBODY)
    assert len(texts) == 120
    assert [text for text in texts if is_told(text)] == []
