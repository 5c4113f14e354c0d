"""What a policy changed against its draft or the paper that it replaced: each change drawn, with what caused it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.clauses import clauses_of
from disclosure.pages.hrefs import Links
from disclosure.pages.page import Page, section_of, site_tags, trail_to
from disclosure.pages.site import Site
from disclosure.reading.clauses import Clause
from disclosure.reading.days import in_words
from disclosure.reading.differing import TextRun, pieces
from disclosure.reading.plain_text import plain_text
from disclosure.records.columns import Column
from disclosure.records.comparisons import REVIEW, WORDING, ClauseChange
from disclosure.records.decisions import Decision, Opinion
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind

_ALIKE = 0.45  # paragraphs that share less are two, one taken out and one put in
_MOST_PAIRS = 20_000  # of paragraphs that are held against each other, and
_LONGEST = 4_000  # signs of one of them: what is more has no page that compares it all
_BY_REVIEW = {REVIEW: "审查时修改", WORDING: "只改表述，意思不变"}


@dataclass(frozen=True)
class Cause:
    """Why something was changed, in words; ``decision`` is where the ``count`` opinions stand that caused it."""

    words: str
    decision: Decision | None = None
    summary: str = ""
    count: int = 0


@dataclass(frozen=True)
class ComparedClause:
    """One change as it is shown."""

    key: str
    clause: Clause | None
    pieces: tuple[TextRun, ...]
    cause: Cause
    note: str
    origin: Place


@dataclass(frozen=True)
class ComparedPaper:
    """The changes of a policy against another paper; ``what`` is what that one is, in the readers' words."""

    other: Document
    what: str
    changes: tuple[ComparedClause, ...]
    has_page: bool


def compared(document: Document, site: Site) -> ComparedPaper | None:
    """What a policy's record says that it changed; ``None`` if it says nothing, or the other paper is not there."""
    written = document.comparison
    other = site.register.get(written.other, Document) if written is not None else None
    if written is None or other is None:
        return None
    clauses = {clause.id: clause for clause in clauses_of(document)}
    changes = [
        ComparedClause(
            f"change-{number}",
            clauses.get(change.clause),
            pieces(change.before, change.after),
            cause_of(change, document, site),
            change.note or "",
            document.place("comparison", "changes", number - 1),
        )
        for number, change in enumerate(written.changes, 1)
    ]
    what = "征求意见稿" if other.kind is Kind.DRAFT else "旧文件"
    return ComparedPaper(other, what, tuple(changes), is_comparable(document, other))


def cause_of(change: ClauseChange, document: Document, site: Site) -> Cause:
    """Why something was changed, as readers are told."""
    if change.cause in _BY_REVIEW:
        return Cause(_BY_REVIEW[change.cause])
    for decision, opinion in opinions_on(document, site):
        if opinion.id == change.cause:
            count = f" {opinion.count} 条意见" if opinion.count else "意见"
            return Cause(f"{opinion.outcome.label}{count}", decision, opinion.summary, opinion.count or 0)
    return Cause(change.cause)


def opinions_on(document: Document, site: Site) -> Iterator[tuple[Decision, Opinion]]:
    """The opinions on the decisions that a document belongs to."""
    for decision in site.register.stages.get(document.id, []):
        for opinion in decision.opinions.items if decision.opinions is not None else ():
            yield decision, opinion


def full_text(document: Document, other: Document) -> list[tuple[TextRun, ...]]:
    """The two texts paragraph by paragraph, each with what was taken out and put in."""
    old, new = _paragraphs(other), _paragraphs(document)
    made: list[tuple[TextRun, ...]] = []
    past = 0
    for text in new:
        best = max(range(past, len(old)), key=lambda number: _likeness(old[number], text), default=None)
        if best is None or _likeness(old[best], text) < _ALIKE:
            made.append((TextRun("in", text),))
            continue
        made += [(TextRun("out", gone),) for gone in old[past:best]]
        made.append(pieces(old[best], text))
        past = best + 1
    return [*made, *((TextRun("out", gone),) for gone in old[past:])]


def is_comparable(document: Document, other: Document) -> bool:
    """Whether the whole of two texts can be compared: there are some on both sides, and not too much."""
    old, new = _paragraphs(other), _paragraphs(document)
    longest = max(map(len, (*old, *new)), default=0)
    return bool(old and new) and len(old) * len(new) <= _MOST_PAIRS and longest <= _LONGEST


def _paragraphs(document: Document) -> list[str]:
    return [line for line in (line.strip() for line in plain_text(document.body.text).split("\n")) if line]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def comparison_page(document: Document, site: Site) -> Iterator[Page]:
    """The page that shows the whole of both texts, for a policy whose record compares it."""
    found = compared(document, site)
    if found is None or not found.has_page:
        return
    column = site.register.get(document.column, Column)

    def values(links: Links) -> Mapping[str, Any]:
        return {"document": document, "comparison": found, "paragraphs": full_text(document, found.other)}

    yield Page(
        site=site,
        address=addresses.comparison_address(document),
        title=f"全文对照：{document.title}",
        template="comparison.html",
        source=document.place("comparison"),
        values=values,
        description=f"《{document.title}》和{found.what}的全文对照，{in_words(document.published)}公布。",
        tags=site_tags(site),
        trail=(*trail_to(site, column), (document.title, addresses.address(document))),
        section=section_of(site, column),
    )
