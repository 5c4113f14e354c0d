"""The content as the main branch has it: what forms are made from, and what every change starts from.

It lies in a working tree of its own below ``.disclosure``, so that nobody's checkout is disturbed and nothing that
somebody has half done there is taken for what is public. It is read once, and again when the main branch has moved on.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any

from disclosure.editing.desk.branches import asked_of_copy
from disclosure.editing.desk.drafts import SUBJECT
from disclosure.editing.desk.examining import Bench
from disclosure.editing.forms import Lookups, lookups_of
from disclosure.findings import Rule
from disclosure.loading import read_register
from disclosure.memory.history import history_of
from disclosure.memory.store import open_store
from disclosure.memory.texts import TextReader
from disclosure.order import Order
from disclosure.past import age
from disclosure.reading.blobs import blob_of
from disclosure.reading.front_matter import split
from disclosure.reading.git import GitFailed, blobs, git, held, main_branch, resolved
from disclosure.reading.history import History
from disclosure.reading.kinds import DATA, DOCUMENT
from disclosure.reading.text import LARGEST_TEXT
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.files import data_file
from disclosure.register import Register

DeskClock = Callable[[], datetime]
_IN_DATA = "data."  # how the names of what lies in data/ begin
# Nothing that somebody has set for his own work is run or asked here.
_QUIET = ("-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead=false", "-c", "gc.auto=0")
_PLACES = ("content", "content-2")  # in turn: while one is laid, the other is read


@dataclass(frozen=True)
class Editable:
    """What is opened in one form: a file, by the name that stands in addresses. ``label`` is what kind it is."""

    name: str
    path: str
    model: type[Record]
    title: str
    label: str

    @property
    def is_document(self) -> bool:
        """Whether it has a body, and files beside it."""
        return self.model is Document


class MainContent:
    """The content at one commit of the main branch. What is asked often is gathered once."""

    def __init__(self, root: Path, commit: str, register: Register, history: History) -> None:
        self.root, self.commit, self.register, self.history = root, commit, register, history
        self.kept: dict[str, Any] = {}  # what pages have worked out of it
        self._texts: dict[str, str | None] = {}

    @cached_property
    def subjects(self) -> dict[str, Editable]:
        """All that can be opened, by name."""
        return {subject.name: subject for subject in _subjects(self.register)}

    @cached_property
    def by_path(self) -> dict[str, Editable]:
        """The same by path."""
        return {subject.path: subject for subject in self.subjects.values()}

    @cached_property
    def lookups(self) -> Lookups:
        """What forms offer to choose from."""
        return lookups_of(self.register)

    def text(self, path: str) -> str | None:
        """A text as the main branch has it, byte for byte; nothing where there is none that can be edited."""
        if path not in self._texts:
            raw = self._in_tree(path)
            self._texts[path] = text_at(self.root, self.commit, path) if raw is None else as_text(raw)
        return self._texts[path]

    def _in_tree(self, path: str) -> bytes | None:
        """A file as it lies in the working tree, if that is what the commit has: for that git need not be asked."""
        try:
            raw = (self.root / path).read_bytes() if path in self._blobs else b""
        except (GitFailed, OSError):
            return None
        return raw if blob_of(raw) == self._blobs.get(path) else None

    @cached_property
    def _blobs(self) -> dict[str, str]:
        """The blobs of the commit's files by path."""
        return {file.path: file.after for file in held(self.root, self.commit) if not file.is_link}


def _head(folder: Path) -> str:
    """The commit that a working tree is at; "" where it is broken."""
    try:
        return resolved(folder, "HEAD")
    except GitFailed:
        return ""


def text_at(root: Path, commit: str, path: str) -> str | None:
    """A text as a commit has it; nothing where it has none, or none that can be edited as text."""
    try:
        files = [file for file in held(root, commit, path) if file.path == path and not file.is_link]
        raw = next((content for file in files for _, content in blobs(root, [file.after])), None)
    except GitFailed:
        return None
    return None if raw is None else as_text(raw)


def as_text(raw: bytes) -> str | None:
    """The text of a file; nothing where it cannot be edited as text."""
    try:
        return None if len(raw) > LARGEST_TEXT else raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


