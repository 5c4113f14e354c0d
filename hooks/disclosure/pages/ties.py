"""What is tied to the clauses of a policy: what explains them, what was answered by them, which opinions changed them.

One thing is named where it stands; several are counted, and lead to the part of the page that lists them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.clauses import Tie
from disclosure.pages.comparisons import ComparedClause, compared
from disclosure.pages.questions import all_asked, asked_about
from disclosure.pages.readings import form_of
from disclosure.pages.site import Site
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS
from disclosure.records.questions import Question

_LONGEST = 24  # signs of a question that are told


def ties(document: Document, site: Site) -> Mapping[str, Sequence[Tie]]:
    """For each clause of a policy the links that stand behind it; nothing for other papers."""
    if document.kind not in POLICY_KINDS:
        return {}
    found: dict[str, list[Tie]] = defaultdict(list)
    for key, tie in (*_readings(document, site), *_questions(document, site), *_changes(document, site)):
        found[key].append(tie)
    return found


def _readings(document: Document, site: Site) -> Iterator[tuple[str, Tie]]:
    explaining: dict[str, list[tuple[Document, Place]]] = defaultdict(list)
    for reference in site.register.backlinks.get(document.id, []):
        paper = reference.source
        if isinstance(paper, Document) and reference.location == ("interprets",):
            for number, key in enumerate(paper.explains):
                explaining[key].append((paper, paper.place("explains", number)))
    for key, papers in explaining.items():
        paper, origin = papers[0]
        if len(papers) > 1:
            yield key, Tie(f"解读 {len(papers)} 份", "#readings", origin)
        else:
            yield key, Tie(f"解读：{form_of(paper).label.removesuffix('解读')}", addresses.address(paper), origin)


def _questions(document: Document, site: Site) -> Iterator[tuple[str, Tie]]:
    for key, found in site.once(_answered_by)[document.id].items():
        question, origin = found[0]
        if len(found) == 1:
            words = " ".join(question.title.split())
            shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
            yield key, Tie(f"留言：{shown}", addresses.address(question), origin)
        else:
            is_here = any(item.question.policy == document.id for item in asked_about(document, site))
            yield key, Tie(f"留言 {len(found)} 条", "#board" if is_here else addresses.QUESTIONS, origin)


def _answered_by(site: Site) -> Mapping[str, dict[str, list[tuple[Question, Place]]]]:
    """policy → clause → the answered questions, as the board shows them, whose answers rest on it."""
    found: dict[str, dict[str, list[tuple[Question, Place]]]] = defaultdict(lambda: defaultdict(list))
    for item in all_asked(site):
        for ground in item.grounds if item.question.is_answered else ():
            there = found[ground.paper.id][ground.address.partition("#")[2]]
            if all(question is not item.question for question, _ in there):
                there.append((item.question, ground.origin))
    return found


def _changes(document: Document, site: Site) -> Iterator[tuple[str, Tie]]:
    shown = compared(document, site)
    by_clause: dict[str, list[ComparedClause]] = defaultdict(list)
    for change in shown.changes if shown is not None else ():
        if change.clause is not None and change.cause.decision is not None:
            by_clause[change.clause.id].append(change)
    for key, changes in by_clause.items():
        count = sum({item.cause.summary: item.cause.count for item in changes}.values())
        words = f"据 {count} 条意见修改" if count else "据意见修改"
        yield key, Tie(words, f"#{changes[0].key}", changes[0].origin)
