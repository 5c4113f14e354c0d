"""One branch a person and record: which are open, their commits, their push. Nothing here merges or forces.

``edit/<account>/<record>-<number>``: the number rises when the one of before is over. A branch is open as long as
something that it changes is otherwise on the main branch. It is over when the main branch has had all of it since the
two parted, however it came there; when it has gone from the other copy to which it was pushed; or when its editor
says so.
"""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from re import Match
from threading import Lock
from typing import NamedTuple

from disclosure.editing.desk.people import Editor
from disclosure.expressions import expression
from disclosure.reading.committing import Planned, commit_planned
from disclosure.reading.git import GitFailed, changed_between, commits, git

_START = "edit/"
_NAMED = expression(r"edit/(?P<slug>[^/]+)/(?P<stem>[^/]+)-(?P<number>[0-9]{1,6})")
_PUSHED, _LEFT = "refs/disclosure/pushed/", "refs/disclosure/left/"  # what we remember of branches, by their names
_MOST = 500  # branches that are looked at, the newest first
_MOST_PATHS = 100  # that are named to git; it takes longer to look at all, but not without end
_PATIENCE = 60  # seconds for a talk with another copy
_MAILBOX = "disclosure@localhost"
_UNSAFE = expression(r"[<>\x00-\x1f\x7f]")


class OpenBranch(NamedTuple):
    """A branch with something that is not on the main branch yet: its files, who wrote last, and when."""

    name: str
    commit: str
    who: str
    when: str
    paths: frozenset[str]


class Pushed(NamedTuple):
    """What came of a push: nothing, or why it was not done, as git says it; ``is_behind`` what others added there."""

    why: str = ""
    is_refused: bool = False
    is_behind: bool = False


