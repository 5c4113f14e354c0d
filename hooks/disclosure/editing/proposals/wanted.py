"""The word after ``disclosure new`` → what is to be made: a record type, a kind of document, or several papers at once.

A word is an id or the Chinese name that editors know: ``event``, 政府开放活动; ``notice``, 通知公告.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from disclosure.records.base import Record
from disclosure.records.columns import Column
from disclosure.records.decisions import STAGE_KINDS
from disclosure.records.documents import Document
from disclosure.records.files import data_files, record_types
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.shapes import FieldShape, Takes, fields_of
from disclosure.register import Register

# What commands work out, and what is taken down together with its page.
NOT_BY_HAND = frozenset({"request-figures", "ledger", "withdrawal"})
# A policy may be the result of a decision, and is looked for among the documents.
_STAGE_PAPERS = frozenset(kind for kinds in STAGE_KINDS.values() for kind in kinds) - POLICY_KINDS
PAGE = "page"  # what a reference expects that may name anything that has a page
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
        *((word, kind.label) for kind in Kind if (word := _word_of(kind))),
    ]


class Offers(StrEnum):
    """Where an editor looks for what is to be made, in this order."""

    PAPERS = "一次做齐几份"
    DOCUMENTS = "文件"
    STAGES = "重大行政决策的文件"
    RECORDS = "工作记录"
    LISTS = "名单和网站设置"


def makeable(register: Register) -> dict[Offers, list[tuple[str, str]]]:
    """Of what there is to be made, what ends in a record of its own that a form can be opened of, as things stand.

    In each group by the sound of the names, as far as GB 2312 orders its characters by it.
    """
    groups: dict[Offers, list[tuple[str, str]]] = {group: [] for group in Offers}
    for name, label in offered():
        found = wanted(name)
        if found is not None and _ends_well(found, register):
            groups[_offers(found)].append((name, label))
    return {group: sorted(words, key=_sound) for group, words in groups.items() if words}


def _sound(word: tuple[str, str]) -> bytes:
    return word[1].encode("gb18030")


def _offers(found: Wanted) -> Offers:
    if found.papers:
        return Offers.PAPERS
    if found.model is Document:
        return Offers.STAGES if found.kind in _STAGE_PAPERS else Offers.DOCUMENTS
    return Offers.RECORDS if found.model.files else Offers.LISTS


def _word_of(kind: Kind) -> str:
    """The word for a kind of document: its id, or its paper where that names a type of record; none within a set."""
    words = (kind.value, f"{kind.value}-paper")
    if wanted(kind.label) != Wanted(Document, kind):
        return ""
    return next((word for word in words if wanted(word) == Wanted(Document, kind)), "")


def _ends_well(found: Wanted, register: Register) -> bool:
    if found.model.record_type in NOT_BY_HAND or not found.model.for_editors:
        return False
    kinds = {kind for column in register.all(Column) for kind in column.kinds}
    if found.model is Document and not (kinds if found.kind is None else found.kind in kinds):
        return False
    return _has_room(found.model, register) and all(_may_be_named(item, register) for item in fields_of(found.model))


def _has_room(model: type[Record], register: Register) -> bool:
    """Whether there is a file for it: one of its own, or a list that it can be added to."""
    if not model.files:
        holders = [kind.pattern for kind in data_files() if model in kind.members.values()]
        return any(path in register.texts and path not in register.broken for path in holders)
    return "{" in model.files or model.files not in register.texts


def _may_be_named(item: FieldShape, register: Register) -> bool:
    """Whether there is anything that a field which must be filled in may name."""
    expects = item.shape.expects
    if not item.required or expects is None or item.shape.takes is not Takes.REFERENCE:
        return True
    return expects.record == PAGE or any(record.record_type == expects.record for record in register.records.values())


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
    yield from ((f"{kind.value}-paper", Wanted(Document, kind)) for kind in Kind)
    yield from ((kind.label, Wanted(Document, kind)) for kind in Kind)
