"""Where readers of a document go next, in their own words: 怎么办, 解读, 草案, 附件 — on top, not at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import BaseModel

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.contacts import area_of, reaches
from disclosure.pages.site import Site
from disclosure.records.base import Record
from disclosure.records.decisions import Decision, Stage
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.mentions import mentions

ATTACHMENTS = "#attachments"
NOW = {"怎么办": "现在怎么办", "解读": "现行解读"}  # of what holds in the place of what is over
_CALLED = 3  # papers of one word that each have a link of their own; more are counted and listed below

# What else there is of a decision, by the stage that a paper belongs to; the consultation has its word by its state.
_BESIDE: dict[Stage, tuple[tuple[Stage, str], ...]] = {
    Stage.DRAFT: (
        (Stage.CONSULTATION, ""),
        (Stage.EXPLANATION, "草案说明"),
        (Stage.FEEDBACK, "意见采纳"),
        (Stage.RESULT, "正式文件"),
    ),
    Stage.EXPLANATION: ((Stage.CONSULTATION, ""), (Stage.DRAFT, "草案"), (Stage.RESULT, "正式文件")),
    Stage.BACKGROUND: ((Stage.CONSULTATION, ""), (Stage.DRAFT, "草案"), (Stage.RESULT, "正式文件")),
    Stage.CONSULTATION: ((Stage.DRAFT, "草案"), (Stage.EXPLANATION, "草案说明"), (Stage.FEEDBACK, "意见采纳")),
    Stage.FEEDBACK: ((Stage.RESULT, "正式文件"), (Stage.DRAFT, "草案"), (Stage.CONSULTATION, "")),
    Stage.RESULT: ((Stage.FEEDBACK, "意见采纳"),),
    Stage.EXECUTION: ((Stage.RESULT, "正式文件"),),
    Stage.EVALUATION: ((Stage.RESULT, "正式文件"),),
}
# Papers that the head of a document names, by the readers' word.
_NAMED = {
    "草案": ("consultation", "draft"),
    "草案说明": ("consultation", "explanation"),
}


@dataclass(frozen=True)
class WayOn:
    """One link on top: the reader's word for it, and what it is; ``target`` is an address, ``tel:…`` or ``#…``."""

    word: str
    title: str
    target: str
    origin: Place | None = None
    record: Record | None = None


def ways(document: Document, site: Site) -> list[WayOn]:
    """Where to go from a document, what readers need most first; each page once."""
    found: dict[str, WayOn] = {}
    for way in (*_needed(document, site), *_process(document, site), *_attached(document, site)):
        if way.target != addresses.address(document):
            found.setdefault(way.target, way)
    return list(found.values())


def explaining(policy: Document, site: Site) -> Iterator[WayOn]:
    """How to get what a policy gives, and what it means; by what points at it."""
    pointing = [
        (item, item.source) for item in site.register.backlinks.get(policy.key, []) if isinstance(item.source, Document)
    ]
    for reference, source in pointing:
        if source.kind is Kind.SERVICE and policy.kind is not Kind.SERVICE:
            yield _to("怎么办", source, reference.place)
    for reference, source in pointing:
        if reference.location[-1] == "interprets":
            yield _to("问答" if source.kind is Kind.QUESTIONS else "解读", source, reference.place)


def gathered(found: list[WayOn]) -> list[WayOn]:
    """The ways without those of whose word there are too many to stand on top."""
    counts = Counter(way.word for way in found)
    return [way for way in found if counts[way.word] <= _CALLED]


def _needed(document: Document, site: Site) -> Iterator[WayOn]:
    """What to do, what it means, and what it is based on."""
    policies = [document] if document.interprets is None else []
    interpreted = site.register.get(document.interprets or "", Document)
    if interpreted is not None:
        yield _to("政策原文", interpreted, document.place("interprets"))
        policies.append(interpreted)
    if document.kind is Kind.SERVICE:
        yield from _to_call(document, site)
        for reference in mentions(document):
            policy = site.register.get(reference.target_id, Document)
            if policy is not None and policy.kind in POLICY_KINDS:
                yield _to("依据", policy, reference.place)
                policies.append(policy)
    for policy in policies:
        yield from _explaining_what_holds(policy, site)
    for words, where in _NAMED.items():
        paper = site.register.get(_value(document, where), Document)
        if paper is not None:
            yield _to(words, paper, document.place(*where))


def _explaining_what_holds(policy: Document, site: Site) -> Iterator[WayOn]:
    """The same of what holds today: of a policy that is over, nobody needs to know how to get what it gave."""
    standing = site.standing(policy)
    if standing is None or not standing.is_dead:
        yield from explaining(policy, site)
    elif standing.successor is not None:
        current = explaining(standing.successor, site)
        yield from (replace(way, word=NOW[way.word]) for way in current if way.word in NOW)


def _value(record: BaseModel | None, where: tuple[str, ...]) -> str:
    """The id in a field of a record or of its parts; "" where nothing is written."""
    for name in where:
        record = getattr(record, name, None)
    return str(record or "")


def _to_call(document: Document, site: Site) -> Iterator[WayOn]:
    """The number that a guide tells to call, where its text has one."""
    found = reaches(document.body.text.replace("|", "："), area_of(site.agency.phone))
    for start, end, href, _ in found:
        if href.startswith("tel:"):
            yield WayOn("打电话", document.body.text[start:end], href)
            return


def _process(document: Document, site: Site) -> Iterator[WayOn]:
    """The decision that a paper belongs to, and the papers beside it."""
    for decision in site.register.stages.get(document.key, []):
        stage = next(stage for stage, key in decision.documents() if key == document.key)
        for other, word in _BESIDE.get(stage, ()):
            slot = decision.stages.slot(other)
            paper = site.register.get(slot.ref or "", Document) if slot is not None else None
            if paper is not None:
                yield _to(word or _call(paper, site), paper, _origin(decision, other))
        yield _to("决策全过程", decision, None)


def _origin(decision: Decision, stage: Stage) -> Place:
    written = getattr(decision.stages, stage.value) is not None
    return decision.place("stages", stage.value) if written else decision.place("stages", "others")


def _call(consultation: Document, site: Site) -> str:
    is_open = consultation.consultation is not None and site.consultation(consultation).is_open
    return "提意见" if is_open else "征求意见公告"


def _attached(document: Document, site: Site) -> Iterator[WayOn]:
    count = sum(site.register.attachment(document, item.file) is not None for item in document.attachments)
    if count:
        yield WayOn(f"附件（{count}）" if count > 1 else "附件", "", ATTACHMENTS)


def _to(word: str, record: Record, origin: Place | None) -> WayOn:
    return WayOn(word, str(getattr(record, "title", record.key)), addresses.address(record), origin, record)
