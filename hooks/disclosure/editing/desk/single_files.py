"""The single files of a document: which can be taken down alone, and beside which others the same file lies."""

from __future__ import annotations

from typing import Any

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.ground import Editable, value_in
from disclosure.reading.git import tracked
from disclosure.records.documents import Document
from disclosure.records.withdrawals import Withdrawal
from disclosure.withdrawn.orders import single_files


def is_public(desk: Desk, document: Document) -> bool:
    """Whether its page may be there already, as its day tells."""
    return document.published.date() <= desk.today


def public_files(desk: Desk, document: Document | None) -> list[tuple[str, str]]:
    """The files of a public document that can be taken down alone, by name and title."""
    if document is None or not is_public(desk, document):
        return []
    known: dict[str, list[tuple[str, str]]] = desk.state.kept.setdefault("single-files", {})
    if document.path not in known:
        titles = {item.file: f"{item.title}（{item.file}）" for item in document.attachments}
        names = single_files(document, desk.state.register)
        known[document.path] = [(name, titles.get(name, name)) for name in names]
    return known[document.path]


def told_of_files(desk: Desk, subject: Editable, document: Document | None, draft: Draft) -> dict[str, Any]:
    """What the page of a record says of files that are there already."""
    left = [file for file in public_files(desk, document) if file[0] not in draft.without]
    is_order = subject.model is Withdrawal
    return {"public_files": left, "same_elsewhere": _same_elsewhere(desk, draft) if is_order else []}


def _same_elsewhere(desk: Desk, order: Draft) -> list[tuple[Document, str]]:
    """The documents beside which the file lies too that is taken down of one of them."""
    number, wanted = (value_in(order.text, order.path, name) for name in ("number", "attachment"))
    there = {path for path, blob in tracked(desk.state.root, desk.state.commit) if blob == wanted} if wanted else set()
    return [
        (document, item.file)
        for document in (desk.state.register.documents if there else ())
        for item in document.attachments
        if f"{desk.ground.prefix}{document.folder}/{item.file}" in there and document.id != number
    ]
