"""What the records say of the pages and files of our own site, for the judgement of links."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from disclosure.life import as_written
from disclosure.links.identity import KIND_WORDS
from disclosure.links.inventory import PageLinks
from disclosure.links.tree import SiteTree
from disclosure.links.wrong.forms import holds_form
from disclosure.links.wrong.targets import Target
from disclosure.memory.store import Store
from disclosure.pages import addresses
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.register import Register

_PART = "forms"


def recorded_targets(tree: SiteTree, register: Register) -> Iterator[Target]:
    """What is known of every page of the tree, and of every attachment that a record names."""
    documents = _documents(register)
    pages = {document.id: path for path, document in documents.items()}
    taken = _taken(register)
    for path, page in tree.pages.items():
        if path in taken:
            continue  # whatever words lead there, the notice says what it is
        document = documents.get(path)
        yield _of_document(path, document, pages, register) if document is not None else _of_list(path, page)
    yield from _attached(documents)


def targets_of_records(register: Register) -> Iterator[Target]:
    """What the records themselves say of their pages and files, whatever stands in these."""
    documents = _documents(register)
    pages = {document.id: path for path, document in documents.items()}
    yield from (_of_document(path, document, pages, register) for path, document in documents.items())
    yield from _attached(documents)
    yield from (Target(path, "") for path in sorted(_taken(register)))


def _documents(register: Register) -> dict[str, Document]:
    return {addresses.address(document): document for document in register.documents}


def _taken(register: Register) -> set[str]:
    return {addresses.address(record) for record in register.stand_ins}


def _attached(documents: Mapping[str, Document]) -> Iterator[Target]:
    for path, document in documents.items():
        for item in document.attachments:
            address = addresses.attachment_address(document, item.file)
            yield Target(address, item.title, number=item.number or 0, parent=path)


def _of_document(path: str, document: Document, pages: Mapping[str, str], register: Register) -> Target:
    replaced = pages.get(document.replaced_by or "", "")
    interprets = pages.get(document.interprets or "", "")
    stands = as_written(document, register)
    return Target(
        path,
        document.title,
        kind=KIND_WORDS.get(document.kind.value, ""),
        doc_no=document.doc_no or "",
        valid=stands is None or not stands.is_dead,
        replaced_by=replaced,
        interprets=interprets,
        recorded=document.kind not in _TALES,
        dates=frozenset(str(day.year) for day in _days(document)),
        form=register.once(_forms)[document.path],
    )


def _forms(register: Register) -> dict[str, bool | None]:
    """Of each document, by its file, whether its text holds a form; of a text that was seen before it is known."""
    store = register.reader.store
    before = _known_forms(store) if store is not None else {}
    now = {document.path: _form(document, register, before.get(document.path)) for document in register.documents}
    if store is not None and now != before:
        store.keep(_PART, "", json.dumps(now, ensure_ascii=False))
    return {path: form for path, (_, form) in now.items()}


def _form(document: Document, register: Register, known: Any) -> list[Any]:
    """The digest of a text, "" of one that is not as it stands in its file, and whether it holds a form."""
    body = register.reader.sum_of(document.path, document.body)
    is_known = isinstance(known, list) and len(known) == 2 and known[0] == body != ""
    return known if is_known else [body, holds_form(document.body.text)]


def _known_forms(store: Store) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        told = json.loads(store.recall(_PART, "") or "")
        return told if isinstance(told, dict) else {}
    return {}


# What tells of a paper in its own words: it may be all that there is of an interpretation.
_TALES = {Kind.NEWS, Kind.ACTIVITY}


def _days(document: Document) -> Iterator[date]:
    """Every day that a year in a link may mean."""
    yield from (document.made, document.published.date(), *(change.date for change in document.changes))
    yield from (day for day in (document.effective, document.expires) if day is not None)


def _of_list(path: str, page: PageLinks) -> Target:
    """A page that is no document: a list of documents."""
    return Target(path, page.heading or page.title, listing=not path.startswith("decisions/"))