@dataclass
class Branches:
    """The branches of the repository at ``root``; the project lies below ``prefix`` in it. ``remote`` may be ""."""

    root: Path
    prefix: str
    remote: str
    _known: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False)
    _locks: dict[str, Lock] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)
    _asking: Lock = field(default_factory=Lock, repr=False)
    _open: tuple[str, list[OpenBranch]] | None = field(default=None, repr=False)
    _turn: int = field(default=0, repr=False)  # counts what was done since which git is to be asked again

    def open(self, main: str) -> list[OpenBranch]:
        """All open branches, the newest first; of one that is here and elsewhere, the one that holds the other.

        Git is asked again after what was done here, and after ``forget``. Whoever writes does not wait for that.
        """
        with self._asking:
            with self._lock:
                turn, known = self._turn, self._open
            if known is None or known[0] != main:
                known = main, self._asked_open(main)
                with self._lock:
                    self._open = known if turn == self._turn else None
            return known[1]

    def forget(self) -> None:
        """Others may have done something: git is asked again."""
        with self._lock:
            self._open, self._turn = None, self._turn + 1

    def _asked_open(self, main: str) -> list[OpenBranch]:
        elsewhere = f"refs/remotes/{self.remote}/"
        marks = self._refs("refs/disclosure", *([elsewhere] if self.remote else []))
        found: dict[str, OpenBranch] = {}
        for ref, commit, who, when in self._unmerged(main, "refs/heads/edit", *([elsewhere] if self.remote else [])):
            name = ref.removeprefix("refs/heads/").removeprefix(elsewhere)
            is_gone = marks.get(f"{_PUSHED}{name}") == commit and f"{elsewhere}{name}" not in marks
            if name == "HEAD" or f"{_LEFT}{name}" in marks or is_gone:
                continue
            paths = self._changed(main, commit)
            if paths and (name not in found or self._goes_before(ref, commit, found[name].commit)):
                found[name] = OpenBranch(name, commit, who, when, paths)
        return list(found.values())

    def _unmerged(self, main: str, *places: str) -> Iterator[list[str]]:
        """Each branch that is not merged: its ref, its commit, who wrote last and when; those that are here first."""
        form = "%(refname)%00%(objectname)%00%(authorname)%00%(committerdate:format:%Y-%m-%d %H:%M)"
        asked = ("--sort=refname", "--sort=-committerdate", f"--count={_MOST}", f"--format={form}")
        told = git(self.root, "for-each-ref", f"--no-merged={main}", *asked, *places)
        for line in told.decode("utf-8", "replace").splitlines():
            yield (line.split("\0") + ["", "", ""])[:4]

    def _refs(self, *places: str) -> dict[str, str]:
        told = git(self.root, "for-each-ref", "--format=%(refname) %(objectname)", *places).decode("utf-8", "replace")
        return dict(line.split(" ", 1) for line in told.splitlines())

    def _goes_before(self, ref: str, commit: str, other: str) -> bool:
        """Whether a branch counts before that of its name of another copy: where they have parted, what is here."""
        is_here = ref.startswith("refs/heads/")
        return not self._holds(other, commit) if is_here else self._holds(commit, other)

    def _holds(self, commit: str, other: str) -> bool:
        """Whether one commit comes after another."""
        try:
            return commit != other and not git(self.root, "rev-list", "--max-count=1", other, f"^{commit}").strip()
        except GitFailed:
            return False

    def of(self, person: Editor, among: Iterable[OpenBranch]) -> list[OpenBranch]:
        """The branches of a person."""
        return [branch for branch in among if is_own(person, branch.name)]

    def own(
        self, person: Editor, subject: str, paths: Collection[str], among: Iterable[OpenBranch]
    ) -> OpenBranch | None:
        """The branch on which a person has a record under way: that of its name, else one that changes its files."""
        mine = self.of(person, among)
        named = [(int(match["number"]), branch) for branch in mine if (match := _of(branch.name, subject)) is not None]
        touching = (branch for branch in mine if not branch.paths.isdisjoint(paths))
        return max(named)[1] if named else next(touching, None)

    def new_name(self, person: Editor, subject: str) -> str:
        """What the next branch of a person and a record is called."""
        stem = f"{_START}{person.slug}/{subject}"
        told = self._refs("refs/heads/edit", "refs/remotes", "refs/disclosure")
        matches = (_of(ref[ref.index(_START) :], subject) for ref in told if f"{stem}-" in ref)
        return f"{stem}-{max((int(match['number']) for match in matches if match), default=0) + 1}"

    def fetch_own(self, person: Editor) -> None:
        """Take what others did on a person's branches at the other copy; where it cannot be asked all stays."""
        if self.remote:
            place = f"{_START}{person.slug}/*"
            refs = f"+refs/heads/{place}:refs/remotes/{self.remote}/{place}"
            asked_of_copy(self.root, "fetch", "--quiet", "--no-tags", "--prune", self.remote, refs)
            self.forget()

    def leave(self, branch: OpenBranch) -> None:
        """A branch is not gone on with; it stays where it is. Raises GitFailed."""
        git(self.root, "update-ref", f"{_LEFT}{branch.name}", branch.commit)
        self.forget()

    def commit(
        self, branch: str, base: str, person: Editor, changes: Mapping[str, bytes | None], says: str, now: datetime
    ) -> None:
        """Put a commit on a branch, which starts at ``base`` or is there already. Raises GitFailed."""
        whole = {self.prefix + path: content for path, content in changes.items()}
        planned = Planned(branch, base, says, f"{_called(person)} <{_MAILBOX}>", whole)
        try:
            commit_planned(self.root, planned, now)
        except GitFailed:
            if not self._unlocked(branch):
                raise
            commit_planned(self.root, planned, now)
        self.forget()

    def _unlocked(self, branch: str) -> bool:
        """Take away git's own lock of a branch, left by a git that was killed; whether there was one.

        A git that lives holds it for a blink and has been waited for; of ours there is no other (``held``).
        """
        told = git(self.root, "rev-parse", "--git-path", f"refs/heads/{branch}.lock").decode("utf-8", "replace")
        lock = self.root / told.strip()
        is_left = lock.is_file()
        lock.unlink(missing_ok=True)
        return is_left

    def held(self, name: str) -> Lock:
        """The lock under which one branch is written."""
        with self._lock:
            return self._locks.setdefault(name, Lock())

    def push(self, branch: str) -> Pushed:
        """Hand a branch to the other copy, waiting for no one; where that cannot be done it stays here."""
        ref = f"refs/heads/{branch}"
        told = asked_of_copy(self.root, "push", "--quiet", "--no-verify", "--", self.remote, f"{ref}:{ref}")
        if not told:
            self._remember(branch)
        self.forget()
        refused = any(word in told for word in ("rejected", "denied", "declined", "403", "protected"))
        return Pushed(
            told[-600:], bool(told) and refused, any(word in told for word in ("non-fast-forward", "fetch first"))
        )

    def _remember(self, branch: str) -> None:
        """What was pushed, where we are told what becomes of it at the other copy."""
        known = self._refs(f"refs/heads/{branch}", f"refs/remotes/{self.remote}/{branch}")
        if len(known) > 1:
            git(self.root, "update-ref", f"{_PUSHED}{branch}", known[f"refs/heads/{branch}"])

    def beside(self, person: Editor, branch: str) -> str:
        """Give what is here of a branch a name of its own: that of this name elsewhere has gone another way."""
        match = _NAMED.fullmatch(branch)
        if match is None:
            return branch
        name = self.new_name(person, match["stem"])
        git(self.root, "update-ref", f"refs/heads/{name}", f"refs/heads/{branch}")
        git(self.root, "update-ref", "-d", f"refs/heads/{branch}")
        self.forget()
        return name

    def _changed(self, main: str, commit: str) -> frozenset[str]:
        """What a branch changes and the main branch has otherwise, by path in the project."""
        key = (main, commit)
        if key not in self._known:
            self._known[key] = self._asked(main, commit)
        return self._known[key]

    def _asked(self, main: str, commit: str) -> frozenset[str]:
        try:
            touched = {item.path: item.after for item in changed_between(self.root, f"{main}...{commit}")}
            left = (
                touched.keys() & {item.path for item in changed_between(self.root, main, commit)} if touched else set()
            )
            return frozenset() if not left or self._was_taken(main, commit, touched) else frozenset(left)
        except GitFailed:  # of another origin
            return frozenset()

    def _was_taken(self, main: str, commit: str, touched: Mapping[str, str]) -> bool:
        """Whether the main branch has had all that a branch changes since they parted, and has gone on from there."""
        paths = [f":(literal){path}" for path in touched] if len(touched) <= _MOST_PATHS else []
        since = commits(self.root, "--first-parent", "-m", main, f"^{commit}", "--", *paths, deletions=True)
        had = {(file.path, file.after) for item in since for file in item.files}
        return had.issuperset(touched.items())


def asked_of_copy(root: Path, *arguments: str) -> str:
    """Talk with another copy: nobody is asked for a password, nor is it waited for ever; "" or why it was not done."""
    settings = ("-c", "core.hooksPath=/dev/null", "-c", "credential.interactive=false")
    command = ["git", *settings, "-C", str(root), *arguments]
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, start_new_session=True
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    told = ended.stderr.decode("utf-8", "replace").strip()
    return (told or "git") if ended.returncode else ""


def _called(person: Editor) -> str:
    """The name under which somebody commits."""
    return _UNSAFE.sub(" ", person.called).strip() or "editor"


def is_own(person: Editor, branch: str) -> bool:
    """Whether a branch is a person's: his name for it is nobody else's."""
    match = _NAMED.fullmatch(branch)
    return match is not None and match["slug"] == person.slug


def _of(branch: str, subject: str) -> Match[str] | None:
    """The parts of the name of a branch about a record."""
    match = _NAMED.fullmatch(branch)
    return match if match is not None and match["stem"] == subject else None
