"""One policy to take along: as JSON, clause by clause, and as a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import ClassVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pydantic import Field

from disclosure.exports.cells import plain
from disclosure.exports.filling import document_row
from disclosure.exports.heads import head, one_line
from disclosure.exports.laid_out import laid_out
from disclosure.exports.rows import PolicyRow, RecordPart, WebAddress
from disclosure.expressions import expression
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.clauses import clauses_of
from disclosure.pages.documents import last_changed
from disclosure.pages.page import environment
from disclosure.pages.site import Site
from disclosure.reading.plain_text import plain_text
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS

_MOMENT = (2025, 1, 1, 0, 0, 0)
# What an Office Open XML file has besides its text (ECMA-376, part 2): the kinds of its parts, and where they are.
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = (
    (
        "[Content_Types].xml",
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    (
        "_rels/.rels",
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
)
_NOT_IN_XML = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ClauseText(RecordPart):
    """One clause of a policy."""

    id: str = Field(title="条目编号", description="第三条是 art-3，一、是 sec-1")
    name: str = Field(title="条", description="条目的名称")
    hint: str | None = Field(None, title="提示语", description="给读者的话，不是正文")
    text: str = Field(title="正文", description="这一条的文字")
    url: WebAddress = Field(title="网址", description="这一条的网址")


class PolicyText(PolicyRow):
    """A policy with its whole text."""

    schema_name: ClassVar[str] = "policy"

    clauses: list[ClauseText] = Field([], title="条目", description="逐条的正文，没有分条的为空")
    text: str = Field(title="全文", description="正文的文字")


@site_assets
def policies(site: Site) -> Iterator[Asset]:
    """Two files for each policy."""
    for document in site.register.documents:
        if document.kind in POLICY_KINDS:
            yield Asset(addresses.paper_data_address(document.id, "json"), partial(policy_json, document, site))
            yield Asset(addresses.paper_data_address(document.id, "docx"), partial(policy_word, document, site))


def policy_json(document: Document, site: Site) -> str:
    """A policy as JSON: what is registered of it, how it stands by its record, and its text clause by clause."""
    told = head(site, PolicyText, document.title, addresses.address(document), last_changed(document))
    return one_line({**told, "policy": plain(policy_text(document, site).model_dump())})


def policy_text(document: Document, site: Site) -> PolicyText:
    """A policy with its text, as it is given to others."""
    page = addresses.address(document)
    found = [
        ClauseText(
            id=clause.id,
            name=clause.name,
            hint=document.clause_hints.get(clause.id),
            text=plain_text(clause.text).strip(),
            url=site.url(f"{page}#{clause.id}"),
        )
        for clause in clauses_of(document)
    ]
    row = document_row(document, site, PolicyRow)
    return PolicyText(**row.model_dump(), clauses=found, text=plain_text(document.body.text).strip())


def policy_word(document: Document, site: Site) -> bytes:
    """A policy as a Word file: title, number, how it stands, text. The same record gives the same bytes."""
    item = site.standing(document)
    facts = (document.doc_no or "", _span(document.effective, document.expires), item.said if item is not None else "")
    quiet = [text for text in (*facts, site.url(addresses.address(document))) if text]
    template = environment().get_template("policy.docx.xml")
    text = template.render(title=document.title, quiet=quiet, blocks=laid_out(document.body.text))
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in (*_PARTS, ("word/document.xml", text)):
            archive.writestr(ZipInfo(name, _MOMENT), _NOT_IN_XML.sub("", content).encode(), ZIP_DEFLATED)
    return target.getvalue()


def _span(begins: date | None, ends: date | None) -> str:
    return "至".join(day.isoformat() for day in (begins, ends) if day is not None)
