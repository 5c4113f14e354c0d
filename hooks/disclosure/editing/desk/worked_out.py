"""What is worked out for an editor: a year's figures of requests, the next plan, what a table of others holds.

Each is what the command of the same name makes, by the same functions, as texts of files that nobody has written yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from disclosure.annual.year_file import NotCounted, year_file
from disclosure.editing.proposals import NotProposedError
from disclosure.editing.proposals.of_table import of_table
from disclosure.expressions import expression
from disclosure.importing.ratings.recording import alike, files_of
from disclosure.importing.ratings.taking import Export, Terms, take
from disclosure.importing.tables.decisions import decisions_in
from disclosure.importing.tables.drawing import drawn_sheet
from disclosure.importing.tables.opinions import opinions_in
from disclosure.importing.tables.sheets import chosen, sheets_read
from disclosure.law.book import law_book
from disclosure.plan.next_year import NotBegun, next_plan
from disclosure.reading.bounds import Unreadable
from disclosure.reading.put import PutRefusedError, put
from disclosure.records.decisions import Decision
from disclosure.records.ratings import RatingSources
from disclosure.register import Register
from disclosure.screening.written import Known

_VISIBLE = "；只要看得见的，加 --visible-only"
_MONTH = expression(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True)
class WorkedOut:
    """The files by path with their new texts, and what is to be told; ``faults`` are why there are none."""

    files: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


class ImportTask(Protocol):
    """A file that is taken over. For a process of its own: the file may be anything."""

    def taken(self, register: Register, today: date) -> WorkedOut:
        """What it gives."""


@dataclass(frozen=True)
class RatingTask:
    """An export of monthly figures: the name of its file without the ending, its bytes; month and source if told."""

    stem: str
    data: bytes
    month: str = ""
    source: str = ""

    def taken(self, register: Register, today: date) -> WorkedOut:
        """The figures of its months."""
        sources = next(iter(register.all(RatingSources)), None)
        if sources is None or RatingSources.files in register.broken:
            return WorkedOut(faults=("还没有写好月报的来源，没有导入。请先在“全部记录”里打开或者新建它。",))
        if self.month and not _MONTH.fullmatch(self.month):
            return WorkedOut(faults=("月份请写成 2025-03 这样。",))
        terms = Terms(sources, Known(register.agency), today, self.month, self.source)
        taking = take(Export(self.stem, self.data), terms)
        made = files_of(taking, register)
        if taking.faults:
            return WorkedOut(faults=tuple(taking.faults))
        told = list[str]()
        for taken, item in zip(taking.months, made, strict=True):
            what = f"更正：{'；'.join(item.changes)}" if item.changes else "新的" if item.is_new else "和已经有的一样"
            told += [f"{taken.source.title} {taken.month}，{what}。", *alike(taken, register, sources)]
        files = {item.path: item.text for item in made if item.is_new or item.changes}
        return WorkedOut(files, (*told, *taking.notes))


@dataclass(frozen=True)
class OpinionsTask:
    """An account of opinions: its bytes, which sheet of it, and the decision by its id, path and text."""

    data: bytes
    sheet: str
    path: str
    text: str

    def taken(self, register: Register, today: date) -> WorkedOut:
        """The decision with the opinions."""
        try:
            read = sheets_read(self.data)
            grid = chosen(read.grids, self.sheet)
        except Unreadable as error:
            return WorkedOut(faults=(_said(str(error)),))
        drawn = drawn_sheet(grid, visible_only=False)
        taken = opinions_in(grid)
        faults = drawn.faults or taken.faults
        if faults:
            return WorkedOut(faults=tuple(map(_said, faults)))
        try:
            text = put(self.text, ("opinions",), taken.opinions, Decision)
        except PutRefusedError as error:
            return WorkedOut(faults=(f"{error.message}{error.remedy}",))
        told = f"{len(taken.opinions['items'])} 类意见，请对照原表核对。原来写的意见整个换掉。"
        return WorkedOut({self.path: text}, (told, *map(_said, (*taken.notes, *drawn.left, *read.left))))


@dataclass(frozen=True)
class CatalogueTask:
    """A year's catalogue of decisions: its bytes, which sheet of it, the year, and the ids that are taken."""

    data: bytes
    sheet: str
    year: str
    taken_ids: frozenset[str]

    def taken(self, register: Register, today: date) -> WorkedOut:
        """A decision for each item that is not there yet."""
        try:
            read = sheets_read(self.data)
            grid = chosen(read.grids, self.sheet)
        except Unreadable as error:
            return WorkedOut(faults=(_said(str(error)),))
        drawn, items = drawn_sheet(grid, visible_only=False), decisions_in(grid)
        if drawn.faults or items.faults:
            return WorkedOut(faults=tuple(map(_said, drawn.faults or items.faults)))
        try:
            found = of_table(items.items, register, today, self.year, self.taken_ids)
        except NotProposedError as error:
            return WorkedOut(faults=(str(error),))
        files = {path: text for _, made in found.made for path, text in made.files.items()}
        return WorkedOut(files, tuple(map(_said, (*items.notes, *found.there, *drawn.left, *read.left))))


def _said(words: str) -> str:
    """What the command says, where there is a form."""
    return words.replace("请用 --sheet 写明要哪一个", "请在“工作表”里写明要哪一个").replace(_VISIBLE, "")


def year_counted(register: Register, today: date, year: str) -> WorkedOut:
    """The figures of a year's requests."""
    try:
        made = year_file(register, law_book(register), int(year), today)
    except NotCounted as error:
        return WorkedOut(faults=(str(error),))
    return WorkedOut({made.path: made.text}, (f"数到 {made.as_of}。{made.look}",))


def plan_begun(register: Register, today: date, year: str) -> WorkedOut:
    """The plan of a year, begun from the newest one before it."""
    try:
        made = next_plan(register, law_book(register), int(year), today)
    except NotBegun as error:
        return WorkedOut(faults=(str(error),))
    return WorkedOut({made.path: made.text}, (made.look,))
