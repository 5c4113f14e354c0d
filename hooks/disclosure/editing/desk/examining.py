"""Findings on changed texts, and the page that readers would see: what CI tells, as far as the change reaches.

Looked at are the changed files, the records that refer to them or to which they refer, and the rules on the register as
a whole; what was wrong before and is elsewhere is not told. CI looks at everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.attachments.cleaning import Cleaned, cleaned
from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.check import RULES, checked_in_part
from disclosure.editing.desk.foreseen import RememberedTexts, foreseen
from disclosure.editing.desk.overlay import DraftedFiles, DraftShelf, around, overlaid, subjects_in
from disclosure.findings import CRASHED, Finding, Rule, Severity, by_urgency
from disclosure.law.book import LawBook, law_book
from disclosure.memory.later import FileTexts
from disclosure.pages import addresses
from disclosure.pages.assets import Asset
from disclosure.pages.makers import makers
from disclosure.pages.site import Site
from disclosure.pages.styles import stylesheet
from disclosure.reading.history import History
from disclosure.records.base import Record
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.register import Register
from disclosure.rules.framework import Context
from disclosure.screening import attachments, personal, secrecy
from disclosure.screening.attachments import rules as xray
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.written import Known

_TRIED = 2  # records of a type on which work is tried before it is wanted
# What an attachment says of itself, or how it is made: it may be put right later. All else is hidden, or was not seen.
_SEEN = frozenset({xray.PROPERTIES, xray.SCANNED, xray.NAME, xray.TOO_LARGE, xray.LITTER})
_HIDDEN = frozenset(attachments.RULES) - _SEEN
_DOUBTFUL = frozenset(rule.id for rule in (*personal.RULES, *secrecy.RULES) if rule.waivable)
_NEVER = frozenset(rule.id for rule in RULES if not rule.waivable or rule in _HIDDEN) | {CRASHED.id}


class Examined(NamedTuple):
    """What was found: in the changed files, and elsewhere because of them."""

    own: list[Finding]
    elsewhere: list[Finding]
    unsure: tuple[Finding, ...] = ()  # of our own, what CI lets pass and may be a leak: it is to be seen before a push

    @property
    def blocking(self) -> list[Finding]:
        """What would keep CI from being green."""
        return [item for item in (*self.own, *self.elsewhere) if item.severity is Severity.ERROR]

    @property
    def leaks(self) -> list[Finding]:
        """What must not be in any commit, since a push is publication: nobody may waive it."""
        return [item for item in (*self.own, *self.elsewhere) if is_leak(item)]

    @property
    def doubts(self) -> list[Finding]:
        """What looks like a leak, and may be none: somebody has to say why, in the change itself."""
        return [item for item in self.own if item.rule in _DOUBTFUL and item.severity is Severity.ERROR]


class Previewed(NamedTuple):
    """A page as readers would see it, and its address on the site; no address where there is none."""

    address: str
    html: str


def is_leak(finding: Finding) -> bool:
    """Whether it tells of what nobody may waive, of what is hidden in an attachment, or of a file that nobody has seen.

    CI lets an office waive what is in an attachment, since somebody has looked at it by then; before a push nobody has.
    """
    return finding.rule in _NEVER


@dataclass
class Bench:
    """The content on which changes are tried: the register of the main branch, settled, its history and the day."""

    register: Register
    history: History
    today: date
    rules: tuple[Rule, ...] = RULES

    @cached_property
    def law(self) -> LawBook:
        """The law as the content has it."""
        return law_book(self.register)

    def warm(self) -> None:
        """Gather once what every check asks for."""
        _ = self.register.backlinks, self.register.document_at(""), self._known

    def try_out(self) -> None:
        """Do some work of each sort, since expressions and templates are made when they are first wanted."""
        some = [record for kind in (Document, Decision) for record in self.register.all(kind)[:_TRIED]]
        for record in some:
            self.examined(DraftedFiles({record.path: self.register.texts[record.path]}))
            self.previewed(DraftedFiles({}), record.path)

    def examined(self, changed: DraftedFiles) -> Examined:
        """What there is to say of a change."""
        made = overlaid(self.register, changed, self.history)
        own = subjects_in(made, changed.texts)
        was = subjects_in(self.register, changed.texts)
        keys = {item.key for item in (*around(made, own), *around(self.register, was))}
        others = (made.records[key] for key in sorted(keys & made.records.keys() - {item.key for item in own}))
        near = [item for item in others if item.withdrawal is None]  # what stands in for a paper is none
        shelf = DraftShelf(made.root, changed.files)
        context = self._context(made, foreseen(self._past, self.register, changed, self.today))
        found = checked_in_part(context, [made, *own, *near], changed.paths, shelf)
        before = self._known | set(map(_gist, self._found(near)))
        elsewhere = [item for item in found if item.place.path not in changed.paths and _gist(item) not in before]
        mine = by_urgency(item for item in found if item.place.path in changed.paths)
        return Examined(mine, by_urgency(elsewhere), self._unsure(mine, changed.paths))

    def _unsure(self, found: Iterable[Finding], paths: Set[str]) -> tuple[Finding, ...]:
        """Warnings that may tell of a leak, but for those that the same files have had on the main branch."""
        told = [item for item in found if item.rule in _DOUBTFUL and item.severity is not Severity.ERROR]
        if not told:
            return ()
        shelf, there = DraftShelf(self.register.root, {}), paths & self.register.texts.keys()
        public = {(item.rule, item.message) for item in checked_in_part(self._context(self.register), [], there, shelf)}
        return tuple(item for item in told if (item.rule, item.message) not in public)

    def screened(self, path: str, file: Path) -> list[Finding]:
        """What is in one attachment that must not become public, under the name that it is to have."""
        made = replace(self.register, files={path}, texts=FileTexts(), findings=[])
        shelf = DraftShelf(self.register.root, {path: file})
        return by_urgency(checked_in_part(self._context(made), [], {path}, shelf))

    def cleaned(self, file: Path) -> Cleaned | str:
        """The clean copy of one attachment; why there is none, in words for the editor."""
        known = Known(self.register.agency)
        try:
            return cleaned(file, lambda name, facts: findings_of(name, facts, known))
        except NotCleaned as error:
            return str(error)

    def previewed(self, changed: DraftedFiles, path: str) -> Previewed:
        """The page of the record in a file as it would be."""
        made = overlaid(self.register, changed, self.history)
        record = next((item for item in subjects_in(made, [path]) if isinstance(item, Record)), None)
        if record is None or made.agency is None or not addresses.has_page(record):
            return Previewed("", "")
        shelf = DraftShelf(made.root, changed.files)
        site = Site(made, self.law, self.today, self.rules, (self.styles.address,), opened=shelf, shows_waiting=True)
        for maker in makers():
            if maker.on is not None and isinstance(record, maker.on):
                for page in maker.make(record, site):
                    return Previewed(page.address, page.render()[0])
        return Previewed("", "")

    @cached_property
    def styles(self) -> Asset:
        """The site's own stylesheet."""
        return stylesheet(self.register.overrides, ())

    def _context(self, register: Register, history: History | None = None) -> Context:
        law = self.law if _of_law(register) == _of_law(self.register) else law_book(register)
        return Context(register, law, self.today, self.rules, history or self._past)

    @cached_property
    def _past(self) -> History:
        """The history up to the day; what it held is asked of git once."""
        until = self.history.until(self.today)
        return replace(until, texts=RememberedTexts(until.texts))

    @cached_property
    def _known(self) -> frozenset[tuple[str, str, str]]:
        """What the rules on the whole register tell as it is."""
        return frozenset(map(_gist, self._found([self.register])))

    def _found(self, subjects: Iterable[Register | Record]) -> list[Finding]:
        return checked_in_part(self._context(self.register), subjects, set(), DraftShelf(self.register.root, {}))


def _of_law(register: Register) -> tuple[Any, ...]:
    """What a law book is made of."""
    laws = (*register.laws.values(), *register.limits, *register.calendars)
    return register.agency, register.is_broken("data/laws/"), laws


def _gist(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.place.path, finding.message
