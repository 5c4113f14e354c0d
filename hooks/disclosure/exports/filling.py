"""Records → rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from disclosure.exports.rows import ConsultationRow, DecisionRow, DocumentRow, OpinionRow, PolicyRow
from disclosure.pages import addresses
from disclosure.pages.site import Site
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


def _facts(document: Document, site: Site) -> dict[str, Any]:
    return {
        "id": document.id,
        "index_number": site.index_number(document),
        "title": document.title,
        "kind": document.kind.label,
        "column": "".join(_titles(site, [document.column])),
        "doc_no": document.doc_no,
        "issuer": document.issuer,
        "department": site.department(document.department) or None,
        "made": document.made,
        "published": document.published,
        "summary": document.summary,
        "audience": _titles(site, document.audience),
        "keywords": document.keywords,
        "attachments": len(document.attachments),
        "url": site.url(addresses.address(document)),
    }


def _titles(site: Site, keys: Sequence[str]) -> list[str]:
    """The titles of records by id."""
    return [str(getattr(site.register.records[key], "title", key)) for key in keys if key in site.register.records]


def _more(document: Document, site: Site, row: type[DocumentRow]) -> dict[str, Any]:
    if row is PolicyRow:
        return {
            "theme": site.theme(document.theme) or None,
            "validity": document.validity.label if document.validity else None,
            "validity_reason": document.validity_reason,
            "effective": document.effective,
            "expires": document.expires,
            "replaced_by": document.replaced_by,
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
