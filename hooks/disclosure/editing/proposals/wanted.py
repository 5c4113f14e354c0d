"""The word after ``disclosure new`` → what is to be made: a record type, a kind of document, or several papers at once.

A word is an id or the Chinese name that editors know: ``event``, 政府开放活动; ``notice``, 通知公告.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.files import record_types
from disclosure.records.kinds import Kind

CONSULTATION, ANNUAL_REPORT = "consultation", "annual-report"
_SETS = {
    CONSULTATION: (CONSULTATION, "公开征求意见", Kind.CONSULTATION.label),
    ANNUAL_REPORT: (ANNUAL_REPORT, "政府信息公开工作年度报告", Kind.REPORT.value, Kind.REPORT.label),
}


class Wanted(NamedTuple):
    """What is to be made: records of a type; for a document its kind, if that is known; or a named set of papers."""

    model: type[Record]
    kind: Kind | None = None
    papers: str = ""


def wanted(word: str) -> Wanted | None:
    """What a word stands for, or ``None``."""
    return _words().get(word.strip())


def alike(word: str) -> list[str]:
    """The words that may have been meant."""
    known = list(_words())
    return get_close_matches(word, known, n=3, cutoff=0.5) or [name for name in known if word and word in name][:5]


def offered() -> list[tuple[str, str]]:
    """What there is to be made, by id and Chinese name, sets of papers first; no word is told twice."""
    return [
        *((name, names[1]) for name, names in _SETS.items()),
        *((kind.record_type, kind.type_label) for kind in record_types()),
        *((kind.value, kind.label) for kind in Kind if wanted(kind.value) == Wanted(Document, kind)),
    ]


@cache
def _words() -> dict[str, Wanted]:
    found: dict[str, Wanted] = {}
    for word, meant in _pairs():
        found.setdefault(word, meant)
    return found


def _pairs() -> Iterator[tuple[str, Wanted]]:
    for papers, names in _SETS.items():
        yield from ((name, Wanted(Document, None, papers)) for name in names)
    yield from ((kind.record_type, Wanted(kind)) for kind in record_types())
    yield from ((kind.type_label, Wanted(kind)) for kind in record_types())
    yield from ((kind.value, Wanted(Document, kind)) for kind in Kind)
    yield from ((kind.label, Wanted(Document, kind)) for kind in Kind)
