"""What still speaks of a paper that was taken down, in words that no program can judge: for people to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from disclosure.reading.redaction import TakenDown

_LONG = 6  # characters of a title in one run that are seldom written by chance


def remaining(folder: Path, paper: TakenDown) -> Iterator[str]:
    """The addresses below ``folder`` whose text holds a long run of the paper's title, in order."""
    runs = {name[start : start + _LONG] for name in paper.names[:1] for start in range(len(name) - _LONG + 1)}
    for file in sorted(folder.rglob("*.html")) if runs else ():
        text = file.read_text("utf-8", errors="replace")
        if any(run in text for run in runs):
            yield file.relative_to(folder).as_posix()
