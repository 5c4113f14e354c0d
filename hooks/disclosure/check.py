"""The check: reading, rules and screening over a register, the one place where "all findings" is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple, ParamSpec

from disclosure import loading, rules, screening, suppression
from disclosure.attachments.contents import Contents, Shelf
from disclosure.findings import CRASHED, Finding, Place, Rule, Severity, capped, crashed
from disclosure.law.book import cited, law_book
from disclosure.memory.store import Store
from disclosure.past import age
from disclosure.reading import front_matter, text, validation, yaml_tree
from disclosure.reading.history import History
from disclosure.records.base import Record
from disclosure.register import Register
from disclosure.rules.framework import REGISTERED, Context, RuleRounds
from disclosure.rules.remembered import RememberedRounds
from disclosure.screening.remembered import Screened
from disclosure.shares import Crew, by_crew, processors
from disclosure.suppression import Judged
from disclosure.waiting import publish_on, without_waiting

_READING = (*text.RULES, *yaml_tree.RULES, *front_matter.RULES, *validation.RULES, *loading.RULES)
RULES: tuple[Rule, ...] = (*_READING, *screening.RULES, *rules.RULES, *suppression.RULES, CRASHED)

_Given = ParamSpec("_Given")
Screens = Callable[[str], bool]
_MANY = 500  # files that one process has screened before another has started
_AT_ONCE = 20  # files that are dealt together


def checked(
    register: Register,
    today: date,
    *,
    rules: Iterable[Rule] = RULES,
    history: History | None = None,
    screened: Callable[[str], bool] = lambda path: True,
    compares: bool = True,
    shelf: Shelf | None = None,
    store: Store | None = None,
) -> Judged:
    """All findings on the register as of ``today``, sorted, with citations in words; beside them what is waived.

    ``rules`` are all the rules of the product, so that the law's articles can be held against them. Without a
    ``history`` of the files nothing is said about when they appeared. ``screened`` says which files are looked
    through for what must not become public, when not all are of interest, and without ``compares`` no document is held
    against its page: a build does that itself. The attachments are opened here; ``shelf`` keeps what is in them for
    those who come later. What was found before in files that are the same is not looked for again where there is a
    ``store`` that remembers it.
    """
    shelf, history = shelf or Shelf(register.root), history or History()
    register.settle(partial(age, history=history))
    law = law_book(register)
    context = Context(without_waiting(register, today), law, today, tuple(rules), history.until(today))
    found = _found(context, register, shelf, store, screened, compares)
    return _judged(found, context, untried=() if compares else screening.fidelity.RULES)


def checked_in_part(context: Context, subjects: Iterable[Any], paths: Set[str], shelf: Shelf) -> list[Finding]:
    """All findings on some records (or the register itself) and in some files, as ``checked`` tells them.

    Of the use of waivers nothing is said.
    """
    register, law = context.register, context.law
    public = replace(context, register=without_waiting(register, context.today))
    held = {id(record): record for record in public.register.waiting}
    wanted = [public.register if item is register else item for item in subjects]
    asked = [item for item in wanted if id(item) not in held]
    waiting = [held[id(item)] for item in wanted if id(item) in held]
    by_rules = [*_of_subjects(public, asked), *_of_waiting(public, register, waiting)]
    looks = screening.screen(register, shelf, only=paths) if paths else ()
    of_files = (finding for path, looked in looks if path in paths for finding in guarded(path, looked))
    of_reading = (finding for finding in register.findings if finding.place.path in paths)
    found = [*of_reading, *(item for item in (*by_rules, *of_files) if law.stands(item.basis))]
    return _judged(found, context, whole=False).findings


def _judged(found: list[Finding], context: Context, *, whole: bool = True, untried: Iterable[Rule] = ()) -> Judged:
    """What is left to be told of all that was found, with citations in words, and what is waived of it."""
    told = _naming_nobody(_without_consequences(found, context.rules))
    kept = suppression.waived(told, context.register, context.today, context.rules, whole=whole, untried=untried)
    return Judged(capped(cited(_of_a_known_day(kept.findings, context), context.law)), kept.silenced)


def _findings(judge: Callable[_Given, Judged]) -> Callable[_Given, list[Finding]]:
    def findings(*given: _Given.args, **named: _Given.kwargs) -> list[Finding]:
        return judge(*given, **named).findings

    return findings


check = _findings(checked)  # for those who do not ask what is waived


def _found(
    context: Context, register: Register, shelf: Shelf, store: Store | None, screened: Screens, compares: bool
) -> list[Finding]:
    """What reading, the rules and screening have found, as far as it rests on something here.

    The rules look at what has its hour behind it, reading and screening at the whole ``register``.
    """
    law = context.law
    known = None if store is None else Screened(register, shelf, store, compares=compares)
    paths = [path for path in (*register.texts, *register.files) if screened(path)]
    before = {} if known is None else known.recalled(paths)
    files = len(paths) - len(before)
    rounds = RuleRounds(REGISTERED, context) if store is None else RememberedRounds(REGISTERED, context, store)
    inquiry = _Inquiry(rounds, register, shelf, _Left(screened, before), compares, files)
    parts = by_crew(processors() if files >= _MANY else 1, inquiry.share)
    shelf.take(part.outlines for part in parts)
    rounds.learn(part.done for part in parts)
    looked = {path: findings for part in parts for path, findings in part.of_files.items()}
    if known is not None:
        known.keep(looked)
    of_files = (finding for findings in (*before.values(), *looked.values()) for finding in findings)
    by_rules = (*rounds.before, *(finding for part in parts for finding in part.by_rules))
    if context.register.waiting:
        later = _of_waiting(context, register, context.register.waiting, store)
        by_rules = (*dict.fromkeys((*by_rules, *later)),)
    return [*register.findings, *(item for item in (*by_rules, *of_files) if law.stands(item.basis))]


def _of_subjects(context: Context, subjects: Iterable[Any]) -> Iterator[Finding]:
    """What the rules find in some records, or in the register itself."""
    rounds = RuleRounds(REGISTERED, context, ())
    rounds.subjects = [*subjects]
    yield from _all_of(rounds)


def _all_of(rounds: RuleRounds) -> Iterator[Finding]:
    """What all pieces of some rounds find, in this process."""
    yield from rounds.before
    for number in range(rounds.pieces):
        yield from rounds.piece(number)
    rounds.learn([rounds.done()])


def _of_waiting(
    context: Context, register: Register, waiting: Iterable[Record], store: Store | None = None
) -> Iterator[Finding]:
    """What the rules will find in records that wait, each as of its own day."""
    days = {day: list(records) for day, records in groupby(sorted(waiting, key=_day), key=_day)}
    for number, (day, records) in enumerate(days.items()):
        later = replace(context, register=without_waiting(register, day), today=day)
        paths = {record.path for record in records}
        if store is None:
            found = _of_subjects(later, [later.register, *records])
        else:
            rounds = RememberedRounds(REGISTERED, later, store, records, f"rules of later {number}")
            found = _all_of(rounds)
        yield from (finding for finding in found if finding.place.path in paths)


def _day(record: Record) -> date:
    return (publish_on(record) or datetime.max).date()


def _without_consequences(found: list[Finding], rules: Iterable[Rule]) -> list[Finding]:
    """The findings without those that may only follow from an error among them."""
    waiting = {rule.id: rule.waits_for for rule in rules if rule.waits_for}
    wrong = {finding.place.path for finding in found if finding.severity is Severity.ERROR}
    hidden = {key for key, start in waiting.items() if any(path.startswith(start) for path in wrong)}
    return [finding for finding in found if finding.rule not in hidden]


def _naming_nobody(found: list[Finding]) -> list[Finding]:
    """The findings; beside one on a person in the ledger of requests no other repeats what stands on that line."""
    persons = {item.place.path: set[int]() for item in found if item.rule == screening.ledger.NOBODY.id}
    for item in found:
        if item.rule == screening.ledger.NOBODY.id:
            persons[item.place.path].add(item.place.line)
    return [
        replace(item, message="这一行还有别的问题。", remedy="请先删去个人信息，再检查一次。")
        if item.rule != screening.ledger.NOBODY.id and item.place.line in persons.get(item.place.path, ())
        else item
        for item in found
    ]


def _of_a_known_day(found: list[Finding], context: Context) -> list[Finding]:
    """The findings without what time brought, where the office cannot be read: a demonstration's day is its own."""
    by_time = {rule.id for rule in context.rules if rule.by_time} if context.register.agency is None else set()
    return [finding for finding in found if finding.rule not in by_time]


