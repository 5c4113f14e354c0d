"""The items of a year's catalogue, as a table tells them → the records that are not there yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from disclosure.editing.proposals import NewRecord, NotProposedError, proposal
from disclosure.register import Register

THERE = "“{}”已经在 {} 年的目录里，没有改动。"
_QUOTED = 30  # characters of a title


class OfTable(NamedTuple):
    """What each new record is called, with its files; the titles of those that are there already."""

    made: list[tuple[str, NewRecord]]
    there: list[str]


def of_table(
    items: Sequence[Mapping[str, str]], register: Register, today: date, year: str, taken_ids: Collection[str]
) -> OfTable:
    """The year's catalogue, unless it is there, and a decision for each item that is not. Raises NotProposedError."""
    known = {decision.title for decision in register.decisions if decision.file_year == year}
    there = [THERE.format(item["title"][:_QUOTED], year) for item in items if item["title"] in known]
    used, made = set(taken_ids), list[tuple[str, NewRecord]]()
    for kind, given in _wanted([item for item in items if item["title"] not in known], register, year, len(known)):
        title = given.get("title", "目录")
        try:
            made.append((title, proposal(kind, register, today, given, used)))
        except NotProposedError as error:
            raise NotProposedError(f"“{title[:_QUOTED]}”：{error.message}", error.remedy) from error
        used |= {PurePosixPath(path).stem for path in made[-1][1].files}
    return OfTable(made, there)


def _wanted(
    items: Sequence[Mapping[str, str]], register: Register, year: str, before: int
) -> Iterator[tuple[str, dict[str, str]]]:
    if all(item.file_year != year for item in register.catalogues):
        yield "catalogue", {"year": year}
    for number, item in enumerate(items, before + 1):
        yield "decision", {**item, "year": year, "order": str(number)}
