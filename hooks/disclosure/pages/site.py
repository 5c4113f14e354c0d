"""The site: the register as the pages need it — sorted, grouped, with the law and the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from disclosure.attachments.contents import Shelf
from disclosure.findings import Rule
from disclosure.indexed import AnyRecord, Kept
from disclosure.law.book import LawBook
from disclosure.life import PolicyStanding, standing, unsettled
from disclosure.pages import addresses
from disclosure.pages.markdown import MarkdownRenderer
from disclosure.pages.numbers import with_numbers
from disclosure.pages.public import public_part
from disclosure.ratings.series import all_series
from disclosure.reading.days import in_words
from disclosure.records.agency import Agency, Audience, Department, Theme
from disclosure.records.base import Record, Reference
from disclosure.records.columns import Column
from disclosure.records.decisions import Stage
from disclosure.records.documents import Document
from disclosure.records.events import OpenEvent
from disclosure.records.kinds import Kind
from disclosure.records.responses import DirectLineItem
from disclosure.records.standard_catalogue import StandardField
from disclosure.records.withdrawals import Withdrawal
from disclosure.register import Register
from disclosure.shares import Crew
from disclosure.waiting import moment_of, publish_on, without_waiting


@dataclass
class Site:
    """What all pages share. ``rules`` are all the checks of the product, for the page that lists them.

    The ``register`` is cut down to what is public, whatever was handed in, and reports tell the numbers they name. What
    waits for its hour is in it only where the site ``shows_waiting``, for editors' eyes; its page says so.

    ``stylesheets`` are the theme's own files, relative to the site's root. A ``preview`` reloads itself, which
    the security policy of the published pages would not let it. Unless it ``remembers``, nothing of an earlier build
    is made use of. ``finished`` gives the HTML of a page by its address,
    as it is published; ``sizes`` tell of the files that were written before the pages. ``crew`` are the processes that
    make it together. ``listing`` is every address that is published and is not named by its content.
    """

    register: Register
    law: LawBook
    today: date
    rules: Sequence[Rule] = ()
    stylesheets: Sequence[str] = field(default_factory=tuple)
    preview: bool = False
    shows_waiting: bool = False
    remembers: bool = True
    opened: Shelf | None = None
    finished: Callable[[str], str] | None = None
    sizes: dict[str, int] = field(default_factory=dict)
    crew: Crew = field(default_factory=Crew)
    listing: Callable[[], Set[str]] | None = None
    _kept: dict[Callable[[Site], Any], Any] = field(default_factory=dict, repr=False)
    _told: dict[tuple[Callable[..., Any], int], tuple[Record, Any]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.register = with_numbers(self._shown())

    def _shown(self) -> Register:
        """What of the register handed in is shown at all."""
        due = self.register if self.shows_waiting else without_waiting(self.register, self.today)
        return public_part(due)

    @cached_property
    def hours(self) -> dict[str, datetime]:
        """For the file of each record that is shown although its hour has not come, that hour."""
        moment = moment_of(self.register, self.today)
        hours = {record.path: publish_on(record) for record in self.register.records.values()}
        return {path: hour for path, hour in hours.items() if hour is not None and hour > moment}

    @property
    def plain(self) -> Register:
        """The register for those who make no page, and of whom nothing that they ask is noted."""
        return self.register

    @cached_property
    def shelf(self) -> Shelf:
        """What is in the attachments: as the check has found it, if it handed that on."""
        return self.opened or Shelf(self.register.root)

    def once(self, make: Callable[[Site], Kept]) -> Kept:
        """What a function makes of this site, made when it is first asked for and kept."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast(Kept, self._kept[make])

    def told(self, ask: Callable[[AnyRecord, Register, date], Kept], record: AnyRecord) -> Kept:
        """What a function tells of a record as things stand today, asked once: every list that names it asks again."""
        key = ask, id(record)
        if key not in self._told:
            self._told[key] = record, ask(record, self.register, self.today)  # held, so that its id stays its own
        return cast(Kept, self._told[key][1])

    def url(self, address: str) -> str:
        """The whole address of something on the site, percent-encoded."""
        return self.agency.site_url + addresses.relative(address, "")

    @property
    def agency(self) -> Agency:
        """The office. Pages are only made from a register that has one."""
        agency = self.register.agency  # asked once: whoever notes what is asked notes this very often
        assert agency is not None
        return agency

    @cached_property
    def has_figures(self) -> bool:
        """Whether there are monthly figures on services, or matters of the direct line, to show."""
        return bool(all_series(self.register) or self.register.all(DirectLineItem))

    @cached_property
    def has_catalogue(self) -> bool:
        """Whether there is a standard catalogue to show."""
        return bool(self.register.all(StandardField))

    @cached_property
    def has_events(self) -> bool:
        """Whether there are events to which the public is invited."""
        return bool(self.register.all(OpenEvent))

    @property
    def columns(self) -> list[Column]:
        """All columns in the order of display."""
        return self.register.columns

    @cached_property
    def children(self) -> dict[str | None, list[Column]]:
        """The columns below each column; the root columns under ``None``."""
        found: dict[str | None, list[Column]] = defaultdict(list)
        for column in self.columns:
            found[column.parent].append(column)
        return found

    @cached_property
    def documents(self) -> list[Document]:
        """All documents, newest first."""
        return sorted(self.register.documents, key=lambda document: (document.published, document.id), reverse=True)

    @cached_property
    def by_column(self) -> dict[str, list[Document]]:
        """The documents of each column, newest first; for what was taken down its stand-in, so that counts agree."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            found[document.column].append(document)
        for stand_in in self.stand_ins:
            found[stand_in.column].append(stand_in)
            found[stand_in.column].sort(key=lambda document: (document.published, document.id), reverse=True)
        return found

    @cached_property
    def stand_ins(self) -> list[Document]:
        """What stands in for papers that were taken down."""
        return [record for record in self.register.stand_ins if isinstance(record, Document)]

    def taken_files(self, document: Document) -> list[Withdrawal]:
        """What tells of single attachments of a document that were taken down, the earliest first."""
        found = [item for item in self.register.all(Withdrawal) if item.attachment and item.number == document.id]
        return sorted(found, key=lambda item: (item.time, item.name))

    @cached_property
    def consultations(self) -> list[Document]:
        """All consultation announcements, newest first."""
        return [document for document in self.documents if document.kind is Kind.CONSULTATION]

    @cached_property
    def open_consultations(self) -> list[Document]:
        """Consultations that take opinions today, the one that closes first on top."""
        opened = [document for document in self.consultations if self.consultation(document).is_open]
        return sorted(opened, key=lambda document: (self.consultation(document).closes, document.id))

    @cached_property
    def renderer(self) -> MarkdownRenderer:
        """What turns the editors' Markdown into HTML."""
        return MarkdownRenderer(self.register)

    def department(self, key: str | None) -> str:
        """The name of a department, or "" where none is named."""
        department = self.register.get(key or "", Department)
        return department.title if department else ""

    def theme(self, key: str | None) -> str:
        """The name of a theme, or "" where none is named."""
        theme = self.register.get(key or "", Theme)
        return theme.title if theme else ""

    def audiences(self, document: Document) -> list[Audience]:
        """Whom a document concerns."""
        return [found for key in document.audience if (found := self.register.get(key, Audience)) is not None]

    def replacing(self, document: Document) -> Document | None:
        """The paper that holds in the place of one that holds no longer."""
        return self.register.get(document.replaced_by or "", Document)

    def standing(self, document: Document) -> PolicyStanding | None:
        """How a policy stands today; ``None`` for a paper that has no validity."""
        return self.told(standing, document)

    def unsettled(self, record: Record) -> list[PolicyStanding]:
        """How those policies stand that a record rests on and that do not simply hold: its readers are told first."""
        return self.told(unsettled, record)

    def index_number(self, document: Document) -> str:
        """The index number (索引号, 条例12): the office's prefix and the permanent id."""
        return f"{self.agency.index_prefix}-{document.id}"

    def above(self, column: Column) -> list[Column]:
        """The columns over ``column``, from the root down."""
        found: list[Column] = []
        parent = self.register.get(column.parent or "", Column)
        while parent is not None and parent not in found:
            found.insert(0, parent)
            parent = self.register.get(parent.parent or "", Column)
        return found

    def pointing_at(self, record: Record, *, but: str = "") -> dict[str, list[Reference]]:
        """What points at a record, by relation; each source once in each relation, none of the type ``but``."""
        found: dict[str, dict[str, Reference]] = defaultdict(dict)
        for reference in self.register.backlinks.get(record.key, []):
            if reference.source is not record and reference.source.record_type != but:
                found[reference.expects.relation].setdefault(reference.source.key, reference)
        return {relation: list(sources.values()) for relation, sources in found.items()}

    def consultation(self, document: Document) -> ConsultationState:
        """How a consultation stands today."""
        facts = document.consultation
        assert facts is not None
        return ConsultationState(facts.opens, facts.closes, facts.days_open, self.today, self.feedback_of(document))

    def feedback_of(self, consultation: Document) -> Document | None:
        """The feedback that answers a consultation, if it is published."""
        for decision in self.register.stages.get(consultation.id, []):
            slot = decision.stages.slot(Stage.FEEDBACK)
            feedback = self.register.get(slot.ref, Document) if slot is not None and slot.ref else None
            if feedback is not None:
                return feedback
        return None


@dataclass(frozen=True)
class ConsultationState:
    """Where a consultation stands: 未开始 → 征集中 → 已结束 → 已反馈. The clock moves it, never its address."""

    opens: date
    closes: date
    days_open: int  # the first and the last day counted
    today: date
    feedback: Document | None

    @property
    def is_open(self) -> bool:
        """Whether opinions are taken today."""
        return self.opens <= self.today <= self.closes

    @property
    def has_ended(self) -> bool:
        """Whether the closing day has passed."""
        return self.today > self.closes

    @property
    def days_left(self) -> int:
        """Days until the closing day; 0 on the last day."""
        return (self.closes - self.today).days

    @property
    def word(self) -> str:
        """The state in one word."""
        if self.today < self.opens:
            return "未开始"
        if self.is_open:
            return "征集中"
        return "已反馈" if self.feedback is not None else "已结束"

    @property
    def sentence(self) -> str:
        """The state in words that need no table."""
        if self.is_open:
            left = f"还剩 {self.days_left} 天" if self.days_left else "今天截止"
            return f"征集中，{left}"
        return {"未开始": f"{in_words(self.opens)}开始", "已反馈": "已结束，采纳情况已公布"}.get(
            self.word, "已结束，正在整理意见"
        )
