"""What still speaks of a paper that was taken down, in words that no program can judge: for people to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from disclosure.reading.redaction import TakenDown

_FEW = 10  # pages: what stands on more is the office's name, or a word of every other title
_LONG = 6  # characters of a title in one run that are seldom written by chance


def remaining(folder: Path, paper: TakenDown) -> Iterator[str]:
    """The addresses below ``folder`` whose text holds a long run of the paper's title, in order."""
    runs = {name[start : start + _LONG] for name in paper.names[:1] for start in range(len(name) - _LONG + 1)}
    found: dict[str, list[str]] = {run: [] for run in runs}
    for file in sorted(folder.rglob("*.html")) if runs else ():
        text = file.read_text("utf-8", errors="replace")
        for run in runs:
            if run in text:
                found[run].append(file.relative_to(folder).as_posix())
    yield from sorted({address for addresses in found.values() if len(addresses) <= _FEW for address in addresses})
