"""What follows from the facts about attachments: ``judging``, in the words of ``rules`` and ``remedies``."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.attachments.contents import Shelf
from disclosure.attachments.facts import Concern, Fact, passage, spot
from disclosure.findings import Finding
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.attachments.names import faults_of
from disclosure.screening.attachments.rules import RULES
from disclosure.screening.written import Known

__all__ = ["RULES", "examine"]


def examine(shelf: Shelf, path: str, known: Known) -> Iterator[Finding]:
    """Every fault of one attachment; whether it is there and has content is said elsewhere (ATT-001, ATT-002)."""
    name = path.rpartition("/")[2]
    own: list[Fact] = [*passage("文件名", name), *(spot(Concern.NAME, fault) for fault in faults_of(name))]
    yield from findings_of(path, [*own, *shelf.read(path).facts], known)