@dataclass
class DeskGround:
    """The project at ``root``, its content, and the day by the ``clock``. ``rules`` are all rules of the product."""

    root: Path
    clock: DeskClock
    rules: Sequence[Rule]

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._state: MainContent | None = None
        self.offline = ""  # why the other copies could not be asked, as git says it
        self.prefix = git(self.root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip()

    @property
    def state(self) -> MainContent:
        """The content as it was read last."""
        if self._state is None:
            self.refresh()
        assert self._state is not None
        return self._state

    def refresh(self, commit: str = "") -> bool:
        """Read the main branch again, or one commit of it, if that is not what is known; whether. Raises GitFailed."""
        with self._lock:
            commit = commit or main_branch(self.root, self.remote)
            if self._state is not None and self._state.commit == commit and self._state.root.is_dir():
                return False
            self._state = self._read(self._laid(commit), commit)
            return True

    def fetch(self) -> None:
        """Ask the other copies how far the main branch is; where they cannot be asked, ``offline`` says so."""
        fetching = ("fetch", "--quiet", "--no-tags", "--prune", self.remote)
        self.offline = asked_of_copy(self.root, *fetching) if self.remote else ""

    @cached_property
    def remote(self) -> str:
        """The copy to which branches are pushed; "" where there is none."""
        names = git(self.root, "remote").decode().split()
        return "origin" if "origin" in names else next(iter(names), "")

    @cached_property
    def main(self) -> str:
        """What the main branch is called at the other copy: that which it has checked out."""
        try:
            head = git(self.root, "symbolic-ref", "--short", f"refs/remotes/{self.remote}/HEAD").decode().strip()
            return head.partition("/")[2] or "main"
        except GitFailed:
            names = git(self.root, "for-each-ref", "--format=%(refname:short)", f"refs/remotes/{self.remote}").decode()
            return "master" if f"{self.remote}/master" in names and f"{self.remote}/main" not in names else "main"

    def today(self) -> date:
        """The day that is worked on, in China."""
        return Order(None).working_day(self.state.register.demonstration_day, self.clock())

    def bench(self, commit: str = "") -> Bench:
        """The content as it is known, or at a commit, ready for changes to be tried on it. Raises GitFailed."""
        if commit:
            self.refresh(commit)
        state = self.state
        return Bench(state.register, state.history, self.today(), tuple(self.rules))

    def _laid(self, commit: str) -> Path:
        """The working tree at a commit; where it is broken or foreign it is made anew."""
        folder = self._folder(commit)
        with suppress(GitFailed):
            if (folder / ".git").is_file():
                git(folder, *_QUIET, "checkout", "--quiet", "--force", "--detach", commit)
                git(folder, *_QUIET, "clean", "--quiet", "-fdx", "-e", ".disclosure")
                return folder / self.prefix
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        git(self.root, "worktree", "prune")
        wanted = resolved(self.root, commit)
        git(self.root, *_QUIET, "worktree", "add", "--quiet", "--force", "--detach", str(folder), wanted)
        return folder / self.prefix

    def _folder(self, commit: str) -> Path:
        """Where a commit lies already, or is to lie: not where the content lies from which pages are made now."""
        used = self._state.root if self._state is not None else None
        places = [self.root / ".disclosure" / "desk" / name for name in _PLACES]
        laid = (place for place in places if (place / ".git").is_file() and _head(place) == commit)
        free = (place for place in places if used is None or not used.is_relative_to(place))
        return next(laid, None) or next(free)

    def _read(self, folder: Path, commit: str) -> MainContent:
        store = open_store(self.root)
        register = read_register(folder, TextReader(store))
        history = history_of(folder, store)
        register.settle(partial(age, history=history))
        store.save()
        return MainContent(folder, commit, register, history)


def _subjects(register: Register) -> Iterator[Editable]:
    """All files that a form can be made of, by the register: never by what lies on the disk under some name."""
    titles = {record.path: record for record in (*register.singles, *register.records.values()) if not record.tree.base}
    for path in sorted(register.texts):
        model = Document if path.endswith(DOCUMENT) else getattr(data_file(path), "model", None)
        name = name_of(path)
        if model is not None and name and model.for_editors:
            record = titles.get(path)
            stem = PurePosixPath(path).stem if "{" in model.files else model.type_label
            title = str(getattr(record, "title", "") or getattr(record, "name", "") or stem)
            yield Editable(name, path, model, title, label_of(record, model))


def title_in(text: str, path: str) -> str:
    """The title that stands in a text; "" where there is none."""
    return value_in(text, path, "title")


def value_in(text: str, path: str, name: str) -> str:
    """What one field of a text says in words; "" where there is none."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    tree = split(plain, path)[0] if path.endswith(DOCUMENT) else read_tree(plain, path)[0]
    value = tree.data.get(name) if tree is not None else None
    return " ".join(value.split()) if isinstance(value, str) else ""


def label_of(record: Record | None, model: type[Record]) -> str:
    """What kind of thing it is, in words: a document's own kind."""
    return record.kind.label if isinstance(record, Document) else model.type_label


def name_of(path: str) -> str:
    """The name of a file in addresses: ``doc-2025-001``, ``data.decisions.2025.dec-2025-01``; else ""."""
    inner = PurePosixPath(path)
    if path.endswith(DOCUMENT):
        name = inner.stem
    elif path.startswith("data/") and path.endswith(DATA):
        name = _IN_DATA + path.removeprefix("data/").removesuffix(DATA).replace("/", ".")
    else:
        return ""
    return name if SUBJECT.fullmatch(name) and (path.startswith("data/") or not name.startswith(_IN_DATA)) else ""


def is_place(path: str) -> bool:
    """Whether a new record may lie there: where one of its type belongs, by a plain name."""
    steps = path.split("/")
    if any(step.startswith(".") or not step for step in steps) or not name_of(path):
        return False
    return data_file(path) is not None if steps[0] == "data" else steps[0] == "docs" and path.endswith(DOCUMENT)
