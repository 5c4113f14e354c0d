"""What a policy changed, as a table to take along: CSV."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from disclosure.exports.rows import ChangeRow
from disclosure.exports.tables import DataTable, csv_bytes
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.comparisons import ComparedPaper, compared
from disclosure.pages.site import Site
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS


@site_assets
def comparisons(site: Site) -> Iterator[Asset]:
    """A table for each policy whose record compares it."""
    for document in site.register.documents:
        found = compared(document, site) if document.kind in POLICY_KINDS else None
        if found is not None:
            address = addresses.data_address(addresses.comparison_address(document), "csv")
            yield Asset(address, partial(_csv, document, found, site))


def _csv(document: Document, found: ComparedPaper, site: Site) -> bytes:
    rows = change_rows(document, found, site)
    return csv_bytes(DataTable(f"{document.title}：修改对照", ChangeRow, rows, ()))


def change_rows(document: Document, found: ComparedPaper, site: Site) -> list[ChangeRow]:
    """The changes of a policy as rows, in their order."""
    written = document.comparison.changes if document.comparison is not None else []
    page = addresses.address(document)
    return [
        ChangeRow(
            document=document.id,
            document_title=document.title,
            compared_with=found.other.id,
            clause=change.clause,
            clause_name=item.clause.name if item.clause is not None else change.clause,
            before=change.before or None,
            after=change.after or None,
            cause=item.cause.words + (f"：{item.cause.summary}" if item.cause.summary else ""),
            note=change.note,
            url=site.url(f"{page}#{change.clause}"),
        )
        for change, item in zip(written, found.changes, strict=True)
    ]
