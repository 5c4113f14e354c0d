"""Where the body of a document leads: records by ``ref:`` links, and files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from disclosure.expressions import expression
from disclosure.memory.tracing import note
from disclosure.records.base import Record, Reference, RefTo
from disclosure.records.documents import BODY, Document

MENTION = RefTo("page", "正文提及")
_SCHEME = "ref:"
_ENTITY = expression(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def mentions(record: Record) -> Iterator[Reference]:
    """Every ``ref:`` link in the body of a document, with its line and column."""
    if not isinstance(record, Document):
        return
    if record.later is not None:
        note("leads", record.path)
        for target, start in record.later.mentions:
            yield Reference(record, target, MENTION, BODY, start)
        return
    for found in record.leads(_SCHEME):
        if found.address.startswith(_SCHEME) and not found.is_html:
            target = found.address.removeprefix(_SCHEME).partition("#")[0].strip()
            yield Reference(record, target, MENTION, BODY, found.start + len(_SCHEME))


def local_files(document: Document) -> set[str]:
    """The names of files beside a document that its text uses as addresses, or that its recording consists of."""
    recorded = {file for _, file in document.media.files} if document.media is not None else set()
    return recorded | {name for found in document.leads() for name, _ in local_names(found.address)}


def local_names(address: str) -> Iterator[tuple[str, str]]:
    """What the file beside a document may be called that an address leads to, each with the part of it that is meant.

    The sign of a part can stand in a name: ``通知#2.pdf`` is looked for before ``通知``. An entity means its character.
    """
    if "&" in address:
        address = _ENTITY.sub(lambda entity: unescape(entity[0]), address)
    if ":" not in address and address.strip():
        yield unquote(address), ""
        name = re.split("[?#]", address, maxsplit=1)[0]
        if name not in ("", address):
            yield unquote(name), address[len(name) :]