class _Left(NamedTuple):
    """Which files are still to be looked through: those that are asked for, but for those of which all is known."""

    screened: Callable[[str], bool]
    before: Mapping[str, list[Finding]]

    def has(self, path: str) -> bool:
        return path not in self.before and self.screened(path)


class _Part(NamedTuple):
    """One process's part: what the rules found, what was found in each file, what is in the attachments."""

    by_rules: list[Finding]
    of_files: dict[str, list[Finding]]
    outlines: dict[str, Contents]
    done: Any


class _Inquiry:
    """What is to be looked for, in pieces: the rules' part, then that of screening, each to whoever has time."""

    def __init__(
        self, rounds: RuleRounds, register: Register, shelf: Shelf, left: _Left, compares: bool, files: int
    ) -> None:
        self._shelf, self._left, self._rounds = shelf, left, rounds
        self._screen = partial(screening.screen, register, shelf, compares=compares)
        self._rules = rounds.pieces
        self._pieces = self._rules + 1 + files // _AT_ONCE  # the last has what lies elsewhere, too

    def share(self, crew: Crew) -> _Part:
        """What one process finds."""
        by_rules: list[Finding] = []
        of_files: dict[str, list[Finding]] = {}
        files = enumerate(item for item in self._screen() if self._left.has(item[0]))
        for piece in crew.tickets(self._pieces):
            if piece < self._rules:
                by_rules += self._rounds.piece(piece)
            else:
                of_files |= self._of_files(piece, files)
        return _Part(by_rules, of_files, self._shelf.outlines, self._rounds.done())

    def _of_files(
        self, piece: int, files: Iterator[tuple[int, tuple[str, Iterator[Finding]]]]
    ) -> Iterator[tuple[str, list[Finding]]]:
        start = (piece - self._rules) * _AT_ONCE
        for place, (path, looked) in files:
            if place >= start:
                yield path, list(guarded(path, looked))
            if place == start + _AT_ONCE - 1 and piece < self._pieces - 1:
                return


def guarded(path: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """What screening finds in a file; a crash is told, never taken for silence, and hides no other file."""
    try:
        yield from findings
    except Exception as error:
        yield crashed(Place(path), "筛查这个文件", error)
