"""A finished index, read back: so that those of several sites can be made one without reading their texts again.

Whoever reads one has not made it. It is bounded, and what does not fit together is refused as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from disclosure.expressions import expression
from disclosure.reading.bounds import Unreadable, read_whole
from disclosure.records.documents import Validity
from disclosure.search.entries import Findable
from disclosure.search.index import FORMAT
from disclosure.search.layout import FOLDER
from disclosure.search.postings import rows_in

_NAMED = expression(rf"{FOLDER}/[0-9a-f]{{16}}")
_VALIDITIES = {state.label: state for state in Validity}
_MOST = 200_000  # entries
_OFTEN = 1 << 32  # what no token's frequency reaches
# What reading a file may raise that holds anything at all: one nested too deep, a division by nothing, a wrong sort.
_FAULTS = (OSError, Unreadable, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)


class IndexBroken(ValueError):
    """An index cannot be read; the message says why, in words for whoever runs the site."""


@dataclass(frozen=True)
class Reopened:
    """An index: its entries in their order (with no body, which it no longer has), and its groups of synonyms."""

    entries: Sequence[Findable]
    same: Sequence[Sequence[str]]
    files: Sequence[Path]

    def rows(self) -> Iterator[tuple[str, int, list[tuple[int, int]]]]:
        """Each token: in how many entries it is, and the step and number of those that are kept. Raises IndexBroken."""
        for file in self.files:
            try:
                for token, frequency, kept in rows_in(read_whole(file)):
                    fits = max(len(kept), 1) <= frequency < _OFTEN
                    if not fits or any(number >= len(self.entries) for _, number in kept):
                        raise IndexBroken(f"检索文件“{file.name}”和清单对不上。")
                    yield token, frequency, kept
            except _FAULTS as error:
                raise IndexBroken(f"检索文件“{file.name}”读不出来。") from error


def reopened(root: Path) -> Reopened:
    """The index of the site whose pages lie below ``root``. Raises IndexBroken."""
    try:
        head = _read(root / FOLDER / "index.json")
        if head["format"] != FORMAT or not _NAMED.fullmatch(head["folder"]):
            raise IndexBroken("检索数据是另一个版本的程序生成的。")
        folder = root / head["folder"]
        start = _read(folder / "start.json")
        if not 0 <= start["entries"] <= _MOST or not 0 < start["files"] <= _MOST:
            raise IndexBroken("检索数据不完整。")
        found = list(_entries(folder, start))
        same = [[str(word) for words in group for word in words] for group in start["same"]]
    except _FAULTS as error:
        raise error if isinstance(error, IndexBroken) else IndexBroken("检索数据读不出来。") from error
    if len(found) != start["entries"]:
        raise IndexBroken("检索数据不完整。")
    return Reopened(found, same, [folder / f"{number:x}.bin" for number in range(start["files"])])


def _entries(folder: Path, start: dict[str, Any]) -> Iterator[Findable]:
    """The entries: what each run has in common, and the facts of each."""
    rows = _facts(folder, start)
    for many, kind, validity, _, audiences, now, *_ in start["runs"]:
        for _ in range(many):
            address, title, number, day, said, told = map(str, next(rows))
            yield Findable(
                address=address,
                title=title,
                kind=str(start["kinds"][kind][0]),
                number=number,
                day=date.fromisoformat(day) if day else None,
                validity=_VALIDITIES.get(start["validities"][validity][0]) if validity >= 0 else None,
                told=told,
                audiences=tuple(str(start["audiences"][one]) for one in audiences),
                current=now > 1,
                summary=said,
            )


def _facts(folder: Path, start: dict[str, Any]) -> Iterator[list[str]]:
    for number in range(-(-start["entries"] // start["block"])):
        yield from _read(folder / f"d{number}.json")


def _read(file: Path) -> Any:
    return json.loads(read_whole(file))
