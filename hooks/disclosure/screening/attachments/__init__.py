"""What follows from the facts about attachments: ``judging``, in the words of ``rules`` and ``remedies``."""

from __future__ import annotations

import os
from collections.abc import Iterator

from disclosure.attachments.examination import examined, too_large
from disclosure.attachments.facts import Concern, Fact, passage, spot
from disclosure.findings import Finding
from disclosure.register import Register
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.attachments.names import faults_of
from disclosure.screening.attachments.rules import RULES
from disclosure.screening.written import Known

__all__ = ["RULES", "examine"]


def examine(register: Register, path: str, known: Known) -> Iterator[Finding]:
    """Every fault of one attachment of the register."""
    yield from findings_of(path, _facts(register, path), known)


def _facts(register: Register, path: str) -> list[Fact]:
    file, name = register.root / path, path.rpartition("/")[2]
    facts: list[Fact] = [*passage("文件名", name), *(spot(Concern.NAME, fault) for fault in faults_of(name))]
    try:
        size = file.stat().st_size
        if size and os.access(file, os.R_OK):  # ATT-001 and ATT-002 tell of the others
            facts += too_large(size) or examined(name, file)
    except OSError:
        facts.append(spot(Concern.UNREADABLE, "文件读不出来。"))
    return facts
