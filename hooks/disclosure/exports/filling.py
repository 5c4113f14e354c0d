"""Records → rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from disclosure.exports.rows import CleanupRow, ConsultationRow, DecisionRow, DocumentRow, OpinionRow, PolicyRow
from disclosure.life import as_written, bases
from disclosure.pages import addresses
from disclosure.pages.site import Site
from disclosure.records.cleanups import Cleanup
from disclosure.records.columns import Column, Layout
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind


def row_of(column: Column) -> type[DocumentRow]:
    """The kind of rows in which a column's documents are given: it follows from what the column takes."""
    if column.layout is Layout.POLICIES:
        return PolicyRow
    return ConsultationRow if Kind.CONSULTATION in column.kinds else DocumentRow


def document_row(document: Document, site: Site, row: type[DocumentRow] = DocumentRow) -> DocumentRow:
    """A document as one of the kinds of rows."""
    return row(**_facts(document, site), **_more(document, site, row))


def named(document: Document, site: Site) -> dict[str, Any]:
    """What a paper is called, for all that name one (``rows.CalledPaper``)."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind.label,
        "doc_no": document.doc_no,
        "url": site.url(addresses.address(document)),
    }


def _facts(document: Document, site: Site) -> dict[str, Any]:
    return {
        **named(document, site),
        "index_number": site.index_number(document),
        "column": "".join(_titles(site, [document.column])),
        "issuer": document.issuer,
        "department": site.department(document.department) or None,
        "made": document.made,
        "published": document.published,
        "summary": document.summary,
        "audience": _titles(site, document.audience),
        "keywords": document.keywords,
        "attachments": len(document.attachments),
        "basis_changed": _changes_of_bases(document, site),
    }


def _changes_of_bases(document: Document, site: Site) -> list[str]:
    """What became of the policies that a document rests on, by their records alone: no clock moves a table."""
    found = (as_written(policy, site.register) for policy in bases(document, site.register))
    return [item.sentence for item in found if item is not None]


def _titles(site: Site, keys: Sequence[str]) -> list[str]:
    """The titles of records by id."""
    return [str(getattr(site.register.records[key], "title", key)) for key in keys if key in site.register.records]


def _more(document: Document, site: Site, row: type[DocumentRow]) -> dict[str, Any]:
    if row is PolicyRow:
        written = as_written(document, site.register)
        return {
            "theme": site.theme(document.theme) or None,
            "validity": document.validity.label if document.validity else None,
            "validity_reason": document.validity_reason,
            "effective": document.effective,
            "expires": document.expires,
            "validity_since": written.since if written else None,
            "validity_cause": written.cause.label if written and written.cause else None,
            "replaced_by": document.replaced_by,
            "amended_by": document.amended_by,
        }
    facts = document.consultation
    if row is ConsultationRow and facts is not None:
        feedback = site.feedback_of(document)
        return {"opens": facts.opens, "closes": facts.closes, "feedback": feedback.id if feedback else None}
    return {}


def decision_facts(decision: Decision, site: Site) -> dict[str, Any]:
    """What a row says of a decision, by the names of its fields."""
    page, catalogue, opinions = addresses.address(decision), site.register.catalogue_of(decision), decision.opinions
    return {
        "id": decision.id,
        "year": catalogue.year if catalogue is not None else int(decision.file_year),
        "order": decision.order,
        "title": decision.title,
        "summary": decision.summary,
        "category": decision.category.label,
        "owner": site.department(decision.owner),
        "basis": decision.basis,
        "required_steps": [stage.label for stage in decision.required_steps],
        "completion": decision.completion,
        "adjusted": decision.adjusted.label,
        "adjusted_note": decision.adjusted_note,
        "published_stages": sum(key in site.register.records for _, key in decision.documents()),
        "received": opinions.received if opinions else None,
        "adopted": opinions.adopted if opinions else None,
        "partly": opinions.partly if opinions else None,
        "not_adopted": opinions.not_adopted if opinions else None,
        "url": site.url(page),
        "record": site.url(addresses.data_address(page, "json")),
        "archive": site.url(addresses.data_address(page, "zip")),
    }


def decision_row(decision: Decision, site: Site) -> DecisionRow:
    """A decision as a row."""
    return DecisionRow(**decision_facts(decision, site))


def opinion_rows(decision: Decision, site: Site) -> list[OpinionRow]:
    """The opinions on a decision as rows, in their order."""
    return [
        OpinionRow(
            decision=decision.id,
            decision_title=decision.title,
            number=number,
            summary=opinion.summary,
            count=opinion.count,
            outcome=opinion.outcome.label,
            reason=opinion.reason,
            url=site.url(addresses.address(decision)),
        )
        for number, opinion in enumerate(decision.opinions.items if decision.opinions else (), 1)
    ]


def cleanup_rows(cleanup: Cleanup, site: Site) -> list[CleanupRow]:
    """The results of a clean-up as rows, in their order."""
    found = ((result, site.register.get(result.policy, Document)) for result in cleanup.results)
    return [
        CleanupRow(
            policy=result.policy,
            title=policy.title,
            doc_no=policy.doc_no,
            outcome=result.outcome.label,
            due=result.due,
            note=result.note,
            url=site.url(addresses.address(policy)),
        )
        for result, policy in found
        if policy is not None
    ]
