"""An editor's jobs at the desk: tests/desk_jobs.yml tells, job by job, what is filled in and pressed.

    job: 发布一份通知                   # what the editor wants
    day: "2025-06-18"                 # the desk's day
    slip: 日期用中文写                  # what goes wrong at the first try; none where the form leaves no room for one
    first: […]                        # steps, see ``STEPS``
    told:                             # all that is then told: at which field, and words that stand there
      - {at: 生成日期, says: 2025-06-16}
    then: […]                         # steps; the last hands it in
    commits: {docs/….md: [words]}     # the files of the pushed branch that differ from the main branch, all of them
    shows: {documents/….html: [words]}  # what readers then read on these pages
    hides: {columns/….html: [words]}  # what they do not

All jobs begin with the same content, each done by somebody else, so that any of them can be played alone.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from selectolax.lexbor import LexborHTMLParser

from demonstration import SMALL_OFFICE
from desk_visits import Visit
from desks import Browser, forget_all, opened, project_with_copy
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.people import Entrance
from disclosure.findings import Finding, Severity
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.makers import makers
from disclosure.pages.site import Site
from disclosure.past import age
from disclosure.reading.history import History, read_history
from disclosure.register import Register
from repository import git, write

_FILE = Path(__file__).with_name("desk_jobs.yml")
_PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==")
_CONTENTS = {
    "pdf": (SMALL_OFFICE / "docs/notices/2025/doc-2025-003-1.pdf").read_bytes(),
    "png": _PNG,
    "mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x40free" + bytes(56),
}


@dataclass(frozen=True)
class DeskJob:
    """One job as the file tells it."""

    number: int
    content: dict[str, Any]

    @property
    def name(self) -> str:
        """What the editor wants."""
        return str(self.content["job"])

    @property
    def day(self) -> date:
        """The day on which it is done."""
        return date.fromisoformat(self.content["day"])

    @property
    def account(self) -> str:
        """Who does it."""
        return f"editor-{self.number:02}"


def read_desk_jobs() -> list[DeskJob]:
    """All jobs in their order."""
    return [DeskJob(*pair) for pair in enumerate(yaml.load(_FILE.read_text("utf-8"), yaml.CBaseLoader), 1)]


@dataclass
class DeskOffice:
    """A project with a bare copy, and the desk over it; the clock says what it was last set to."""

    root: Path
    visiting: Callable[[Application], Visit] = lambda application: Visit(Browser(application))
    day: date = date(2025, 6, 18)
    desk: Desk = field(init=False)
    _known: dict[date, set[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        agency = (self.root / "data/agency.yml").read_text("utf-8")
        write(self.root, "data/agency.yml", agency.partition("\ndemonstration:")[0] + "\n")  # which fixes the day
        self.copy = project_with_copy(self.root, "2025-06-01")
        self.desk = opened(
            self.root, clock=lambda: datetime(self.day.year, self.day.month, self.day.day, 2, tzinfo=UTC)
        )

    def misses(self, job: DeskJob) -> list[str]:
        """Play a job; what did not go as its file tells. Afterwards all is as it was."""
        if self.day != job.day:
            self.day = job.day
            self.desk.workshop.refresh()
        try:
            return [*self._played(job)]
        finally:
            forget_all(self.desk)

    def _played(self, job: DeskJob) -> Iterator[str]:
        own = Desk(self.desk.ground, self.desk.drafts, self.desk.workshop, self.desk.guard, Entrance(own=job.account))
        broken: list[str] = []
        visit = self.visiting(Application(own, broken.append))
        try:
            take(visit, job.content["first"])
            yield from _missed(visit.told, job.content.get("told", []))
            take(visit, job.content["then"])
        except AssertionError as error:
            yield f"{error}"
        yield from broken
        if visit.page.words("h1") != ["已经提交"]:
            yield f"没有提交：{visit.page.words('.note')} {visit.summary} {visit.told}"
            return
        yield from self._pushed(job)

    def _pushed(self, job: DeskJob) -> Iterator[str]:
        """What is wrong with the branch in the bare copy."""
        branches = git(
            self.copy, "for-each-ref", "--format=%(refname:short)", f"refs/heads/edit/{job.account}/*"
        ).split()
        if len(branches) != 1:
            yield f"推送了 {branches}"
            return
        differ = ("-c", "core.quotepath=off", "diff", "--no-renames", "--name-only")
        changed = git(self.copy, *differ, f"main...{branches[0]}").split("\n")
        if sorted(changed) != sorted(job.content["commits"]):
            yield f"提交的是 {changed}"
        for path, texts in job.content["commits"].items():
            there = git(self.copy, "show", f"{branches[0]}:{path}") if texts and path in changed else ""
            yield from (f"{path} 里没有 {text}：{there}" for text in texts if text not in there)
        if self.day not in self._known:
            with self._read("main") as state:
                self._known[self.day] = {(item.rule, item.message) for item in self._errors(*state)}
        with self._read(branches[0]) as state:
            found = [item for item in self._errors(*state) if (item.rule, item.message) not in self._known[self.day]]
            yield from (f"检查：{item.place} {item.message}{item.remedy}" for item in found)
            wanted = [*job.content.get("shows", {}), *job.content.get("hides", {})]
            yield from _misread(_pages(*state, self.day, wanted), job.content)

    @contextmanager
    def _read(self, branch: str) -> Iterator[tuple[Register, History]]:
        """The register and the history of a branch as they are in the copy."""
        with TemporaryDirectory(prefix="disclosure-branch-") as folder:
            root = Path(folder, "project")
            git(self.copy.parent, "clone", "-q", "-b", branch, str(self.copy), str(root))
            if branch != "main":  # committed by the clock of this machine
                git(root, "commit", "-q", "--amend", "--no-edit", "--reset-author", day=str(self.day))
            yield read_register(root), read_history(root)

    def _errors(self, register: Register, history: History) -> list[Finding]:
        found = check(register, self.day, rules=ALL_RULES, history=history)
        return [item for item in found if item.severity is Severity.ERROR]


def _pages(register: Register, history: History, day: date, wanted: Collection[str]) -> dict[str, str]:
    """What stands in the main part of some pages as readers will see them, by address; no other page is made."""
    register.settle(partial(age, history=history))
    site, found = Site(register, law_book(register), day, ALL_RULES, ("styles.css",)), dict[str, str]()
    for maker in makers() if wanted else ():
        records = [*register.records.values(), *register.singles]
        fitting = [item for item in records if maker.on and isinstance(item, maker.on) and item.withdrawal is None]
        pages = (page for item in fitting for page in maker.make(item, site)) if maker.on else maker.make(site)
        found |= {page.address: _words(page.render()[0]) for page in pages if page.address in wanted}
    return found


def _words(html: str) -> str:
    main = LexborHTMLParser(html).css_first("main")
    return " ".join(main.text(separator=" ").split()) if main is not None else ""


def _misread(pages: Mapping[str, str], told: Mapping[str, Any]) -> Iterator[str]:
    """What readers do not read, and what they should not."""
    for address, texts in told.get("shows", {}).items():
        page = pages.get(address, "")
        yield from (f"{address} 上没有 {text}：{page}" for text in texts if text not in page)
    for address, texts in told.get("hides", {}).items():
        yield from (f"{address} 上有 {text}" for text in texts if text in pages.get(address, ""))


def _missed(told: list[tuple[str, str]], wanted: list[dict[str, str]]) -> Iterator[str]:
    """In what is told at fields, what is not as wanted: the whole list, each at its field."""
    if [called for called, _ in told] != [item["at"] for item in wanted]:
        yield f"说的是 {told}"
        return
    for (called, words), item in zip(told, wanted, strict=True):
        if item["says"] not in words:
            yield f"{called} 说的是 {words}"


def take(visit: Visit, steps: list[dict[str, Any]]) -> None:
    """Take some steps. Raises AssertionError where there is no such field, link or button."""
    for step in steps:
        [(verb, what)] = step.items()
        STEPS[verb](visit, what)


STEPS: dict[str, Callable[[Visit, Any], object]] = {
    "goes": lambda visit, address: visit.goes(address),
    "follows": lambda visit, words: visit.follows(words),
    "fills": lambda visit, values: visit.fills(values),
    "presses": lambda visit, words: visit.presses(words),
    "chooses": lambda visit, name: visit.chooses((name, _content(name))),
}


def _content(name: str) -> bytes:
    """A file of its kind, each with other bytes."""
    kind = name.rpartition(".")[2]
    return _CONTENTS[kind] + (f"\n% {name}".encode() if kind == "pdf" else b"")
