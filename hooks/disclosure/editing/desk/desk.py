"""The desk: what all of its pages share, and the templates in which they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from disclosure.editing.desk.branches import Branches, OpenBranch
from disclosure.editing.desk.draft import Draft, DraftTooLargeError
from disclosure.editing.desk.drafts import Drafts
from disclosure.editing.desk.folders import ignore_all, plain_folder
from disclosure.editing.desk.ground import (
    DeskGround,
    Editable,
    MainContent,
    is_place,
    label_of,
    name_of,
    text_at,
    title_in,
    value_in,
)
from disclosure.editing.desk.guard import DeskGuard
from disclosure.editing.desk.handed import files_of_branch
from disclosure.editing.desk.hosting import CodeHost
from disclosure.editing.desk.jointly import go_on, saved_jointly
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.editing.desk.people import Editor, Entrance
from disclosure.editing.desk.web import TooLarge
from disclosure.editing.desk.windows import LeftWindows
from disclosure.editing.desk.workshop import Workshop
from disclosure.editing.drawing import templates_of
from disclosure.editing.forms import Lookups, Referable
from disclosure.reading.kinds import DOCUMENT
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.files import data_file
from disclosure.withdrawn import described

_MOST_LOOKUPS = 60  # of people at work on something new
_TOO_LARGE = "填写的内容太多，没有存下来。大的表格请作为附件上传。"
_STEPS = 4  # of the path of a document: docs, its column, its year, its file


@dataclass
class Desk:
    """The content, the drafts, the branches, and how people come in."""

    ground: DeskGround
    drafts: Drafts
    workshop: Workshop
    guard: DeskGuard
    entrance: Entrance
    host: CodeHost | None = None
    word_program: str | None = None  # that turns doc and wps into docx
    numbering: Lock = field(default_factory=Lock, repr=False)  # held by whoever takes a number: of a record, of a file
    left: LeftWindows = field(default_factory=LeftWindows, repr=False)

    @property
    def state(self) -> MainContent:
        """The content as it is known now."""
        return self.ground.state

    @property
    def now(self) -> datetime:
        """The time by the clock that was handed in."""
        return self.ground.clock()

    @property
    def today(self) -> date:
        """The day that is worked on."""
        return self.ground.today()

    @cached_property
    def branches(self) -> Branches:
        """The branches of the repository."""
        return Branches(self.ground.root, self.ground.prefix, self.ground.remote)

    def refresh(self) -> bool:
        """Take the newest content, here and where checks are made; whether there was any."""
        self.ground.fetch()
        self.branches.forget()
        if not self.ground.refresh():
            return False
        self.workshop.refresh()
        return True

    def subject(self, person: Editor, name: str) -> Editable | None:
        """What goes by a name: a file of the content, or a new record of which this person has a draft."""
        known = self.state.subjects.get(name)
        if known is not None:
            return self._as_handed_in(person, known)
        draft = self.draft(person, name) or next(iter(self.drafts.earlier(person.slug, name)), None)
        if draft is None or not is_place(draft.path) or name_of(draft.path) != name:
            return next(self.handed_in(person, name), None)
        return _editable(draft.path, draft.title)

    def _as_handed_in(self, person: Editor, known: Editable) -> Editable:
        """What is on the main branch, where it lies on a person's open branch if it was moved there."""
        state = self.state
        for branch in self.branches.of(person, self.branches.open(state.commit)):
            if known.path in branch.paths:
                moved = (path for path in sorted(branch.paths - {known.path}) if name_of(path) == known.name)
                there = next((path for path in moved if text_at(state.root, branch.commit, path) is not None), None)
                return known if there is None else replace(known, path=there)
        return known

    def handed_in(self, person: Editor, name: str = "") -> Iterator[Editable]:
        """The new records on a person's open branches, which are not on the main branch yet; or the one of a name."""
        state = self.state
        for branch in self.branches.of(person, self.branches.open(state.commit)):
            for path in sorted(branch.paths - state.by_path.keys()):
                if not is_place(path) or name not in ("", name_of(path)):
                    continue
                if (text := text_at(state.root, branch.commit, path)) is not None:
                    made = _editable(path, title_in(text, path))
                    yield from () if made is None else (made,)

    def own_branch(self, person: Editor, drafts: Sequence[Draft]) -> OpenBranch | None:
        """The open branch on which a person has handed in what some drafts are about."""
        name, paths = drafts[0].group or drafts[0].subject, {draft.path for draft in drafts}
        return self.branches.own(person, name, paths, self.branches.open(self.state.commit))

    def below(self, own: OpenBranch | None) -> DraftedFiles:
        """What was handed in already."""
        return DraftedFiles({}) if own is None else files_of_branch(self.ground.root, own)

    def draft(self, person: Editor, name: str) -> Draft | None:
        """What a person has typed about a record."""
        try:
            return self.drafts.of(person.slug, name)
        except ValueError:  # no name of a record
            return None

    def keep(self, person: Editor, draft: Draft) -> Draft:
        """Put a draft on the disk. Raises RequestRefused where it is too large."""
        try:
            return self.drafts.save(person.slug, person.account, draft, self.now)
        except DraftTooLargeError as error:
            raise TooLarge(_TOO_LARGE) from error

    def keep_all(self, person: Editor, drafts: Sequence[Draft]) -> None:
        """Put several new drafts on the disk, all or none. Raises RequestRefused where one is too large."""
        try:
            saved_jointly(self.drafts, person.slug, person.account, drafts, self.now)
        except DraftTooLargeError as error:
            raise TooLarge(_TOO_LARGE) from error

    def newest_text(self, subject: Editable, own: OpenBranch | None) -> str | None:
        """The text that a form begins with: that of the person's own open branch, else that of the main branch."""
        state = self.state
        return state.text(subject.path) if own is None else text_at(state.root, own.commit, subject.path)

    def changed(self, person: Editor, drafts: Sequence[Draft], below: DraftedFiles) -> DraftedFiles:
        """What some drafts of a person change besides what was handed in."""
        texts: dict[str, str | None] = {}
        files: dict[str, Path] = {}
        gone: set[str] = set()
        for draft in drafts:
            place = self.place(draft)
            folder = place.rpartition("/")[0]
            if draft.is_gone or place != draft.path:
                texts[draft.path] = None
                beside = self._beside(draft, below)
                gone |= beside.keys()
                beside = {path: file for path, file in beside.items() if _name(path) not in draft.without}
                files |= {} if draft.is_gone else {f"{folder}/{_name(path)}": file for path, file in beside.items()}
            gone |= {f"{draft.path.rpartition('/')[0]}/{name}" for name in draft.without}
            if not draft.is_gone:
                texts[place] = draft.text
                own = {name: self.drafts.file(person.slug, draft.subject, name) for name in draft.files}
                files |= {f"{folder}/{name}": file for name, file in own.items() if file is not None}
        return DraftedFiles(texts, files, frozenset(gone - files.keys()))

    def place(self, draft: Draft) -> str:
        """Where a draft's text is to lie: a document that is filed in another column now goes to its folder."""
        steps = draft.path.split("/")
        if draft.text == draft.base or not draft.path.endswith(DOCUMENT) or len(steps) != _STEPS:
            return draft.path
        column = value_in(draft.text, draft.path, "column")
        was = steps[1] if draft.base is None else value_in(draft.base, draft.path, "column")
        is_other = column != was and column in self.state.lookups.kinds
        return "/".join((steps[0], column, *steps[2:])) if is_other else draft.path

    def files_beside(self, draft: Draft) -> list[str]:
        """The paths of the files of a document that are there already, in their order."""
        return sorted(self._beside(draft, DraftedFiles({})))

    def _beside(self, draft: Draft, below: DraftedFiles) -> dict[str, Path]:
        """The files of a document that are there already, by path: those that bear its number or are registered."""
        folder, _, name = draft.path.rpartition("/")
        stem, state = name.partition(".")[0], self.state
        there = {path: state.root / path for path in state.register.files - below.gone if path.startswith(f"{folder}/")}
        there |= {path: file for path, file in below.files.items() if path.startswith(f"{folder}/")}
        told, own = described(draft.path, (draft.base or draft.text).encode(), {}).files, (f"{stem}-", f"{stem}.")
        return {path: file for path, file in there.items() if _name(path) in told or _name(path).startswith(own)}

    def group(self, person: Editor, draft: Draft) -> list[Draft]:
        """The drafts that are handed in together with one, itself the first."""
        others = self.drafts.all_of(person.slug) if draft.group else []
        return [draft, *(item for item in others if item.group == draft.group and item.subject != draft.subject)]

    def lookups(self, person: Editor) -> Lookups:
        """What this person's forms offer to choose from: his new records too, which are drafts or handed in."""
        state = self.state
        drafts = [(item.path, item.text) for item in self.drafts.all_of(person.slug) if item.is_new]
        for branch in self.branches.of(person, self.branches.open(state.commit)):
            there = ((path, text_at(state.root, branch.commit, path)) for path in branch.paths - state.by_path.keys())
            drafts += [(path, text) for path, text in there if text is not None]
        new = tuple(found for path, text in reversed(drafts) if (found := _referable(path, text)) is not None)
        return self._lookups_with(new) if new else state.lookups

    def _lookups_with(self, new: tuple[tuple[type[Record], Referable], ...]) -> Lookups:
        """What is offered with some new records, kept for the next form: it takes long where there are many others."""
        known: dict[object, Lookups] = self.state.kept.setdefault("lookups", {})
        found = known.get(new)
        if found is None:
            while len(known) >= _MOST_LOOKUPS:
                known.pop(next(iter(known)), None)
            found = known[new] = self.state.lookups.with_new(new)
        return found

    def drawn(self, template: str, person: Editor, **values: Any) -> str:
        """A page for a person."""
        agency = self.state.register.agency
        common = {
            "person": person,
            "unit": person.unit(self.state.register),
            "office": agency.short_name if agency is not None else "",
            "offline": self.ground.offline,
            "today": self.today,
        }
        return templates_of("disclosure.editing.desk").get_template(template).render(common | values)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _editable(path: str, title: str) -> Editable | None:
    """What is opened by a path at which there is nothing on the main branch yet."""
    kind = data_file(path)
    model = Document if path.endswith(DOCUMENT) else kind.model if kind is not None else None
    return (
        None if model is None else Editable(name_of(path), path, model, title or name_of(path), label_of(None, model))
    )


def _referable(path: str, text: str) -> tuple[type[Record], Referable] | None:
    """How a new record is named in others, if it has an id."""
    subject, key = _editable(path, ""), value_in(text, path, "id")
    if subject is None or not key:
        return None
    return subject.model, Referable(key, title_in(text, path) or key, value_in(text, path, "kind"))


def desk_of(
    ground: DeskGround,
    workshop: Callable[[], Workshop],
    guard: DeskGuard,
    entrance: Entrance,
    host: CodeHost | None = None,
    word_program: str | None = None,
) -> Desk:
    """A desk over content that is read already; the workshop is opened then, before any thread."""
    own = ground.root / ".disclosure"
    plain_folder(own)
    ignore_all(own)
    _ = ground.state
    drafts = Drafts(own / "drafts")
    go_on(drafts)
    return Desk(ground, drafts, workshop(), guard, entrance, host, word_program)
