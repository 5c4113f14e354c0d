"""What attachments carry besides what their readers see.

``examination``  one file by its kind: ``word`` ``excel`` ``slides`` ``ofd`` ``pdf`` ``pictures`` ``archives`` ``plain``
``facts``        what an examination brings to light
``judging``      from facts to findings; ``rules`` and ``remedies`` have the words
``cleaning``     a copy of a file without what should not be there
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from disclosure.findings import Finding
from disclosure.register import Register
from disclosure.screening.attachments.examination import examined, too_large
from disclosure.screening.attachments.facts import Fact, Spot, passage
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.attachments.names import faults_of
from disclosure.screening.attachments.rules import NAME, RULES, UNREADABLE
from disclosure.screening.written import Known

__all__ = ["RULES", "examine"]


def examine(register: Register, path: str, known: Known) -> Iterator[Finding]:
    """Every fault of one attachment of the register."""
    yield from findings_of(path, _facts(register, path), known)


def _facts(register: Register, path: str) -> list[Fact]:
    file, name = register.root / path, path.rpartition("/")[2]
    facts: list[Fact] = [*passage("文件名", name), *(Spot(NAME.id, fault) for fault in faults_of(name))]
    try:
        size = file.stat().st_size
        if size and os.access(file, os.R_OK):  # ATT-001 and ATT-002 tell of the others
            facts += too_large(size) or examined(name, file)
    except OSError:
        facts.append(Spot(UNREADABLE.id, "文件读不出来。"))
    return facts
