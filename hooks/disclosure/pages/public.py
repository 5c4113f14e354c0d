"""What may be shown: the register without everything that is not to be disclosed actively, or not yet.

The check refuses such content (REV-001), and an error stops publication; a preview, which shows what has errors too,
must not show it either. Pages are made from this register alone, so no list, feed or link can forget to ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.mentions import local_files
from disclosure.records.requests import Request
from disclosure.records.review import Disclosure
from disclosure.records.withheld import Withheld
from disclosure.register import Register


def public_part(register: Register) -> Register:
    """The register of what is public; the very same one if all of it is."""
    hidden = [*register.waiting, *(record for record in register.records.values() if not is_public(record))]
    if not hidden:
        return register
    kept = {key: record for key, record in register.records.items() if is_public(record)}
    paths = {record.path for record in hidden}
    texts = register.texts.without(paths)
    return replace(register, records=kept, texts=texts, files=register.files - set(_files(register, hidden)))


def is_public(record: Record) -> bool:
    """Whether readers may learn that the record exists."""
    attribute = getattr(record, "disclosure", Disclosure.ACTIVE)
    return attribute is Disclosure.ACTIVE and not isinstance(record, Withheld | Request)


def _files(register: Register, hidden: Iterable[Record]) -> Iterator[str]:
    """What lies beside a hidden document: its attachments, its pictures, and all that bears its id."""
    for document in hidden:
        if isinstance(document, Document):
            names = {attachment.file for attachment in document.attachments} | local_files(document)
            yield from (f"{document.folder}/{name}" for name in names)
            own = (f"{document.folder}/{document.id}-", f"{document.folder}/{document.id}.")
            yield from (path for path in register.files if path.startswith(own))
