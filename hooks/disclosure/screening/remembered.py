"""What screening has found before: of a text that is the same, by what the office was known by, the same again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from disclosure.attachments.contents import Shelf
from disclosure.attachments.remembered import outline_of, written
from disclosure.findings import CRASHED, Finding, dump, load
from disclosure.memory.engine import digest
from disclosure.memory.files import Files
from disclosure.memory.store import Store
from disclosure.register import Register
from disclosure.screening import known_of

_FOUND, _FOUND_AND_COMPARED, _OUTLINES = "screened", "compared", "outlines"  # a build compares what readers see itself


class Screened:
    """What the store knows of the files of a register, and what it is to learn of them."""

    def __init__(self, register: Register, shelf: Shelf, store: Store, *, compares: bool) -> None:
        self._register, self._shelf, self._store = register, shelf, store
        self._files = Files(register.root, store)
        self._compared = {document.path for document in register.documents} if compares else set()
        self._part = _FOUND_AND_COMPARED if compares else _FOUND
        self._known = _digest_of_known(register)

    def recalled(self, paths: Iterable[str]) -> dict[str, list[Finding]]:
        """Of those of these files that are as they were, what was found in them."""
        found = ((path, self._recall(path)) for path in paths)
        return {path: findings for path, findings in found if findings is not None}

    def keep(self, found: Mapping[str, list[Finding]]) -> None:
        """Remember what was found in these files; what a crash has cut short is looked for again."""
        for path, findings in found.items():
            sign = self._sign(path)
            if sign and not any(finding.rule == CRASHED.id for finding in findings):
                self._store.keep(self._part, path, dump(findings) if findings else "", sign)
                if path in self._register.files and path in self._shelf.outlines:
                    kept = written(self._shelf.outlines[path])
                    self._store.keep(_OUTLINES, path, kept, self._files.digest(path))

    def _recall(self, path: str) -> list[Finding] | None:
        sign = self._sign(path)
        kept = self._store.recall(self._part, path, sign) if sign else None
        if kept is None or (path in self._register.files and not self._outlined(path)):
            return None
        try:
            return load(kept) if kept else []
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def _outlined(self, path: str) -> bool:
        """Whether what is in an attachment is known; then it lies on the shelf."""
        kept = self._store.recall(_OUTLINES, path, self._files.digest(path))
        if kept is None:
            return False
        try:
            outline = outline_of(kept, (self._register.root / path).lstat().st_mtime_ns)
        except OSError:
            return False
        if outline is not None:
            self._shelf.outlines[path] = outline
        return outline is not None

    def _sign(self, path: str) -> str:
        """What was found in a file follows from this; "" of what cannot be told."""
        if path in self._register.texts:
            sums = self._register.reader.sums.get(path)
            return f"{sums.front}{sums.body} {path in self._compared} {self._known}" if sums else ""
        own = self._files.digest(path) if path in self._register.files else ""
        return f"{own} {self._known}" if own else ""


def _digest_of_known(register: Register) -> str:
    """The digest of what the office is known by: the files that it was read from, and the names that these may use."""
    known, sums = known_of(register), register.reader.sums
    records = [record for record in (known.agency, known.wording, *known.laws) if record is not None]
    read = (f"{record.path} {sums.get(record.path)}" for record in records)
    return digest(*read, known.ledger, register.names.written())
