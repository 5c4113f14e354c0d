"""The register: all records of the site in one graph, with every reference followed both ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from disclosure.findings import Finding, Place
from disclosure.indexed import AnyRecord, Indexed
from disclosure.memory.later import FileTexts
from disclosure.memory.texts import TextReader
from disclosure.reading.kept import kept_texts
from disclosure.reading.overrides import Overrides
from disclosure.reading.redaction import Removed
from disclosure.reading.yaml_tree import Tree
from disclosure.records.administration import Exclusion, Ledger, Redirect, Waiver
from disclosure.records.agency import LEDGER_IN_DATA, Agency, Department
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.base import Record
from disclosure.records.columns import Column
from disclosure.records.decisions import STAGE_KINDS, Decision, DecisionCatalogue
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.records.law import CalendarYear, Law, Limit
from disclosure.records.names import Names, Unnamed
from disclosure.records.patrols import FOLDER, FOLDER_IN_DATA, LINES, Patrol, patrols_in
from disclosure.records.requests import Request
from disclosure.records.withdrawals import Withdrawal
from disclosure.records.work_plans import WorkPlan


@dataclass(frozen=True)
class Unread:
    """A record that is not as its type wants it: the type, and what is written there all the same."""

    model: type[Record]
    tree: Tree

    @property
    def key(self) -> str:
        """The id that it claims."""
        return str(self.tree.data.get("id") or "")

    def place(self, *location: str | int) -> Place:
        """Where a field stands; where it would belong if it is not written."""
        return self.tree.place(location)


@dataclass
class Register(Indexed):
    """All records that could be read, and what was wrong with the rest.

    ``declared`` holds every id that some file claims, readable or not, and ``broken`` the files of which not
    everything could be read: one slip must not make every reference to its record look dead. ``texts`` is each file
    as written, for all that is looked for in every character that would be public, comments included. ``settings`` is
    what stands in mkdocs.yml, ``overrides`` what lies in hooks/overrides/.
    ``doubles`` are records of ids that another one bears already. ``removed`` is what reading has passed over since it
    was taken down, ``stand_ins`` what stands there in its place. ``waiting`` are the records whose hour has not come,
    where they were left out; ``moment`` is the hour of the working day, where it is known. ``reader`` has read the
    texts and knows their digests.
    """

    root: Path
    records: dict[str, Record] = field(default_factory=dict)
    doubles: list[Record] = field(default_factory=list)
    singles: list[Record] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    texts: FileTexts = field(default_factory=FileTexts)
    findings: list[Finding] = field(default_factory=list)
    settings: Tree | None = None
    overrides: Overrides = field(default_factory=Overrides)
    names: Names = field(default_factory=Names)
    unnamed: list[tuple[Place, Unnamed]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    stand_ins: list[Record] = field(default_factory=list)
    waiting: list[Record] = field(default_factory=list)
    moment: datetime | None = None
    removed: Removed = field(default_factory=Removed)
    reader: TextReader = field(default_factory=TextReader, repr=False, compare=False)
    _kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _by_type: dict[tuple[type, int], list[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _told: dict[Any, dict[Any, list[Any]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def settle(self, age: Callable[[Record], Any]) -> None:
        """Let each id belong to the oldest of the records that bear it; the others are its ``doubles``."""
        for number, double in enumerate(self.doubles):
            holder = self.records[double.key]
            if age(double) < age(holder):
                self.records[double.key], self.doubles[number] = double, holder
        for name in [name for name in vars(self) if isinstance(getattr(type(self), name, None), cached_property)]:
            delattr(self, name)  # it was gathered from what is settled only now
        for gathered in (self._kept, self._by_type, self._told):
            gathered.clear()

    @cached_property
    def agency(self) -> Agency | None:
        """The office, or ``None`` if data/agency.yml could not be read."""
        return next(iter(self.all(Agency)), None)

    @property
    def demonstration_day(self) -> date | None:
        """The day on which the demonstration stands still; ``None`` for an office at work."""
        return self.agency.demonstration.clock if self.agency and self.agency.demonstration else None

    @cached_property
    def columns(self) -> list[Column]:
        """All columns in the order of display."""
        return self.all(Column)

    @cached_property
    def filled_columns(self) -> Counter[str]:
        """The columns in which documents say that they are, known or not, and how many do; a stand-in is one."""
        counted = Counter({column: len(found) for column, found in self.by(Document, _column).items()})
        counted.update(str(getattr(record, "column", "")) for record in self.stand_ins)
        return counted

    @cached_property
    def documents(self) -> list[Document]:
        """All documents in the order of their paths."""
        return self.all(Document)

    @cached_property
    def catalogues(self) -> list[DecisionCatalogue]:
        """The decision catalogues, newest year first."""
        return sorted(self.all(DecisionCatalogue), key=lambda catalogue: -catalogue.year)

    @cached_property
    def decisions(self) -> list[Decision]:
        """All decisions, year by year, in the order of their catalogues."""
        return sorted(self.all(Decision), key=_order)

    def decisions_of(self, catalogue: DecisionCatalogue) -> list[Decision]:
        """The decisions of a year's catalogue, in its order: those that are filed under the same year."""
        return [*self.once(_by_year).get(catalogue.file_year, [])]

    def catalogue_of(self, decision: Decision) -> DecisionCatalogue | None:
        """The catalogue in which a decision stands: that which is filed under the same year."""
        return next((item for item in self.catalogues if item.file_year == decision.file_year), None)

    @cached_property
    def misnamed(self) -> list[Record]:
        """The records whose file has another name than their id; one of the two is a slip."""
        return self.by(Record, _misnamed).get(True, [])

    @property
    def requests_folder(self) -> str:
        """The folder of the requests; "" if the office names none. Of an office that cannot be read: that in data/."""
        agency = next((item for item in self.singles if isinstance(item, Agency)), None)
        return LEDGER_IN_DATA if agency is None else agency.requests or ""

    @cached_property
    def requests(self) -> list[Request]:
        """All requests for disclosure, year by year; none where no folder is named for them, or it is not there.

        They are for the office alone: the register of what is public has none.
        """
        return sorted(self.all(Request), key=lambda request: (request.file_year, request.id))

    @cached_property
    def patrols(self) -> tuple[list[Patrol], int]:
        """What nightly runs have left, the earliest first, and how many of their lines could not be read.

        They are no part of the content: read when first asked for, and whatever they say no fault of it.
        """
        return patrols_in(kept_texts(self.root, FOLDER, FOLDER_IN_DATA, LINES))

    @cached_property
    def waivers(self) -> list[Waiver]:
        """All waivers, by their files."""
        return self.all(Waiver)

    @cached_property
    def redirects(self) -> list[Redirect]:
        """All redirects, by their files."""
        return self.all(Redirect)

    @cached_property
    def exclusions(self) -> list[Exclusion]:
        """All exclusions from the link checks, by their files."""
        return self.all(Exclusion)

    @cached_property
    def ledger(self) -> list[tuple[str, Place]]:
        """Every address that was public and of which no history tells, with its line."""
        return [
            (address, record.place("addresses", number))
            for record in self.all(Ledger)
            for number, address in enumerate(record.addresses)
        ]

    @cached_property
    def laws(self) -> dict[str, Law]:
        """The statutes by the short name under which rules cite them."""
        return {law.short: law for law in reversed(self.all(Law))}

    @cached_property
    def limits(self) -> list[Limit]:
        """The statutory numbers."""
        return self.all(Limit)

    @cached_property
    def calendars(self) -> list[CalendarYear]:
        """The working-day calendars."""
        return self.all(CalendarYear)

    @cached_property
    def workplans(self) -> list[WorkPlan]:
        """The yearly work plans, newest first."""
        return sorted(self.all(WorkPlan), key=lambda plan: -plan.year)

    @cached_property
    def stages(self) -> Mapping[str, list[Decision]]:
        """For every document id, the decisions that name it in a stage."""
        told = self.by(Decision, _in_stages)
        return {key: sorted(found, key=_order) if len(found) > 1 else found for key, found in told.items()}

    @cached_property
    def bereft(self) -> frozenset[str]:
        """The papers in the stages of decisions that were taken down: they belong to one that nobody sees."""
        return frozenset(key for withdrawal in self.all(Withdrawal) for key in withdrawal.papers)

    @cached_property
    def kinds_astray(self) -> frozenset[Kind]:
        """The kinds of paper that a decision names in a stage and does not find there.

        Whoever finds a paper of such a kind to be in no process would tell the same slip a second time, elsewhere.
        """
        return frozenset(
            kind
            for decision in self.decisions
            for stage, key in decision.documents()
            if (paper := self.get(key, Document)) is None or paper.kind not in STAGE_KINDS[stage]
            for kind in STAGE_KINDS[stage]
        )

    def owner_of(self, path: str) -> str:
        """The department that keeps a file, by name: a document's own, else the publishing office; "" if unknown."""
        document = self.document_at(path)
        department = self.get(document.department or "", Department) if document is not None else None
        if department is not None:
            return department.title
        return document.issuer if document is not None else ""

    def document_at(self, path: str) -> Document | None:
        """The document of a file."""
        return next(iter(self.by(Document, _path).get(path, ())), None)

    def is_broken(self, start: str) -> bool:
        """Whether something could not be read in a file whose path begins with ``start``, or a folder above it."""
        return any(path.startswith(start) or start.startswith(f"{path}/") for path in self.broken)

    def get(self, key: str, kind: type[AnyRecord]) -> AnyRecord | None:
        """The record with this id if it is of this type."""
        record = self.records.get(key)
        return record if isinstance(record, kind) else None

    def figures_of(self, report: str) -> AnnualFigures | None:
        """The numbers that an annual report shows, by the report's id."""
        return next((figures for figures in self.all(AnnualFigures) if figures.report == report), None)

    def attachment(self, document: Document, file: str) -> Path | None:
        """The file that lies beside a document under this exact name (case counts)."""
        path = f"{document.folder}/{file}"
        return self.root / path if path in self.files else None


def _order(decision: Decision) -> tuple[str, int, str]:
    return decision.file_year, decision.order, decision.id


def _in_stages(decision: Decision) -> Iterable[str]:
    return (document_id for _, document_id in decision.documents())


def _column(document: Document) -> Iterable[str]:
    return [document.column]


def _path(document: Document) -> Iterable[str]:
    return [document.path]


def _misnamed(record: Record) -> Iterable[bool]:
    is_named = "{id}" in record.files and "id" in type(record).model_fields
    return [True] if is_named and record.key != record.file_name else []


def _by_year(register: Register) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in register.decisions:
        found[decision.file_year].append(decision)
    return found
