"""What the page of a policy has besides what every document's has: its clauses, its comparison, its life."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from disclosure.life import PolicyState, bases, told_from
from disclosure.pages.clauses import contents
from disclosure.pages.cleanups import cleanups_of
from disclosure.pages.comparisons import compared
from disclosure.pages.instruments import Dated, Rung
from disclosure.pages.questions import asked_about
from disclosure.pages.site import Site
from disclosure.pages.states import Status, by_word
from disclosure.pages.ways import WayOn
from disclosure.records.base import Record
from disclosure.records.documents import Document


def policy_values(document: Document, site: Site) -> Mapping[str, Any]:
    """What the template of a policy needs more than that of a document."""
    item = site.standing(document)
    return {
        "standing": item,
        "contents": contents(document),
        "parts": list(_parts(document, site)),
        "dependants": _dependants(document, site) if item is not None and item.is_unsettled else "",
        "comparison": compared(document, site),
        "cleanups": cleanups_of(document, site),
        "guides": _guides(document, site),
        "rungs": list(_rungs(document, site)),
    }


def _parts(document: Document, site: Site) -> Iterator[WayOn]:
    """The parts of the page below the text, as they are reached from above it."""
    if any(item.location == ("interprets",) for item in site.register.backlinks.get(document.id, [])):
        yield WayOn("解读", "", "#readings")
    asked = len(asked_about(document, site))
    yield WayOn(f"留言 {asked}" if asked else "留言", "", "#board")
    if compared(document, site) is not None:
        yield WayOn("修改对照", "", "#comparison")


def _dependants(document: Document, site: Site) -> str:
    """How many published papers and questions rest on a policy, by what they are; "" if none does."""
    found = site.once(_by_basis).get(document.key, [])
    kinds = Counter(f"篇{item.kind.label}" if isinstance(item, Document) else f"条{item.type_label}" for item in found)
    return "、".join(f"{many} {label}" for label, many in kinds.items())


def _by_basis(site: Site) -> dict[str, list[Record]]:
    """All that is published and rests on a policy, by the policy; a question that was answered alone is not."""
    found: dict[str, list[Record]] = {}
    for record in site.register.records.values():
        if not getattr(record, "private", False):
            for policy in bases(record, site.register):
                found.setdefault(policy.key, []).append(record)
    return found


def _guides(document: Document, site: Site) -> list[Document]:
    """What leads to what a policy gives, as its card names it."""
    keys = document.gain.how if document.gain is not None else ()
    return [found for key in keys if (found := site.register.get(key, Document)) is not None]


def told_above(document: Document, site: Site) -> list[Document]:
    """The papers that a policy's page has named before it lists what belongs to it."""
    item, found = site.standing(document), compared(document, site)
    papers = [*_guides(document, site), *([found.other] if found is not None else ())]
    return [*papers, *(item.amendments if item else ()), *([item.successor] if item and item.successor else [])]


def _rungs(document: Document, site: Site) -> Iterator[Rung]:
    """What happened to a policy and what is to come, in order; for one that says nothing of its validity, nothing."""
    item = site.standing(document)
    if item is None:
        return
    yield Rung("发布", Status.DONE, (Dated("", (document.published.date(),)),))
    if document.effective is not None:
        state = Status.DONE if document.effective <= site.today else Status.NOT_DUE
        yield Rung("施行", state, (Dated("", (document.effective,)),))
    for paper in item.amendments:
        facts = (Dated(paper.doc_no or "", (paper.effective or paper.published.date(),)),)
        yield Rung("修改", Status.AMENDED, facts)
    if item.is_dead:
        cause = item.cause.label if item.cause is not None else document.validity_reason or ""
        yield Rung(item.state.label.removeprefix("已"), by_word(item.state.label), (Dated(cause, _days(item.since)),))
        return
    if item.state is not PolicyState.COMING:
        yield Rung("今天", by_word(item.state.label), (Dated("", (site.today,)),))
    if document.expires is not None:
        told = told_from(document, site.register, site.today)
        if told is not None and told > site.today:
            yield Rung("到期前评估", Status.NOT_DUE, (Dated("起，本页提示", (told,)),))
        yield Rung("有效期届满", Status.NOT_DUE, (Dated("", (document.expires,)),))


def _days(since: date | None) -> tuple[date, ...]:
    return (since,) if since is not None else ()
